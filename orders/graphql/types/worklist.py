"""What waits for the reader's enterprise."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import graphene

from accounts.permissions import P
from api.fields import may, permission_field
from api.types import Date, DateTime, DecimalString, Info
from api.values import Money, unit_name
from events.selectors import unread_count
from orders import selectors
from orders.graphql import loaders
from orders.graphql.enums import ReasonCode
from orders.graphql.types.proposals import ChangeProposal
from orders.graphql.types.schedule_lines import ScheduleLine
from orders.graphql.types.shipping import AdvanceShipNotice
from tenancy.graphql.loaders import PartyByIdLoader
from tenancy.graphql.types import Party

WorklistKind = graphene.Enum.from_enum(
    selectors.WorklistKind, name="WorklistKind", description="What is to be done about what."
)
WorklistGroup = graphene.Enum.from_enum(
    selectors.WorklistGroup,
    name="WorklistGroup",
    description="NOW: harm today or already. SOON: later. PAPERS.",
)
WorklistTab = graphene.Enum.from_enum(
    selectors.WorklistTab, name="WorklistTab", description="All, or one sort of work."
)


class WorklistItem(graphene.ObjectType):
    """One thing to do; `id` names it stably."""

    id = graphene.ID(required=True)
    kind = WorklistKind(required=True)
    group = WorklistGroup(required=True)
    partner = graphene.Field(Party, required=True)
    order_id = graphene.ID()
    order_number = graphene.String()
    document_number = graphene.String(description="Of the ship notice, receipt or forecast it is about.")
    schedule_line = graphene.Field(ScheduleLine, description="Set when it is about exactly one.")
    schedule_line_count = graphene.Int(required=True)
    schedule_line_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)
    proposal = graphene.Field(ChangeProposal)
    asn = permission_field(AdvanceShipNotice, permission=P.ASN_READ)
    receipt_id = graphene.ID()
    forecast_id = graphene.ID()
    band_id = graphene.ID()
    cell_count = graphene.Int(required=True, description="Weeks of a forecast it is about; else 0.")
    item_number = graphene.String()
    item_name = graphene.String()
    item_name_en = graphene.String()
    quantity = DecimalString()
    unit = graphene.String()
    unit_name = graphene.String()
    amount = permission_field(
        Money, permission=P.PRICE_READ, description="At stake, without tax; not the margin."
    )
    harm_date = Date(description="When harm begins.")
    due_at = DateTime()
    is_overdue = graphene.Boolean(required=True)
    old_date = Date()
    new_date = Date()
    shift_days = graphene.Int()
    reason_code = ReasonCode()

    @staticmethod
    def resolve_id(item: selectors.WorklistItem, info: Info) -> str:
        return item.key

    @staticmethod
    def resolve_partner(item: selectors.WorklistItem, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(item.partner_id)

    @staticmethod
    def resolve_order_number(item: selectors.WorklistItem, info: Info) -> str | None:
        return item.order_number or None

    @staticmethod
    def resolve_document_number(item: selectors.WorklistItem, info: Info) -> str | None:
        return item.document_number or None

    @staticmethod
    def resolve_schedule_line(item: selectors.WorklistItem, info: Info) -> Any:
        if item.schedule_line_id is None:
            return None
        return info.context.loaders.get(loaders.ScheduleLineByIdLoader).load(item.schedule_line_id)

    @staticmethod
    def resolve_schedule_line_count(item: selectors.WorklistItem, info: Info) -> int:
        return len(item.schedule_line_ids)

    @staticmethod
    def resolve_proposal(item: selectors.WorklistItem, info: Info) -> Any:
        if item.proposal_id is None:
            return None
        return info.context.loaders.get(loaders.ProposalByIdLoader).load(item.proposal_id)

    @staticmethod
    def resolve_asn(item: selectors.WorklistItem, info: Info) -> Any:
        if item.asn_id is None:
            return None
        return info.context.loaders.get(loaders.NoticeByIdLoader).load(item.asn_id)

    @staticmethod
    def resolve_unit(item: selectors.WorklistItem, info: Info) -> str | None:
        return item.unit or None

    @staticmethod
    def resolve_unit_name(item: selectors.WorklistItem, info: Info) -> str | None:
        return unit_name(item.unit) if item.unit else None

    @staticmethod
    def resolve_item_number(item: selectors.WorklistItem, info: Info) -> str | None:
        return item.item_number or None

    @staticmethod
    def resolve_amount(item: selectors.WorklistItem, info: Info) -> dict[str, Any] | None:
        return None if item.amount is None else {"amount": item.amount, "currency": item.currency}

    @staticmethod
    def resolve_reason_code(item: selectors.WorklistItem, info: Info) -> str | None:
        return item.reason_code or None


class WorklistGroupSummary(graphene.ObjectType):
    """How much of a group there is."""

    group = WorklistGroup(required=True)
    count = graphene.Int(required=True)
    amounts = graphene.List(graphene.NonNull(Money), required=True, description="Empty without PRICE_READ.")


class WorklistTabCount(graphene.ObjectType):
    tab = WorklistTab(required=True)
    count = graphene.Int(required=True)


@dataclass(frozen=True, slots=True)
class ShownWorklist:
    """A worklist and how many of its items are asked for."""

    found: selectors.Worklist
    first: int


class Worklist(graphene.ObjectType):
    """What waits, ordered by harm: group, then when, then how much."""

    items = graphene.List(graphene.NonNull(WorklistItem), required=True)
    total_count = graphene.Int(required=True)
    groups = graphene.List(graphene.NonNull(WorklistGroupSummary), required=True)
    tabs = graphene.List(graphene.NonNull(WorklistTabCount), required=True)
    amounts = graphene.List(graphene.NonNull(Money), required=True, description="Empty without PRICE_READ.")
    computed_at = DateTime(required=True)

    @staticmethod
    def resolve_items(shown: ShownWorklist, info: Info) -> list[selectors.WorklistItem]:
        return shown.found.items[: shown.first]

    @staticmethod
    def resolve_total_count(shown: ShownWorklist, info: Info) -> int:
        return len(shown.found.items)

    @staticmethod
    def resolve_groups(shown: ShownWorklist, info: Info) -> list[dict[str, Any]]:
        return [
            {"group": group, "count": len(items), "amounts": _amounts(items, info)}
            for group, items in shown.found.groups.items()
        ]

    @staticmethod
    def resolve_tabs(shown: ShownWorklist, info: Info) -> list[dict[str, Any]]:
        return [{"tab": tab, "count": count} for tab, count in shown.found.tabs.items()]

    @staticmethod
    def resolve_amounts(shown: ShownWorklist, info: Info) -> list[dict[str, Any]]:
        return _amounts(shown.found.items, info)

    @staticmethod
    def resolve_computed_at(shown: ShownWorklist, info: Info) -> Any:
        return shown.found.computed_at


def _amounts(items: Iterable[selectors.WorklistItem], info: Info) -> list[dict[str, Any]]:
    if not may(info.context, P.PRICE_READ):
        return []
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for item in items:
        if item.amount is not None:
            sums[item.currency] += item.amount
    return [{"currency": currency, "amount": amount} for currency, amount in sorted(sums.items())]


class NavigationCounts(graphene.ObjectType):
    """Badges of the navigation; 0 for what one may not see."""

    worklist = graphene.Int(required=True)
    open_schedule_lines = graphene.Int(required=True)
    to_confirm = graphene.Int(required=True)
    to_decide = graphene.Int(required=True)
    to_ship = graphene.Int(required=True)
    in_transit = graphene.Int(required=True)
    to_receive = graphene.Int(required=True)
    unread_notifications = graphene.Int(required=True)

    @staticmethod
    def resolve_worklist(counts: selectors.WorkCounts, info: Info) -> int:
        if not may(info.context, P.ORDER_READ):
            return 0
        return selectors.worklist(info.context.actor).tabs[selectors.WorklistTab.ALL]

    @staticmethod
    def resolve_unread_notifications(counts: selectors.WorkCounts, info: Info) -> int:
        return unread_count(info.context.actor) if may(info.context, P.NOTIFICATION_READ) else 0
