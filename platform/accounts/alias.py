"""Sign-in material lies behind the system role; this is the only way accounts reaches it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tenancy.context import system_access

SYSTEM = "system"


@contextmanager
def system_transaction(job: str) -> Iterator[None]:
    """One transaction of the system role under a listed job name (`sign-in` or `users`)."""
    with system_access(job), transaction.atomic(using=SYSTEM):
        yield
