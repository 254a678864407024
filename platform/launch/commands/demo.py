"""`manage.py demo`: the living demo chain, from nothing to a page in the browser."""

import argparse
import subprocess
import sys
import time

from launch.console import say
from launch.places import MANAGE, ROOT
from launch.stack import Stack, running

USUAL_PACE = 6.0
# The check needs the chain and its items, not half a year of orders.
SMALL = ("--orders", "4", "--past", "20")


def run(arguments: list[str]) -> int:
    """Serve the demo until interrupted, or check it from end to end."""
    parser = argparse.ArgumentParser(prog="manage.py demo", description=__doc__)
    parser.add_argument("--port", type=int, help="port of the page (8000, or a free one)")
    pace = parser.add_argument("--pace", type=float, default=USUAL_PACE)
    pace.help = f"acts per minute of the simulated partners, 0 = none (usual: {USUAL_PACE:g})"
    parser.add_argument("--check", action="store_true", help="walk the whole way unattended, then stop")
    options = parser.parse_args(arguments)
    return check() if options.check else serve(options.port, options.pace)


def serve(port: int | None, pace: float) -> int:
    """Run the product and tend it until Ctrl-C."""
    begun = time.monotonic()
    say("Lianwang 链网")
    try:
        with running("main", port=port, pace=pace) as stack:
            _announce(stack, time.monotonic() - begun)
            while True:
                stack.tend()
                time.sleep(0.5)
    except (KeyboardInterrupt, SystemExit) as ending:
        say("\nStopped; the data is kept.")
        return int(ending.code or 0) if isinstance(ending, SystemExit) else 0


def check() -> int:
    """Walk the whole way in a world of its own that is thrown away; returns the walk's exit code."""
    with running("check", throwaway=True, has_page=False, seed=SMALL) as stack:
        command = [sys.executable, str(MANAGE), "demo_check"]
        return subprocess.run(command, cwd=ROOT, env=stack.environ, check=False).returncode


def _announce(stack: Stack, seconds: float) -> None:
    say(f"Ready after {seconds:.1f} s.\n")
    print(f"  Open      {stack.url}")
    print(f"  Password  {stack.password}")
    for line in stack.sign_ins.splitlines():
        print(f"  {line}")
    print("\n  Ctrl-C stops everything; the data is kept.", flush=True)
