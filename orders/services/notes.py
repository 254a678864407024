"""A side's own note on a shared order."""

from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now
from common.errors import Conflict
from orders.models import PrivateNote
from orders.services.locking import lock_order
from suppliers.services.inputs import clean_text


@transaction.atomic
def private_note_save(*, actor: Actor, order_id: UUID, text: str, version: int | None = None) -> PrivateNote:
    """Write the acting enterprise's note on an order; the other party never learns of it.

    `version`: of the note that was read, None for the first. Raises NotFound, Conflict, Invalid.
    """
    require(actor, P.ORDER_READ)
    order = lock_order(actor, order_id)
    clean = clean_text(text, "text", limit=4000)
    note = PrivateNote.objects.filter(enterprise_id=actor.enterprise_id, order=order).first()
    before = {"text": note.text} if note else None
    if note is None:
        note = PrivateNote(
            chain_id=order.chain_id, enterprise_id=actor.enterprise_id, buyer_id=order.buyer_id,
            supplier_id=order.supplier_id, order=order, version=0,
        )  # fmt: skip
    elif version != note.version:
        raise Conflict(current_version=note.version, stated_version=version)
    note.text, note.version = clean, note.version + 1
    note.updated_at, note.updated_by_name = now(), actor.user_name
    note.save()
    audit.record(
        actor,
        action="orders.private_note.saved",
        subject_type="orders.PrivateNote",
        subject_id=note.id,
        before=before,
        after={"text": clean, "version": note.version},
    )
    return note
