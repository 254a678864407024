"""`manage.py fresh`: forget everything built and stored; only what is in the repository stays."""

import argparse
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

from launch.children import stop_orphans
from launch.console import LaunchError, say
from launch.marks import stop
from launch.places import FRONTEND, PROFILES, ROOT, VENV, runtime_home, shared_home
from launch.servant import find_servant
from launch.services import PROGRAMS, Services, services_of
from launch.state import FILE, load

CACHES = (
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    ".coverage",
    "htmlcov",
    "test-results",
    "bench-results",
)
BUILT = (FRONTEND / "node_modules", FRONTEND / "dist", FRONTEND / "src" / "graphql")


def run(arguments: list[str]) -> int:
    """Stop the servers, remove environment, data, build results and caches."""
    argparse.ArgumentParser(prog="manage.py fresh", description=__doc__).parse_args(arguments)
    home = runtime_home(find_servant())
    for profile in PROFILES:
        if (home / profile / FILE).exists():
            _end(services_of(profile))
    for path in built(home):
        _remove(path)
    say("Everything built is forgotten; python3 manage.py demo begins anew.")
    return 0


def built(home: Path) -> Iterator[Path]:
    """Everything a command of ours has made. In a runtime folder the user has named, only what is ours."""
    yield from (home / name for name in (*PROFILES, PROGRAMS))
    yield from (ROOT / ".lianwang", shared_home(), *BUILT, *(ROOT / name for name in CACHES))
    yield from (path for path in ROOT.rglob("__pycache__") if VENV not in path.parents)
    yield VENV


def _end(services: Services) -> None:
    """End the product that runs under a profile, what a killed one left behind, and the servers."""
    state = load(services.folder)
    if state.keeper:
        stop(state.keeper, signal.SIGTERM, 30)
    stop_orphans(state.children)
    services.stop()


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise LaunchError(f"{error.filename} cannot be removed: {error.strerror}.") from error
