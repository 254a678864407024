"""Reads of orders."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from common.clock import DEFAULT_ZONE, today
from common.errors import NotFound
from orders.models import ChangeProposal, PrivateNote, PurchaseOrder, PurchaseOrderLine, ScheduleLine
from orders.selectors.parties import only_side, partner, partner_named, party
from orders.selectors.schedule_lines import my_turn
from orders.states import ProposalStatus, ScheduleStatus, Side


@dataclass(frozen=True, slots=True)
class PurchaseOrderFilter:
    """Conditions on orders, all of which must hold; empty, None or False means no condition.

    `awaiting_my_answer`: a schedule line waits for my answer or decision. `due_today`: and its deadline is
    before the end of today. `changed_by_other`: an open proposal of the other side waits for me.
    """

    statuses: tuple[str, ...] = ()
    partner_ids: tuple[UUID, ...] = ()
    side: str = ""
    awaiting_my_answer: bool = False
    due_today: bool = False
    changed_by_other: bool = False
    requested_from: date | None = None
    requested_to: date | None = None
    search: str = ""


def _end_of_today() -> datetime:
    return datetime.combine(today() + timedelta(days=1), time(), ZoneInfo(DEFAULT_ZONE))


def _with_line(condition: Q) -> Exists:
    return Exists(ScheduleLine.objects.filter(condition, order_id=OuterRef("id")))


def _waiting(actor: Actor, wanted: PurchaseOrderFilter) -> list[Exists]:
    mine = my_turn(actor) & ~Q(status=ScheduleStatus.SHIPPED.value)
    conditions = []
    if wanted.awaiting_my_answer:
        conditions.append(_with_line(mine))
    if wanted.due_today:
        conditions.append(_with_line(mine & Q(answer_due_at__lt=_end_of_today())))
    if wanted.changed_by_other:
        theirs = Q(buyer_id=actor.enterprise_id, side=Side.SUPPLIER.value) | Q(
            supplier_id=actor.enterprise_id, side=Side.BUYER.value
        )
        proposals = ChangeProposal.objects.filter(theirs, status=ProposalStatus.OPEN.value)
        conditions.append(Exists(proposals.filter(order_id=OuterRef("id"))))
    return conditions


def purchase_order_list(actor: Actor, filter: PurchaseOrderFilter | None = None) -> QuerySet[PurchaseOrder]:
    """Orders the acting enterprise may see, unordered; page them with a keyset order."""
    wanted = filter or PurchaseOrderFilter()
    rows = PurchaseOrder.objects.filter(
        party(actor, wanted.side or only_side(actor)), *_waiting(actor, wanted)
    )
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.partner_ids:
        rows = rows.filter(partner(actor, wanted.partner_ids))
    if wanted.requested_from is not None:
        rows = rows.filter(_with_line(Q(requested_date__gte=wanted.requested_from)))
    if wanted.requested_to is not None:
        rows = rows.filter(_with_line(Q(requested_date__lte=wanted.requested_to)))
    text = wanted.search.strip()
    if text:
        named = PurchaseOrderLine.objects.filter(
            Q(item_number__icontains=text) | Q(item_name__icontains=text), order_id=OuterRef("id")
        )
        rows = rows.filter(
            Q(number__icontains=text)
            | Q(external_reference__icontains=text)
            | partner_named(actor, text)
            | Exists(named)
        )
    return rows


def purchase_order_get(actor: Actor, order_id: UUID) -> PurchaseOrder:
    """One order; raises NotFound for foreign, unknown and unreleased ones alike."""
    order = PurchaseOrder.objects.filter(party(actor), id=order_id).select_related("partnership").first()
    if order is None:
        raise NotFound
    return order


def private_note_get(actor: Actor, order_id: UUID) -> PrivateNote | None:
    """The acting enterprise's own note on an order, if it wrote one."""
    return PrivateNote.objects.filter(enterprise_id=actor.enterprise_id, order_id=order_id).first()
