"""`manage.py test`: all tests; further arguments go to pytest or vitest."""

import argparse
import os
import subprocess
import sys
import time

from launch.chromium import HINT, ensure_chromium
from launch.connections import connected
from launch.console import say
from launch.frontend import ensure_bundle, ensure_packages
from launch.places import FRONTEND, ROOT

SUITES = ("backend", "frontend", "browser")
BROWSER_TESTS = "tests/e2e"


def run(arguments: list[str]) -> int:
    """Run the chosen suites, all by default; further arguments alone go to the back end's tests."""
    parser = argparse.ArgumentParser(prog="manage.py test", description=__doc__)
    parser.add_argument("suite", nargs="?", help=f"{', '.join(SUITES)}; all if left out")
    options, further = parser.parse_known_args(arguments)
    if options.suite and options.suite not in SUITES:
        options.suite, further = "backend", arguments
    chosen = [options.suite] if options.suite else ["backend"] if further else list(SUITES)
    results = {suite: _timed(suite, further) for suite in chosen}
    for suite, (code, seconds) in results.items():
        say(f"  {'✓' if code == 0 else '✗'} {suite:<10} {seconds:6.1f} s")
    return max(code for code, _ in results.values())


def _timed(suite: str, further: list[str]) -> tuple[int, float]:
    begun = time.monotonic()
    code = {"backend": backend, "frontend": frontend, "browser": browser}[suite](further)
    return code, time.monotonic() - begun


def backend(further: list[str]) -> int:
    """pytest on two processes, without the browser tests."""
    return _pytest("-n", "2", f"--ignore={BROWSER_TESTS}", *further)


def frontend(further: list[str]) -> int:
    """vitest."""
    node = ensure_packages()
    tests = [node.npm, "test", "--", *further]
    return subprocess.run(tests, cwd=FRONTEND, env=node.environ(), check=False).returncode


def browser(further: list[str]) -> int:
    """pytest with a browser against the running product. No browser: failure under CI=true, else a notice."""
    program = ensure_chromium()
    if program is None:
        say(HINT)
        return 1 if os.environ.get("CI") == "true" else 0
    os.environ["LIANWANG_CHROMIUM"] = str(program)
    ensure_bundle()
    return _pytest(BROWSER_TESTS, *further)


def _pytest(*arguments: str) -> int:
    with connected("test") as found:
        environ = {**os.environ, **found}
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
