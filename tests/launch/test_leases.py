"""Servers run as long as somebody uses them, and not longer."""

import signal
import subprocess
import sys
from pathlib import Path

from launch.marks import Mark, is_alive
from launch.services import BOTH, Services
from launch.state import load
from tests.launch.conftest import sql

HOLDER = """
import sys
from pathlib import Path
from launch.services import Services
services = Services(Path(sys.argv[1]), Path(sys.argv[2]), durable=False)
services.acquire()
print("held", flush=True)
sys.stdin.readline()
services.release()
"""


def holder(services: Services) -> "subprocess.Popen[str]":
    """Another process that holds a lease until it reads a line."""
    command = [sys.executable, "-c", HOLDER, str(services.folder), str(services.copies)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def running(services: Services) -> list[Mark]:
    return [server.mark for server in load(services.folder).servers.values() if is_alive(server.mark)]


def processes_of(folder: Path) -> list[str]:
    """Commands of all processes that mention a folder or stand in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            place = (process / "cwd").resolve()
            words = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if place.is_relative_to(folder) or str(folder) in words.replace("\0", " "):
            found.append(words)
    return found


def test_first_lease_starts_and_last_one_stops(services: Services) -> None:
    services.acquire()
    started = running(services)

    services.release()

    assert len(started) == len(BOTH)
    assert running(services) == []
    assert processes_of(services.folder) == []


def test_servers_stay_while_another_process_uses_them(services: Services) -> None:
    other = holder(services)
    before = running(services)
    services.acquire()

    services.release()
    kept = running(services)
    other.communicate("\n", timeout=30)

    assert kept == before
    assert len(kept) == len(BOTH)
    assert running(services) == []


def test_lease_of_a_killed_process_does_not_count(services: Services) -> None:
    other = holder(services)
    other.send_signal(signal.SIGKILL)
    other.wait()
    left_running = running(services)

    services.acquire()
    reused = running(services)
    services.release()

    assert reused == left_running
    assert running(services) == []


def test_ports_stay_the_same_from_start_to_start(services: Services) -> None:
    services.acquire()
    first = load(services.folder).ports
    services.release()

    services.acquire()

    assert load(services.folder).ports == first


def test_data_is_kept_from_start_to_start(services: Services) -> None:
    services.acquire()
    sql(services, "create table kept (n int); insert into kept values (7)")
    services.release()

    services.acquire()

    assert sql(services, "select n from kept") == "7"
