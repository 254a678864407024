"""`manage.py services`: hold the embedded servers running and tell their addresses."""

import argparse
import re
import signal

from launch.connections import connected
from launch.console import say
from launch.places import PROFILES


def run(arguments: list[str]) -> int:
    """Hold the servers of a profile until interrupted."""
    parser = argparse.ArgumentParser(prog="manage.py services", description=__doc__)
    parser.add_argument("--profile", choices=PROFILES, default="main")
    parser.add_argument(
        "--export", action="store_true", help="print the addresses with passwords, for a shell"
    )
    options = parser.parse_args(arguments)
    with connected(options.profile) as found:
        for name, value in sorted(found.items()):
            if options.export:
                print(f"export {name}='{value}'", flush=True)
            elif name.endswith("_URL"):
                print(f"{name:<20} {masked(value)}", flush=True)
        say("Running; Ctrl-C ends it.")
        while True:
            signal.pause()


def masked(url: str) -> str:
    """An address without its password."""
    return re.sub(r"(://[^:@/]*):[^@]*@", r"\1:…@", url)
