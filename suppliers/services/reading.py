"""The reading log: who looked at which partner's figures, noted by the looking itself."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from accounts.actor import Actor
from accounts.roles import TITLES
from common.clock import now
from suppliers.models import ReadingEntry
from suppliers.states import ReadingVia


class Shown(Protocol):
    """A row shown under a grant: a figure, or a node of the network."""

    grant_id: UUID
    chain_id: UUID
    grantor_id: UUID
    grantee_id: UUID
    field: str

    @property
    def subject(self) -> str: ...


class Reading:
    """One reading: figures are noted as they are told, and written down once per grant when it is over."""

    def __init__(self, actor: Actor, via: ReadingVia | None = None) -> None:
        self._actor = actor
        self._via = via or (ReadingVia.API if actor.via == "token" else ReadingVia.SCREEN)
        self._counts: Counter[UUID] = Counter()
        self._samples: dict[UUID, Shown] = {}

    def note(self, figure: Shown) -> None:
        """A figure of a partner is being told; one's own need no entry."""
        if figure.grantee_id == self._actor.enterprise_id:
            self._counts[figure.grant_id] += 1
            self._samples[figure.grant_id] = figure

    def write(self) -> None:
        """Write the entries, in the transaction that tells the figures."""
        roles = "、".join(sorted(TITLES[role].zh for role in self._actor.roles))
        ReadingEntry.objects.bulk_create(
            ReadingEntry(
                chain_id=sample.chain_id, grantor_id=sample.grantor_id, reader_id=self._actor.enterprise_id,
                grant_id=grant_id, reader_name=self._actor.user_name, reader_role=roles[:120], subject=sample.subject,
                field=sample.field, figure_count=self._counts[grant_id], via=self._via.value, occurred_at=now(),
            )
            for grant_id, sample in sorted(self._samples.items(), key=lambda pair: str(pair[0]))
        )  # fmt: skip


def reading_record(*, actor: Actor, figures: Iterable[Shown], via: ReadingVia | None = None) -> None:
    """Note one reading of these figures: one entry per grant."""
    reading = Reading(actor, via)
    for figure in figures:
        reading.note(figure)
    reading.write()
