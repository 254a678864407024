"""How the gate leaves a trail. The audit app stands above this one, so it binds its recorder here at start.

Without a recorder nothing of the gate works: an act that cannot be audited does not happen.
"""

from typing import Any, Protocol
from uuid import UUID


class Recorder(Protocol):
    """Writes one entry through the system alias, in the caller's transaction there."""

    def __call__(
        self,
        *,
        enterprise_id: UUID | None,
        actor_id: UUID | None,
        actor_name: str,
        via: str,
        action: str,
        subject_type: str,
        subject_id: UUID | None,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
        reason: str,
    ) -> None: ...


_bound: list[Recorder] = []


def bind(recorder: Recorder) -> None:
    """Make `recorder` the one that writes the trail."""
    _bound[:] = [recorder]


def note(
    *,
    enterprise_id: UUID | None,
    action: str,
    actor_id: UUID | None = None,
    actor_name: str = "",
    via: str = "session",
    subject_type: str = "accounts.User",
    subject_id: UUID | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Record an act at the gate. `enterprise_id` None: nobody's, e.g. a guess at an unknown name.

    Raises RuntimeError when no recorder is bound.
    """
    if not _bound:
        raise RuntimeError("no audit recorder is bound: install the audit app")
    _bound[0](
        enterprise_id=enterprise_id,
        actor_id=actor_id,
        actor_name=actor_name,
        via=via,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        before=before,
        after=after,
        reason=reason,
    )
