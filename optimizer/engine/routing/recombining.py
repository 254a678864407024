"""The best plan that the routes of a pool can form: set partitioning by branch and bound.

Each stop is in exactly one chosen route (or left out at its penalty), of each kind of vehicle no more routes than
vehicles. After Rochat and Taillard (1995), who first kept a pool of routes for this. HiGHS is loaded here only, inside
helpers.
"""

from collections.abc import Sequence

import highspy
import numpy as np

from optimizer.engine.routing.pooling import Column, Pool
from optimizer.engine.routing.problem import Plan, RoutingProblem, Stop


def recombined(
    problem: RoutingProblem, columns: Sequence[Column], start: Plan, seconds: float
) -> list[Column] | None:
    """The columns of the cheapest plan found in time; None if there is none."""
    pool = Pool(problem)
    rows = {stop.id: n for n, stop in enumerate(problem.stops)}
    optional = [stop for stop in problem.stops if stop.penalty is not None]
    counts: dict[int, int] = {}
    for number in pool.kind.values():
        counts[number] = counts.get(number, 0) + 1
    starts, entries = [0], []
    for column in columns:
        entries += [rows[stop] for stop in column.route.stops]
        entries.append(len(rows) + pool.kind[column.route.vehicle])
        starts.append(len(entries))
    for stop in optional:
        entries.append(rows[stop.id])
        starts.append(len(entries))
    costs = [float(column.cost) for column in columns] + [float(stop.penalty or 0) for stop in optional]
    lower = np.concatenate([np.ones(len(rows)), np.zeros(len(counts))])
    upper = np.concatenate([np.ones(len(rows)), [counts[n] for n in range(len(counts))]])
    chosen = _solved(costs, starts, entries, lower, upper, _begin(pool, columns, optional, start), seconds)
    if chosen is None:
        return None
    return [column for column, value in zip(columns, chosen, strict=False) if value > 0.5]


def _begin(pool: Pool, columns: Sequence[Column], optional: Sequence[Stop], start: Plan) -> np.ndarray:
    """The present plan as values of the columns."""
    used = {(pool.kind[route.vehicle], frozenset(route.stops)) for route in start.routes}
    there = {stop for route in start.routes for stop in route.stops}
    keys = [(pool.kind[one.route.vehicle], frozenset(one.route.stops)) for one in columns]
    left = [float(stop.id not in there) for stop in optional]
    return np.array([*(float(key in used) for key in keys), *left])


def _solved(
    costs: list[float],
    starts: list[int],
    entries: list[int],
    lower: np.ndarray,
    upper: np.ndarray,
    begin: np.ndarray,
    seconds: float,
) -> np.ndarray | None:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", 1e-7)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(lower)
    model.col_cost_ = np.array(costs)
    model.col_lower_, model.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
    model.row_lower_, model.row_upper_ = lower, upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.array(starts)
    model.a_matrix_.index_ = np.array(entries)
    model.a_matrix_.value_ = np.ones(len(entries))
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    solver.passModel(model)
    hint = highspy.HighsSolution()
    hint.col_value = begin.tolist()
    solver.setSolution(hint)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.asarray(solver.getSolution().col_value)
