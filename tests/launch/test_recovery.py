"""Servers come back after everything that may happen to them."""

import os
import signal
from pathlib import Path

import pytest

from launch.console import LaunchError
from launch.marks import mark_of, wait_gone
from launch.postgres import Postgres
from launch.services import POSTGRES, VALKEY, Services
from launch.state import FILE, load
from tests.launch.conftest import sql
from tests.launch.test_leases import processes_of


def kill(services: Services, name: str) -> int:
    """Kill a server the hard way; returns the port it had."""
    server = load(services.folder).servers[name]
    os.kill(server.mark.pid, signal.SIGKILL)
    assert wait_gone(server.mark, 5)
    return server.port


def test_killed_postgres_comes_back_with_what_was_committed(services: Services) -> None:
    services.acquire()
    sql(services, "create table kept (n int); insert into kept select generate_series(1, 1000)")
    port = kill(services, POSTGRES)

    started = services.revive()

    assert started == [POSTGRES]
    assert load(services.folder).servers[POSTGRES].port == port
    assert sql(services, "select count(*) from kept") == "1000"


def test_killed_valkey_comes_back_on_its_port(services: Services) -> None:
    services.acquire()
    port = kill(services, VALKEY)

    assert services.revive() == [VALKEY]
    assert load(services.folder).servers[VALKEY].port == port


def test_nothing_is_started_while_all_is_well(services: Services) -> None:
    services.acquire()

    assert services.revive() == []


def test_lock_that_names_a_stranger_is_ignored(services: Services) -> None:
    services.acquire()
    services.release()
    lock = services.folder / "postgres" / "postmaster.pid"
    # A pid that was given out anew after a crash: here, the pid of this very test.
    lock.write_text(f"{os.getpid()}\n{lock.parent}\n0\n5432\n\n127.0.0.1\n0 0\nready\n")

    services.acquire()

    assert sql(services, "select 1") == "1"


def test_servers_of_a_lost_state_are_found_again(services: Services) -> None:
    services.acquire()
    sql(services, "create table kept (n int); insert into kept values (7)")
    (services.folder / FILE).unlink()

    services.acquire()
    kept = sql(services, "select n from kept")
    services.release()

    assert kept == "7"
    assert processes_of(services.folder) == []


def test_half_made_cluster_is_not_taken_for_real(empty: Services) -> None:
    half = empty.folder / "postgres.new-half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    empty.acquire()

    assert sql(empty, "select 1") == "1"
    assert not half.exists()


def test_data_of_another_version_is_refused(empty: Services) -> None:
    data = empty.folder / "postgres"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")

    with pytest.raises(LaunchError, match="PostgreSQL 15"):
        empty.acquire()


def test_start_that_cannot_work_says_why(services: Services, runtime: Path) -> None:
    services.acquire()
    services.release()
    (services.folder / "postgres" / "global" / "pg_control").unlink()
    cluster = Postgres(services.folder, services.binaries(), services.servant, durable=False)

    with pytest.raises(LaunchError, match="pg_control"):
        cluster.start(load(services.folder).ports[POSTGRES])


def test_own_mark_is_alive_and_a_reused_pid_is_not() -> None:
    mine = mark_of(os.getpid())

    assert mine is not None
    assert mark_of(os.getpid()) == mine
    assert mark_of(1) != mine
