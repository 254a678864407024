"""One audit entry and one event for each change of a question or an inquiry, a few statements for all of an act."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from accounts.actor import Actor
from audit import services as audit
from events import services as events
from suppliers.models import Inquiry, Question
from suppliers.services.recording import plain
from tenancy.together import insert_together

FACTS = ("item_number", "unit", "weekly_quantity", "first_week", "weeks", "deadline", "status")
RESULT = ("status", "verdict", "short_low", "short_high", "depth", "share", "tombstones")
OWN = ("own_verdict", "own_short_low", "own_short_high", "own_by")


class Journal:
    """What an act has changed, in its order; written once, at its end."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._changes: list[audit.Change] = []
        self._happenings: list[events.Happening] = []

    def questions(self, questions: Iterable[Question], verb: str) -> None:
        """What both parties hear. The event carries no answer: it is read under one's own rights."""
        names = FACTS if verb == "asked" else RESULT
        for q in questions:
            payload = {
                "itemNumber": q.item_number, "buyerId": str(q.buyer_id), "supplierId": str(q.supplier_id),
                "deadline": q.deadline.isoformat(),
            }  # fmt: skip
            self._note(q, "question", verb, names, (q.buyer_id, q.supplier_id), payload)

    def inquiries(self, inquiries: Iterable[Inquiry], verb: str) -> None:
        """What only the enterprise itself hears. `verb`: opened, waiting (for a person), answered, closed, withdrawn."""
        names = {"opened": FACTS, "waiting": FACTS, "answered": OWN}.get(verb, RESULT)
        for i in inquiries:
            payload = {
                "itemNumber": i.item_number, "deadline": i.deadline.isoformat(),
            }  # fmt: skip
            self._note(i, "inquiry", verb, names, (i.enterprise_id,), payload)

    def _note(
        self, row: Question | Inquiry, kind: str, verb: str, names: Iterable[str], audience: tuple[UUID, ...],
        payload: dict[str, Any],
    ) -> None:  # fmt: skip
        self._changes.append(
            audit.Change(
                f"suppliers.{kind}.{verb}", f"suppliers.{kind.title()}", row.id, None, plain(row, names)
            )
        )
        self._happenings.append(
            events.Happening(
                type=f"suppliers.{kind}.{verb}", chain_id=row.chain_id, subject_type=kind, subject_id=row.id,
                root_type=kind, root_id=row.id, version=row.version, audience=audience, payload=payload,
            )
        )  # fmt: skip

    def write(self, *rows: Sequence[Model]) -> None:
        """Into the audit trail and the outbox, in the caller's transaction, behind the new rows they tell of."""
        insert_together(
            *rows, *audit.entries_of(self._actor, self._changes), events.events_of(self._actor, self._happenings)
        )  # fmt: skip
