"""`manage.py fresh`: forget everything built and stored; only what is in the repository stays."""

import argparse
import shutil
from pathlib import Path

from launch.console import say
from launch.places import FRONTEND, PROFILES, ROOT, VENV, runtime_home, shared_home
from launch.servant import find_servant
from launch.services import services_of

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
        if (home / profile / "state.json").exists():
            services_of(profile).stop()
    for path in (home, ROOT / ".lianwang", shared_home(), *BUILT, *(ROOT / name for name in CACHES), VENV):
        _remove(path)
    for cache in ROOT.rglob("__pycache__"):
        _remove(cache)
    say("Everything built is forgotten; python3 manage.py demo begins anew.")
    return 0


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
