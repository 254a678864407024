"""Ship notices: planned and packed by the supplier, departed, arrived at the buyer's place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import Conflict, DomainError, Invalid, NotFound
from orders import errors
from orders.models import AdvanceShipNotice, AsnLine, PurchaseOrder, ScheduleLine
from orders.selectors.goods import planned_quantities, shippable_quantity
from orders.services import transitions
from orders.services.acts import (
    ASN_FACTS,
    LineAct,
    facts_of,
    mark_lines,
    number_text,
    record_asn,
)
from orders.services.locking import check_version, lock_asn, lock_schedule_lines, require_side
from orders.services.numbering import NOTICE, take_numbers
from orders.services.order_inputs import check_positive
from orders.states import Action, AsnAction, LedgerKind, Side
from suppliers.models import Partnership
from suppliers.services.inputs import clean_text

MOST_LINES = 200
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class AsnLineInput:
    """A quantity of a schedule line, of one lot, in so many packages."""

    schedule_line_id: UUID
    quantity: Decimal
    lot_number: str = ""
    package_count: int = 1
    sscc: str = ""


@transaction.atomic
def asn_create(
    *, actor: Actor, partnership_id: UUID, ship_to_site_id: UUID, lines: Sequence[AsnLineInput],
    vehicle_plate: str = "", carrier_name: str = "", estimated_arrival_at: datetime | None = None,
    number: str | None = None,
) -> AdvanceShipNotice:  # fmt: skip
    """A planned notice of the supplier to one place of the buyer, for one or more orders of the partnership.

    A suspended partnership does not stop it: what is promised may be delivered.
    Raises NotFound, IllegalTransition, DomainError OVER_SHIPMENT with the quantity that would be allowed, Invalid.
    """
    require(actor, P.ASN_WRITE)
    partnership = Partnership.objects.filter(id=partnership_id, supplier_id=actor.enterprise_id).first()
    if partnership is None:
        raise NotFound
    if not lines or len(lines) > MOST_LINES:
        raise Invalid(errors.TOO_MANY, field="lines", limit=MOST_LINES, value=len(lines))
    found = lock_schedule_lines(actor, [line.schedule_line_id for line in lines])
    _check_lines(partnership, ship_to_site_id, lines, found)
    _check_quantities(lines, found)
    asn = _new_asn(actor, partnership, next(iter(found.values())).order)
    asn.vehicle_plate = clean_text(vehicle_plate, "vehiclePlate", limit=20)
    asn.carrier_name = clean_text(carrier_name, "carrierName", limit=80)
    asn.estimated_arrival_at = estimated_arrival_at
    chosen = clean_text(number or "", "number", limit=40)
    asn.number = chosen or take_numbers(enterprise_id=actor.enterprise_id, prefix=NOTICE)[0]
    try:
        with transaction.atomic():
            asn.save(force_insert=True)
    except IntegrityError:
        raise Conflict(errors.NUMBER_TAKEN, field="number", value=asn.number) from None
    AsnLine.objects.bulk_create(
        _asn_line(asn, index, line, found[line.schedule_line_id]) for index, line in enumerate(lines, start=1)
    )
    record_asn(actor, asn, "created", None)
    return asn


def _new_asn(actor: Actor, partnership: Partnership, order: PurchaseOrder) -> AdvanceShipNotice:
    return AdvanceShipNotice(
        chain_id=partnership.chain_id, buyer_id=partnership.buyer_id, supplier_id=partnership.supplier_id,
        partnership=partnership, ship_to_site_id=order.ship_to_site_id, ship_to_name=order.ship_to_name,
        ship_to_name_en=order.ship_to_name_en, created_by_name=actor.user_name, created_at=now(),
    )  # fmt: skip


def _asn_line(asn: AdvanceShipNotice, index: int, line: AsnLineInput, part: ScheduleLine) -> AsnLine:
    return AsnLine(
        chain_id=asn.chain_id, buyer_id=asn.buyer_id, supplier_id=asn.supplier_id, asn=asn, number=index,
        order_id=part.order_id, line_id=part.line_id, schedule_line=part, quantity=line.quantity,
        lot_number=line.lot_number.strip(), package_count=line.package_count, sscc=line.sscc.strip(),
    )  # fmt: skip


def _check_lines(
    partnership: Partnership, site_id: UUID, lines: Sequence[AsnLineInput], found: dict[UUID, ScheduleLine]
) -> None:
    """Every line mine, of this partnership, for this place, in a state that can be shipped."""
    for index, line in enumerate(lines):
        part = found.get(line.schedule_line_id)
        if part is None:
            raise NotFound
        path = f"lines.{index}"
        if part.order.partnership_id != partnership.id or part.order.ship_to_site_id != site_id:
            raise Invalid(errors.OTHER_PARTNER, field=path, label=part.label)
        check_positive(line.quantity, part.unit, f"{path}.quantity")
        clean_text(line.lot_number, f"{path}.lotNumber", limit=40)
        clean_text(line.sscc, f"{path}.sscc", limit=18)
        if not 1 <= line.package_count <= 100_000:
            raise Invalid(errors.PACKAGES_WRONG, field=f"{path}.packageCount", value=line.package_count)
        transitions.check_move(part, Action.SHIP_PART, Side.SUPPLIER)


def _check_quantities(
    lines: Iterable[AsnLineInput], found: dict[UUID, ScheduleLine], *, but_asn: UUID | None = None
) -> None:
    """No schedule line gets more than its confirmed quantity and tolerance allow, over all notices."""
    wanted: dict[UUID, Decimal] = {}
    for line in lines:
        wanted[line.schedule_line_id] = wanted.get(line.schedule_line_id, ZERO) + line.quantity
    planned = planned_quantities(wanted, but_asn=but_asn)
    for schedule_line_id, quantity in wanted.items():
        part = found[schedule_line_id]
        percent = part.order.partnership.over_delivery_percent
        already = planned.get(part.id, ZERO)
        allowed = shippable_quantity(part, percent, already)
        if quantity > allowed:
            raise DomainError(
                errors.OVER_SHIPMENT, field="lines", allowed=[number_text(allowed)], label=part.label,
                confirmed=number_text(part.confirmed_quantity), percent=number_text(percent),
                announced=number_text(part.shipped_quantity + already), value=number_text(quantity),
                limit=number_text(allowed), schedule_line_id=str(part.id),
            )  # fmt: skip


def _inputs(lines: Iterable[AsnLine]) -> list[AsnLineInput]:
    return [AsnLineInput(line.schedule_line_id, line.quantity) for line in lines]


@transaction.atomic
def asn_pack(*, actor: Actor, asn_id: UUID, version: int) -> AdvanceShipNotice:
    """The goods of a planned notice are packed. Raises NotFound, Conflict, IllegalTransition."""
    require(actor, P.ASN_WRITE)
    asn = lock_asn(actor, asn_id)
    require_side(actor, asn, Side.SUPPLIER)
    check_version(asn, version)
    return _advance(actor, asn, AsnAction.PACK, "packed")


def _advance(
    actor: Actor, asn: AdvanceShipNotice, action: AsnAction, verb: str, reason: str = ""
) -> AdvanceShipNotice:
    before = facts_of(asn, ASN_FACTS)
    transitions.move_asn(asn, action)
    asn.version += 1
    asn.save(force_update=True)
    record_asn(actor, asn, verb, before, reason)
    return asn


@transaction.atomic
def asn_depart(
    *, actor: Actor, asn_id: UUID, version: int, vehicle_plate: str | None = None,
    carrier_name: str | None = None, estimated_arrival_at: datetime | None = None,
) -> AdvanceShipNotice:  # fmt: skip
    """The goods leave: the buyer sees the notice, the schedule lines count as shipped.

    Raises NotFound, Conflict, IllegalTransition, DomainError OVER_SHIPMENT when a promise shrank meanwhile.
    """
    require(actor, P.ASN_WRITE)
    asn, lines, parts = lock_asn_with_lines(actor, asn_id)
    require_side(actor, asn, Side.SUPPLIER)
    check_version(asn, version)
    transitions.check_asn_move(asn, AsnAction.DEPART)
    _check_quantities(_inputs(lines), parts, but_asn=asn.id)
    asn.departed_at, asn.is_released = now(), True
    if vehicle_plate is not None:
        asn.vehicle_plate = clean_text(vehicle_plate, "vehiclePlate", limit=20)
    if carrier_name is not None:
        asn.carrier_name = clean_text(carrier_name, "carrierName", limit=80)
    if estimated_arrival_at is not None:
        asn.estimated_arrival_at = estimated_arrival_at
    for part_id, quantity in _totals(lines).items():
        _ship(actor, parts[part_id], quantity, asn)
    AsnLine.objects.filter(asn=asn).update(is_released=True)
    transitions.refresh_orders({part.order for part in parts.values()})
    return _advance(actor, asn, AsnAction.DEPART, "departed")


def lock_asn_with_lines(
    actor: Actor, asn_id: UUID
) -> tuple[AdvanceShipNotice, list[AsnLine], dict[UUID, ScheduleLine]]:
    """The notice and all its schedule lines, locked: orders, schedule lines, then the notice."""
    lines = list(AsnLine.objects.filter(asn_id=asn_id).order_by("number"))
    parts = lock_schedule_lines(actor, [line.schedule_line_id for line in lines])
    return lock_asn(actor, asn_id), lines, parts


def _totals(lines: Iterable[AsnLine]) -> dict[UUID, Decimal]:
    totals: dict[UUID, Decimal] = {}
    for line in lines:
        totals[line.schedule_line_id] = totals.get(line.schedule_line_id, ZERO) + line.quantity
    return totals


def _ship(actor: Actor, part: ScheduleLine, quantity: Decimal, asn: AdvanceShipNotice) -> None:
    act = LineAct(actor, Side.SUPPLIER, part)
    transitions.check_move(part, Action.SHIP_PART, Side.SUPPLIER)
    part.shipped_quantity += quantity
    part.in_transit_quantity += quantity
    transitions.move(part, Action.SHIP_PART)
    transitions.settle(part)
    act.note(LedgerKind.SHIPPED, new_quantity=quantity, note=asn.number)
    act.finish("shipped", quantity=number_text(quantity), asnNumber=asn.number, asnId=str(asn.id))


@transaction.atomic
def asn_arrive(*, actor: Actor, asn_id: UUID, version: int) -> AdvanceShipNotice:
    """The buyer says the vehicle is here; noted in the ledger of every schedule line on it.

    Raises NotFound, Forbidden, Conflict, IllegalTransition.
    """
    require(actor, P.RECEIPT_WRITE)
    asn, _, parts = lock_asn_with_lines(actor, asn_id)
    require_side(actor, asn, Side.BUYER)
    check_version(asn, version)
    transitions.check_asn_move(asn, AsnAction.ARRIVE)
    asn.arrived_at = now()
    mark_lines(actor, Side.BUYER, parts.values(), LedgerKind.ARRIVED, asn.number)
    return _advance(actor, asn, AsnAction.ARRIVE, "arrived")


@transaction.atomic
def asn_cancel(*, actor: Actor, asn_id: UUID, version: int, note: str = "") -> AdvanceShipNotice:
    """Give up a notice that has not left. Raises NotFound, Forbidden, Conflict, IllegalTransition."""
    require(actor, P.ASN_WRITE)
    asn = lock_asn(actor, asn_id)
    require_side(actor, asn, Side.SUPPLIER)
    check_version(asn, version)
    return _advance(actor, asn, AsnAction.CANCEL, "cancelled", clean_text(note, "note", limit=300))
