"""The only writer of stock: every change of a position is a movement."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
from suppliers.services.projection import project_stock
from suppliers.services.recording import ItemChange, record_items
from suppliers.states import InventorySource, MovementKind, StockStatus
from tenancy.bulk import alike, insert_many
from tenancy.models import Site

Place = tuple[UUID, UUID, str, str]
Positions = dict[Place, InventoryPosition]


@dataclass(frozen=True, slots=True)
class Movement:
    """A signed change of stock: `quantity` in the item's unit, positive into stock, negative out of it.

    `reference_*` name the document behind it. `counted`: what was found there; the quantity is then the difference
    to the books, taken while the position is locked.
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
    counted: Decimal | None = None

    @property
    def place(self) -> Place:
        """What names a position: site, item, lot, status."""
        return (self.site_id, self.item_id, self.lot_number, self.stock_status.value)


Follower = Callable[[Actor, Sequence[Movement], dict[UUID, Item]], None]
_FOLLOWERS: list[Follower] = []


def follow_stock(follower: Follower) -> None:
    """Let a room above keep something in step with stock, in the transaction that moves it, under the items' locks.

    It is given what was posted, movements of 0 by a count that agreed included, and the items by id.
    """
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


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

    Items and then positions are locked in one fixed order, so that two documents never wait for each other; what
    partners may see is brought up to date under the items' locks. A position's quantity stays the sum of its
    movements; nothing is posted when one movement is refused. A few statements whatever the number of movements.
    Raises NotFound, Invalid, DomainError STOCK_SHORT.
    """
    moves = [m for m in movements if m.quantity != 0 or m.counted is not None]
    mine = Item.objects.select_for_update(no_key=True).filter(
        enterprise_id=actor.enterprise_id, id__in={m.item_id for m in moves}
    )
    items = {item.id: item for item in mine.order_by("id")}
    sites = Site.objects.filter(enterprise_id=actor.enterprise_id).in_bulk({m.site_id for m in moves})
    if any(m.item_id not in items or m.site_id not in sites for m in moves):
        raise NotFound
    positions = _lock_positions(actor, moves, items, sites)
    posted = [_apply(positions[m.place], m, items[m.item_id], sites[m.site_id]) for m in moves]
    done = [m for m in posted if m.quantity != 0]
    _write_positions([positions[m.place] for m in {m.place: m for m in moves}.values()])
    insert_many(_movement_rows(actor, done, items))
    _record(actor, done, positions, items)
    project_stock(actor, list(items.values()))
    for follower in _FOLLOWERS:
        follower(actor, posted, items)
    return [positions[m.place] for m in moves]


def _write_positions(positions: Sequence[InventoryPosition]) -> None:
    """New positions with what they hold now, known ones changed; nobody else can have made them meanwhile."""
    known = [p for p in positions if not p._state.adding]
    insert_many([p for p in positions if p._state.adding])
    InventoryPosition.objects.bulk_create(
        known,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["quantity", "as_of", "source", "allows_negative"],
    )


def _record(actor: Actor, moves: Sequence[Movement], positions: Positions, items: dict[UUID, Item]) -> None:
    """One audit entry and event per item, and a warning for each that is now below zero."""
    by_item: defaultdict[UUID, list[Movement]] = defaultdict(list)
    for move in moves:
        by_item[move.item_id].append(move)
    changes: list[ItemChange] = [
        (items[item_id], "stock_moved", None, {"movements": [_fact(m) for m in of_item]})
        for item_id, of_item in by_item.items()
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
) -> Positions:
    """The positions moved, those that are not there yet made unsaved. The items' locks keep others from making them."""
    locked = (
        InventoryPosition.objects.select_for_update()
        .filter(
            enterprise_id=actor.enterprise_id,
            item_id__in={m.item_id for m in moves},
            site_id__in={m.site_id for m in moves},
        )
        .order_by("id")
    )
    found = {(p.site_id, p.item_id, p.lot_number, p.stock_status): p for p in locked}
    blank = InventoryPosition(
        enterprise_id=actor.enterprise_id,
        quantity=Decimal(0),
        as_of=now(),
        stock_status="",
        unit="",
        source="",
    )
    for move in moves:
        if move.place not in found:
            item = items[move.item_id]
            found[move.place] = alike(
                blank, chain_id=item.chain_id, site_id=move.site_id, item_id=item.id, lot_number=move.lot_number,
                stock_status=move.stock_status.value, unit=item.unit, source=move.source.value,
                allows_negative=sites[move.site_id].allows_negative_stock,
            )  # fmt: skip
    return found


def _apply(position: InventoryPosition, move: Movement, item: Item, site: Site) -> Movement:
    """Change the position; the movement with the quantity it has now."""
    if move.counted is not None:
        check_quantity(move.counted, item.unit, "quantity")
        move = replace(move, quantity=move.counted - position.quantity)
    else:
        check_quantity(abs(move.quantity), item.unit, "quantity")
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
    return move


def _movement_rows(actor: Actor, moves: Sequence[Movement], items: dict[UUID, Item]) -> list[StockMovement]:
    blank = StockMovement(
        enterprise_id=actor.enterprise_id, actor_name=actor.user_name, occurred_at=now(), stock_status="", kind="",
        quantity=Decimal(0), unit="", reference_type="",
    )  # fmt: skip
    return [
        alike(
            blank, chain_id=items[m.item_id].chain_id, site_id=m.site_id, item_id=m.item_id, lot_number=m.lot_number,
            stock_status=m.stock_status.value, kind=m.kind.value, quantity=m.quantity, unit=items[m.item_id].unit,
            reference_type=m.reference_type, reference_id=m.reference_id,
        )
        for m in moves
    ]  # fmt: skip
