"""A forecast of many items over 26 weeks: saved, published, and committed to in one act."""

from decimal import Decimal
from time import perf_counter

from tests.bench._reporting import Figure

WEEKS, SECONDS = 26, 3


def figures(items: int) -> list[Figure]:
    """Seconds of each step, in a database of its own; the buyer's and the supplier's services."""
    from tests import databases

    databases.open_worker("bench-forecast")
    try:
        save, publish, first, again = _measured(items)
    finally:
        databases.drop_worker()
    cells = f"{items:,} × {WEEKS}"
    return [
        Figure(f"commit sheet of {cells} cells", first, "s", SECONDS),
        Figure("  the same, changed", again, "s", SECONDS),
        Figure("  forecast saved", save, "s"),
        Figure("  forecast published", publish, "s"),
    ]


def _measured(count: int) -> tuple[float, float, float, float]:
    from orders.models import ForecastLine
    from orders.services.forecast_commits import CommitCell, CommitRow, forecast_commit
    from orders.services.forecasts import ForecastRow, forecast_publish, forecast_save
    from suppliers.models import Item
    from tenancy.context import acting_as
    from tests import world
    from tests.orders.forecast_steps import drafted, week
    from tests.orders.trade import BUYER, SALES

    marks = []
    with acting_as(BUYER.enterprise_id):
        items = [
            Item(
                chain_id=world.CHAIN,
                enterprise_id=world.LEADER.id,
                number=f"S-{n:04d}",
                name="件",
                unit="H87",
            )
            for n in range(count)
        ]
        Item.objects.bulk_create(items)
        draft = drafted()
        sheet = [ForecastRow(item.id, week(0), [Decimal(100)] * WEEKS) for item in items]
        marks.append(perf_counter())
        forecast_save(actor=BUYER, forecast_id=draft.id, version=1, rows=sheet)
        marks.append(perf_counter())
        live = forecast_publish(actor=BUYER, forecast_id=draft.id, version=2)
        marks.append(perf_counter())
    with acting_as(SALES.enterprise_id):
        lines = list(ForecastLine.objects.filter(forecast=live))
        taken = []
        for turn in range(2):
            rows = [
                CommitRow(
                    line.id,
                    [
                        CommitCell(week(p), Decimal(90 + p + turn), reason_code="CAPACITY")
                        for p in range(WEEKS)
                    ],
                )
                for line in lines
            ]
            began = perf_counter()
            forecast_commit(actor=SALES, forecast_id=live.id, version=live.version + turn, rows=rows)
            taken.append(perf_counter() - began)
    return marks[1] - marks[0], marks[2] - marks[1], taken[0], taken[1]
