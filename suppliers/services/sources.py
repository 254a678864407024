"""Source options: which partnership supplies an item at which price, lot sizes and lead time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.errors import Invalid, NotFound
from common.quantity import check_quantity
from suppliers import errors
from suppliers.models import Item, Partnership, PriceBreak, SourceOption
from suppliers.services.inputs import check_currency, check_percent, check_range, clean_text
from suppliers.services.network.projecting import project_network
from suppliers.services.recording import plain, record_item

FACTS = (
    "supplier_item_number", "unit_price", "currency", "minimum_order_quantity", "order_multiple",
    "lead_time_days", "share_min", "share_max", "is_approved",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewSource:
    """Terms of buying an item in a partnership; `breaks` are (from quantity, unit price)."""

    unit_price: Decimal
    currency: str = "CNY"
    supplier_item_number: str = ""
    minimum_order_quantity: Decimal = Decimal(0)
    order_multiple: Decimal = Decimal(0)
    lead_time_days: int = 0
    share_min: Decimal = Decimal(0)
    share_max: Decimal = Decimal(100)
    is_approved: bool = True
    breaks: Sequence[tuple[Decimal, Decimal]] = ()


def _checked(source: NewSource, unit: str) -> dict[str, object]:
    if source.share_min > source.share_max:
        raise Invalid(
            errors.SHARE_BOUNDS, field="shareMin", low=str(source.share_min), high=str(source.share_max)
        )
    for price in (source.unit_price, *(p for _, p in source.breaks)):
        if not price.is_finite() or price < 0:
            raise Invalid(
                errors.NUMBER_OUT_OF_RANGE, field="unitPrice", value=str(price), low="0", high="10¹²"
            )
    return {
        "supplier_item_number": clean_text(source.supplier_item_number, "supplierItemNumber", limit=40),
        "unit_price": source.unit_price,
        "currency": check_currency(source.currency),
        "minimum_order_quantity": check_quantity(source.minimum_order_quantity, unit, "minimumOrderQuantity"),
        "order_multiple": check_quantity(source.order_multiple, unit, "orderMultiple"),
        "lead_time_days": check_range(source.lead_time_days, "leadTimeDays", 0, 1000),
        "share_min": check_percent(source.share_min, "shareMin"),
        "share_max": check_percent(source.share_max, "shareMax"),
        "is_approved": source.is_approved,
    }


@transaction.atomic
def source_option_set(
    *, actor: Actor, partnership_id: UUID, item_id: UUID, source: NewSource
) -> SourceOption:
    """The terms of one item in one partnership, created or replaced. Raises NotFound, Invalid."""
    require(actor, P.ITEM_WRITE)
    partnership = Partnership.objects.filter(id=partnership_id, buyer_id=actor.enterprise_id).first()
    item = Item.objects.filter(id=item_id, enterprise_id=actor.enterprise_id).first()
    if partnership is None or item is None:
        raise NotFound
    values = _checked(source, item.unit)
    option = (
        SourceOption.objects.select_for_update()
        .filter(enterprise_id=actor.enterprise_id, partnership=partnership, item=item)
        .first()
    )
    before = plain(option, FACTS) if option else None
    if option is None:
        option = SourceOption(
            chain_id=partnership.chain_id,
            enterprise_id=actor.enterprise_id,
            partnership=partnership,
            item=item,
        )
    else:
        option.version += 1
    for name, value in values.items():
        setattr(option, name, value)
    option.save()
    PriceBreak.objects.filter(enterprise_id=actor.enterprise_id, source_option=option).delete()
    PriceBreak.objects.bulk_create(
        PriceBreak(
            chain_id=option.chain_id, enterprise_id=actor.enterprise_id, source_option=option,
            from_quantity=check_quantity(start, item.unit, "fromQuantity"), unit_price=price,
        )
        for start, price in source.breaks
    )  # fmt: skip
    verb = "source_created" if before is None else "source_updated"
    record_item(actor, item, verb, before, plain(option, FACTS))
    project_network(actor)
    return option
