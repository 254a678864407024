"""The stage, set once per module on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def stage_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stage")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: object, stage_files: Path) -> Iterator[Path]:
    """Committed documents of every kind and state (tests/isolation/stage.py); the folder its files lie in.

    Built once per run; each module gets a copy of its own.
    """
    from tests import databases
    from tests.isolation import stage as the_stage

    before = settings.MEDIA_ROOT
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        settings.MEDIA_ROOT = stage_files
        try:
            if not databases.is_kept("stage"):
                databases.renew_worker()
                the_stage.build()
                databases.keep("stage")
            databases.take("stage")
            yield stage_files
        finally:
            settings.MEDIA_ROOT = before
            databases.mark_used()


@pytest.fixture
def undone(stage: Path, django_db_blocker: object) -> Iterator[None]:
    """What the test does on the stage is rolled back, on both aliases."""
    from django.db import transaction

    from tests import databases

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        blocks = [transaction.atomic(using=alias) for alias in databases.ALIASES]
        for block in blocks:
            block.__enter__()
        try:
            yield
        finally:
            for alias, block in zip(reversed(databases.ALIASES), reversed(blocks), strict=True):
                transaction.set_rollback(True, using=alias)
                block.__exit__(None, None, None)
