"""The worked example of docs/routing.md."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.routing import Break, Limit, Plan, Route, check, solve
from optimizer.engine.routing.timing import timed, visits
from tests.optimizer.routing.factory import problem, scattered, stop, vehicle

LINE = problem(
    [(0, 0), (10, 0), (20, 0), (-10, 0)],
    [stop(1), stop(2), stop(3, windows=((100, 110),))],
    [vehicle(n, capacity=(2,), fixed_cost=5) for n in (1, 2)],
)


def test_the_example_costs_what_the_page_says() -> None:
    result = solve(LINE, limit=Limit(0.8), seed=1, workers=1)
    assert (result.status, result.cost) == ("feasible", 70)
    for one, other, cost in (((1, 2), (3,), 70), ((1, 3), (2,), 90), ((2, 3), (1,), 90)):
        assert check(LINE, Plan((Route(1, one), Route(2, other)))).cost == cost
    verdict = check(LINE, Plan((Route(1, (1, 2, 3)),)))
    assert (verdict.cost, [v.code for v in verdict.violations]) == (65, ["capacity"])


def test_waiting_is_spared_by_a_later_departure() -> None:
    car = LINE.vehicles[0]
    assert timed(LINE, car, visits(LINE, car, Route(1, (3,)))).duration == 20


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_durations_and_lateness_are_those_of_trying_every_departure(seed: int) -> None:
    """Two windows at one stop and a break; every departure, window and leg for the break are tried by simulation."""
    first = 20 + seed % 30
    rest = Break(30 + seed % 40, 60 + seed % 50, 10)
    small = problem(
        scattered(seed, 3, span=20),
        [stop(1, service=3, windows=((first, first + 9), (first + 40, first + 60))), stop(2, service=2)],
        [vehicle(1, shift=(0, 140), breaks=(rest,))],
    )
    car = small.vehicles[0]
    for order in permutations((1, 2)):
        timing = timed(small, car, visits(small, car, Route(1, order)))
        spans = [span for leave in range(141) for span in simulated(small, order, leave, rest)]
        assert (timing.late is None) == bool(spans)
        if spans:
            assert timing.duration == min(spans)


def simulated(small: object, order: tuple[int, ...], leave: int, rest: Break) -> list[int]:
    """Durations of the tour when it leaves then, one minute after another; rests may begin in any leg."""
    from optimizer.engine.routing import RoutingProblem

    assert isinstance(small, RoutingProblem)
    legs = [*(small.stop[name] for name in order), None]
    spans = []
    for resting in range(len(legs) + 1):  # the leg in which the rest is taken; the last means none
        now, place, holds = leave, 0, True
        for number, one in enumerate(legs):
            travel = int(small.duration[place, one.place if one else 0])
            if number == resting:
                holds = holds and now <= rest.latest
                begun = max(now, rest.earliest)
                now = max(now + travel, begun) + rest.length
            else:
                now += travel
            if one:
                later = [max(now, opens) for opens, closes in one.windows or ((0, 999),) if now <= closes]
                holds = holds and bool(later)
                now = min(later, default=now) + one.service
                place = one.place
        if resting == len(legs):
            holds = holds and now <= rest.latest
        if holds and now <= 140:
            spans.append(now - leave)
    return spans


def test_several_loads_are_each_within_their_capacity() -> None:
    two = replace(
        LINE,
        stops=(stop(1, delivery=(1, 3)), stop(2, delivery=(0, 0), pickup=(2, 0)), stop(3)),
        vehicles=(vehicle(1, capacity=(2, 2)), vehicle(2, capacity=(2, 2))),
    )
    codes = {v.params["dimension"] for v in check(two, Plan((Route(1, (1, 2, 3)),))).violations}
    assert codes == {0, 1}
