"""What a buyer types into an order, and the checks it passes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from common.clock import today
from common.errors import Invalid, NotFound
from common.quantity import LARGEST, UNITS, check_quantity
from orders import errors
from orders.services.acts import number_text
from suppliers.models import Item, Partnership, SourceOption
from suppliers.selectors import price_for, source_options_for_items
from tenancy.models import Site

# A calendar day, where a field of that name would hide the type.
Day = date
MOST_LINES = 200
MOST_SCHEDULES = 60
FARTHEST_DAYS = 5 * 366


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """A quantity in the item's unit, and the day it is wanted."""

    quantity: Decimal
    requested_date: date


@dataclass(frozen=True, slots=True)
class NewLine:
    """An item to order; without a unit price that of the source option is taken."""

    item_id: UUID
    schedule: Sequence[NewSchedule] = field(default_factory=tuple)
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """An order line ready to be written."""

    item: Item
    schedule: Sequence[NewSchedule]
    unit_price: Decimal
    supplier_item_number: str


def scale_of(unit: str) -> int:
    """Decimals the unit allows."""
    return UNITS[unit].scale


def check_positive(quantity: Decimal, unit: str, path: str) -> Decimal:
    """A quantity above 0 in the unit's decimals; raises Invalid."""
    check_quantity(quantity, unit, path)
    if quantity <= 0:
        raise Invalid(errors.QUANTITY_MISSING, field=path, value=number_text(quantity))
    return quantity


def check_price(price: Decimal, path: str) -> Decimal:
    """A unit price of 0 or more with at most six decimals; raises Invalid."""
    if not price.is_finite() or price < 0:
        raise Invalid(errors.PRICE_NEGATIVE, field=path, value=str(price))
    if price > LARGEST or price != round(price, 6):
        raise Invalid(errors.PRICE_TOO_LONG, field=path, value=str(price)[:40])
    return price


def check_day(day: date, path: str, *, may_be_past: bool = False) -> date:
    """A day from today to five years ahead; raises Invalid DATE_PAST, DATE_TOO_FAR."""
    present = today()
    if day < present and not may_be_past:
        raise Invalid(errors.DATE_PAST, field=path, value=day.isoformat(), today=present.isoformat())
    limit = present + timedelta(days=FARTHEST_DAYS)
    if day > limit:
        raise Invalid(errors.DATE_TOO_FAR, field=path, value=day.isoformat(), limit=limit.isoformat())
    return day


def own_site(actor: Actor, site_id: UUID) -> Site:
    """One of the acting enterprise's places; raises NotFound."""
    site = Site.objects.filter(id=site_id, enterprise_id=actor.enterprise_id).first()
    if site is None:
        raise NotFound
    return site


def check_lines(actor: Actor, partnership: Partnership, lines: Sequence[NewLine]) -> list[CheckedLine]:
    """The lines with their items and prices; raises NotFound or Invalid naming the field."""
    if not lines:
        raise Invalid(errors.LINES_MISSING, field="lines")
    if len(lines) > MOST_LINES:
        raise Invalid(errors.TOO_MANY, field="lines", limit=MOST_LINES, value=len(lines))
    item_ids = {line.item_id for line in lines}
    items = Item.objects.filter(enterprise_id=actor.enterprise_id).in_bulk(item_ids)
    if len(items) != len(item_ids):
        raise NotFound
    sources = source_options_for_items(actor, partnership.id, item_ids)
    return [
        _checked(partnership, line, items[line.item_id], sources.get(line.item_id), f"lines.{index}")
        for index, line in enumerate(lines)
    ]


def _checked(
    partnership: Partnership, line: NewLine, item: Item, source: SourceOption | None, path: str
) -> CheckedLine:
    if not line.schedule:
        raise Invalid(errors.SCHEDULE_MISSING, field=f"{path}.schedule", item=item.number)
    if len(line.schedule) > MOST_SCHEDULES:
        raise Invalid(
            errors.TOO_MANY, field=f"{path}.schedule", limit=MOST_SCHEDULES, value=len(line.schedule)
        )
    for index, part in enumerate(line.schedule):
        check_positive(part.quantity, item.unit, f"{path}.schedule.{index}.quantity")
        check_day(part.requested_date, f"{path}.schedule.{index}.requestedDate")
    total = sum((part.quantity for part in line.schedule), Decimal(0))
    check_quantity(total, item.unit, f"{path}.schedule")
    return CheckedLine(
        item=item,
        schedule=line.schedule,
        unit_price=_price(partnership, line, item, source, total, f"{path}.unitPrice"),
        supplier_item_number=source.supplier_item_number if source else "",
    )


def _price(
    partnership: Partnership,
    line: NewLine,
    item: Item,
    source: SourceOption | None,
    total: Decimal,
    path: str,
) -> Decimal:
    if line.unit_price is not None:
        return check_price(line.unit_price, path)
    if source is None:
        raise Invalid(errors.PRICE_MISSING, field=path, item=item.number)
    if source.currency != partnership.currency:
        raise Invalid(
            errors.CURRENCY_DIFFERS, field=path, item=item.number, source=source.currency,
            currency=partnership.currency,
        )  # fmt: skip
    return price_for(source, total)
