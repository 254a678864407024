"""Reads of source options and their prices; private to the buyer."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.actor import Actor
from suppliers.models import PriceBreak, SourceOption
from suppliers.rules import price_at


def source_option_list(
    actor: Actor, *, partnership_id: UUID | None = None, item_id: UUID | None = None
) -> QuerySet[SourceOption]:
    """The acting enterprise's source options, of one partnership or one item when given."""
    rows = SourceOption.objects.filter(enterprise_id=actor.enterprise_id)
    if partnership_id is not None:
        rows = rows.filter(partnership_id=partnership_id)
    if item_id is not None:
        rows = rows.filter(item_id=item_id)
    return rows


def source_options_for_items(
    actor: Actor, partnership_id: UUID, item_ids: Iterable[UUID]
) -> dict[UUID, SourceOption]:
    """Approved source options by item, with their price breaks loaded."""
    breaks = Prefetch("price_breaks", PriceBreak.objects.filter(enterprise_id=actor.enterprise_id))
    rows = SourceOption.objects.filter(
        enterprise_id=actor.enterprise_id,
        partnership_id=partnership_id,
        item_id__in=set(item_ids),
        is_approved=True,
    ).prefetch_related(breaks)
    return {row.item_id: row for row in rows}


def price_for(option: SourceOption, quantity: Decimal) -> Decimal:
    """The unit price of a source option for an ordered quantity, price breaks included."""
    return price_at(
        option.unit_price, [(b.from_quantity, b.unit_price) for b in option.price_breaks.all()], quantity
    )
