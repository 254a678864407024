"""Plans started, solved and adopted by several at once: exactly one of each; what is told of a run, and to whom."""

from decimal import Decimal
from typing import Any

import pytest

from audit.models import AuditEntry
from common.errors import Conflict, DomainError
from events.models import Event
from optimizer.models import PlanningItem, PlanOrder, PlanPolicy, PlanRun
from optimizer.services.planning.adopting import plan_adopt
from optimizer.services.planning.running import plan_carry_out, plan_start, plan_stop
from optimizer.services.planning.terms import (
    PolicyValues,
    TermsValues,
    plan_policy_set,
    planning_items_save,
)
from optimizer.states.planning import PlanStatus
from orders.models import PurchaseOrder
from tenancy.context import acting_as, system_access
from tests import world
from tests.optimizer.plans import PLANNER, planned, product, read, wanted
from tests.orders.at_once import at_once

pytestmark = pytest.mark.usefixtures("committed")
HANDS = 6


def start() -> Any:
    try:
        return plan_start(actor=PLANNER, seconds=1)
    except DomainError as error:
        return error.code


def test_of_many_starts_at_once_one_is_made() -> None:
    wanted(product(), {6: 100})
    results = at_once([(PLANNER, start)] * HANDS)
    assert sorted(str(r) for r in results if isinstance(r, str)) == ["PLAN_OPEN"] * (HANDS - 1)
    with acting_as(world.LEADER.id):
        assert PlanRun.objects.count() == 1


def test_a_job_that_comes_several_times_is_done_once() -> None:
    wanted(product(), {6: 100})
    with acting_as(world.LEADER.id):
        run = plan_start(actor=PLANNER, seconds=1)
    work = (PLANNER, lambda: plan_carry_out(enterprise_id=world.LEADER.id, run_id=run.id))
    assert sorted(at_once([work] * 3), key=str) == sorted([PlanStatus.DONE, None, None], key=str)
    with system_access("test"):
        told = Event.objects.using("system").filter(root_id=run.id)
        lasting = told.exclude(type="optimizer.plan.progressed").order_by("number")
        assert list(lasting.values_list("type", flat=True)) == [
            "optimizer.plan.started", "optimizer.plan.begun", "optimizer.plan.done",
        ]  # fmt: skip
        assert {tuple(event.audience) for event in told} == {(world.LEADER.id,)}
        assert all(event.payload == {"number": 1} for event in told)
        entries = AuditEntry.objects.using("system").filter(subject_id=run.id)
        assert sorted(entries.values_list("action", flat=True)) == [
            "optimizer.plan.begun", "optimizer.plan.done", "optimizer.plan.started",
        ]  # fmt: skip


def test_stopping_while_it_is_solved_keeps_the_plan_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from optimizer.services.planning import running

    wanted(product(), {6: 100})
    with acting_as(world.LEADER.id):
        run = plan_start(actor=PLANNER, seconds=1)
    seen = []

    def solve(problem: Any, *, cancelled: Any, **options: Any) -> Any:
        with acting_as(world.LEADER.id):
            plan_stop(actor=PLANNER, run_id=run.id, version=read(run.id).version)
        seen.append(cancelled())
        return original(problem, cancelled=cancelled, **options)

    original = running.solve
    monkeypatch.setattr(running, "solve", solve)
    assert plan_carry_out(enterprise_id=world.LEADER.id, run_id=run.id) is PlanStatus.STOPPED
    assert seen == [True]
    assert read(run.id).cost is not None


def test_adopting_at_once_orders_once() -> None:
    wanted(product(), {6: 100})
    run = planned()
    with acting_as(world.LEADER.id):
        ids = list(PlanOrder.objects.filter(run=run).values_list("id", flat=True))
    adopt = (
        PLANNER,
        lambda: plan_adopt(
            actor=PLANNER, run_id=run.id, plan_order_ids=ids, ship_to_site_id=world.LEADER.site_id
        ),
    )
    results = at_once([adopt] * HANDS)
    assert len({tuple(sorted(str(line.order_id) for line in lines)) for lines in results}) == 1
    with acting_as(world.LEADER.id):
        partners = {line.source_option.partnership_id for line in PlanOrder.objects.filter(run=run)}
        assert PurchaseOrder.objects.filter(note=f"P-{run.number}").count() == len(partners)


def test_of_many_who_set_the_first_rates_one_wins() -> None:
    rates = PolicyValues(12, 30, Decimal(17), Decimal(80), Decimal(9), Decimal(140))

    def one() -> Any:
        try:
            return plan_policy_set(actor=PLANNER, version=0, values=rates).version
        except Conflict as error:
            return error.code

    results = at_once([(PLANNER, one)] * HANDS)
    assert sorted(map(str, results)) == ["1", *["CONFLICT"] * (HANDS - 1)]
    with acting_as(world.LEADER.id):
        assert [policy.version for policy in PlanPolicy.objects.all()] == [1]


def test_many_who_set_terms_of_one_item_make_one_row_of_them() -> None:
    item = product()

    def one() -> Any:
        return planning_items_save(actor=PLANNER, items=[TermsValues(item.id, safety_stock=Decimal(5))])

    at_once([(PLANNER, one)] * HANDS)
    with acting_as(world.LEADER.id):
        row = PlanningItem.objects.get(item=item)
        assert (row.safety_stock, row.version) == (5, 2)
        assert AuditEntry.objects.filter(action="optimizer.terms.saved").count() == 1
