"""`manage.py bench pegging`: explosion, netting, pegs and slack of a large bill of material, and one promise that moves.

The reference, in the same run: the plain recursion that takes every demand down every path by itself (it
neither nets nor pegs), on a sample of the demands. Seconds are those of the processor. The generated bill has
eight levels: an item is used by one to four items of the level above.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest

from optimizer.engine.requirements import (
    BomLine,
    Demand,
    Item,
    Problem,
    Requirements,
    Supply,
    SupplyKind,
    explode,
    slack_if,
)
from optimizer.engine.requirements.problem import SCALE
from tests.bench._reporting import Figure, finish, median
from tests.optimizer.bills import bill, exploded

LEVELS = 8
SAMPLE = 20  # one demand of so many goes down the recursion
KINDS = (SupplyKind.UNRESTRICTED, SupplyKind.IN_TRANSIT, SupplyKind.CONFIRMED, SupplyKind.OPEN)


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench pegging")
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bills", type=int, default=1000, help="random bills compared with the recursion")
    options = parser.parse_args(arguments)
    problem = large(options.lines, options.weeks, options.seed)
    seconds, found = timed(lambda: explode(problem))
    again, _ = timed(lambda: explode(problem))
    gross = replace(
        problem, supplies=(), items=tuple(replace(item, safety_stock=0.0) for item in problem.items)
    )
    sample = replace(gross, demands=gross.demands[::SAMPLE])
    plain, _ = timed(lambda: exploded(sample))
    own, _ = timed(lambda: explode(gross))
    moves = [timed(partial(slack_if, found, supply.key, supply.available + 2))[0] for supply in movers(found)]
    figures = [
        Figure("explode, net, peg and slack", median((seconds, again)), "s CPU", 5.0),
        Figure("the same without stock and orders", own, "s CPU"),
        Figure(f"plain recursion, 1 of {SAMPLE} demands", plain, "s CPU", remark="no netting, no pegs"),
        Figure("plain recursion, all demands, extrapolated", plain * SAMPLE, "s CPU"),
        Figure("plain recursion / own, without stock and orders", plain * SAMPLE / own, "x"),
        Figure("a promise moves: slack of all demands, worst", max(moves) * 1000, "ms CPU", 200.0),
        Figure(f"bills of {options.bills} that differ from the recursion", differing(options.bills), "", 0),
    ]
    data = {
        "items": len(problem.items), "lines": len(problem.lines), "weeks": problem.periods, "seed": options.seed,
        "demands": len(problem.demands), "supplies": len(problem.supplies), "planned_orders": len(found.explosion.order_item),
        "requirements": len(found.pegging.needs.item), "pegs": len(found.pegging.peg_need),
    }  # fmt: skip
    return finish("pegging", data, figures, ("numpy",))


def large(lines: int, weeks: int, seed: int) -> Problem:
    """A bill of so many lines, with demand for every finished product in every week and supplies of every second item."""
    random = Random(seed)
    size = max(1, round(lines / 2.5 / LEVELS))
    levels = [[f"{level}-{number}" for number in range(size)] for level in range(LEVELS)]
    stated: list[BomLine] = []
    while len(stated) < lines:
        level = 1 + len(stated) % (LEVELS - 1)
        component = levels[level][len(stated) // (LEVELS - 1) % size]
        parent = random.choice(levels[level - 1])
        stated.append(BomLine(parent, component, random.randint(1, 4), scrap=random.choice((0.0, 0.0, 0.02))))
    items = [Item(key, random.randint(0, 4), random.choice((0, 0, 10))) for level in levels for key in level]
    demands = [
        Demand(f"{key} {week}", key, week, random.randint(1, 20))
        for key in levels[0][: size // 8]
        for week in range(weeks)
    ]
    supplies = [
        Supply(
            f"s{number}", item.key, random.randint(1, 400), random.randrange(12), KINDS[number % len(KINDS)]
        )
        for number, item in enumerate(items * 2)
        if number % 2
    ]
    return Problem(weeks, tuple(items), tuple(stated), tuple(demands), tuple(supplies))


def movers(found: Requirements) -> list[Supply]:
    """Supplies that many requirements rest on."""
    places = sorted(
        set(found.pegging.peg_supply[found.pegging.peg_supply < len(found.data.supplies.item)].tolist())
    )
    chosen = places[:: max(1, len(places) // 50)]
    return [found.problem.supplies[found.data.supplies.places[place]] for place in chosen]


def differing(count: int) -> int:
    """How many random bills have another explosion than the recursion says."""
    return sum(not _agrees(bill(seed)) for seed in range(count))


def _agrees(given: Problem) -> bool:
    own = {(order.item, order.period): float(order.quantity * SCALE) for order in explode(given).orders}
    plain = {
        (item, period): quantity
        for item, plan in exploded(given).items()
        for period, quantity in plan.items()
    }
    return own == pytest.approx(plain, abs=50)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result
