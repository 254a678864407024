"""What customers took in past weeks: typed, from a file or sent by a system."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now, today
from common.errors import Invalid, NotFound
from common.quantity import check_quantity
from events import services as events
from optimizer import errors
from optimizer.models import DemandHistory, DemandSeries
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.services.stock import source_of
from suppliers.states import InventorySource, ItemKind

# Older weeks say nothing any more; the engine reads fewer.
OLDEST = timedelta(weeks=520)
WEEK = timedelta(weeks=1)
Key = tuple[UUID, date]


@dataclass(frozen=True, slots=True)
class HistoryValues:
    """What was taken of an item in the past week of a day, in the item's unit."""

    item_id: UUID
    week: date
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class _Change:
    row: DemandHistory
    before: Decimal | None


@transaction.atomic
def history_save(
    *, actor: Actor, rows: Sequence[HistoryValues], source: InventorySource | None = None
) -> list[DemandHistory]:
    """New quantities of past weeks of made items; all of them or none. Raises NotFound, Invalid naming the field.

    Equal values change nothing. The items are locked in one order, so that two who write the same wait for each other.
    """
    require(actor, P.PLAN_WRITE)
    items = lock_items(actor, {row.item_id for row in rows})
    checked = {(v.item_id, v.week): v for v in (_checked(row, items) for row in rows)}
    present = _present(actor, items, checked)
    changes, saved = [], []
    for key, values in checked.items():
        row = present.get(key)
        before = row.quantity if row else None
        if row is None or before != values.quantity:
            row = row or DemandHistory(
                chain_id=items[values.item_id].chain_id, enterprise_id=actor.enterprise_id,
                item=items[values.item_id], week=values.week, version=0,
            )  # fmt: skip
            row.quantity, row.version = values.quantity, row.version + 1
            row.as_of, row.source = now(), (source or source_of(actor)).value
            changes.append(_Change(row, before))
        saved.append(row)
    _write(actor, changes)
    return saved


def lock_items(actor: Actor, ids: set[UUID]) -> dict[UUID, Item]:
    """Items of mine, locked by id. Raises NotFound."""
    mine = Item.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id, id__in=ids)
    items = {item.id: item for item in mine.order_by("id")}
    if len(items) < len(ids):
        raise NotFound
    return items


def _checked(row: HistoryValues, items: dict[UUID, Item]) -> HistoryValues:
    item = items[row.item_id]
    if item.kind == ItemKind.BUY:
        raise Invalid(errors.HISTORY_BOUGHT, field="itemId", item=item.number)
    quantity = check_quantity(row.quantity, item.unit, "quantity")
    week, last = monday_of(row.week), monday_of(today()) - WEEK
    if not last - OLDEST <= week <= last:
        raise Invalid(
            errors.HISTORY_WEEK, field="week", week=row.week.isoformat(), low=(last - OLDEST).isoformat(),
            high=last.isoformat(),
        )  # fmt: skip
    return HistoryValues(row.item_id, week, quantity)


def _present(
    actor: Actor, items: dict[UUID, Item], checked: dict[Key, HistoryValues]
) -> dict[Key, DemandHistory]:
    weeks = {week for _, week in checked}
    rows = DemandHistory.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=items, week__in=weeks)
    return {(row.item_id, row.week): row for row in rows}


def _write(actor: Actor, changes: Sequence[_Change]) -> None:
    """The rows, the series they belong to, an audit entry for each item, and one event for the enterprise."""
    if not changes:
        return
    DemandHistory.objects.bulk_create([c.row for c in changes if c.before is None], batch_size=1000)
    DemandHistory.objects.bulk_update(
        [c.row for c in changes if c.before is not None], ["quantity", "version", "as_of", "source"],
        batch_size=500,
    )  # fmt: skip
    by_item: defaultdict[UUID, list[_Change]] = defaultdict(list)
    for change in changes:
        by_item[change.row.item_id].append(change)
    series = _series(actor, by_item)
    audit.record_many(
        actor,
        [
            audit.Change(
                "optimizer.history.saved", "optimizer.DemandSeries", series[item_id].id,
                {c.row.week.isoformat(): str(c.before) for c in mine if c.before is not None} or None,
                {c.row.week.isoformat(): str(c.row.quantity) for c in mine},
            )
            for item_id, mine in by_item.items()
        ],
    )  # fmt: skip
    first = series[changes[0].row.item_id]
    events.emit(
        actor, type="optimizer.forecast.history_saved", chain_id=first.chain_id, subject_type="demand_series",
        subject_id=first.id, root_type="demand_series", root_id=first.id, version=first.version,
        audience=[actor.enterprise_id], payload={"count": len(changes)},
    )  # fmt: skip


def _series(actor: Actor, by_item: dict[UUID, list[_Change]]) -> dict[UUID, DemandSeries]:
    """The series of the items, made where an item has none yet; the items are locked."""
    mine = DemandSeries.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=by_item)
    found = {row.item_id: row for row in mine}
    new = [
        DemandSeries(
            chain_id=changes[0].row.chain_id, enterprise_id=actor.enterprise_id, item_id=item_id
        )
        for item_id, changes in by_item.items()
        if item_id not in found
    ]  # fmt: skip
    DemandSeries.objects.bulk_create(new, batch_size=1000)
    return found | {row.item_id: row for row in new}
