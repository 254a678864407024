"""Random bills of material, and the plain reckoning that the engine must agree with."""

from collections import defaultdict
from dataclasses import replace
from random import Random

from optimizer.engine.requirements import BomLine, Demand, Item, Problem, Supply, SupplyKind
from optimizer.engine.requirements.problem import SCALE

Planned = dict[str, dict[int, int]]
KINDS = (
    SupplyKind.UNRESTRICTED,
    SupplyKind.CONSIGNED,
    SupplyKind.IN_TRANSIT,
    SupplyKind.CONFIRMED,
    SupplyKind.OPEN,
)


def bill(seed: int, *, items: int = 12, demands: int = 8, periods: int = 20, supplies: int = 0) -> Problem:
    """Items of which each may contain any later one; about every third line has scrap, an offset or an end."""
    random = Random(seed)
    stated = tuple(Item(f"I{n}", random.randint(0, 4), float(random.choice((0, 0, 5)))) for n in range(items))
    lines = []
    for parent in range(items):
        for component in range(parent + 1, items):
            if random.random() < 3 / items:
                lines.append(_line(random, stated[parent], stated[component], periods))
    wanted = tuple(
        Demand(
            f"D{n}",
            f"I{random.randrange(max(1, items // 3))}",
            random.randint(-2, periods - 1),
            random.randint(1, 40),
            random.randint(1, 3),
        )
        for n in range(demands)
    )
    there = tuple(
        Supply(
            f"S{n}",
            f"I{random.randrange(items)}",
            random.randint(1, 60),
            random.randint(0, periods - 1),
            random.choice(KINDS),
        )
        for n in range(supplies)
    )
    if not supplies:
        stated = tuple(replace(item, safety_stock=0.0) for item in stated)
    return Problem(periods, stated, tuple(lines), wanted, there)


def _line(random: Random, parent: Item, component: Item, periods: int) -> BomLine:
    line = BomLine(parent.key, component.key, float(random.randint(1, 4)))
    match random.randrange(6):
        case 0:
            return replace(line, scrap=random.choice((0.02, 0.5)), share=random.choice((0.25, 1.0)))
        case 1:
            return replace(line, offset=random.randint(0, parent.lead_time or 0))
        case 2:
            return replace(line, first=random.randint(-3, 3), last=random.randint(3, periods))
        case _:
            return line


def exploded(problem: Problem) -> Planned:
    """Millionths of each item by period of need, without any netting: every demand run down every path by itself."""
    lead = {item.key: item.lead_time or 0 for item in problem.items}
    below: dict[str, list[BomLine]] = defaultdict(list)
    for line in problem.lines:
        below[line.parent].append(line)
    total: Planned = defaultdict(lambda: defaultdict(int))

    def run(item: str, period: int, quantity: float) -> None:
        total[item][period] += quantity
        for line in below[item]:
            need = period - lead[item] + line.offset
            if (line.first is None or line.first <= need) and (line.last is None or need <= line.last):
                run(line.component, need, quantity * float(line.quantity) * (1 + line.scrap) * line.share)

    for demand in problem.demands:
        run(demand.item, demand.period, float(demand.quantity) * SCALE)
    return total


def netted(problem: Problem) -> Planned:
    """Planned millionths by item and period: each need takes, in order of time, what comes before a new order could."""
    lead = {item.key: item.lead_time or 0 for item in problem.items}
    planned: Planned = {}

    def needs_of(item: Item) -> dict[int, int]:
        needs: dict[int, int] = defaultdict(int)
        for demand in problem.demands:
            if demand.item == item.key:
                needs[demand.period] += round(demand.quantity * SCALE)
        for line in problem.lines:
            if line.component != item.key:
                continue
            for period, quantity in plan_of(line.parent).items():
                need = period - lead[line.parent] + line.offset
                if (line.first is None or line.first <= need) and (line.last is None or need <= line.last):
                    needs[need] += round(quantity * (float(line.quantity) * (1 + line.scrap) * line.share))
        if item.safety_stock:
            needs[lead[item.key]] += round(item.safety_stock * SCALE)
        return needs

    def plan_of(key: str) -> dict[int, int]:
        if key not in planned:
            item = next(item for item in problem.items if item.key == key)
            left = sorted([s.available, round(s.quantity * SCALE)] for s in problem.supplies if s.item == key)
            planned[key] = {}
            for period, need in sorted(needs_of(item).items()):
                missing = need
                for supply in left:
                    if supply[0] <= max(period, lead[key]):
                        taken = min(missing, supply[1])
                        missing, supply[1] = missing - taken, supply[1] - taken
                if missing:
                    planned[key][period] = missing
        return planned[key]

    return {item.key: dict(plan_of(item.key)) for item in problem.items}
