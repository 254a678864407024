"""Putting committed entries into their chains. One sealer at a time; called by the relay's loop.

Entries are sealed in the order in which the sealer finds them, after they are committed, so that no act
waits for another and an entry that commits late is not lost.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import connections, transaction
from django.db.models import Exists, OuterRef, QuerySet

from audit.chain import COLUMNS, link
from audit.heads import head_of, move_head, scope_of
from audit.models import AuditAnchor, AuditEntry, AuditPending, AuditSeal
from tenancy.context import system_access

SYSTEM = "system"
BATCH = 1_000
_LOCK = 7_203_114


def seal_pending(*, everything: bool = False, batch: int = BATCH) -> int:
    """Seal what waits; returns how many entries. Safe to call from several processes.

    `everything`: look through the whole trail for what is not sealed, not only through the queue.
    """
    sealed = 0
    with system_access("audit-seal"):
        while True:
            with transaction.atomic(using=SYSTEM):
                _be_the_only_one()
                rows = _unsealed(batch) if everything else _waiting(batch)
                _seal_batch(rows)
                _clear_queue()
            sealed += len(rows)
            if len(rows) < batch:
                return sealed


def _be_the_only_one() -> None:
    with connections[SYSTEM].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _not_sealed() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.using(SYSTEM).filter(~Exists(AuditSeal.objects.filter(entry_id=OuterRef("id"))))


def _waiting(batch: int) -> list[dict[str, Any]]:
    queue = AuditPending.objects.using(SYSTEM)
    present = queue.filter(Exists(AuditEntry.objects.using(SYSTEM).filter(id=OuterRef("entry_id"))))
    ids = list(present.order_by("since").values_list("entry_id", flat=True)[:batch])
    return (
        list(_not_sealed().filter(id__in=ids).order_by("recorded_at", "id").values(*COLUMNS)) if ids else []
    )


def _unsealed(batch: int) -> list[dict[str, Any]]:
    return list(_not_sealed().order_by("recorded_at", "id").values(*COLUMNS)[:batch])


def _clear_queue() -> None:
    done = Exists(AuditSeal.objects.filter(entry_id=OuterRef("entry_id")))
    AuditPending.objects.using(SYSTEM).filter(done).delete()


def _seal_batch(rows: list[dict[str, Any]]) -> None:
    by_chain = sorted(rows, key=lambda row: scope_of(row["enterprise_id"]))
    for scope, members in groupby(by_chain, key=lambda row: scope_of(row["enterprise_id"])):
        _extend(scope, members)
    if rows:
        total, last = head_of(AuditAnchor.ALL)
        move_head(AuditAnchor.ALL, total + len(rows), last)


def _extend(scope: str, rows: Iterable[dict[str, Any]]) -> None:
    """Continue from the head on record, not from the last seal present: a cut tail stays a gap."""
    position, last = head_of(scope)
    seals = []
    for row in rows:
        digest = link(last, row)
        position += 1
        seals.append(
            AuditSeal(
                entry_id=row["id"],
                enterprise_id=row["enterprise_id"],
                position=position,
                previous_hash=last,
                hash=digest,
            )
        )
        last = digest
    AuditSeal.objects.bulk_create(seals)
    move_head(scope, position, last)
