"""`manage.py bench front`: plans over cost, kg CO2e and risk value, beside the front of the linear relaxation of the same run."""

import argparse
import time
from pathlib import Path

import numpy as np

from optimizer.engine.procurement import read, solve
from optimizer.engine.procurement.fronting import Front, front, hypervolume
from optimizer.engine.procurement.scoring import broken_rules
from optimizer.engine.procurement.tables import Array
from tests.bench._front_reference import relaxed_front
from tests.bench._reporting import Figure, finish
from tests.bench.procurement import DATA

POINTS = 10
# dearer by so much, and kg and risk lower by so much: the corners of what is measured
WORST, BEST = np.array([0.01, 0.0, 0.0]), np.array([0.0, -0.1, -0.24])
GOALS = {"seconds": 15.0, "hypervolume": 98.0}


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench front")
    parser.add_argument(
        "files", nargs="*", type=Path, help="instances; a stored one of each size if left out"
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="wall time of the plan to begin with")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    files = options.files or [DATA / f"{name}.json.gz" for name in ("S-1", "M-1")]
    figures = [figure for path in files for figure in measured(path, options.seconds, options.seed)]
    return finish("front", {"instances": [path.name for path in files]}, figures, ("numpy", "highspy"))


def measured(path: Path, seconds: float, seed: int) -> list[Figure]:
    """The figures of one instance."""
    problem = read(path)
    start = solve(problem, seconds=seconds, seed=seed).plan
    begun = time.process_time()
    found = front(problem, 600.0, seed, POINTS, cheapest=start)
    spent = time.process_time() - begun
    relaxed, reference = relaxed_front(problem)
    share = 100 * volume(figures_of(found)) / volume(relaxed)
    broken = [rule for row in found.plans for rule in broken_rules(problem, row.plan)]
    name, last = problem.name, found.plans[-1]
    remark = f"dearest: cost +{last.cost_more:.2%}, kg -{last.co2e_less:.2%}, risk -{last.risk_less:.2%}"
    return [
        Figure(f"{name}: efficient plans", len(found.plans), "", remark=remark),
        Figure(f"{name}: CPU seconds", spent, "s", GOALS["seconds"], remark=f"relaxation {reference:.1f}"),
        Figure(
            f"{name}: hypervolume of that of the relaxation", share, "%", GOALS["hypervolume"], is_least=True
        ),
        Figure(f"{name}: rules broken", len(broken), "", 0),
    ]


def figures_of(found: Front) -> Array:
    return np.array([(row.cost_more, -row.co2e_less, -row.risk_less) for row in found.plans])


def volume(rows: Array) -> float:
    return hypervolume(np.maximum(rows, BEST), WORST)
