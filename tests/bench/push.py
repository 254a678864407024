"""`manage.py bench push`: from the commit of an event to the sockets that subscribe to it.

Two socket processes and the relay run as they do in the product, the listeners and the writer here, all on this
machine. Judged: p99 over all deliveries from the commit on, none lost, none doubled, order kept. Beside it, in
the same run, stands a bare broadcast: two processes that write a ready text to as many sockets when Redis says so,
without rights, streams or resuming.
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.bench._book import database, order_once
from tests.bench._listeners import Listener, listen
from tests.bench._reporting import ROOT, Figure, finish, percentile

QUERY = """subscription Changes($after: String) { orderChanges(after: $after) {
  position type occurredAt actorName order { id number status version } } }"""
SERVERS = 2
SOCKETS_PER_PERSON = 10
GOALS = {1_000: 0.25, 5_000: 1.0}
Sayer = Callable[[int], float]


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench push")
    parser.add_argument("--sockets", type=int, nargs="*", default=list(GOALS))
    parser.add_argument("--events", type=int, default=20, help="events per number of sockets, one a second")
    parser.add_argument("--seconds", type=int, default=20, help="length of the run at 50 commits a second")
    options = parser.parse_args(arguments)
    _raise_descriptor_limit()
    with database():
        from tests import world

        say = _sayer(order_once(world.LEADER_FIRST, (world.STATOR, world.ROTOR, world.BOLT)))
        tokens = _people(max(options.sockets) // (SERVERS * SOCKETS_PER_PERSON) + 1)
        figures: list[Figure] = []
        with _servers("config.asgi:application") as urls, _relay():
            for count in options.sockets:
                figures += asyncio.run(_product(urls, tokens, count, options.events, say))
            figures += asyncio.run(_under_load(urls, tokens, options.seconds, say))
        with _servers("tests.bench._broadcast:application") as urls:
            for count in options.sockets:
                figures += asyncio.run(_reference(urls, count, options.events))
    data = {"socket_processes": SERVERS, "events": options.events, "commits_per_second": 50}
    return finish("push", data, figures, ("django", "uvicorn", "websockets", "channels-redis", "redis"))


def _raise_descriptor_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _people(count: int) -> list[str]:
    """Tokens of so many buyers of the chain's leader, all with the same rights."""
    from accounts.roles import Role
    from accounts.services.provisioning import hash_once, user_provision
    from tenancy.context import system_access
    from tests import world
    from tests.live.samples import token_for

    hashed = hash_once(world.PASSWORD)
    with system_access("bench"):
        for number in range(count):
            user_provision(
                login=f"bench{number}@leader.test", display_name=f"采购 {number}", enterprise_id=world.LEADER.id,
                roles=[Role.BUYER], password_hash=hashed,
            )  # fmt: skip
    return [token_for(f"bench{number}@leader.test") for number in range(count)]


def _environment() -> dict[str, str]:
    """The services' addresses, with this benchmark's own database."""
    from django.conf import settings

    environment = dict(os.environ)
    for name, value in os.environ.items():
        if name.startswith("DATABASE_") and name.endswith("URL"):
            environment[name] = (
                urlsplit(value)._replace(path=f"/{settings.DATABASES['default']['NAME']}").geturl()
            )
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    environment["LIANWANG_DB_POOL"] = "1"
    return environment


@contextmanager
def _servers(application: str) -> Iterator[list[str]]:
    """uvicorn processes, as the product starts them; their socket addresses."""
    from tests.live.serving import free_port

    ports = [free_port() for _ in range(SERVERS)]
    options = ["--lifespan", "off", "--log-level", "warning", "--no-access-log", "--ws", "websockets-sansio"]
    options += ["--ws-per-message-deflate", "false", "--ws-max-size", "65536"]
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "uvicorn",
                application,
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
                *options,
            ],
            cwd=ROOT,
            env=_environment(),
        )
        for port in ports
    ]
    try:
        for port in ports:
            _wait_for(port)
        yield [f"ws://127.0.0.1:{port}/graphql/ws" for port in ports]
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(20)


def _wait_for(port: int) -> None:
    import socket

    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


