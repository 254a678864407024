"""The forecast goes into the demand: an override where there is one, else what the statistics expect.

What people, files and other systems have stated of a week stands beside it: only an override takes its place.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from common.clock import now, today
from common.quantity import UNITS
from optimizer.models import DemandLine, DemandSeries, ForecastOverride
from optimizer.rules.forecasting import expected_at, planned_quantity
from optimizer.states.forecasting import COMPUTED, DemandOrigin
from optimizer.states.planning import DemandKind
from suppliers.models import Item
from suppliers.rules import monday_of

BATCH = 1000


def feed(actor: Actor, items: dict[UUID, Item]) -> int:
    """Bring the forecast lines of locked items up to date, from this week on; how many have changed."""
    me = actor.enterprise_id
    this_week = monday_of(today())
    series = {s.item_id: s for s in DemandSeries.objects.filter(enterprise_id=me, item_id__in=items)}
    standing: defaultdict[UUID, dict[date, Decimal]] = defaultdict(dict)
    for one in ForecastOverride.objects.filter(
        enterprise_id=me, item_id__in=items, withdrawn_at=None, week__gte=this_week
    ):
        standing[one.item_id][one.week] = one.quantity
    lines: defaultdict[UUID, dict[date, DemandLine]] = defaultdict(dict)
    for line in DemandLine.objects.filter(
        enterprise_id=me, item_id__in=items, kind=DemandKind.FORECAST.value, week__gte=this_week
    ):
        lines[line.item_id][line.week] = line
    new: list[DemandLine] = []
    changed: list[DemandLine] = []
    for item_id, item in items.items():
        for line in _lines(item, series.get(item_id), standing[item_id], lines[item_id], this_week):
            (new if line.version == 1 else changed).append(line)
    DemandLine.objects.bulk_create(new, batch_size=BATCH)
    DemandLine.objects.bulk_update(changed, ["quantity", "version", "as_of", "source"], batch_size=500)
    return len(new) + len(changed)


def _lines(
    item: Item,
    series: DemandSeries | None,
    overrides: dict[date, Decimal],
    present: dict[date, DemandLine],
    this_week: date,
) -> Iterable[DemandLine]:
    """The lines of an item that have to be written."""
    start, expected = (series.start, series.expected) if series else (None, [])
    scale = UNITS[item.unit].scale
    for week in sorted(_weeks(start, expected, this_week) | set(overrides) | set(present)):
        line, override = present.get(week), overrides.get(week)
        if line is not None and override is None and _is_stated(line):
            continue
        quantity = planned_quantity(expected_at(start, expected, week), override, scale)
        origin = (DemandOrigin.MODEL if override is None else DemandOrigin.OVERRIDE).value
        if line is None and quantity == 0 and override is None:
            continue
        line = line or DemandLine(
            chain_id=item.chain_id, enterprise_id=item.enterprise_id, item=item, kind=DemandKind.FORECAST.value,
            week=week, version=0, source="",
        )  # fmt: skip
        if (line.quantity, line.source) == (quantity, origin):
            continue
        line.quantity, line.source, line.as_of, line.version = quantity, origin, now(), line.version + 1
        yield line


def _weeks(start: date | None, expected: Collection[Decimal], this_week: date) -> set[date]:
    if start is None:
        return set()
    weeks = {start + timedelta(weeks=n) for n in range(len(expected))}
    return {week for week in weeks if week >= this_week}


def _is_stated(line: DemandLine) -> bool:
    """Somebody has said so: not the forecast itself, and not taken back."""
    return line.quantity > 0 and line.source not in COMPUTED
