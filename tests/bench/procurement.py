"""`manage.py bench procurement`: cost, proven bound and gap of procurement plans, beside a plan by rules of the same run."""

import argparse
from pathlib import Path

from optimizer.engine.procurement import Result, read, solve
from optimizer.engine.procurement.scoring import broken_rules
from tests.bench._reporting import Figure, finish

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "planning"
# goals by size: largest gap in percent, and seconds of wall time
GOALS = {"XS": (0.0001, 10.0), "S": (1.0, 10.0), "M": (3.0, 60.0)}


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench procurement")
    parser.add_argument("files", nargs="*", type=Path, help="instances; the stored ones if left out")
    parser.add_argument("--seconds", type=float, help="wall time of each, by size if left out")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    files = options.files or sorted(DATA.glob("*-*.json.gz"))
    figures = [figure for path in files for figure in measured(path, options.seconds, options.seed)]
    data = {"instances": [path.name for path in files], "seed": options.seed}
    return finish("procurement", data, figures, ("numpy", "highspy"))


def measured(path: Path, seconds: float | None, seed: int) -> list[Figure]:
    """The figures of one instance."""
    problem = read(path)
    goal, usual = GOALS.get(problem.name.partition("-")[0], (None, 60.0))
    rules = solve(problem, seconds=0, seed=seed)
    result = solve(problem, seconds=seconds or usual, seed=seed)
    saved = 100 * (1 - result.cost / rules.cost)
    name, broken = problem.name, broken_rules(problem, result.plan)
    return [
        Figure(f"{name}: gap to the proven bound", 100 * result.gap, "%", goal, remark=spent(result)),
        Figure(f"{name}: below the plan by rules", saved, "%"),
        Figure(f"{name}: rules broken", len(broken), "", 0, remark=", ".join(broken)),
    ]


def spent(result: Result) -> str:
    return f"cost {result.cost:.2f}, {result.cpu_seconds:.1f} CPU s in {result.seconds:.1f} s"
