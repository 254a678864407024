"""The instances and the independent checker that lie outside the project."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from optimizer.engine.procurement import Plan, Result

SHARED = Path(__file__).resolve().parents[4] / "shared"
DATA, TOOLS = SHARED / "data" / "planning", SHARED / "tools"


def instance(name: str) -> Path:
    """The file of an instance; skips where the folder beside the project is absent, fails in continuous integration."""
    path = DATA / f"{name}.json.gz"
    if not path.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the planning instance is missing: {path}")
        pytest.skip(f"the planning instances lie outside the project: ../shared/data/planning/{path.name}")
    return path


def written(name: str, plan: Plan) -> dict[str, Any]:
    """A plan in the format of files."""
    orders = [{"source_option": o.source_option, "week": o.week, "lots": o.lots} for o in plan.orders]
    production = [{"item": p.item, "week": p.week, "quantity": p.quantity} for p in plan.production]
    return {
        "format": "lianwang.procurement-plan/1",
        "instance": name,
        "orders": orders,
        "production": production,
    }


def judged(path: Path, result: Result, folder: Path) -> dict[str, Any]:
    """What the independent checker says of a result with its claims."""
    output = {"cost": result.cost, "bound": result.bound, "plan": written(path.stem, result.plan)}
    return _checked(path, output, folder)


def verdict_of(path: Path, plan: Plan, folder: Path) -> dict[str, Any]:
    """What the independent checker says of a plan."""
    return _checked(path, written(path.stem, plan), folder)


def _checked(path: Path, output: dict[str, Any], folder: Path) -> dict[str, Any]:
    plan = folder / "plan.json"
    plan.write_text(json.dumps(output))
    command = [sys.executable, str(TOOLS / "procurement_check.py"), str(path), str(plan)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    verdict: dict[str, Any] = json.loads(done.stdout)
    return verdict
