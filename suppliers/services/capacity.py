"""Capacity groups, their weeks, and what of them is agreed with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now
from common.errors import Conflict, DomainError, Invalid, NotFound
from common.quantity import check_quantity, unit_of
from events import services as events
from suppliers import errors
from suppliers.models import CapacityGroup, CapacityShare, CapacityUsage, CapacityWeek, Item, Partnership
from suppliers.rules import monday_of
from suppliers.services.inputs import check_percent, clean_text
from suppliers.services.projection import project_capacity
from suppliers.services.recording import plain
from suppliers.services.stock import source_of
from suppliers.states import InventorySource
from tenancy.models import Site
from tenancy.selectors import home_chain

MOST_WEEKS = 104
FACTS = ("code", "name", "name_en", "unit", "site_id")


@dataclass(frozen=True, slots=True)
class GroupValues:
    """A capacity group as typed. `usages`: (item, use per piece in the group's unit)."""

    site_id: UUID
    code: str
    name: str
    name_en: str = ""
    unit: str = "HUR"
    usages: Sequence[tuple[UUID, Decimal]] = ()


@dataclass(frozen=True, slots=True)
class WeekValues:
    """A week as typed; any day names its week. `shares`: (partnership, agreed), None leaves them as they are."""

    week: date
    maximum: Decimal
    shift_earlier: Decimal = Decimal(0)
    shift_later: Decimal = Decimal(0)
    machine_available: Decimal = Decimal(100)
    shares: Sequence[tuple[UUID, Decimal]] | None = None


@transaction.atomic
def capacity_group_save(
    *, actor: Actor, values: GroupValues, group_id: UUID | None = None, version: int | None = None
) -> CapacityGroup:
    """A new capacity group, or new values of one. Raises NotFound, Conflict (stale, CODE_TAKEN), Invalid."""
    require(actor, P.CAPACITY_WRITE)
    group = CapacityGroup(
        enterprise_id=actor.enterprise_id, chain_id=home_chain(actor.enterprise_id).id, version=0
    )
    if group_id is not None:
        group = lock_group(actor, group_id, version)
    before = plain(group, FACTS) if group_id else None
    former = group.code
    if not Site.objects.filter(id=values.site_id, enterprise_id=actor.enterprise_id).exists():
        raise NotFound
    group.site_id = values.site_id
    group.code = clean_text(values.code, "code", limit=40, is_required=True)
    group.name = clean_text(values.name, "name", limit=120, is_required=True)
    group.name_en = clean_text(values.name_en, "nameEn", limit=120)
    group.unit = unit_of(values.unit, "unit").code
    group.version += 1
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError:
        raise Conflict(errors.CODE_TAKEN, field="code", value=group.code) from None
    _save_usages(actor, group, values.usages)
    if group_id is not None:
        project_capacity(actor, group, [former])
    _record(actor, group, "group_saved", before, plain(group, FACTS))
    return group


def _save_usages(actor: Actor, group: CapacityGroup, usages: Sequence[tuple[UUID, Decimal]]) -> None:
    mine = Item.objects.filter(enterprise_id=actor.enterprise_id).in_bulk({item_id for item_id, _ in usages})
    if len(mine) != len(usages):
        raise NotFound
    for _, per_piece in usages:
        if not per_piece.is_finite() or per_piece <= 0:
            raise Invalid(errors.QUANTITY_ZERO, field="usages")
    CapacityUsage.objects.filter(enterprise_id=actor.enterprise_id, group=group).delete()
    CapacityUsage.objects.bulk_create(
        CapacityUsage(
            chain_id=group.chain_id, enterprise_id=actor.enterprise_id, group=group, item_id=item_id, per_piece=per_piece
        )
        for item_id, per_piece in usages
    )  # fmt: skip


def lock_group(actor: Actor, group_id: UUID, version: int | None) -> CapacityGroup:
    """One's own group, locked; raises NotFound, Conflict when `version` is given and not the present one."""
    mine = CapacityGroup.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id)
    group = mine.filter(id=group_id).first()
    if group is None:
        raise NotFound
    if version is not None and group.version != version:
        raise Conflict(current_version=group.version, stated_version=version)
    return group


@transaction.atomic
def capacity_weeks_save(
    *, actor: Actor, group_id: UUID, weeks: Sequence[WeekValues], version: int | None = None,
    source: InventorySource | None = None,
) -> CapacityGroup:  # fmt: skip
    """Weeks of a group as one act, as from a sheet; all or none. A few statements whatever their number.

    Raises NotFound, Conflict, Invalid (field names the week's place), DomainError CAPACITY_EXCEEDED.
    """
    require(actor, P.CAPACITY_WRITE)
    group = lock_group(actor, group_id, version)
    checked = _checked(weeks, group.unit)
    _check_partners(actor, [pair for w in checked for pair in w.shares or ()])
    saved = _save_weeks(actor, group, checked, source or source_of(actor))
    _save_shares(actor, checked, saved)
    _check_sums(actor, saved)
    group.version += 1
    group.save(update_fields=["version"])
    project_capacity(actor, group)
    after = {w.week.isoformat(): str(w.maximum) for w in checked}
    _record(actor, group, "weeks_saved", None, {"maximum": after})
    return group


