"""Types of demand, planning runs and what came of them."""

from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import Date, DateTime, DecimalString, Info
from api.values import hours_since
from common.language import current_language
from optimizer import models
from optimizer.graphql import enums
from optimizer.graphql.loaders import OwnItemLoader, PartnershipBySourceLoader
from optimizer.states.planning import PlanStatus
from suppliers.graphql.types import Item, Partnership


class OfItem:
    """What belongs to an item of mine, in its unit."""

    id = graphene.ID(required=True)
    item = permission_field(Item, permission=P.ITEM_READ, refuses=True, required=True)

    @staticmethod
    def resolve_item(row: Any, info: Info) -> Any:
        return info.context.loaders.get(OwnItemLoader).load(row.item_id)


class DemandLine(OfItem, graphene.ObjectType):
    """What of an item is wanted in a week."""

    version = graphene.Int(required=True)
    kind = enums.DemandKind(required=True)
    week = Date(required=True, description="Its Monday.")
    quantity = DecimalString(required=True)
    priority = graphene.Int(required=True, description="1 is served first.")
    reference = graphene.String(required=True, description="The customer's order; empty for a forecast.")
    as_of = DateTime(required=True)
    age_hours = graphene.Int(required=True)
    source = graphene.String(required=True, description="TYPED, FILE or API.")

    @staticmethod
    def resolve_age_hours(row: models.DemandLine, info: Info) -> int:
        return hours_since(row.as_of)


class PlanPoint(graphene.ObjectType):
    """What a search knew at a moment."""

    seconds = graphene.Float(required=True)
    stage = graphene.String(required=True)
    cost = graphene.Float(description="Of the best plan so far, in yuan.")
    bound = graphene.Float(description="No plan is cheaper; in yuan.")


class PlanCostPart(graphene.ObjectType):
    name = graphene.String(required=True, description="E.g. purchase, holding, backlog.")
    amount = DecimalString(required=True)


class PlanFinding(graphene.ObjectType):
    """Something the plan had to leave out or correct."""

    code = graphene.String(required=True)
    field = graphene.String(required=True)
    message = graphene.String(required=True)


class PlanFigures(graphene.ObjectType):
    """What plans are compared by."""

    late = DecimalString(required=True, description="Units times weeks they come late.")
    undelivered = DecimalString(required=True, description="Units not delivered within the horizon.")
    harm = DecimalString(required=True, description="What being late and undelivered costs; yuan.")
    orders = graphene.Int(required=True)
    sources = graphene.Int(required=True, description="Sources that are ordered from.")
    calmness = graphene.Float(
        description="Share of what the plan before would still order that stands as it is; none without one."
    )


class PlanRun(graphene.ObjectType):
    """One planning run of my enterprise."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    number = graphene.Int(required=True)
    status = enums.PlanStatus(required=True)
    start = Date(required=True, description="The Monday of its first week.")
    weeks = graphene.Int(required=True)
    seed = graphene.Int(required=True)
    seconds = graphene.Int(required=True, description="Of the search, at most.")
    digest = graphene.String(
        required=True, description="SHA-256 of what was planned; equal ones with equal seeds plan alike."
    )
    cost = DecimalString(description="Yuan; once it has ended.")
    bound = DecimalString(description="No plan is cheaper; yuan.")
    gap = graphene.Float(description="(cost - bound) / cost.")
    cost_parts = graphene.List(graphene.NonNull(PlanCostPart), required=True)
    progress = graphene.List(graphene.NonNull(PlanPoint), required=True)
    findings = graphene.List(graphene.NonNull(PlanFinding), required=True)
    figures = graphene.Field(PlanFigures, description="Once it has ended with a plan.")
    scenario_id = graphene.ID(description="Of which it is a run; none: of things as they are.")
    promoted_at = DateTime(description="When a scenario's run was made a plan to act on.")
    promoted_by_name = graphene.String(required=True)
    stop_asked = graphene.Boolean(required=True)
    created_by_name = graphene.String(required=True)
    created_at = DateTime(required=True)
    began_at = DateTime()
    ended_at = DateTime()

    @staticmethod
    def resolve_status(row: models.PlanRun, info: Info) -> PlanStatus:
        return PlanStatus(row.status)

    @staticmethod
    def resolve_gap(row: models.PlanRun, info: Info) -> float | None:
        if row.cost is None or row.bound is None or not row.cost:
            return None
        return float((row.cost - row.bound) / abs(row.cost))

    @staticmethod
    def resolve_figures(row: models.PlanRun, info: Info) -> dict[str, Any] | None:
        return row.figures or None

    @staticmethod
    def resolve_cost_parts(row: models.PlanRun, info: Info) -> list[dict[str, Any]]:
        return [{"name": name, "amount": amount} for name, amount in row.cost_parts.items()]

    @staticmethod
    def resolve_progress(row: models.PlanRun, info: Info) -> list[dict[str, Any]]:
        names = ("seconds", "stage", "cost", "bound")
        return [dict(zip(names, point, strict=True)) for point in row.progress]

    @staticmethod
    def resolve_findings(row: models.PlanRun, info: Info) -> list[dict[str, Any]]:
        language = "en" if current_language() == "en" else "zh"
        return [{"code": f["code"], "field": f["field"], "message": f[language]} for f in row.findings]


class PlanRow(OfItem, graphene.ObjectType):
    """An item of a run, one figure a week from the run's first."""

    is_product = graphene.Boolean(required=True, description="Customers want it; otherwise products take it.")
    safety_stock = DecimalString(required=True)
    wanted = graphene.List(graphene.NonNull(DecimalString), required=True)
    supplied = graphene.List(
        graphene.NonNull(DecimalString), required=True, description="Arriving or finished."
    )
    stock = graphene.List(graphene.NonNull(DecimalString), required=True, description="At the week's end.")
    short = graphene.List(
        graphene.NonNull(DecimalString), required=True,
        description="Of a product: late by then. Of a part: what its stock lacks of the safety stock.",
    )  # fmt: skip
    harm = DecimalString(required=True, description="What being late costs over the run; yuan.")


class PlanOrder(OfItem, graphene.ObjectType):
    """What a run would order."""

    source_option_id = graphene.ID(required=True)
    partnership = permission_field(
        Partnership, permission=P.PARTNERSHIP_READ, description="With the supplier."
    )
    order_week = Date(required=True)
    arrival_week = Date(required=True)
    quantity = DecimalString(required=True)
    unit_price = DecimalString(required=True, description="Yuan without tax.")
    amount = DecimalString(required=True)
    adopted_at = DateTime()
    order_id = graphene.ID(description="The draft it has become.")
    order_number = graphene.String(required=True)

    @staticmethod
    def resolve_partnership(row: models.PlanOrder, info: Info) -> Any:
        return info.context.loaders.get(PartnershipBySourceLoader).load(row.source_option_id)
