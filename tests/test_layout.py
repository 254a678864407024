"""`platform/` is a folder of packages, never a package: it must not hide the standard library's module."""

import importlib.util
import platform
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "platform"
APPS = sorted(
    p.parent.name
    for p in (*FOLDER.glob("*/__init__.py"), *ROOT.glob("*/__init__.py"))
    if p.parent != ROOT / "tests"
)


def test_platform_folder_holds_no_module() -> None:
    assert list(FOLDER.glob("*.py")) == []


def test_platform_is_the_standard_library() -> None:
    assert Path(platform.__file__).parent == Path(sysconfig.get_path("stdlib"))


def test_platform_is_the_standard_library_from_the_repository_root() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "platform"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == platform.platform()


@pytest.mark.parametrize("name", APPS)
def test_names_of_apps_hide_nothing(name: str) -> None:
    spec = importlib.util.find_spec(name)

    assert name not in sys.stdlib_module_names
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)


def test_apps_are_found() -> None:
    assert {"launch", "common", "tenancy", "config", "orders", "suppliers"} <= set(APPS)
