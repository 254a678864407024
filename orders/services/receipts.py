"""Goods receipts: what was counted is booked on the order, in the ledger and in stock, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import DomainError, Invalid
from common.quantity import check_quantity
from orders import errors
from orders.models import AdvanceShipNotice, AsnLine, GoodsReceipt, GoodsReceiptLine, ScheduleLine
from orders.rules import greatest_quantity, receipt_balance
from orders.services import transitions
from orders.services.acts import (
    ASN_FACTS,
    LineAct,
    facts_of,
    number_text,
    record_asn,
    record_receipt,
)
from orders.services.locking import check_version, require_side
from orders.services.numbering import RECEIPT, take_numbers
from orders.services.order_inputs import scale_of
from orders.services.shipping import lock_asn_with_lines
from orders.states import Action, AsnAction, LedgerKind, Side
from suppliers.services.inputs import clean_text
from suppliers.services.inventory import Movement, apply_movements
from suppliers.states import InventorySource, MovementKind, StockStatus

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ReceiptLineInput:
    """A line of a ship notice as counted; short and over are computed when left out."""

    asn_line_id: UUID
    accepted: Decimal
    damaged: Decimal = ZERO
    rejected: Decimal = ZERO
    short: Decimal | None = None
    over: Decimal | None = None
    note: str = ""


@dataclass(slots=True)
class _Counted:
    """The sums of a schedule line over the lines of one receipt."""

    shipped: Decimal = ZERO
    accepted: Decimal = ZERO
    short: Decimal = ZERO
    over: Decimal = ZERO
    refused: Decimal = ZERO


@transaction.atomic
def goods_receipt_post(
    *, actor: Actor, asn_id: UUID, version: int, lines: Sequence[ReceiptLineInput]
) -> GoodsReceipt:
    """Book the arrival of a ship notice, each of its lines once.

    Accepted goods become unrestricted stock of the buyer's place, or consigned stock when the order is consigned;
    damaged and rejected ones become blocked stock.
    Raises NotFound, Forbidden, Conflict, IllegalTransition, Invalid RECEIPT_LINES_DIFFER / RECEIPT_UNBALANCED,
    DomainError RECEIPT_ABOVE_TOLERANCE with the quantity that may be accepted.
    """
    require(actor, P.RECEIPT_WRITE)
    asn, asn_lines, parts = lock_asn_with_lines(actor, asn_id)
    require_side(actor, asn, Side.BUYER)
    check_version(asn, version)
    transitions.check_asn_move(asn, AsnAction.RECEIVE)
    by_id = {line.id: line for line in asn_lines}
    if {line.asn_line_id for line in lines} != set(by_id) or len(lines) != len(by_id):
        raise Invalid(errors.RECEIPT_LINES_DIFFER, field="lines", expected=len(by_id), value=len(lines))
    receipt = _new_receipt(actor, asn)
    rows = [
        _row(receipt, by_id[line.asn_line_id], parts, line, f"lines.{index}")
        for index, line in enumerate(lines)
    ]
    receipt.has_difference = any(row.accepted_quantity != row.shipped_quantity for row in rows)
    receipt.save(force_insert=True)
    GoodsReceiptLine.objects.bulk_create(rows)
    _book_lines(actor, receipt, asn, rows, parts)
    apply_movements(actor=actor, movements=_movements(receipt, rows, parts))
    _end_notice(actor, asn)
    record_receipt(actor, receipt, [facts_of(row, _ROW_FACTS) for row in rows])
    return receipt


_ROW_FACTS = (
    "lot_number", "shipped_quantity", "accepted_quantity", "short_quantity", "over_quantity",
    "damaged_quantity", "rejected_quantity",
)  # fmt: skip


def _new_receipt(actor: Actor, asn: AdvanceShipNotice) -> GoodsReceipt:
    return GoodsReceipt(
        chain_id=asn.chain_id, buyer_id=asn.buyer_id, supplier_id=asn.supplier_id, asn=asn,
        number=take_numbers(enterprise_id=asn.buyer_id, prefix=RECEIPT)[0], site_id=asn.ship_to_site_id,
        received_by_name=actor.user_name, posted_at=now(),
    )  # fmt: skip


def _row(
    receipt: GoodsReceipt,
    asn_line: AsnLine,
    parts: dict[UUID, ScheduleLine],
    line: ReceiptLineInput,
    path: str,
) -> GoodsReceiptLine:
    unit = parts[asn_line.schedule_line_id].unit
    for name in ("accepted", "damaged", "rejected"):
        check_quantity(getattr(line, name), unit, f"{path}.{name}Quantity")
    short, over = receipt_balance(asn_line.quantity, line.accepted, line.damaged, line.rejected)
    said_short = short if line.short is None else line.short
    said_over = over if line.over is None else line.over
    is_balanced = line.accepted + said_short + line.damaged + line.rejected == asn_line.quantity + said_over
    if not is_balanced or said_short < 0 or said_over < 0:
        raise Invalid(
            errors.RECEIPT_UNBALANCED, field=path, accepted=number_text(line.accepted),
            short=number_text(said_short), damaged=number_text(line.damaged), rejected=number_text(line.rejected),
            shipped=number_text(asn_line.quantity), over=number_text(said_over),
        )  # fmt: skip
    check_quantity(said_short, unit, f"{path}.shortQuantity")
    check_quantity(said_over, unit, f"{path}.overQuantity")
    return GoodsReceiptLine(
        chain_id=receipt.chain_id, buyer_id=receipt.buyer_id, supplier_id=receipt.supplier_id, receipt=receipt,
        asn_line=asn_line, lot_number=asn_line.lot_number, shipped_quantity=asn_line.quantity,
        accepted_quantity=line.accepted, short_quantity=said_short, over_quantity=said_over,
        damaged_quantity=line.damaged, rejected_quantity=line.rejected,
        note=clean_text(line.note, f"{path}.note", limit=500),
    )  # fmt: skip


def _book_lines(
    actor: Actor, receipt: GoodsReceipt, asn: AdvanceShipNotice, rows: Sequence[GoodsReceiptLine],
    parts: dict[UUID, ScheduleLine],
) -> None:  # fmt: skip
    counted: dict[UUID, _Counted] = {}
    for row in rows:
        mine = counted.setdefault(row.asn_line.schedule_line_id, _Counted())
        mine.shipped += row.shipped_quantity
        mine.accepted += row.accepted_quantity
        mine.short += row.short_quantity
        mine.over += row.over_quantity
        mine.refused += row.damaged_quantity + row.rejected_quantity
    day = (asn.arrived_at or receipt.posted_at).astimezone(ZoneInfo(receipt.site.timezone)).date()
    for part_id, sums in counted.items():
        _book_line(actor, parts[part_id], sums, day, receipt)
    transitions.refresh_orders({part.order for part in parts.values()})


def _book_line(actor: Actor, part: ScheduleLine, counted: _Counted, day: date, receipt: GoodsReceipt) -> None:
    _check_accepted(part, counted)
    act = LineAct(actor, Side.BUYER, part)
    transitions.check_move(part, Action.RECEIVE_PART, Side.BUYER)
    part.in_transit_quantity -= counted.shipped
    part.received_quantity += counted.accepted
    part.short_quantity += counted.short
    part.over_quantity += counted.over
    part.refused_quantity += counted.refused
    transitions.move(part, Action.RECEIVE_PART)
    transitions.settle(part)
    act.note(
        LedgerKind.RECEIVED, old_quantity=counted.shipped, new_quantity=counted.accepted, new_date=day,
        note=receipt.number,
    )  # fmt: skip
    act.finish(
        "received", quantity=number_text(counted.accepted), receiptNumber=receipt.number,
        short=number_text(counted.short), refused=number_text(counted.refused),
    )  # fmt: skip


def _check_accepted(part: ScheduleLine, counted: _Counted) -> None:
    """No more is accepted than was promised and tolerated; what is above is booked as rejected."""
    percent = part.order.partnership.over_delivery_percent
    most = greatest_quantity(part.confirmed_quantity, percent, scale_of(part.unit))
    total = part.received_quantity + counted.accepted
    if total > max(most, part.shipped_quantity):
        allowed = number_text(max(ZERO, most - part.received_quantity))
        raise DomainError(
            errors.RECEIPT_ABOVE_TOLERANCE, field="lines", allowed=[allowed], label=part.label,
            value=number_text(counted.accepted), limit=allowed,
        )  # fmt: skip


def _movements(
    receipt: GoodsReceipt, rows: Sequence[GoodsReceiptLine], parts: dict[UUID, ScheduleLine]
) -> list[Movement]:
    moves = []
    for row in rows:
        item_id = parts[row.asn_line.schedule_line_id].line.item_id
        order = parts[row.asn_line.schedule_line_id].order
        good = StockStatus.CONSIGNED if order.is_consigned else StockStatus.UNRESTRICTED
        usable, blocked = row.accepted_quantity, row.damaged_quantity + row.rejected_quantity
        for status, quantity in ((good, usable), (StockStatus.BLOCKED, blocked)):
            if quantity > 0:
                moves.append(
                    Movement(
                        site_id=receipt.site_id, item_id=item_id, stock_status=status, quantity=quantity,
                        kind=MovementKind.RECEIPT, reference_type="orders.GoodsReceipt", reference_id=receipt.id,
                        lot_number=row.lot_number, source=InventorySource.RECEIPT,
                    )
                )  # fmt: skip
    return moves


def _end_notice(actor: Actor, asn: AdvanceShipNotice) -> None:
    before = facts_of(asn, ASN_FACTS)
    if asn.arrived_at is None:
        asn.arrived_at = now()
    transitions.move_asn(asn, AsnAction.RECEIVE)
    asn.version += 1
    asn.save(force_update=True)
    record_asn(actor, asn, "received", before)
