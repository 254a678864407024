"""Every explanation is true: the change is made, the part is planned anew, and the stated effect is seen."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from optimizer.engine.procurement import BomLine, Order, Plan, Problem
from optimizer.engine.procurement.explaining import (
    Change,
    ChangeKind,
    DemandReasons,
    PlanReasons,
    ReasonKind,
    changed,
    explain_demand,
    explain_option,
    explain_order,
    explain_plan,
)
from optimizer.engine.procurement.explaining.following import Following
from optimizer.engine.procurement.explaining.replanner import Replanner
from optimizer.engine.procurement.scoring import broken_rules, cost_parts, cumulative
from optimizer.engine.procurement.series import series_of
from optimizer.engine.procurement.standing import Standing
from optimizer.engine.procurement.tables import Tables
from tests.optimizer.procurement.explaining.cases import planned, scarce
from tests.optimizer.procurement.factory import PART, PRODUCT
from tests.optimizer.procurement.factory import problem as small

CASES = 100
Case = tuple[Problem, Plan, PlanReasons]
# one step less of a change, as a search for the smallest counts
STEP = {ChangeKind.PRICE: 0.001, ChangeKind.LEAD_TIME: 1.0, ChangeKind.MOQ: 2.0}


@pytest.fixture(scope="module")
def following() -> Iterator[Following]:
    with Following() as helper:
        yield helper


@pytest.fixture(scope="module")
def cases(following: Following) -> list[Case]:
    problems = [scarce(seed) for seed in range(CASES)]
    plans = [planned(case, following) for case in problems]
    return [(case, plan, explain_plan(case, plan)) for case, plan in zip(problems, plans, strict=True)]


def cost_of(problem: Problem, plan: Plan) -> float:
    tables = Tables(problem)
    return sum(cost_parts(tables, tables.lots(plan.orders), cumulative(tables, plan.production)).values())


def pieces_from(problem: Problem, plan: Plan, option: str) -> float:
    lot = next(o.lot for o in problem.source_options if o.id == option)
    return sum(order.lots * lot for order in plan.orders if order.source_option == option)


def anew(problem: Problem, plan: Plan, change: Change, option: str) -> Plan:
    """The plan for the changed problem with the option's item planned anew and all else as it was."""
    standing = Standing(problem, plan)
    n = standing.tables.option_item[standing.tables.option_row[option]]
    replanner = Replanner(standing, [n], changed(problem, [change]))
    return Plan(standing.tables.orders(replanner.lots | replanner.part(n).lots), plan.production)


def test_an_option_is_ordered_from_after_the_change_and_not_after_a_step_less(cases: list[Case]) -> None:
    random, seen = np.random.default_rng(1), Counter[ChangeKind]()
    for problem, plan, reasons in cases:
        if not reasons.options:
            continue
        option = reasons.options[random.integers(len(reasons.options))].source_option
        for flip in explain_option(problem, plan, option).flips:
            (change,) = flip.changes
            seen[change.kind] += 1
            after = changed(problem, flip.changes)
            assert broken_rules(after, flip.plan) == ()
            assert set(flip.plan.orders) == set(anew(problem, plan, change, option).orders)
            assert pieces_from(after, flip.plan, option) == pytest.approx(flip.quantity)
            before = cost_of(after, flip.plan) + flip.gain
            assert before <= cost_of(problem, plan) + 1e-6
            if change.kind in STEP:
                less = changed(problem, [replace(change, by=round(change.by - STEP[change.kind], 3))])
                other = anew(
                    problem, plan, replace(change, by=round(change.by - STEP[change.kind], 3)), option
                )
                does_not_pay = broken_rules(less, other) or cost_of(less, other) > before
                assert not pieces_from(problem, other, option) or does_not_pay
    assert {ChangeKind.PRICE, ChangeKind.CAPACITY, ChangeKind.LEAD_TIME, ChangeKind.MOQ} <= set(seen)


def late(problem: Problem, plan: Plan, demand: DemandReasons) -> float:
    again = explain_demand(problem, plan, demand.item, demand.priority, demand.week, flips=False)
    return again.quantity


