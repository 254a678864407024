"""`manage.py bench safety_stock`: the real chains of Willems (2008), beside two plain rules and the proven bound.

Rules of the same run: every stage keeps stock for its own time (decoupled), or the ends alone keep all of it.
Work is counted in linear programs, seconds are those of the processor.
"""

import argparse
import time

import numpy as np

from optimizer.engine.safety_stock import Network, place
from optimizer.engine.safety_stock.bounded import net_times
from tests.bench._reporting import Figure, finish, median
from tests.optimizer.chains import real_chains


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench safety_stock")
    parser.add_argument("--work", type=int, default=200, help="linear programs per chain")
    parser.add_argument("--stages", type=int, default=2000, help="chains of at most so many stages")
    options = parser.parse_args(arguments)
    rows, gaps, ratios, seconds = [], [], [], []
    for number, network in real_chains().items():
        if len(network.stages) > options.stages:
            continue
        start = time.process_time()
        found = place(network, work=options.work)
        seconds.append(time.process_time() - start)
        gaps.append(found.gap)
        ratios.append(found.value / plain(network))
        rows.append(
            f"chain {number:>3}: {len(network.stages):>5} stages  value {found.value:>14.0f}  gap {found.gap:>7.2%}"
            f"  to the better rule {ratios[-1]:.3f}  {seconds[-1]:>6.1f} s"
        )
    figures = [
        Figure("value / the better of two plain rules, worst chain", max(ratios), "x", 1.0 + 1e-9),
        Figure("the same, median", median(ratios), "x"),
        Figure("gap to the proven bound, median", 100 * median(gaps), "%"),
        Figure("gap to the proven bound, worst", 100 * max(gaps), "%"),
        Figure("seconds of the slowest chain", max(seconds), "s CPU"),
        Figure("seconds of all chains", sum(seconds), "s CPU"),
    ]
    result = finish(
        "safety_stock", {"chains": len(rows), "work": options.work}, figures, ("ortools", "numpy")
    )
    print("\n".join(rows))
    return result


def plain(network: Network) -> float:
    """Value of the stock under the better of the two rules."""
    is_end = np.array([not row for row in network.customers])
    rules = (np.where(is_end, network.promises, 0), network.promises)
    return min(float(network.costs(net_times(network, rule)).sum()) for rule in rules)
