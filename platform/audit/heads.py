"""The heads of the chains: reading, checking and moving them."""

import hmac
from uuid import UUID

from django.conf import settings

from accounts.sealed_text import derive_key
from audit.chain import START, head_code
from audit.models import AuditAnchor
from common.clock import now


def scope_of(enterprise_id: UUID | None) -> str:
    """The name of a chain: its enterprise, or nobody."""
    return str(enterprise_id) if enterprise_id else AuditAnchor.NOBODY


def _key() -> bytes:
    return derive_key(settings.SECRET_KEY, "audit-heads")


def is_genuine(anchor: AuditAnchor) -> bool:
    expected = head_code(_key(), anchor.scope, anchor.position, anchor.hash)
    return hmac.compare_digest(expected, anchor.code)


def head_of(scope: str) -> tuple[int, str]:
    """Length and last hash of a chain; (0, START) for one not begun."""
    anchor = AuditAnchor.objects.filter(scope=scope).first()
    return (anchor.position, anchor.hash) if anchor else (0, START)


def move_head(scope: str, position: int, last: str) -> None:
    """Set the head of a chain, with a fresh code."""
    AuditAnchor.objects.update_or_create(
        scope=scope,
        defaults={
            "position": position,
            "hash": last,
            "code": head_code(_key(), scope, position, last),
            "sealed_at": now(),
        },
    )
