"""The buyer's order from draft to the supplier's desk."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import Conflict, DomainError
from orders import errors
from orders.models import ChangeProposal, PromiseEntry, PurchaseOrder, PurchaseOrderLine, ScheduleLine
from orders.services import transitions
from orders.services.acts import (
    ORDER_FACTS,
    LineAct,
    facts_of,
    mark_lines,
    record_order,
    write_entries,
)
from orders.services.locking import check_version, lock_order, lock_schedule_lines, require_side
from orders.services.numbering import ORDER, take_numbers
from orders.services.order_inputs import CheckedLine, NewLine, check_lines, own_site
from orders.states import (
    Action,
    LedgerKind,
    OrderSource,
    ProposalStatus,
    ScheduleStatus,
    Side,
)
from suppliers.models import Partnership
from suppliers.selectors.partnerships import check_ordering, partnership_to_order_from
from suppliers.services.inputs import clean_text
from tenancy.models import Site

LINE_STEP = 10


@transaction.atomic
def purchase_order_create(
    *, actor: Actor, partnership_id: UUID, ship_to_site_id: UUID, lines: Sequence[NewLine], note: str = "",
    number: str | None = None, external_reference: str = "", source: OrderSource = OrderSource.TYPED,
    is_consigned: bool = False,
) -> PurchaseOrder:  # fmt: skip
    """A draft order, seen by the buyer alone. `is_consigned`: received goods stay the supplier's until consumed.

    Raises NotFound (partnership, site or item not mine), Invalid naming the field, Conflict NUMBER_TAKEN or
    REFERENCE_TAKEN, DomainError when the partnership takes no new orders.
    """
    require(actor, P.ORDER_WRITE)
    partnership = partnership_to_order_from(actor, partnership_id)
    site = own_site(actor, ship_to_site_id)
    checked = check_lines(actor, partnership, lines)
    order = new_order(actor, partnership, site, source)
    order.is_consigned = is_consigned
    order.note = clean_text(note, "note", limit=1000)
    order.external_reference = clean_text(external_reference, "externalReference", limit=80)
    chosen = clean_text(number or "", "number", limit=40)
    order.number = chosen or take_numbers(enterprise_id=actor.enterprise_id, prefix=ORDER)[0]
    _check_free(order)
    item_lines, parts = build_lines(order, checked)
    order.amount = sum((part.amount for part in parts), Decimal(0))
    transitions.begin(order, item_lines, parts)
    _insert(order, item_lines, parts)
    record_order(actor, order, "created", None, {"lineCount": len(item_lines)})
    return order


def new_order(actor: Actor, partnership: Partnership, site: Site, source: OrderSource) -> PurchaseOrder:
    """An order of the partnership to one of the buyer's places, with terms and place copied. Not saved."""
    instant = now()
    return PurchaseOrder(
        chain_id=partnership.chain_id, buyer_id=actor.enterprise_id, supplier_id=partnership.supplier_id,
        partnership=partnership, currency=partnership.currency, tax_rate=partnership.tax_rate,
        payment_terms=partnership.payment_terms, incoterm=partnership.incoterm, ship_to_site=site,
        ship_to_name=site.name, ship_to_name_en=site.name_en, ship_to_address=site.address,
        source=source.value, created_by_name=actor.user_name, created_at=instant, changed_at=instant,
    )  # fmt: skip


def _check_free(order: PurchaseOrder) -> None:
    mine = PurchaseOrder.objects.filter(buyer_id=order.buyer_id).exclude(id=order.id)
    if mine.filter(number=order.number).exists():
        raise Conflict(errors.NUMBER_TAKEN, field="number", value=order.number)
    if order.external_reference:
        taken = mine.filter(external_reference=order.external_reference).first()
        if taken is not None:
            raise Conflict(
                errors.REFERENCE_TAKEN,
                field="externalReference",
                value=order.external_reference,
                number=taken.number,
            )


