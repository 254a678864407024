"""Acts on demand and plans."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DecimalString, Info, Payload
from common.ids import parse_id
from optimizer.graphql import enums
from optimizer.graphql.planning_types import DemandLine, PlanOrder, PlanRun
from optimizer.services.planning.adopting import plan_adopt
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.running import plan_start, plan_stop
from optimizer.states import planning


class DemandInput(graphene.InputObjectType):
    """A quantity of an item wanted in a week; 0 takes it back."""

    item_id = graphene.ID(required=True)
    kind = enums.DemandKind(required=True)
    week = Date(required=True, description="Any day of it.")
    quantity = DecimalString(required=True)
    priority = graphene.Int(description="1 to 3, 1 is served first; absent: 2.")
    reference = graphene.String(description="The customer's order; for orders alone.")


class DemandPayload(Payload):
    lines = graphene.List(graphene.NonNull(DemandLine))


class DemandSave(DomainMutation):
    """New quantities of weeks: all of them or none."""

    permission = P.PLAN_WRITE
    Output = DemandPayload

    class Arguments:
        lines = graphene.List(graphene.NonNull(DemandInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, lines: list[Any]) -> dict[str, Any]:
        return {"lines": demand_save(actor=actor, lines=[_values(line) for line in lines])}


def _values(given: Any) -> DemandValues:
    return DemandValues(
        item_id=parse_id(given["item_id"]),
        kind=planning.DemandKind(given["kind"].value),
        week=given["week"],
        quantity=given["quantity"],
        priority=given.get("priority") or 2,
        reference=given.get("reference") or "",
    )


class PlanRunPayload(Payload):
    run = graphene.Field(PlanRun)


class PlanStart(DomainMutation):
    """Take a snapshot of what is known now and have it planned."""

    permission = P.PLAN_WRITE
    Output = PlanRunPayload

    class Arguments:
        seconds = graphene.Int(description="Of the search; absent: my enterprise's own.")
        seed = graphene.Int()
        scenario_id = graphene.ID(description="With what it takes otherwise.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, seconds: int | None = None, seed: int | None = None,
        scenario_id: str | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        scenario = None if scenario_id is None else parse_id(scenario_id)
        run = plan_start(actor=actor, seconds=seconds, seed=1 if seed is None else seed, scenario_id=scenario)
        return {"run": run}


class PlanStop(DomainMutation):
    """End a run with the best plan found so far."""

    permission = P.PLAN_WRITE
    Output = PlanRunPayload

    class Arguments:
        run_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, run_id: str, version: int) -> dict[str, Any]:
        return {"run": plan_stop(actor=actor, run_id=parse_id(run_id), version=version)}


class PlanAdoptPayload(Payload):
    orders = graphene.List(graphene.NonNull(PlanOrder))


class PlanAdopt(DomainMutation):
    """Make draft orders of a plan's lines, one for each partner; lines adopted before are left as they are."""

    permission = P.ORDER_WRITE
    Output = PlanAdoptPayload

    class Arguments:
        run_id = graphene.ID(required=True)
        plan_order_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)
        ship_to_site_id = graphene.ID(required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, run_id: str, plan_order_ids: list[str], ship_to_site_id: str
    ) -> dict[str, Any]:
        adopted = plan_adopt(
            actor=actor, run_id=parse_id(run_id), plan_order_ids=[parse_id(key) for key in plan_order_ids],
            ship_to_site_id=parse_id(ship_to_site_id),
        )  # fmt: skip
        return {"orders": adopted}


class PlanningMutation(graphene.ObjectType):
    demand_save = DemandSave.Field()
    plan_start = PlanStart.Field()
    plan_stop = PlanStop.Field()
    plan_adopt = PlanAdopt.Field()
