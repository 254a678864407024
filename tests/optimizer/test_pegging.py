"""From a demand to the order lines that serve it and back, over a run on real rows."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from common.clock import now
from common.errors import NotFound
from optimizer.models import PlanOrder, PlanRun
from optimizer.selectors.pegging import Pegging, pegging_of
from optimizer.states.pegging import PegKind
from suppliers.models import InventoryPosition, Item
from tenancy.context import acting_as
from tests import world
from tests.optimizer.plans import PLANNER, STRANGER, monday, planned, product, wanted
from tests.optimizer.test_planning import adopted

pytestmark = pytest.mark.usefixtures("db")


def pegging(run: PlanRun) -> Pegging:
    with acting_as(PLANNER.enterprise_id):
        return pegging_of(PLANNER, run.id)


def item_of(number: str) -> Item:
    with acting_as(PLANNER.enterprise_id):
        return Item.objects.get(enterprise_id=PLANNER.enterprise_id, number=number)


def stocked(quantity: int) -> None:
    with acting_as(world.LEADER.id):
        InventoryPosition.objects.create(
            chain_id=world.CHAIN, enterprise_id=world.LEADER.id, site_id=world.LEADER.site_id, item_id=world.STATOR.id,
            stock_status="UNRESTRICTED", quantity=Decimal(quantity), unit="H87", as_of=now(), source="TYPED",
        )  # fmt: skip


def test_a_demand_rests_on_stock_and_on_the_orders_of_the_plan() -> None:
    drive = product()
    stocked(30)
    wanted(drive, {6: 100, 8: 50})
    run = planned()
    found = pegging(run)
    first, second = found.demands(drive)
    assert [(d.week, d.quantity, d.priority) for d in (first, second)] == [
        (monday(6), 100, 2), (monday(8), 50, 2),
    ]  # fmt: skip
    assert first.slack_weeks is not None
    assert first.slack_weeks >= 0
    pegs = found.pegs(first.key)
    taken = {(p.item.number, p.kind): p.quantity for p in pegs if p.kind is not PegKind.PLANNED}
    # one drive takes one stator and two rotors; the stators in stock are used first
    assert taken == {("ED30-00", PegKind.PRODUCTION): 100, ("ED30-ST-01", PegKind.STOCK): 30}
    bought = [p for p in pegs if p.kind is PegKind.PLANNED]
    assert sum(p.quantity for p in bought if p.item.number == "ED30-ST-01") == 70
    assert sum(p.quantity for p in bought if p.item.number == "ED30-RT-01") == 200
    assert all(p.week is not None and p.week <= p.needed_week for p in bought)
    assert all(p.slack_weeks == (p.needed_week - p.week) // timedelta(weeks=1) for p in bought if p.week)


def test_an_order_serves_the_demands_that_rest_on_it_in_its_own_unit() -> None:
    drive = product()
    wanted(drive, {6: 100, 8: 50})
    found = pegging(planned())
    rotors = found.sources(item_of("ED30-RT-01"))
    assert rotors
    shares: dict[str, Decimal] = {}
    for source in rotors:
        served = found.served(source.key)
        assert sum(one.quantity for one in served) == source.quantity - source.free_quantity
        for one in served:
            shares[one.demand.key] = shares.get(one.demand.key, Decimal(0)) + one.quantity
    assert shares == {d.key: 2 * d.quantity for d in found.demands(drive)}
    # Both ways tell the same.
    for demand in found.demands(drive):
        down = sum(p.quantity for p in found.pegs(demand.key) if p.item.number == "ED30-RT-01")
        assert down == shares[demand.key]


def test_what_has_been_adopted_is_pegged_to_its_draft_and_then_to_the_order() -> None:
    wanted(product(), {6: 100})
    run = planned()
    lines = adopted(run)
    found = pegging(run)
    sources = found.sources(item_of("ED30-ST-01"))
    assert {s.order_id for s in sources} <= {line.order_id for line in lines}
    # The next plan starts from the drafts: they are orders under way.
    following = pegging(planned())
    under_way = following.sources(item_of("ED30-ST-01"))
    assert {(s.kind, s.order_number) for s in under_way} == {
        (PegKind.ORDER, line.order_number) for line in lines if line.item_id == world.STATOR.id
    }
    assert all(s.line_number is not None and s.plan_order_id is None for s in under_way)


def test_what_nothing_covers_is_said_and_what_comes_late_has_negative_slack() -> None:
    drive = product()
    wanted(drive, {6: 100, 9: 10})
    run = planned()
    with acting_as(PLANNER.enterprise_id):
        PlanOrder.objects.filter(run=run, item_id=world.ROTOR.id).update(arrival_week=monday(10))
        PlanOrder.objects.filter(run=run, item_id=world.STATOR.id).update(quantity=Decimal(60))
    found = pegging(run)
    first = found.demands(drive)[0]
    assert first.slack_weeks is None
    pegs = found.pegs(first.key)
    assert (pegs[0].kind, pegs[0].item.number, pegs[0].quantity) == (PegKind.UNCOVERED, "ED30-ST-01", 40)
    assert pegs[0].source is None
    late = [p for p in pegs if p.item.number == "ED30-RT-01"]
    assert {(p.kind, p.slack_weeks) for p in late} == {(PegKind.PLANNED, -4)}


def test_a_run_without_names_of_its_receipts_still_has_their_quantities() -> None:
    wanted(product(), {6: 100})
    adopted(planned())
    run = planned()
    with acting_as(PLANNER.enterprise_id):
        PlanRun.objects.filter(id=run.id).update(inbound=[])
    found = pegging(run)
    source = found.sources(item_of("ED30-ST-01"))[0]
    assert (source.kind, source.order_id, source.order_number) == (PegKind.ORDER, None, "")
    assert found.served(source.key)


def test_another_enterprise_and_unknown_keys_find_nothing() -> None:
    drive = product()
    wanted(drive, {6: 100})
    run = planned()
    with acting_as(STRANGER.enterprise_id), pytest.raises(NotFound):
        pegging_of(STRANGER, run.id)
    found = pegging(run)
    nothing: list[Any] = [found.demand("d99"), found.source("s99"), found.demand("s0"), found.source("d0")]
    assert nothing == [None] * 4
    assert found.served("s99") == []
