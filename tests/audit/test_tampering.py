"""Whoever holds the database can change the trail; nobody can change it unseen."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit import chain as chain_rules
from audit.models import AuditEntry
from audit.sealing import seal_pending
from audit.verifying import verify
from common.ids import make_uscc, new_id
from tests import world
from tests.audit.book import act, chain, owners_hand, write_book

pytestmark = pytest.mark.usefixtures("committed")
LEADER = str(world.LEADER.id)


def _breaks():
    return [(b.chain, b.position, b.kind) for b in verify().breaks]


def test_an_untouched_trail_is_whole():
    write_book()
    verdict = verify()

    assert verdict.breaks == []
    assert verdict.entries >= 24
    assert verdict.chains >= 3
    assert [position for position, _ in chain(world.LEADER)] == list(range(1, len(chain(world.LEADER)) + 1))


COLUMNS = {
    "actor_id": str(new_id()), "actor_name": "别人", "via": "token", "request_id": "b" * 32, "ip": "6.6.6.6",
    "action": "orders.closed", "subject_type": "orders.X", "subject_id": str(new_id()),
    "before": '{"status": "sent"}', "after": '{"status": "sent", "number": "PO-1 "}', "reason": "",
    "occurred_at": "2026-01-01T00:00:00+00:00", "recorded_at": "2026-01-01T00:00:00+00:00",
}  # fmt: skip


def test_an_edit_of_any_column_is_found_at_its_place():
    write_book(3)
    position, entry = chain(world.LEADER)[-2]
    for column, value in COLUMNS.items():
        with owners_hand() as cursor:
            cursor.execute("create table kept as select * from audit_auditentry where id = %s", [entry])
            cursor.execute(f"update audit_auditentry set {column} = %s where id = %s", [value, entry])
        assert _breaks() == [(LEADER, position, "entry changed")], column
        with owners_hand() as cursor:
            cursor.execute(
                f"update audit_auditentry e set {column} = kept.{column} from kept where e.id = kept.id"
            )
            cursor.execute("drop table kept")
        assert _breaks() == [], column


def test_every_column_is_covered():
    assert set(chain_rules.COLUMNS) == {f.attname for f in AuditEntry._meta.concrete_fields}
    assert set(COLUMNS) == set(chain_rules.COLUMNS) - {"id", "enterprise_id"}


def test_an_entry_moved_to_another_enterprise_is_found_on_both_sides():
    write_book(3)
    position, entry = chain(world.LEADER)[-2]
    with owners_hand() as cursor:
        cursor.execute(
            "update audit_auditentry set enterprise_id = %s where id = %s", [world.FIRST.id, entry]
        )

    assert (LEADER, position, "entry missing") in _breaks()


def test_a_deletion_is_found():
    write_book(3)
    position, entry = chain(world.LEADER)[2]
    with owners_hand() as cursor:
        cursor.execute("delete from audit_auditseal where entry_id = %s", [entry])
        cursor.execute("delete from audit_auditentry where id = %s", [entry])

    assert (LEADER, position, "seal missing") in _breaks()


def test_a_deletion_closed_up_by_renumbering_is_found():
    write_book(3)
    places = chain(world.LEADER)
    position, entry = places[2]
    with owners_hand() as cursor:
        cursor.execute("delete from audit_auditseal where entry_id = %s", [entry])
        cursor.execute("delete from audit_auditentry where id = %s", [entry])
        for later, _ in places[3:]:
            cursor.execute(
                "update audit_auditseal set position = position - 1 where enterprise_id = %s and position = %s",
                [world.LEADER.id, later],
            )

    found = _breaks()
    assert (LEADER, position, "chain broken") in found
    assert (LEADER, places[-1][0], "tail cut") in found


def test_two_entries_with_swapped_contents_are_found():
    write_book(3)
    (first, a), (second, b) = chain(world.LEADER)[-3:-1]
    with owners_hand() as cursor:
        cursor.execute(
            "update audit_auditentry x set after = y.after, subject_id = y.subject_id from audit_auditentry y"
            " where (x.id, y.id) in ((%s, %s), (%s, %s))",
            [a, b, b, a],
        )

    assert _breaks() == [(LEADER, first, "entry changed"), (LEADER, second, "entry changed")]


def test_two_seals_with_swapped_entries_are_found():
    write_book(3)
    (first, a), (second, b) = chain(world.LEADER)[-3:-1]
    spare = act(world.LEADER).id
    with owners_hand() as cursor:
        for old, new in ((a, spare), (b, a), (spare, b)):
            cursor.execute("update audit_auditseal set entry_id = %s where entry_id = %s", [new, old])

    assert {(LEADER, first, "entry changed"), (LEADER, second, "entry changed")} <= set(_breaks())


@pytest.mark.parametrize("cut", [1, 3])
@pytest.mark.parametrize("goes_on", [False, True])
def test_a_cut_tail_is_found_even_when_the_book_goes_on(cut, goes_on):
    write_book(4)
    places = chain(world.LEADER)
    with owners_hand() as cursor:
        for _, entry in places[-cut:]:
            cursor.execute("delete from audit_auditseal where entry_id = %s", [entry])
            cursor.execute("delete from audit_auditentry where id = %s", [entry])
    if goes_on:
        act(world.LEADER)
        seal_pending()

    kind = "seal missing" if goes_on else "tail cut"
    assert (LEADER, places[-cut][0], kind) in _breaks()


def test_a_cut_tail_with_the_head_set_back_is_found():
    write_book(4)
    places = chain(world.LEADER)
    with owners_hand() as cursor:
        _, last = places[-1]
        cursor.execute("delete from audit_auditseal where entry_id = %s", [last])
        cursor.execute("delete from audit_auditentry where id = %s", [last])
        cursor.execute(
            "update audit_auditanchor a set position = a.position - 1, hash = s.hash from audit_auditseal s"
            " where a.scope = %s and s.enterprise_id = %s and s.position = %s",
            [LEADER, world.LEADER.id, places[-2][0]],
        )

    assert (LEADER, 0, "head forged") in _breaks()


def test_a_head_of_yesterday_put_back_is_found_by_the_sum():
    write_book(2)
    with owners_hand() as cursor:
        cursor.execute("select position, hash, code from audit_auditanchor where scope = %s", [LEADER])
        yesterday = cursor.fetchone()
    last = act(world.LEADER).id
    seal_pending()
    with owners_hand() as cursor:
        cursor.execute("delete from audit_auditseal where entry_id = %s", [last])
        cursor.execute("delete from audit_auditentry where id = %s", [last])
        cursor.execute(
            "update audit_auditanchor set position = %s, hash = %s, code = %s where scope = %s",
            [*yesterday, LEADER],
        )

    assert [kind for *_, kind in _breaks()] == ["a chain is missing"]


@pytest.mark.parametrize("with_head", [False, True])
def test_a_whole_chain_that_vanished_is_found(with_head):
    write_book(2)
    with owners_hand() as cursor:
        cursor.execute("delete from audit_auditseal where enterprise_id = %s", [world.LEADER.id])
        cursor.execute("delete from audit_auditentry where enterprise_id = %s", [world.LEADER.id])
        if with_head:
            cursor.execute("delete from audit_auditanchor where scope = %s", [LEADER])

    kinds = {kind for *_, kind in _breaks()}
    assert kinds == ({"a chain is missing"} if with_head else {"tail cut"})


def test_an_entry_smuggled_in_between_is_found():
    write_book(3)
    position, entry = chain(world.LEADER)[2]
    fresh = act(world.LEADER).id
    with owners_hand() as cursor:
        cursor.execute("update audit_auditseal set entry_id = %s where entry_id = %s", [fresh, entry])

    assert (LEADER, position, "entry changed") in _breaks()


def _run(*arguments):
    out = StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_the_command_seals_verifies_and_names_the_place():
    write_book(2)
    act(world.LEADER)
    status, said = _run("--json")
    assert (status, json.loads(said)["ok"], json.loads(said)["breaks"]) == (0, True, [])
    assert len(chain(world.LEADER)) == json.loads(_run("--json", "--enterprise", LEADER)[1])["entries"]

    position, entry = chain(world.LEADER)[-1]
    with owners_hand() as cursor:
        cursor.execute("update audit_auditentry set reason = 'nothing' where id = %s", [entry])

    status, said = _run("--json")
    assert status == 1
    assert json.loads(said)["breaks"] == [
        {"chain": LEADER, "position": position, "kind": "entry changed", "entry": str(entry)}
    ]
    status, said = _run()
    assert status == 1
    assert f"chain {LEADER}, position {position}: entry changed" in said
    assert _run("--enterprise", make_uscc(world.LEADER.number))[0] == 1
    assert _run("--enterprise", make_uscc(world.FIRST.number))[0] == 0
    with pytest.raises(CommandError):
        _run("--enterprise", "nobody")
