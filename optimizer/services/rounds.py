"""One round of the market: read the chain's listings, match them, and put a proposal before each side.

Everything happens in one transaction of the system alias. Two rounds of one chain wait for each other at the
chain's row, and a slot holds one round: whoever comes second finds it done.
"""

from collections import Counter
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.actor import system_actor
from common.clock import now, today
from common.ids import new_id
from optimizer.engine.matching import WHOLE, Match, Result, solve
from optimizer.engine.price import SCALE, shares_of
from optimizer.models import MarketListing, MarketMatch, MarketProposal, MarketRound
from optimizer.rules import ANSWER_FOR, place_told, slot_at
from optimizer.services import snapshot
from optimizer.services.recording import record_proposal
from optimizer.states import ListingStatus, MarketKind, MatchStatus, ProposalStatus
from suppliers.rules import monday_of, range_of
from tenancy.context import system_access
from tenancy.models import Chain, ChainMembership, Enterprise

ALIAS = snapshot.ALIAS
SEED = 1
WORK = 3.0


def round_run(*, chain_id: UUID, forced: bool = False) -> MarketRound | None:
    """Hold the chain's round of the present slot; None when it has been held.

    `forced`: hold one now all the same, as the demo's seed does. Nothing is returned of what was read.
    """
    with system_access("market"), transaction.atomic(using=ALIAS):
        chain = Chain.objects.using(ALIAS).select_for_update(no_key=True).get(id=chain_id)
        slot = now() if forced else slot_at(now(), settings.MARKET_ROUND_MINUTES)
        if MarketRound.objects.filter(chain=chain, slot=slot).exists():
            return None
        _close_past(chain)
        market = snapshot.take(chain.id)
        result = solve(market.problem, seed=SEED, work=WORK)
        held = _record(chain, slot, market, result)
        crowd = _crowd(chain)
        locked = _lock(market, result)
        for match in result.matches:
            sides = (locked.get(match.pair.need.id), locked.get(match.pair.offer.id))
            if sides[0] is not None and sides[1] is not None:
                _propose(held, match, sides[0], sides[1], crowd)
        return held


def _close_past(chain: Chain) -> None:
    rows = MarketListing.objects.using(ALIAS).filter(chain=chain, status=ListingStatus.OPEN.value)
    for listing in rows.filter(last_week__lt=monday_of(today())).select_for_update().order_by("id"):
        listing.status = ListingStatus.CLOSED.value
        listing.version += 1
        listing.save(using=ALIAS, update_fields=["status", "version"])


def _record(chain: Chain, slot: datetime, market: snapshot.Snapshot, result: Result) -> MarketRound:
    return MarketRound.objects.create(
        chain=chain, slot=slot, began_at=now(), digest=market.digest, seed=SEED, status=result.status,
        saving=_yuan(result.saving), bound=_yuan(result.bound), work=Decimal(str(round(result.work, 4))),
        listing_count=len(market.listings), match_count=len(result.matches),
    )  # fmt: skip


def _yuan(amount: int) -> Decimal:
    return (Decimal(amount) / SCALE).quantize(Decimal("0.01"))


def _crowd(chain: Chain) -> Counter[str]:
    """Members of the chain by region."""
    members = ChainMembership.objects.using(ALIAS).filter(chain=chain).values_list("enterprise_id", flat=True)
    regions = Enterprise.objects.using(ALIAS).filter(id__in=set(members)).values_list("region", flat=True)
    return Counter(regions)


def _lock(market: snapshot.Snapshot, result: Result) -> dict[str, MarketListing]:
    """The matched listings that still are what the matcher saw, locked in the order everybody locks them."""
    ids = {side for m in result.matches for side in (m.pair.need.id, m.pair.offer.id)}
    rows = MarketListing.objects.using(ALIAS).select_related("enterprise").filter(id__in=ids)
    found = rows.select_for_update(of=("self",)).order_by("id")
    return {str(row.id): row for row in found if row.version == market.listings[str(row.id)].version}


def _propose(
    held: MarketRound, match: Match, need: MarketListing, offer: MarketListing, crowd: Counter[str]
) -> None:
    """Two proposals, each with what its side may know, and the match that only the market reads."""
    pair = match.pair
    shares = shares_of(match.quantity, pair.offer.price, pair.need.price, pair.transport, pair.price)
    half = _half(match, need)
    taker = _proposal(need, offer, half, shares.taker, _yuan(pair.transport), crowd)
    giver = _proposal(offer, need, half, shares.giver, None, crowd)
    MarketMatch.objects.create(
        id=new_id(), chain_id=held.chain_id, round=held, need=taker, offer=giver,
        need_enterprise_id=need.enterprise_id, offer_enterprise_id=offer.enterprise_id,
        status=MatchStatus.OPEN.value, decide_by=taker.decide_by,
    )  # fmt: skip
    for proposal in (taker, giver):
        actor = system_actor(proposal.enterprise_id)
        record_proposal(actor, proposal, "made", using=ALIAS, decideBy=proposal.decide_by.isoformat())


def _half(match: Match, need: MarketListing) -> dict[str, object]:
    """What both sides are told alike. A loan runs from the need's first week to its last."""
    pair = match.pair
    if need.kind == MarketKind.RESERVE:
        weeks = [(need.first_week, match.quantity)]
        last = need.last_week
    else:
        weeks = [(snapshot.monday_at(week), quantity) for week, quantity in match.quantities if week != WHOLE]
        last = weeks[-1][0]
    return {
        "quantity": match.quantity, "weeks": [[week.isoformat(), quantity] for week, quantity in weeks],
        "first_week": weeks[0][0], "last_week": last, "price": _yuan(pair.price), "distance": pair.distance,
        "kind": need.kind, "subject": need.subject, "grade": need.grade, "unit": need.unit,
        "status": ProposalStatus.OPEN.value, "decide_by": now() + ANSWER_FOR, "created_at": now(),
    }  # fmt: skip


def _proposal(
    mine: MarketListing, other: MarketListing, half: dict[str, object], saving: Decimal, transport: Decimal | None,
    crowd: Counter[str],
) -> MarketProposal:  # fmt: skip
    low, high = range_of(Decimal(other.quantity_high))
    return MarketProposal.objects.using(ALIAS).create(
        chain_id=mine.chain_id, enterprise_id=mine.enterprise_id, listing=mine, side=mine.side, saving=saving,
        transport=transport, place=place_told(other.enterprise.region, crowd), other_low=int(low), other_high=int(high),
        **half,
    )  # fmt: skip
