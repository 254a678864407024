"""The buyer's forecast: a draft is typed or carried over, then published once and for all.

A whole sheet is one act: set-wise statements, one audit entry, one event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now, today
from common.errors import DomainError, Invalid, NotFound
from common.quantity import check_quantity
from orders import errors
from orders.models import Forecast, ForecastLine
from orders.rules.forecasts import LEAST_WEEKS, MOST_WEEKS, monday_of, moved, week_at
from orders.services.acts import facts_of
from orders.services.forecast_commits import carry_commits
from orders.services.forecast_records import (
    FORECAST_FACTS,
    WrongCell,
    check_week,
    lock_forecast,
    record_forecast,
    refuse_cells,
)
from orders.services.locking import require_side
from orders.states import Side
from suppliers.models import Item, Partnership
from suppliers.selectors import items_by_id, partnership_to_order_from, source_options_for_items
from tenancy.bulk import insert_many, update_many

MOST_ROWS = 5_000
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """Quantities of one item for consecutive weeks from the Monday `start`; None leaves a week as it is."""

    item_id: UUID
    start: date
    quantities: Sequence[Decimal | None]


@transaction.atomic
def forecast_draft(
    *, actor: Actor, partnership_id: UUID, weeks: int = LEAST_WEEKS, frozen_weeks: int = 4,
    carry_over: bool = True,
) -> Forecast:  # fmt: skip
    """Begin the next version, from this week's Monday on.

    With `carry_over` the newest published version is laid over the new horizon: each week keeps its quantity, weeks it
    did not reach begin at 0. Raises NotFound, Forbidden, Invalid HORIZON_WRONG / FROZEN_WRONG, DomainError
    FORECAST_DRAFT_EXISTS, PARTNERSHIP_NOT_ACTIVE.
    """
    require(actor, P.FORECAST_WRITE)
    partnership = partnership_to_order_from(actor, partnership_id)
    if not LEAST_WEEKS <= weeks <= MOST_WEEKS:
        raise Invalid(errors.HORIZON_WRONG, field="weeks", value=weeks, low=LEAST_WEEKS, high=MOST_WEEKS)
    if not 0 <= frozen_weeks <= weeks:
        raise Invalid(errors.FROZEN_WRONG, field="frozenWeeks", value=frozen_weeks, limit=weeks)
    # The partnership's row orders the versions of two buyers who begin at once.
    Partnership.objects.select_for_update().get(id=partnership.id)
    known = Forecast.objects.filter(buyer_id=actor.enterprise_id, partnership_id=partnership.id)
    draft = known.filter(is_released=False).first()
    if draft is not None:
        raise DomainError(errors.FORECAST_DRAFT_EXISTS, field="partnershipId", number=draft.number)
    highest = known.aggregate(highest=Max("number"))["highest"] or 0
    forecast = Forecast(
        chain_id=partnership.chain_id, buyer_id=partnership.buyer_id, supplier_id=partnership.supplier_id,
        partnership=partnership, number=highest + 1, start=monday_of(today()), weeks=weeks,
        frozen_weeks=frozen_weeks, created_by_name=actor.user_name, created_at=now(),
    )  # fmt: skip
    forecast.save(force_insert=True)
    if carry_over:
        _carry_over(forecast, known.filter(is_current=True).first())
    record_forecast(actor, forecast, "drafted", None)
    return forecast


def _carry_over(forecast: Forecast, former: Forecast | None) -> None:
    if former is None:
        return
    rows = []
    for line in ForecastLine.objects.filter(buyer_id=forecast.buyer_id, forecast=former).order_by("id"):
        laid = moved(line.quantities, line.start, forecast.start, forecast.weeks)
        row = _line(forecast, line.item_id, [value or ZERO for value in laid])
        row.item_number, row.item_name, row.item_name_en = line.item_number, line.item_name, line.item_name_en
        row.supplier_item_number, row.unit = line.supplier_item_number, line.unit
        rows.append(row)
    insert_many(rows)


def _line(forecast: Forecast, item_id: UUID, quantities: list[Decimal]) -> ForecastLine:
    return ForecastLine(
        chain_id=forecast.chain_id, buyer_id=forecast.buyer_id, supplier_id=forecast.supplier_id,
        partnership_id=forecast.partnership_id, forecast=forecast, start=forecast.start, weeks=forecast.weeks,
        item_id=item_id, quantities=quantities, previous_quantities=[None] * forecast.weeks,
    )  # fmt: skip


@transaction.atomic
def forecast_save(*, actor: Actor, forecast_id: UUID, version: int, rows: Sequence[ForecastRow]) -> Forecast:
    """Enter quantities into a draft, many cells in one act; when one is wrong nothing is saved.

    An item that has no row yet gets one. Raises NotFound, Forbidden, Conflict, DomainError FORECAST_PUBLISHED, Invalid
    TOO_MANY, ROW_TWICE, CELLS_WRONG (every wrong cell in its params).
    """
    require(actor, P.FORECAST_WRITE)
    forecast = _lock_draft(actor, forecast_id, version)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Invalid(errors.TOO_MANY, field="rows", limit=MOST_ROWS, value=len(rows))
    if len({row.item_id for row in rows}) != len(rows):
        raise Invalid(errors.ROW_TWICE, field="rows")
    items = items_by_id(actor, [row.item_id for row in rows])
    if len(items) != len(rows):
        raise NotFound
    refuse_cells(wrong for row in rows for wrong in _wrong_cells(forecast, row, items[row.item_id]))
    _write(actor, forecast, rows, items)
    _raise_version(forecast)
    record_forecast(actor, forecast, "saved", None, rows=len(rows))
    return forecast


def _wrong_cells(forecast: Forecast, row: ForecastRow, item: Item) -> list[WrongCell]:
    wrong = []
    for place, quantity in enumerate(row.quantities):
        if quantity is None:
            continue
        week = week_at(row.start, place)
        try:
            check_week(forecast, week)
            check_quantity(quantity, item.unit)
        except DomainError as error:
            wrong.append(WrongCell(item.id, item.number, week, error))
    return wrong


def _write(actor: Actor, forecast: Forecast, rows: Sequence[ForecastRow], items: Mapping[UUID, Item]) -> None:
    """Lay the rows over what stands; one bulk upsert and one bulk insert."""
    present = {
        line.item_id: line
        for line in ForecastLine.objects.filter(
            buyer_id=actor.enterprise_id, forecast=forecast, item_id__in=items
        )
    }
    fresh = [item_id for item_id in items if item_id not in present]
    sources = source_options_for_items(actor, forecast.partnership_id, fresh)
    for item_id in fresh:
        item, line = items[item_id], _line(forecast, item_id, [ZERO] * forecast.weeks)
        line.item_number, line.item_name, line.item_name_en = item.number, item.name, item.name_en
        line.unit = item.unit
        line.supplier_item_number = sources[item_id].supplier_item_number if item_id in sources else ""
        present[item_id] = line
    for row in rows:
        line = present[row.item_id]
        laid = moved(row.quantities, row.start, forecast.start, forecast.weeks)
        line.quantities = [
            old if new is None else new for old, new in zip(line.quantities, laid, strict=True)
        ]
    insert_many([present[item_id] for item_id in fresh])
    changed = [line for item_id, line in present.items() if item_id not in set(fresh)]
    update_many(changed, ["quantities"])


@transaction.atomic
def forecast_publish(*, actor: Actor, forecast_id: UUID, version: int) -> Forecast:
    """Publish a draft: the supplier sees it, it is frozen, and it takes the place of the version before.

    What the supplier committed to the same weeks goes along. A quantity that differs from the version before inside the
    frozen horizon stays marked as changed. Raises NotFound, Forbidden, Conflict, DomainError FORECAST_PUBLISHED /
    FORECAST_EMPTY / FORECAST_PASSED / PARTNERSHIP_NOT_ACTIVE.
    """
    require(actor, P.FORECAST_WRITE)
    forecast = _lock_draft(actor, forecast_id, version)
    partnership_to_order_from(actor, forecast.partnership_id)
    mine = ForecastLine.objects.filter(buyer_id=actor.enterprise_id)
    lines = list(mine.filter(forecast=forecast).order_by("id"))
    _check_publishable(forecast, lines)
    before = facts_of(forecast, FORECAST_FACTS)
    current = Forecast.objects.select_for_update().filter(
        buyer_id=actor.enterprise_id, partnership_id=forecast.partnership_id, is_current=True
    )
    former = current.first()
    if former is not None:
        current.update(is_current=False)
    former_lines = mine.filter(forecast=former).select_related("commit") if former is not None else []
    known = {line.item_id: line for line in former_lines}
    for line in lines:
        old = known.get(line.item_id)
        if old is not None:
            line.previous_quantities = moved(old.quantities, old.start, line.start, line.weeks)
        line.is_released = True
    _release(forecast)
    update_many(lines, ["previous_quantities", "is_released"])
    tallies = carry_commits(forecast, lines, known, former.number if former else 0)
    record_forecast(
        actor, forecast, "published", before, items=len(lines), open=sum(t.open for t in tallies),
        changed=sum(t.changed for t in tallies),
    )  # fmt: skip
    return forecast


def _check_publishable(forecast: Forecast, lines: Sequence[ForecastLine]) -> None:
    if not lines:
        raise DomainError(errors.FORECAST_EMPTY, number=forecast.number)
    monday = monday_of(today())
    if forecast.start < monday:
        raise DomainError(
            errors.FORECAST_PASSED, number=forecast.number, start=forecast.start.isoformat(),
            monday=monday.isoformat(),
        )  # fmt: skip


def _release(forecast: Forecast) -> None:
    forecast.is_released = forecast.is_current = True
    forecast.published_at = now()
    forecast.acknowledge_by = now() + timedelta(hours=forecast.partnership.acknowledge_hours)
    forecast.version += 1
    forecast.save(force_update=True)


def _raise_version(forecast: Forecast) -> None:
    forecast.version += 1
    forecast.save(force_update=True, update_fields=["version"])


@transaction.atomic
def forecast_discard(*, actor: Actor, forecast_id: UUID, version: int) -> None:
    """Throw a draft away. Raises NotFound, Forbidden, Conflict, DomainError FORECAST_PUBLISHED."""
    require(actor, P.FORECAST_WRITE)
    forecast = _lock_draft(actor, forecast_id, version)
    record_forecast(actor, forecast, "discarded", facts_of(forecast, FORECAST_FACTS))
    ForecastLine.objects.filter(buyer_id=actor.enterprise_id, forecast=forecast).delete()
    forecast.delete()


def _lock_draft(actor: Actor, forecast_id: UUID, version: int) -> Forecast:
    forecast = lock_forecast(actor, forecast_id, version)
    require_side(actor, forecast, Side.BUYER)
    if forecast.is_released:
        raise DomainError(errors.FORECAST_PUBLISHED, number=forecast.number)
    return forecast
