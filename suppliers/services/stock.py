"""Stock acts as people and systems name them: received, issued, consumed, moved, blocked, released, counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.errors import DomainError, Invalid, NotFound
from common.ids import new_id
from suppliers import errors
from suppliers.models import InventoryPosition, Item
from suppliers.services.inputs import check_choice, clean_text
from suppliers.services.inventory import Movement, apply_movements
from suppliers.states import InventorySource, MovementKind, StockStatus

MOST_COUNTS = 1_000
_S, _K = StockStatus, MovementKind
# From which statuses an act may take; a block takes from usable or inspected stock, a release returns it.
STARTS: dict[MovementKind, tuple[StockStatus, ...]] = {
    _K.RECEIPT: tuple(StockStatus),
    _K.ISSUE: tuple(StockStatus),
    _K.TRANSFER: tuple(StockStatus),
    _K.CONSUMPTION: (_S.UNRESTRICTED, _S.CONSIGNED),
    _K.BLOCK: (_S.UNRESTRICTED, _S.IN_INSPECTION),
    _K.RELEASE: (_S.BLOCKED, _S.IN_INSPECTION),
}


@dataclass(frozen=True, slots=True)
class StockAct:
    """What somebody did with stock: `quantity` above zero in the item's unit; the kind gives the signs."""

    kind: MovementKind
    site_id: UUID
    item_id: UUID
    quantity: Decimal
    lot_number: str = ""
    stock_status: StockStatus = StockStatus.UNRESTRICTED
    to_site_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """What was found at a place: it replaces what the books say, by a movement of the difference."""

    site_id: UUID
    item_id: UUID
    quantity: Decimal
    lot_number: str = ""
    stock_status: StockStatus = StockStatus.UNRESTRICTED


def source_of(actor: Actor) -> InventorySource:
    """Where a figure of this actor comes from: a machine's token, or hands."""
    return InventorySource.API if actor.via == "token" else InventorySource.TYPED


@transaction.atomic
def stock_move(*, actor: Actor, act: StockAct) -> list[InventoryPosition]:
    """One act on stock; the positions it changed.

    Raises NotFound, Invalid (quantity, lot, status, SITE_SAME), DomainError STOCK_SHORT with what is on hand.
    """
    require(actor, P.INVENTORY_WRITE)
    return apply_movements(actor=actor, movements=_legs(act, _checked_lots(actor, [act]), source_of(actor)))


@transaction.atomic
def stock_count(
    *, actor: Actor, counts: Sequence[Count], source: InventorySource | None = None
) -> list[InventoryPosition]:
    """Many counts as one act. A count that agrees moves nothing, but the figure is as of now.

    Raises NotFound, Invalid (quantity, lot, TOO_MANY_ROWS).
    """
    require(actor, P.INVENTORY_WRITE)
    if len(counts) > MOST_COUNTS:
        raise Invalid(errors.TOO_MANY_ROWS, field="counts", limit=MOST_COUNTS, count=len(counts))
    lots, reference = _checked_lots(actor, counts), new_id()
    return apply_movements(
        actor=actor,
        movements=[
            Movement(
                site_id=c.site_id, item_id=c.item_id, stock_status=c.stock_status, kind=MovementKind.COUNT,
                quantity=Decimal(0), counted=c.quantity, lot_number=lot, reference_type="suppliers.Count",
                reference_id=reference, source=source or source_of(actor),
            )
            for c, lot in zip(counts, lots, strict=True)
        ],
    )  # fmt: skip


def _checked_lots(actor: Actor, acts: Sequence[StockAct | Count]) -> list[str]:
    """The lots, cleaned; raises NotFound for items that are not mine, Invalid LOT_MISSING where lots are managed."""
    mine = Item.objects.filter(enterprise_id=actor.enterprise_id).in_bulk({a.item_id for a in acts})
    lots = []
    for act in acts:
        item = mine.get(act.item_id)
        if item is None:
            raise NotFound
        lot = clean_text(act.lot_number, "lotNumber", limit=40)
        if item.is_lot_managed and not lot:
            raise Invalid(errors.LOT_MISSING, field="lotNumber", item=item.number)
        lots.append(lot)
    return lots


def _legs(act: StockAct, lots: Sequence[str], source: InventorySource) -> list[Movement]:
    check_choice(act.kind, MovementKind, "kind")
    if act.quantity.is_finite() and act.quantity <= 0:
        raise Invalid(errors.QUANTITY_ZERO, field="quantity")
    reference = new_id()

    def leg(site_id: UUID, status: StockStatus, quantity: Decimal) -> Movement:
        return Movement(
            site_id=site_id, item_id=act.item_id, stock_status=status, kind=act.kind, quantity=quantity,
            lot_number=lots[0], reference_type="suppliers.StockAct", reference_id=reference, source=source,
        )  # fmt: skip

    starts = STARTS.get(act.kind, ())
    if act.stock_status not in starts:
        known = [status.value for status in starts]
        raise DomainError(
            errors.STATUS_NOT_FOR_MOVEMENT, field="stockStatus", allowed=known, kind=act.kind.value,
            status=act.stock_status.value, known="、".join(known) or "stockCount",
        )  # fmt: skip
    if act.kind is MovementKind.RECEIPT:
        return [leg(act.site_id, act.stock_status, act.quantity)]
    taken = leg(act.site_id, act.stock_status, -act.quantity)
    if act.kind is MovementKind.TRANSFER:
        if act.to_site_id is None:
            raise NotFound(field="toSiteId")
        if act.to_site_id == act.site_id:
            raise Invalid(errors.SITE_SAME, field="toSiteId")
        return [taken, leg(act.to_site_id, act.stock_status, act.quantity)]
    if act.kind is MovementKind.BLOCK:
        return [taken, leg(act.site_id, StockStatus.BLOCKED, act.quantity)]
    if act.kind is MovementKind.RELEASE:
        return [taken, leg(act.site_id, StockStatus.UNRESTRICTED, act.quantity)]
    return [taken]
