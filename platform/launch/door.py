"""Which command needs what: environment, servers, Django."""

import importlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from launch import environment
from launch.connections import connected, placeholders
from launch.console import LaunchError, say

# Commands of the launcher: modules of launch.commands with `run(arguments) -> exit code`.
OWN = ("demo", "test", "verify", "bench", "bundle", "services", "fresh")
# Django's commands that read only the code; a person asking for help should not wait for a database.
WITHOUT_SERVERS = {
    "",
    "help",
    "version",
    "--version",
    "--help",
    "-h",
    "export_schema",
    "backtest",
    "startapp",
    "compilemessages",
    "solve_procurement",
    "solve_routing",
}


def main(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    name = argv[1] if len(argv) > 1 else ""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        if name != "fresh":
            environment.enter()
        if name in OWN:
            return int(importlib.import_module(f"launch.commands.{name}").run(list(argv[2:])))
        return _django(argv, name)
    except LaunchError as error:
        say(f"✗ {error}")
        return 1
    except KeyboardInterrupt:
        return 130


def _django(argv: Sequence[str], name: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if name in WITHOUT_SERVERS or {"--help", "-h"} & set(argv):
        os.environ.update(placeholders())
        _execute(argv)
        return 0
    with connected(os.environ.get("LIANWANG_PROFILE", "main")) as found:
        os.environ.update(found)
        _execute(argv)
    return 0


def _execute(argv: Sequence[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(list(argv))


def _leave(number: int, frame: FrameType | None) -> None:
    """A polite request to end unwinds the stack, so that leases are given back and children stopped."""
    sys.exit(128 + number)
