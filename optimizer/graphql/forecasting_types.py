"""Types of demand history, statistical forecasts and overrides."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import graphene

from api.deferred import Deferred
from api.loaders import Loader
from api.types import Date, DateTime, DecimalString, Info
from api.values import hours_since
from optimizer import models
from optimizer.engine.forecasting.series import DemandClass as EngineClass
from optimizer.graphql.planning_types import OfItem
from optimizer.selectors.forecasting import HistorySpan as Span
from optimizer.selectors.forecasting import history_spans
from optimizer.states import forecasting as states
from suppliers.services.inputs import check_range

LONGEST = 400

DemandClass = graphene.Enum.from_enum(
    EngineClass,
    name="DemandClass",
    description="What kind of demand a series is; methods are chosen per class. NONE: no demand at all.",
)
ForecastStatus = graphene.Enum.from_enum(
    states.ForecastStatus, name="DemandForecastStatus", description="How far a forecast of all series is."
)
OverrideReason = graphene.Enum.from_enum(
    states.OverrideReason, name="OverrideReason", description="OTHER asks for a note."
)


class HistoryLoader(Loader[UUID, Span | None]):
    """The last weeks of history by series; `argument` is their number."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Span | None]:
        actor = self.context.actor
        mine = models.DemandSeries.objects.filter(enterprise_id=actor.enterprise_id, id__in=keys)
        rows = {row.id: row for row in mine.only("id", "item_id", "start")}
        ends = {row.item_id: last_week(row) for row in rows.values()}
        spans = history_spans(actor, list(ends), self.argument, ends)
        return {key: spans.get(row.item_id) for key, row in rows.items()}


def last_week(row: models.DemandSeries) -> date | None:
    """The week before the forecast begins; None without a forecast."""
    return None if row.start is None else row.start - timedelta(weeks=1)


class HistorySpan(graphene.ObjectType):
    """Past demand, one figure a week."""

    start = Date(required=True, description="The Monday of the first one.")
    quantities = graphene.List(graphene.NonNull(DecimalString), required=True)


class ForecastMethod(graphene.ObjectType):
    name = graphene.String(required=True)
    weight = graphene.Float(required=True, description="Of the average; all of a series make 1.")


def _weekly(text: str) -> graphene.List:
    return graphene.List(graphene.NonNull(DecimalString), required=True, description=text)


class DemandSeries(OfItem, graphene.ObjectType):
    """The demand of an item of mine: what was, what the newest forecast expects, and how wrong it was before.

    Shares are of the actual demand, from rolling origins: the past forecast as if it were not known yet.
    """

    version = graphene.Int(required=True)
    demand_class = DemandClass(description="Null before the first forecast.")
    methods = graphene.List(graphene.NonNull(ForecastMethod), required=True)
    start = Date(description="The Monday of the first week forecast.")
    low = _weekly("P10: lower end of the interval that holds four fifths of what follows.")
    median = _weekly("P50.")
    high = _weekly("P90: upper end of the interval.")
    expected = _weekly("Mean of the distribution; rounded to the unit it goes into the demand.")
    wape = graphene.Float(description="Sum of absolute errors / sum of the demand.")
    wql = graphene.Float(description="Weighted quantile loss over the deciles.")
    bias = graphene.Float(description="(expected - actual) / actual; above 0 means too much was forecast.")
    coverage = graphene.Float(description="Share of past weeks inside the interval; 0.8 is aimed at.")
    origins = graphene.Int(required=True, description="From how many earlier weeks it was forecast.")
    history_weeks = graphene.Int(required=True, description="Read by the newest forecast.")
    forecast_at = DateTime()
    age_hours = graphene.Int(description="Of the forecast.")
    history = graphene.Field(
        HistorySpan,
        weeks=graphene.Int(default_value=52),
        description=f"The last weeks, at most {LONGEST}; one without a row had no demand.",
    )

    @staticmethod
    def resolve_demand_class(row: models.DemandSeries, info: Info) -> EngineClass | None:
        return EngineClass(row.demand_class) if row.demand_class else None

    @staticmethod
    def resolve_methods(row: models.DemandSeries, info: Info) -> list[dict[str, Any]]:
        return [{"name": name, "weight": weight} for name, weight in row.methods]

    @staticmethod
    def resolve_age_hours(row: models.DemandSeries, info: Info) -> int | None:
        return None if row.forecast_at is None else hours_since(row.forecast_at)

    @staticmethod
    def resolve_history(row: models.DemandSeries, info: Info, weeks: int) -> Deferred[Span | None]:
        check_range(weeks, "weeks", 1, LONGEST)
        found: Deferred[Span | None] = info.context.loaders.get(HistoryLoader, weeks).load(row.id)
        return found


class DemandHistory(OfItem, graphene.ObjectType):
    """What customers took of an item in a past week."""

    version = graphene.Int(required=True)
    week = Date(required=True, description="Its Monday.")
    quantity = DecimalString(required=True)
    as_of = DateTime(required=True)
    source = graphene.String(required=True, description="TYPED, FILE or API.")


class ForecastOverride(OfItem, graphene.ObjectType):
    """What a planner expects of a week instead of the statistics."""

    version = graphene.Int(required=True)
    week = Date(required=True, description="Its Monday.")
    quantity = DecimalString(required=True)
    replaced = DecimalString(description="What the statistics expected when it was made.")
    reason = OverrideReason(required=True)
    note = graphene.String(required=True)
    made_by_name = graphene.String(required=True)
    made_at = DateTime(required=True)
    withdrawn_by_name = graphene.String(required=True)
    withdrawn_at = DateTime(description="The week is the statistics' again since.")

    @staticmethod
    def resolve_reason(row: models.ForecastOverride, info: Info) -> states.OverrideReason:
        return states.OverrideReason(row.reason)


class ForecastRun(graphene.ObjectType):
    """One forecast of all series of my enterprise."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    number = graphene.Int(required=True)
    status = ForecastStatus(required=True)
    start = Date(required=True, description="The Monday of the first week forecast.")
    weeks = graphene.Int(required=True)
    series_count = graphene.Int(required=True)
    lines_changed = graphene.Int(required=True, description="Lines of the demand that became others.")
    created_by_name = graphene.String(required=True)
    created_at = DateTime(required=True)
    began_at = DateTime()
    ended_at = DateTime()

    @staticmethod
    def resolve_status(row: models.ForecastRun, info: Info) -> states.ForecastStatus:
        return states.ForecastStatus(row.status)
