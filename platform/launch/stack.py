"""The whole product on one machine: servers, database, bundle and processes, under one profile."""

import contextlib
import os
import resource
import shutil
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from launch.children import Child, stop_all, stop_orphans
from launch.connections import ADDRESSES, DATA, DEMO, SECRET, connected, embedded_in
from launch.console import LaunchError, say, step
from launch.frontend import bundling
from launch.marks import is_alive, my_mark
from launch.places import MANAGE
from launch.ports import HOST, free_port, is_free
from launch.preparation import PASSWORD, demo_password, prepare_database
from launch.services import POSTGRES, Services, services_of
from launch.state import locked

USUAL_PORT = 8000
READY_WITHIN = 90.0
DESCRIPTORS = 20_000
# What a throw-away world does not take over from its surroundings.
OWN_WORLD = (*ADDRESSES, SECRET, DATA)


@dataclass
class Stack:
    """The running product: its address, the password and words of the demo, and its processes."""

    services: Services
    url: str
    environ: dict[str, str]
    embedded: Sequence[str]
    sign_ins: str = ""
    children: list[Child] = field(default_factory=list)

    @property
    def password(self) -> str:
        """The password of every demo sign-in."""
        return self.environ[PASSWORD]

    def tend(self) -> None:
        """Restart what has died: servers first, then processes."""
        for name in self.services.revive(self.embedded):
            say(f"  ✗ {name} had ended and was started again")
        for child in self.children:
            before = child.process
            child.tend()
            if child.process is not before:
                self.remember()

    def start(self, *names: str) -> None:
        """Start some of the processes."""
        for child in self.children:
            if child.name in names:
                child.start()
        self.remember()

    def remember(self) -> None:
        """Write down who runs, so that the next start can end what a killed one left behind."""
        with locked(self.services.folder) as state:
            state.children = [mark for mark in (child.mark() for child in self.children) if mark]

    def await_ready(self) -> None:
        """Wait until the web process serves. Raises LaunchError with its last words."""
        web = self.children[0]
        until = time.monotonic() + READY_WITHIN
        while not answers(f"{self.url}/readyz"):
            ended = web.process is None or web.process.poll() is not None
            if ended or time.monotonic() > until:
                words = "\n".join(web.last_words(12))
                raise LaunchError(f"The web process does not serve; the end of {web.log}:\n{words}")
            time.sleep(0.1)


@contextmanager
def running(
    profile: str,
    *,
    port: int | None = None,
    pace: float = 0.0,
    throwaway: bool = False,
    has_page: bool = True,
    seed: Sequence[str] = (),
) -> Iterator[Stack]:
    """The product from start to stop. `pace` is acts per minute of the simulated partners, 0 for none.

    Without `has_page` only the API is served; `seed` are arguments of the seeding. A `throwaway` product begins
    with an empty world of its own, whatever database the user has set; its logs stay until the next one.
    Raises LaunchError if the profile already runs.
    """
    services = services_of(profile)
    given = {key: value for key, value in os.environ.items() if not (throwaway and key in OWN_WORLD)}
    _raise_descriptor_limit()
    with _kept(services):
        if throwaway:
            _empty(services)
        with connected(profile, given) as found:
            stack = _laid_out(services, {**given, **found}, port, embedded_in(given))
            # Both take long on a fresh checkout, and neither needs the other.
            with bundling() if has_page else nullcontext():
                embedded = POSTGRES in stack.embedded
                stack.sign_ins = prepare_database(services, stack.environ, is_embedded=embedded, seed=seed)
            stack.children = list(_processes(stack, pace))
            try:
                _start(stack)
                yield stack
            finally:
                impatience = signal.signal(signal.SIGINT, signal.SIG_IGN)
                stop_all(stack.children)
                signal.signal(signal.SIGINT, impatience)


def _start(stack: Stack) -> None:
    with step("processes"):
        stack.start("web", "relay")
        stack.await_ready()
        stack.start("worker", "solver", "beat", "partners")
    with locked(stack.services.folder) as state:
        state.address = stack.url


def _empty(services: Services) -> None:
    """Remove data and stamps of a profile; the state file stays, since it tells that we keep the profile."""
    with locked(services.folder) as state:
        services.stop_servers(state)
        state.prepared, state.stamps, state.passwords = {}, {}, {}
    for name in ("postgres", "valkey", "data", "logs"):
        shutil.rmtree(services.folder / name, ignore_errors=True)


def answers(url: str) -> bool:
    """True if the address answers with success; proxies of the environment are not asked."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


@contextmanager
def _kept(services: Services) -> Iterator[None]:
    """Claim the profile for this process, ending orphans of a killed one."""
    with locked(services.folder) as state:
        if is_alive(state.keeper):
            where = f" at {state.address}" if state.address else ""
            raise LaunchError(f"It already runs{where}; stop that one first.")
        stop_orphans(state.children)
        state.keeper, state.children, state.address = my_mark(), [], ""
    try:
        yield
    finally:
        with locked(services.folder) as state:
            state.keeper, state.children, state.address = None, [], ""


def _laid_out(
    services: Services, surroundings: Mapping[str, str], port: int | None, embedded: Sequence[str]
) -> Stack:
    if port and not is_free(port):
        raise LaunchError(f"Port {port} is taken; give another one with --port.")
    port = port or free_port(USUAL_PORT)
    environ = {
        **surroundings,
        PASSWORD: demo_password(services),
        DEMO: "1",
        "PYTHONUNBUFFERED": "1",
        # Fewer memory arenas: threads would otherwise keep tens of megabytes each.
        "MALLOC_ARENA_MAX": "2",
    }
    stack = Stack(services, f"http://{HOST}:{port}", environ, embedded)
    environ["LIANWANG_URL"] = stack.url
    return stack


def _processes(stack: Stack, pace: float) -> Iterator[Child]:
    logs = stack.services.folder / "logs"
    logs.mkdir(exist_ok=True)

    def child(name: str, *command: str, **extra: str) -> Child:
        log = logs / f"{name}.log"
        if log.exists():
            log.rename(log.with_suffix(".old.log"))
        return Child(name, (sys.executable, *command), {**stack.environ, **extra}, log)

    port = stack.url.rpartition(":")[2]
    web = ["-m", "uvicorn", "config.asgi:application", "--host", HOST, "--port", port, "--lifespan", "off"]
    web += ["--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--ws-max-size", "65536"]
    web += ["--no-access-log"]
    web += ["--log-level", "warning", "--timeout-graceful-shutdown", "3"]
    worker = ["worker", "--pool", "prefork", "--concurrency", "1", "--loglevel", "warning"]
    yield child("web", *web, LIANWANG_DB_POOL="1")
    yield child("relay", str(MANAGE), "relay")
    celery = ["-m", "celery", "-q", "-A", "config"]
    alone = ["--without-gossip", "--without-mingle"]
    yield child("worker", *celery, *worker, *alone)
    # What solves for minutes stands behind everything a person waits for.
    yield child("solver", *celery, *worker, "--queues", "solve", "--hostname", "solver@%h", *alone)
    yield child("beat", *celery, "beat", "--loglevel", "warning", "--pidfile=")
    if pace > 0:
        yield child("partners", str(MANAGE), "simulate", "--url", stack.url, "--pace", str(pace))


def _raise_descriptor_limit() -> None:
    """Every socket is a file descriptor; the usual soft limit of 1,024 would refuse the 1,001st browser."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
