"""The only writer of stock: every change of a position is a movement."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import DomainError, NotFound
from common.quantity import check_quantity
from suppliers import errors
from suppliers.models import InventoryPosition, Item, StockMovement
from suppliers.services.inputs import check_choice, clean_text
from suppliers.services.recording import ItemChange, record_items
from suppliers.states import InventorySource, MovementKind, StockStatus
from tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Movement:
    """A signed change of stock: `quantity` in the item's unit, positive into stock, negative out of it.

    `reference_*` name the document behind it.
    """

    site_id: UUID
    item_id: UUID
    stock_status: StockStatus
    kind: MovementKind
    quantity: Decimal
    reference_type: str
    reference_id: UUID
    lot_number: str = ""
    source: InventorySource = InventorySource.TYPED

    @property
    def place(self) -> tuple[UUID, UUID, str, str]:
        """What names a position: site, item, lot, status."""
        return (self.site_id, self.item_id, self.lot_number, self.stock_status.value)


@transaction.atomic
def post_movement(*, actor: Actor, movement: Movement) -> InventoryPosition:
    """One movement by hand. Raises NotFound, Invalid, DomainError STOCK_SHORT with what is on hand."""
    require(actor, P.INVENTORY_WRITE)
    check_choice(movement.kind, MovementKind, "kind")
    clean_text(movement.lot_number, "lotNumber", limit=40)
    return apply_movements(actor=actor, movements=[movement])[0]


@transaction.atomic
def apply_movements(*, actor: Actor, movements: Sequence[Movement]) -> list[InventoryPosition]:
    """Post movements that a document of the actor causes; the caller has checked the right to that document.

    Positions are locked in one fixed order, so that two documents never wait for each other. A position's
    quantity stays the sum of its movements; nothing is posted when one movement is refused.
    Raises NotFound, Invalid, DomainError STOCK_SHORT.
    """
    moves = [m for m in movements if m.quantity != 0]
    items = Item.objects.filter(enterprise_id=actor.enterprise_id).in_bulk({m.item_id for m in moves})
    sites = Site.objects.filter(enterprise_id=actor.enterprise_id).in_bulk({m.site_id for m in moves})
    if any(m.item_id not in items or m.site_id not in sites for m in moves):
        raise NotFound
    positions = _lock_positions(actor, moves, items, sites)
    for move in moves:
        check_quantity(abs(move.quantity), items[move.item_id].unit, "quantity")
        _apply(positions[move.place], move, items[move.item_id], sites[move.site_id])
    InventoryPosition.objects.bulk_update(
        positions.values(), ["quantity", "as_of", "source", "allows_negative"], batch_size=500
    )
    StockMovement.objects.bulk_create([_movement_row(actor, m, items[m.item_id]) for m in moves], 500)
    _record(actor, moves, positions, items)
    return [positions[m.place] for m in moves]


def _record(
    actor: Actor,
    moves: Sequence[Movement],
    positions: dict[tuple[UUID, UUID, str, str], InventoryPosition],
    items: dict[UUID, Item],
) -> None:
    """One audit entry and event per item, and a warning for each that is now below zero."""
    touched = {m.item_id: items[m.item_id] for m in moves}
    changes: list[ItemChange] = [
        (item, "stock_moved", None, {"movements": [_fact(m) for m in moves if m.item_id == item.id]})
        for item in touched.values()
    ]
    below = {m.item_id: positions[m.place] for m in moves if positions[m.place].quantity < 0}
    changes += [
        (items[item_id], "stock_negative", None, {"quantity": str(position.quantity)})
        for item_id, position in below.items()
    ]
    record_items(actor, changes)


def _fact(move: Movement) -> dict[str, str]:
    return {
        "kind": move.kind.value, "quantity": str(move.quantity), "lot": move.lot_number,
        "status": move.stock_status.value, "site": str(move.site_id), "reference": str(move.reference_id),
    }  # fmt: skip


def _lock_positions(
    actor: Actor, moves: Sequence[Movement], items: dict[UUID, Item], sites: dict[UUID, Site]
) -> dict[tuple[UUID, UUID, str, str], InventoryPosition]:
    instant = now()
    missing = {m.place: m for m in moves}
    InventoryPosition.objects.bulk_create(
        [
            InventoryPosition(
                chain_id=items[m.item_id].chain_id, enterprise_id=actor.enterprise_id, site_id=m.site_id,
                item_id=m.item_id, lot_number=m.lot_number, stock_status=m.stock_status.value,
                quantity=Decimal(0), unit=items[m.item_id].unit, as_of=instant, source=m.source.value,
                allows_negative=sites[m.site_id].allows_negative_stock,
            )
            for _, m in sorted(missing.items(), key=lambda pair: str(pair[0]))
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    locked = (
        InventoryPosition.objects.select_for_update()
        .filter(
            enterprise_id=actor.enterprise_id,
            item_id__in={m.item_id for m in moves},
            site_id__in={m.site_id for m in moves},
        )
        .order_by("id")
    )
    return {(p.site_id, p.item_id, p.lot_number, p.stock_status): p for p in locked}


def _apply(position: InventoryPosition, move: Movement, item: Item, site: Site) -> None:
    after = position.quantity + move.quantity
    position.allows_negative = site.allows_negative_stock
    if after < 0 and move.quantity < 0 and not site.allows_negative_stock:
        raise DomainError(
            errors.STOCK_SHORT, field="quantity", allowed=[f"{position.quantity.normalize():f}"], item=item.number,
            site=site.name, on_hand=f"{position.quantity.normalize():f}", wanted=f"{-move.quantity.normalize():f}",
        )  # fmt: skip
    position.quantity = after
    position.as_of = now()
    position.source = move.source.value


def _movement_row(actor: Actor, move: Movement, item: Item) -> StockMovement:
    return StockMovement(
        chain_id=item.chain_id, enterprise_id=actor.enterprise_id, site_id=move.site_id, item_id=move.item_id,
        lot_number=move.lot_number, stock_status=move.stock_status.value, kind=move.kind.value,
        quantity=move.quantity, unit=item.unit, reference_type=move.reference_type,
        reference_id=move.reference_id, actor_name=actor.user_name, occurred_at=now(),
    )  # fmt: skip
