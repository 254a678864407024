"""API tokens: made by a person with a second factor, for one enterprise, never wider than the person."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from accounts import trail
from accounts.actor import Actor
from accounts.alias import system_transaction
from accounts.errors import TOKEN_AGE, TOKEN_SCOPE
from accounts.models import ApiToken
from accounts.permissions import P
from accounts.policy import require
from accounts.profile import profile
from accounts.secrets_made import digest, make_token, shown_prefix
from accounts.services.members import check_name
from common.clock import now
from common.errors import Invalid, NotFound


def token_create(
    *, actor: Actor, name: str, scopes: Iterable[str], expires_in_days: int
) -> tuple[ApiToken, str]:
    """A token and its secret, which is shown this once. Raises MfaRequired, Forbidden, Invalid."""
    require(actor, P.TOKEN_MANAGE)
    wanted = sorted({str(scope) for scope in scopes})
    missing = [scope for scope in wanted if scope not in actor.permissions]
    if missing or not wanted:
        allowed = sorted(permission.value for permission in actor.permissions)
        raise Invalid(TOKEN_SCOPE, field="scopes", allowed=allowed, missing=", ".join(missing) or "—")
    longest = profile().token_age.days
    if not 1 <= expires_in_days <= longest:
        raise Invalid(TOKEN_AGE, field="expiresInDays", days=expires_in_days, maximum=longest)
    secret = make_token()
    with system_transaction("users"):
        token = ApiToken.objects.create(
            enterprise_id=actor.enterprise_id,
            user_id=actor.user_id,
            name=check_name(name, "name"),
            prefix=shown_prefix(secret),
            token_hash=digest(secret),
            scopes=wanted,
            mfa_at=actor.mfa_at,
            created_at=now(),
            expires_at=now() + timedelta(days=expires_in_days),
        )
        _note(actor, token, "accounts.token_created", after={"name": token.name, "scopes": wanted})
    return token, secret


def token_revoke(*, actor: Actor, token_id: UUID) -> ApiToken:
    """End one of one's own tokens in the acting enterprise. Raises NotFound for any other."""
    require(actor, P.TOKEN_MANAGE)
    with system_transaction("users"):
        token = (
            ApiToken.objects.select_for_update()
            .filter(id=token_id, user_id=actor.user_id, enterprise_id=actor.enterprise_id)
            .first()
        )
        if token is None:
            raise NotFound
        if token.revoked_at is None:
            token.revoked_at = now()
            token.save(using="system", update_fields=["revoked_at"])
            _note(actor, token, "accounts.token_revoked", before={"name": token.name}, after=None)
    return token


def _note(
    actor: Actor,
    token: ApiToken,
    action: str,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None,
) -> None:
    trail.note(
        enterprise_id=actor.enterprise_id,
        actor_id=actor.user_id,
        actor_name=actor.user_name,
        via=actor.via,
        action=action,
        subject_type="accounts.ApiToken",
        subject_id=token.id,
        before=before,
        after=after,
    )
