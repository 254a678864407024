"""Numbers of documents such as PO-2611-0387: prefix, year and month, number within the month.

The other side reads these numbers. Counted up, two of them would tell a supplier how much the buyer ordered from
others in between; so each enterprise goes through the numbers of a month in an order that only the key knows.
"""

import hmac
from math import isqrt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from common.clock import today
from orders.models import AdvanceShipNotice, GoodsReceipt, NumberSeries, PurchaseOrder

ORDER, NOTICE, RECEIPT = "PO", "ASN", "GR"
# What a prefix numbers, and whose numbers they are.
_SERIES: dict[str, tuple[Any, str]] = {
    ORDER: (PurchaseOrder, "buyer_id"),
    NOTICE: (AdvanceShipNotice, "supplier_id"),
    RECEIPT: (GoodsReceipt, "buyer_id"),
}
LEAST_DIGITS = 4
ROUNDS = 6


def _scattered(place: int, size: int, key: bytes) -> int:
    """Where a keyed permutation of range(size) puts a place: a Feistel network, walked until inside."""
    side = isqrt(size - 1) + 1
    while True:
        left, right = divmod(place, side)
        for turn in range(ROUNDS):
            digest = hmac.digest(key, bytes([turn]) + right.to_bytes(8, "big"), "sha256")
            left, right = right, (left + int.from_bytes(digest[:8], "big")) % side
        place = left * side + right
        if place < size:
            return place


def number_at(place: int, enterprise_id: UUID, prefix: str, period: str) -> str:
    """The enterprise's number for the place-th document of a period, from 0; never the same for two places."""
    key = hmac.digest(
        settings.SECRET_KEY.encode(), f"number/{enterprise_id}/{prefix}/{period}".encode(), "sha256"
    )
    digits = LEAST_DIGITS
    while place >= 10**digits:
        place -= 10**digits
        digits += 1
    return f"{prefix}-{period}-{_scattered(place, 10**digits, key):0{digits}d}"


@transaction.atomic
def take_numbers(*, enterprise_id: UUID, prefix: str, count: int = 1) -> list[str]:
    """The next `count` numbers of the enterprise. Numbers that somebody gave by hand are passed over."""
    period = today().strftime("%y%m")
    NumberSeries.objects.bulk_create(
        [NumberSeries(enterprise_id=enterprise_id, prefix=prefix, period=period)], ignore_conflicts=True
    )
    series = NumberSeries.objects.select_for_update().get(
        enterprise_id=enterprise_id, prefix=prefix, period=period
    )
    model, owner = _SERIES[prefix]
    mine = model.objects.filter(**{owner: enterprise_id})
    free: list[str] = []
    while len(free) < count:
        wanted = range(series.last_number, series.last_number + count - len(free))
        texts = [number_at(place, enterprise_id, prefix, period) for place in wanted]
        taken = set(mine.filter(number__in=texts).values_list("number", flat=True))
        free += [text for text in texts if text not in taken]
        series.last_number = wanted.stop
    series.save(update_fields=["last_number"])
    return free
