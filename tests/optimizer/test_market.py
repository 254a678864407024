"""Offers, needs, rounds, blind answers, and what comes of them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.actor import system_actor
from common import clock
from common.errors import Conflict, DomainError, Forbidden, NotFound
from events.models import Event
from optimizer.models import MarketListing, MarketRound
from optimizer.rules import ANSWER_FOR, APART_FOR, next_slot, place_told, slot_at
from optimizer.services.listings import listing_save, listing_withdraw
from optimizer.services.proposals import proposal_answer, proposal_order
from optimizer.services.rounds import round_run
from optimizer.states import ListingSide, MarketKind, MarketSubject, MatchStatus, ProposalStatus
from optimizer.tasks import market_rounds, market_settle
from orders.models import PurchaseOrder
from suppliers.models import Partnership
from tenancy.context import acting_as, system_access
from tenancy.models import Enterprise
from tests import world
from tests.optimizer.market import (
    GIVER,
    TAKER,
    THIRD,
    answer,
    item_of,
    matches,
    meet,
    next_monday,
    only_of,
    post,
    proposals_of,
    settle,
    values,
)

pytestmark = pytest.mark.usefixtures("committed")
NEED, OFFER = ListingSide.NEED, ListingSide.OFFER


def refused(code: str, act: Any, field: str | None = None) -> DomainError:
    with pytest.raises(DomainError) as caught:
        act()
    assert caught.value.code == code
    if field is not None:
        assert caught.value.field == field
    assert caught.value.message("zh")
    assert caught.value.message("en")
    return caught.value


def save(actor: Any, **changes: Any) -> MarketListing:
    given = values(actor, NEED, **changes)
    with acting_as(actor.enterprise_id, actor.user_id):
        return listing_save(actor=actor, values=given, is_open=True, chain_id=world.CHAIN)


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        ("SUBJECT_KIND", "subject", {"subject": MarketSubject.BEARING}),
        ("ITEM_MISSING", "itemId", {"item_id": None}),
        ("UNIT_DIFFERS", "unit", {"unit": "KGM"}),
        ("RANGE_REVERSED", "quantityLow", {"quantity_low": 900}),
        ("WEEKS_REVERSED", "firstWeek", {"last_week": next_monday(0)}),
        ("WEEKS_TOO_MANY", "lastWeek", {"last_week": next_monday(40)}),
        ("PRICE_OUT_OF_RANGE", "priceLimit", {"price_limit": Decimal("1.005")}),
        ("PRICE_OUT_OF_RANGE", "priceLimit", {"price_limit": Decimal("NaN")}),
        ("CHOICE_UNKNOWN", "farthest", {"farthest": 77}),
        ("CHOICE_UNKNOWN", "certificates", {"certificates": ["ISO0"]}),
        ("NUMBER_OUT_OF_RANGE", "toleranceGrade", {"tolerance_grade": 19}),
        ("NOT_FOUND", None, {"site_id": world.SECOND.site_id}),
        ("NOT_FOUND", None, {"excluded_ids": [world.THIRD.id]}),
    ],
)
def test_a_listing_is_refused_with_its_field(code: str, field: str | None, changes: dict[str, Any]) -> None:
    refused(code, lambda: save(TAKER, **changes), field)


def test_each_side_is_told_its_half_and_nothing_of_the_other() -> None:
    taker, giver = meet()
    assert taker.price == giver.price == Decimal(16)
    assert (taker.quantity, taker.distance) == (1500, 50)
    # half the way between 12.11 and 20.37 is 16.24; on the grid of whole yuan 16
    assert taker.saving == Decimal(1500) * (Decimal("20.37") - 16)
    assert giver.saving == Decimal(1500) * (16 - Decimal("12.11"))
    # the other's quantity only as a step of the grid, the place because the crowd is large enough
    assert (taker.other_low, taker.other_high) == (500, 1000)
    assert (giver.other_low, giver.other_high) == (500, 1000)
    assert (taker.place, giver.place) == ("两江新区", "两江新区")
    assert taker.partner_id is None
    assert giver.transport is None
    assert proposals_of(THIRD) == []
    with acting_as(world.FIRST.id):
        assert not Enterprise.objects.filter(id=world.SECOND.id).exists()


def test_events_of_a_match_have_one_audience_each_and_name_nobody() -> None:
    meet()
    answer(TAKER)
    with system_access("test"):
        for event in Event.objects.using("system").filter(type__startswith="optimizer."):
            assert event.audience == [event.actor_enterprise_id]
            other = world.SECOND if event.actor_enterprise_id == world.FIRST.id else world.FIRST
            told = str(event.payload)
            assert other.short_name not in told
            assert str(other.id) not in told


def test_answers_are_blind_and_a_refusal_shows_as_silence_does() -> None:
    meet()
    before = only_of(GIVER)
    answer(TAKER, accepts=False)
    assert settle() == [MatchStatus.OPEN]
    after = only_of(GIVER)
    assert (after.status, after.version) == (before.status, before.version)
    answer(GIVER)
    assert settle() == [MatchStatus.OPEN]
    with clock.at(clock.now() + ANSWER_FOR + timedelta(minutes=1)):
        assert settle() == [MatchStatus.NOT_AGREED]
        assert settle() == []
    assert (only_of(TAKER).status, only_of(GIVER).status) == ("DECLINED", "NOT_AGREED")
    assert only_of(GIVER).partner_id is None


def test_both_accepting_opens_the_two_to_each_other_and_makes_one_order() -> None:
    meet()
    answer(GIVER)
    answer(TAKER)
    assert market_settle() == 1
    assert market_settle() == 0
    taker, giver = only_of(TAKER), only_of(GIVER)
    assert (taker.status, giver.status) == ("AGREED", "AGREED")
    assert (taker.partner_id, giver.partner_id) == (world.SECOND.id, world.FIRST.id)
    with acting_as(world.FIRST.id):
        assert Enterprise.objects.filter(id=world.SECOND.id).exists()
        order = PurchaseOrder.objects.get(id=taker.order_id)
        assert (order.supplier_id, order.status, order.amount) == (world.SECOND.id, "draft", Decimal(24000))
        assert (
            Partnership.objects.get(buyer_id=world.FIRST.id, supplier_id=world.SECOND.id).status == "active"
        )
    with acting_as(world.SECOND.id):
        assert not PurchaseOrder.objects.filter(id=taker.order_id).exists()
    with acting_as(world.CARRIER.id):
        assert not Enterprise.objects.filter(id__in=(world.FIRST.id, world.SECOND.id)).exists()
    refused(
        "ORDER_NOT_DUE",
        lambda: _order(taker.id, taker.version),
    )


def _order(proposal_id: Any, version: int) -> Any:
    with acting_as(world.FIRST.id):
        return proposal_order(actor=TAKER, proposal_id=proposal_id, version=version)


def test_a_suspended_partnership_keeps_the_order_waiting_for_the_buyer() -> None:
    meet()
    with acting_as(world.FIRST.id):
        Partnership.objects.create(
            chain_id=world.CHAIN, buyer_id=world.FIRST.id, supplier_id=world.SECOND.id, status="suspended",
            created_at=clock.now(), changed_at=clock.now(),
        )  # fmt: skip
    answer(GIVER)
    answer(TAKER)
    assert market_settle() == 1
    taker = only_of(TAKER)
    assert (taker.status, taker.order_id) == ("AGREED", None)
    refused("PARTNERSHIP_NOT_ACTIVE", lambda: _order(taker.id, taker.version))
    with acting_as(world.FIRST.id):
        Partnership.objects.filter(supplier_id=world.SECOND.id).update(status="active")
    assert _order(taker.id, taker.version).order_number


def test_who_came_to_nothing_is_not_proposed_again_for_four_weeks() -> None:
    meet()
    later = clock.now() + ANSWER_FOR + timedelta(minutes=1)
    with clock.at(later):
        settle()
        with acting_as(world.FIRST.id):
            need = MarketListing.objects.get(side="NEED")
            shifted = replace(values(TAKER, NEED), price_limit=Decimal("30.01"), last_week=next_monday(12))
            listing_save(actor=TAKER, values=shifted, is_open=True, listing_id=need.id, version=need.version)
        round_run(chain_id=world.CHAIN, forced=True)
        assert len(matches()) == 1
    with clock.at(later + APART_FOR + timedelta(minutes=1)):
        with acting_as(world.SECOND.id):
            offer = MarketListing.objects.get(side="OFFER")
            listing_save(
                actor=GIVER,
                values=values(GIVER, OFFER),
                is_open=True,
                listing_id=offer.id,
                version=offer.version,
            )
        round_run(chain_id=world.CHAIN, forced=True)
        assert len(matches()) == 2


def test_a_round_is_held_once_in_its_time_and_tells_nothing_to_members() -> None:
    post(TAKER, NEED)
    post(GIVER, OFFER)
    assert market_rounds() == 1
    assert market_rounds() == 0
    assert len(matches()) == 1
    with system_access("test"):
        held = MarketRound.objects.get()
        assert (held.status, held.match_count, held.listing_count) == ("OPTIMAL", 1, 2)
        assert held.saving == held.bound == Decimal(1500) * (Decimal("20.37") - Decimal("12.11"))


def test_what_stands_in_a_proposal_is_not_given_twice() -> None:
    meet()
    post(THIRD, NEED, quantity_high=700)
    round_run(chain_id=world.CHAIN, forced=True)
    # of 800 a week 500 stand in the first proposal
    assert only_of(THIRD).weeks[0][1] == 300


def test_who_is_excluded_is_never_matched() -> None:
    with acting_as(world.LEADER.id):
        post(THIRD, NEED, excluded_ids=[world.SECOND.id])
    post(GIVER, OFFER)
    round_run(chain_id=world.CHAIN, forced=True)
    assert matches() == []


def test_a_listing_with_a_standing_match_cannot_be_shifted_and_an_acceptance_binds() -> None:
    taker, _ = meet()
    listing = taker.listing
    with acting_as(world.FIRST.id):
        refused(
            "LISTING_BOUND",
            lambda: listing_save(
                actor=TAKER,
                values=values(TAKER, NEED),
                is_open=True,
                listing_id=listing.id,
                version=listing.version,
            ),
        )
    answer(TAKER)
    with acting_as(world.FIRST.id):
        refused(
            "LISTING_BOUND",
            lambda: listing_withdraw(actor=TAKER, listing_id=listing.id, version=listing.version),
        )


def test_withdrawing_declines_what_is_not_answered() -> None:
    taker, _ = meet()
    with acting_as(world.FIRST.id):
        gone = listing_withdraw(actor=TAKER, listing_id=taker.listing_id, version=taker.listing.version)
        refused(
            "LISTING_ENDED", lambda: listing_withdraw(actor=TAKER, listing_id=gone.id, version=gone.version)
        )
        with pytest.raises(Conflict):
            listing_withdraw(actor=TAKER, listing_id=gone.id, version=1)
    assert only_of(TAKER).status == ProposalStatus.DECLINED
    answer(GIVER)
    assert settle() == [MatchStatus.OPEN]


def test_answers_are_given_once_in_time_and_by_who_may() -> None:
    taker, giver = meet()
    with acting_as(world.FIRST.id):
        with pytest.raises(NotFound):
            proposal_answer(actor=TAKER, proposal_id=giver.id, version=1, accepts=True)
        viewer = replace(TAKER, permissions=frozenset())
        with pytest.raises(Forbidden):
            proposal_answer(actor=viewer, proposal_id=taker.id, version=1, accepts=True)
        with clock.at(taker.decide_by + timedelta(seconds=1)):
            refused(
                "PROPOSAL_LATE",
                lambda: proposal_answer(actor=TAKER, proposal_id=taker.id, version=1, accepts=True),
            )
    answer(TAKER)
    refused("PROPOSAL_ANSWERED", lambda: answer(TAKER, accepts=False))


def test_a_listing_whose_weeks_have_passed_is_closed_by_the_round() -> None:
    post(TAKER, NEED)
    with clock.at(clock.now() + timedelta(weeks=5)):
        round_run(chain_id=world.CHAIN, forced=True)
    with acting_as(world.FIRST.id):
        assert MarketListing.objects.get().status == "CLOSED"


def test_rounds_and_places_follow_their_rules() -> None:
    night = clock.now().replace(hour=20, minute=0, second=0, microsecond=0)
    slot = slot_at(night, 1440)
    assert slot <= night < next_slot(night, 1440)
    assert next_slot(night, 1440) - slot == timedelta(days=1)
    assert slot.hour == 18  # 02:30 in Shanghai is 18:30 UTC
    assert slot_at(night, 2) == night
    assert place_told("江津区", {"江津区": 2}) == ""
    assert place_told("江津区", {"江津区": 3}) == "江津区"


def test_a_listing_is_posted_in_a_chain_one_belongs_to() -> None:
    assert item_of(TAKER).unit == "H87"
    stranger = system_actor(world.OTHER.id)
    given = replace(values(TAKER, NEED), site_id=world.OTHER.site_id)
    with acting_as(world.OTHER.id), pytest.raises(NotFound):
        listing_save(actor=stranger, values=given, is_open=True, chain_id=world.CHAIN)


def test_only_the_worker_loads_the_solver() -> None:
    import subprocess
    import sys

    script = (
        "import django, sys; django.setup(); import config.urls, config.asgi, optimizer.tasks;"
        "sys.exit(any(name.startswith('ortools') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_kind_of_reserve_ends_in_a_loan_and_no_order() -> None:
    meet(MarketKind.RESERVE)
    answer(TAKER)
    answer(GIVER)
    assert market_settle() == 1
    taker = only_of(TAKER)
    assert taker.loan_id == only_of(GIVER).loan_id is not None
    with acting_as(world.FIRST.id):
        other = values(TAKER, NEED, MarketKind.RESERVE, price_limit=Decimal(9))
        listing = taker.listing
        refused(
            "LISTING_ENDED",
            lambda: listing_save(
                actor=TAKER, values=other, is_open=True, listing_id=listing.id, version=listing.version
            ),
        )
    assert taker.order_id is None
