"""Reads of items and bills of material. Items are private to their enterprise."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from common.errors import NotFound
from suppliers.models import BomLine, Item


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Conditions on items; empty means no condition. `partnership_id`: with an approved source there."""

    search: str = ""
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    partnership_id: UUID | None = None


def item_list(actor: Actor, filter: ItemFilter | None = None) -> QuerySet[Item]:
    """The acting enterprise's items."""
    wanted = filter or ItemFilter()
    rows = Item.objects.filter(enterprise_id=actor.enterprise_id)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.categories:
        rows = rows.filter(category__in=wanted.categories)
    if wanted.partnership_id is not None:
        rows = rows.filter(
            source_options__partnership_id=wanted.partnership_id, source_options__is_approved=True
        )
    if wanted.search:
        rows = rows.filter(
            Q(number__icontains=wanted.search)
            | Q(name__icontains=wanted.search)
            | Q(name_en__icontains=wanted.search)
        )
    return rows


def item_get(actor: Actor, item_id: UUID) -> Item:
    """One item of mine; raises NotFound."""
    item = Item.objects.filter(id=item_id, enterprise_id=actor.enterprise_id).first()
    if item is None:
        raise NotFound
    return item


def items_by_number(actor: Actor, numbers: Iterable[str]) -> dict[str, Item]:
    """The acting enterprise's items by their numbers, in one query."""
    rows = Item.objects.filter(enterprise_id=actor.enterprise_id, number__in=set(numbers))
    return {item.number: item for item in rows}


def items_by_id(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Item]:
    """The acting enterprise's items among these, in one query."""
    return Item.objects.filter(enterprise_id=actor.enterprise_id).in_bulk(list(ids))


def item_categories(actor: Actor) -> list[str]:
    """Categories in use, sorted."""
    rows = Item.objects.filter(enterprise_id=actor.enterprise_id).exclude(category="")
    return list(rows.order_by("category").values_list("category", flat=True).distinct())


def bom_lines_for_items(actor: Actor, parent_ids: Iterable[UUID]) -> QuerySet[BomLine]:
    """Components of the given parents, with the component items."""
    return (
        BomLine.objects.filter(enterprise_id=actor.enterprise_id, parent_id__in=set(parent_ids))
        .select_related("component")
        .order_by("component__number")
    )