@contextmanager
def _relay() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "django", "relay"], cwd=ROOT, env=_environment())
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def _sayer(order: Any) -> Sayer:
    """Commits one event of the order; answers the moment of the commit."""
    from django.db import transaction

    from events.services import emit
    from tenancy.context import acting_as
    from tests import world

    actor: Any = world.actor(world.LEADER, "BUYER")

    def say(version: int) -> float:
        with acting_as(actor.enterprise_id, actor.user_id), transaction.atomic():
            emit(
                actor, type="orders.purchase_order.changed", chain_id=world.CHAIN, subject_type="purchase_order",
                subject_id=uuid4(), root_type="purchase_order", root_id=order.id, version=version,
                audience=[world.LEADER.id, world.FIRST.id], payload={"side": "BUYER"},
            )  # fmt: skip
        return perf_counter()

    return say


async def _until_all_heard(listeners: list[Listener], count: int, seconds: float = 60) -> None:
    deadline = perf_counter() + seconds
    while perf_counter() < deadline:
        if all(len(listener.heard) >= count for listener in listeners):
            return
        await asyncio.sleep(0.05)


async def _warm(listeners: list[Listener], say: Callable[[int], Any]) -> None:
    """Until every listener follows the stream live; what it heard so far is forgotten."""
    for _ in range(60):
        await asyncio.to_thread(say, 0)
        await _until_all_heard(listeners, 1, seconds=3)
        if all(listener.heard for listener in listeners):
            break
    await asyncio.sleep(3)
    for listener in listeners:
        assert listener.heard, listener.closed_with
        listener.heard.clear()


def _judge(
    name: str, listeners: list[Listener], moments: list[float], goals: dict[str, float | None]
) -> list[Figure]:
    """Latencies, and whether anything was lost, doubled or out of order."""
    latencies, lost, doubled, disordered = [], 0, 0, 0
    first = min(position for listener in listeners for position, _ in listener.heard)
    wanted = range(first, first + len(moments))
    for listener in listeners:
        positions = [position for position, _ in listener.heard]
        lost += len(set(wanted) - set(positions))
        doubled += len(positions) - len(set(positions))
        disordered += positions != sorted(positions)
        latencies += [at - moments[position - first] for position, at in listener.heard if position in wanted]
    figures = [
        Figure(f"{name}: {label}", percentile(latencies, share), "s", goals.get(label))
        for label, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    ]
    faults = lost + doubled + disordered
    return [
        *figures,
        Figure(
            f"{name}: lost, doubled, out of order", faults, "", 0, remark=f"{lost}, {doubled}, {disordered}"
        ),
    ]


async def _product(urls: list[str], tokens: list[str], count: int, events: int, say: Sayer) -> list[Figure]:
    listeners = await listen(urls, tokens, count, QUERY)
    await _warm(listeners, say)
    moments = []
    for number in range(events):
        moments.append(await asyncio.to_thread(say, number))
        await asyncio.sleep(1.0)
    await _until_all_heard(listeners, events)
    figures = _judge(f"{count:,} sockets", listeners, moments, {"p99": GOALS.get(count)})
    await _close(listeners)
    return figures


async def _under_load(urls: list[str], tokens: list[str], seconds: int, say: Sayer) -> list[Figure]:
    """50 commits a second, heard by 50 screens."""
    listeners = await listen(urls, tokens, 50, QUERY)
    await _warm(listeners, say)
    began, moments = perf_counter(), []
    for number in range(seconds * 50):
        await asyncio.sleep(max(0.0, began + number / 50 - perf_counter()))
        moments.append(await asyncio.to_thread(say, number))
    await _until_all_heard(listeners, len(moments))
    figures = _judge("50 commits/s → 50 screens", listeners, moments, {"p95": 1.0, "p99": 3.0})
    await _close(listeners)
    return figures


async def _reference(urls: list[str], count: int, events: int) -> list[Figure]:
    import redis

    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    body = {"data": {"orderChanges": {"position": "0", "text": "x" * 250}}}

    def say(number: int) -> float:
        text = json.dumps({"id": "1", "type": "next", "payload": body}, separators=(",", ":"))
        client.publish("bench-broadcast", text.replace('"position":"0"', f'"position":"{number}"'))
        return perf_counter()

    listeners = await listen(urls, [""], count, QUERY)
    await _warm(listeners, say)
    moments = []
    for number in range(1, events + 1):
        moments.append(await asyncio.to_thread(say, number))
        await asyncio.sleep(1.0)
    await _until_all_heard(listeners, events)
    figures = _judge(f"reference, bare broadcast, {count:,} sockets", listeners, moments, {})
    await _close(listeners)
    return figures[:3]


async def _close(listeners: list[Listener]) -> None:
    for listener in listeners:
        listener.close()
    await asyncio.sleep(1)
