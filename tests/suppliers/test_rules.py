"""Pure rules of suppliers."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.rules import components_below, ordering_block, price_at
from suppliers.states import (
    PARTNERSHIP_STATUS_NAMES,
    PARTNERSHIP_TRANSITIONS,
    PartnershipAction,
    PartnershipStatus,
    next_partnership_status,
    partnership_actions,
)

DAY = date(2026, 11, 20)


def test_every_status_of_a_partnership_is_reached_and_named() -> None:
    reached = {PartnershipStatus.INVITED} | set(PARTNERSHIP_TRANSITIONS.values())
    assert reached == set(PartnershipStatus) == set(PARTNERSHIP_STATUS_NAMES)
    assert {action for _, action in PARTNERSHIP_TRANSITIONS} == set(PartnershipAction)


def test_an_ended_partnership_has_no_way_back() -> None:
    assert (
        partnership_actions(PartnershipStatus.ENDED) == partnership_actions(PartnershipStatus.REJECTED) == []
    )
    for status in PartnershipStatus:
        for action in PartnershipAction:
            expected = PARTNERSHIP_TRANSITIONS.get((status, action))
            assert next_partnership_status(status, action) is expected
            assert (action in partnership_actions(status)) is (expected is not None)


@pytest.mark.parametrize("status", PartnershipStatus)
def test_only_an_active_partnership_takes_orders(status: PartnershipStatus) -> None:
    assert (ordering_block(status, None, DAY) is None) is (status is PartnershipStatus.ACTIVE)


def test_validity_ends_after_its_last_day() -> None:
    active = PartnershipStatus.ACTIVE
    assert ordering_block(active, DAY, DAY) is None
    block = ordering_block(active, DAY - timedelta(1), DAY)
    assert block is not None
    assert block.valid_until == DAY - timedelta(1)


@given(
    st.lists(st.tuples(st.decimals(1, 1000, places=0), st.decimals(1, 100, places=2)), max_size=5),
    st.decimals(1, 2000, places=0),
)
def test_the_highest_reached_break_sets_the_price(
    breaks: list[tuple[Decimal, Decimal]], quantity: Decimal
) -> None:
    price = price_at(Decimal(101), breaks, quantity)
    reached = [b for b in breaks if b[0] <= quantity]
    assert price == (max(reached)[1] if reached else Decimal(101))


def test_going_down_a_bill_of_materials_ends_even_in_a_circle() -> None:
    a, b, c = UUID(int=1), UUID(int=2), UUID(int=3)
    assert components_below({a: [b], b: [c], c: [a]}, [a]) == {a, b, c}
    assert components_below({a: [b]}, [c]) == {c}
