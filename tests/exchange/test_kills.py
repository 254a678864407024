"""Workers die at any moment; whoever takes over ends where an undisturbed run would have ended."""

import os
import random
import signal
from collections.abc import Callable
from types import ModuleType
from uuid import UUID

import pytest
from django.db import connections

from accounts.actor import Actor
from audit.models import AuditEntry
from events.models import Event
from exchange import limits
from exchange.models import ImportChunk, ImportRun
from exchange.pipeline import housekeeping
from exchange.pipeline.importer import import_run
from exchange.pipeline.reader import read_run
from exchange.pipeline.rechecker import check_run
from exchange.selectors import import_run_get
from exchange.services import import_begin, import_open, upload_store
from exchange.states import Acceptance, ImportState
from suppliers.models import Item
from tenancy.context import acting_as, system_access
from tests.exchange.hostile import csv_bytes
from tests.exchange.steps import acting

ITEMS = "suppliers.items"
STAGES: dict[ImportState, Callable[..., None]] = {
    ImportState.READING: read_run,
    ImportState.CHECKING: check_run,
    ImportState.IMPORTING: import_run,
}


@pytest.fixture
def buyer(committed: None, world: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setattr(limits, "CHUNK_ROWS", 10)
    actor: Actor = world.actor(world.LEADER, "BUYER")
    return actor


def _book(prefix: str, rows: int = 60) -> bytes:
    lines = [[f"{prefix}-{i:03}", f"名称 {i}", "箱" if i % 17 == 5 else "件", "K"] for i in range(rows)]
    return csv_bytes([["物料编码", "物料名称", "单位", "类别"], *lines])


def _dies_within(statements: int, work: Callable[[], None]) -> bool:
    """Do the work in a process that is killed before its n-th statement; whether it was."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    child = os.fork()
    if child == 0:
        left = statements

        def count(execute: Callable[..., object], *args: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*args)

        code = 1
        try:
            with connections["default"].execute_wrapper(count):
                work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _stage(actor: Actor, run_id: UUID) -> None:
    with acting(actor):
        run = import_run_get(actor, run_id)
        STAGES[ImportState(run.state)](actor=actor, run=run)


def _opened(actor: Actor, content: bytes) -> UUID:
    with acting(actor):
        upload = upload_store(actor=actor, name="book.csv", blocks=[content])
        return import_open(actor=actor, upload_id=upload.id, mapping=ITEMS).id


def _state(actor: Actor, run_id: UUID) -> ImportState:
    with acting(actor):
        return ImportState(import_run_get(actor, run_id).state)


def _killed_through(actor: Actor, run_id: UUID, dice: random.Random, most: int) -> int:
    """Work on the run with workers that die at random, until it moves on; how many died."""
    kills, started = 0, _state(actor, run_id)
    while _state(actor, run_id) == started:
        kills += _dies_within(dice.randrange(1, most), lambda: _stage(actor, run_id))
        most += 2  # also the unluckiest run ends
    return kills


def _facts(actor: Actor, prefix: str) -> dict[str, object]:
    """What the run left behind, without ids and instants."""
    with acting(actor):
        items = Item.objects.filter(number__startswith=prefix)
        audits = AuditEntry.objects.filter(subject_id__in=items.values("id"))
        subjects = set(items.values_list("id", flat=True))
        number = items.count()
        names = [n[len(prefix) :] for n in items.order_by("number").values_list("number", flat=True)]
        audited = audits.count()
    with system_access("test"):
        events = (
            Event.objects.using("system")
            .filter(subject_id__in=subjects, type="suppliers.item.created")
            .count()
        )
    return {"items": number, "names": names, "audits": audited, "events": events}


@pytest.mark.parametrize("acceptance", list(Acceptance))
def test_workers_killed_at_random_points_leave_the_same_end(buyer: Actor, acceptance: Acceptance) -> None:
    dice, kills, ends = random.Random(2026), 0, []
    content = _book("K").replace("箱".encode(), "件".encode()) if acceptance is Acceptance.ALL else _book("K")
    for turn in range(4):
        prefix = f"K{turn}"
        run_id = _opened(buyer, content.replace(b"K-", prefix.encode() + b"-"))
        if turn:
            kills += _killed_through(buyer, run_id, dice, 30)
        else:
            _stage(buyer, run_id)
        assert _state(buyer, run_id) == ImportState.READY
        with acting(buyer):
            import_begin(actor=buyer, run_id=run_id, acceptance=acceptance)
        if turn:
            kills += _killed_through(buyer, run_id, dice, 40)
        else:
            _stage(buyer, run_id)
        with acting(buyer):
            run = import_run_get(buyer, run_id)
            states = list(
                ImportChunk.objects.filter(run_id=run_id).order_by("number").values_list("states", flat=True)
            )
        assert run.state == ImportState.DONE
        ends.append((_facts(buyer, prefix), run.counts, run.rows_done, states))
    assert kills >= 20
    assert all(end == ends[0] for end in ends)
    good = 60 if acceptance is Acceptance.ALL else 56
    assert ends[0][0] == {**ends[0][0], "items": good, "audits": good, "events": good}


def test_all_or_nothing_leaves_nothing_when_its_worker_dies(buyer: Actor) -> None:
    run_id = _opened(buyer, _book("A").replace("箱".encode(), "件".encode()))
    _stage(buyer, run_id)
    with acting(buyer):
        import_begin(actor=buyer, run_id=run_id, acceptance=Acceptance.ALL)
    dice = random.Random(5)
    for _ in range(8):
        if not _dies_within(dice.randrange(5, 60), lambda: _stage(buyer, run_id)):
            break
        assert _facts(buyer, "A")["items"] == 0


def test_two_workers_on_one_run_import_every_row_once(buyer: Actor) -> None:
    run_id = _opened(buyer, _book("W"))
    _stage(buyer, run_id)
    with acting(buyer):
        import_begin(actor=buyer, run_id=run_id)
    for connection in connections.all(initialized_only=True):
        connection.close()
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _stage(buyer, run_id)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    assert _state(buyer, run_id) == ImportState.DONE
    assert (_facts(buyer, "W")["items"], _facts(buyer, "W")["audits"]) == (56, 56)


def test_a_run_whose_worker_died_is_found(buyer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = _opened(buyer, _book("S"))
    assert run_id not in {stale[0] for stale in housekeeping.stale_runs()}
    monkeypatch.setattr(limits, "STALE_SECONDS", -1)
    assert (run_id, buyer.enterprise_id, buyer.user_id, ImportState.READING) in housekeeping.stale_runs()
    _stage(buyer, run_id)
    assert run_id not in {stale[0] for stale in housekeeping.stale_runs()}
    with acting_as(buyer.enterprise_id):
        assert ImportRun.objects.get(id=run_id).state == ImportState.READY
