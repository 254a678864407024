"""Who pays what of tours that several shippers share.

Two splits of the cost of the whole: in proportion to what each would pay alone, and the nucleolus (Schmeidler 1969),
which makes the most dissatisfied coalition as content as can be, then the next, and so on.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from optimizer.engine.routing.checking import check
from optimizer.engine.routing.problem import Plan, Route, RoutingProblem

Coalition = frozenset[str]
MOST = 8  # shippers of a nucleolus: every coalition has a cost and a row
EXACT = 1e-9


def coalition_costs(
    problem: RoutingProblem, plan: Plan, shipper: Mapping[int, str]
) -> dict[Coalition, float]:
    """What the tours would cost each coalition of shippers: the plan with the stops of all others left out.

    `shipper` of every stop. Raises ValueError above eight shippers.
    """
    names = sorted(set(shipper.values()))
    if len(names) > MOST:
        raise ValueError(f"{len(names)} shippers, at most {MOST}")
    return {
        coalition: float(_cost(problem, plan, {stop for stop, name in shipper.items() if name in coalition}))
        for coalition in coalitions(names)
    }


def coalitions(names: Sequence[str]) -> Iterable[Coalition]:
    """All but the empty one, the smallest first."""
    for size in range(1, len(names) + 1):
        yield from map(frozenset, combinations(names, size))


def _cost(problem: RoutingProblem, plan: Plan, stops: set[int]) -> int:
    routes = []
    for route in plan.routes:
        trips = [[stop for stop in trip if stop in stops] for trip in route.trips()]
        left = [stop for trip in trips for stop in trip]
        cuts: list[int] = []
        for trip in trips[:-1]:
            cuts.append((cuts[-1] if cuts else 0) + len(trip))
        inner = tuple(sorted({cut for cut in cuts if 0 < cut < len(left)}))
        if left:
            routes.append(Route(route.vehicle, tuple(left), inner))
    parts = check(problem, Plan(tuple(routes))).cost_parts
    return sum(cost for part, cost in parts.items() if part != "penalty")


def proportional(costs: Mapping[Coalition, float]) -> dict[str, float]:
    """The cost of all, split as the costs alone: c(N) c({i}) / sum of c({j})."""
    names = sorted(frozenset().union(*costs))
    alone = {name: costs[frozenset({name})] for name in names}
    total, whole = sum(alone.values()), costs[frozenset(names)]
    if total == 0:
        return dict.fromkeys(names, whole / len(names))
    return {name: whole * alone[name] / total for name in names}


def nucleolus(costs: Mapping[Coalition, float]) -> dict[str, float]:
    """The split whose excesses x(S) - c(S), from the greatest down, are lexicographically least (Maschler, Peleg and
    Shapley 1979: one linear program after another, each fixing the coalitions whose excess can fall no further).

    No shipper pays more than alone where that is possible at all.
    """
    names = sorted(frozenset().union(*costs))
    fixed: dict[Coalition, float] = {frozenset(names): costs[frozenset(names)]}
    open_ones = [coalition for coalition in costs if len(coalition) < len(names)]
    split: dict[str, float] = {}
    while open_ones:
        split, excess, tight = _level(names, costs, fixed, open_ones)
        if not tight:
            break
        fixed |= {coalition: costs[coalition] + excess for coalition in tight}
        open_ones = [coalition for coalition in open_ones if coalition not in fixed]
        if _rank(names, fixed) == len(names):
            break
    return split or {names[0]: costs[frozenset(names)]}


def _level(
    names: Sequence[str],
    costs: Mapping[Coalition, float],
    fixed: Mapping[Coalition, float],
    open_ones: Sequence[Coalition],
) -> tuple[dict[str, float], float, list[Coalition]]:
    """The least greatest excess of the open coalitions, a split that has it, and those that stay at it: their price
    in the dual is above 0."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    infinity = solver.infinity()
    alone = {name: costs[frozenset({name})] for name in names}
    may_limit = sum(alone.values()) >= costs[frozenset(names)] - EXACT
    pays = {name: solver.NumVar(-infinity, alone[name] if may_limit else infinity, name) for name in names}
    excess = solver.NumVar(-infinity, infinity, "excess")
    for coalition, value in fixed.items():
        solver.Add(sum(pays[name] for name in sorted(coalition)) == value)
    rows = [
        solver.Add(sum(pays[name] for name in sorted(coalition)) - excess <= costs[coalition])
        for coalition in open_ones
    ]
    solver.Minimize(excess)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise ValueError("the costs of the coalitions admit no split")
    split = {name: pays[name].solution_value() for name in names}
    tight = [
        coalition for coalition, row in zip(open_ones, rows, strict=True) if abs(row.dual_value()) > EXACT
    ]
    return split, excess.solution_value(), tight


def _rank(names: Sequence[str], fixed: Iterable[Coalition]) -> int:
    """How many shares the fixed coalitions determine."""
    import numpy as np

    rows = [[float(name in coalition) for name in names] for coalition in fixed]
    return int(np.linalg.matrix_rank(np.array(rows)))
