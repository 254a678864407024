"""Scenarios: types, reads and acts."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.ids import sought_id
from api.mutation import DomainMutation
from api.types import Date, DateTime, DecimalString, Info, Payload
from common.ids import parse_id
from common.paging import Order
from optimizer import models, selectors
from optimizer.graphql import enums, loaders
from optimizer.graphql.planning_types import PlanRun
from optimizer.selectors.scenarios import Comparison
from optimizer.services.planning.scenarios import (
    AssumptionValues,
    plan_promote,
    scenario_archive,
    scenario_copy,
    scenario_save,
)
from optimizer.states.scenarios import AssumptionKind
from suppliers.graphql.capacity_types import CapacityGroup
from suppliers.graphql.types import Item, Partnership

MOST_COMPARED = 6


class PlanAssumption(graphene.ObjectType):
    """One thing taken to be otherwise; what is not named means all of them."""

    id = graphene.ID(required=True)
    kind = enums.AssumptionKind(required=True)
    amount = DecimalString(
        required=True,
        description="Percent for DEMAND, PRICE, HOURS; pieces a week for SUPPLY; weeks for LEAD_TIME.",
    )
    item = permission_field(Item, permission=P.ITEM_READ)
    partnership = permission_field(Partnership, permission=P.PARTNERSHIP_READ)
    group = permission_field(CapacityGroup, permission=P.CAPACITY_READ)
    first_week = Date(description="Its Monday; none: from now on.")
    last_week = Date(description="Its Monday, included; none: to the end.")

    @staticmethod
    def resolve_kind(row: models.PlanAssumption, info: Info) -> AssumptionKind:
        return AssumptionKind(row.kind)

    @staticmethod
    def resolve_item(row: models.PlanAssumption, info: Info) -> Any:
        return row.item_id and info.context.loaders.get(loaders.OwnItemLoader).load(row.item_id)

    @staticmethod
    def resolve_partnership(row: models.PlanAssumption, info: Info) -> Any:
        key = row.partnership_id
        return key and info.context.loaders.get(loaders.OwnPartnershipLoader).load(key)

    @staticmethod
    def resolve_group(row: models.PlanAssumption, info: Info) -> Any:
        return row.group_id and info.context.loaders.get(loaders.OwnGroupLoader).load(row.group_id)


class PlanScenario(graphene.ObjectType):
    """A named set of assumptions of my enterprise."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    name = graphene.String(required=True)
    note = graphene.String(required=True)
    created_by_name = graphene.String(required=True)
    created_at = DateTime(required=True)
    assumptions = graphene.List(graphene.NonNull(PlanAssumption), required=True)
    newest_run = graphene.Field(PlanRun, description="None before the first.")

    @staticmethod
    def resolve_assumptions(row: models.PlanScenario, info: Info) -> Any:
        return info.context.loaders.get(loaders.AssumptionsLoader).load(row.id)

    @staticmethod
    def resolve_newest_run(row: models.PlanScenario, info: Info) -> Any:
        return info.context.loaders.get(loaders.NewestRunLoader).load(row.id)


class PlanComparison(graphene.ObjectType):
    """A run beside the first of those compared."""

    run = graphene.Field(PlanRun, required=True)
    scenario_name = graphene.String(required=True, description="Empty for a plan of things as they are.")
    moved_orders = graphene.Int(required=True, description="Places of orders that differ from the first run.")
    partners_touched = graphene.Int(required=True, description="Partners whose orders differ.")

    @staticmethod
    def resolve_scenario_name(row: Comparison, info: Info) -> str:
        return row.run.scenario.name if row.run.scenario is not None else ""

    @staticmethod
    def resolve_moved_orders(row: Comparison, info: Info) -> int:
        return row.moved


