"""Filters from clients, files past their time, bulk rows, texts in both languages."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from accounts.actor import Actor
from common import clock
from common.errors import Invalid, NotFound
from exchange import limits, store
from exchange.filters import read_filter
from exchange.issues import Issue, Severity, restored
from exchange.issues import _known as texts
from exchange.models import Upload
from exchange.pipeline.housekeeping import files_purge
from exchange.registry import export_kinds, import_kinds
from exchange.services import upload_store
from suppliers.models import Item
from tenancy.bulk import alike, insert_many
from tests.exchange.steps import acting, checked


@dataclass(frozen=True)
class Wanted:
    search: str = ""
    statuses: tuple[str, ...] = ()
    order_id: UUID | None = None
    since: date | None = None
    above: Decimal | None = None
    late: bool | None = None


ID = "3ea8c8d6-a3de-5754-9d07-e33270b07e8e"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Wanted()),
        ({"search": "x", "late": None}, Wanted(search="x")),
        ({"statuses": ["SENT"], "orderId": ID}, Wanted(statuses=("sent",), order_id=UUID(ID))),
        (
            {"since": "2026-01-02", "above": "1.5", "late": True},
            Wanted(since=date(2026, 1, 2), above=Decimal("1.5"), late=True),
        ),
    ],
)
def test_filters_are_read_by_their_types(given: dict[str, Any], expected: Wanted) -> None:
    assert read_filter(Wanted, given, lower=("statuses",)) == expected


@pytest.mark.parametrize(
    "given",
    [
        {"x": 1},
        {"search": 1},
        {"statuses": "SENT"},
        {"since": "soon"},
        {"above": 1.5},
        {"late": "yes"},
        {"late": 1},
        {"order_id": ID},
    ],
)
def test_wrong_filters_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        read_filter(Wanted, given)


def test_a_malformed_id_finds_as_little_as_a_foreign_one() -> None:
    assert isinstance(read_filter(Wanted, {"orderId": "x"}).order_id, UUID)


def test_every_text_is_there_in_both_languages_and_survives_storing() -> None:
    for text in texts.values():
        for said in (text.cell, text.title):
            assert said.zh
            assert said.en
            assert not any("\u4e00" <= sign <= "\u9fff" for sign in said.en)
        issue = Issue(5, "item", text, Severity.ATTENTION, {"a": 1}, "b")
        assert restored(issue.stored()) == issue
    for kind in (*import_kinds(), *export_kinds()):
        assert kind.title("zh") != kind.title("en")
        assert len({column.key for column in kind.columns}) == len(kind.columns)
        assert all(column.label("zh") and column.label("en") for column in kind.columns)


def test_files_past_their_time_are_removed(committed: None, world: ModuleType) -> None:
    actor: Actor = world.actor(world.LEADER, "BUYER")
    with clock.at(clock.now() - timedelta(days=limits.UPLOAD_DAYS + 1)), acting(actor):
        old = upload_store(actor=actor, name="old.csv", blocks=[b"a,b\n1,2"])
    with acting(actor):
        young = upload_store(actor=actor, name="young.csv", blocks=[b"a,b\n1,2"])
        run = checked(actor, [["物料编码", "物料名称", "单位"], ["N-1", "甲", "件"]], "suppliers.items")
        Upload.objects.filter(id=run.upload_id).update(created_at=old.created_at)
    assert files_purge() == 1
    assert store.path_of(young.storage_key)
    assert store.path_of(run.upload.storage_key)  # its run is still open
    with pytest.raises(NotFound):
        store.path_of(old.storage_key)


def test_bulk_rows_pass_the_policies_like_any_other(db: None, world: ModuleType) -> None:
    base = Item(
        chain_id=world.CHAIN,
        enterprise_id=world.LEADER.id,
        number="Q",
        name='tab\t "quote" \\N\n',
        unit="H87",
    )
    with acting(world.actor(world.LEADER, "BUYER")):
        insert_many([alike(base, number=f"Q{n}") for n in range(120)])
        made = Item.objects.filter(number__startswith="Q")
        assert (made.count(), {item.name for item in made}) == (120, {base.name})
        with pytest.raises(DatabaseError), transaction.atomic():
            insert_many([alike(base, number=f"Z{n}", enterprise_id=world.OTHER.id) for n in range(120)])
        with pytest.raises(DatabaseError), transaction.atomic():
            insert_many([alike(base, number="Q1") for _ in range(60)])
        assert Item.objects.filter(number__startswith="Q").count() == 120
