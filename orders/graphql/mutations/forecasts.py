"""Forecasts drafted and published by the buyer, commits of the supplier; a sheet is one act."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.ids import sought_id, sought_ids
from api.mutation import DomainMutation
from api.types import Date, DecimalString, DomainErrorType, Info, Payload
from common.errors import Invalid
from common.ids import parse_id
from orders import errors, states
from orders.graphql.enums import ReasonCode
from orders.graphql.types.forecasts import Confidence, Forecast
from orders.rules.forecasts import LEAST_WEEKS
from orders.services import forecast_commits, forecasts
from orders.services.forecast_reminders import forecasts_remind


class ForecastRowInput(graphene.InputObjectType):
    """Quantities of one item for consecutive weeks; null leaves a week as it is."""

    item_id = graphene.ID(required=True)
    start = Date(required=True, description="Monday of the first quantity.")
    quantities = graphene.List(DecimalString, required=True)


class CommitRowInput(graphene.InputObjectType):
    """Commits to one row for consecutive weeks; null leaves a week as it is.

    The other lists run along the quantities where they are given; `confidence` and `reasonCode` of the act stand in.
    """

    line_id = graphene.ID(required=True)
    start = Date(required=True, description="Monday of the first quantity.")
    quantities = graphene.List(DecimalString, required=True)
    confidences = graphene.List(Confidence)
    reason_codes = graphene.List(ReasonCode)
    notes = graphene.List(graphene.String)


class ForecastPayload(Payload):
    forecast = graphene.Field(Forecast)


class ForecastDraft(DomainMutation):
    """Begin the next version for a supplier, from this week on; by default with the former version carried over."""

    permission = P.FORECAST_WRITE
    Output = ForecastPayload

    class Arguments:
        partnership_id = graphene.ID(required=True)
        weeks = graphene.Int(default_value=LEAST_WEEKS)
        frozen_weeks = graphene.Int(default_value=4)
        carry_over = graphene.Boolean(default_value=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, partnership_id: str, **options: Any) -> dict[str, Any]:
        given = {name: value for name, value in options.items() if value is not None}
        draft = forecasts.forecast_draft(actor=actor, partnership_id=parse_id(partnership_id), **given)
        return {"forecast": draft}


class ForecastSave(DomainMutation):
    """Enter many cells of a draft in one act. When one is wrong nothing is saved; `params.cells` names each."""

    permission = P.FORECAST_WRITE
    Output = ForecastPayload

    class Arguments:
        forecast_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        rows = graphene.List(graphene.NonNull(ForecastRowInput), required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, forecast_id: str, version: int, rows: Any
    ) -> dict[str, Any]:
        given = [forecasts.ForecastRow(sought_id(r["item_id"]), r["start"], r["quantities"]) for r in rows]
        saved = forecasts.forecast_save(
            actor=actor, forecast_id=parse_id(forecast_id), version=version, rows=given
        )
        return {"forecast": saved}


class _Step(DomainMutation):
    """An act on one draft at the version seen."""

    permission = P.FORECAST_WRITE
    Output = ForecastPayload

    class Arguments:
        forecast_id = graphene.ID(required=True)
        version = graphene.Int(required=True)


class ForecastPublish(_Step):
    """Publish a draft to its supplier; it never changes again."""

    permission = P.FORECAST_WRITE

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, forecast_id: str, version: int) -> dict[str, Any]:
        done = forecasts.forecast_publish(actor=actor, forecast_id=parse_id(forecast_id), version=version)
        return {"forecast": done}


class ForecastDiscard(_Step):
    """Throw a draft away."""

    permission = P.FORECAST_WRITE

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, forecast_id: str, version: int) -> dict[str, Any]:
        forecasts.forecast_discard(actor=actor, forecast_id=parse_id(forecast_id), version=version)
        return {"forecast": None}


class ForecastCommit(DomainMutation):
    """Commit to many cells in one act. When one is wrong nothing is saved; `params.cells` names each."""

    permission = P.FORECAST_COMMIT
    Output = ForecastPayload

    class Arguments:
        forecast_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        rows = graphene.List(graphene.NonNull(CommitRowInput), required=True)
        confidence = Confidence(default_value=states.Confidence.LIKELY.value)
        reason_code = ReasonCode(description="For cells below the forecast that name none.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, forecast_id: str, version: int, rows: Any,
        confidence: Any = None, reason_code: Any = None,
    ) -> dict[str, Any]:  # fmt: skip
        usual = _confidence(confidence)
        done = forecast_commits.forecast_commit(
            actor=actor, forecast_id=parse_id(forecast_id), version=version,
            rows=[_commit_row(row, usual) for row in rows], usual_reason=_plain(reason_code),
        )  # fmt: skip
        return {"forecast": done}


class ForecastCommitAll(DomainMutation):
    """Commit to exactly what is forecast, in the given rows or in all; by default only where an answer is owed."""

    permission = P.FORECAST_COMMIT
    Output = ForecastPayload

    class Arguments:
        forecast_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        confidence = Confidence(default_value=states.Confidence.LIKELY.value)
        line_ids = graphene.List(graphene.NonNull(graphene.ID))
        only_open = graphene.Boolean(default_value=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, forecast_id: str, version: int, confidence: Any = None,
        line_ids: Sequence[str] | None = None, only_open: bool | None = True,
    ) -> dict[str, Any]:  # fmt: skip
        done = forecast_commits.forecast_commit_all(
            actor=actor, forecast_id=parse_id(forecast_id), version=version,
            confidence=_confidence(confidence), only_open=only_open is not False,
            line_ids=None if line_ids is None else [sought_id(one) for one in line_ids],
        )  # fmt: skip
        return {"forecast": done}


class ForecastReminder(graphene.ObjectType):
    """What became of one reminder."""

    forecast_id = graphene.ID(required=True)
    forecast = graphene.Field(Forecast, description="Null when it was refused.")
    errors = graphene.List(graphene.NonNull(DomainErrorType), required=True)


class ForecastsRemindPayload(Payload):
    results = graphene.List(graphene.NonNull(ForecastReminder), required=True)


class ForecastsRemind(DomainMutation):
    """Ask suppliers once more for the commits they owe: of the versions named, or of all that wait."""

    permission = P.FORECAST_WRITE
    Output = ForecastsRemindPayload

    class Arguments:
        forecast_ids = graphene.List(graphene.NonNull(graphene.ID))

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, forecast_ids: list[str] | None = None) -> dict[str, Any]:
        wanted = None if forecast_ids is None else sought_ids(forecast_ids)
        done = forecasts_remind(actor=actor, forecast_ids=wanted)
        named = [str(one.forecast_id) for one in done] if forecast_ids is None else forecast_ids
        return {
            "results": [
                {"forecast_id": key, "forecast": one.forecast, "errors": [one.error] if one.error else []}
                for key, one in zip(named, done, strict=True)
            ]
        }


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value) or "")


def _confidence(value: Any) -> states.Confidence:
    return states.Confidence(_plain(value) or states.Confidence.LIKELY)


def _commit_row(row: Any, usual: states.Confidence) -> forecast_commits.CommitRow:
    """The cells of an input row. Raises Invalid SERIES_UNEVEN."""
    quantities = row["quantities"]
    told = {
        name: row.get(name) or [None] * len(quantities) for name in ("confidences", "reason_codes", "notes")
    }
    for name, values in told.items():
        if len(values) != len(quantities):
            raise Invalid(
                errors.SERIES_UNEVEN, field="rows", name=name, value=len(values), expected=len(quantities)
            )
    cells = [
        _cell(row["start"] + timedelta(weeks=place), quantity, place, told, usual)
        for place, quantity in enumerate(quantities)
        if quantity is not None
    ]
    return forecast_commits.CommitRow(sought_id(row["line_id"]), cells)


def _cell(
    week: date, quantity: Decimal, place: int, told: dict[str, list[Any]], usual: states.Confidence
) -> forecast_commits.CommitCell:
    said = _plain(told["confidences"][place])
    return forecast_commits.CommitCell(
        week=week, quantity=quantity, confidence=states.Confidence(said) if said else usual,
        reason_code=_plain(told["reason_codes"][place]), note=told["notes"][place] or "",
    )  # fmt: skip
