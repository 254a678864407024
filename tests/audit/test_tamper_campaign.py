"""Random changes by the owner's hand, each alone: every one is found, and the book put back is whole."""

import os
import random

import pytest

from audit.verifying import verify
from tests import world
from tests.audit.book import TABLES, owners_hand, write_book

# A thousand were run when this was written; a tenth of them, of every kind, guards each change since.
ROUNDS = int(os.environ.get("TAMPER_ROUNDS", "100"))
TEXTS = ("actor_name", "via", "request_id", "ip", "action", "subject_type", "reason")


def _pick(cursor, dice, count=1):
    """Some entries of one chain in its order, and all of it: (entry, position)."""
    cursor.execute(
        "select entry_id, position from audit_auditseal where enterprise_id = %s order by position",
        [dice.choice((world.LEADER, world.FIRST, world.OTHER)).id],
    )
    rows = cursor.fetchall()
    return sorted(dice.sample(rows, count), key=lambda row: row[1]), rows


def _edit(cursor, dice):
    ((entry, *_),), _ = _pick(cursor, dice)
    cursor.execute(f"update audit_auditentry set {dice.choice(TEXTS)} = 'changed' where id = %s", [entry])


def _edit_values(cursor, dice):
    ((entry, *_),), _ = _pick(cursor, dice)
    column = dice.choice(("before", "after"))
    cursor.execute(f"update audit_auditentry set {column} = '{{}}' where id = %s", [entry])


def _shift_time(cursor, dice):
    ((entry, *_),), _ = _pick(cursor, dice)
    column = dice.choice(("occurred_at", "recorded_at"))
    cursor.execute(
        f"update audit_auditentry set {column} = {column} + interval '1 microsecond' where id = %s", [entry]
    )


def _remove(cursor, entries):
    for entry in entries:
        cursor.execute("delete from audit_auditseal where entry_id = %s", [entry])
        cursor.execute("delete from audit_auditentry where id = %s", [entry])


def _delete(cursor, dice):
    ((entry, *_),), _ = _pick(cursor, dice)
    _remove(cursor, [entry])


def _unseal(cursor, dice):
    ((entry, *_),), _ = _pick(cursor, dice)
    cursor.execute("delete from audit_auditseal where entry_id = %s", [entry])


def _swap_places(cursor, dice):
    ((first, p), (second, q)), _ = _pick(cursor, dice, 2)
    for entry, position in ((first, 10**9), (second, p), (first, q)):
        cursor.execute("update audit_auditseal set position = %s where entry_id = %s", [position, entry])


def _swap_contents(cursor, dice):
    ((first, *_), (second, *_)), _ = _pick(cursor, dice, 2)
    cursor.execute(
        "update audit_auditentry x set subject_id = y.subject_id from audit_auditentry y"
        " where (x.id, y.id) in ((%s, %s), (%s, %s))",
        [first, second, second, first],
    )


def _cut(cursor, dice):
    _, rows = _pick(cursor, dice)
    _remove(cursor, [entry for entry, *_ in rows[-dice.randint(1, 3) :]])


def _rehash(cursor, dice):
    ((entry, *_),), _ = _pick(cursor, dice)
    column = dice.choice(("hash", "previous_hash"))
    cursor.execute(f"update audit_auditseal set {column} = repeat('a', 64) where entry_id = %s", [entry])


def _set_head(cursor, dice):
    cursor.execute(
        "update audit_auditanchor set position = position - 1 where id = (select id from audit_auditanchor"
        " offset %s limit 1)",
        [dice.randrange(3)],
    )


CHANGES = (
    _edit, _edit_values, _shift_time, _delete, _unseal, _swap_places, _swap_contents, _cut, _rehash, _set_head,
)  # fmt: skip


def _keep():
    with owners_hand() as cursor:
        for table in TABLES:
            cursor.execute(f"create table {table}_kept as table {table}")


def _put_back():
    with owners_hand() as cursor:
        for table in ("audit_auditseal", "audit_auditentry", "audit_auditanchor", "audit_auditpending"):
            cursor.execute(f"delete from {table}")
        for table in TABLES:
            cursor.execute(f"insert into {table} select * from {table}_kept")


@pytest.mark.slow
def test_every_random_change_is_found(committed):
    write_book(12)
    assert verify().is_whole
    _keep()
    dice, missed = random.Random(7), []
    for number in range(ROUNDS):
        change = CHANGES[number % len(CHANGES)]
        with owners_hand() as cursor:
            change(cursor, dice)
        if verify(seal_first=bool(number % 2)).is_whole:
            missed.append((number, change.__name__))
        _put_back()
        if number % 50 == 0:
            assert verify().is_whole, "what was put back is whole again"
    assert missed == []
