"""Running numbers of documents such as PO-2611-0387: prefix, year and month, number within the month."""

from typing import Any
from uuid import UUID

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


@transaction.atomic
def take_numbers(*, enterprise_id: UUID, prefix: str, count: int = 1) -> list[str]:
    """The next `count` numbers of the enterprise, in order.

    Numbers that somebody gave by hand are passed over; otherwise there is no gap unless the caller rolls back.
    """
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
        wanted = range(series.last_number + 1, series.last_number + 1 + count - len(free))
        texts = [f"{prefix}-{period}-{number:04d}" for number in wanted]
        taken = set(mine.filter(number__in=texts).values_list("number", flat=True))
        free += [text for text in texts if text not in taken]
        series.last_number = wanted[-1]
    series.save(update_fields=["last_number"])
    return free