def _checked(weeks: Sequence[WeekValues], unit: str) -> list[WeekValues]:
    if not 1 <= len(weeks) <= MOST_WEEKS:
        raise Invalid(errors.TOO_MANY_ROWS, field="weeks", limit=MOST_WEEKS, count=len(weeks))
    seen: set[date] = set()
    checked = []
    for place, given in enumerate(weeks):
        monday, at = monday_of(given.week), f"weeks.{place}"
        if monday in seen:
            raise Invalid(errors.WEEK_REPEATED, field=f"{at}.week", week=monday.isoformat())
        seen.add(monday)
        checked.append(
            WeekValues(
                monday,
                check_quantity(given.maximum, unit, f"{at}.maximum"),
                check_quantity(given.shift_earlier, unit, f"{at}.shift_earlier"),
                check_quantity(given.shift_later, unit, f"{at}.shift_later"),
                check_percent(given.machine_available, f"{at}.machine_available"),
                None if given.shares is None
                else [(p, check_quantity(q, unit, f"{at}.shares")) for p, q in given.shares],
            )
        )  # fmt: skip
    return checked


def _check_partners(actor: Actor, shares: Sequence[tuple[UUID, Decimal]]) -> None:
    wanted = {partnership_id for partnership_id, _ in shares}
    if Partnership.objects.filter(supplier_id=actor.enterprise_id, id__in=wanted).count() != len(wanted):
        raise NotFound


def _save_weeks(
    actor: Actor, group: CapacityGroup, weeks: Sequence[WeekValues], source: InventorySource
) -> dict[date, CapacityWeek]:
    names = ("maximum", "shift_earlier", "shift_later", "machine_available")
    CapacityWeek.objects.bulk_create(
        [
            CapacityWeek(
                chain_id=group.chain_id, enterprise_id=actor.enterprise_id, group=group, week=w.week, as_of=now(),
                source=source.value, **{name: getattr(w, name) for name in names},
            )
            for w in weeks
        ],
        update_conflicts=True,
        unique_fields=["enterprise", "group", "week"],
        update_fields=[*names, "as_of", "source"],
    )  # fmt: skip
    rows = CapacityWeek.objects.filter(
        enterprise_id=actor.enterprise_id, group=group, week__in=[w.week for w in weeks]
    )
    return {row.week: row for row in rows}


def _save_shares(actor: Actor, weeks: Sequence[WeekValues], saved: dict[date, CapacityWeek]) -> None:
    given = [w for w in weeks if w.shares is not None]
    partnerships = Partnership.objects.filter(supplier_id=actor.enterprise_id).in_bulk(
        {partnership_id for w in given for partnership_id, _ in w.shares or ()}
    )
    mine = CapacityShare.objects.filter(enterprise_id=actor.enterprise_id)
    mine.filter(capacity_week_id__in=[saved[w.week].id for w in given]).delete()
    CapacityShare.objects.bulk_create(
        CapacityShare(
            chain_id=partnerships[partnership_id].chain_id, enterprise_id=actor.enterprise_id,
            capacity_week=saved[w.week], partnership_id=partnership_id, agreed=agreed,
        )
        for w in given
        for partnership_id, agreed in w.shares or ()
        if agreed > 0
    )  # fmt: skip


def _check_sums(actor: Actor, saved: dict[date, CapacityWeek]) -> None:
    totals: dict[UUID, Decimal] = {}
    mine = CapacityShare.objects.filter(enterprise_id=actor.enterprise_id)
    for share in mine.filter(capacity_week_id__in=[w.id for w in saved.values()]):
        totals[share.capacity_week_id] = totals.get(share.capacity_week_id, Decimal(0)) + share.agreed
    for monday, week in saved.items():
        total = totals.get(week.id, Decimal(0))
        if total > week.maximum:
            raise DomainError(
                errors.CAPACITY_EXCEEDED, field="weeks", week=monday.isoformat(), agreed=f"{total.normalize():f}",
                maximum=f"{week.maximum.normalize():f}", allowed=[f"{week.maximum.normalize():f}"],
            )  # fmt: skip


def _record(
    actor: Actor, group: CapacityGroup, verb: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    """Audit and event of a change only the owner sees."""
    audit.record(
        actor, action=f"suppliers.capacity.{verb}", subject_type="suppliers.CapacityGroup", subject_id=group.id,
        before=before, after=after,
    )  # fmt: skip
    events.emit(
        actor, type=f"suppliers.capacity.{verb}", chain_id=group.chain_id, subject_type="capacity_group",
        subject_id=group.id, root_type="capacity_group", root_id=group.id, version=group.version,
        audience=[actor.enterprise_id], payload={"code": group.code},
    )  # fmt: skip