def build_lines(
    order: PurchaseOrder, checked: Sequence[CheckedLine]
) -> tuple[list[PurchaseOrderLine], list[ScheduleLine]]:
    """Lines 10, 20, … with schedule lines 1, 2, … each. Not saved, without status."""
    item_lines: list[PurchaseOrderLine] = []
    parts: list[ScheduleLine] = []
    for index, line in enumerate(checked, start=1):
        item_line = build_line(order, index * LINE_STEP, line)
        mine = [
            build_schedule_line(item_line, place, part.quantity, part.requested_date)
            for place, part in enumerate(line.schedule, start=1)
        ]
        item_line.amount = sum((part.amount for part in mine), Decimal(0))
        item_lines.append(item_line)
        parts.extend(mine)
    return item_lines, parts


def build_line(order: PurchaseOrder, number: int, line: CheckedLine) -> PurchaseOrderLine:
    """One item line of the order. Not saved."""
    return PurchaseOrderLine(
        chain_id=order.chain_id, buyer_id=order.buyer_id, supplier_id=order.supplier_id, order=order,
        is_released=order.is_released, number=number, item=line.item, item_number=line.item.number,
        item_name=line.item.name, item_name_en=line.item.name_en, unit=line.item.unit,
        supplier_item_number=line.supplier_item_number, unit_price=line.unit_price, amount=Decimal(0),
        ordered_quantity=sum((part.quantity for part in line.schedule), Decimal(0)),
    )  # fmt: skip


def build_schedule_line(
    line: PurchaseOrderLine, number: int, quantity: Decimal, requested_date: Any, **values: Any
) -> ScheduleLine:
    """One schedule line with its derived values. Not saved, a draft until told otherwise."""
    order = values.pop("order", None) or line.order
    part = ScheduleLine(
        chain_id=order.chain_id, buyer_id=order.buyer_id, supplier_id=order.supplier_id, order=order, line=line,
        is_released=order.is_released, order_number=order.number, line_number=line.number, number=number,
        item_number=line.item_number, unit=line.unit, requested_quantity=quantity, ordered_quantity=quantity,
        requested_date=requested_date, due_date=requested_date, unit_price=line.unit_price, last_act_at=now(),
        **values,
    )  # fmt: skip
    transitions.derive(part)
    return part


def _insert(
    order: PurchaseOrder, item_lines: Sequence[PurchaseOrderLine], parts: Sequence[ScheduleLine]
) -> None:
    try:
        with transaction.atomic():
            order.save(force_insert=True)
    except IntegrityError:
        raise Conflict(errors.NUMBER_TAKEN, field="number", value=order.number) from None
    PurchaseOrderLine.objects.bulk_create(item_lines, batch_size=500)
    ScheduleLine.objects.bulk_create(parts, batch_size=500)


def _require_draft(order: PurchaseOrder) -> None:
    if order.status != ScheduleStatus.DRAFT:
        raise DomainError(errors.ORDER_NOT_DRAFT, number=order.number, status=order.status)


@transaction.atomic
def purchase_order_update_draft(
    *, actor: Actor, order_id: UUID, version: int, lines: Sequence[NewLine] | None = None,
    ship_to_site_id: UUID | None = None, note: str | None = None, external_reference: str | None = None,
) -> PurchaseOrder:  # fmt: skip
    """Change a draft; given lines replace all lines. None leaves a value as it is.

    Raises NotFound, Conflict, DomainError ORDER_NOT_DRAFT, Invalid.
    """
    require(actor, P.ORDER_WRITE)
    order = lock_order(actor, order_id)
    require_side(actor, order, Side.BUYER)
    check_version(order, version)
    _require_draft(order)
    before = facts_of(order, ORDER_FACTS)
    if ship_to_site_id is not None:
        site = own_site(actor, ship_to_site_id)
        order.ship_to_site, order.ship_to_name = site, site.name
        order.ship_to_name_en, order.ship_to_address = site.name_en, site.address
    if note is not None:
        order.note = clean_text(note, "note", limit=1000)
    if external_reference is not None:
        order.external_reference = clean_text(external_reference, "externalReference", limit=80)
        _check_free(order)
    order.save()
    if lines is not None:
        _replace_lines(actor, order, lines)
    transitions.refresh_orders([order])
    record_order(actor, order, "updated", before, {"lineCount": order.lines.count()})
    return order


