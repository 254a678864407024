"""The market on the stage: matches agreed and open, loans, and proposals between members who do not know each other.

LEADER and FIRST have lent, agreed on capacity and have one match open; FIRST and SECOND, LEADER and SECOND, OTHER and
THIRD have matches of their own. Prices have decimals that occur nowhere else.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from common.clock import today
from common.ids import new_id
from optimizer.models import MarketListing, MarketMatch, MarketProposal
from optimizer.services.listings import ListingValues, listing_save
from optimizer.services.proposals import proposal_answer
from optimizer.services.rounds import round_run
from optimizer.services.settling import match_settle
from optimizer.states import ListingSide, MarketKind, MarketSubject, MatchStatus
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.services import stock
from suppliers.states import MovementKind
from tenancy.context import acting_as, system_access
from tests import world

NEED, OFFER = ListingSide.NEED, ListingSide.OFFER
CAPACITY, RESERVE = MarketKind.CAPACITY, MarketKind.RESERVE


def actor_of(firm: world.Firm) -> Any:
    from tests.isolation.stage import everything

    return everything(firm)


def item_of(firm: world.Firm, chain_id: UUID) -> Item:
    item, is_new = Item.objects.get_or_create(
        enterprise_id=firm.id, number=f"LENT-{firm.key}",
        defaults={"chain_id": chain_id, "name": f"lent of {firm.key}", "unit": "H87"},
    )  # fmt: skip
    if is_new:
        act = stock.StockAct(MovementKind.RECEIPT, firm.site_id, item.id, Decimal(5000))
        stock.stock_move(actor=actor_of(firm), act=act)
    return item


def post(
    firm: world.Firm, side: ListingSide, kind: MarketKind, chain_id: UUID, grade: str, *, is_open: bool = True
) -> MarketListing:
    """One listing; the grade lets exactly two meet."""
    actor = actor_of(firm)
    price = Decimal(40 if side is NEED else 20) + Decimal(firm.number) + Decimal("0.37")
    with acting_as(firm.id, actor.user_id):
        values = ListingValues(
            side=side, kind=kind, subject=MarketSubject.BEARING if kind is RESERVE else MarketSubject.MACHINING,
            grade=grade, site_id=firm.site_id, first_week=monday_of(today()) + timedelta(weeks=1),
            last_week=monday_of(today()) + timedelta(weeks=3), quantity_low=10, quantity_high=100 + firm.number,
            price_limit=price, item_id=item_of(firm, chain_id).id, farthest=100 if side is NEED else None,
            note=f"listing note of {firm.key}",
        )  # fmt: skip
        return listing_save(actor=actor, values=values, is_open=is_open, chain_id=chain_id)


def meet(taker: world.Firm, giver: world.Firm, kind: MarketKind, chain_id: UUID) -> None:
    """A need and an offer that meet in the next round and nobody else."""
    grade = new_id().hex[:12]
    post(taker, NEED, kind, chain_id, grade)
    post(giver, OFFER, kind, chain_id, grade)


def agree(chain_id: UUID) -> None:
    """A round, and every match of the chain accepted by both and settled; the orders are not made yet."""
    round_run(chain_id=chain_id, forced=True)
    with system_access("test"):
        matches = list(MarketMatch.objects.filter(chain_id=chain_id, status=MatchStatus.OPEN.value))
        halves = MarketProposal.objects.using("system").in_bulk(
            [i for m in matches for i in (m.need_id, m.offer_id)]
        )
    firms = {firm.id: firm for firm in world.FIRMS}
    for match in matches:
        for half in (halves[match.need_id], halves[match.offer_id]):
            actor = actor_of(firms[half.enterprise_id])
            with acting_as(actor.enterprise_id, actor.user_id):
                proposal_answer(actor=actor, proposal_id=half.id, version=half.version, accepts=True)
        match_settle(match_id=match.id)


def build() -> None:
    first, second, leader = world.FIRST, world.SECOND, world.LEADER
    for kind in (RESERVE, CAPACITY):
        meet(leader, first, kind, world.CHAIN)
        meet(leader, second, kind, world.CHAIN)
        meet(world.OTHER, world.THIRD, kind, world.OTHER_CHAIN)
        agree(world.CHAIN)
        agree(world.OTHER_CHAIN)
    meet(leader, first, CAPACITY, world.CHAIN)
    meet(first, second, CAPACITY, world.CHAIN)
    round_run(chain_id=world.CHAIN, forced=True)
    for firm in (leader, first):
        post(firm, NEED, CAPACITY, world.CHAIN, f"draft of {firm.key}", is_open=False)


def more() -> None:
    """As much again of every list of LEADER and FIRST, the other way round."""
    for kind in (RESERVE, CAPACITY):
        meet(world.LEADER, world.SECOND, kind, world.CHAIN)
        meet(world.OTHER, world.FIRST, kind, world.OTHER_CHAIN)
        agree(world.OTHER_CHAIN)
        round_run(chain_id=world.CHAIN, forced=True)
