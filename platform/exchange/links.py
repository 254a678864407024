"""Links to files: signed, for one person in one enterprise, valid for minutes."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.core import signing

from accounts.actor import Actor
from common.errors import NotFound
from common.ids import parse_id
from exchange import limits

_SALT = "exchange.links"


class Target(StrEnum):
    ORIGINAL = "original"
    MARKED = "marked"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Link:
    target: Target
    subject_id: UUID


def link_to(actor: Actor, target: Target, subject_id: UUID) -> str:
    """The address, for this actor alone."""
    parts = [target.value, str(subject_id), actor.enterprise_id.hex, actor.user_id.hex]
    return f"/files/downloads/{signing.dumps(parts, salt=_SALT, compress=False)}"


def opened(actor: Actor, token: str) -> Link:
    """What a link leads to. Raises NotFound alike for foreign, changed, expired and malformed ones."""
    try:
        target, subject, enterprise, user = signing.loads(token, salt=_SALT, max_age=limits.LINK_SECONDS)
        link = Link(Target(target), parse_id(subject))
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None
    if (enterprise, user) != (actor.enterprise_id.hex, actor.user_id.hex):
        raise NotFound
    return link
