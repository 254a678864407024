"""What every benchmark says of itself, and how its figures are printed."""

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Figure:
    """One measured figure beside the one to reach (None: shown only)."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    is_least: bool = False  # the value must be at least the goal, else at most
    remark: str = ""

    @property
    def is_reached(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value >= self.goal if self.is_least else self.value <= self.goal


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def state(*packages: str) -> dict[str, Any]:
    """Commit, machine and versions."""
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "commit": found.stdout.strip() or None,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "versions": {"python": platform.python_version(), **{name: version(name) for name in packages}},
    }


def finish(name: str, data: dict[str, Any], figures: list[Figure], packages: Sequence[str]) -> int:
    """Print JSON and a table; 0 when every figure with a goal is reached."""
    report = {
        "bench": name,
        "state": state(*packages),
        "data": data,
        "figures": [{**asdict(figure), "is_reached": figure.is_reached} for figure in figures],
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))
    for figure in figures:
        sign = "≥" if figure.is_least else "≤"
        goal = "" if figure.goal is None else f"{sign} {figure.goal:g}"
        mark = {True: "reached", False: "MISSED", None: ""}[figure.is_reached]
        print(f"{figure.what:<58}{figure.value:>12.3f} {figure.unit:<8}{goal:>10}  {mark:<8} {figure.remark}")
    return 0 if all(figure.is_reached is not False for figure in figures) else 1


Timed = Callable[[], Any]
