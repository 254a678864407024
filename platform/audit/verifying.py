"""Finding every break of the trail: an edit, a deletion, a swap, an insertion, a cut tail, a forged head."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum

from audit.chain import COLUMNS, START, link
from audit.heads import head_of, is_genuine, scope_of
from audit.models import AuditAnchor, AuditEntry, AuditPending, AuditSeal
from audit.sealing import SYSTEM, seal_pending
from tenancy.context import system_access

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the trail is not what was sealed. `position` counts from 1; 0 = the whole chain."""

    chain: str
    position: int
    kind: str
    entry: str = ""


@dataclass(slots=True)
class Verdict:
    """How many entries of how many chains were read, and every break found."""

    entries: int = 0
    chains: int = 0
    breaks: list[Break] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.breaks

    def as_json(self) -> dict[str, Any]:
        return {"ok": self.is_whole, **asdict(self)}


def verify(enterprise_id: UUID | None = None, *, seal_first: bool = True) -> Verdict:
    """Seal what is pending, then recompute the chain of one enterprise, or of all with their sum."""
    if seal_first:
        seal_pending(everything=True)
    verdict = Verdict()
    with system_access("audit-verify"), transaction.atomic(using=SYSTEM):
        for scope, owner in _chains(enterprise_id):
            verdict.chains += 1
            _verify_chain(verdict, scope, owner)
        _verify_queue(verdict, enterprise_id)
        if enterprise_id is None:
            _verify_sum(verdict)
    return verdict


def _chains(enterprise_id: UUID | None) -> list[tuple[str, UUID | None]]:
    """Every chain that left a trace anywhere: in entries, seals or heads."""
    if enterprise_id is not None:
        return [(scope_of(enterprise_id), enterprise_id)]
    owners: set[UUID | None] = set(
        AuditEntry.objects.using(SYSTEM).values_list("enterprise_id", flat=True).distinct()
    )
    owners |= set(AuditSeal.objects.values_list("enterprise_id", flat=True).distinct())
    heads = AuditAnchor.objects.exclude(scope__in=[AuditAnchor.ALL, AuditAnchor.NOBODY])
    owners |= {UUID(scope) for scope in heads.values_list("scope", flat=True)}
    if AuditAnchor.objects.filter(scope=AuditAnchor.NOBODY).exists():
        owners.add(None)
    return sorted((scope_of(owner), owner) for owner in owners)


def _verify_chain(verdict: Verdict, scope: str, owner: UUID | None) -> None:
    anchor = AuditAnchor.objects.filter(scope=scope).first()
    if anchor is not None and not is_genuine(anchor):
        verdict.breaks.append(Break(scope, 0, "head forged"))
    previous, expected = START, 1
    for position, seal_previous, digest, entry_id, row in _sealed(owner):
        if position != expected:
            verdict.breaks.append(Break(scope, expected, "seal missing"))
        found = _fault(position == expected, previous, seal_previous, digest, row)
        if found:
            verdict.breaks.append(Break(scope, position, found, str(entry_id)))
        # Go on from what was sealed, so that one break is reported once and later ones are seen too.
        previous, expected = digest, position + 1
        verdict.entries += 1
    length, head = head_of(scope)
    if expected - 1 < length:
        verdict.breaks.append(Break(scope, expected, "tail cut"))
    elif expected - 1 > length or (length and previous != head):
        verdict.breaks.append(Break(scope, length, "head does not fit"))


def _fault(
    follows: bool, previous: str, seal_previous: str, digest: str, row: dict[str, Any] | None
) -> str | None:
    if row is None:
        return "entry missing"
    if follows and seal_previous != previous:
        return "chain broken"
    if link(seal_previous, row) != digest:
        return "entry changed"
    return None


def _belongs_to(owner: UUID | None) -> Q:
    return Q(enterprise__isnull=True) if owner is None else Q(enterprise_id=owner)


def _sealed(owner: UUID | None) -> Iterator[tuple[int, str, str, UUID, dict[str, Any] | None]]:
    """The seals of a chain in order, each with its entry as it stands now, if it still stands."""
    last = -(2**62)
    while True:
        seals = list(
            AuditSeal.objects.filter(_belongs_to(owner), position__gt=last)
            .order_by("position", "id")
            .values_list("position", "previous_hash", "hash", "entry_id")[:_CHUNK]
        )
        if not seals:
            return
        ids = [entry_id for *_, entry_id in seals]
        entries = AuditEntry.objects.using(SYSTEM).filter(id__in=ids)
        rows: dict[UUID, dict[str, Any]] = {row["id"]: dict(row) for row in entries.values(*COLUMNS)}
        for position, previous, digest, entry_id in seals:
            row = rows.get(entry_id)
            foreign = row is not None and row["enterprise_id"] != owner
            yield position, previous, digest, entry_id, None if foreign else row
        last = seals[-1][0]


def _verify_queue(verdict: Verdict, enterprise_id: UUID | None) -> None:
    """An entry still waiting whose row is gone was removed before it could be sealed."""
    waiting = AuditPending.objects.using(SYSTEM).filter(
        ~Exists(AuditEntry.objects.using(SYSTEM).filter(id=OuterRef("entry_id")))
    )
    if enterprise_id is not None:
        waiting = waiting.filter(enterprise_id=enterprise_id)
    for owner, entry in waiting.values_list("enterprise_id", "entry_id"):
        verdict.breaks.append(Break(scope_of(owner), 0, "entry missing before its seal", str(entry)))


def _verify_sum(verdict: Verdict) -> None:
    """The lengths of all chains must add up to the number of all seals: no whole chain can vanish."""
    total = AuditAnchor.objects.filter(scope=AuditAnchor.ALL).first()
    chains = (
        AuditAnchor.objects.exclude(scope=AuditAnchor.ALL).aggregate(length=Sum("position"))["length"] or 0
    )
    if total is None:
        if chains:
            verdict.breaks.append(Break(AuditAnchor.ALL, 0, "head missing"))
        return
    if not is_genuine(total):
        verdict.breaks.append(Break(AuditAnchor.ALL, 0, "head forged"))
    if total.position != chains:
        verdict.breaks.append(Break(AuditAnchor.ALL, total.position, "a chain is missing"))
