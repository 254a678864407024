"""Every rule of the problem is kept by the engine that is chosen for it."""

from dataclasses import replace

import pytest

from optimizer.engine.routing import Break, Dock, Limit, Pair, RoutingProblem, check, solve
from optimizer.engine.routing.features import applies_pyvrp
from tests.optimizer.routing.factory import problem, scattered, stop, vehicle

COUNT = 12
POINTS = scattered(3, COUNT)
STOPS = [stop(n, service=5) for n in range(1, COUNT + 1)]
PLAIN = problem(POINTS, STOPS, [vehicle(n, capacity=(6,)) for n in (1, 2, 3)])
BACK = replace(STOPS[2], delivery=(), pickup=(4,))


def with_stops(**changes: dict[str, object]) -> RoutingProblem:
    """Stops changed: s3={...} changes stop 3."""
    stops = [replace(one, **changes.get(f"s{one.id}", {})) for one in STOPS]  # type: ignore[arg-type]
    return replace(PLAIN, stops=tuple(stops))


def with_vehicles(**changes: object) -> RoutingProblem:
    return replace(PLAIN, vehicles=tuple(replace(v, **changes) for v in PLAIN.vehicles))  # type: ignore[arg-type]


PYVRP = {
    "plain": PLAIN,
    "several windows": with_stops(s1={"windows": ((0, 20), (150, 160))}, s2={"windows": ((100, 110),)}),
    "pick-up and delivery": replace(
        with_stops(**{f"s{n}": {"delivery": ()} for n in (1, 2, 3, 4)}),
        pairs=(Pair(1, 2, (2,)), Pair(3, 4, (3,))),
    ),
    "backhaul": replace(PLAIN, stops=(*STOPS[:2], BACK, *STOPS[3:])),
    "optional": with_stops(s5={"penalty": 1}, s6={"penalty": 500}),
    "skills": replace(
        with_stops(s1={"skills": frozenset({"cold"})}, s2={"vehicles": frozenset({3})}),
        vehicles=tuple(replace(v, skills=frozenset({"cold"} if v.id == 2 else ())) for v in PLAIN.vehicles),
    ),
    "several trips": replace(with_vehicles(max_trips=3, capacity=(4,)), vehicles=(
        vehicle(1, max_trips=4, capacity=(4,)),
    )),
    "several depots": replace(
        PLAIN, vehicles=tuple(replace(v, start=v.id - 1, end=v.id - 1, depot=v.id - 1) for v in PLAIN.vehicles),
        stops=tuple(STOPS[2:]),
    ),
    "duration cost": with_vehicles(duration_cost=3, max_duration=150, fixed_cost=40),
}  # fmt: skip
GENERAL = {
    "breaks": with_vehicles(breaks=(Break(40, 60, 30),)),
    "two breaks": with_vehicles(breaks=(Break(20, 30, 10), Break(80, 110, 20))),
    "docks": replace(
        with_stops(**{f"s{n}": {"dock": "D"} for n in (1, 2, 3)}), docks=(Dock("D", 1),)
    ),
    "incompatible": replace(
        with_stops(s1={"goods": "acid"}, s2={"goods": "food"}, s3={"goods": "food"}),
        incompatible=frozenset({frozenset({"acid", "food"})}),
    ),
    "under way": replace(
        with_stops(s1={"delivery": (2,)}),
        vehicles=(
            vehicle(1, start=5, is_under_way=True, onboard=frozenset({1, 2}), prefix=(2,), shift=(30, 1000)),
            *PLAIN.vehicles[1:],
        ),
    ),
    "slow reload": replace(PLAIN, vehicles=(vehicle(1, max_trips=4, capacity=(4,), reload_time=7),)),
}  # fmt: skip


@pytest.mark.parametrize("name", PYVRP)
def test_pyvrp_keeps_the_rules(name: str) -> None:
    small = PYVRP[name]
    assert applies_pyvrp(small)
    result = solve(small, limit=Limit(0.8), seed=1, workers=1)
    assert check(small, result.plan).violations == ()
    assert result.status == "feasible"


@pytest.mark.parametrize("name", GENERAL)
def test_the_general_model_keeps_the_rules(name: str) -> None:
    small = GENERAL[name]
    assert not applies_pyvrp(small)
    result = solve(small, limit=Limit(1.0), seed=1, workers=1)
    assert [v.message("en") for v in check(small, result.plan).violations] == []
    assert result.status == "feasible"
