"""A planner who knows better than the statistics says so, week by week, with a reason; and takes it back."""

from collections.abc import Collection, Sequence
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
from common.errors import Conflict, DomainError, Invalid, NotFound
from common.quantity import check_quantity
from events import services as events
from optimizer import errors
from optimizer.models import DemandSeries, ForecastOverride
from optimizer.rules.forecasting import expected_at
from optimizer.services.planning.feeding import feed
from optimizer.services.planning.history import lock_items
from optimizer.states.forecasting import OverrideReason
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.services.inputs import clean_text
from suppliers.services.recording import plain

FACTS = ("item_id", "week", "quantity", "replaced", "reason", "note", "withdrawn_at")
AHEAD = timedelta(weeks=104)


@dataclass(frozen=True, slots=True)
class OverrideValues:
    """What is expected of the week of a day. `version`: of the override that stands there, None where there is none."""

    week: date
    quantity: Decimal
    version: int | None = None


@transaction.atomic
def override_save(
    *, actor: Actor, item_id: UUID, weeks: Sequence[OverrideValues], reason: OverrideReason, note: str = ""
) -> list[ForecastOverride]:
    """Overrides of weeks of one item, all of them or none; they are in the demand at once.

    Raises NotFound, Conflict where another stands than the one stated, Invalid naming the field.
    """
    require(actor, P.PLAN_WRITE)
    items = lock_items(actor, {item_id})
    item = items[item_id]
    text = clean_text(note, "note", limit=200)
    if reason is OverrideReason.OTHER and not text:
        raise Invalid(errors.OVERRIDE_NOTE_MISSING, field="note")
    checked = {v.week: v for v in (_checked(values, item) for values in weeks)}
    mine = ForecastOverride.objects.filter(enterprise_id=actor.enterprise_id, item=item, withdrawn_at=None)
    standing = {row.week: row for row in mine.filter(week__in=checked)}
    series = DemandSeries.objects.filter(enterprise_id=actor.enterprise_id, item=item).first()
    saved = []
    for week, values in sorted(checked.items()):
        row = standing.get(week)
        if values.version != (row.version if row else None):
            raise Conflict(current_version=row.version if row else 0, stated_version=values.version or 0)
        saved.append(_put(actor, item, series, row, values, reason, text))
    feed(actor, items)
    return saved


def _checked(values: OverrideValues, item: Item) -> OverrideValues:
    quantity = check_quantity(values.quantity, item.unit, "quantity")
    week, low = monday_of(values.week), monday_of(today())
    if not low <= week <= low + AHEAD:
        raise Invalid(
            errors.OVERRIDE_WEEK, field="week", week=values.week.isoformat(), low=low.isoformat(),
            high=(low + AHEAD).isoformat(),
        )  # fmt: skip
    return OverrideValues(week, quantity, values.version)


def _put(
    actor: Actor,
    item: Item,
    series: DemandSeries | None,
    row: ForecastOverride | None,
    values: OverrideValues,
    reason: OverrideReason,
    note: str,
) -> ForecastOverride:
    before = plain(row, FACTS) if row else None
    stated = (values.quantity, reason.value, note)
    if row and (row.quantity, row.reason, row.note) == stated:
        return row
    row = row or ForecastOverride(
        chain_id=item.chain_id, enterprise_id=actor.enterprise_id, item=item, week=values.week, version=0
    )
    row.quantity, row.reason, row.note = stated
    row.replaced = expected_at(series.start, series.expected, values.week) if series else None
    row.made_by_name, row.made_at, row.version = actor.user_name, now(), row.version + 1
    row.save()
    _record(actor, row, "overridden", before)
    return row


@transaction.atomic
def override_withdraw(*, actor: Actor, override_id: UUID, version: int) -> ForecastOverride:
    """Give a week back to the statistics. Raises NotFound, Conflict, DomainError OVERRIDE_ENDED."""
    require(actor, P.PLAN_WRITE)
    mine = ForecastOverride.objects.filter(enterprise_id=actor.enterprise_id, id=override_id)
    item_id = mine.values_list("item_id", flat=True).first()
    if item_id is None:
        raise NotFound
    items = lock_items(actor, {item_id})
    row = mine.select_for_update().get()
    if row.withdrawn_at is not None:
        raise DomainError(
            errors.OVERRIDE_ENDED, field="overrideId", at=f"{row.withdrawn_at:%Y-%m-%d %H:%M} UTC",
            by=row.withdrawn_by_name,
        )  # fmt: skip
    if row.version != version:
        raise Conflict(current_version=row.version, stated_version=version)
    before = plain(row, FACTS)
    row.withdrawn_at, row.withdrawn_by_name, row.version = now(), actor.user_name, row.version + 1
    row.save()
    _record(actor, row, "override_withdrawn", before)
    feed(actor, items)
    return row


def overridden_refuse(actor: Actor, places: Collection[tuple[UUID, date]]) -> None:
    """Raise Invalid FORECAST_OVERRIDDEN when an override stands in one of these (item, week)."""
    standing = ForecastOverride.objects.filter(
        enterprise_id=actor.enterprise_id, item_id__in={i for i, _ in places}, week__in={w for _, w in places},
        withdrawn_at=None,
    )  # fmt: skip
    for row in standing:
        if (row.item_id, row.week) in places:
            raise Invalid(
                errors.FORECAST_OVERRIDDEN, field="quantity", week=row.week.isoformat(), by=row.made_by_name,
                quantity=f"{row.quantity.normalize():f}",
            )  # fmt: skip


def _record(actor: Actor, row: ForecastOverride, verb: str, before: dict[str, Any] | None) -> None:
    audit.record(
        actor, action=f"optimizer.forecast.{verb}", subject_type="optimizer.ForecastOverride", subject_id=row.id,
        before=before, after=plain(row, FACTS),
    )  # fmt: skip
    events.emit(
        actor, type=f"optimizer.forecast.{verb}", chain_id=row.chain_id, subject_type="forecast_override",
        subject_id=row.id, root_type="forecast_override", root_id=row.id, version=row.version,
        audience=[actor.enterprise_id], payload={"week": row.week.isoformat()},
    )  # fmt: skip
