"""What customers have ordered and what is expected: typed, from a file or sent by a system."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
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
from optimizer.models import DemandLine
from optimizer.services.planning.overriding import overridden_refuse
from optimizer.states.forecasting import COMPUTED
from optimizer.states.planning import DemandKind
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.services.inputs import check_range, clean_text
from suppliers.services.recording import plain
from suppliers.services.stock import source_of
from suppliers.states import InventorySource

FACTS = ("item_id", "kind", "week", "quantity", "priority", "reference")
PAST, AHEAD = timedelta(weeks=8), timedelta(weeks=104)
Key = tuple[UUID, date, str, str]


@dataclass(frozen=True, slots=True)
class DemandValues:
    """A quantity of an item wanted in the week of a day; 0 takes it back. `reference`: the customer's order."""

    item_id: UUID
    kind: DemandKind
    week: date
    quantity: Decimal
    priority: int = 2
    reference: str = ""


@transaction.atomic
def demand_save(
    *, actor: Actor, lines: Sequence[DemandValues], source: InventorySource | None = None
) -> list[DemandLine]:
    """New quantities of weeks; all of them or none. Raises NotFound for an item, Invalid naming the field.

    Equal values change nothing. The items are locked in one order, so that two who write the same wait for each other.
    """
    require(actor, P.PLAN_WRITE)
    items = _lock(actor, {line.item_id for line in lines})
    checked = [_checked(line, items) for line in lines]
    overridden_refuse(actor, {(v.item_id, v.week) for v in checked if v.kind is DemandKind.FORECAST})
    present = {_key(row): row for row in _present(actor, items)}
    changes, saved = [], []
    for values in {_place(v): v for v in checked}.values():
        row = present.get(_place(values))
        before = plain(row, FACTS) if row else None
        is_stated = row is not None and row.source not in COMPUTED
        if row and is_stated and (row.quantity, row.priority) == (values.quantity, values.priority):
            saved.append(row)
            continue
        row = row or DemandLine(
            chain_id=items[values.item_id].chain_id, enterprise_id=actor.enterprise_id, item=items[values.item_id],
            kind=values.kind.value, week=values.week, reference=values.reference, version=0,
        )  # fmt: skip
        row.quantity, row.priority, row.version = values.quantity, values.priority, row.version + 1
        row.as_of, row.source = now(), (source or source_of(actor)).value
        changes.append((row, before))
        saved.append(row)
    _write(actor, changes)
    return saved


def _lock(actor: Actor, ids: set[UUID]) -> dict[UUID, Item]:
    mine = Item.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id, id__in=ids)
    items = {item.id: item for item in mine.order_by("id")}
    if len(items) < len(ids):
        raise NotFound
    return items


def _present(actor: Actor, items: dict[UUID, Item]) -> Sequence[DemandLine]:
    return list(DemandLine.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=items))


def _key(row: DemandLine) -> Key:
    return row.item_id, row.week, row.kind, row.reference


def _place(values: DemandValues) -> Key:
    return values.item_id, values.week, values.kind.value, values.reference


def _checked(line: DemandValues, items: dict[UUID, Item]) -> DemandValues:
    quantity = check_quantity(line.quantity, items[line.item_id].unit, "quantity")
    week, this_week = monday_of(line.week), monday_of(today())
    if not this_week - PAST <= week <= this_week + AHEAD:
        raise Invalid(
            errors.DEMAND_WEEK_TOO_FAR, field="week", week=line.week.isoformat(), low=(this_week - PAST).isoformat(),
            high=(this_week + AHEAD).isoformat(),
        )  # fmt: skip
    reference = clean_text(line.reference, "reference", limit=40)
    if bool(reference) != (line.kind is DemandKind.ORDER):
        raise Invalid(errors.DEMAND_REFERENCE, field="reference")
    priority = check_range(line.priority, "priority", 1, 3)
    return DemandValues(line.item_id, line.kind, week, quantity, priority, reference)


def _write(actor: Actor, changes: Sequence[tuple[DemandLine, dict[str, Any] | None]]) -> None:
    """The rows, an audit entry for each, and one event for the enterprise: its demand is another."""
    if not changes:
        return
    rows = [row for row, _ in changes]
    DemandLine.objects.bulk_create([row for row, before in changes if before is None], batch_size=1000)
    DemandLine.objects.bulk_update(
        [row for row, before in changes if before is not None],
        ["quantity", "priority", "version", "as_of", "source"], batch_size=500,
    )  # fmt: skip
    audit.record_many(
        actor,
        [
            audit.Change("optimizer.demand.saved", "optimizer.DemandLine", row.id, before, plain(row, FACTS))
            for row, before in changes
        ],
    )
    first = rows[0]
    events.emit(
        actor, type="optimizer.demand.saved", chain_id=first.chain_id, subject_type="demand_line", subject_id=first.id,
        root_type="demand_line", root_id=first.id, version=first.version, audience=[actor.enterprise_id],
        payload={"count": len(rows)},
    )  # fmt: skip
