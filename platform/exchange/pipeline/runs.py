"""Moves of a run's row. Every move states what it starts from, so a second worker or an abort is noticed."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet

from accounts.actor import Actor
from common.clock import now
from common.errors import DomainError
from common.ids import new_id
from exchange import errors
from exchange.models import ImportChunk, ImportRun
from exchange.pipeline.progress import tell
from exchange.states import ENDED, ImportState

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The run was aborted, or another worker has taken it further."""


def advance(run: ImportRun, *, since: ImportState, passed: int | None = None, **changes: Any) -> None:
    """Write `changes` if the run still stands where we left it; locks its row until the transaction ends.

    `passed`: the checkpoint we believe in. Raises Stopped when any of it is no longer so. The object in
    hand carries the changes afterwards.
    """
    standing = ImportRun.objects.filter(id=run.id, enterprise_id=run.enterprise_id, state=since)
    if passed is not None:
        standing = standing.filter(checkpoint=passed)
    changes["moved_at"] = now()
    if ImportState(changes.get("state", since)) in ENDED:
        changes["finished_at"] = changes["moved_at"]
    if not standing.update(version=F("version") + 1, **changes):
        raise Stopped
    for name, value in changes.items():
        setattr(run, name, value)
    run.version += 1


@contextmanager
def one_step() -> Iterator[None]:
    """A transaction for one of many steps of a stage, whose commit need not wait for the disk.

    A step and the run's record of it are kept or lost together: should the database fall over before the disk
    has them, the run simply goes on from an earlier step. The last transaction of a stage is an ordinary one.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local synchronous_commit to off")
        yield


# Rows come and go by the hundred thousand and hardly one is part of a cycle; at Python's usual threshold a sixth
# of the time goes into looking for them.
_COLLECT_AFTER = 100_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Let the collector of cycles look seldom, and not at what was there before."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


@contextmanager
def failing_clearly(actor: Actor, run: ImportRun) -> Iterator[None]:
    """Record why the work on a run ended early. A lost database is passed on: the task comes again."""
    try:
        yield
    except Stopped:
        log.info("import run %s was stopped", run.id)
    except DomainError as error:
        _fail(actor, run, error)
    except DatabaseError:
        raise
    except Exception:
        reference = new_id().hex[:12]
        log.exception("import run %s broke, reference %s", run.id, reference)
        _fail(actor, run, DomainError(errors.RUN_BROKEN, reference=reference))


def _fail(actor: Actor, run: ImportRun, error: DomainError) -> None:
    try:
        advance(
            run,
            since=ImportState(run.state),
            state=ImportState.FAILED,
            error_code=error.code,
            error_params=stored_error(error),
        )
    except Stopped:
        return
    tell(actor, run)


def stored_error(error: DomainError) -> dict[str, Any]:
    """Both languages are kept: who reads it later may speak the other one."""
    params = {key: str(value) for key, value in error.params.items()}
    return {"zh": error.message("zh"), "en": error.message("en"), "params": params, "field": error.field}


def chunks_of(run: ImportRun) -> "QuerySet[ImportChunk]":
    return ImportChunk.objects.filter(enterprise_id=run.enterprise_id, run_id=run.id)


def each_chunk(run: ImportRun, *, since: int = 0) -> Iterator[ImportChunk]:
    """The chunks in order, one in memory at a time, from number `since` on."""
    numbers = chunks_of(run).filter(number__gte=since).order_by("number").values_list("number", flat=True)
    for number in list(numbers):
        yield chunks_of(run).get(number=number)
