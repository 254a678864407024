"""Tolerances, splits, goods and promises: pure rules against their own definitions."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orders.rules import (
    Asked,
    Fact,
    Tolerances,
    counter_outside,
    days_by_cause,
    deliverable_quantity,
    greatest_price,
    greatest_quantity,
    is_date_inside,
    is_delivery_complete,
    least_quantity,
    plan_split,
    promise_baseline,
    punctuality,
    receipt_balance,
    spread_requested,
)

DAY = date(2026, 11, 27)
scales = st.sampled_from([0, 1, 3, 6])
percents = st.decimals(0, 100, places=2)


@st.composite
def quantities(draw: st.DrawFn, low: int = 1, high: int = 10_000, scale: int | None = None) -> Decimal:
    places = draw(scales) if scale is None else scale
    return draw(st.decimals(low, high, places=places))


def asked(quantity: str = "1200", **changes: object) -> Asked:
    values: dict[str, object] = {
        "quantity": Decimal(quantity), "date": DAY, "price": Decimal("218.50"), "standing_quantity": Decimal(quantity),
        "standing_date": None, "standing_price": Decimal("218.50"), "scale": 0,
    }  # fmt: skip
    return Asked(**(values | changes))  # type: ignore[arg-type]


@given(quantities(), percents, scales)
def test_quantity_bounds_hold_the_asked_quantity(quantity: Decimal, percent: Decimal, scale: int) -> None:
    assume(quantity == round(quantity, scale))
    low, high = least_quantity(quantity, percent, scale), greatest_quantity(quantity, percent, scale)
    assert 0 <= low <= quantity <= high <= quantity * (1 + percent / 100)
    assert low >= quantity * (1 - percent / 100)
    assert low == round(low, scale)
    assert high == round(high, scale)


def test_the_example_of_the_architecture_page() -> None:
    assert greatest_quantity(Decimal(100), Decimal(10), 0) == 110


def test_a_switched_off_tolerance_allows_nothing_harmful() -> None:
    off = Tolerances()
    assert counter_outside(asked(), off, Decimal(1200), DAY, Decimal("218.50")) == frozenset()
    assert counter_outside(asked(), off, Decimal(1199), DAY, Decimal("218.50")) == {"quantity"}
    assert counter_outside(asked(), off, Decimal(1200), DAY + timedelta(1), Decimal("218.50")) == {"date"}
    assert counter_outside(asked(), off, Decimal(1200), DAY, Decimal("218.51")) == {"price"}
    # earlier and cheaper never harm
    assert counter_outside(asked(), off, Decimal(1200), DAY - timedelta(3), Decimal("200")) == frozenset()


def test_the_price_of_the_phone_mock() -> None:
    assert greatest_price(Decimal("218.50"), Decimal(1)) == Decimal("220.68")
    on = Tolerances(price_percent=Decimal(1))
    assert counter_outside(asked(), on, Decimal(1200), DAY, Decimal("220.68")) == frozenset()
    assert counter_outside(asked(), on, Decimal(1200), DAY, Decimal("221.00")) == {"price"}


def test_small_steps_do_not_add_up() -> None:
    # given a promise already moved to the edge of the tolerance
    terms = Tolerances(quantity_percent=Decimal(2), date_days=1)
    moved = asked(standing_quantity=Decimal(1176), standing_date=DAY + timedelta(1))
    # then another step of the same size is outside
    assert counter_outside(moved, terms, Decimal(1153), DAY + timedelta(1), Decimal("218.50")) == {"quantity"}
    assert counter_outside(moved, terms, Decimal(1176), DAY + timedelta(2), Decimal("218.50")) == {"date"}
    # and what stands stays inside
    assert counter_outside(moved, terms, Decimal(1176), DAY + timedelta(1), Decimal("218.50")) == frozenset()


def test_a_later_day_that_was_agreed_may_be_kept() -> None:
    agreed = DAY + timedelta(9)
    assert is_date_inside(agreed, DAY, agreed, 1)
    assert not is_date_inside(agreed + timedelta(1), DAY, agreed, 1)


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=6),
    st.lists(st.integers(-5, 9), min_size=6, max_size=6),
    st.integers(1, 1500),
    st.one_of(st.none(), percents),
    st.one_of(st.none(), st.integers(0, 5)),
)
def test_a_split_accounts_for_every_piece(
    sizes: list[int], shifts: list[int], ordered: int, percent: Decimal | None, days: int | None
) -> None:
    total = sum(sizes)
    assume(total <= greatest_quantity(Decimal(ordered), percent, 0))
    terms = Tolerances(quantity_percent=percent, date_days=days)
    want = asked(str(ordered))
    parts = [(Decimal(q), DAY + timedelta(s)) for q, s in zip(sizes, shifts, strict=False)]
    plan = plan_split(want, terms, parts)
    assert sum(p.quantity for p in plan.parts) + plan.backordered + plan.written_off == ordered + plan.overage
    assert plan.backordered == 0 or plan.written_off == 0
    assert [p.is_inside for p in plan.parts] == [d <= DAY + timedelta(days or 0) for _, d in parts]
    if plan.written_off:
        assert total >= least_quantity(Decimal(ordered), percent, 0)
    if plan.backordered:
        assert total < least_quantity(Decimal(ordered), percent, 0)


@given(st.decimals(0, 5000, places=0), st.lists(st.decimals(1, 500, places=0), min_size=1, max_size=8))
def test_the_asked_quantity_is_kept_over_the_parts(requested: Decimal, parts: list[Decimal]) -> None:
    spread = spread_requested(requested, parts)
    assert all(x >= 0 for x in spread)
    assert len(spread) == len(parts)
    if sum(parts) - requested <= max(parts):
        assert sum(spread) == requested


@given(quantities(scale=0), percents, quantities(low=0, scale=0))
def test_deliverable_never_exceeds_the_tolerance(
    confirmed: Decimal, over: Decimal, announced: Decimal
) -> None:
    rest = deliverable_quantity(confirmed, over, announced, 0)
    assert rest >= 0
    assert rest == 0 or announced + rest <= confirmed * (1 + over / 100)
    assert announced + rest + 1 > confirmed * (1 + over / 100)


@given(
    quantities(low=0, scale=0),
    quantities(low=0, scale=0),
    quantities(low=0, scale=0),
    quantities(low=0, scale=0),
)
def test_a_count_always_adds_up(
    shipped: Decimal, accepted: Decimal, damaged: Decimal, rejected: Decimal
) -> None:
    short, over = receipt_balance(shipped, accepted, damaged, rejected)
    assert short >= 0
    assert over >= 0
    assert short == 0 or over == 0
    assert accepted + short + damaged + rejected == shipped + over


def test_a_delivery_is_complete_within_the_under_tolerance() -> None:
    assert is_delivery_complete(Decimal(1000), Decimal(950), Decimal(5))
    assert not is_delivery_complete(Decimal(1000), Decimal(949), Decimal(5))


def promised(day: date, quantity: int = 1200) -> Fact:
    return Fact("PROMISED", new_quantity=Decimal(quantity), new_date=day)


def moved(old: date, new: date, cause: str, quantity: tuple[int, int] = (1200, 1200)) -> Fact:
    return Fact("COUNTER_ACCEPTED", cause, Decimal(quantity[0]), Decimal(quantity[1]), old, new)


def got(day: date, quantity: int) -> Fact:
    return Fact("RECEIVED", new_quantity=Decimal(quantity), new_date=day)


FIRST = date(2026, 11, 20)


def test_the_ledger_of_the_order_page_mock() -> None:
    # given a first promise of 20 November, moved 4 days by the buyer, 3 by the carrier, 5 by the supplier
    days = [FIRST + timedelta(n) for n in (0, 4, 7, 12)]
    facts = [
        Fact("REQUESTED", new_quantity=Decimal(1200), new_date=FIRST),
        promised(FIRST),
        moved(days[0], days[1], "BUYER"),
        moved(days[1], days[2], "CARRIER"),
        moved(days[2], days[3], "SUPPLIER"),
    ]
    # then the supplier is measured by 27 November, and the days are charged to who caused them
    assert promise_baseline(facts) is not None
    assert promise_baseline(facts).date == date(2026, 11, 27)  # type: ignore[union-attr]
    assert days_by_cause(facts) == {"BUYER": 4, "CARRIER": 3, "SUPPLIER": 5}


def test_an_unagreed_move_changes_nothing() -> None:
    facts = [promised(FIRST), Fact("COUNTERED", "BUYER", None, None, FIRST, FIRST + timedelta(9))]
    assert promise_baseline(facts) == promise_baseline([promised(FIRST)])
    # a second promise inside the tolerance does not overwrite the first either
    again = Fact("PROMISED", "SUPPLIER", Decimal(1200), Decimal(1200), FIRST, FIRST + timedelta(1))
    assert promise_baseline([promised(FIRST), again]).date == FIRST  # type: ignore[union-attr]


def test_splitting_does_not_renew_a_promise() -> None:
    late = FIRST + timedelta(12)
    old_line = [promised(FIRST), Fact("SPLIT", old_quantity=Decimal(1200), new_quantity=Decimal(800))]
    new_line = [Fact("SPLIT", new_quantity=Decimal(400), old_date=FIRST), promised(late, 400)]
    assert promise_baseline(old_line).quantity == 800  # type: ignore[union-attr]
    assert promise_baseline(new_line).date == FIRST  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("receipts", "kept"),
    [
        ([(0, 1200)], True),
        ([(-3, 700), (0, 500)], True),
        ([(0, 1140)], True),
        ([(0, 1139)], False),
        ([(1, 1200)], False),
        ([(0, 700), (1, 500)], False),
        ([], False),
    ],
)
def test_on_time_in_full(receipts: list[tuple[int, int]], kept: bool) -> None:
    facts = [promised(FIRST), *(got(FIRST + timedelta(d), q) for d, q in receipts)]
    result = punctuality(facts, Decimal(5), FIRST + timedelta(30))
    assert result is not None
    assert result.is_on_time_in_full is kept


def test_what_is_not_due_does_not_count() -> None:
    assert punctuality([promised(FIRST)], Decimal(0), FIRST) is None
    assert punctuality([promised(FIRST), got(FIRST, 1200)], Decimal(0), FIRST) is not None
    assert punctuality([], Decimal(0), FIRST) is None
    cancelled = Fact("CANCELLED", "BUYER", Decimal(1200), Decimal(0))
    assert punctuality([promised(FIRST), cancelled], Decimal(0), FIRST + timedelta(9)) is None


@given(
    st.lists(
        st.tuples(st.integers(-5, 20), st.sampled_from(["BUYER", "SUPPLIER", "CARRIER", "FORCE_MAJEURE"])),
        max_size=8,
    )
)
def test_the_measure_moves_only_by_others_causes(moves: list[tuple[int, str]]) -> None:
    facts, standing = [promised(FIRST)], FIRST
    for days, cause in moves:
        facts.append(moved(standing, standing + timedelta(days), cause))
        standing += timedelta(days)
    baseline = promise_baseline(facts)
    assert baseline is not None
    assert (baseline.date - FIRST).days == sum(d for d, cause in moves if cause != "SUPPLIER")
    assert sum(days_by_cause(facts).values()) == (standing - FIRST).days
