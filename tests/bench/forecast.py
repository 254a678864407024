"""`manage.py bench forecast`: the four sets of real demand, the router beside every single method, and the
time for many series.

Origins lie one horizon apart and nothing after an origin is known to a forecast made there. Seconds are those
of the processor, single-threaded but for the linear algebra.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from optimizer.engine.forecasting import Series, forecast
from optimizer.engine.forecasting.scoring import DECILES
from optimizer.management.commands.backtest import SETS, origins_of_set, real_data, report_of, table
from tests.bench._reporting import Figure, finish

SHARE_RANGE = (0.76, 0.84)


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench forecast")
    parser.add_argument("--data", type=Path, help="folder of the four sets")
    parser.add_argument("--origins", type=int, default=3)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    figures, lines = [], []
    for name in SETS:
        report = report_of(origins_of_set(real_data(options.data), name, options.origins, options.seed))
        lines += table(name, report)
        figures += [
            Figure(f"{name}: WQL / best single method", report["wql_to_best_single"], "x", 1.03),
            Figure(
                f"{name}: 80 % interval holds, at least",
                report["coverage"],
                "",
                SHARE_RANGE[0],
                is_least=True,
            ),
            Figure(f"{name}: 80 % interval holds, at most", report["coverage"], "", SHARE_RANGE[1]),
        ]
    seconds = _seconds(options.series, options.seed)
    figures.append(Figure(f"{options.series} series of 104 weeks, 13 ahead", seconds, "s CPU", 600))
    data = {"sets": {name: SETS[name][0] for name in SETS}, "origins": options.origins, "seed": options.seed}
    result = finish("forecast", data, figures, ("numpy",))
    print("\n".join(lines))
    return result


def _seconds(count: int, seed: int) -> float:
    """Of forecasting so many generated series: seasonal, intermittent and trending ones in turn."""
    random = np.random.default_rng(seed)
    weeks = np.arange(104)
    series = []
    for number in range(count):
        level = random.lognormal(3, 1.5)
        shape = (1 + 0.4 * np.sin(weeks / 52 * 2 * np.pi), random.random(104) < 0.3, 1 + weeks / 104)[
            number % 3
        ]
        values = random.poisson(level * shape).astype(float)
        series.append(Series(str(number), tuple(values.tolist()), 52))
    start = time.process_time()
    forecast(series, 13, DECILES.tolist(), seed)
    return time.process_time() - start
