"""Rows of several tables sent in one journey: nothing else is written, and nothing differently, than one by one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEntry
from audit.services import Change, entries_of
from common.ids import new_id
from tenancy.context import acting_as
from tenancy.together import insert_together
from tests import world
from tests.orders.trade import BUYER

AFTER = {"price": Decimal("12.50"), "day": date(2026, 11, 30), "name": '引号" 与 \\ 与 %s;', "none": None}


def _changes(count: int) -> list[Change]:
    return [Change("test.act", "test.Thing", new_id(), None, {**AFTER, "n": n}) for n in range(count)]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_few_and_many_rows_are_what_was_given(db, count):
    changes = _changes(count)
    with acting_as(world.LEADER.id):
        insert_together(*entries_of(BUYER, changes))
        found = {e.subject_id: e for e in AuditEntry.objects.filter(action="test.act")}
    assert {key: entry.after["n"] for key, entry in found.items()} == {
        change.subject_id: n for n, change in enumerate(changes)
    }
    one = found[changes[0].subject_id]
    assert one.after == {"price": "12.50", "day": "2026-11-30", "name": AFTER["name"], "none": None, "n": 0}
    assert one.before is None
    assert not one._state.adding


def test_a_few_rows_of_two_tables_are_one_statement(db):
    with acting_as(world.LEADER.id), CaptureQueriesContext(connection) as seen:
        insert_together(*entries_of(BUYER, _changes(3)), [])
    written = [q["sql"] for q in seen if "insert" in q["sql"].lower()]
    assert len(written) == 1
    assert written[0].count("INSERT INTO") == 2


def test_what_one_table_refuses_is_in_none(db):
    with acting_as(world.LEADER.id):
        entries, pending = entries_of(BUYER, _changes(2))
        pending[1].enterprise_id = world.OTHER.id
        with pytest.raises(DatabaseError), transaction.atomic():
            insert_together(entries, pending)
        assert not AuditEntry.objects.filter(id__in=[e.id for e in entries]).exists()


def test_nothing_is_sent_for_nothing(db):
    with acting_as(world.LEADER.id), CaptureQueriesContext(connection) as seen:
        insert_together([], [])
    assert len(seen) == 0


@pytest.mark.usefixtures("committed")
def test_outside_a_transaction_it_refuses():
    with acting_as(world.LEADER.id), pytest.raises(RuntimeError, match="transaction"):
        insert_together(*entries_of(BUYER, _changes(1)))
