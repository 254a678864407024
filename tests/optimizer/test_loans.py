"""A loan from hand-over to return: stock on both sides, refusals with their remedy, reminders, and its table of moves."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import clock
from common.errors import DomainError, NotFound
from events.models import Event
from optimizer.models import Loan
from optimizer.selectors import loan_list
from optimizer.services.loans import loan_move
from optimizer.states import LoanAct, LoanStatus, MarketKind, loan_acts, loan_status_after
from optimizer.tasks import loans_remind
from suppliers.models import InventoryPosition
from suppliers.services.stock import StockAct, stock_move
from suppliers.states import MovementKind
from tenancy.context import acting_as, system_access
from tests import world
from tests.optimizer.market import GIVER, TAKER, THIRD, answer, item_of, loans, meet, only_of, settle


def lent() -> Loan:
    """500 agreed between GIVER, who has 600 in stock, and TAKER."""
    item = item_of(GIVER)
    with acting_as(GIVER.enterprise_id):
        act = StockAct(MovementKind.RECEIPT, world.SECOND.site_id, item.id, Decimal(600))
        stock_move(actor=GIVER, act=act)
    meet(MarketKind.RESERVE)
    answer(TAKER)
    answer(GIVER)
    settle()
    (loan,) = loans()
    return loan


def move(actor: Any, act: LoanAct, **more: Any) -> Loan:
    (loan,) = loans()
    with acting_as(actor.enterprise_id, actor.user_id):
        return loan_move(actor=actor, loan_id=loan.id, version=loan.version, act=act, **more)


def on_hand(actor: Any) -> Decimal:
    with acting_as(actor.enterprise_id):
        rows = InventoryPosition.objects.filter(enterprise_id=actor.enterprise_id, item_id=item_of(actor).id)
        return sum((row.quantity for row in rows), Decimal(0))


def refused(actor: Any, act: LoanAct, code: str, **more: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        move(actor, act, **more)
    assert caught.value.code == code
    assert caught.value.message("zh")
    assert caught.value.message("en")
    return caught.value


@pytest.mark.usefixtures("committed")
def test_goods_go_out_and_come_back_in_parts_with_stock_on_both_sides() -> None:
    loan = lent()
    assert (loan.quantity, loan.status) == (500, "AGREED")
    assert refused(TAKER, LoanAct.HAND_OVER, "LOAN_ACT_REFUSED").allowed == []
    refused(GIVER, LoanAct.TAKE_BACK, "LOAN_ACT_REFUSED")
    move(GIVER, LoanAct.HAND_OVER)
    assert on_hand(GIVER) == 100
    move(TAKER, LoanAct.RECEIVE)
    assert on_hand(TAKER) == 500
    refused(TAKER, LoanAct.RETURN, "RETURN_TOO_MUCH", quantity=501)
    assert move(TAKER, LoanAct.RETURN, quantity=200).status == "ON_LOAN"
    assert move(GIVER, LoanAct.TAKE_BACK).status == "PART_RETURNED"
    assert (on_hand(TAKER), on_hand(GIVER)) == (300, 300)
    assert move(TAKER, LoanAct.RETURN).sent_back == 500
    refused(TAKER, LoanAct.RETURN, "LOAN_ACT_REFUSED")
    assert move(GIVER, LoanAct.TAKE_BACK).status == "RETURNED"
    assert (on_hand(TAKER), on_hand(GIVER)) == (0, 600)


@pytest.mark.usefixtures("committed")
def test_the_lender_cannot_hand_over_what_it_does_not_have() -> None:
    lent()
    with acting_as(GIVER.enterprise_id):
        act = StockAct(MovementKind.ISSUE, world.SECOND.site_id, item_of(GIVER).id, Decimal(400))
        stock_move(actor=GIVER, act=act)
    refused(GIVER, LoanAct.HAND_OVER, "STOCK_SHORT")
    assert loans()[0].status == "AGREED"


@pytest.mark.usefixtures("committed")
def test_a_loan_is_seen_by_its_two_sides_alone() -> None:
    loan = lent()
    for actor, count in ((TAKER, 1), (GIVER, 1), (THIRD, 0)):
        with acting_as(actor.enterprise_id):
            assert loan_list(actor).count() == count
            assert Loan.objects.count() == count
    with acting_as(THIRD.enterprise_id), pytest.raises(NotFound):
        loan_move(actor=THIRD, loan_id=loan.id, version=loan.version, act=LoanAct.HAND_OVER)


@pytest.mark.usefixtures("committed")
def test_an_overdue_loan_is_reminded_of_once() -> None:
    lent()
    move(GIVER, LoanAct.HAND_OVER)
    assert loans_remind() == 0
    with clock.at(clock.now() + timedelta(weeks=8)):
        assert loans_remind() == 1
        assert loans_remind() == 0
    with system_access("test"):
        (told,) = Event.objects.using("system").filter(type="optimizer.loan.overdue")
        assert set(told.audience) == {world.FIRST.id, world.SECOND.id}
        assert told.payload["outstanding"] == 500


@pytest.mark.usefixtures("committed")
def test_what_is_lent_is_not_offered_again_until_it_is_back() -> None:
    lent()
    from optimizer.services.snapshot import take

    with system_access("market"):
        (offer,) = take(world.CHAIN).problem.offers
    # 800 on offer, 500 lent
    assert offer.room == ((0, 300),)
    move(GIVER, LoanAct.HAND_OVER)
    move(TAKER, LoanAct.RECEIVE)
    move(TAKER, LoanAct.RETURN, quantity=200)
    move(GIVER, LoanAct.TAKE_BACK)
    with system_access("market"):
        (offer,) = take(world.CHAIN).problem.offers
    assert offer.room == ((0, 500),)
    assert only_of(GIVER).status == "AGREED"


@given(quantity=st.integers(1, 50), parts=st.lists(st.tuples(st.booleans(), st.integers(1, 50)), max_size=30))
def test_whatever_is_returned_the_loan_ends_exactly_when_all_is_back(
    quantity: int, parts: list[tuple[bool, int]]
) -> None:
    status, sent, back = LoanStatus.ON_LOAN, 0, 0
    for takes_back, part in parts:
        lender = loan_acts(status, quantity, sent, back, is_lender=True)
        borrower = loan_acts(status, quantity, sent, back, is_lender=False)
        assert not set(lender) & set(borrower)
        if takes_back and LoanAct.TAKE_BACK in lender:
            back = sent
            status = loan_status_after(LoanAct.TAKE_BACK, quantity, back)
        elif not takes_back and LoanAct.RETURN in borrower:
            sent += min(part, quantity - sent)
        assert 0 <= back <= sent <= quantity
        assert (status is LoanStatus.RETURNED) == (back == quantity)
    if status is LoanStatus.RETURNED:
        assert loan_acts(status, quantity, sent, back, is_lender=True) == []
        assert loan_acts(status, quantity, sent, back, is_lender=False) == []
