"""The relay process: woken by commits, patient while PostgreSQL or Redis are away."""

import logging
import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from channels.layers import get_channel_layer
from django.db import connections

from events import daemon, hints, relay
from events.daemon import RelayLoop
from events.hints import HintPublisher
from tenancy.context import system_access
from tests.events.facts import buyer, stream, tell
from tests.world import LEADER

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(daemon, "PAUSE", 5.0)  # so that only a wake-up can be quick
    monkeypatch.setattr(daemon, "LONGEST_WAIT", 0.5)
    stop = threading.Event()

    def run() -> None:
        try:
            RelayLoop(stop).run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    stop.set()
    thread.join(15)
    assert not thread.is_alive()


def eventually(check: Callable[[], bool], seconds: float = 10) -> float:
    """How long it took until the check held."""
    began = time.monotonic()
    while not check():
        assert time.monotonic() - began < seconds
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.mark.usefixtures("running")
def test_a_commit_wakes_the_relay() -> None:
    tell(buyer())
    eventually(lambda: len(stream(LEADER)) == 1)
    time.sleep(0.2)
    tell(buyer())

    assert eventually(lambda: len(stream(LEADER)) == 2) < 2.5  # half of its own pause


@pytest.mark.usefixtures("running")
def test_cut_connections_to_the_database_are_made_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    tell(buyer())
    eventually(lambda: len(stream(LEADER)) == 1)

    _cut_the_system_role()
    tell(buyer())

    eventually(lambda: len(stream(LEADER)) == 2)
    assert "the database is away" in caplog.text


def _cut_the_system_role() -> None:
    settings = connections["owner"].settings_dict
    with psycopg.connect(
        dbname=settings["NAME"], user=settings["USER"], password=settings["PASSWORD"],
        host=settings["HOST"] or None, port=settings["PORT"] or None, autocommit=True,
    ) as admin:  # fmt: skip
        role = connections["system"].settings_dict["USER"]
        with system_access("test"):
            connections["system"].close()
        with psycopg.connect(**_parameters("system"), autocommit=True) as own:
            own.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where usename = %s and datname = current_database() and pid <> pg_backend_pid()",
                [role],
            )
        assert admin.execute("select 1").fetchone() == (1,)


def _parameters(alias: str) -> dict[str, object]:
    settings = connections[alias].settings_dict
    return {
        "dbname": settings["NAME"], "user": settings["USER"], "password": settings["PASSWORD"],
        "host": settings["HOST"] or None, "port": settings["PORT"] or None,
    }  # fmt: skip


class Absent:
    """A channel layer whose server is away."""

    def __init__(self) -> None:
        self.asked = 0

    async def group_send(self, group: str, message: object) -> None:
        self.asked += 1
        raise ConnectionError


def test_without_redis_events_are_relayed_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    absent, publisher = Absent(), HintPublisher()
    monkeypatch.setattr(hints, "get_channel_layer", lambda: absent)
    monkeypatch.setattr(hints, "_publisher", publisher)

    for _ in range(5):
        tell(buyer())
        relay.relay_once()

    assert len(stream(LEADER)) == 5
    assert absent.asked < 10  # two groups an event: it does not try at every event while Redis is away
    assert caplog.text.count("hints cannot be sent") == 1
    monkeypatch.setattr(hints, "get_channel_layer", get_channel_layer)
    time.sleep(0.6)
    assert eventually(lambda: publisher.send([("stream.test", {"type": "stream.hint"})])) < 5


def test_hints_that_hang_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    class Hanging:
        async def group_send(self, group: str, message: object) -> None:
            await asyncio.sleep(60)

    monkeypatch.setattr(hints, "get_channel_layer", Hanging)
    monkeypatch.setattr(hints, "TIMEOUT", 0.1)

    began = time.monotonic()

    assert not HintPublisher().send([("stream.test", {})])
    assert time.monotonic() - began < 30  # it hangs for 60
