"""Locking documents in one fixed order, under the party predicate, and checking the stated version."""

from collections.abc import Iterable
from uuid import UUID

from accounts.actor import Actor
from common.errors import Conflict, Forbidden, NotFound
from common.language import current_language
from orders import errors
from orders.models import AdvanceShipNotice, Forecast, PurchaseOrder, ReplenishmentBand, ScheduleLine
from orders.selectors.parties import party
from orders.states import Side

Document = PurchaseOrder | ScheduleLine | AdvanceShipNotice | Forecast | ReplenishmentBand
SIDE_NAMES = {Side.BUYER: ("采购方", "buyer"), Side.SUPPLIER: ("供应方", "supplier")}


def word(names: tuple[str, str]) -> str:
    """The Chinese or the English of a pair, by the language of the person served."""
    return names[1] if current_language() == "en" else names[0]


def side_of(actor: Actor, document: Document) -> Side:
    """The actor's side; raises NotFound when it is no party, as for an unknown id."""
    if document.buyer_id == actor.enterprise_id:
        return Side.BUYER
    if document.supplier_id == actor.enterprise_id:
        return Side.SUPPLIER
    raise NotFound


def require_side(actor: Actor, document: Document, side: Side) -> None:
    """Pass when the actor stands on that side; raises NotFound for strangers, Forbidden for the other side."""
    own = side_of(actor, document)
    if own is not side:
        raise Forbidden(
            errors.WRONG_SIDE,
            action=word(("这件事", "This act")),
            side=word(SIDE_NAMES[side]),
            own_side=word(SIDE_NAMES[own]),
        )


def lock_order(actor: Actor, order_id: UUID) -> PurchaseOrder:
    """The order, locked; raises NotFound for foreign, unknown and unreleased ones alike."""
    order = (
        PurchaseOrder.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .filter(party(actor), id=order_id)
        .first()
    )
    if order is None:
        raise NotFound
    return order


def lock_orders(actor: Actor, order_ids: Iterable[UUID]) -> dict[UUID, PurchaseOrder]:
    """The orders that are the actor's, locked by ascending id."""
    rows = (
        PurchaseOrder.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .filter(party(actor), id__in=set(order_ids))
        .order_by("id")
    )
    return {row.id: row for row in rows}


def lock_schedule_lines(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, ScheduleLine]:
    """The schedule lines that are the actor's, with their orders, all locked in the fixed order.

    Foreign and unknown ids are simply missing. Each line's `order` is the locked order itself.
    """
    wanted = set(ids)
    mine = ScheduleLine.objects.filter(party(actor), id__in=wanted)
    orders = lock_orders(actor, mine.values_list("order_id", flat=True))
    rows = (
        ScheduleLine.objects.select_for_update(of=("self",))
        .select_related("line")
        .filter(party(actor), id__in=wanted)
        .order_by("id")
    )
    lines = {}
    for row in rows:
        row.order = orders[row.order_id]
        lines[row.id] = row
    return lines


def forget_refused(lines: dict[UUID, ScheduleLine], schedule_line_id: UUID | None) -> None:
    """Read a line anew after a refused item of a bulk act, whose half-made changes must not reach the next."""
    line = lines.get(schedule_line_id) if schedule_line_id else None
    if line is not None:
        fresh = ScheduleLine.objects.select_related("line").get(id=line.id)
        fresh.order = line.order
        lines[line.id] = fresh


def lock_schedule_line(actor: Actor, schedule_line_id: UUID) -> ScheduleLine:
    """One schedule line, locked with its order; raises NotFound."""
    line = lock_schedule_lines(actor, [schedule_line_id]).get(schedule_line_id)
    if line is None:
        raise NotFound
    return line


def lock_asn(actor: Actor, asn_id: UUID) -> AdvanceShipNotice:
    """The ship notice, locked; raises NotFound for foreign, unknown and unreleased ones alike."""
    asn = (
        AdvanceShipNotice.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .filter(party(actor), id=asn_id)
        .first()
    )
    if asn is None:
        raise NotFound
    return asn


def check_line_version(line: ScheduleLine, version: int) -> None:
    """Pass when the client saw the present version; raises Conflict with the present state in its params."""
    if line.version == version:
        return
    raise Conflict(
        errors.CONFLICT_LINE,
        label=line.label,
        current_version=line.version,
        stated_version=version,
        status=line.status,
        ordered_quantity=f"{line.ordered_quantity.normalize():f}",
        confirmed_quantity=f"{line.confirmed_quantity.normalize():f}",
        requested_date=line.requested_date.isoformat(),
        promised_date=line.confirmed_date.isoformat() if line.confirmed_date else None,
    )


def check_version(document: PurchaseOrder | AdvanceShipNotice, version: int) -> None:
    """The same for an order or a ship notice."""
    if document.version != version:
        raise Conflict(
            current_version=document.version,
            stated_version=version,
            status=document.status,
            number=document.number,
        )