def _replace_lines(actor: Actor, order: PurchaseOrder, lines: Sequence[NewLine]) -> None:
    checked = check_lines(actor, order.partnership, lines)
    ScheduleLine.objects.filter(buyer_id=order.buyer_id, order=order).delete()
    PurchaseOrderLine.objects.filter(buyer_id=order.buyer_id, order=order).delete()
    item_lines, parts = build_lines(order, checked)
    transitions.begin(order, item_lines, parts)
    PurchaseOrderLine.objects.bulk_create(item_lines, batch_size=500)
    ScheduleLine.objects.bulk_create(parts, batch_size=500)


@transaction.atomic
def purchase_order_send(*, actor: Actor, order_id: UUID, version: int) -> PurchaseOrder:
    """Release a draft to its supplier; from now on both see it and the acknowledge-by clock runs.

    Raises NotFound, Conflict, DomainError ORDER_NOT_DRAFT or that of a partnership taking no orders.
    """
    require(actor, P.ORDER_SEND)
    order = lock_order(actor, order_id)
    require_side(actor, order, Side.BUYER)
    check_version(order, version)
    _require_draft(order)
    check_ordering(order.partnership, order.partnership.supplier.short_name)
    before = facts_of(order, ORDER_FACTS)
    instant = now()
    due_at = instant + timedelta(hours=order.partnership.acknowledge_hours)
    order.is_released, order.sent_at, order.acknowledge_by = True, instant, due_at
    parts = list(ScheduleLine.objects.select_related("line").filter(buyer_id=order.buyer_id, order=order))
    entries: list[PromiseEntry] = []
    for part in parts:
        part.order, part.is_released = order, True
        transitions.move(part, Action.SEND)
        transitions.derive(part, due_at=due_at)
        entries += _requested(actor, part)
    order.lines.update(is_released=True)
    transitions.release(order, parts)
    write_entries(entries)
    transitions.refresh_orders([order])
    record_order(actor, order, "sent", before, {"lineCount": len(parts)})
    return order


def _requested(actor: Actor, part: ScheduleLine) -> list[PromiseEntry]:
    act = LineAct(actor, Side.BUYER, part)
    act.note(LedgerKind.REQUESTED, new=(part.ordered_quantity, part.requested_date, part.unit_price))
    return act.entries


@transaction.atomic
def purchase_order_mark_seen(*, actor: Actor, order_id: UUID) -> PurchaseOrder:
    """The supplier opened the order: its sent lines become seen, open proposals are noted as arrived.

    Doing it again changes nothing. Raises NotFound, Forbidden for the buyer.
    """
    require(actor, P.ORDER_READ)
    order = lock_order(actor, order_id)
    require_side(actor, order, Side.SUPPLIER)
    ChangeProposal.objects.filter(
        supplier_id=order.supplier_id, order=order, status=ProposalStatus.OPEN.value, side=Side.BUYER.value,
        arrived_at__isnull=True,
    ).update(arrived_at=now())  # fmt: skip
    waiting = ScheduleLine.objects.filter(order=order, status=ScheduleStatus.SENT.value)
    lines = lock_schedule_lines(actor, waiting.values_list("id", flat=True))
    if not lines:
        return order
    before = facts_of(order, ORDER_FACTS)
    transitions.see(lines.values())
    mark_lines(actor, Side.SUPPLIER, lines.values(), LedgerKind.SEEN)
    transitions.refresh_orders([order])
    record_order(actor, order, "seen", before, {"lineCount": len(lines)})
    return order


@transaction.atomic
def purchase_order_discard(*, actor: Actor, order_id: UUID, version: int) -> PurchaseOrder:
    """Give up a draft; it stays, cancelled, with its number. Raises as the update of a draft."""
    require(actor, P.ORDER_WRITE)
    order = lock_order(actor, order_id)
    require_side(actor, order, Side.BUYER)
    check_version(order, version)
    _require_draft(order)
    before = facts_of(order, ORDER_FACTS)
    parts = list(ScheduleLine.objects.select_related("line").filter(buyer_id=order.buyer_id, order=order))
    for part in parts:
        part.order = order
        part.cancelled_quantity = part.ordered_quantity
        transitions.move(part, Action.CANCEL)
        transitions.derive(part)
    transitions.save_cancelled(parts)
    transitions.refresh_orders([order])
    record_order(actor, order, "discarded", before, {"lineCount": len(parts)})
    return order
