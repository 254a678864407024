"""Both accept at once, accept against withdraw, two rounds and two settlements at once: exactly one result."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from common.errors import DomainError
from optimizer.models import MarketMatch, MarketRound
from optimizer.services.listings import listing_withdraw
from optimizer.services.proposals import proposal_answer
from optimizer.services.rounds import round_run
from optimizer.services.settling import match_settle
from optimizer.states import ListingSide, MarketKind
from optimizer.tasks import market_settle
from orders.models import PurchaseOrder
from tenancy.context import acting_as, system_access
from tests import world
from tests.optimizer.market import GIVER, TAKER, answer, loans, matches, meet, only_of, post

pytestmark = pytest.mark.usefixtures("committed")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts on threads that start together; a refusal is a result."""
    barrier = Barrier(len(acts))

    def work(act: Callable[[], Any]) -> Any:
        barrier.wait(30)
        try:
            return act()
        except DomainError as error:
            return error.code
        finally:
            for alias in ("default", "system"):
                connections[alias].close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [waiting.result(60) for waiting in [pool.submit(work, act) for act in acts]]


def test_both_accept_at_once_and_two_settlements_make_one_loan() -> None:
    meet(MarketKind.RESERVE)
    at_once(lambda: answer(TAKER), lambda: answer(GIVER))
    (match,) = matches()
    at_once(*[lambda: match_settle(match_id=match.id)] * 3)
    assert len(loans()) == 1
    assert (only_of(TAKER).status, only_of(GIVER).status) == ("AGREED", "AGREED")


def test_settling_at_once_makes_one_order() -> None:
    meet()
    answer(TAKER)
    answer(GIVER)
    at_once(market_settle, market_settle, market_settle)
    with acting_as(world.FIRST.id):
        assert PurchaseOrder.objects.filter(buyer_id=world.FIRST.id, supplier_id=world.SECOND.id).count() == 1


def test_accepting_against_withdrawing_leaves_one_of_the_two() -> None:
    taker, _ = meet()

    def accept() -> Any:
        with acting_as(world.FIRST.id):
            return proposal_answer(
                actor=TAKER, proposal_id=taker.id, version=taker.version, accepts=True
            ).status

    def withdraw() -> Any:
        with acting_as(world.FIRST.id):
            listing = taker.listing
            return listing_withdraw(actor=TAKER, listing_id=listing.id, version=listing.version).status

    said = at_once(accept, withdraw)
    assert set(said) in ({"ACCEPTED", "LISTING_BOUND"}, {"CONFLICT", "WITHDRAWN"})
    assert only_of(TAKER).status == ("ACCEPTED" if "LISTING_BOUND" in said else "DECLINED")


def test_two_rounds_at_once_propose_once() -> None:
    post(TAKER, ListingSide.NEED)
    post(GIVER, ListingSide.OFFER)
    held = at_once(*[lambda: round_run(chain_id=world.CHAIN)] * 3)
    assert sum(one is not None for one in held) == 1
    with system_access("test"):
        assert (MarketRound.objects.count(), MarketMatch.objects.count()) == (1, 1)
