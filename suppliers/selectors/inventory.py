"""Reads of stock; at exact grain only its owner."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from suppliers.models import InventoryPosition, StockMovement


@dataclass(frozen=True, slots=True)
class InventoryFilter:
    """Conditions on stock; empty means no condition."""

    item_id: UUID | None = None
    site_id: UUID | None = None
    stock_statuses: tuple[str, ...] = ()
    search: str = ""


def inventory_position_list(
    actor: Actor, filter: InventoryFilter | None = None
) -> QuerySet[InventoryPosition]:
    """The acting enterprise's stock positions."""
    wanted = filter or InventoryFilter()
    rows = InventoryPosition.objects.filter(enterprise_id=actor.enterprise_id)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.site_id is not None:
        rows = rows.filter(site_id=wanted.site_id)
    if wanted.stock_statuses:
        rows = rows.filter(stock_status__in=wanted.stock_statuses)
    if wanted.search:
        text = wanted.search
        rows = rows.filter(
            Q(item__number__icontains=text) | Q(item__name__icontains=text) | Q(lot_number__icontains=text)
        )
    return rows


@dataclass(frozen=True, slots=True)
class MovementFilter:
    """Conditions on movements; empty means no condition."""

    item_id: UUID | None = None
    site_id: UUID | None = None
    kinds: tuple[str, ...] = ()


def stock_movement_list(actor: Actor, filter: MovementFilter | None = None) -> QuerySet[StockMovement]:
    """The acting enterprise's movements of stock."""
    wanted = filter or MovementFilter()
    rows = StockMovement.objects.filter(enterprise_id=actor.enterprise_id)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.site_id is not None:
        rows = rows.filter(site_id=wanted.site_id)
    return rows.filter(kind__in=wanted.kinds) if wanted.kinds else rows


def movement_list(actor: Actor, item_id: UUID) -> QuerySet[StockMovement]:
    """Movements of one item, newest first."""
    return StockMovement.objects.filter(enterprise_id=actor.enterprise_id, item_id=item_id).order_by(
        "-occurred_at", "-id"
    )
