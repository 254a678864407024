"""Putting committed entries into their chains. One sealer at a time; called by the relay's loop.

Entries are sealed in the order in which the sealer finds them, after they are committed, so that no act
waits for another and an entry that commits late is not lost.
"""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.db import connections, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from audit.chain import COLUMNS, link
from audit.heads import head_of, move_head, scope_of
from audit.models import AuditAnchor, AuditEntry, AuditSeal
from tenancy.context import system_access

SYSTEM = "system"
BATCH = 1_000
# The loop looks back this far; no transaction lives longer. The verifier looks at everything.
_LOOK_BACK = timedelta(hours=6)
_LOCK = 7_203_114


def seal_pending(*, everything: bool = False, batch: int = BATCH) -> int:
    """Seal what is not sealed yet; returns how many entries. Safe to call from several processes."""
    sealed = 0
    with system_access("audit-seal"):
        while True:
            with transaction.atomic(using=SYSTEM):
                _be_the_only_one()
                done = _seal_batch(_pending(everything=everything, batch=batch))
            sealed += done
            if done < batch:
                return sealed


def _be_the_only_one() -> None:
    with connections[SYSTEM].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _pending(*, everything: bool, batch: int) -> list[dict[str, Any]]:
    entries = AuditEntry.objects.using(SYSTEM)
    if not everything:
        entries = entries.filter(recorded_at__gt=Now() - _LOOK_BACK)
    unsealed = entries.filter(~Exists(AuditSeal.objects.filter(entry_id=OuterRef("id"))))
    return list(unsealed.order_by("recorded_at", "id").values(*COLUMNS)[:batch])


def _seal_batch(rows: list[dict[str, Any]]) -> int:
    by_chain = sorted(rows, key=lambda row: scope_of(row["enterprise_id"]))
    for scope, members in groupby(by_chain, key=lambda row: scope_of(row["enterprise_id"])):
        _extend(scope, members)
    if rows:
        total, last = head_of(AuditAnchor.ALL)
        move_head(AuditAnchor.ALL, total + len(rows), last)
    return len(rows)


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
