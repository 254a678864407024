"""Late stops, moves by hand, reasons for what is left out."""

from dataclasses import replace

import pytest

from optimizer.engine.routing import Limit, Plan, Route, check, inserted, moved, read, replan, solve
from optimizer.engine.routing.explaining import LOAD, TIME, WINDOW, WORTH, reasons
from optimizer.engine.routing.insertion import first_plan
from optimizer.engine.routing.replanning import changed
from tests.optimizer.routing.factory import problem, scattered, stop, vehicle
from tests.optimizer.routing.shared import instance


def test_late_orders_leave_most_tours_as_they_are() -> None:
    whole = read(instance("vrptw_R1_2_1.txt"))
    late = {one.id for one in whole.stops[::20]}
    before = solve(
        replace(whole, stops=tuple(s for s in whole.stops if s.id not in late)), limit=Limit(1.5), seed=1
    ).plan
    at_once = inserted(whole, before)
    assert check(whole, at_once).is_feasible
    touched = changed(before, at_once)
    result = replan(whole, before, limit=Limit(1.5), seed=1)
    assert result.status == "feasible"
    assert result.cost <= check(whole, at_once).cost
    untouched = [route for route in before.routes if route.vehicle not in touched]
    same = [route for route in untouched if route in result.plan.routes]
    assert len(same) >= 0.8 * len(untouched)


def test_a_stop_that_is_gone_leaves_its_tour() -> None:
    small = problem(scattered(1, 4), [stop(n) for n in (1, 2, 3)], [vehicle(1), vehicle(2)])
    plan = inserted(small, Plan((Route(1, (1, 4, 2)), Route(9, (3,)))))
    assert {s for route in plan.routes for s in route.stops} == {1, 2, 3}


def test_a_move_by_hand_is_priced_and_judged() -> None:
    line = problem(
        [(0, 0), (10, 0), (20, 0), (-10, 0)],
        [stop(n) for n in (1, 2, 3)],
        [vehicle(1, capacity=(2,)), vehicle(2)],
    )
    plan = Plan((Route(1, (1, 2)), Route(2, (3,))))
    worse = moved(line, plan, 3, 1, 0)
    assert (worse.cost_change, [v.code for v in worse.verdict.violations]) == (0, ["capacity"])
    back = moved(line, plan, 2, 2, 1)
    assert back.plan.routes == (Route(1, (1,)), Route(2, (3, 2)))
    assert back.cost_change == (20 + 60) - (40 + 20)
    assert [v.code for v in moved(line, plan, 2, None).verdict.violations] == ["unserved"]
    with pytest.raises(KeyError):
        moved(line, plan, 7, 1)


def test_reasons_name_the_smallest_change() -> None:
    line = [(0, 0), (10, 0), (30, 0)]
    far = stop(2, windows=((0, 25),), penalty=500)
    small = problem(line, [stop(1), far], [vehicle(1, capacity=(1,), shift=(0, 70))])
    found = reasons(small, Plan((Route(1, (1,)),)))
    assert [reason.stop for reason in found] == [2]
    assert found[0].findings[0].code == "NONE"
    roomy = replace(small, vehicles=(vehicle(1, shift=(0, 70)),))
    only = reasons(roomy, Plan((Route(1, (1,)),)))[0].findings
    assert [(f.code, f.params["amount"]) for f in only] == [(WINDOW.code, 5)]
    late = replace(roomy, stops=(stop(1), stop(2, penalty=500)), vehicles=(vehicle(1, shift=(0, 50)),))
    assert [(f.code, f.params["amount"]) for f in reasons(late, Plan((Route(1, (1,)),)))[0].findings] == [
        (TIME.code, 10)
    ]
    full = replace(late, vehicles=(vehicle(1, capacity=(1,)),))
    assert [(f.code, f.params["amount"]) for f in reasons(full, Plan((Route(1, (1,)),)))[0].findings] == [
        (LOAD.code, 1)
    ]
    dear = replace(full, stops=(stop(1), stop(2, penalty=30)), vehicles=(vehicle(1),))
    assert [(f.code, f.params["amount"]) for f in reasons(dear, Plan((Route(1, (1,)),)))[0].findings] == [
        (WORTH.code, 40)
    ]


def test_insertion_alone_is_feasible_and_leaves_nothing_out() -> None:
    for name in ("pdptw_LR1_2_6.txt", "vrptw_RC208.txt", "cvrp_X-n502-k39.vrp"):
        given = read(instance(name))
        assert check(given, first_plan(given)).is_feasible
