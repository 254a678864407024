"""Packages and bundle of the front end, renewed only when their sources change."""

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from launch.children import end_group
from launch.console import LaunchError, step
from launch.node import Node, find_node
from launch.places import FRONTEND, MANAGE, ROOT

STAMPS = ROOT / ".lianwang" / "stamps"
SKIPPED = {"node_modules", "dist", "coverage", "test-results"}
GENERATED = FRONTEND / "src" / "graphql"
DIST = FRONTEND / "dist"


def ensure_packages() -> Node:
    """Install exactly the locked packages; returns the Node to run them with. Raises LaunchError."""
    node = find_node()
    wanted = digest([FRONTEND / "package-lock.json"])
    if not (FRONTEND / "node_modules").is_dir() or _read("packages") != wanted:
        with step("front-end packages"):
            run_npm(node, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        _write("packages", wanted)
    return node


@contextmanager
def bundling() -> Iterator[None]:
    """Build the front end beside the block, and wait for it at its end; given up at once if the block fails.

    Raises LaunchError if it cannot be built; the builder's words have then been printed.
    """
    if is_bundled(digest(_sources())):
        yield
        return
    builder = subprocess.Popen([sys.executable, str(MANAGE), "bundle"], start_new_session=True)
    try:
        yield
        if builder.wait() != 0:
            raise LaunchError("Without the front end there is nothing to show; see above.")
    finally:
        end_group(builder)


def is_bundled(wanted: str) -> bool:
    """True if there is a bundle of sources with this digest."""
    return (DIST / "index.html").is_file() and _read("bundle") == wanted


def ensure_bundle() -> None:
    """Build the front end unless the bundle fits its sources. Raises LaunchError with the builder's words."""
    wanted = digest(_sources())
    if is_bundled(wanted):
        return
    node = ensure_packages()
    with step("front end"):
        run_npm(node, "run", "codegen")
        # Types are `verify`'s business: a page is shown also while somebody is in the middle of a change.
        run_npm(node, "exec", "--", "vite", "build")
    _write("bundle", wanted)


def run_npm(node: Node, *arguments: str) -> None:
    """Run npm. Raises LaunchError with the end of its output if it fails."""
    done = node.run(*arguments)
    if done.returncode != 0:
        raise LaunchError(f"npm {' '.join(arguments)} failed:\n{done.stdout.strip()[-3000:]}")


def digest(paths: Iterable[Path]) -> str:
    """One hash over names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _sources() -> Iterable[Path]:
    yield ROOT / "schema.graphql"
    for entry in FRONTEND.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name not in SKIPPED:
            yield from (p for p in entry.rglob("*") if p.is_file() and GENERATED not in p.parents)


def _read(name: str) -> str:
    path = STAMPS / name
    return path.read_text() if path.exists() else ""


def _write(name: str, value: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)
