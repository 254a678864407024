"""Plans the product makes by itself: at night, where facts have changed, and mended when a partner has answered."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from common.clock import now
from events.handlers import RelayedEvent, handlers_of
from optimizer import tasks
from optimizer.models import PlanOrder, PlanRun
from optimizer.rules.mending import changed_suppliers
from optimizer.services.planning import running
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.running import plan_carry_out, plan_has_answers, plan_is_stale, plan_start
from optimizer.services.planning.scenarios import AssumptionValues, scenario_save
from optimizer.states.planning import DemandKind, PlanStatus
from optimizer.states.scenarios import AssumptionKind
from suppliers.models import BomLine, Item, SourceOption
from tenancy.context import acting_as, system_access
from tests import world
from tests.optimizer.plans import PLANNER, STRANGER, monday, planned, product, read, wanted

pytestmark = pytest.mark.usefixtures("committed")


def runs(enterprise_id: Any = world.LEADER.id) -> list[tuple[int, str]]:
    with acting_as(enterprise_id):
        return list(PlanRun.objects.order_by("number").values_list("number", "status"))


def carried_out(number: int) -> PlanRun:
    with acting_as(world.LEADER.id):
        run = PlanRun.objects.get(number=number)
    plan_carry_out(enterprise_id=world.LEADER.id, run_id=run.id)
    return read(run.id)


def stale(actor: Any = PLANNER) -> bool:
    with acting_as(actor.enterprise_id):
        return plan_is_stale(actor)


def test_at_night_everyone_who_plans_gets_a_plan() -> None:
    wanted(product(), {6: 100})
    wanted(product(pair=world.OTHER_FIRST), {5: 30}, STRANGER)
    assert tasks.plans_nightly() == 2
    assert (runs(), runs(world.OTHER.id), runs(world.FIRST.id)) == ([(1, "QUEUED")], [(1, "QUEUED")], [])
    # One that waits is not doubled, and does not keep the other from its own.
    plan_carry_out(enterprise_id=world.OTHER.id, run_id=_only(world.OTHER.id))
    assert tasks.plans_nightly() == 1
    assert len(runs(world.OTHER.id)) == 2
    assert len(runs()) == 1


def _only(enterprise_id: Any) -> Any:
    with acting_as(enterprise_id):
        return PlanRun.objects.get().id


def test_one_chain_that_cannot_be_planned_does_not_keep_the_others_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted(product(), {6: 100})
    wanted(product(pair=world.OTHER_FIRST), {5: 30}, STRANGER)
    sound = running.gather

    def broken(actor: Any, *rest: Any) -> Any:
        if actor.enterprise_id == min(world.LEADER.id, world.OTHER.id):
            raise ArithmeticError
        return sound(actor, *rest)

    monkeypatch.setattr(running, "gather", broken)
    assert tasks.plans_nightly() == 1
    assert sorted(map(len, (runs(), runs(world.OTHER.id)))) == [0, 1]


def test_a_plan_is_renewed_where_facts_have_changed_and_only_there() -> None:
    item = product()
    wanted(item, {6: 100})
    assert tasks.plans_renew() == 0  # nobody has planned yet: there is nothing to renew
    planned()
    assert not stale()
    assert tasks.plans_renew() == 0
    wanted(item, {6: 130})
    assert stale()
    assert tasks.plans_renew() == 1
    assert not stale()  # while it waits
    carried_out(2)
    assert tasks.plans_renew() == 0


def test_a_scenario_neither_renews_nor_hides_what_has_changed() -> None:
    item = product()
    wanted(item, {6: 100})
    planned()
    with acting_as(world.LEADER.id):
        scenario = scenario_save(
            actor=PLANNER, name="试算", assumptions=[AssumptionValues(AssumptionKind.DEMAND, Decimal(20))]
        )
        plan_start(actor=PLANNER, seconds=1, scenario_id=scenario.id)
    carried_out(2)
    assert not stale()
    wanted(item, {6: 120})
    assert stale()


def test_a_run_whose_worker_has_gone_is_closed_and_told() -> None:
    wanted(product(), {6: 100})
    with acting_as(world.LEADER.id):
        run = plan_start(actor=PLANNER, seconds=1)
        PlanRun.objects.filter(id=run.id).update(status="RUNNING", began_at=now() - timedelta(minutes=29))
    assert tasks.plans_abandoned() == 0
    with acting_as(world.LEADER.id):
        PlanRun.objects.filter(id=run.id).update(began_at=now() - timedelta(minutes=31))
    assert tasks.plans_abandoned() == 1
    assert read(run.id).status == PlanStatus.FAILED
    assert tasks.plans_abandoned() == 0


def test_planners_hear_of_a_plan_that_failed() -> None:
    event = RelayedEvent(
        id=world.LEADER.id, number=1, type="optimizer.plan.failed", chain_id=world.CHAIN, subject_type="plan_run",
        subject_id=world.LEADER.id, root_type="plan_run", root_id=world.LEADER.id, version=2,
        audience=(world.LEADER.id,), actor_id=None, actor_name="", actor_enterprise_id=world.LEADER.id,
        payload={"number": 7}, occurred_at=now(),
    )  # fmt: skip
    [handler] = handlers_of(event.type)
    [draft] = handler(event)
    assert (draft.enterprise_id, draft.kind, draft.params) == (world.LEADER.id, "PLAN_FAILED", {"number": 7})
    assert [role.value for role in draft.roles] == ["PLANNER"]


def _answered(by: Any, kind: str = "orders.forecast.committed") -> None:
    """An entry of the leader's stream as the relay writes it."""
    from events.models import StreamEntry

    with system_access("test"):
        StreamEntry.objects.using("system").create(
            enterprise_id=world.LEADER.id, position=10_000, event_id=world.FIRST.id, chain_id=world.CHAIN, type=kind,
            subject_type="forecast", subject_id=world.FIRST.id, root_type="forecast", root_id=world.FIRST.id, version=1,
            actor_enterprise_id=by, occurred_at=now(), appended_at=now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "kind", "is_answer"),
    [
        (world.FIRST.id, "orders.forecast.committed", True),
        (world.LEADER.id, "orders.forecast.published", False),
        (world.FIRST.id, "suppliers.partnership.changed", False),
    ],
)
def test_only_what_a_partner_has_done_to_orders_counts_as_an_answer(
    by: Any, kind: str, is_answer: bool
) -> None:
    wanted(product(), {6: 100})
    planned()
    _answered(by, kind)
    with acting_as(world.LEADER.id):
        assert plan_has_answers(PLANNER) is is_answer
    with acting_as(world.OTHER.id):
        assert not plan_has_answers(STRANGER)


