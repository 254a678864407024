"""The matcher against every possible answer: equal optimum, constraints kept, order of no account, savings exact."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.matching import WHOLE, Match, Need, Offer, Problem, fits, pairs_of, solve
from optimizer.engine.price import CENT, SCALE, distance_step, grid_step, price_between, shares_of

NEED = Need(
    id="n1", owner="taker", code="CNC", unit="H87", latitude=29.56, longitude=106.55, first=1, last=2, least=1, room=((1, 4), (2, 3)), price=10 * SCALE,
    farthest=200,
)  # fmt: skip
OFFER = Offer(
    id="o1", owner="giver", code="CNC", unit="H87", latitude=29.60, longitude=106.60, first=1, last=2, least=1, room=((1, 5), (2, 2)), price=6 * SCALE
)  # fmt: skip
ROOMS = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda r: ((1, r[0]), (2, r[1])))
LEAST = st.integers(1, 2)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    needs = [
        replace(
            NEED, id=f"n{i}", owner=f"taker{i}", least=draw(LEAST), room=draw(ROOMS), rate=draw(st.integers(0, 4)) * SCALE,
            price=draw(st.integers(4, 12)) * SCALE, tolerance=draw(st.sampled_from((None, 6, 8))),
        )
        for i in range(draw(st.integers(1, 2)))
    ]  # fmt: skip
    offers = [
        replace(
            OFFER, id=f"o{i}", owner=draw(st.sampled_from(("giver", f"giver{i}", "taker0"))), least=draw(LEAST),
            room=draw(ROOMS), price=draw(st.integers(1, 9)) * SCALE, tolerance=draw(st.sampled_from((None, 6, 7))),
            longitude=draw(st.sampled_from((106.6, 107.4, 109.9))),
        )
        for i in range(draw(st.integers(1, 2)))
    ]  # fmt: skip
    return Problem(tuple(needs), tuple(offers))


def allowed(matches: dict[int, dict[int, int]], problem: Problem) -> bool:
    """Every rule once more, written down apart from the model."""
    pairs = pairs_of(problem)
    met = [
        frozenset((pairs[i].need.owner, pairs[i].offer.owner))
        for i, lots in matches.items()
        if any(lots.values())
    ]
    if len(met) != len(set(met)):
        return False
    for side in ("need", "offer"):
        used: dict[tuple[str, int], int] = {}
        for i, lots in matches.items():
            owner = getattr(pairs[i], side)
            for week, quantity in lots.items():
                key = (owner.id, week)
                used[key] = used.get(key, 0) + quantity
                if (
                    0 < quantity < max(pairs[i].need.least, pairs[i].offer.least)
                    or used[key] > dict(owner.room)[week]
                ):
                    return False
    return True


def best_by_trying(problem: Problem) -> int:
    pairs = pairs_of(problem)
    places = [(i, week) for i in range(len(pairs)) for week in (1, 2)]
    tops = [min(dict(pairs[i].need.room)[w], dict(pairs[i].offer.room)[w]) for i, w in places]
    best = 0
    for tried in product(*(range(top + 1) for top in tops)):
        matches: dict[int, dict[int, int]] = {}
        for (i, week), quantity in zip(places, tried, strict=True):
            matches.setdefault(i, {})[week] = quantity
        saving = sum(q * pairs[i].saving for (i, _), q in zip(places, tried, strict=True))
        if saving > best and allowed(matches, problem):
            best = saving
    return best


@given(problem=problems())
@settings(deadline=None, max_examples=60)
def test_the_answer_is_as_good_as_the_best_of_all_answers(problem: Problem) -> None:
    result = solve(problem)
    assert (result.status, result.saving) == ("OPTIMAL", best_by_trying(problem))
    assert result.bound == result.saving == sum(m.quantity * m.pair.saving for m in result.matches)
    places = {(p.need.id, p.offer.id): i for i, p in enumerate(pairs_of(problem))}
    taken = {places[m.pair.need.id, m.pair.offer.id]: dict(m.quantities) for m in result.matches}
    assert allowed(taken, problem)
    assert all(quantity > 0 for m in result.matches for _, quantity in m.quantities)


@given(problem=problems(), seed=st.integers(1, 1000))
@settings(deadline=None, max_examples=30)
def test_the_order_of_the_input_changes_nothing(problem: Problem, seed: int) -> None:
    turned = Problem(problem.needs[::-1], problem.offers[::-1])
    assert solve(turned).matches == solve(problem).matches
    assert solve(problem, seed=seed).saving == solve(problem).saving


def only(result: tuple[Match, ...]) -> Match:
    assert len(result) == 1
    return result[0]


def test_a_match_takes_what_both_have_room_for_at_the_middle_price() -> None:
    match = only(solve(Problem((NEED,), (OFFER,))).matches)
    assert match.quantities == ((1, 4), (2, 2))
    assert (match.pair.price, match.pair.distance, match.pair.saving) == (8 * SCALE, 50, 4 * SCALE)


def test_what_does_not_fit_is_not_paired() -> None:
    assert fits(NEED, OFFER)
    assert not fits(replace(NEED, tolerance=6), replace(OFFER, tolerance=7))
    assert not fits(replace(NEED, tolerance=6), OFFER)
    assert fits(replace(NEED, tolerance=8), replace(OFFER, tolerance=7))
    assert not fits(replace(NEED, certificates=frozenset({"IATF16949"})), OFFER)
    assert not fits(NEED, replace(OFFER, owner="taker"))
    assert not fits(NEED, replace(OFFER, barred=frozenset({"taker"})))
    assert not fits(replace(NEED, barred=frozenset({"giver"})), OFFER)
    assert not fits(NEED, replace(OFFER, first=3, last=4))
    assert not fits(NEED, replace(OFFER, unit="KGM"))
    assert pairs_of(Problem((replace(NEED, price=5 * SCALE),), (OFFER,))) == []
    assert pairs_of(Problem((replace(NEED, farthest=50),), (replace(OFFER, longitude=108.0),))) == []
    assert pairs_of(Problem((NEED,), (OFFER,), frozenset({("n1", "o1")}))) == []


def test_a_loan_is_offered_for_the_whole_time_or_not_at_all() -> None:
    need = replace(NEED, is_loan=True, room=((WHOLE, 7),), first=2, last=4)
    offer = replace(OFFER, is_loan=True, room=((WHOLE, 5),), first=1, last=4)
    assert only(solve(Problem((need,), (offer,))).matches).quantities == ((WHOLE, 5),)
    assert solve(Problem((need,), (replace(offer, last=3),))).matches == ()


def test_a_need_may_be_split_over_several_and_the_fewest_are_chosen() -> None:
    small = [replace(OFFER, id=f"o{i}", owner=f"giver{i}", room=((1, 2), (2, 2))) for i in (2, 3)]
    assert len(solve(Problem((NEED,), tuple(small))).matches) == 2
    assert (
        only(solve(Problem((NEED,), (*small, replace(OFFER, room=((1, 4), (2, 3)))))).matches).pair.offer.id
        == "o1"
    )


PRICE = st.integers(0, 10**9)


@given(low=PRICE, high=PRICE)
def test_a_price_lies_between_the_limits_on_the_grid(low: int, high: int) -> None:
    price = price_between(low, high)
    step = grid_step((low + high) // 2)
    assert step * 20 >= (low + high) // 2
    assert step % CENT == 0
    if price is None:
        assert high < low or low // step == high // step or (low + step - 1) // step * step > high
    else:
        assert low <= price <= high
        assert price % step == 0


@given(quantity=st.integers(1, 10**6), low=PRICE, gap=PRICE, transport=PRICE, part=st.integers(0, 100))
def test_savings_add_up_to_the_cent(quantity: int, low: int, gap: int, transport: int, part: int) -> None:
    shares = shares_of(quantity, low, low + transport + gap, transport, low + gap * part // 100)
    assert shares.giver + shares.taker == shares.total
    assert shares.giver >= 0
    assert shares.taker >= Decimal("-0.01")
    assert shares.total == shares.total.quantize(Decimal("0.01"))


def test_distances_are_told_by_steps() -> None:
    assert [distance_step(km) for km in (0, 50, 50.1, 499, 4999, 5001)] == [50, 50, 100, 500, 5000, None]
