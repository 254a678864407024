"""What an answer is made of, and what it cannot tell."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.rules import range_of
from suppliers.rules.questions import (
    DEAD,
    LEAST_TIME,
    Below,
    Finding,
    coarse_share,
    coarse_tombstones,
    combine,
    component_shortage,
    deadline_below,
    finding_of,
    floored,
    own_rate,
    raised,
    shortage_of,
    shortage_steps,
    told,
    weeks_from,
)
from suppliers.states.questions import (
    QUESTION_TRANSITIONS,
    QuestionAction,
    QuestionStatus,
    Tombstones,
    Verdict,
    next_question_status,
)

MONDAY = date(2026, 8, 3)
amounts = st.decimals(0, 100_000, places=2, allow_nan=False, allow_infinity=False)
wanted_amounts = st.integers(1, 50_000).map(Decimal)
GRID = {Decimal(0)} | {Decimal(step) * 10**n for n in range(1, 9) for step in (1, 2, 5)}


def _answer(free: list[Decimal], stock: Decimal, wanted: Decimal, first: int, weeks: int) -> Finding | None:
    """What a member with these exact figures answers to one question."""
    mondays = weeks_from(MONDAY, 8)
    steps = {("g", week): range_of(quantity)[0] for week, quantity in zip(mondays, free, strict=True)}
    asked = mondays[first : first + weeks]
    rate = own_rate({"g": Decimal("0.7")}, steps, range_of(stock)[0], asked)
    return None if rate is None else finding_of(wanted, floored(rate, "H87"))


@st.composite
def two_alike(draw: st.DrawFn) -> tuple[list[Decimal], list[Decimal]]:
    """Two lists of nine exact figures that lie in the same steps, pair by pair."""
    one = draw(st.lists(amounts, min_size=9, max_size=9))
    other = []
    for quantity in one:
        low, high = range_of(quantity)
        share = draw(st.decimals(0, Decimal("0.99"), places=2))
        other.append(low + (high - low) * share)
    return one, other


@given(two_alike(), st.lists(st.tuples(wanted_amounts, st.integers(0, 7), st.integers(1, 8)), max_size=30))
def test_members_in_the_same_steps_answer_every_question_alike(
    alike: tuple[list[Decimal], list[Decimal]], asked: list[tuple[Decimal, int, int]]
) -> None:
    """However often, for whatever quantity, week and number of weeks: nothing closer than the step comes out."""
    one, other = alike
    for wanted, first, weeks in asked:
        count = min(weeks, 8 - first)
        assert _answer(one[:8], one[8], wanted, first, count) == _answer(
            other[:8], other[8], wanted, first, count
        )


@given(wanted_amounts, amounts)
def test_an_answer_never_promises_more_than_is_sure(wanted: Decimal, holds: Decimal) -> None:
    finding = finding_of(wanted, holds)
    _, most = shortage_of(wanted, finding)
    assert wanted - most <= holds
    if finding.verdict is Verdict.SHORT:
        assert {finding.low, finding.high} <= GRID


@given(wanted_amounts, st.lists(st.one_of(st.none(), amounts), min_size=1, max_size=6), st.booleans())
def test_what_goes_up_is_on_the_grid_and_never_better_than_its_worst_part(
    wanted: Decimal, holds: list[Decimal | None], has_own: bool
) -> None:
    below = [DEAD if h is None else Below(finding_of(wanted, h), 1, 100, Tombstones.NONE) for h in holds]
    parts = [component_shortage(wanted, Decimal(1), [(wanted, b)]) for b in below]
    known = [part for part in parts if part is not None]
    combined = combine(wanted, known, Finding(Verdict.YES) if has_own else None, below)
    if not known and not has_own:
        assert combined is None
        return
    assert combined is not None
    least, most = shortage_of(wanted, combined.finding)
    assert most >= max((high for _, high in known), default=Decimal(0))
    assert least <= max((low for low, _ in known), default=Decimal(0))
    if combined.finding.verdict is Verdict.SHORT:
        assert {combined.finding.low, combined.finding.high} <= GRID
    assert combined.share in (0, 25, 50, 75, 100)
    assert (combined.tombstones is Tombstones.NONE) == (DEAD not in below)


@given(wanted_amounts, amounts, st.integers(1, 6))
def test_a_step_stays_a_step_on_every_hop(wanted: Decimal, holds: Decimal, hops: int) -> None:
    first = finding = finding_of(wanted, holds)
    for _ in range(hops):
        finding = told(wanted, *shortage_of(wanted, finding))
    least, most = shortage_of(wanted, finding)
    assert (least, most) == shortage_of(wanted, first) or finding.verdict is Verdict.NO


@given(st.lists(st.sampled_from([0, 25, 50, 75, 100]), min_size=1, max_size=40))
def test_the_share_is_whole_only_when_all_answered(shares: list[int]) -> None:
    share = coarse_share(shares)
    assert (share == 100) == (set(shares) == {100})
    assert (share == 0) == (set(shares) == {0})


@pytest.mark.parametrize("count", [1, 2, 5, 30])
def test_the_number_of_suppliers_does_not_show(count: int) -> None:
    alive = Below(Finding(Verdict.YES), 1, 100, Tombstones.NONE)
    one, many = (
        combine(Decimal(9), [], Finding(Verdict.YES), [alive] * count),
        combine(Decimal(9), [], Finding(Verdict.YES), [alive]),
    )
    assert one == many
    assert coarse_tombstones([DEAD] * count) == coarse_tombstones([DEAD])


def test_the_steps_to_choose_from_cover_what_is_wanted() -> None:
    steps = shortage_steps(Decimal(1200))
    assert steps[0] == (0, 10)
    assert steps[-1] == (1000, 2000)
    assert all(a[1] == b[0] for a, b in pairwise(steps))


def test_an_unplanned_week_or_no_group_is_for_a_person() -> None:
    weeks = weeks_from(MONDAY, 2)
    assert own_rate({}, {}, Decimal(50), weeks) is None
    assert own_rate({"g": Decimal(1)}, {("g", weeks[0]): Decimal(5)}, Decimal(0), weeks) is None


def test_the_slowest_week_of_the_scarcest_group_decides() -> None:
    weeks = weeks_from(MONDAY, 2)
    free = {("g", weeks[0]): Decimal(100), ("g", weeks[1]): Decimal(50), ("h", weeks[0]): Decimal(90)}
    free["h", weeks[1]] = Decimal(90)
    assert own_rate({"g": Decimal(1), "h": Decimal(3)}, free, Decimal(20), weeks) == 40


def test_deadlines_below_leave_time_and_are_coarse() -> None:
    now = datetime(2026, 8, 3, 1, 2, 3, tzinfo=UTC)
    below = deadline_below(now + timedelta(hours=8), now)
    assert below == datetime(2026, 8, 3, 7, 0, tzinfo=UTC)
    assert deadline_below(now + LEAST_TIME, now) is None


def test_rounding_is_to_the_unit_on_the_careful_side() -> None:
    assert (floored(Decimal("1.9"), "H87"), raised(Decimal("1.1"), "H87")) == (1, 2)
    assert raised(Decimal("1.0001"), "KGM") == Decimal("1.001")


@given(st.lists(st.sampled_from(list(QuestionAction)), max_size=6))
def test_a_closed_question_stays_closed(actions: list[QuestionAction]) -> None:
    status = QuestionStatus.OPEN
    for action in actions:
        after = next_question_status(status, action)
        assert (after is None) == ((status, action) not in QUESTION_TRANSITIONS)
        assert after is None or status is QuestionStatus.OPEN
        status = after or status
