"""`manage.py fresh`: forget everything built and stored; only what is in the repository stays."""

import argparse
import shutil
import signal
from pathlib import Path

from launch.children import stop_orphans
from launch.console import say
from launch.marks import stop
from launch.places import FRONTEND, PROFILES, ROOT, VENV, runtime_home, shared_home
from launch.servant import find_servant
from launch.services import Services, services_of
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
    for path in (home, ROOT / ".lianwang", shared_home(), *BUILT, *(ROOT / name for name in CACHES), VENV):
        _remove(path)
    for cache in ROOT.rglob("__pycache__"):
        _remove(cache)
    say("Everything built is forgotten; python3 manage.py demo begins anew.")
    return 0


def _end(services: Services) -> None:
    """End the product that runs under a profile, what a killed one left behind, and the servers."""
    state = load(services.folder)
    if state.keeper:
        stop(state.keeper, signal.SIGTERM, 30)
    stop_orphans(state.children)
    services.stop()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
