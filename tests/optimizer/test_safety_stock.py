"""Safety stock: formulas by hand, and chains against every possible promise."""

import os
from itertools import product

import numpy as np
import pytest

from optimizer.engine.safety_stock import (
    Arc,
    Network,
    NetworkError,
    Spread,
    Stage,
    band,
    place,
    safety_stock,
    spread_of,
)
from optimizer.engine.safety_stock.bounded import net_times, solve_bounded
from optimizer.engine.safety_stock.improving import improve
from optimizer.engine.safety_stock.tree import is_tree, solve_tree
from tests.optimizer.chains import REAL, chain, least_value, real_chains


def test_demand_and_lead_time_both_spread() -> None:
    # sqrt(9 * 4^2 + 10^2 * 0.5^2) = 13, and z of 97.5 % is 1.96.
    assert safety_stock(Spread(10, 4), Spread(9, 0.5), 0.975) == pytest.approx(1.959964 * 13)
    assert safety_stock(Spread(10, 0), Spread(9, 0), 0.99) == 0


def test_a_spread_is_that_of_a_sample() -> None:
    assert spread_of([2, 4, 6]) == Spread(4, 2)
    assert spread_of([3]) == Spread(3, 0)
    with pytest.raises(ValueError, match="at least one"):
        spread_of([])


def test_a_band_says_what_it_follows_from() -> None:
    found = band(Spread(10, 4), Spread(7, 0.5), 0.975, review=2, least_order=50)
    assert found.lead_time_demand == 90
    assert found.safety_stock == pytest.approx(1.959964 * 13)
    assert found.cycle_demand == 50
    assert found.minimum == pytest.approx(found.lead_time_demand + found.safety_stock)
    assert found.maximum == pytest.approx(found.minimum + 50)
    assert band(Spread(10, 4), Spread(7, 0.5), 0.975, review=9, least_order=50).cycle_demand == 90


@pytest.mark.parametrize("level", [0.3, 1.0, float("nan")])
def test_a_service_level_that_makes_no_sense_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="service level"):
        safety_stock(Spread(1, 1), Spread(1, 0), level)


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_method_finds_the_least_of_all_promises(seed: int) -> None:
    network = chain(seed, is_late=seed % 3 == 0)
    assert is_tree(network)
    value = network.costs(net_times(network, solve_tree(network))).sum()
    assert value == pytest.approx(least_value(network))


@pytest.mark.parametrize("seed", range(25))
def test_the_bounded_method_proves_the_least_of_all_promises(seed: int) -> None:
    network = chain(seed, is_tree=False, is_late=seed % 3 == 0)
    found = solve_bounded(network, 3000)
    assert found.value == pytest.approx(least_value(network))
    assert found.bound == pytest.approx(found.value, rel=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_a_bound_is_never_above_the_optimum_and_both_methods_agree(seed: int) -> None:
    network = chain(100 + seed, stages=12)
    exact = float(network.costs(net_times(network, solve_tree(network))).sum())
    told: list[tuple[float, float]] = []
    found = solve_bounded(network, 60, lambda value, bound: told.append((value, bound)))
    assert found.bound <= exact * (1 + 1e-6)
    assert found.value >= exact * (1 - 1e-6)
    assert all(bound <= exact * (1 + 1e-6) and value >= exact * (1 - 1e-6) for value, bound in told)


def test_steps_never_make_promises_worse() -> None:
    for seed in range(20):
        network = chain(seed, stages=9, is_tree=False)
        start = np.zeros(9)
        better = improve(network, start)
        assert (better <= network.promises + 1e-9).all()
        assert (
            network.costs(net_times(network, better)).sum()
            <= network.costs(net_times(network, start)).sum() + 1e-9
        )


def test_demand_comes_up_every_path_to_the_same_end() -> None:
    # The end takes 2 of the middle and 1 of the part, the middle 3 of the part: 7 parts for each.
    stages = (Stage("part", 1, 1), Stage("middle", 1, 1), Stage("end", 1, 1, demand=Spread(10, 2)))
    network = Network(stages, (Arc("part", "middle", 3), Arc("middle", "end", 2), Arc("part", "end", 1)))
    mean, deviation = network.demands
    assert mean.tolist() == [70, 20, 10]
    assert deviation.tolist() == [14, 4, 2]
    assert network.unit_values.tolist() == [1, 4, 10]


def test_a_plan_tells_promise_wait_and_stock_of_every_stage() -> None:
    stages = (Stage("part", 1, 4), Stage("end", 100, 1, demand=Spread(10, 3), service_level=0.975))
    found = place(Network(stages, (Arc("part", "end"),)))
    assert found.status == "OPTIMAL"
    part, end = found.stages
    # The cheap part is kept ready, so that the dear product waits for its own time only.
    assert (part.promise, part.net_time, end.promise, end.wait, end.net_time) == (0, 4, 0, 0, 1)
    assert part.safety_stock == pytest.approx(1.959964 * 3 * 2)
    assert found.value == pytest.approx(part.value + end.value)


def test_what_is_no_network_is_refused() -> None:
    stages = (Stage("a", 1, 1, demand=Spread(1, 1)), Stage("b", 1, 1))
    with pytest.raises(NetworkError, match="stage c"):
        place(Network(stages, (Arc("a", "c"),)))
    with pytest.raises(NetworkError, match="circle: a, b"):
        place(Network(stages, (Arc("a", "b"), Arc("b", "a"))))
    with pytest.raises(NetworkError, match="b has neither"):
        place(Network(stages, (Arc("a", "b"),)))
    assert place(Network((), ())).value == 0


def test_the_same_chain_has_the_same_plan() -> None:
    network = chain(7, stages=14, is_tree=False)
    first, second = (place(Network(network.stages, network.arcs), work=40) for _ in range(2))
    assert first == second


def test_a_small_real_chain_is_solved_and_proved() -> None:
    if not REAL.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the real chains are missing: {REAL}")
        pytest.skip("the real chains lie outside the project: ../shared/data/real")
    network = real_chains()[1]
    found = place(network, work=500)
    assert found.status == "OPTIMAL"
    # All promises on a grid of half the periods the stages take: none is better.
    steps = [np.linspace(0, most, 3) for most in network.promises]
    values = [network.costs(np.maximum(net_times(network, np.array(p)), 0)).sum() for p in product(*steps)]
    assert found.value <= min(values) * (1 + 1e-6)
