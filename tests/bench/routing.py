"""`manage.py bench routing`: gap to the best known cost, beside PyVRP and OR-Tools as they come, at equal CPU seconds."""

import argparse
import json
import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from optimizer.engine.helper import Helper
from optimizer.engine.routing import Limit, RoutingProblem, check, read, solve
from tests.bench import _routing_rivals as rivals
from tests.bench._reporting import Figure, finish

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "routing"
MARKS = (10.0, 30.0)
# goals at 30 CPU s, percent: up to 420 stops, and near 1,000
SMALL, LARGE = 420, 900
GOALS = {"n ≤ 420": 0.45, "n near 1,000": 3.5}
SLACK = 60.0  # seconds beyond the mark that a rival may take on a busy machine, times the mark

Gaps = dict[tuple[str, str, float], float]


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench routing")
    parser.add_argument("names", nargs="*", help="instances, by a part of their name; all if left out")
    parser.add_argument(
        "--seconds", type=float, nargs="*", default=MARKS, help="CPU seconds of all processes"
    )
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rivals", nargs="*", default=["pyvrp", "ortools"], choices=["pyvrp", "ortools"])
    options = parser.parse_args(arguments)
    known = json.loads((DATA / "best_known.json").read_text())
    paths = [
        path
        for path in sorted(DATA.glob("*_*.[tv]*"))
        if not options.names or any(name in path.stem for name in options.names)
    ]
    gaps: Gaps = {}
    sizes: dict[str, int] = {}
    for path in paths:
        problem, best = fleet_bounded(read(path)), known[path.stem.partition("_")[2]]["cost"]
        sizes[path.stem] = len(problem.stops)
        for engine, mark, costs in measured(problem, options):
            gaps[path.stem, engine, mark] = fmean(100 * (cost / best - 1) for cost in costs)
            print(
                f"{path.stem:<24}{engine:<10}{mark:>6g} CPU s  {gaps[path.stem, engine, mark]:8.3f} %",
                flush=True,
            )
    data = {"instances": list(sizes), "seeds": options.seeds, "workers": options.workers}
    return finish(
        "routing", data, list(figures(gaps, sizes, options.seconds)), ("pyvrp", "ortools", "highspy")
    )


def fleet_bounded(problem: RoutingProblem) -> RoutingProblem:
    """Where a file limits no fleet, 1.3 times the least number of vehicles and two, for every engine."""
    if problem.kind != "cvrp":
        return problem
    total = sum(stop.delivery[0] for stop in problem.stops)
    count = math.ceil(1.3 * total / problem.vehicles[0].capacity[0]) + 2
    return replace(problem, vehicles=problem.vehicles[:count])


def measured(
    problem: RoutingProblem, options: argparse.Namespace
) -> Iterable[tuple[str, float, list[float]]]:
    """(engine, CPU seconds, cost of each seed); a rival without a plan has none."""
    marks = tuple(options.seconds)
    for mark in marks:
        costs = []
        for seed in options.seeds:
            result = solve(problem, limit=Limit(mark, is_wall=False), seed=seed, workers=options.workers)
            assert check(problem, result.plan).is_feasible
            costs.append(float(result.cost))
        yield "ours", mark, costs
    if "pyvrp" in options.rivals:
        found = [raw_pyvrp(problem, marks, seed) for seed in options.seeds]
        for mark in marks:
            yield "pyvrp", mark, [one[mark] for one in found]
    if "ortools" in options.rivals:
        with Helper(rivals.ortools, problem, marks[0], options.seeds[0]) as helper:
            cost, _ = helper.receive(SLACK * marks[0])
        if cost is not None:
            yield "ortools", marks[0], [float(cost)]


def raw_pyvrp(problem: RoutingProblem, marks: tuple[float, ...], seed: int) -> dict[float, float]:
    with Helper(rivals.pyvrp, problem, marks, seed) as helper:
        found: dict[float, float] = helper.receive(SLACK * max(marks))[0]
    return found


def figures(gaps: Gaps, sizes: dict[str, int], marks: Iterable[float]) -> Iterable[Figure]:
    """Means over the groups of instances, and what is closed of the rivals' gaps."""
    groups = {
        "n ≤ 420": [name for name, size in sizes.items() if size <= SMALL],
        "n near 1,000": [name for name, size in sizes.items() if size >= LARGE],
        "all": list(sizes),
    }
    for mark in marks:
        for group, names in groups.items():
            ours = mean(gaps, names, "ours", mark)
            if ours is None:
                continue
            goal = GOALS.get(group) if mark == MARKS[1] else None
            yield Figure(f"{group}, {mark:g} CPU s: mean gap", ours, "%", goal)
            raw = mean(gaps, names, "pyvrp", mark)
            if raw:
                yield Figure(f"{group}, {mark:g} CPU s: PyVRP's mean gap", raw, "%")
                yield Figure(f"{group}, {mark:g} CPU s: closed of it", 100 * (1 - ours / raw), "%", 20, True)
            default = mean(gaps, names, "ortools", mark)
            if default:
                yield Figure(f"{group}, {mark:g} CPU s: share of OR-Tools' gap", ours / default, "", 0.1)


def mean(gaps: Gaps, names: Iterable[str], engine: str, mark: float) -> float | None:
    found = [gaps[name, engine, mark] for name in names if (name, engine, mark) in gaps]
    return fmean(found) if found else None
