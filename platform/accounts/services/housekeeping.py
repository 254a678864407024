"""What the gate does by itself at night."""

from datetime import timedelta

from django.db.models import Q

from accounts import trail
from accounts.alias import SYSTEM, system_transaction
from accounts.models import ApiToken, Session, SignInAttempt, User
from accounts.profile import profile
from accounts.services.sessions import sessions_revoke
from common.clock import now

_KEPT = timedelta(days=180)


def sessions_purge() -> int:
    """Forget sessions that ended half a year ago; the audit trail keeps the facts. Returns how many."""
    limit = now() - _KEPT
    with system_transaction("purge"):
        count, _ = Session.objects.filter(Q(revoked_at__lt=limit) | Q(expires_at__lt=limit)).delete()
    return count


def attempts_purge() -> int:
    """Forget guesses of half a year ago. Returns how many."""
    with system_transaction("purge"):
        count, _ = SignInAttempt.objects.filter(at__lt=now() - _KEPT).delete()
    return count


def accounts_disable_unused() -> int:
    """Switch off accounts nobody has used for as long as the profile says, tokens included. Returns how many."""
    limit = now() - profile().unused_account
    used_token = ApiToken.objects.filter(last_used_at__gte=limit).values("user_id")
    idle = Q(last_signed_in_at__lt=limit) | Q(last_signed_in_at__isnull=True, created_at__lt=limit)
    with system_transaction("users"):
        stale = User.objects.select_for_update().filter(idle, is_active=True).exclude(id__in=used_token)
        for user in stale:
            user.is_active = False
            user.save(using=SYSTEM, update_fields=["is_active"])
            sessions_revoke(user.id)
            ApiToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=now())
            trail.note(
                enterprise_id=user.enterprise_id,
                via="system",
                action="accounts.user_disabled",
                subject_id=user.id,
                reason="unused",
            )
    return len(stale)
