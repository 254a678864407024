"""Running numbers of documents such as PO-2611-0387: prefix, year and month, number within the month."""

from uuid import UUID

from django.db import transaction

from common.clock import today
from orders.models import NumberSeries

ORDER, NOTICE, RECEIPT = "PO", "ASN", "GR"


@transaction.atomic
def take_numbers(*, enterprise_id: UUID, prefix: str, count: int = 1) -> list[str]:
    """The next `count` numbers of the enterprise, in order, without gap unless the caller rolls back."""
    period = today().strftime("%y%m")
    NumberSeries.objects.bulk_create(
        [NumberSeries(enterprise_id=enterprise_id, prefix=prefix, period=period)], ignore_conflicts=True
    )
    series = NumberSeries.objects.select_for_update().get(
        enterprise_id=enterprise_id, prefix=prefix, period=period
    )
    first = series.last_number + 1
    series.last_number += count
    series.save(update_fields=["last_number"])
    return [f"{prefix}-{period}-{number:04d}" for number in range(first, first + count)]
