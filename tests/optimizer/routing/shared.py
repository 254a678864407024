"""The instances and the independent checker that lie outside the project."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

SHARED = Path(__file__).resolve().parents[4] / "shared"
DATA, TOOLS = SHARED / "data" / "routing", SHARED / "tools"


def instance(name: str) -> Path:
    """The file of an instance; skips where the folder beside the project is absent, fails in continuous integration."""
    path = DATA / name
    if not path.is_file():
        missing(f"the routing instances lie outside the project: ../shared/data/routing/{name}")
    return path


def checker() -> ModuleType:
    """The independent checker as a module."""
    path = TOOLS / "routing_check.py"
    if not path.is_file():
        missing("the routing checker lies outside the project: ../shared/tools/routing_check.py")
    spec = importlib.util.spec_from_file_location("routing_check", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["routing_check"] = module
    spec.loader.exec_module(module)
    return module


def missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
