"""Splits of shared cost: published games, and what every split must keep."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.routing import Plan, Route
from optimizer.engine.routing.sharing import coalition_costs, coalitions, nucleolus, proportional
from tests.optimizer.routing.factory import problem, stop, vehicle


@pytest.mark.parametrize(
    ("estate", "expected"),
    [(100, (100 / 3, 100 / 3, 100 / 3)), (200, (50, 75, 75)), (300, (50, 100, 150))],
)
def test_the_three_wives_of_the_talmud(estate: int, expected: tuple[float, ...]) -> None:
    """Aumann and Maschler 1985: claims of 100, 200 and 300 on an estate; a coalition is sure of what the others leave."""
    claims = {"a": 100, "b": 200, "c": 300}
    costs = {
        group: -max(0.0, estate - sum(claim for name, claim in claims.items() if name not in group))
        for group in coalitions(sorted(claims))
    }
    split = nucleolus(costs)
    assert tuple(-split[name] for name in "abc") == pytest.approx(expected)


def test_the_airport() -> None:
    """Littlechild 1974: the cost of a runway is that of the largest aeroplane; with costs 1, 2, 4 the smallest
    excess repeats c(1)/2, then (c(2) - first)/2, and the largest pays the rest."""
    sizes = {"a": 1.0, "b": 2.0, "c": 4.0}
    split = nucleolus({group: max(sizes[name] for name in group) for group in coalitions("abc")})
    assert split == pytest.approx({"a": 0.5, "b": 0.75, "c": 2.75})


def test_tours_are_split_by_what_each_would_cost() -> None:
    line = problem([(0, 0), (10, 0), (20, 0)], [stop(1), stop(2)], [vehicle(1)])
    costs = coalition_costs(line, Plan((Route(1, (1, 2)),)), {1: "near", 2: "far"})
    assert costs == {frozenset({"near"}): 20, frozenset({"far"}): 40, frozenset({"near", "far"}): 40}
    assert proportional(costs) == pytest.approx({"near": 40 / 3, "far": 80 / 3})
    assert nucleolus(costs) == pytest.approx({"near": 10, "far": 30})
    with pytest.raises(ValueError, match="9 shippers"):
        coalition_costs(line, Plan(()), {n: str(n) for n in range(9)})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=4, max_size=4), st.integers(0, 100))
def test_all_is_paid_and_nobody_pays_more_than_alone(sizes: list[int], base: int) -> None:
    names = "abcd"
    costs = {
        group: float(
            base + max(sizes[names.index(n)] for n in group) + sum(sizes[names.index(n)] for n in group) // 2
        )
        for group in coalitions(names)
    }
    for split in (proportional(costs), nucleolus(costs)):
        assert sum(split.values()) == pytest.approx(costs[frozenset(names)])
        assert all(split[name] <= costs[frozenset({name})] + 1e-6 for name in names)
