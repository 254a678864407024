"""The npm package graphql-ws as a client: nothing missed, nothing doubled, over a hundred cuts."""

import json
import os
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from events.relay import relay_once
from tests.events.facts import buyer, tell
from tests.live.samples import SAID, engine, token_for
from tests.live.serving import serving
from tests.world import LEADER

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "frontend" / "package.json"
SCRIPT = Path(__file__).with_name("follow.mjs")

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]


class Following:
    """The script at work."""

    def __init__(self, url: str, **task: Any) -> None:
        settings = {
            "url": url, "token": token_for(LEADER.login("BUYER")), "query": SAID, "after": "0", "frontend": str(PACKAGE),
            "cuts": 0, "eventsPerCut": 6, "seed": 11, "seconds": 120, **task,
        }  # fmt: skip
        environment = {**os.environ, "FOLLOW_TASK": json.dumps(settings)}
        self._process = subprocess.Popen(
            ["node", str(SCRIPT)], env=environment, stdout=subprocess.PIPE, text=True
        )

    def report(self) -> dict[str, Any]:
        """What it saw, once it is through."""
        output, _ = self._process.communicate(timeout=150)
        found: dict[str, Any] = json.loads(output)
        return found

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None


def tell_until(stop: threading.Event, told: list[int]) -> None:
    """Changes come while the client follows, is cut, and returns."""
    try:
        actor = buyer()
        while not stop.is_set():
            tell(actor, payload={"n": len(told)})
            relay_once()
            told.append(len(told) + 1)
            stop.wait(0.01)
    finally:
        connections.close_all()


def test_cut_a_hundred_times_it_misses_nothing_and_doubles_nothing() -> None:
    told: list[int] = []
    stop = threading.Event()
    with serving(engine) as url:
        following = Following(url, count=300, cuts=100)
        telling = threading.Thread(target=tell_until, args=(stop, told))
        telling.start()
        try:
            report = following.report()
        finally:
            stop.set()
            telling.join()

    assert report["outcome"] == "done"
    assert report["cuts"] >= 100
    assert report["connects"] > 100
    assert report["positions"] == list(range(1, len(report["positions"]) + 1))
    assert len(report["positions"]) <= len(told)


def test_idle_for_seven_seconds_it_lives_on() -> None:
    with serving(engine) as url:
        following = Following(url, count=1)
        time.sleep(8)
        assert following.is_running
        tell(buyer())
        relay_once()
        report = following.report()

    assert report["positions"] == [1]
    assert report["connects"] == 1
    assert report["codes"] == []


def test_it_is_told_to_read_anew_when_its_position_is_gone() -> None:
    with serving(engine) as url:
        report = Following(url, count=1, after="999").report()

    assert "RESYNC" in report["outcome"]