def test_a_demand_is_served_after_the_changes(cases: list[Case], following: Following) -> None:
    random, seen = np.random.default_rng(1), Counter[ChangeKind]()
    for problem, plan, reasons in cases:
        if not reasons.demands:
            continue
        one = reasons.demands[random.integers(len(reasons.demands))]
        answer = explain_demand(problem, plan, one.item, one.priority, one.week, following=following)
        for flip in answer.flips:
            after = changed(problem, flip.changes)
            seen.update(change.kind for change in flip.changes)
            assert broken_rules(after, flip.plan) == ()
            assert flip.gain > 0
            # without the changes planning anew may already have gained something
            assert cost_of(after, flip.plan) + flip.gain <= cost_of(problem, plan) + 1e-6
            assert 0 < flip.quantity <= one.quantity + 1e-6
            assert late(after, flip.plan, one) <= one.quantity - flip.quantity + 1e-6
    assert {ChangeKind.CAPACITY, ChangeKind.LEAD_TIME, ChangeKind.STOCK, ChangeKind.HOURS} <= set(seen)


def test_every_late_demand_is_told_with_a_reason_and_its_harm(cases: list[Case]) -> None:
    for problem, plan, reasons in cases:
        harm: defaultdict[str, float] = defaultdict(float)
        for demand in reasons.demands:
            assert demand.quantity > 0
            assert demand.reasons
            harm[demand.item] += demand.harm
        for series in series_of(problem, plan):
            assert harm[series.item] == pytest.approx(series.harm, abs=1e-3)


def resized(plan: Plan, order: Order, by: int) -> Plan:
    """The plan with an order of more or fewer lots, none if nothing is left of it."""
    lots = order.lots + by
    return replace(
        plan,
        orders=tuple(
            replace(row, lots=lots) if row == order else row for row in plan.orders if row != order or lots
        ),
    )


def test_reasons_of_orders_hold_when_the_order_is_changed(cases: list[Case]) -> None:
    seen = Counter[ReasonKind]()
    for problem, plan, reasons in cases:
        for row in reasons.orders:
            kinds = {reason.kind for reason in row.reasons}
            seen.update(kinds)
            without = broken_rules(problem, resized(plan, row.order, -row.order.lots))
            assert (ReasonKind.NEED in kinds) == ("stock" in without)
            more = broken_rules(problem, resized(plan, row.order, 1))
            assert (ReasonKind.CAPACITY in kinds) == ("capacity" in more)
            less = broken_rules(problem, resized(plan, row.order, -1))
            if ReasonKind.LOT in kinds:
                assert "stock" in less
            if ReasonKind.MOQ in kinds:
                assert "moq" in less or row.order.lots == 1
    assert {ReasonKind.LOT, ReasonKind.MOQ, ReasonKind.TIER, ReasonKind.COMBINED} <= set(seen)


def test_every_order_and_every_option_left_out_has_a_reason(cases: list[Case]) -> None:
    for problem, plan, reasons in cases:
        assert {row.order for row in reasons.orders} == set(plan.orders)
        ordered = {order.source_option for order in plan.orders}
        assert {row.source_option for row in reasons.options} == {
            o.id for o in problem.source_options
        } - ordered
        assert all(row.reasons for row in (*reasons.orders, *reasons.options))


def test_one_question_is_answered_as_in_the_whole(cases: list[Case]) -> None:
    problem, plan, reasons = next(case for case in cases if case[2].options and case[2].demands)
    order, option, demand = reasons.orders[0], reasons.options[0], reasons.demands[0]
    assert explain_order(problem, plan, order.order) == order
    assert explain_option(problem, plan, option.source_option, flips=False) == option
    asked = explain_demand(problem, plan, demand.item, demand.priority, demand.week, flips=False)
    assert asked == demand
    chosen = explain_option(problem, plan, order.order.source_option)
    assert (chosen.is_chosen, chosen.reasons, chosen.flips) == (True, (), ())
    with pytest.raises(KeyError):
        explain_option(problem, plan, "unknown")


def test_a_part_without_a_source_is_told_and_stock_of_it_would_do(following: Following) -> None:
    parts = (replace(PART, id="R", stock=0.0), PART, PRODUCT)
    plain = small(items=parts, bom=(BomLine("F", "P", 1), BomLine("F", "R", 1)), demand=(2, 2))
    told = explain_demand(plain, Plan((), ()), "F", 1, 0, following=following)
    assert [(reason.kind, reason.item) for reason in told.reasons] == [(ReasonKind.NO_SOURCE, "R")]
    assert (Change(ChangeKind.STOCK, "R", 0, 2.0),) in {flip.changes for flip in told.flips}
