"""The demo's market: what suppliers offer each other, what has been agreed, and what waits for an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from accounts.gate import actor_for
from common import clock
from demo.directory import Directory
from demo.people import login_of
from optimizer.models import MarketListing, MarketMatch, MarketProposal
from optimizer.selectors import loan_list, proposal_list
from optimizer.services.listings import ListingValues, listing_save
from optimizer.services.loans import loan_move
from optimizer.services.proposals import proposal_answer
from optimizer.services.rounds import round_run
from optimizer.services.settling import match_settle
from optimizer.states import (
    SUBJECT_KINDS,
    SUBJECT_NAMES,
    ListingSide,
    LoanAct,
    MarketKind,
    MarketSubject,
    MatchStatus,
    ProposalStatus,
)
from optimizer.tasks import market_settle
from suppliers.models import Item
from suppliers.services.stock import Count, stock_count
from tenancy.context import acting_as, system_access

_S, NEED, OFFER = MarketSubject, ListingSide.NEED, ListingSide.OFFER
DESKS = {"leader": "planner"}
USUAL_DESK = "sales"


@dataclass(frozen=True)
class Post:
    """One listing: whose, what, from least to most, at which limit, and from which week for how many."""

    key: str
    side: ListingSide
    subject: MarketSubject
    grade: str
    low: int
    high: int
    limit: str
    unit: str = "H87"
    weeks: int = 4
    tolerance: int | None = None
    certificates: tuple[str, ...] = ()


# Agreed a week ago: a loan that is out, and an order.
AGREED = (
    Post("supplier01", NEED, _S.MAGNET_WIRE, "EW-045", 200, 800, "6.80", "KGM", 5),
    Post("supplier17", OFFER, _S.MAGNET_WIRE, "EW-045", 100, 1200, "2.40", "KGM", 8),
    Post("leader", NEED, _S.MACHINING, "壳体精加工", 200, 600, "48.00", tolerance=8, certificates=("IATF16949",)),
    Post("supplier03", OFFER, _S.MACHINING, "壳体精加工", 100, 500, "31.50", tolerance=7, certificates=("IATF16949", "ISO9001")),
)  # fmt: skip
# Proposed then, and left unanswered by one side.
MISSED = (
    Post("supplier09", NEED, _S.INJECTION_MOULDING, "PA66-GF30", 500, 2000, "4.20"),
    Post("supplier12", OFFER, _S.INJECTION_MOULDING, "PA66-GF30", 400, 1500, "2.60"),
)
# Proposed in the last round: these wait for an answer, two of them for the visitor.
WAITING = (
    Post("supplier01", NEED, _S.ELECTRICAL_STEEL, "50W470", 300, 900, "3.90", "KGM", 6),
    Post("supplier18", OFFER, _S.ELECTRICAL_STEEL, "50W470", 200, 1500, "1.20", "KGM", 10),
    Post("supplier14", NEED, _S.WINDING, "线圈", 100, 400, "26.00", tolerance=10),
    Post("supplier01", OFFER, _S.WINDING, "线圈", 100, 300, "17.50", tolerance=9, certificates=("ISO9001",)),
    Post("leader", NEED, _S.DIE_CASTING, "端盖", 300, 1000, "36.00", certificates=("ISO9001",)),
    Post("supplier02", OFFER, _S.DIE_CASTING, "端盖", 200, 800, "22.40", certificates=("ISO9001", "IATF16949")),
)  # fmt: skip
# On the market for whoever comes.
STANDING = (
    Post("supplier03", OFFER, _S.HEAT_TREATMENT, "", 100, 1200, "3.20", weeks=8, certificates=("CQI9",)),
    Post("supplier08", OFFER, _S.PLATING, "", 500, 4000, "1.10", weeks=8, certificates=("CQI11",)),
    Post("supplier09", OFFER, _S.INJECTION_MOULDING, "", 500, 3000, "2.10", weeks=8),
    Post("supplier10", OFFER, _S.MACHINING, "", 50, 600, "18.00", weeks=8, tolerance=8, certificates=("ISO9001",)),
    Post("supplier11", OFFER, _S.BEARING, "6205", 100, 4000, "0.90", weeks=12),
    Post("supplier16", NEED, _S.PLATING, "锌镍", 200, 900, "2.60"),
)  # fmt: skip


def open_exchange(directory: Directory) -> None:
    """Post, match and settle what the stories tell, in their order."""
    chain_id = directory.chain.id
    with _ago(timedelta(days=8)):
        _post_all(directory, (*AGREED, *MISSED))
        round_run(chain_id=chain_id, forced=True)
    with _ago(timedelta(days=7, hours=5)):
        for key, subject in (
            ("supplier01", _S.MAGNET_WIRE), ("supplier17", _S.MAGNET_WIRE), ("leader", _S.MACHINING),
            ("supplier03", _S.MACHINING), ("supplier12", _S.INJECTION_MOULDING),
        ):  # fmt: skip
            _accept(_desk(directory, key), subject)
        market_settle()
    with _ago(timedelta(days=5)):
        _settle_open(chain_id)
        _lend(directory)
    with _ago(timedelta(hours=3)):
        _post_all(directory, (*WAITING, *STANDING))
        round_run(chain_id=chain_id, forced=True)
        # No simulated partner sits at the second tier: its answer is given, and nobody can see it.
        _accept(_desk(directory, "supplier18"), _S.ELECTRICAL_STEEL)


@contextmanager
def _ago(time: timedelta) -> Iterator[None]:
    with clock.at(clock.now() - time):
        yield


def _desk(directory: Directory, key: str) -> Actor:
    return actor_for(login_of(key, DESKS.get(key, USUAL_DESK)), directory.enterprises[key])


def _post_all(directory: Directory, posts: tuple[Post, ...]) -> None:
    for post in posts:
        actor = _desk(directory, post.key)
        with acting_as(actor.enterprise_id, actor.user_id):
            _post(directory, actor, post)


def _post(directory: Directory, actor: Actor, post: Post) -> MarketListing:
    site_id = next(site for (key, _), site in directory.sites.items() if key == post.key)
    start = clock.today() + timedelta(weeks=1)
    kind = SUBJECT_KINDS[post.subject]
    item = _item(directory, actor, post) if post.side is NEED or kind is MarketKind.RESERVE else None
    if item is not None and post.side is OFFER:
        stock_count(actor=actor, counts=[Count(site_id, item.id, Decimal(post.high * 2))])
    values = ListingValues(
        side=post.side, kind=kind, subject=post.subject, site_id=site_id, first_week=start,
        last_week=start + timedelta(weeks=post.weeks - 1), quantity_low=post.low, quantity_high=post.high,
        price_limit=Decimal(post.limit), unit=post.unit, grade=post.grade, item_id=item.id if item else None,
        tolerance_grade=post.tolerance, certificates=post.certificates,
        farthest=200 if post.side is NEED else None,
        transport_rate=Decimal("0.20") if post.side is NEED else Decimal(0),
    )  # fmt: skip
    return listing_save(actor=actor, values=values, is_open=True, chain_id=directory.chain.id)


def _item(directory: Directory, actor: Actor, post: Post) -> Item:
    """The poster's own item for what it trades, under a number of its own."""
    zh, en = SUBJECT_NAMES[post.subject]
    number = f"SH-{post.subject.value[:3]}-{post.low}"
    found, _ = Item.objects.get_or_create(
        enterprise_id=actor.enterprise_id, number=number,
        defaults={
            "chain_id": directory.chain.id, "name": f"{zh} {post.grade}".strip(), "name_en": en, "unit": post.unit,
            "category": "共享",
        },
    )  # fmt: skip
    return found


def _accept(actor: Actor, subject: MarketSubject) -> None:
    with acting_as(actor.enterprise_id, actor.user_id):
        mine: MarketProposal = proposal_list(actor).get(
            subject=subject.value, status=ProposalStatus.OPEN.value
        )
        proposal_answer(actor=actor, proposal_id=mine.id, version=mine.version, accepts=True)


def _settle_open(chain_id: UUID) -> None:
    with system_access("market"):
        standing = list(MarketMatch.objects.filter(chain_id=chain_id, status=MatchStatus.OPEN.value))
    for match in standing:
        match_settle(match_id=match.id)


def _lend(directory: Directory) -> None:
    """The wire has gone out and arrived."""
    for key, act in (("supplier17", LoanAct.HAND_OVER), ("supplier01", LoanAct.RECEIVE)):
        actor = _desk(directory, key)
        with acting_as(actor.enterprise_id, actor.user_id):
            loan = loan_list(actor).get()
            loan_move(actor=actor, loan_id=loan.id, version=loan.version, act=act)
