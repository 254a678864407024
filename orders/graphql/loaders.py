"""Batched reads of orders: one query per kind of thing and answer, however many rows ask."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from api.children import ChildPages
from api.loaders import Loader, ManyLoader
from common.paging import Order
from events.models import StreamEntry
from orders.models import (
    AdvanceShipNotice,
    AnswerDraft,
    AsnLine,
    ChangeProposal,
    GoodsReceipt,
    GoodsReceiptLine,
    PrivateNote,
    PromiseEntry,
    PurchaseOrder,
    PurchaseOrderLine,
    ScheduleLine,
)
from orders.selectors import (
    Figure,
    OrderBookTab,
    ScheduleLineFilter,
    confirmation_cycle_by_partnership,
    first_promise_kept,
    otif_by_partnership,
    schedule_line_list,
    shippable_quantities,
)
from orders.states import ProposalStatus
from suppliers.selectors import items_by_id, partnerships_by_id


class OrderByIdLoader(Loader[UUID, PurchaseOrder]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, PurchaseOrder]:
        return PurchaseOrder.objects.in_bulk(keys)


class LineByIdLoader(Loader[UUID, PurchaseOrderLine]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, PurchaseOrderLine]:
        return PurchaseOrderLine.objects.in_bulk(keys)


class ScheduleLineByIdLoader(Loader[UUID, ScheduleLine]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, ScheduleLine]:
        return ScheduleLine.objects.in_bulk(keys)


class NoticeByIdLoader(Loader[UUID, AdvanceShipNotice]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, AdvanceShipNotice]:
        return AdvanceShipNotice.objects.in_bulk(keys)


def _asn_lines() -> QuerySet[AsnLine]:
    """Lines of ship notices with what they are called."""
    return AsnLine.objects.select_related("line", "schedule_line")


class AsnLineByIdLoader(Loader[UUID, AsnLine]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, AsnLine]:
        return _asn_lines().in_bulk(keys)


class ReceiptByNoticeLoader(Loader[UUID, GoodsReceipt]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, GoodsReceipt]:
        return {receipt.asn_id: receipt for receipt in GoodsReceipt.objects.filter(asn_id__in=keys)}


class ProposalByIdLoader(Loader[UUID, ChangeProposal]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, ChangeProposal]:
        return ChangeProposal.objects.in_bulk(keys)


class OpenProposalByScheduleLineLoader(Loader[UUID, ChangeProposal]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, ChangeProposal]:
        waiting = ChangeProposal.objects.filter(schedule_line_id__in=keys, status=ProposalStatus.OPEN.value)
        return {proposal.schedule_line_id: proposal for proposal in waiting}


class AnswerDraftByScheduleLineLoader(Loader[UUID, AnswerDraft]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, AnswerDraft]:
        mine = AnswerDraft.objects.filter(
            enterprise_id=self.context.actor.enterprise_id, schedule_line_id__in=keys
        )
        return {draft.schedule_line_id: draft for draft in mine}


class PrivateNoteByOrderLoader(Loader[UUID, PrivateNote]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, PrivateNote]:
        mine = PrivateNote.objects.filter(enterprise_id=self.context.actor.enterprise_id, order_id__in=keys)
        return {note.order_id: note for note in mine}


class ShippableByScheduleLineLoader(Loader[UUID, Decimal]):
    """The most that may still be put on ship notices."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Decimal]:
        lines = ScheduleLine.objects.filter(id__in=keys).select_related("order__partnership")
        return shippable_quantities(lines)


class LinesByOrderLoader(ManyLoader[UUID, PurchaseOrderLine]):
    def rows(self, keys: list[UUID]) -> Iterable[PurchaseOrderLine]:
        return PurchaseOrderLine.objects.filter(order_id__in=keys).order_by("number")

    def key_of(self, row: PurchaseOrderLine) -> UUID:
        return row.order_id


class ScheduleLinesByOrderLoader(ManyLoader[UUID, ScheduleLine]):
    """All schedule lines of an order; what an order or a line says of itself is summed from them."""

    def rows(self, keys: list[UUID]) -> Iterable[ScheduleLine]:
        return ScheduleLine.objects.filter(order_id__in=keys).order_by("line_number", "number")

    def key_of(self, row: ScheduleLine) -> UUID:
        return row.order_id


class ProposalsByScheduleLineLoader(ManyLoader[UUID, ChangeProposal]):
    """Newest first."""

    def rows(self, keys: list[UUID]) -> Iterable[ChangeProposal]:
        return ChangeProposal.objects.filter(schedule_line_id__in=keys).order_by("-created_at", "id")

    def key_of(self, row: ChangeProposal) -> UUID:
        return row.schedule_line_id


class LedgerByScheduleLineLoader(ManyLoader[UUID, PromiseEntry]):
    """In the order they were written."""

    def rows(self, keys: list[UUID]) -> Iterable[PromiseEntry]:
        return PromiseEntry.objects.filter(schedule_line_id__in=keys).order_by("schedule_line_id", "sequence")

    def key_of(self, row: PromiseEntry) -> UUID:
        return row.schedule_line_id


