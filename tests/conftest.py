"""Real PostgreSQL for every test, as the application role.

Fixtures:
- `db`: the test runs in transactions (aliases default and system) that are rolled back. What one alias
  writes the other does not see; the world below is committed and seen by both.
- `committed`: the test runs on a database of its own that is thrown away; commits, threads, other
  processes and both aliases work. Costs about a quarter of a second.
- `world`: the small committed world every test may count on (tests/world.py).
"""

import os
from collections.abc import Iterator

import pytest


def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import HealthCheck, settings

    settings.register_profile(
        "house",
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object, worker_id: str) -> Iterator[None]:
    from tests import databases

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.open_worker(worker_id)
        yield
        databases.drop_worker()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    from django.db import connections, transaction

    from tenancy.context import acting_as
    from tests import databases, world

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        blocks = [transaction.atomic(using=alias) for alias in databases.ALIASES]
        for block in blocks:
            block._from_testcase = True  # type: ignore[attr-defined]
            block.__enter__()
        try:
            yield
            if not connections["default"].needs_rollback:
                with acting_as(world.LEADER.id):
                    connections["default"].check_constraints()
        finally:
            for alias, block in zip(reversed(databases.ALIASES), reversed(blocks), strict=True):
                transaction.set_rollback(True, using=alias)
                block.__exit__(None, None, None)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    from tests import databases

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.renew_worker()
        yield
        databases.mark_used()


@pytest.fixture
def world(request: pytest.FixtureRequest) -> object:
    from tests import world as the_world

    return the_world
