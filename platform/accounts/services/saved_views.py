"""A person's saved filters: kept, changed, forgotten."""

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.actor import Actor
from accounts.errors import VIEW_NAME_TAKEN, VIEW_TOO_LARGE, VIEWS_FULL
from accounts.models import SavedView
from accounts.services.members import check_name
from common.errors import Invalid, NotFound

MOST_VIEWS = 50
MOST_CHARACTERS = 10_000


def _mine(actor: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(enterprise_id=actor.enterprise_id, user=actor.user_id)


@transaction.atomic
def saved_view_save(
    *,
    actor: Actor,
    list_name: str,
    name: str,
    content: Any,
    view_id: UUID | None = None,
    is_default: bool = False,
) -> SavedView:
    """Keep a view, new without an id. A default replaces the former one. Raises NotFound, Invalid."""
    clean = check_name(name, "name")
    if len(json.dumps(content)) > MOST_CHARACTERS:
        raise Invalid(VIEW_TOO_LARGE, field="content", limit=MOST_CHARACTERS)
    mine = _mine(actor).filter(list=list_name)
    view = mine.filter(id=view_id).first() if view_id else _new(actor, list_name)
    if view is None:
        raise NotFound
    others = mine.exclude(id=view.id)
    if others.filter(name=clean).exists():
        raise Invalid(VIEW_NAME_TAKEN, field="name", value=clean)
    if is_default:
        others.filter(is_default=True).update(is_default=False)
    view.name, view.content, view.is_default = clean, content, is_default
    view.save()
    return view


def _new(actor: Actor, list_name: str) -> SavedView:
    mine = _mine(actor).filter(list=list_name)
    if mine.count() >= MOST_VIEWS:
        raise Invalid(VIEWS_FULL, limit=MOST_VIEWS)
    last = mine.aggregate(last=Max("position"))["last"]
    return SavedView(
        enterprise_id=actor.enterprise_id,
        user=actor.user_id,
        list=list_name,
        position=0 if last is None else last + 1,
    )


@transaction.atomic
def saved_view_delete(*, actor: Actor, view_id: UUID) -> UUID:
    """Forget a view of the actor's own. Raises NotFound."""
    deleted, _ = _mine(actor).filter(id=view_id).delete()
    if not deleted:
        raise NotFound
    return view_id
