"""Acts on demand history, forecasts and overrides."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DecimalString, Info, Payload
from common.ids import parse_id
from optimizer.graphql.forecasting_types import DemandHistory, ForecastOverride, ForecastRun, OverrideReason
from optimizer.services.planning.forecasting import forecast_start
from optimizer.services.planning.history import HistoryValues, history_save
from optimizer.services.planning.overriding import OverrideValues, override_save, override_withdraw
from optimizer.states import forecasting as states


class DemandHistoryInput(graphene.InputObjectType):
    """What customers took of an item in a past week; 0 is a week without demand."""

    item_id = graphene.ID(required=True)
    week = Date(required=True, description="Any day of it.")
    quantity = DecimalString(required=True)


class DemandHistoryPayload(Payload):
    rows = graphene.List(graphene.NonNull(DemandHistory))


class DemandHistorySave(DomainMutation):
    """Quantities of past weeks: all of them or none."""

    permission = P.PLAN_WRITE
    Output = DemandHistoryPayload

    class Arguments:
        rows = graphene.List(graphene.NonNull(DemandHistoryInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, rows: list[Any]) -> dict[str, Any]:
        values = [HistoryValues(parse_id(row["item_id"]), row["week"], row["quantity"]) for row in rows]
        return {"rows": history_save(actor=actor, rows=values)}


class ForecastRunPayload(Payload):
    run = graphene.Field(ForecastRun)


class ForecastStart(DomainMutation):
    """Have all series forecast anew; what is expected goes into the demand."""

    permission = P.PLAN_WRITE
    Output = ForecastRunPayload

    @classmethod
    def perform(cls, actor: Actor, info: Info) -> dict[str, Any]:
        return {"run": forecast_start(actor=actor)}


class ForecastOverrideInput(graphene.InputObjectType):
    """What is expected of a week."""

    week = Date(required=True, description="Any day of it.")
    quantity = DecimalString(required=True)
    version = graphene.Int(description="Of the override that stands there; absent where there is none.")


class ForecastOverridesPayload(Payload):
    overrides = graphene.List(graphene.NonNull(ForecastOverride))


class ForecastOverrideSave(DomainMutation):
    """Put a planner's figures in place of the statistics', with the reason; all weeks or none."""

    permission = P.PLAN_WRITE
    Output = ForecastOverridesPayload

    class Arguments:
        item_id = graphene.ID(required=True)
        weeks = graphene.List(graphene.NonNull(ForecastOverrideInput), required=True)
        reason = OverrideReason(required=True)
        note = graphene.String()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, item_id: str, weeks: list[Any], reason: Any, note: str | None = None
    ) -> dict[str, Any]:
        values = [OverrideValues(one["week"], one["quantity"], one.get("version")) for one in weeks]
        saved = override_save(
            actor=actor, item_id=parse_id(item_id), weeks=values, note=note or "",
            reason=states.OverrideReason(reason.value),
        )  # fmt: skip
        return {"overrides": saved}


class ForecastOverridePayload(Payload):
    override = graphene.Field(ForecastOverride)


class ForecastOverrideWithdraw(DomainMutation):
    """Give a week back to the statistics; the override stays on record."""

    permission = P.PLAN_WRITE
    Output = ForecastOverridePayload

    class Arguments:
        override_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, override_id: str, version: int) -> dict[str, Any]:
        return {
            "override": override_withdraw(actor=actor, override_id=parse_id(override_id), version=version)
        }


class ForecastingMutation(graphene.ObjectType):
    demand_history_save = DemandHistorySave.Field()
    forecast_start = ForecastStart.Field()
    forecast_override_save = ForecastOverrideSave.Field()
    forecast_override_withdraw = ForecastOverrideWithdraw.Field()
