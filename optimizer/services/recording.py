"""One audit entry and one event for each change of the market, told to one enterprise at a time.

What two sides of a match are told goes out as two events: one event has one audience, and names of both in one row
would tell each of the other.
"""

from typing import Any
from uuid import UUID

from accounts.actor import Actor
from audit import services as audit
from events import services as events
from optimizer.models import Loan, MarketListing, MarketProposal
from optimizer.states import SUBJECT_NAMES, MarketSubject
from suppliers.services.recording import plain

LISTING_FACTS = (
    "side", "kind", "subject", "grade", "item_id", "site_id", "first_week", "last_week", "quantity_low",
    "quantity_high", "unit", "price_limit", "tolerance_grade", "farthest", "transport_rate", "note", "status",
)  # fmt: skip
PROPOSAL_FACTS = (
    "status",
    "quantity",
    "price",
    "saving",
    "decide_by",
    "partner_id",
    "order_number",
    "loan_id",
)
LOAN_FACTS = ("status", "quantity", "sent_back", "returned", "due_back")


def subject_words(subject: str) -> dict[str, str]:
    """The subject's names as an event tells them."""
    zh, en = SUBJECT_NAMES[MarketSubject(subject)]
    return {"subject": subject, "subjectName": zh, "subjectNameEn": en}


def listing_facts(listing: MarketListing) -> dict[str, Any]:
    """Everything its owner has typed, as JSON."""
    lists = {"certificates": list(listing.certificates), "excluded": [str(e) for e in listing.excluded]}
    return plain(listing, LISTING_FACTS) | lists


def record_listing(actor: Actor, listing: MarketListing, verb: str, before: dict[str, Any] | None) -> None:
    """Audit and event of a change only the owner learns of."""
    audit.record(
        actor, action=f"optimizer.market.{verb}", subject_type="optimizer.MarketListing", subject_id=listing.id,
        before=before, after=listing_facts(listing),
    )  # fmt: skip
    events.emit(
        actor, type=f"optimizer.market.{verb}", chain_id=listing.chain_id, subject_type="market_listing",
        subject_id=listing.id, root_type="market_listing", root_id=listing.id, version=listing.version,
        audience=[listing.enterprise_id], payload={"side": listing.side, **subject_words(listing.subject)},
    )  # fmt: skip


def record_proposal(
    actor: Actor, proposal: MarketProposal, verb: str, *, using: str | None = None, **told: Any
) -> None:
    """Audit and event of one side's half; the other side has its own."""
    audit.record(
        actor, action=f"optimizer.proposal.{verb}", subject_type="optimizer.MarketProposal", subject_id=proposal.id,
        before=None, after=plain(proposal, PROPOSAL_FACTS), using=using,
    )  # fmt: skip
    payload = {
        "side": proposal.side,
        "kind": proposal.kind,
        "quantity": proposal.quantity,
        "unit": proposal.unit,
    }
    events.emit(
        actor, type=f"optimizer.proposal.{verb}", chain_id=proposal.chain_id, subject_type="market_proposal",
        subject_id=proposal.id, root_type="market_proposal", root_id=proposal.id, version=proposal.version,
        audience=[proposal.enterprise_id], payload={**payload, **subject_words(proposal.subject), **told}, using=using,
    )  # fmt: skip


def record_loan(actor: Actor, loan: Loan, verb: str, before: dict[str, Any], **told: Any) -> None:
    """Audit of the one who acts, and one event for both sides, who know each other."""
    audit.record(
        actor, action=f"optimizer.loan.{verb}", subject_type="optimizer.Loan", subject_id=loan.id, before=before,
        after=plain(loan, LOAN_FACTS) | told,
    )  # fmt: skip
    events.emit(
        actor, type=f"optimizer.loan.{verb}", chain_id=loan.chain_id, subject_type="loan", subject_id=loan.id,
        root_type="loan", root_id=loan.id, version=loan.version, audience=[loan.lender_id, loan.borrower_id],
        payload={
            "lenderId": str(loan.lender_id), "borrowerId": str(loan.borrower_id), "unit": loan.unit,
            "partner": _name(loan, actor.enterprise_id), "partnerEn": _name(loan, actor.enterprise_id, "_en"),
            "dueBack": loan.due_back.isoformat(), **subject_words(loan.subject), **told,
        },
    )  # fmt: skip


def _name(loan: Loan, enterprise_id: UUID, language: str = "") -> str:
    acting = loan.lender if loan.lender_id == enterprise_id else loan.borrower
    return str(getattr(acting, f"short_name{language}"))
