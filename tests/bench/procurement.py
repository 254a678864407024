"""`manage.py bench procurement`: cost, proven bound and gap of procurement plans, beside a plan by rules of the same run."""

import argparse
from dataclasses import replace
from pathlib import Path

from optimizer.engine.procurement import Problem, Result, read, replan, solve
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
    events = replanned(problem, result, seconds or usual, seed) if name.startswith("M") else []
    return [
        Figure(f"{name}: gap to the proven bound", 100 * result.gap, "%", goal, remark=spent(result)),
        Figure(f"{name}: below the plan by rules", saved, "%"),
        Figure(f"{name}: rules broken", len(broken), "", 0, remark=", ".join(broken)),
        *events,
    ]


def replanned(problem: Problem, before: Result, seconds: float, seed: int) -> list[Figure]:
    """A supplier's capacity is halved, or commits a little less; the plan is mended, and made from nothing to compare."""
    supplier, *others = problem.suppliers
    touched = {o.item for o in problem.source_options if o.supplier == supplier.id}
    kept = {o.id for o in problem.source_options if o.item not in touched}
    stays = {order for order in before.plan.orders if order.source_option in kept}
    figures = []
    for event, factor in (("capacity halved", 0.5), ("commit 3 % lower", 0.97)):
        smaller = replace(supplier, capacity=tuple(factor * c for c in supplier.capacity))
        after = replace(problem, suppliers=(smaller, *others))
        mended = replan(
            after,
            before.plan,
            changed={supplier.id},
            seconds=20,
            seed=seed,
            certificate=before.certificate,
        )
        name = f"{problem.name}, {event}"
        same = 100 * len(stays & set(mended.plan.orders)) / len(stays)
        broken = broken_rules(after, mended.plan)
        whole = solve(after, seconds=seconds, seed=seed)
        figures += [
            Figure(f"{name}: CPU seconds of the replan", mended.cpu_seconds, "s", 2.0, remark=spent(mended)),
            Figure(f"{name}: above a plan from nothing", 100 * (mended.cost / whole.cost - 1), "%", 0.3),
            Figure(f"{name}: gap to its bound", 100 * mended.gap, "%"),
            Figure(f"{name}: lines kept of parts not touched", same, "%", 95.0, is_least=True),
            Figure(f"{name}: rules broken", len(broken), "", 0, remark=", ".join(broken)),
        ]
    return figures


def spent(result: Result) -> str:
    return f"cost {result.cost:.2f}, {result.cpu_seconds:.1f} CPU s in {result.seconds:.1f} s"
