"""Every mutation of the market once, with variables that would succeed."""

from datetime import timedelta

from common.clock import today
from suppliers.rules import monday_of
from tests import world
from tests.isolation.acts.registry import FIRST, LEADER, Variables, act, one
from tests.isolation.oracle import Eyes


def _draft(eyes: Eyes) -> Variables:
    listing = one(eyes, "optimizer.MarketListing", status="DRAFT")
    return {"listingId": str(listing["id"]), "version": listing["version"]}


@act(LEADER)
def marketListingSave(eyes: Eyes) -> Variables:
    item = one(eyes, "suppliers.Item", number=f"LENT-{LEADER.key}")
    week = (monday_of(today()) + timedelta(weeks=2)).isoformat()
    listing = {
        "side": "NEED", "kind": "CAPACITY", "subject": "PLATING", "itemId": str(item["id"]),
        "siteId": str(LEADER.site_id), "firstWeek": week, "lastWeek": week, "quantityLow": 5, "quantityHigh": 9,
        "unit": "H87", "priceLimit": "3.5", "farthest": 50, "excludedIds": [str(FIRST.id)],
    }  # fmt: skip
    return {**_draft(eyes), "listing": listing, "isOpen": True, "chainId": str(world.CHAIN)}


@act(FIRST)
def marketListingWithdraw(eyes: Eyes) -> Variables:
    return _draft(eyes)


def _proposal(eyes: Eyes, **values: object) -> Variables:
    found = one(eyes, "optimizer.MarketProposal", **values)
    return {"proposalId": str(found["id"]), "version": found["version"]}


@act(FIRST)
def marketProposalAnswer(eyes: Eyes) -> Variables:
    return {**_proposal(eyes, status="OPEN"), "accepts": True}


@act(LEADER)
def marketProposalOrder(eyes: Eyes) -> Variables:
    return _proposal(
        eyes, status="AGREED", side="NEED", kind="CAPACITY", order_id=None, partner_id=world.FIRST.id
    )


@act(FIRST)
def loanMove(eyes: Eyes) -> Variables:
    loan = one(eyes, "optimizer.Loan", lender_id=FIRST.id, status="AGREED")
    return {"loanId": str(loan["id"]), "version": loan["version"], "act": "HAND_OVER"}
