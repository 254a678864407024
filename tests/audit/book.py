"""An audit book of a few chains to tamper with, and the owner's hand that does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from accounts.gate import actor_for
from audit.models import AuditEntry
from audit.sealing import seal_pending
from audit.services import record
from common.ids import new_id
from tenancy.context import acting_as, system_access
from tests import world

TABLES = ("audit_auditentry", "audit_auditseal", "audit_auditanchor", "audit_auditpending")


def act(firm: world.Firm, number: int = 0) -> AuditEntry:
    """One business act on record, written as the application role in a transaction of the firm."""
    person = actor_for(firm.login(firm.roles[0]))
    with acting_as(firm.id), transaction.atomic():
        return record(
            person, action="orders.sent", subject_type="orders.PurchaseOrder", subject_id=new_id(),
            before={"status": "draft"}, after={"status": "sent", "number": f"PO-{number}"}, reason="月度订单",
        )  # fmt: skip


def write_book(per_firm: int = 8) -> None:
    for number in range(per_firm):
        for firm in (world.LEADER, world.FIRST, world.OTHER):
            act(firm, number)
    seal_pending()


def chain(firm: world.Firm) -> list[tuple[int, UUID]]:
    """(position, entry id) of a firm's chain."""
    from audit.models import AuditSeal

    with system_access("test"):
        seals = AuditSeal.objects.filter(enterprise_id=firm.id).order_by("position")
        return list(seals.values_list("position", "entry_id"))


@contextmanager
def owners_hand() -> Iterator[Any]:
    """A cursor of the owner with every trigger and policy of the trail switched off, put back afterwards."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in TABLES:
            cursor.execute(f"alter table {table} disable trigger user, no force row level security")
        yield cursor
        cursor.execute("set constraints all immediate")
        for table in TABLES:
            cursor.execute(f"alter table {table} enable trigger user, force row level security")
