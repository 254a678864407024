"""A planning run from its start to its end. Solving itself holds no transaction and no lock."""

import logging
import time
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import IntegrityError, transaction

from accounts.actor import Actor, system_actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now, today
from common.errors import Conflict, DomainError, IllegalTransition, NotFound
from common.language import current_language
from events import services as events
from events.models import StreamEntry
from optimizer import errors
from optimizer.engine.procurement import Problem, Progress, Result, solve
from optimizer.engine.procurement.reading import parse
from optimizer.engine.procurement.writing import digest_of, document_of
from optimizer.models import DemandLine, PlanRun
from optimizer.selectors import plan_policy_get
from optimizer.selectors.scenarios import assumptions_of, scenario_get
from optimizer.services.planning.explaining import Explained, explained, reasons_write
from optimizer.services.planning.gathering import gather
from optimizer.services.planning.mending import mendable, mended
from optimizer.services.planning.outcome import outcome_write
from optimizer.services.planning.snapshot import inbound_of, problem_from, problem_of
from optimizer.states.planning import (
    OPEN_PLANS,
    PLAN_STATUS_NAMES,
    PlanAct,
    PlanStatus,
    next_plan_status,
)
from suppliers.rules import monday_of
from suppliers.services.inputs import check_range
from suppliers.services.recording import plain
from tenancy.context import acting_as

logger = logging.getLogger(__name__)
SOLVE = "optimizer.plan_solve"
FACTS = ("number", "status", "start", "weeks", "seed", "seconds", "digest", "cost", "bound")
# A screen follows this closely; every point is a write and an event.
TELL_EVERY = 1.0
SECONDS = (1, 1200)
MOST_SEED = 2**31 - 1
# Entries of the stream looked through for a partner's answer; the next round of renewals sees what lies deeper.
LATEST = 200


