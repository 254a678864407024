"""The cheapest insertion is what trying every place by the checker gives."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.routing import Pair, Plan, Route, RoutingProblem, check
from optimizer.engine.routing.insertion import Builder
from tests.optimizer.routing.factory import problem, scattered, stop, vehicle


def random_problem(seed: int) -> RoutingProblem:
    """Seven stops, two of them a pair, three vehicles unlike each other, costs of distance and duration."""
    dice = np.random.default_rng(seed)
    stops = []
    for number in range(1, 8):
        opens = int(dice.integers(0, 120))
        windows = ((opens, opens + int(dice.integers(20, 90))),) if dice.random() < 0.6 else ()
        amount = (int(dice.integers(0, 4)),)
        goods = {"delivery": amount} if dice.random() < 0.6 else {"delivery": (), "pickup": amount}
        stops.append(stop(number, windows=windows, service=int(dice.integers(0, 6)), **goods))
    stops[5], stops[6] = replace(stops[5], delivery=(), pickup=()), replace(stops[6], delivery=(), pickup=())
    vehicles = [
        vehicle(
            n,
            capacity=(int(dice.integers(5, 10)),),
            fixed_cost=int(dice.integers(0, 30)),
            distance_cost=n,
            duration_cost=int(dice.integers(0, 3)),
            shift=(0, 240),
            max_duration=int(dice.integers(90, 240)),
        )
        for n in (1, 2, 3)
    ]
    return problem(scattered(seed, 7), stops, vehicles, pairs=(Pair(6, 7, (2,)),))


def every_place(given_problem: RoutingProblem, plan: Plan, group: tuple[int, ...]) -> list[int]:
    """Cost changes of all feasible insertions, by the checker."""
    base = check(given_problem, plan).cost
    by_vehicle = {route.vehicle: route.stops for route in plan.routes}
    found = []
    left_out = len(check(given_problem, plan).violations)
    for car in given_problem.vehicles:
        route = by_vehicle.get(car.id, ())
        options = [(*route[:i], group[0], *route[i:]) for i in range(len(route) + 1)]
        if len(group) == 2:
            options = [
                (*one[:j], group[1], *one[j:])
                for one in options
                for j in range(one.index(group[0]) + 1, len(one) + 1)
            ]
        for stops in options:
            others = tuple(r for r in plan.routes if r.vehicle != car.id)
            verdict = check(given_problem, Plan((*others, Route(car.id, stops))))
            if len(verdict.violations) == left_out - len(group):
                found.append(verdict.cost - base)
    return found


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 100_000))
def test_the_cheapest_place_is_found(seed: int) -> None:
    small = random_problem(seed)
    builder = Builder(small)
    for stops in ((1,), (2,), (3,), (6, 7), (4,), (5,)):
        plan = builder.plan()
        tried = every_place(small, plan, stops)
        best = builder.best(stops)
        assert (best is None) == (not tried)
        if best is not None:
            assert best.cost == min(tried)
            builder.insert([stops[0]])
