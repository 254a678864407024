"""Sealing: nothing lost, nothing doubled, whoever seals and whatever commits late."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts import trail
from accounts.alias import system_transaction
from accounts.gate import actor_for
from audit.models import AuditAnchor, AuditEntry, AuditPending, AuditSeal
from audit.sealing import seal_pending
from audit.services import Change, record_many
from audit.verifying import verify
from common import clock
from common.ids import new_id
from tenancy.context import acting_as, system_access
from tests import world
from tests.audit.book import act, chain, owners_hand

pytestmark = pytest.mark.usefixtures("committed")


def test_sealing_twice_adds_nothing():
    act(world.LEADER)
    assert seal_pending() >= 1
    assert seal_pending() == 0


def test_small_batches_seal_the_same():
    for number in range(7):
        act(world.LEADER, number)

    assert seal_pending(batch=2) >= 7
    assert verify().is_whole


def test_a_late_commit_is_sealed_after_those_it_began_before():
    seal_pending()
    began, may_commit = threading.Event(), threading.Event()
    late = {}

    def slow():
        try:
            with acting_as(world.LEADER.id), transaction.atomic():
                late["id"] = act(world.LEADER).id
                began.set()
                may_commit.wait(20)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    began.wait(20)
    quick = act(world.LEADER).id
    seal_pending()
    may_commit.set()
    thread.join()
    seal_pending()

    assert [entry for _, entry in chain(world.LEADER)][-2:] == [quick, late["id"]]
    assert verify().is_whole


def test_several_sealers_at_once_make_one_chain():
    for number in range(40):
        act(world.LEADER, number)

    def seal(_):
        try:
            return seal_pending(batch=3)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        sealed = sum(pool.map(seal, range(6)))

    with system_access("test"):
        entries, seals = AuditEntry.objects.using("system").count(), AuditSeal.objects.count()
        total = AuditAnchor.objects.get(scope=AuditAnchor.ALL).position
    assert sealed <= entries == seals == total
    assert verify().is_whole


def test_history_recorded_today_is_sealed_today():
    with clock.at(datetime(2019, 5, 1, tzinfo=UTC)):
        made = act(world.LEADER)

    seal_pending()

    assert made.id in [entry for _, entry in chain(world.LEADER)]


def test_acts_of_nobody_have_their_own_chain():
    with system_transaction("test"):
        trail.note(enterprise_id=None, action="accounts.sign_in_refused", actor_name="nobody@nowhere")

    seal_pending()

    with system_access("test"):
        assert AuditSeal.objects.filter(enterprise__isnull=True).count() == 1
    assert verify().is_whole


def test_the_queue_is_empty_after_sealing_and_the_sweep_finds_what_left_it():
    made = [act(world.LEADER, number).id for number in range(4)]
    with system_access("test"):
        AuditPending.objects.using("system").filter(entry_id=made[1]).delete()
        seal_pending()
        assert made[1] not in [entry for _, entry in chain(world.LEADER)]
        assert not AuditPending.objects.using("system").exists()
    seal_pending(everything=True)

    assert {entry for _, entry in chain(world.LEADER)} >= set(made)
    assert verify().is_whole


def test_an_entry_removed_before_its_seal_is_found():
    seal_pending()
    made = act(world.LEADER)
    with owners_hand() as cursor:
        cursor.execute("delete from audit_auditentry where id = %s", [made.id])

    assert [(b.kind, b.entry) for b in verify().breaks] == [("entry missing before its seal", str(made.id))]
    assert [b.entry for b in verify(world.LEADER.id).breaks] == [str(made.id)]
    assert verify(world.FIRST.id).is_whole


def test_sealing_costs_by_what_is_new_not_by_what_is_old():
    """The loop's look is one index scan of the queue, however long the trail."""
    for number in range(3):
        act(world.LEADER, number)
    seal_pending()
    act(world.LEADER)
    with CaptureQueriesContext(connections["system"]) as caught:
        seal_pending()
    assert not any(
        'order by "audit_auditentry"' in q["sql"].lower() and " in (" not in q["sql"].lower() for q in caught
    )


def test_many_changes_of_one_act_are_recorded_and_sealed():
    person = actor_for(world.LEADER.login("BUYER"))
    subjects = [new_id() for _ in range(1_200)]
    with acting_as(world.LEADER.id), transaction.atomic():
        record_many(
            person, [Change("orders.imported", "orders.PurchaseOrder", s, None, {"n": 1}) for s in subjects]
        )

    assert seal_pending() >= 1_200
    assert verify().is_whole
