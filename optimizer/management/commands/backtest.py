"""`manage.py backtest demand`: how good the demand forecasts would have been, beside every single method.

    manage.py backtest demand --json                          # the four sets of real demand beside the checkout
    manage.py backtest demand --train FILE --test FILE --json # forecast the second from the first

Forecasts are made from several origins, one horizon apart, from what was known then. With `--json` one
object: {wql, coverage, bias, loss_95, baselines: {method: {the same}}}; of several sets the mean, and each
under `sets`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser

from optimizer.engine.forecasting import Series
from optimizer.engine.forecasting.backtest import Origin, at_origin, rolled, router_scores, single_scores
from optimizer.management.demand_files import DemandTable, UnreadableDemandFile, later, read_demand

# File and horizon of each set.
SETS = {
    "uci_weekly": ("uci_weekly_sales_dev.csv.gz", 8),
    "carparts_monthly": ("carparts_monthly_dev.csv.gz", 6),
    "supplygraph_daily": ("supplygraph_sales_order_dev.csv.gz", 14),
    "m4_weekly": ("m4_weekly_last260_dev.csv.gz", 13),
}
# Longest horizon for each season, when none is asked for.
HORIZONS = {7: 14, 12: 6, 52: 13}
Report = dict[str, Any]
CHECKOUT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Forecast the past and compare: WQL, coverage and bias of the router and of every single method."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", choices=["demand"])
        parser.add_argument("--train", type=Path, metavar="FILE", help="histories to forecast from")
        parser.add_argument("--test", type=Path, metavar="FILE", help="what followed")
        parser.add_argument("--data", type=Path, metavar="FOLDER", help="folder of the four sets")
        parser.add_argument("--horizon", type=int, metavar="N", help="periods ahead")
        parser.add_argument("--season", type=int, metavar="N", help="periods of one round, e.g. 52")
        parser.add_argument(
            "--origins", type=int, default=3, metavar="N", help="origins of each of the four sets"
        )
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["train"]) != bool(options["test"]):
            raise CommandError("--train and --test go together: state both or neither")
        try:
            report = _of_files(options) if options["train"] else _of_sets(options)
        except (OSError, EOFError, UnreadableDemandFile) as error:
            raise CommandError(str(error)) from None
        if options["as_json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for name, part in report.get("sets", {"demand": report}).items():
            self.stdout.write("\n".join(table(name, part)))


def real_data(folder: Path | None) -> Path:
    """The folder with the real demand sets: the given one, or the one beside the checkout."""
    return folder or CHECKOUT.parent / "shared" / "data" / "real"


def origins_of_set(folder: Path, name: str, origins: int, seed: int) -> list[Origin]:
    """The rolled origins of one of the four sets."""
    file, horizon = SETS[name]
    data = read_demand(folder / file)
    series = [Series(key, tuple(values.values()), data.season) for key, values in data.series.items()]
    return [at_origin(history, actual, seed) for history, actual in rolled(series, horizon, origins)]


def report_of(origins: Sequence[Origin]) -> Report:
    """Scores of the router, and under `baselines` those of every single method."""
    single = single_scores(origins)
    best = min((one.wql for one in single.values() if one.wql is not None), default=None)
    own = asdict(router_scores(origins))
    ratio = own["wql"] / best if best and own["wql"] is not None else None
    return {
        **own,
        "wql_to_best_single": ratio,
        "baselines": {name: asdict(one) for name, one in single.items()},
    }


def table(name: str, report: Report) -> list[str]:
    """Lines for people: the router first, then the single methods from the best on."""
    rows = [("router", report), *sorted(report["baselines"].items(), key=lambda row: row[1]["wql"] or 0)]
    lines = [f"{name:<28}{'WQL':>10}{'cover':>8}{'bias':>9}{'loss 95':>10}"]
    for method, one in rows:
        cells = (
            _cell(one["wql"], 10),
            _cell(one["coverage"], 8),
            _cell(one["bias"], 9),
            _cell(one["loss_95"], 10),
        )
        lines.append(f"  {method:<26}{''.join(cells)}")
    return lines


def _cell(value: float | None, width: int) -> str:
    return f"{'–' if value is None else f'{value:.4f}':>{width}}"


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _of_sets(options: dict[str, Any]) -> Report:
    folder = real_data(options["data"])
    sets = {
        name: report_of(origins_of_set(folder, name, options["origins"], options["seed"])) for name in SETS
    }
    first = next(iter(sets.values()))
    mean = {key: _mean(part[key] for part in sets.values()) for key in first if key != "baselines"}
    baselines = {
        method: {key: _mean(part["baselines"][method][key] for part in sets.values()) for key in scores}
        for method, scores in first["baselines"].items()
    }
    return {**mean, "baselines": baselines, "sets": sets}


def _of_files(options: dict[str, Any]) -> Report:
    """The test is forecast one horizon at a time, each from all that came before it."""
    train, test = read_demand(options["train"]), read_demand(options["test"])
    season = options["season"] or train.season
    pairs = _pairs(train, test)
    if not pairs:
        raise CommandError(f"{options['test'].name} has no series with a history in {options['train'].name}")
    length = max(len(after) for _, _, after in pairs)
    horizon = options["horizon"] or min(length, HORIZONS.get(season, length))
    origins = []
    for start in range(0, length, horizon):
        kept = [
            (key, (*before, *after[:start]), after[start : start + horizon]) for key, before, after in pairs
        ]
        history = [Series(key, values, season) for key, values, _ in kept]
        width = min(horizon, length - start)
        actual = np.full((len(kept), width), np.nan)
        for row, (_, _, after) in zip(actual, kept, strict=True):
            row[: len(after)] = [np.nan if value is None else value for value in after]
        origins.append(at_origin(history, actual, options["seed"]))
    return report_of(origins)


def _pairs(train: DemandTable, test: DemandTable) -> list[tuple[str, list[float | None], list[float | None]]]:
    """Key, history and what followed. A series only the test file knows has its history there, if it has one."""
    labels = {label for values in train.series.values() for label in values}
    found = []
    for key, values in test.series.items():
        before = train.series.get(key) or {label: v for label, v in values.items() if label in labels}
        if before and before != values:
            found.append((key, list(before.values()), later(before, values)))
    return found
