"""What planning is to know of an item, and the rates an enterprise plans with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.errors import Conflict, Invalid, NotFound
from common.quantity import check_quantity
from optimizer import errors
from optimizer.models import PlanningItem, PlanPolicy
from suppliers.models import Item
from suppliers.services.inputs import check_percent, check_range
from suppliers.services.recording import plain
from suppliers.states import ItemKind

TERMS = ("safety_stock", "margin", "production_cost")
POLICY = ("weeks", "seconds", "holding_percent", "safety_percent", "backlog_percent", "order_cost")
LARGEST = Decimal("99999999.9999")
MOST_PERCENT = Decimal("999.99")
WEEKS, SECONDS = (4, 52), (5, 1200)


@dataclass(frozen=True, slots=True)
class TermsValues:
    """New terms of an item; None leaves one as it is. `version`: as read; None does not ask."""

    item_id: UUID
    safety_stock: Decimal | None = None
    margin: Decimal | None = None
    production_cost: Decimal | None = None
    version: int | None = None


@transaction.atomic
def planning_items_save(*, actor: Actor, items: Sequence[TermsValues]) -> list[PlanningItem]:
    """Set terms of items: all of them or none. Raises NotFound, Conflict, Invalid naming the field.

    What a made item costs to make is not asked of a bought one. Equal values change nothing.
    """
    require(actor, P.PLAN_WRITE)
    ids = {values.item_id for values in items}
    mine = Item.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id, id__in=ids)
    known = {item.id: item for item in mine.order_by("id")}
    if len(known) < len(ids):
        raise NotFound
    rows = PlanningItem.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=ids)
    present = {row.item_id: row for row in rows}
    saved, changes = [], []
    for values in {v.item_id: v for v in items}.values():
        item = known[values.item_id]
        row = present.get(item.id) or PlanningItem(
            chain_id=item.chain_id, enterprise_id=actor.enterprise_id, item=item, version=0
        )
        _check(values, row, item)
        before = plain(row, TERMS) if row.version else None
        if _set(values, row):
            changes.append((row, before))
        saved.append(row)
    _write(actor, changes)
    return saved


def _check(values: TermsValues, row: PlanningItem, item: Item) -> None:
    if values.version is not None and values.version != row.version:
        raise Conflict(current_version=row.version, stated_version=values.version)
    if values.safety_stock is not None:
        check_quantity(values.safety_stock, item.unit, "safetyStock")
    for name, field in (("margin", "margin"), ("production_cost", "productionCost")):
        amount = getattr(values, name)
        if amount is not None:
            _check_amount(amount, field, places=4)
    if values.production_cost and item.kind != ItemKind.MAKE:
        raise Invalid(errors.BOUGHT_HAS_NO_PRODUCTION_COST, field="productionCost", item=item.number)


def _check_amount(amount: Decimal, field: str, *, places: int) -> None:
    if not amount.is_finite() or not 0 <= amount <= LARGEST or amount != round(amount, places):
        raise Invalid(errors.AMOUNT_OUT_OF_RANGE, field=field, value=str(amount), places=places)


def _set(values: TermsValues, row: PlanningItem) -> bool:
    """Put the given terms onto the row; whether any is another."""
    given = {name: getattr(values, name) for name in TERMS if getattr(values, name) is not None}
    changed = {name: value for name, value in given.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += bool(changed)
    return bool(changed)


def _write(actor: Actor, changes: Sequence[tuple[PlanningItem, dict[str, Any] | None]]) -> None:
    """The rows, and an entry in the trail for each."""
    new = [row for row, before in changes if before is None]
    PlanningItem.objects.bulk_create(new, batch_size=1000)
    known = [row for row, before in changes if before is not None]
    PlanningItem.objects.bulk_update(known, [*TERMS, "version"], batch_size=500)
    audit.record_many(
        actor,
        [
            audit.Change(
                "optimizer.terms.saved", "optimizer.PlanningItem", row.id, before, plain(row, ("item_id", *TERMS))
            )
            for row, before in changes
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PolicyValues:
    """The rates of `PlanPolicy`."""

    weeks: int
    seconds: int
    holding_percent: Decimal
    safety_percent: Decimal
    backlog_percent: Decimal
    order_cost: Decimal


@transaction.atomic
def plan_policy_set(*, actor: Actor, version: int, values: PolicyValues) -> PlanPolicy:
    """The rates plans are made with from now on. Raises Conflict, Invalid naming the field."""
    require(actor, P.PLAN_WRITE)
    rows = PlanPolicy.objects.select_for_update().filter(enterprise_id=actor.enterprise_id)
    policy = rows.first() or PlanPolicy(enterprise_id=actor.enterprise_id)
    if policy.version != version:
        raise Conflict(current_version=policy.version, stated_version=version)
    check_range(values.weeks, "weeks", *WEEKS)
    check_range(values.seconds, "seconds", *SECONDS)
    for name, field in (
        ("holding_percent", "holdingPercent"), ("safety_percent", "safetyPercent"), ("backlog_percent", "backlogPercent"),
    ):  # fmt: skip
        check_percent(getattr(values, name), field, high=MOST_PERCENT)
    _check_amount(values.order_cost, "orderCost", places=2)
    before = plain(policy, POLICY) if policy.version else None
    for name in POLICY:
        setattr(policy, name, getattr(values, name))
    policy.version += 1
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError:
        raise Conflict(current_version=1, stated_version=version) from None
    audit.record(
        actor, action="optimizer.policy.set", subject_type="optimizer.PlanPolicy", subject_id=policy.id, before=before,
        after=plain(policy, POLICY),
    )  # fmt: skip
    return policy
