"""At most one effect per key.

The key's row is inserted in the transaction of the effect. A second request with the same key waits at the
unique index until the first has ended: then it is given the stored answer, or runs itself if the first was
refused or died. Refusals are not stored: they had no effect, and the cause may be gone at the next try.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from accounts.actor import Actor
from accounts.sealed_text import open_text, seal_text
from api.errors import IDEMPOTENCY_KEY_INVALID, IdempotencyMismatch
from api.models import IdempotencyKey
from api.scalars import plain_json
from common.clock import now
from common.errors import Invalid

KEPT: Final = timedelta(days=7)
_PURPOSE: Final = "kept-answers"
_KEY: Final = re.compile(r"[\x21-\x7e]{8,100}")


def fingerprint_of(mutation: str, arguments: dict[str, Any], document: str, response_key: str) -> str:
    """What makes two requests the same: the mutation, its arguments, and what was asked for in return."""
    content = json.dumps(
        [mutation, plain_json(arguments), document, response_key], sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(content.encode()).hexdigest()


@dataclass(slots=True)
class Claim:
    """A key taken for this request. `answer` is set when the effect had happened before."""

    row: IdempotencyKey
    is_new: bool
    is_secret: bool = False

    @property
    def answer(self) -> Any:
        stored = self.row.answer
        if self.is_secret and stored is not None:
            return json.loads(open_text(stored, purpose=_PURPOSE, bound_to=str(self.row.id)))
        return stored

    def keep(self, answer: Any) -> None:
        """Store the finished answer of this request; one that shows a secret is not readable at rest."""
        if self.is_secret:
            answer = seal_text(json.dumps(answer), purpose=_PURPOSE, bound_to=str(self.row.id))
        IdempotencyKey.objects.filter(id=self.row.id, enterprise_id=self.row.enterprise_id).update(
            answer=answer
        )


def claim(actor: Actor, mutation: str, key: str, fingerprint: str, *, is_secret: bool = False) -> Claim:
    """Take a key within the running transaction; waits while another request holds it.

    `is_secret`: the answer shows something that is shown once, so it is kept encrypted.

    Raises Invalid for a malformed key and IdempotencyMismatch when it came with other content before.
    """
    if not _KEY.fullmatch(key):
        raise Invalid(IDEMPOTENCY_KEY_INVALID, field="idempotency_key")
    ours = IdempotencyKey(
        enterprise_id=actor.enterprise_id, user=actor.user_id, mutation=mutation, key=key, fingerprint=fingerprint,
        created_at=now(),
    )  # fmt: skip
    IdempotencyKey.objects.bulk_create([ours], ignore_conflicts=True)
    row = IdempotencyKey.objects.get(
        enterprise_id=actor.enterprise_id, user=actor.user_id, mutation=mutation, key=key
    )
    if row.fingerprint != fingerprint:
        raise IdempotencyMismatch(field="idempotency_key")
    return Claim(row, is_new=row.id == ours.id, is_secret=is_secret)


def purge() -> int:
    """Forget keys older than they are kept; within `system_access("purge")`. Returns how many."""
    deleted, _ = IdempotencyKey.objects.using("system").filter(created_at__lt=now() - KEPT).delete()
    return deleted
