"""Short ways to post, match, answer and settle in the tests of this app, between FIRST and SECOND of one chain."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from accounts.roles import Role
from common.clock import today
from optimizer.models import Loan, MarketListing, MarketMatch, MarketProposal
from optimizer.services.listings import ListingValues, listing_save
from optimizer.services.proposals import proposal_answer
from optimizer.services.rounds import round_run
from optimizer.services.settling import match_settle, matches_standing
from optimizer.states import ListingSide, MarketKind, MarketSubject, MatchStatus
from suppliers.models import Item
from suppliers.rules import monday_of
from tenancy.context import acting_as, system_access
from tests import world
from tests.orders.trade import person

TAKER = person(world.FIRST, Role.SUPPLIER_SALES, Role.BUYER)
GIVER = person(world.SECOND, Role.SUPPLIER_SALES)
THIRD = person(world.LEADER, Role.BUYER, Role.PLANNER)
FIRMS = {world.FIRST.id: world.FIRST, world.SECOND.id: world.SECOND, world.LEADER.id: world.LEADER}


def item_of(actor: Actor, unit: str = "H87") -> Item:
    with acting_as(actor.enterprise_id):
        item, _ = Item.objects.get_or_create(
            enterprise_id=actor.enterprise_id, number=f"MK-{unit}",
            defaults={"chain_id": world.CHAIN, "name": "市场物料", "unit": unit},
        )  # fmt: skip
        return item


def next_monday(weeks: int = 1) -> Any:
    return monday_of(today()) + timedelta(weeks=weeks)


def values(
    actor: Actor, side: ListingSide, kind: MarketKind = MarketKind.CAPACITY, **changes: Any
) -> ListingValues:
    is_need, is_reserve = side is ListingSide.NEED, kind is MarketKind.RESERVE
    base = ListingValues(
        side=side, kind=kind, subject=MarketSubject.MAGNET_WIRE if is_reserve else MarketSubject.MACHINING,
        site_id=FIRMS[actor.enterprise_id].site_id, first_week=next_monday(), last_week=next_monday(3),
        quantity_low=100, quantity_high=500 if is_need else 800, price_limit=Decimal("20.37" if is_need else "12.11"),
        item_id=item_of(actor).id if is_need or is_reserve else None, farthest=200 if is_need else None,
    )  # fmt: skip
    return replace(base, **changes)


def post(
    actor: Actor, side: ListingSide, kind: MarketKind = MarketKind.CAPACITY, **changes: Any
) -> MarketListing:
    given = values(actor, side, kind, **changes)
    with acting_as(actor.enterprise_id, actor.user_id):
        return listing_save(actor=actor, values=given, is_open=True, chain_id=world.CHAIN)


def meet(kind: MarketKind = MarketKind.CAPACITY) -> tuple[MarketProposal, MarketProposal]:
    """A need of TAKER and an offer of GIVER, and their proposals after a round."""
    post(TAKER, ListingSide.NEED, kind)
    post(GIVER, ListingSide.OFFER, kind)
    round_run(chain_id=world.CHAIN, forced=True)
    return only_of(TAKER), only_of(GIVER)


def proposals_of(actor: Actor) -> list[MarketProposal]:
    with acting_as(actor.enterprise_id):
        rows = MarketProposal.objects.filter(enterprise_id=actor.enterprise_id)
        return list(rows.select_related("listing").order_by("-created_at", "id"))


def only_of(actor: Actor) -> MarketProposal:
    (found,) = proposals_of(actor)
    return found


def answer(actor: Actor, *, accepts: bool = True) -> MarketProposal:
    mine = proposals_of(actor)[0]
    with acting_as(actor.enterprise_id, actor.user_id):
        return proposal_answer(actor=actor, proposal_id=mine.id, version=mine.version, accepts=accepts)


def settle() -> list[MatchStatus]:
    return [match_settle(match_id=match_id) for match_id in matches_standing()]


def matches() -> list[MarketMatch]:
    with system_access("test"):
        return list(MarketMatch.objects.all())


def loans() -> list[Loan]:
    with system_access("test"):
        return list(Loan.objects.using("system").all())
