"""Runs the event relay until it is told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.daemon import RelayLoop
from events.relay import relay_once


class Command(BaseCommand):
    help = (
        "Relay committed events to the enterprises' streams. Several may run; one works, the others stand by."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="relay what is waiting and stop")

    def handle(self, *, once: bool, **_: Any) -> None:
        if once:
            while relay_once().is_full:
                pass
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        RelayLoop(stop).run()
