"""Reads of the promise ledger."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from orders.models import PromiseEntry, ScheduleLine
from orders.rules import Fact
from orders.selectors.parties import party

FACT_FIELDS = ("kind", "cause", "old_quantity", "new_quantity", "old_date", "new_date")


def promise_ledger(actor: Actor, schedule_line_id: UUID) -> QuerySet[PromiseEntry]:
    """The entries of one schedule line, oldest first; empty for foreign ids."""
    return PromiseEntry.objects.filter(party(actor), schedule_line_id=schedule_line_id).order_by("sequence")


def as_fact(row: Any) -> Fact:
    """A ledger entry as the rules read it."""
    return Fact(*(getattr(row, name) for name in FACT_FIELDS))


def facts_of_line(line: ScheduleLine) -> list[Fact]:
    """The facts of a line at hand, oldest first."""
    rows = PromiseEntry.objects.filter(schedule_line_id=line.id).order_by("sequence")
    return [as_fact(row) for row in rows]
