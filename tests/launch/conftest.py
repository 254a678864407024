"""Servers of a test's own, in a folder the servers' user can enter (pytest's own folders are private)."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from launch.roles import run_sql
from launch.services import POSTGRES, Services
from launch.state import load, locked


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder every user can enter, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lw-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder every user can enter, removed afterwards."""
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A stopped cluster with its roles, to copy from: making one takes a second."""
    with open_folder() as folder:
        services = Services(folder / "own", folder / "programs", durable=False)
        services.acquire()
        services.release()
        with locked(services.folder) as state:
            # Tests run side by side: each finds ports of its own.
            state.ports.clear()
        yield services.folder


@pytest.fixture
def empty(runtime: Path) -> Iterator[Services]:
    """Stopped servers without any data; whatever the test leaves running is stopped."""
    services = Services(runtime / "own", runtime / "programs", durable=False)
    yield services
    services.stop()


@pytest.fixture
def services(empty: Services, prepared: Path) -> Services:
    """Stopped servers with cluster and roles."""
    subprocess.run(["cp", "-a", str(prepared), str(empty.folder)], check=True)
    return empty


@pytest.fixture(scope="module")
def standing() -> Iterator[Services]:
    """A running PostgreSQL for tests that leave it as it was."""
    with open_folder() as folder:
        services = Services(folder / "own", folder / "programs", durable=False)
        services.acquire([POSTGRES])
        yield services
        services.stop()


def sql(services: Services, statement: str, role: str = "owner") -> str:
    """Run a statement as one of the roles and return what it prints."""
    urls = services.database_urls(load(services.folder))
    return run_sql(getattr(urls, role), statement, services.binaries()).strip()
