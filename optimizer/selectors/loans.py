"""Reads of loans on either side."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from optimizer.models import Loan


def mine_of(actor: Actor) -> QuerySet[Loan]:
    """Loans the acting enterprise has given or taken."""
    return Loan.objects.filter(Q(lender_id=actor.enterprise_id) | Q(borrower_id=actor.enterprise_id))


def loan_list(actor: Actor, statuses: tuple[str, ...] = ()) -> QuerySet[Loan]:
    """Loans on either side, of these statuses when some are given."""
    rows = mine_of(actor)
    return rows.filter(status__in=statuses) if statuses else rows
