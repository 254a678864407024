"""Pure rules of suppliers: what blocks a new order, price breaks, cycles in a bill of materials."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

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


def price_at(unit_price: Decimal, breaks: Sequence[tuple[Decimal, Decimal]], quantity: Decimal) -> Decimal:
    """The unit price for a quantity: that of the highest break (from quantity, price) it reaches."""
    reached = [(start, price) for start, price in breaks if quantity >= start]
    return max(reached)[1] if reached else unit_price


def components_below(components: Mapping[UUID, Iterable[UUID]], start: Iterable[UUID]) -> set[UUID]:
    """Every item reached from `start` by going down the bills of material, `start` itself included."""
    seen: set[UUID] = set()
    waiting = list(start)
    while waiting:
        item = waiting.pop()
        if item not in seen:
            seen.add(item)
            waiting.extend(components.get(item, ()))
    return seen
