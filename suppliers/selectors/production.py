"""Reads of one's own production; exact, and nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from suppliers.models import ProductionOrder


@dataclass(frozen=True, slots=True)
class ProductionFilter:
    """Conditions on production orders; empty means no condition."""

    states: tuple[str, ...] = ()
    item_id: UUID | None = None
    search: str = ""


def production_order_list(actor: Actor, filter: ProductionFilter | None = None) -> QuerySet[ProductionOrder]:
    """The acting enterprise's production orders."""
    wanted = filter or ProductionFilter()
    rows = ProductionOrder.objects.filter(enterprise_id=actor.enterprise_id)
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.search:
        text = wanted.search
        found = Q(number__icontains=text) | Q(order_reference__icontains=text)
        rows = rows.filter(found | Q(item__number__icontains=text) | Q(item__name__icontains=text))
    return rows


def production_orders_by_number(actor: Actor, numbers: Iterable[str]) -> dict[str, ProductionOrder]:
    """One's own production orders among these numbers, in one query."""
    return {row.number: row for row in production_order_list(actor).filter(number__in=set(numbers))}
