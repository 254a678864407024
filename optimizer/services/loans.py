"""The course of a loan: out of the lender's stock into the borrower's, and back."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now, today
from common.errors import Conflict, DomainError, Invalid, NotFound
from common.language import current_language
from optimizer import errors
from optimizer.models import Loan, MarketListing, MarketProposal
from optimizer.selectors.loans import mine_of
from optimizer.services.recording import LOAN_FACTS, record_loan
from optimizer.states import LOAN_STATUS_NAMES, LoanAct, LoanStatus, loan_acts, loan_status_after
from suppliers.errors import LOT_MISSING
from suppliers.services.inputs import clean_text
from suppliers.services.inventory import Movement, apply_movements
from suppliers.services.recording import plain
from suppliers.services.stock import source_of
from suppliers.states import MovementKind, StockStatus

# What an act does to the actor's own stock.
EFFECTS = {
    LoanAct.HAND_OVER: (MovementKind.ISSUE, -1),
    LoanAct.RECEIVE: (MovementKind.RECEIPT, 1),
    LoanAct.RETURN: (MovementKind.ISSUE, -1),
    LoanAct.TAKE_BACK: (MovementKind.RECEIPT, 1),
}


@transaction.atomic
def loan_move(
    *,
    actor: Actor,
    loan_id: UUID,
    version: int,
    act: LoanAct,
    quantity: int | None = None,
    lot_number: str = "",
) -> Loan:
    """One act on a loan and its stock movement on the actor's side, at the listing's item and site.

    `quantity`: of a RETURN, whole units, all that is left when absent; the other acts move all there is to move.
    Raises NotFound, Conflict, Invalid (RETURN_TOO_MUCH, LOT_MISSING), DomainError LOAN_ACT_REFUSED, STOCK_SHORT.
    """
    require(actor, P.MARKET_WRITE)
    require(actor, P.INVENTORY_WRITE)
    loan = _lock(actor, loan_id, version)
    _check_act(actor, loan, act)
    moved = _moved(loan, act, quantity)
    before = plain(loan, LOAN_FACTS)
    if act is LoanAct.RETURN:
        loan.sent_back += moved
    if act is LoanAct.TAKE_BACK:
        loan.returned = loan.sent_back
    if act is not LoanAct.RETURN:
        loan.status = loan_status_after(act, loan.quantity, loan.returned).value
    loan.version += 1
    loan.changed_at = now()
    loan.save(update_fields=["status", "sent_back", "returned", "version", "changed_at"])
    _post(actor, loan, act, moved, lot_number)
    record_loan(actor, loan, act.value.lower(), before, moved=moved)
    return loan


@transaction.atomic
def loan_remind(*, actor: Actor, loan_id: UUID) -> bool:
    """Tell both sides, once, that a loan is overdue; whether it was due to. `actor`: the system's for the lender."""
    loan = mine_of(actor).select_for_update(of=("self",)).filter(id=loan_id).first()
    if loan is None or not loan_is_overdue(loan) or loan.reminded_at is not None:
        return False
    before = plain(loan, LOAN_FACTS)
    loan.reminded_at = now()
    loan.version += 1
    loan.save(update_fields=["reminded_at", "version"])
    record_loan(actor, loan, "overdue", before, outstanding=loan.quantity - loan.returned)
    return True


def loan_is_overdue(loan: Loan) -> bool:
    """Whether its day of return has passed while something is still away."""
    return loan.due_back < today() and loan.status not in (LoanStatus.RETURNED, LoanStatus.AGREED)


def _lock(actor: Actor, loan_id: UUID, version: int) -> Loan:
    rows = mine_of(actor).select_related("lender", "borrower").select_for_update(of=("self",))
    loan = rows.filter(id=loan_id).first()
    if loan is None:
        raise NotFound
    if loan.version != version:
        raise Conflict(current_version=loan.version, stated_version=version)
    return loan


def _check_act(actor: Actor, loan: Loan, act: LoanAct) -> None:
    possible = loan_acts(
        LoanStatus(loan.status), loan.quantity, loan.sent_back, loan.returned,
        is_lender=loan.lender_id == actor.enterprise_id,
    )  # fmt: skip
    if act not in possible:
        names = LOAN_STATUS_NAMES[LoanStatus(loan.status)]
        known = [a.value for a in possible]
        raise DomainError(
            errors.LOAN_ACT_REFUSED, field="act", allowed=known, act=act.value, known="、".join(known) or "-",
            state=names[1] if current_language() == "en" else names[0],
        )  # fmt: skip


def _moved(loan: Loan, act: LoanAct, quantity: int | None) -> int:
    if act is LoanAct.TAKE_BACK:
        return loan.sent_back - loan.returned
    if act is not LoanAct.RETURN:
        return loan.quantity
    left = loan.quantity - loan.sent_back
    if quantity is not None and not 1 <= quantity <= left:
        raise Invalid(errors.RETURN_TOO_MUCH, field="quantity", value=quantity, limit=left)
    return left if quantity is None else quantity


def _post(actor: Actor, loan: Loan, act: LoanAct, moved: int, lot_number: str) -> None:
    listing = _listing(actor, loan)
    kind, sign = EFFECTS[act]
    lot = clean_text(lot_number, "lotNumber", limit=40)
    assert listing.item is not None
    if listing.item.is_lot_managed and not lot:
        raise Invalid(LOT_MISSING, field="lotNumber", item=listing.item.number)
    movement = Movement(
        site_id=listing.site_id, item_id=listing.item.id, stock_status=StockStatus.UNRESTRICTED, kind=kind,
        quantity=Decimal(sign * moved), lot_number=lot, reference_type="optimizer.Loan", reference_id=loan.id,
        source=source_of(actor),
    )  # fmt: skip
    apply_movements(actor=actor, movements=[movement])


def _listing(actor: Actor, loan: Loan) -> MarketListing:
    """The actor's own listing behind the loan: it names the item and the site."""
    mine = MarketProposal.objects.filter(enterprise_id=actor.enterprise_id, loan_id=loan.id)
    listing: MarketListing = mine.select_related("listing__item").get().listing
    return listing
