"""Reads of ship notices and receipts, and how much may still be shipped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from accounts.actor import Actor
from common.errors import NotFound
from common.quantity import UNITS
from orders.models import AdvanceShipNotice, AsnLine, GoodsReceipt, ScheduleLine
from orders.rules import deliverable_quantity
from orders.selectors.parties import partner, party
from orders.states import AsnStatus

ON_THE_WAY = (AsnStatus.DEPARTED.value, AsnStatus.ARRIVED.value)
NOT_LEFT = (AsnStatus.PLANNED.value, AsnStatus.PACKED.value)


@dataclass(frozen=True, slots=True)
class AsnFilter:
    """Conditions on ship notices; empty means no condition."""

    statuses: tuple[str, ...] = ()
    partner_ids: tuple[UUID, ...] = ()
    side: str = ""
    order_id: UUID | None = None
    awaiting_receipt: bool = False
    search: str = ""


def asn_list(actor: Actor, filter: AsnFilter | None = None) -> QuerySet[AdvanceShipNotice]:
    """Ship notices the acting enterprise may see; a buyer those that have left."""
    wanted = filter or AsnFilter()
    rows = AdvanceShipNotice.objects.filter(party(actor, wanted.side))
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.awaiting_receipt:
        rows = rows.filter(status__in=ON_THE_WAY)
    if wanted.partner_ids:
        rows = rows.filter(partner(actor, wanted.partner_ids))
    if wanted.order_id is not None:
        rows = rows.filter(id__in=AsnLine.objects.filter(order_id=wanted.order_id).values("asn_id"))
    if wanted.search:
        text = wanted.search
        on_lines = AsnLine.objects.filter(party(actor)).filter(
            Q(lot_number__icontains=text) | Q(schedule_line__order_number__icontains=text)
        )
        rows = rows.filter(
            Q(number__icontains=text)
            | Q(vehicle_plate__icontains=text)
            | Q(carrier_name__icontains=text)
            | Q(id__in=on_lines.values("asn_id"))
        )
    return rows


def asn_get(actor: Actor, asn_id: UUID) -> AdvanceShipNotice:
    """One ship notice; raises NotFound for foreign, unknown and unreleased ones alike."""
    asn = AdvanceShipNotice.objects.filter(party(actor), id=asn_id).first()
    if asn is None:
        raise NotFound
    return asn


@dataclass(frozen=True, slots=True)
class ReceiptFilter:
    """Conditions on goods receipts; days are calendar days of Asia/Shanghai."""

    partner_ids: tuple[UUID, ...] = ()
    side: str = ""
    order_id: UUID | None = None
    posted_from: date | None = None
    posted_to: date | None = None
    with_difference: bool = False
    search: str = ""


def receipt_list(actor: Actor, filter: ReceiptFilter | None = None) -> QuerySet[GoodsReceipt]:
    """Goods receipts of the acting enterprise's documents."""
    wanted = filter or ReceiptFilter()
    rows = GoodsReceipt.objects.filter(party(actor, wanted.side))
    if wanted.partner_ids:
        rows = rows.filter(partner(actor, wanted.partner_ids))
    if wanted.order_id is not None:
        rows = rows.filter(asn_id__in=AsnLine.objects.filter(order_id=wanted.order_id).values("asn_id"))
    if wanted.posted_from is not None:
        rows = rows.filter(posted_at__date__gte=wanted.posted_from)
    if wanted.posted_to is not None:
        rows = rows.filter(posted_at__date__lte=wanted.posted_to)
    if wanted.with_difference:
        rows = rows.filter(has_difference=True)
    if wanted.search:
        rows = rows.filter(Q(number__icontains=wanted.search) | Q(asn__number__icontains=wanted.search))
    return rows


def receipt_get(actor: Actor, receipt_id: UUID) -> GoodsReceipt:
    """One goods receipt; raises NotFound."""
    receipt = GoodsReceipt.objects.filter(party(actor), id=receipt_id).first()
    if receipt is None:
        raise NotFound
    return receipt


def planned_quantities(ids: Iterable[UUID], *, but_asn: UUID | None = None) -> dict[UUID, Decimal]:
    """What stands on notices that have not left yet, by schedule line, in one query.

    A buyer does not see such notices and gets nothing.
    """
    rows: QuerySet[Any, Any] = AsnLine.objects.filter(
        schedule_line_id__in=list(ids), asn__status__in=NOT_LEFT
    )
    if but_asn is not None:
        rows = rows.exclude(asn_id=but_asn)
    return dict(rows.values_list("schedule_line_id").annotate(total=Sum("quantity")))


def shippable_quantity(line: ScheduleLine, over_percent: Decimal, planned: Decimal) -> Decimal:
    """The most that may still be put on ship notices, over-delivery tolerance included."""
    scale = UNITS[line.unit].scale
    return deliverable_quantity(line.confirmed_quantity, over_percent, line.shipped_quantity + planned, scale)


def shippable_quantities(lines: Iterable[ScheduleLine]) -> dict[UUID, Decimal]:
    """The same for many lines, whose `order.partnership` is loaded, in one query."""
    rows = list(lines)
    planned = planned_quantities([line.id for line in rows])
    zero = Decimal(0)
    return {
        line.id: shippable_quantity(
            line, line.order.partnership.over_delivery_percent, planned.get(line.id, zero)
        )
        for line in rows
    }
