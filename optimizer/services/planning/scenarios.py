"""Scenarios: written, copied, archived; and a run of one made the plan in force."""

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
from common.language import current_language
from events import services as events
from optimizer import errors
from optimizer.models import DemandLine, PlanAssumption, PlanRun, PlanScenario
from optimizer.selectors.scenarios import in_force, scenario_get, scenario_list
from optimizer.states.planning import PLAN_STATUS_NAMES, PLANNED, PlanStatus
from optimizer.states.scenarios import (
    AMOUNTS,
    ASSUMPTION_NAMES,
    OF_A_PARTNER,
    WITH_WEEKS,
    AssumptionKind,
)
from suppliers.models import CapacityGroup, Item, Partnership
from suppliers.rules import monday_of
from suppliers.services.inputs import clean_text
from suppliers.services.recording import plain

MOST = 20
FACTS = ("name", "note")
COPIED = ("place", "kind", "item_id", "partnership_id", "group_id", "first_week", "last_week", "amount")


@dataclass(frozen=True, slots=True)
class AssumptionValues:
    """One assumption as given; weeks by any of their days."""

    kind: AssumptionKind
    amount: Decimal
    item_id: UUID | None = None
    partnership_id: UUID | None = None
    group_id: UUID | None = None
    first_week: date | None = None
    last_week: date | None = None


@transaction.atomic
def scenario_save(
    *, actor: Actor, name: str, assumptions: Sequence[AssumptionValues], note: str = "",
    scenario_id: UUID | None = None, version: int = 0,
) -> PlanScenario:  # fmt: skip
    """A new scenario, or new values of one. Raises NotFound, Conflict, Invalid naming the assumption."""
    require(actor, P.PLAN_WRITE)
    scenario = _new(actor) if scenario_id is None else _lock(actor, scenario_id, version)
    before = plain(scenario, FACTS) if scenario_id else None
    scenario.name = clean_text(name, "name", limit=60, is_required=True)
    scenario.note = clean_text(note, "note", limit=400)
    if not 1 <= len(assumptions) <= MOST:
        raise Invalid(errors.ASSUMPTIONS_COUNT, field="assumptions", limit=MOST, count=len(assumptions))
    rows = [_row(actor, scenario, place, values) for place, values in enumerate(assumptions, 1)]
    if scenario_id is not None:
        scenario.version += 1
    _save(actor, scenario, rows, before)
    return scenario


@transaction.atomic
def scenario_copy(*, actor: Actor, scenario_id: UUID, name: str) -> PlanScenario:
    """The same assumptions under another name. Raises NotFound, Invalid."""
    require(actor, P.PLAN_WRITE)
    source = scenario_get(actor, scenario_id)
    twin = _new(actor)
    twin.name, twin.note = clean_text(name, "name", limit=60, is_required=True), source.note
    rows = [
        PlanAssumption(
            chain_id=twin.chain_id, enterprise_id=twin.enterprise_id, scenario=twin,
            **{field: getattr(row, field) for field in COPIED},
        )
        for row in PlanAssumption.objects.filter(enterprise_id=actor.enterprise_id, scenario=source)
    ]  # fmt: skip
    _save(actor, twin, rows, None)
    return twin


@transaction.atomic
def scenario_archive(*, actor: Actor, scenario_id: UUID, version: int) -> PlanScenario:
    """Put a scenario away; its runs stay. Raises NotFound, Conflict."""
    require(actor, P.PLAN_WRITE)
    scenario = _lock(actor, scenario_id, version)
    scenario.archived_at, scenario.version = now(), scenario.version + 1
    scenario.save(update_fields=["archived_at", "version"])
    _record(actor, scenario, "archived", plain(scenario, FACTS), None)
    return scenario


@transaction.atomic
def plan_promote(*, actor: Actor, run_id: UUID, version: int) -> PlanRun:
    """Make a scenario's run the plan in force, from which orders may be adopted.

    Raises NotFound, Conflict, DomainError PLAN_NOT_READY, SCENARIO_OUTDATED where a plan has been made of newer facts.
    """
    require(actor, P.PLAN_WRITE)
    mine = PlanRun.objects.filter(enterprise_id=actor.enterprise_id)
    run = mine.select_for_update().defer("problem").filter(id=run_id, scenario__isnull=False).first()
    if run is None:
        raise NotFound
    if run.version != version:
        raise Conflict(current_version=run.version, stated_version=version)
    status = PlanStatus(run.status)
    if status not in PLANNED or run.cost is None:
        state = PLAN_STATUS_NAMES[status][current_language() == "en"]
        raise DomainError(errors.PLAN_NOT_READY, field="runId", number=run.number, state=state)
    newer = in_force(mine).filter(number__gt=run.number, cost__isnull=False).order_by("-number").first()
    if newer is not None:
        raise DomainError(errors.SCENARIO_OUTDATED, field="runId", number=run.number, newest=newer.number)
    if run.promoted_at is not None:
        return run
    run.promoted_at, run.promoted_by_name, run.version = now(), actor.user_name, run.version + 1
    run.save(update_fields=["promoted_at", "promoted_by_name", "version"])
    audit.record(
        actor, action="optimizer.plan.promoted", subject_type="optimizer.PlanRun", subject_id=run.id, before=None,
        after={"number": run.number, "scenario": str(run.scenario_id)},
    )  # fmt: skip
    events.emit(
        actor, type="optimizer.plan.promoted", chain_id=run.chain_id, subject_type="plan_run", subject_id=run.id,
        root_type="plan_run", root_id=run.id, version=run.version, audience=[run.enterprise_id],
        payload={"number": run.number},
    )  # fmt: skip
    return run


