"""Small random chains, every possible promise of one, and the real chains (Willems 2008) beside the checkout."""

import csv
import gzip
from collections import defaultdict
from itertools import product
from pathlib import Path
from random import Random

import numpy as np

from optimizer.engine.safety_stock import Arc, Network, Spread, Stage

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "real"


def chain(seed: int, *, stages: int = 5, is_tree: bool = True, is_late: bool = False) -> Network:
    """A random connected network: each stage but the first is tied to one before it, and, unless a tree, some more."""
    random = Random(seed)
    pairs = {(random.randrange(place), place) for place in range(1, stages)}
    if not is_tree:
        pairs |= {tuple(sorted(random.sample(range(stages), 2))) for _ in range(2)}
    # A tree has no circle whichever way its arcs run.
    turned = [(b, a) if is_tree and random.random() < 0.5 else (a, b) for a, b in sorted(pairs)]
    arcs = tuple(Arc(str(a), str(b), random.choice((1.0, 2.0))) for a, b in turned)
    suppliers = {arc.supplier for arc in arcs}
    return Network(
        tuple(_stage(random, str(n), str(n) not in suppliers, is_late) for n in range(stages)), arcs
    )


def _stage(random: Random, key: str, is_end: bool, is_late: bool) -> Stage:
    return Stage(
        key,
        cost=random.randint(1, 20),
        time=random.randint(0, 3),
        time_deviation=random.choice((0.0, 0.7)) if is_late else 0.0,
        demand=Spread(random.randint(5, 20), random.randint(1, 9)) if is_end else None,
        service_level=random.choice((0.9, 0.95)),
        promise=random.randint(0, 3),
    )


def least_value(network: Network) -> float:
    """The least value over all whole promises, each tried with every other."""
    ranges = [range(int(most) + 1) for most in network.promises]
    best = float("inf")
    for promises in product(*ranges):
        net = [
            max((promises[s] for s, _ in network.suppliers[place]), default=0)
            + network.times[place]
            - promises[place]
            for place in range(len(promises))
        ]
        best = min(best, float(network.costs(np.maximum(net, 0)).sum()))
    return best


def real_chains() -> dict[int, Network]:
    """By the number of the chain."""
    stages, arcs = defaultdict(list), defaultdict(list)
    for row in _rows("willems_stages_dev.csv.gz"):
        stages[int(row["chain"])].append(_real_stage(row))
    for row in _rows("willems_arcs_dev.csv.gz"):
        arcs[int(row["chain"])].append(Arc(row["from"], row["to"]))
    return {number: Network(tuple(found), tuple(arcs[number])) for number, found in sorted(stages.items())}


def _real_stage(row: dict[str, str]) -> Stage:
    number = {
        name: float(value)
        for name, value in row.items()
        if name not in ("stageName", "stageClassification") and value
    }
    demand = Spread(number["avgDemand"], number.get("stDevDemand", 0.0)) if "avgDemand" in number else None
    return Stage(
        row["stageName"], number.get("stageCost", 0.0), number.get("stageTime", 0.0), number.get("stDevStageTime", 0.0),
        demand, number.get("serviceLevel", 0.95), number.get("maxServiceTime", 0.0),
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    with gzip.open(REAL / name, "rt", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