class AsnLinesByScheduleLineLoader(ManyLoader[UUID, AsnLine]):
    def rows(self, keys: list[UUID]) -> Iterable[AsnLine]:
        return _asn_lines().filter(schedule_line_id__in=keys).order_by("asn__created_at", "number")

    def key_of(self, row: AsnLine) -> UUID:
        return row.schedule_line_id


class NoticesByOrderLoader(Loader[UUID, list[AdvanceShipNotice]]):
    """Ship notices that carry something of an order, oldest first."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, list[AdvanceShipNotice]]:
        pairs = AsnLine.objects.filter(order_id__in=keys).values_list("order_id", "asn_id").distinct()
        return _by_order(pairs, AdvanceShipNotice.objects.order_by("created_at", "id"))

    def missing(self) -> list[AdvanceShipNotice]:
        return []


class ReceiptsByOrderLoader(Loader[UUID, list[GoodsReceipt]]):
    """Goods receipts that count something of an order, oldest first."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, list[GoodsReceipt]]:
        lines = GoodsReceiptLine.objects.filter(asn_line__order_id__in=keys)
        pairs = lines.values_list("asn_line__order_id", "receipt_id").distinct()
        return _by_order(pairs, GoodsReceipt.objects.order_by("posted_at", "id"))

    def missing(self) -> list[GoodsReceipt]:
        return []


def _by_order(pairs: Iterable[tuple[UUID, UUID]], rows: QuerySet[Any]) -> dict[UUID, list[Any]]:
    """Documents of several orders, by order, in the order of `rows`."""
    orders_of: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for order_id, document_id in pairs:
        orders_of[document_id].append(order_id)
    grouped: defaultdict[UUID, list[Any]] = defaultdict(list)
    for document in rows.filter(id__in=list(orders_of)):
        for order_id in orders_of[document.id]:
            grouped[order_id].append(document)
    return grouped


class AsnLinesByNoticeLoader(ManyLoader[UUID, AsnLine]):
    def rows(self, keys: list[UUID]) -> Iterable[AsnLine]:
        return _asn_lines().filter(asn_id__in=keys).order_by("number")

    def key_of(self, row: AsnLine) -> UUID:
        return row.asn_id


class ReceiptLinesByReceiptLoader(ManyLoader[UUID, GoodsReceiptLine]):
    def rows(self, keys: list[UUID]) -> Iterable[GoodsReceiptLine]:
        return GoodsReceiptLine.objects.filter(receipt_id__in=keys).order_by("asn_line__number")

    def key_of(self, row: GoodsReceiptLine) -> UUID:
        return row.receipt_id


class LedgerPagesLoader(ChildPages):
    """The ledger of a whole order, newest first."""

    parent, order = "order_id", Order("ledger", (("occurred_at", True), ("sequence", True), ("id", True)))

    def rows(self) -> QuerySet[PromiseEntry]:
        return PromiseEntry.objects.all()


class ActivityPagesLoader(ChildPages):
    """What the acting enterprise heard of an order, newest first."""

    parent, order = "root_id", Order("activity", (("position", True),))

    def rows(self) -> QuerySet[StreamEntry]:
        actor = self.context.actor
        mine = StreamEntry.objects.filter(enterprise_id=actor.enterprise_id, root_type="purchase_order")
        return mine.filter(recipient__isnull=True)


class PartnershipByIdLoader(Loader[UUID, Any]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, Any]:
        return partnerships_by_id(self.context.actor, keys)


class ItemByIdLoader(Loader[UUID, Any]):
    """Items of the acting enterprise; another's item loads None."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Any]:
        return items_by_id(self.context.actor, keys)


class OtifByPartnershipLoader(Loader[UUID, Figure]):
    """`argument` is the first day of the period."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Figure]:
        return otif_by_partnership(self.context.actor, keys, since=self.argument)


class CycleByPartnershipLoader(Loader[UUID, Figure]):
    """`argument` is the first day of the period."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Figure]:
        return confirmation_cycle_by_partnership(self.context.actor, keys, since=self.argument)


class FirstPromiseByOrderLoader(Loader[UUID, Figure]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, Figure]:
        return first_promise_kept(self.context.actor, keys)


@dataclass(frozen=True, slots=True)
class OpenLines:
    """Open schedule lines of a partnership, and their amount in its currency."""

    count: int
    amount: Decimal


class OpenLinesByPartnershipLoader(Loader[UUID, OpenLines]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, OpenLines]:
        rows = schedule_line_list(self.context.actor, ScheduleLineFilter(tab=OrderBookTab.OPEN))
        sums = (
            rows.filter(order__partnership_id__in=keys)
            .values_list("order__partnership_id")
            .order_by()
            .annotate(Count("id"), Sum("amount"))
        )
        return {partnership: OpenLines(count, amount) for partnership, count, amount in sums}
