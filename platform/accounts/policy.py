"""The only authority on what an actor may do. Default: no."""

from typing import Any
from uuid import UUID

from accounts import trail
from accounts.actor import Actor
from accounts.alias import system_transaction
from accounts.errors import MfaRequired
from accounts.permissions import SENSITIVE, P
from common.errors import Forbidden
from tenancy.visibility import visibility_of


def _is_party(actor: Actor, thing: Any) -> bool:
    """Whether the actor's enterprise is one of those the row declares as its parties."""
    declared = visibility_of(type(thing))
    if declared is None or not declared.parties:
        return False
    columns = (thing._meta.get_field(name).attname for name in declared.parties)
    return actor.enterprise_id in {getattr(thing, column) for column in columns}


def can(actor: Actor | None, permission: P, obj: Any = None) -> bool:
    """Whether the actor may, now; with `obj`, whether its enterprise is also a party of that row."""
    if actor is None or permission not in actor.permissions:
        return False
    if permission in SENSITIVE and actor.mfa_at is None:
        return False
    return obj is None or _is_party(actor, obj)


def require(actor: Actor, permission: P, obj: Any = None) -> None:
    """Pass, or raise MfaRequired or Forbidden. The refusal is audited even though the act rolls back."""
    if can(actor, permission, obj):
        return
    lacks_factor = permission in actor.permissions and permission in SENSITIVE and actor.mfa_at is None
    _note_refusal(actor, permission, obj)
    if lacks_factor:
        raise MfaRequired(permission=permission.value)
    raise Forbidden(permission=permission.value)


def _note_refusal(actor: Actor, permission: P, obj: Any) -> None:
    subject_id = getattr(obj, "id", None)
    with system_transaction("sign-in"):
        trail.note(
            enterprise_id=actor.enterprise_id,
            actor_id=actor.user_id,
            actor_name=actor.user_name,
            via=actor.via,
            action="accounts.refused",
            subject_type=obj._meta.label if obj is not None else "accounts.Permission",
            subject_id=subject_id if isinstance(subject_id, UUID) else None,
            reason=permission.value,
        )
