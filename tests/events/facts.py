"""Small helpers: facts about an imaginary document, told by people of the world."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from accounts.gate import actor_for
from events.models import StreamEntry
from events.services import emit
from tenancy.context import acting_as
from tests.world import CHAIN, FIRST, LEADER, Firm

DOCUMENT = UUID(int=4711)


def buyer() -> Actor:
    return actor_for(LEADER.login("BUYER"))


def seller() -> Actor:
    return actor_for(FIRST.login("SUPPLIER_SALES"))


def say(
    actor: Actor, kind: str = "test.said", *, audience: Iterable[Firm] = (LEADER, FIRST), **details: Any
) -> UUID:
    """Emit within the caller's transaction and context."""
    return emit(
        actor,
        type=kind,
        chain_id=CHAIN,
        subject_type="test.Line",
        subject_id=details.get("subject_id") or uuid4(),
        root_type="test.Document",
        root_id=details.get("root_id", DOCUMENT),
        version=details.get("version", 1),
        audience=[firm.id for firm in audience],
        payload=details.get("payload", {}),
    )


def tell(actor: Actor, kind: str = "test.said", **details: Any) -> UUID:
    """Emit and commit."""
    with acting_as(actor.enterprise_id, actor.user_id), transaction.atomic():
        return say(actor, kind, **details)


def stream(firm: Firm) -> list[StreamEntry]:
    with acting_as(firm.id):
        return list(StreamEntry.objects.filter(enterprise_id=firm.id).order_by("position"))
