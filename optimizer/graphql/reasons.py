"""Why a plan is as it is: types and reads."""

from datetime import date
from typing import Any
from uuid import UUID

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.ids import sought_id
from api.types import Date, DecimalString, Info
from common.paging import Order
from optimizer import models, selectors
from optimizer.graphql import enums, loaders
from optimizer.graphql.planning_types import OfItem
from optimizer.states.reasons import ReasonSubject
from suppliers.graphql.types import Item, Partnership


class NamedFigure(graphene.ObjectType):
    name = graphene.String(required=True)
    value = graphene.Float(required=True)


class _Named:
    """What names a source by its id and an item by its number."""

    item = permission_field(Item, permission=P.ITEM_READ)
    partnership = permission_field(Partnership, permission=P.PARTNERSHIP_READ)

    @staticmethod
    def resolve_item(row: dict[str, Any], info: Info) -> Any:
        number = row.get("item")
        return number and info.context.loaders.get(loaders.OwnItemByNumberLoader).load(number)

    @staticmethod
    def resolve_week(row: dict[str, Any], info: Info) -> date | None:
        return date.fromisoformat(row["week"]) if row["week"] else None

    @staticmethod
    def resolve_partnership(row: dict[str, Any], info: Info) -> Any:
        source = row.get("source")
        return source and info.context.loaders.get(loaders.PartnershipBySourceLoader).load(UUID(source))


class PlanReason(_Named, graphene.ObjectType):
    """One reason. `figures` by their names, see the planning model's page."""

    kind = graphene.String(required=True, description="E.g. capacity, lead_time, moq, dearer.")
    centre = graphene.String(description="Code of a capacity group.")
    week = Date()
    figures = graphene.List(graphene.NonNull(NamedFigure), required=True)

    @staticmethod
    def resolve_figures(row: dict[str, Any], info: Info) -> list[dict[str, Any]]:
        return [{"name": name, "value": value} for name, value in row["figures"].items()]


class PlanRelaxation(_Named, graphene.ObjectType):
    """One thing that would have to be otherwise."""

    kind = graphene.String(
        required=True, description="price, capacity, lead_time, moq, max_sources, hours, stock."
    )
    centre = graphene.String()
    week = Date()
    by = graphene.Float(
        required=True, description="PRICE: fraction less; the others in pieces, weeks, suppliers or hours."
    )


ABOUT_AN_ITEM, ABOUT_HOURS = ("max_sources", "stock"), "hours"


def _change(given: dict[str, Any]) -> dict[str, Any]:
    """What `where` names depends on the kind."""
    kind, where = given["kind"], given["where"]
    place = "item" if kind in ABOUT_AN_ITEM else "centre" if kind == ABOUT_HOURS else "source"
    return given | {place: where}


class PlanFlip(graphene.ObjectType):
    """Changes after which planning anew gives another answer."""

    changes = graphene.List(graphene.NonNull(PlanRelaxation), required=True)
    gain = graphene.Float(required=True, description="How much cheaper the plan gets; yuan.")
    quantity = graphene.Float(
        required=True, description="Pieces then ordered from the source, or no longer late."
    )

    @staticmethod
    def resolve_changes(row: dict[str, Any], info: Info) -> list[dict[str, Any]]:
        return [_change(change) for change in row["changes"]]


class PlanExplanation(OfItem, graphene.ObjectType):
    """The reasons of one late demand, one order, or one source that is not ordered from."""

    subject = enums.ReasonSubject(required=True)
    partnership = permission_field(Partnership, permission=P.PARTNERSHIP_READ, description="Of the source.")
    week = Date(description="The demand is due, or the order made, in the week of this Monday.")
    priority = graphene.Int()
    quantity = DecimalString(required=True, description="Late pieces.")
    harm = DecimalString(required=True, description="What being late costs; yuan.")
    reasons = graphene.List(graphene.NonNull(PlanReason), required=True)
    flips = graphene.List(graphene.NonNull(PlanFlip), required=True)

    @staticmethod
    def resolve_subject(row: models.PlanReason, info: Info) -> ReasonSubject:
        return ReasonSubject(row.subject)

    @staticmethod
    def resolve_partnership(row: models.PlanReason, info: Info) -> Any:
        key = row.source_option_id
        return key and info.context.loaders.get(loaders.PartnershipBySourceLoader).load(key)


class PlanReasonFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    subject = enums.ReasonSubject()
    item_id = graphene.ID()
    source_option_id = graphene.ID()
    week = Date()
    until_week = Date(description="Due or ordered by this Monday, included.")


class ReasonQuery(graphene.ObjectType):
    plan_reasons = DomainConnection(
        PlanExplanation,
        permission=P.PLAN_READ,
        order=Order("harm", (("harm", True), ("week", False), ("id", False))),
        args={"run_id": graphene.ID(required=True), "filter": PlanReasonFilter()},
        description="Why a plan is as it is, what costs most first.",
    )

    @staticmethod
    def resolve_plan_reasons(
        root: None, info: Info, run_id: str, filter: Any = None
    ) -> QuerySet[models.PlanReason]:
        given = filter or {}
        subject, item, source = (given.get(name) for name in ("subject", "item_id", "source_option_id"))
        wanted = selectors.PlanReasonFilter(
            subject=subject and subject.value, item_id=None if item is None else sought_id(item),
            source_option_id=None if source is None else sought_id(source), week=given.get("week"), until_week=given.get("until_week"),
        )  # fmt: skip
        return selectors.plan_reason_list(info.context.actor, sought_id(run_id), wanted)
