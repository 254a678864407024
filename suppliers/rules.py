"""Pure rules of suppliers: terms that may block an order, and lot-sizing of a purchase."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from suppliers.states import PartnershipStatus


@dataclass(frozen=True, slots=True)
class OrderingBlock:
    """Why no new order may be sent: the status itself, or a validity that ran out on `valid_until`."""

    status: PartnershipStatus
    valid_until: date | None = None


def ordering_block(status: PartnershipStatus, valid_until: date | None, today: date) -> OrderingBlock | None:
    """What forbids a new order under the partnership today; None when it may be sent."""
    if status is not PartnershipStatus.ACTIVE:
        return OrderingBlock(status)
    if valid_until is not None and valid_until < today:
        return OrderingBlock(status, valid_until)
    return None


def orderable_quantity(wanted: Decimal, minimum: Decimal, multiple: Decimal) -> Decimal:
    """The smallest quantity ≥ wanted that keeps the minimum order quantity and is a whole multiple.

    A multiple of 0 means any quantity is possible.
    """
    least = max(wanted, minimum)
    if multiple <= 0:
        return least
    return (least / multiple).to_integral_value(rounding=ROUND_CEILING) * multiple


def price_at(unit_price: Decimal, breaks: list[tuple[Decimal, Decimal]], quantity: Decimal) -> Decimal:
    """The unit price for a quantity: that of the highest break (from quantity, price) it reaches."""
    reached = [(start, price) for start, price in breaks if quantity >= start]
    return max(reached)[1] if reached else unit_price