def _new(actor: Actor) -> PlanScenario:
    mine = DemandLine.objects.filter(enterprise_id=actor.enterprise_id)
    chain = mine.values_list("chain_id", flat=True).first()
    if chain is None:
        raise DomainError(errors.NOTHING_TO_PLAN)
    return PlanScenario(
        chain_id=chain, enterprise_id=actor.enterprise_id, created_by_name=actor.user_name, created_at=now()
    )


def _lock(actor: Actor, scenario_id: UUID, version: int) -> PlanScenario:
    scenario = scenario_list(actor).select_for_update().filter(id=scenario_id).first()
    if scenario is None:
        raise NotFound
    if scenario.version != version:
        raise Conflict(current_version=scenario.version, stated_version=version)
    return scenario


def _row(actor: Actor, scenario: PlanScenario, place: int, values: AssumptionValues) -> PlanAssumption:
    kind, language = values.kind, int(current_language() == "en")
    told: dict[str, Any] = {"place": place, "kind": ASSUMPTION_NAMES[kind][language]}
    _check_things(actor, values, told)
    low, high = AMOUNTS[kind]
    if not values.amount.is_finite() or not low <= values.amount <= high:
        raise Invalid(
            errors.ASSUMPTION_AMOUNT, field="assumptions", value=str(values.amount), low=low, high=high, **told
        )  # fmt: skip
    first = values.first_week and monday_of(values.first_week)
    last = values.last_week and monday_of(values.last_week)
    if kind not in WITH_WEEKS:
        first = last = None
    if first and last and last < first:
        raise Invalid(errors.ASSUMPTION_WEEKS, field="assumptions", place=place)
    return PlanAssumption(
        chain_id=scenario.chain_id, enterprise_id=scenario.enterprise_id, scenario=scenario, place=place,
        kind=kind.value, item_id=None if kind is AssumptionKind.HOURS else values.item_id,
        partnership_id=values.partnership_id if kind in OF_A_PARTNER else None,
        group_id=values.group_id if kind is AssumptionKind.HOURS else None, first_week=first, last_week=last,
        amount=values.amount,
    )  # fmt: skip


def _check_things(actor: Actor, values: AssumptionValues, told: dict[str, Any]) -> None:
    """What an assumption is about is named where it must be, and is mine."""
    me, kind = actor.enterprise_id, values.kind
    if kind in OF_A_PARTNER and values.partnership_id is None:
        raise Invalid(
            errors.ASSUMPTION_WITHOUT, field="assumptions", what="供应商", what_en="supplier", **told
        )
    if kind is AssumptionKind.SUPPLY and values.item_id is None:
        raise Invalid(errors.ASSUMPTION_WITHOUT, field="assumptions", what="物料", what_en="item", **told)
    for key, mine in (
        (values.item_id, Item.objects.filter(enterprise_id=me)),
        (values.partnership_id, Partnership.objects.filter(buyer_id=me)),
        (values.group_id, CapacityGroup.objects.filter(enterprise_id=me)),
    ):
        if key is not None and not mine.filter(id=key).exists():
            raise NotFound


def _save(
    actor: Actor, scenario: PlanScenario, rows: Sequence[PlanAssumption], before: dict[str, object] | None
) -> None:
    """The scenario with these assumptions and no others."""
    try:
        with transaction.atomic():
            scenario.save()
    except IntegrityError:
        raise Invalid(errors.SCENARIO_NAME_TAKEN, field="name", name=scenario.name) from None
    PlanAssumption.objects.filter(enterprise_id=scenario.enterprise_id, scenario=scenario).delete()
    PlanAssumption.objects.bulk_create(rows)
    _record(actor, scenario, "saved", before, plain(scenario, FACTS) | {"assumptions": len(rows)})


def _record(
    actor: Actor, scenario: PlanScenario, verb: str, before: dict[str, object] | None,
    after: dict[str, object] | None,
) -> None:  # fmt: skip
    """Audit and event of a change only the enterprise learns of."""
    audit.record(
        actor, action=f"optimizer.scenario.{verb}", subject_type="optimizer.PlanScenario", subject_id=scenario.id,
        before=before, after=after,
    )  # fmt: skip
    events.emit(
        actor, type=f"optimizer.scenario.{verb}", chain_id=scenario.chain_id, subject_type="plan_scenario",
        subject_id=scenario.id, root_type="plan_scenario", root_id=scenario.id, version=scenario.version,
        audience=[scenario.enterprise_id], payload={"name": scenario.name},
    )  # fmt: skip