def _second(parts: int = 3) -> Item:
    """A product of parts of its own, which nothing of the first one touches."""
    base: dict[str, Any] = {"chain_id": world.CHAIN, "enterprise_id": world.LEADER.id}
    with acting_as(world.LEADER.id):
        made = Item.objects.create(number="ED60-00", name="电驱总成", unit="H87", kind="MAKE", **base)
        for n in range(parts):
            part = Item.objects.create(number=f"ED60-P{n}", name="零件", unit="H87", **base)
            BomLine.objects.create(parent=made, component=part, quantity_per=Decimal(1), **base)
            SourceOption.objects.create(
                partnership_id=world.LEADER_FIRST.id,
                item=part,
                unit_price=Decimal(20),
                lead_time_days=7,
                **base,
            )
    return made


def test_an_answer_mends_the_plan_and_leaves_what_it_does_not_touch() -> None:
    first, second = product(), _second()
    wanted(first, {6: 100})
    wanted(second, {6: 40, 9: 40})
    before = planned()
    assert tasks.plans_follow() == 0
    _answered(world.FIRST.id)
    assert tasks.plans_follow() == 0  # an answer that changes nothing
    wanted(first, {6: 220})
    assert tasks.plans_follow() == 1
    run = carried_out(2)
    assert run.mends_id == before.id
    kept, moved = (orders(r) for r in (before, run))
    assert {o for o in kept if o[0].startswith("ED60")} == {o for o in moved if o[0].startswith("ED60")}
    assert sum(q for number, _, q in moved if number == "ED30-ST-01") >= 220
    assert run.figures["late"] == "0"
    assert 0 < run.figures["calmness"] < 1


def orders(run: PlanRun) -> set[tuple[str, Any, Decimal]]:
    with acting_as(run.enterprise_id):
        rows = PlanOrder.objects.filter(run=run)
        return set(rows.values_list("item__number", "order_week", "quantity"))


def test_what_touches_most_parts_is_planned_anew() -> None:
    first, second = product(), _second(parts=1)
    wanted(first, {6: 100})
    wanted(second, {6: 40})
    planned()
    with acting_as(world.LEADER.id):
        more = [DemandValues(i.id, DemandKind.FORECAST, monday(6), Decimal(300)) for i in (first, second)]
        demand_save(actor=PLANNER, lines=more)
        started = plan_start(actor=PLANNER, seconds=1, is_mending=True)
        run = PlanRun.objects.select_related("mends").get(id=started.id)
        before, after = (running.parse(r.problem) for r in (run.mends, run))
        assert changed_suppliers(before, after) is None
    done = carried_out(2)
    assert sum(q for number, _, q in orders(done) if number == "ED60-P0") >= 300
