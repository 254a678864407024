"""The relay as a process: woken by the database, asking twice a second anyhow, patient while things are away."""

import logging
import threading
import time
from typing import Any, Final

import psycopg
from django.db import Error as DatabaseError
from django.db import connections

from events.relay import relay_once
from events.streams import SYSTEM

logger = logging.getLogger(__name__)
CHANNEL: Final = "lianwang_events"
SEAL_EVERY: Final = 1.0  # seconds
PAUSE: Final = 0.5  # seconds between passes when nothing wakes it
LONGEST_WAIT: Final = 10.0  # seconds between attempts while the database is away


class RelayLoop:
    """Runs passes until `stop` is set."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def run(self) -> None:
        wait = PAUSE
        while not self._stop.is_set():
            try:
                with self._listen() as wake:
                    logger.info("relay is running")
                    wait = PAUSE
                    self._passes(wake)
            except (DatabaseError, psycopg.Error) as fault:
                logger.warning(
                    "the database is away (%s), next attempt in %.1f s", type(fault).__name__, wait
                )
                connections[SYSTEM].close()
                self._stop.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)

    def _listen(self) -> "psycopg.Connection[Any]":
        """A connection of its own that hears of commits of events."""
        parameters = connections[SYSTEM].get_connection_params()
        known = {
            key: value
            for key, value in parameters.items()
            if key not in ("cursor_factory", "context", "pool")
        }
        wake = psycopg.connect(**{**known, "autocommit": True})
        wake.execute(f"listen {CHANNEL}")
        return wake

    def _passes(self, wake: "psycopg.Connection[Any]") -> None:
        sealed = 0.0
        while not self._stop.is_set():
            # Events are urgent, seals are not: they may take a few at a time.
            seals = time.monotonic() - sealed >= SEAL_EVERY
            if seals:
                sealed = time.monotonic()
            if relay_once(seals=seals).is_full:
                continue
            for _ in wake.notifies(timeout=PAUSE, stop_after=1):
                pass
