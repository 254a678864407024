"""Demand histories from CSV files (plain or gzip), in the three shapes in which they are passed on.

- wide: a row per series, its key first, then one column per period;
- dated: a row per day (YYYY-MM-DD first), then one column per series;
- long: three columns, series, period, quantity.

An empty cell is a period nobody knows anything of. The season is told by the labels: days repeat by weeks,
months and weeks by years.
"""

import csv
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")
WEEK_SEASON, MONTH_SEASON, DAY_SEASON = 52, 12, 7
Values = dict[str, float | None]


@dataclass(frozen=True)
class DemandTable:
    """`series`: by key, the quantities by period label, in order of time; `season`: periods of one round."""

    series: Mapping[str, Values]
    season: int


class UnreadableDemandFile(ValueError):
    """A file that is none of the three shapes; says where."""


def read_demand(path: Path) -> DemandTable:
    """The table of a file. Raises OSError, UnreadableDemandFile."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as handle:
        rows = [row for row in csv.reader(handle) if any(row)]
    if len(rows) < 2:
        raise UnreadableDemandFile(f"{path.name}: no rows under the header")
    header, *body = rows
    if DAY.match(body[0][0]):
        return DemandTable(_dated(header, body, path), DAY_SEASON)
    if len(header) == 3:
        return DemandTable(_long(body, path), _season(path.name, body[0][1]))
    return DemandTable(_wide(header, body, path), _season(path.name, header[1]))


def later(train: Values, test: Values) -> list[float | None]:
    """What of the test comes after the training: its new labels, or all of them when it counts anew."""
    new = [value for label, value in test.items() if label not in train]
    return new or list(test.values())


def _dated(header: list[str], body: list[list[str]], path: Path) -> dict[str, Values]:
    return {
        key: {row[0]: _number(row[column], path, row[0]) for row in body}
        for column, key in enumerate(header[1:], start=1)
    }


def _long(body: list[list[str]], path: Path) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for key, label, quantity in body:
        found.setdefault(key, {})[label] = _number(quantity, path, f"{key} {label}")
    return found


def _wide(header: list[str], body: list[list[str]], path: Path) -> dict[str, Values]:
    return {
        row[0]: {
            label: _number(cell, path, f"{row[0]} {label}")
            for label, cell in zip(header[1:], row[1:], strict=True)
        }
        for row in body
    }


def _season(name: str, label: str) -> int:
    return MONTH_SEASON if MONTH.fullmatch(label) or "monthly" in name else WEEK_SEASON


def _number(cell: str, path: Path, place: str) -> float | None:
    if not cell.strip():
        return None
    try:
        return float(cell)
    except ValueError:
        raise UnreadableDemandFile(f"{path.name}: “{cell}” at {place} is not a number") from None