@transaction.atomic
def plan_start(
    *, actor: Actor, seconds: int | None = None, seed: int = 1, scenario_id: UUID | None = None,
    is_mending: bool = False,
) -> PlanRun:  # fmt: skip
    """Take a snapshot and have a worker plan it. `seconds`: of the search; None: the enterprise's own.

    `scenario_id`: with what it takes otherwise. `is_mending`: where the plan in force has the same weeks, only what has
    changed since is planned anew. Raises Invalid, NotFound, DomainError PLAN_OPEN, NOTHING_TO_PLAN.
    """
    require(actor, P.PLAN_WRITE)
    policy = plan_policy_get(actor)
    limit = check_range(policy.seconds if seconds is None else seconds, "seconds", *SECONDS)
    check_range(seed, "seed", 0, MOST_SEED)
    mine = PlanRun.objects.filter(enterprise_id=actor.enterprise_id)
    newest = mine.order_by("-number").only("number", "status").first()
    if newest is not None and newest.status in OPEN_PLANS:
        raise DomainError(errors.PLAN_OPEN, number=newest.number)
    number = 1 if newest is None else newest.number + 1
    scenario = None if scenario_id is None else scenario_get(actor, scenario_id)
    read = gather(actor, assumptions_of(scenario))
    document = document_of(problem_from(read, f"P-{number}"))
    run = PlanRun(
        chain_id=_chain_of(actor), enterprise_id=actor.enterprise_id, number=number, start=monday_of(today()),
        weeks=document["weeks"], seed=seed, seconds=limit, problem=document, inbound=inbound_of(read), scenario=scenario,
        mends=mendable(actor, document["weeks"]) if is_mending else None,
        digest=digest_of(document | {"name": ""}), created_by_name=actor.user_name, created_at=now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise DomainError(errors.PLAN_OPEN, number=number) from None
    _record(actor, run, "started", None)
    arguments = [str(actor.enterprise_id), str(run.id)]
    transaction.on_commit(lambda: current_app.send_task(SOLVE, arguments), robust=True)
    return run


def plan_has_answers(actor: Actor) -> bool:
    """Whether a partner has acted on an order, a forecast or a shipment since the newest plan was begun."""
    newest = PlanRun.objects.filter(enterprise_id=actor.enterprise_id, scenario=None).order_by("-number")
    since = newest.values_list("created_at", flat=True).first()
    latest = StreamEntry.objects.filter(enterprise_id=actor.enterprise_id).order_by("-position")
    heard = latest.values_list("type", "actor_enterprise_id", "occurred_at")[:LATEST]
    return since is not None and any(
        kind.startswith("orders.") and who != actor.enterprise_id and at > since for kind, who, at in heard
    )


def plan_is_stale(actor: Actor) -> bool:
    """Whether a plan made now would start from other facts than the newest run; without one there is nothing to renew."""
    mine = PlanRun.objects.filter(enterprise_id=actor.enterprise_id)
    if mine.filter(status__in=OPEN_PLANS).exists():
        return False
    newest = mine.filter(scenario=None).order_by("-number").first()
    if newest is None:
        return False
    return digest_of(document_of(problem_of(actor, ""))) != newest.digest


def _chain_of(actor: Actor) -> UUID:
    """Of the demand: an enterprise plans the chain it serves its customers in."""
    return DemandLine.objects.filter(enterprise_id=actor.enterprise_id).values_list("chain_id", flat=True)[0]


@transaction.atomic
def plan_stop(*, actor: Actor, run_id: UUID, version: int) -> PlanRun:
    """End a run; what has been found so far is kept. Raises NotFound, Conflict, IllegalTransition."""
    require(actor, P.PLAN_WRITE)
    run = _lock(actor, run_id)
    status = PlanStatus(run.status)
    if next_plan_status(status, PlanAct.STOP) is None:
        state = PLAN_STATUS_NAMES[status][current_language() == "en"]
        raise IllegalTransition(allowed=[], state=state, action=PlanAct.STOP.value)
    if run.version != version:
        raise Conflict(current_version=run.version, stated_version=version)
    before = plain(run, FACTS)
    run.stop_asked = True
    if status is PlanStatus.QUEUED:
        _move(run, PlanAct.STOP)
    run.version += 1
    run.save()
    _record(actor, run, "stop_asked" if status is PlanStatus.RUNNING else "stopped", before)
    return run


def plan_carry_out(*, enterprise_id: UUID, run_id: UUID) -> PlanStatus | None:
    """Solve a queued run as its enterprise; None where it is not queued any more."""
    with acting_as(enterprise_id):
        actor = system_actor(enterprise_id)
        run = _begin(actor, run_id)
        if run is None:
            return None
        watch = _Watch(actor, run)
        try:
            problem = parse(run.problem)
            result = mended(run, problem, watch.note, watch.is_stopped) or solve(
                problem, seconds=run.seconds, seed=run.seed, progress=watch.note, cancelled=watch.is_stopped
            )
            found = explained(problem, result.plan)
            return _finish(actor, run_id, problem, result, found, watch.points)
        except Exception:
            logger.exception("plan %s could not be solved", run_id)
            return plan_fail(actor=actor, run_id=run_id)


@transaction.atomic
def _begin(actor: Actor, run_id: UUID) -> PlanRun | None:
    run = _lock(actor, run_id)
    if run.status != PlanStatus.QUEUED:
        return None
    before = plain(run, FACTS)
    _move(run, PlanAct.BEGIN)
    run.began_at = now()
    run.version += 1
    run.save()
    _record(actor, run, "begun", before)
    return run


@transaction.atomic
def _finish(
    actor: Actor, run_id: UUID, problem: Problem, result: Result, found: Explained, points: list[Any]
) -> PlanStatus:
    run = _lock(actor, run_id)
    before = plain(run, FACTS)
    _move(run, PlanAct.STOP if run.stop_asked else PlanAct.FINISH)
    run.progress = [*points, [round(result.seconds, 2), "end", result.cost, result.bound]]
    outcome_write(run, problem, result)
    reasons_write(run, problem, found)
    run.version += 1
    run.save()
    _record(actor, run, "done" if run.status == PlanStatus.DONE else "stopped", before)
    return PlanStatus(run.status)


@transaction.atomic
def plan_fail(*, actor: Actor, run_id: UUID) -> PlanStatus:
    """Close a run that could not be solved; one that has ended stays as it is."""
    run = _lock(actor, run_id)
    if run.status in OPEN_PLANS:
        before = plain(run, FACTS)
        _move(run, PlanAct.FAIL)
        run.version += 1
        run.save()
        _record(actor, run, "failed", before)
    return PlanStatus(run.status)


def _move(run: PlanRun, act: PlanAct) -> None:
    status = next_plan_status(PlanStatus(run.status), act)
    assert status is not None, "a run's acts are checked before"
    run.status = status.value
    if status not in OPEN_PLANS:
        run.ended_at = now()


def _lock(actor: Actor, run_id: UUID) -> PlanRun:
    run = PlanRun.objects.select_for_update().filter(enterprise_id=actor.enterprise_id, id=run_id).first()
    if run is None:
        raise NotFound
    return run


class _Watch:
    """Follows a search from outside: notes its points, and looks whether a person has stopped it."""

    def __init__(self, actor: Actor, run: PlanRun) -> None:
        self._actor, self._run = actor, run
        self._told = self._looked = time.monotonic() - TELL_EVERY
        self._is_stopped = False
        self.points: list[Any] = []

    def note(self, progress: Progress) -> None:
        """One point of the search; told at most once in TELL_EVERY seconds."""
        self.points.append([round(progress.seconds, 2), progress.stage, progress.cost, progress.bound])
        if time.monotonic() - self._told < TELL_EVERY:
            return
        self._told = time.monotonic()
        with transaction.atomic():
            mine = PlanRun.objects.filter(enterprise_id=self._run.enterprise_id, id=self._run.id)
            mine.update(progress=self.points)
            _emit(self._actor, self._run, "progressed")

    def is_stopped(self) -> bool:
        if time.monotonic() - self._looked >= TELL_EVERY:
            self._looked = time.monotonic()
            mine = PlanRun.objects.filter(enterprise_id=self._run.enterprise_id, id=self._run.id)
            self._is_stopped = mine.filter(stop_asked=True).exists()
        return self._is_stopped


def _record(actor: Actor, run: PlanRun, verb: str, before: dict[str, Any] | None) -> None:
    """Audit and event of a change only the enterprise learns of."""
    audit.record(
        actor, action=f"optimizer.plan.{verb}", subject_type="optimizer.PlanRun", subject_id=run.id, before=before,
        after=plain(run, FACTS),
    )  # fmt: skip
    _emit(actor, run, verb)


def _emit(actor: Actor, run: PlanRun, verb: str) -> None:
    events.emit(
        actor, type=f"optimizer.plan.{verb}", chain_id=run.chain_id, subject_type="plan_run", subject_id=run.id,
        root_type="plan_run", root_id=run.id, version=run.version, audience=[run.enterprise_id],
        payload={"number": run.number},
    )  # fmt: skip
