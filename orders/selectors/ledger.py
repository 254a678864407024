"""Reads of the promise ledger."""

from collections.abc import Iterable
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


def ledger_of_order(actor: Actor, order_id: UUID) -> QuerySet[PromiseEntry]:
    """The entries of all schedule lines of an order; the caller orders or pages them."""
    return PromiseEntry.objects.filter(party(actor), order_id=order_id)


def ledger_of_lines(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, list[PromiseEntry]]:
    """Entries by schedule line, oldest first, in one query; every asked id is a key."""
    found: dict[UUID, list[PromiseEntry]] = {i: [] for i in ids}
    rows = PromiseEntry.objects.filter(party(actor), schedule_line_id__in=found)
    for row in rows.order_by("schedule_line_id", "sequence"):
        found[row.schedule_line_id].append(row)
    return found


def as_fact(row: Any) -> Fact:
    """A ledger entry as the rules read it."""
    return Fact(*(getattr(row, name) for name in FACT_FIELDS))


def facts_of_line(line: ScheduleLine) -> list[Fact]:
    """The facts of a line at hand, oldest first."""
    rows = PromiseEntry.objects.filter(schedule_line_id=line.id).order_by("sequence")
    return [as_fact(row) for row in rows]
