"""What workers get: ids in, the person's rights restored, the right stage done, nothing launched too early."""

from collections.abc import Callable
from types import ModuleType
from uuid import UUID

import pytest
from django.db import transaction

from accounts.actor import Actor
from exchange import tasks
from exchange.models import ExportRun, ImportRun
from exchange.services import (
    export_start,
    import_commit,
    import_set_mapping,
    import_start,
    launching,
    upload_store,
)
from exchange.states import ExportState, ImportState
from suppliers.models import Item
from tenancy.context import TenantContextMissing, current_acting
from tests.exchange.hostile import csv_bytes
from tests.exchange.steps import acting, fresh

ROWS = [["零件", "叫法", "按什么算"], ["N-1", "甲", "件"]]


@pytest.fixture
def buyer(committed: None, world: ModuleType) -> Actor:
    actor: Actor = world.actor(world.LEADER, "BUYER")
    return actor


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tasks run where they are launched; their names are kept."""
    names: list[str] = []

    def at_once(task: Callable[[str], None], name: str) -> Callable[[str], None]:
        def run(run_id: str) -> None:
            assert current_acting() is not None
            names.append(name)
            task(run_id)

        return run

    for task in (tasks.read_task, tasks.check_task, tasks.import_task, tasks.export_task):
        monkeypatch.setattr(task, "delay", at_once(task, task.name))
    return names


def test_an_import_goes_from_task_to_task(buyer: Actor, launched: list[str]) -> None:
    with acting(buyer):
        upload = upload_store(actor=buyer, name="b.csv", blocks=[csv_bytes(ROWS)])
        with transaction.atomic():
            run = import_start(actor=buyer, upload_id=upload.id, mapping="suppliers.items")
            assert launched == []
        assert fresh(buyer, run.id).state == ImportState.MAPPING
        import_set_mapping(actor=buyer, run_id=run.id, columns={0: "number", 1: "name", 2: "unit"})
        assert fresh(buyer, run.id).state == ImportState.READY
        import_commit(actor=buyer, run_id=run.id)
        import_commit(actor=buyer, run_id=run.id)
        assert fresh(buyer, run.id).state == ImportState.DONE
        assert launched == ["exchange.read", "exchange.check", "exchange.import"]
        assert Item.objects.filter(number="N-1").count() == 1
        export = export_start(actor=buyer, kind="ITEMS")
        assert ExportRun.objects.get(id=export.id).state == ExportState.DONE


@transaction.atomic
def _start_and_fail(actor: Actor, upload_id: UUID) -> None:
    import_start(actor=actor, upload_id=upload_id, mapping="suppliers.items")
    raise RuntimeError


def test_nothing_is_launched_for_an_act_that_fails(buyer: Actor, launched: list[str]) -> None:
    with acting(buyer):
        upload = upload_store(actor=buyer, name="b.csv", blocks=[csv_bytes(ROWS)])
        with pytest.raises(RuntimeError):
            _start_and_fail(buyer, upload.id)
        assert launched == []
        assert ImportRun.objects.count() == 0


def test_a_task_without_an_acting_enterprise_does_nothing(buyer: Actor) -> None:
    with pytest.raises(TenantContextMissing):
        tasks.read_task(str(UUID(int=1)))
    with pytest.raises(TenantContextMissing):
        launching.tasks.read_task.delay(str(UUID(int=1)))


def test_a_task_done_twice_is_done_once(buyer: Actor, launched: list[str]) -> None:
    with acting(buyer):
        upload = upload_store(
            actor=buyer,
            name="b.csv",
            blocks=[csv_bytes([["物料编码", "物料名称", "单位"], ["N-1", "甲", "件"]])],
        )
        run = import_start(actor=buyer, upload_id=upload.id, mapping="suppliers.items")
        import_commit(actor=buyer, run_id=run.id)
        version = fresh(buyer, run.id).version
        for task in (tasks.read_task, tasks.check_task, tasks.import_task):
            task(str(run.id))
        assert fresh(buyer, run.id).version == version
