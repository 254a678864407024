"""Servers of a test's own, in a folder the servers' user can enter (pytest's own folders are private)."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.roles import run_sql
from launch.services import Services
from launch.state import load


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder every user can enter, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lw-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def services(runtime: Path) -> Iterator[Services]:
    """Stopped servers with an empty folder; whatever the test leaves running is stopped."""
    services = Services(runtime / "own", runtime / "programs", durable=False)
    yield services
    services.stop()


def sql(services: Services, statement: str, role: str = "owner") -> str:
    """Run a statement as one of the roles and return what it prints."""
    urls = services.database_urls(load(services.folder))
    return run_sql(getattr(urls, role), statement, services.binaries()).strip()
