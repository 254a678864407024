"""Rows that have come in before, for kinds whose rows carry no number of their own."""

import hashlib
from collections.abc import Iterable, Mapping
from uuid import UUID

from accounts.actor import Actor
from exchange.models import ImportedRow


def row_key(*parts: object) -> str:
    """A short key for what a row says; None and "" count as the same."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()


def known_rows(actor: Actor, kind: str, keys: Iterable[str]) -> dict[str, UUID]:
    """Key → what the row made, for the keys that have come in before."""
    found = ImportedRow.objects.filter(enterprise_id=actor.enterprise_id, kind=kind, key__in=list(keys))
    return dict(found.values_list("key", "subject_id"))


def remember_rows(actor: Actor, kind: str, made: Mapping[str, UUID]) -> None:
    """Keep what rows made, in the transaction that made it."""
    ImportedRow.objects.bulk_create(
        [
            ImportedRow(enterprise_id=actor.enterprise_id, kind=kind, key=key, subject_id=subject)
            for key, subject in made.items()
        ],
        update_conflicts=True,
        unique_fields=["enterprise", "kind", "key"],
        update_fields=["subject_id"],
    )