class ScenarioQuery(graphene.ObjectType):
    plan_scenarios = DomainConnection(
        PlanScenario,
        permission=P.PLAN_READ,
        order=Order("newest", (("created_at", True), ("id", True))),
        description="Scenarios of my enterprise, newest first.",
    )
    plan_comparison = permission_field(
        graphene.List(graphene.NonNull(PlanComparison)), permission=P.PLAN_READ, refuses=True, required=True,
        run_ids=graphene.List(graphene.NonNull(graphene.ID), required=True),
        description="Plans side by side, the first of them the measure; at most six.",
    )  # fmt: skip

    @staticmethod
    def resolve_plan_scenarios(root: None, info: Info) -> QuerySet[models.PlanScenario]:
        return selectors.scenario_list(info.context.actor)

    @staticmethod
    def resolve_plan_comparison(root: None, info: Info, run_ids: list[str]) -> list[Comparison]:
        return selectors.plan_compare(info.context.actor, [sought_id(key) for key in run_ids[:MOST_COMPARED]])


class AssumptionInput(graphene.InputObjectType):
    """One thing to take otherwise; absent things and weeks mean all of them."""

    kind = enums.AssumptionKind(required=True)
    amount = DecimalString(required=True)
    item_id = graphene.ID()
    partnership_id = graphene.ID()
    group_id = graphene.ID()
    first_week = Date()
    last_week = Date()


class ScenarioPayload(Payload):
    scenario = graphene.Field(PlanScenario)


class PlanScenarioSave(DomainMutation):
    """Write a scenario: all its assumptions."""

    permission = P.PLAN_WRITE
    Output = ScenarioPayload

    class Arguments:
        scenario_id = graphene.ID(description="Absent: a new one.")
        version = graphene.Int(description="As read; for a new one absent.")
        name = graphene.String(required=True)
        note = graphene.String()
        assumptions = graphene.List(graphene.NonNull(AssumptionInput), required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, name: str, assumptions: list[Any], note: str | None = None,
        scenario_id: str | None = None, version: int | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        scenario = scenario_save(
            actor=actor, name=name, note=note or "", assumptions=[_values(one) for one in assumptions],
            scenario_id=None if scenario_id is None else parse_id(scenario_id), version=version or 0,
        )  # fmt: skip
        return {"scenario": scenario}


def _values(given: Any) -> AssumptionValues:
    keys = {
        name: parse_id(given[name])
        for name in ("item_id", "partnership_id", "group_id")
        if given.get(name) is not None
    }
    return AssumptionValues(
        kind=AssumptionKind(given["kind"].value), amount=given["amount"], first_week=given.get("first_week"),
        last_week=given.get("last_week"), **keys,
    )  # fmt: skip


class PlanScenarioCopy(DomainMutation):
    """The same assumptions under another name."""

    permission = P.PLAN_WRITE
    Output = ScenarioPayload

    class Arguments:
        scenario_id = graphene.ID(required=True)
        name = graphene.String(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, scenario_id: str, name: str) -> dict[str, Any]:
        return {"scenario": scenario_copy(actor=actor, scenario_id=parse_id(scenario_id), name=name)}


class PlanScenarioArchive(DomainMutation):
    """Put a scenario away; its runs stay."""

    permission = P.PLAN_WRITE
    Output = ScenarioPayload

    class Arguments:
        scenario_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, scenario_id: str, version: int) -> dict[str, Any]:
        return {"scenario": scenario_archive(actor=actor, scenario_id=parse_id(scenario_id), version=version)}


class PlanPromotePayload(Payload):
    run = graphene.Field(PlanRun)


class PlanPromote(DomainMutation):
    """Make a scenario's run the plan in force."""

    permission = P.PLAN_WRITE
    Output = PlanPromotePayload

    class Arguments:
        run_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, run_id: str, version: int) -> dict[str, Any]:
        return {"run": plan_promote(actor=actor, run_id=parse_id(run_id), version=version)}


class ScenarioMutation(graphene.ObjectType):
    plan_scenario_save = PlanScenarioSave.Field()
    plan_scenario_copy = PlanScenarioCopy.Field()
    plan_scenario_archive = PlanScenarioArchive.Field()
    plan_promote = PlanPromote.Field()
