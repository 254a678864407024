"""From demand to draft orders, on real rows."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from audit.models import AuditEntry
from common import clock
from common.errors import Conflict, DomainError, Forbidden, IllegalTransition, Invalid, NotFound
from common.ids import new_id
from optimizer.models import DemandLine, PlanOrder, PlanRow, PlanRun
from optimizer.selectors import plan_get, plan_list, plan_order_list, plan_row_list
from optimizer.services.planning.adopting import plan_adopt
from optimizer.services.planning.demand import DemandValues, demand_save
from optimizer.services.planning.running import plan_carry_out, plan_fail, plan_start, plan_stop
from optimizer.states.planning import DemandKind, PlanStatus
from orders.models import PurchaseOrder, ScheduleLine
from suppliers.models import InventoryPosition
from tenancy.context import acting_as
from tests import world
from tests.optimizer.plans import PLANNER, PRODUCT, STRANGER, monday, planned, product, read, wanted
from tests.orders.trade import BUYER

pytestmark = pytest.mark.usefixtures("db")


def refused(act: Callable[[], Any]) -> DomainError:
    with pytest.raises(DomainError) as found, transaction.atomic(), acting_as(PLANNER.enterprise_id):
        act()
    return found.value


def rows(run: PlanRun) -> dict[str, PlanRow]:
    with acting_as(run.enterprise_id):
        return {row.item.number: row for row in PlanRow.objects.filter(run=run).select_related("item")}


def test_demand_becomes_production_and_orders_that_arrive_before_it() -> None:
    wanted(product(), {6: 100, 8: 50})
    run = planned()
    assert (run.status, run.weeks, run.start) == (PlanStatus.DONE, 26, monday())
    assert run.cost is not None
    assert run.bound is not None
    assert run.bound <= run.cost
    assert sum(Decimal(part) for part in run.cost_parts.values()) == pytest.approx(
        run.cost, abs=Decimal("0.05")
    )
    made = rows(run)
    assert set(made) == {PRODUCT, "ED30-ST-01", "ED30-RT-01"}
    drive = made[PRODUCT]
    assert drive.is_product
    assert [drive.wanted[6], drive.wanted[8], sum(drive.wanted)] == [100, 50, 150]
    assert sum(drive.supplied) >= 150
    assert not drive.has_shortage
    assert not made["ED30-ST-01"].is_product
    # Bought in whole lots above the least, each part at least as many as the drives take.
    with acting_as(run.enterprise_id):
        orders = list(PlanOrder.objects.filter(run=run).select_related("item"))
    bought = {n: sum(o.quantity for o in orders if o.item.number == n) for n in ("ED30-ST-01", "ED30-RT-01")}
    assert bought["ED30-ST-01"] >= 150
    assert bought["ED30-RT-01"] >= 300
    assert all(o.quantity >= 100 and o.quantity % 50 == 0 for o in orders)
    assert all(o.arrival_week - o.order_week == timedelta(weeks=1) for o in orders)
    assert all(o.amount == o.quantity * o.unit_price for o in orders)


def test_stock_and_open_orders_are_used_before_anything_is_bought() -> None:
    wanted(product(), {6: 100})
    with acting_as(world.LEADER.id):
        for thing, quantity in ((world.STATOR, 100), (world.ROTOR, 200)):
            InventoryPosition.objects.create(
                chain_id=world.CHAIN, enterprise_id=world.LEADER.id, site_id=world.LEADER.site_id, item_id=thing.id,
                stock_status="UNRESTRICTED", quantity=Decimal(quantity), unit="H87", as_of=clock.now(), source="TYPED",
            )  # fmt: skip
    run = planned()
    with acting_as(world.LEADER.id):
        assert not PlanOrder.objects.filter(run=run).exists()
    assert sum(rows(run)[PRODUCT].supplied) == 100


def test_orders_eat_up_the_forecast_of_their_week() -> None:
    item = product()
    wanted(item, {6: 100, 7: 30})
    wanted(item, {6: 70}, reference="SO-1", priority=1)
    wanted(item, {7: 40}, reference="SO-2")
    run = planned()
    drive = rows(run)[PRODUCT]
    assert [drive.wanted[6], drive.wanted[7]] == [100, 40]
    assert sorted((d["week"], d["quantity"], d["priority"]) for d in run.problem["demand"]) == [
        (6, 30.0, 2), (6, 70.0, 1), (7, 40.0, 2),
    ]  # fmt: skip


def test_equal_questions_have_equal_digests_and_plans() -> None:
    wanted(product(), {6: 100, 9: 80})
    first, second = planned(seconds=4), planned(seconds=4)
    assert (first.number, second.number) == (1, 2)
    assert first.digest == second.digest
    assert first.cost == second.cost
    with acting_as(world.LEADER.id):
        plans = [
            sorted(
                PlanOrder.objects.filter(run=run).values_list("source_option_id", "order_week", "quantity")
            )
            for run in (first, second)
        ]
    assert plans[0] == plans[1]


def test_without_demand_nothing_is_planned() -> None:
    product()
    error = refused(lambda: plan_start(actor=PLANNER))
    assert error.code == "NOTHING_TO_PLAN"
    with acting_as(world.LEADER.id):
        assert not PlanRun.objects.exists()


def test_one_run_at_a_time_and_stopping_a_waiting_one() -> None:
    wanted(product(), {6: 10})
    with acting_as(world.LEADER.id):
        run = plan_start(actor=PLANNER)
    assert refused(lambda: plan_start(actor=PLANNER)).code == "PLAN_OPEN"
    assert isinstance(refused(lambda: plan_stop(actor=PLANNER, run_id=run.id, version=9)), Conflict)
    with acting_as(world.LEADER.id):
        stopped = plan_stop(actor=PLANNER, run_id=run.id, version=run.version)
    assert stopped.status == PlanStatus.STOPPED
    assert isinstance(
        refused(lambda: plan_stop(actor=PLANNER, run_id=run.id, version=stopped.version)), IllegalTransition
    )
    # Its job comes late: it finds nothing to do, and changes nothing.
    assert plan_carry_out(enterprise_id=world.LEADER.id, run_id=run.id) is None
    assert read(run.id).status == PlanStatus.STOPPED
    assert planned().number == 2


def test_a_run_that_cannot_be_solved_is_told_and_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted(product(), {6: 10})

    def broken(*args: Any, **options: Any) -> Any:
        raise RuntimeError("no memory")

    monkeypatch.setattr("optimizer.services.planning.running.solve", broken)
    run = planned()
    assert (run.status, run.cost) == (PlanStatus.FAILED, None)
    with acting_as(world.LEADER.id):
        assert plan_fail(actor=PLANNER, run_id=run.id) is PlanStatus.FAILED
        assert not PlanRow.objects.filter(run=run).exists()
    monkeypatch.undo()
    assert planned().status == PlanStatus.DONE


def adopted(run: PlanRun, ids: list[Any] | None = None) -> list[PlanOrder]:
    with acting_as(world.LEADER.id):
        chosen = ids or list(PlanOrder.objects.filter(run=run).values_list("id", flat=True))
        return plan_adopt(
            actor=PLANNER, run_id=run.id, plan_order_ids=chosen, ship_to_site_id=world.LEADER.site_id
        )


def test_adopting_makes_one_draft_for_each_partner_and_only_once() -> None:
    wanted(product(), {6: 100})
    run = planned()
    lines = adopted(run)
    assert lines
    with acting_as(world.LEADER.id):
        partners = {line.source_option.partnership_id for line in lines}
        drafts = PurchaseOrder.objects.filter(note=f"P-{run.number}")
        assert drafts.count() == len(partners)
        assert {d.status for d in drafts} == {"draft"}
        total = sum(s.ordered_quantity for s in ScheduleLine.objects.filter(order__in=drafts))
        assert total == sum(line.quantity for line in lines)
    again = adopted(run)
    assert {(x.id, x.order_id, x.order_number) for x in again} == {
        (x.id, x.order_id, x.order_number) for x in lines
    }
    with acting_as(world.LEADER.id):
        assert PurchaseOrder.objects.filter(note=f"P-{run.number}").count() == len(partners)
    # What has been adopted is on its way: the next plan buys nothing.
    following = planned()
    with acting_as(world.LEADER.id):
        assert not PlanOrder.objects.filter(run=following).exists()


def test_only_the_newest_finished_plan_is_adopted() -> None:
    wanted(product(), {6: 100})
    first = planned()
    second = planned()
    with acting_as(world.LEADER.id):
        ids = list(PlanOrder.objects.filter(run=first).values_list("id", flat=True))
    error = refused(
        lambda: plan_adopt(
            actor=PLANNER, run_id=first.id, plan_order_ids=ids, ship_to_site_id=world.LEADER.site_id
        )
    )
    assert error.code == "PLAN_OUTDATED"
    with acting_as(world.LEADER.id):
        waiting = plan_start(actor=PLANNER)
    error = refused(
        lambda: plan_adopt(
            actor=PLANNER, run_id=waiting.id, plan_order_ids=[], ship_to_site_id=world.LEADER.site_id
        )
    )
    assert error.code == "PLAN_NOT_READY"
    with acting_as(world.LEADER.id):
        assert not PurchaseOrder.objects.filter(note__startswith="P-").exists()
    assert adopted(second)


def test_lines_of_another_run_are_not_found() -> None:
    wanted(product(), {6: 100})
    run = planned()
    with acting_as(world.LEADER.id):
        mine = PlanOrder.objects.filter(run=run).values_list("id", flat=True)[0]
    error = refused(
        lambda: plan_adopt(
            actor=PLANNER,
            run_id=run.id,
            plan_order_ids=[mine, new_id()],
            ship_to_site_id=world.LEADER.site_id,
        )
    )
    assert isinstance(error, NotFound)
    with acting_as(world.LEADER.id):
        assert not PlanOrder.objects.filter(run=run, adopted_at__isnull=False).exists()


def test_another_enterprise_sees_nothing_of_it_and_plans_its_own() -> None:
    wanted(product(), {6: 100})
    run = planned()
    wanted(product(pair=world.OTHER_FIRST), {6: 40}, STRANGER)
    theirs = planned(STRANGER)
    assert theirs.number == 1
    with acting_as(world.OTHER.id):
        assert list(plan_list(STRANGER)) == [theirs]
        assert not plan_row_list(STRANGER, run.id).exists()
        assert not plan_order_list(STRANGER, run.id).exists()
        with pytest.raises(NotFound):
            plan_get(STRANGER, run.id)
        with pytest.raises(NotFound):
            plan_stop(actor=STRANGER, run_id=run.id, version=run.version)
        assert not DemandLine.objects.filter(enterprise_id=world.LEADER.id).exists()
        with pytest.raises(NotFound):
            demand_save(
                actor=STRANGER,
                lines=[DemandValues(world.STATOR.id, DemandKind.FORECAST, monday(), Decimal(1))],
            )
    assert sum(rows(theirs)[PRODUCT].wanted) == 40


def test_the_buyer_reads_plans_and_starts_none() -> None:
    wanted(product(), {6: 100})
    with pytest.raises(Forbidden), acting_as(world.LEADER.id):
        plan_start(actor=BUYER)
    with pytest.raises(Forbidden), acting_as(world.LEADER.id):
        demand_save(actor=BUYER, lines=[])


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"week": monday(105)}, "DEMAND_WEEK_TOO_FAR", "week"),
        ({"week": monday(-9)}, "DEMAND_WEEK_TOO_FAR", "week"),
        ({"reference": "SO-1"}, "DEMAND_REFERENCE", "reference"),
        ({"kind": DemandKind.ORDER}, "DEMAND_REFERENCE", "reference"),
        ({"priority": 4}, None, "priority"),
        ({"quantity": Decimal("0.5")}, None, "quantity"),
        ({"quantity": Decimal(-1)}, None, "quantity"),
    ],
)
def test_wrong_demand_is_refused_whole(changes: dict[str, Any], code: str | None, field: str) -> None:
    item = product()
    good = DemandValues(item.id, DemandKind.FORECAST, monday(1), Decimal(5))
    values: dict[str, Any] = {
        "item_id": item.id, "kind": DemandKind.FORECAST, "week": monday(), "quantity": Decimal(1), **changes
    }  # fmt: skip
    error = refused(lambda: demand_save(actor=PLANNER, lines=[good, DemandValues(**values)]))
    assert isinstance(error, Invalid)
    assert error.field == field
    assert code is None or error.code == code
    with acting_as(world.LEADER.id):
        assert not DemandLine.objects.exists()


def test_the_same_demand_again_changes_nothing() -> None:
    item = product()
    wanted(item, {3: 50})
    with acting_as(world.LEADER.id):
        before = DemandLine.objects.get()
    wanted(item, {3: 50})
    with acting_as(world.LEADER.id):
        assert DemandLine.objects.get().version == before.version == 1
        assert AuditEntry.objects.filter(action="optimizer.demand.saved").count() == 1
    wanted(item, {3: 60})
    with acting_as(world.LEADER.id):
        changed = DemandLine.objects.get()
        assert (changed.quantity, changed.version, changed.id) == (60, 2, before.id)
