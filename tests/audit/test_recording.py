"""What is on record, for whom, and that nobody can take it off again."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from accounts import trail
from accounts.errors import MfaRequired
from accounts.gate import actor_for
from accounts.origin import Origin, coming_from
from audit.models import AuditEntry
from audit.selectors import NEWEST_FIRST, EntryFilter, audit_entry_list, seals_of
from audit.services import record
from common import clock
from common.errors import Forbidden
from common.ids import new_id
from common.paging import page
from common.request import request_id
from tenancy.context import acting_as, system_access
from tests import world
from tests.audit.book import act, write_book

AUDITOR = world.LEADER.login("AUDIT_ADMIN")


def test_an_entry_says_who_for_whom_from_where_what_and_why(db):
    person = actor_for(world.LEADER.login("BUYER"))
    subject, instant = new_id(), datetime(2026, 11, 20, 8, 0, 0, 123456, tzinfo=UTC)
    token = request_id.set("a" * 32)
    with acting_as(world.LEADER.id), coming_from(Origin("203.0.113.9")), clock.at(instant):
        made = record(
            person, action="orders.sent", subject_type="orders.PurchaseOrder", subject_id=subject, before=None,
            after={"quantity": Decimal("1.500"), "on": instant.date(), "order": subject}, reason="r" * 400,
        )  # fmt: skip
        request_id.reset(token)
        entry = AuditEntry.objects.get(id=made.id)

    assert (entry.enterprise_id, entry.actor_id, entry.actor_name) == (
        world.LEADER.id, person.user_id, person.user_name,
    )  # fmt: skip
    assert (entry.via, entry.ip, entry.request_id) == ("command", "203.0.113.9", "a" * 32)
    assert entry.after == {"quantity": "1.500", "on": "2026-11-20", "order": str(subject)}
    assert entry.occurred_at == instant
    assert abs(entry.recorded_at - datetime.now(UTC)).total_seconds() < 60, "the database's own time"
    assert len(entry.reason) == 300


def test_each_enterprise_sees_its_own_alone(committed):
    write_book(2)
    auditor = actor_for(world.FIRST.login("AUDIT_ADMIN"))
    with acting_as(world.FIRST.id):
        seen = list(audit_entry_list(auditor))
        everything = list(AuditEntry.objects.all())

    assert {e.enterprise_id for e in seen} == {e.enterprise_id for e in everything} == {world.FIRST.id}
    assert sum(e.action == "orders.sent" for e in seen) == 2


@pytest.mark.parametrize("role", [r for r in world.LEADER.roles if r != "AUDIT_ADMIN"])
def test_the_audit_administrator_alone_reads(db, role):
    with acting_as(world.LEADER.id), pytest.raises(Forbidden):
        audit_entry_list(actor_for(world.LEADER.login(role)))


def test_reading_needs_the_second_factor(db):
    from dataclasses import replace

    with pytest.raises(MfaRequired):
        audit_entry_list(replace(actor_for(AUDITOR), mfa_at=None))


def test_filters_and_pages(committed):
    made = [act(world.LEADER, n) for n in range(5)]
    auditor = actor_for(AUDITOR)
    with acting_as(world.LEADER.id):
        orders = audit_entry_list(auditor, EntryFilter(action="orders.sent"))
        first = page(orders, order=NEWEST_FIRST, first=3)
        rest = page(orders, order=NEWEST_FIRST, first=3, after=first.cursors[-1])
        one = audit_entry_list(auditor, EntryFilter(subject_id=made[2].subject_id))

        assert [e.id for e in [*first.rows, *rest.rows]] == [e.id for e in reversed(made)]
        assert [e.id for e in one] == [made[2].id]
        assert (
            audit_entry_list(auditor, EntryFilter(until=made[0].occurred_at)).filter(id=made[0].id).count()
            == 0
        )


def test_places_in_the_chain_are_shown_for_own_entries_only(committed):
    write_book(1)
    auditor = actor_for(AUDITOR)
    with system_access("test"):
        ids = list(AuditEntry.objects.using("system").values_list("id", flat=True))

    shown = seals_of(auditor, ids)

    assert shown
    assert {seal.enterprise_id for seal in shown.values()} == {world.LEADER.id}


CHANGES = [
    "update audit_auditentry set reason = 'x'",
    "delete from audit_auditentry",
    "truncate audit_auditentry cascade",
    "update audit_auditseal set hash = 'x'",
    "delete from audit_auditseal",
]


@pytest.mark.parametrize("alias", ["default", "system"])
@pytest.mark.parametrize("statement", CHANGES)
def test_neither_the_application_nor_the_system_role_can_change_it(db, alias, statement):
    with acting_as(world.LEADER.id), system_access("test"):
        act(world.LEADER)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using=alias):
            connections[alias].cursor().execute(statement)


@pytest.mark.parametrize("statement", CHANGES[:2] + CHANGES[3:])
def test_even_the_owner_meets_the_trigger(committed, statement):
    write_book(1)
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table audit_auditentry no force row level security")
        cursor.execute("alter table audit_auditseal no force row level security")
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute(statement)


def test_the_application_role_cannot_write_seals_or_foreign_entries(db):
    with acting_as(world.LEADER.id):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connections["default"].cursor().execute("select * from audit_auditseal")
        foreign = AuditEntry(
            enterprise_id=world.FIRST.id, via="session", action="x", subject_type="x", occurred_at=clock.now()
        )
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            foreign.save(force_insert=True)


def test_the_entry_goes_with_the_act(committed):
    def fail_after_acting():
        with acting_as(world.LEADER.id), transaction.atomic():
            act(world.LEADER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_acting()
    with system_access("test"):
        assert not AuditEntry.objects.using("system").filter(action="orders.sent").exists()


def test_an_act_at_the_gate_that_cannot_be_audited_does_not_happen(db, monkeypatch):
    from accounts.services.members import profile_update
    from tests.accounts.gate import BUYER, user

    def broken(**columns):
        raise DatabaseError("the trail cannot be written")

    monkeypatch.setattr(trail, "_bound", [broken])
    with pytest.raises(DatabaseError):
        profile_update(actor=actor_for(BUYER), display_name="谁")
    assert user().display_name != "谁"


def test_without_a_recorder_the_gate_does_not_work(db, monkeypatch):
    monkeypatch.setattr(trail, "_bound", [])
    with pytest.raises(RuntimeError, match="recorder"):
        trail.note(enterprise_id=UUID(int=1), action="x")
