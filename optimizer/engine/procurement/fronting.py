"""Efficient plans over cost, kg CO2e and risk value: none of them is better than another in everything.

Carbon and risk are priced (weighted sums: Zadeh, "Optimality and non-scalar-valued performance criteria", IEEE
Transactions on Automatic Control 8, 1963). A price only changes what options cost, so at some prices every part is
planned anew once, production staying as it is. That gives each part a menu of order plans, whose costs, kilograms and
risk simply add up; for many more prices the best of every menu is then chosen within the suppliers' capacity. Of all
plans found so, those that together dominate most are told (Zitzler and Thiele, "Multiobjective evolutionary algorithms",
IEEE Transactions on Evolutionary Computation 3, 1999).
"""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from optimizer.engine.procurement import scoring
from optimizer.engine.procurement.checking import sound
from optimizer.engine.procurement.parts import part_programs
from optimizer.engine.procurement.problem import Plan, Problem, SourceOption
from optimizer.engine.procurement.search import Search
from optimizer.engine.procurement.solving import solve
from optimizer.engine.procurement.standing import Standing
from optimizer.engine.procurement.tables import Array, Lots, Tables

# prices of carbon and risk at which parts are planned anew, as shares of the money spent on options
PRICED = ((0.1, 0.06), (0.25, 0.0), (0.0, 0.12))
STEPS = (0.0, 0.004, 0.015, 0.04, 0.1, 0.25)  # prices at which menus are chosen from
SOLVING = 0.6  # of the seconds, when there is no plan to begin with
SAME = 1e-9
PASSES = 4
SHORT = 100.0  # times the price of being short: no part may be, since production stays


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPlan:
    """A feasible plan. `cost_more`, `co2e_less` and `risk_less`: against the cheapest, as fractions of its figures."""

    plan: Plan
    cost: float
    co2e_kg: float
    late_value: float
    cost_more: float
    co2e_less: float
    risk_less: float


@dataclass(frozen=True, slots=True)
class Front:
    """Efficient plans, the cheapest first."""

    plans: tuple[FrontPlan, ...]


def front(
    problem: Problem, seconds: float, seed: int, points: int = 10, *, cheapest: Plan | None = None
) -> Front:
    """At most `points` efficient plans. `cheapest`: the plan to begin with; without it most of the `seconds` find one."""
    deadline = time.monotonic() + seconds
    problem, _ = sound(problem)
    if cheapest is None:
        cheapest = solve(problem, seconds=SOLVING * seconds, seed=seed).plan
    menus = Menus(Standing(problem, cheapest), seed)
    for carbon, risk in PRICED:
        if time.monotonic() < deadline:
            menus.extend(carbon, risk, deadline)
    return menus.front(points)


def priced(option: SourceOption, carbon: float, risk: float) -> SourceOption:
    """The option with a price per kg CO2e and per unit of risk value in its costs."""
    dearer = 1 + risk * option.late_probability
    tiers = tuple((start, price * dearer) for start, price in option.tiers)
    return replace(option, tiers=tiers, transport_cost=option.transport_cost + carbon * option.co2e)


def measures(tables: Tables, lots: Lots) -> tuple[float, float]:
    """Kg CO2e and risk value (price x quantity x probability of being late) of orders."""
    kilograms = risk = 0.0
    for (o, _), count in lots.items():
        option, quantity = tables.options[o], count * tables.options[o].lot
        kilograms += option.co2e * quantity
        risk += option.price(quantity) * quantity * option.late_probability
    return kilograms, risk


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a part's menu: its orders; `delta`, their cost, kg and risk value, and `load` (S x T), their
    capacity, less those of the part's orders in the cheapest plan.
    """

    lots: Lots
    delta: tuple[float, float, float]
    load: Array


class Menus:
    """Order plans of every part beside those of the cheapest plan."""

    def __init__(self, standing: Standing, seed: int) -> None:
        self.standing, self.tables, self.seed = standing, standing.tables, seed
        self.programs = {program.n: program for program in part_programs(self.tables)}
        self.search = Search(self.tables, [], seed)
        self.search.used = standing.used
        self.totals = (standing.cost, *measures(self.tables, standing.lots))
        spent = scoring.purchase_parts(self.tables, standing.lots)["purchase"]
        self.scale = [spent / total if total else 0.0 for total in self.totals[1:]]
        self.base = {n: self._figures(n, self._own(n)) for n in self.programs}
        self.menu: dict[int, list[Choice]] = defaultdict(list)
        # what each round gave, which keeps within capacity as a whole
        self.rounds: list[dict[int, Choice]] = []

    @property
    def choices(self) -> list[Choice]:
        return [choice for choices in self.menu.values() for choice in choices]

    def _own(self, n: int) -> Lots:
        return self.standing.lots_of.get(n, {})

    def _figures(self, n: int, lots: Lots) -> tuple[float, float, float]:
        """Cost at the plan's needs, kg and risk value of a part's orders."""
        program = self.programs[n]
        unit = np.zeros((len(program.numbers), self.tables.weeks))
        stage = self.search.stage(program, is_near=False)
        return (program.price_of(lots, stage, program.costs(unit)), *measures(self.tables, lots))

    def extend(self, carbon: float, risk: float, deadline: float) -> None:
        """Every part planned anew once with carbon and risk priced, beginning from the cheapest plan."""
        weights = carbon * self.scale[0], risk * self.scale[1]
        options = tuple(priced(option, *weights) for option in self.standing.problem.source_options)
        tables = Tables(replace(self.standing.problem, source_options=options))
        search = Search(tables, part_programs(tables), self.seed)
        search.used = self.standing.used
        search.price = search.price * SHORT
        search.take(self.standing.lots)
        search.round(0, lambda: time.monotonic() > deadline)
        found = {}
        for program in search.programs:
            lots = search.plans[program.n]
            if lots != self._own(program.n):
                found[program.n] = self._choice(program.n, lots)
                self.menu[program.n].append(found[program.n])
        self.rounds.append(found)

    def _choice(self, n: int, lots: Lots) -> Choice:
        figures, base = self._figures(n, lots), self.base[n]
        load = self.tables.load(lots) - self.tables.load(self._own(n))
        return Choice(lots, (figures[0] - base[0], figures[1] - base[1], figures[2] - base[2]), load)

    def pick(self, carbon: float, risk: float) -> dict[int, Choice]:
        """The choices at these prices: from the best round on, parts change to what gains most while capacity lasts."""
        weights = np.array([1.0, carbon * self.scale[0], risk * self.scale[1]])
        value = {id(choice): float(weights @ choice.delta) for choice in self.choices}

        def worth(pick: Mapping[int, Choice]) -> float:
            return sum(value[id(choice)] for choice in pick.values())

        starts: list[Mapping[int, Choice]] = [{}, *self.rounds]
        best = min(starts, key=worth)
        picked = dict(best)
        free = self.standing.free - sum(choice.load for choice in picked.values())
        for _ in range(PASSES):
            before = worth(picked)
            for n in sorted(self.menu, key=lambda n: min(value[id(c)] for c in self.menu[n])):
                self._exchange(n, picked, value, free)
            if before - worth(picked) <= SAME * abs(before):
                break
        return picked

    def _exchange(self, n: int, picked: dict[int, Choice], value: dict[int, float], free: Array) -> None:
        """The part's best choice that fits, its orders in the cheapest plan among them."""
        now = picked.get(n)
        worth = value[id(now)] if now else 0.0
        for choice in sorted((*self.menu[n], None), key=lambda c: value[id(c)] if c else 0.0):
            if (value[id(choice)] if choice else 0.0) >= worth - SAME:
                return
            change = (choice.load if choice else 0.0) - (now.load if now else 0.0)
            if (change <= np.maximum(free, 0.0) + SAME).all():
                free -= change
                if choice:
                    picked[n] = choice
                else:
                    del picked[n]
                return

    def front(self, points: int) -> Front:
        """The plans that together dominate most, the cheapest first."""
        picks: list[dict[int, Choice]] = [{}, *self.rounds]
        picks += [self.pick(c, r) for c in STEPS for r in STEPS if self.choices]
        totals = np.array([self._total(pick) for pick in picks])
        chosen = spread(totals, points)
        plans = [self._plan(picks[i], totals[i], totals[chosen[0]]) for i in chosen]
        return Front(tuple(sorted((p for p in plans if p), key=lambda plan: plan.cost)))

    def _total(self, pick: dict[int, Choice]) -> Array:
        return np.asarray(
            np.array(self.totals) + np.sum([c.delta for c in pick.values()], axis=0) if pick else self.totals
        )

    def _plan(self, pick: dict[int, Choice], total: Array, cheapest: Array) -> FrontPlan | None:
        """The plan of a pick and its figures beside the cheapest's; None if production should not hold with it."""
        lots = {k: n for k, n in self.standing.lots.items() if self.tables.option_item[k[0]] not in pick}
        for choice in pick.values():
            lots |= choice.lots
        plan = Plan(self.tables.orders(lots), self.standing.plan.production)
        after = Standing(self.standing.problem, plan)
        if any(scoring.violations(after.tables, after.lots, after.made)):
            return None
        more, carbon, risk = (total - cheapest) / np.where(cheapest, cheapest, 1.0)
        return FrontPlan(
            plan=plan,
            cost=after.cost,
            co2e_kg=float(total[1]),
            late_value=float(total[2]),
            cost_more=float(more),
            co2e_less=-float(carbon),
            risk_less=-float(risk),
        )


def spread(totals: Array, points: int) -> list[int]:
    """Rows (P x 3, less is better) that together dominate most of the box all efficient rows span, chosen one by one.

    The first is the one with the least first figure.
    """
    efficient = [i for i, row in enumerate(totals) if not _is_dominated(row, totals)]
    first = min(efficient, key=lambda i: float(totals[i, 0]))
    low, high = totals[efficient].min(axis=0), totals[efficient].max(axis=0)
    scaled = (totals - low) / np.where(high > low, high - low, 1.0)
    chosen = [first]
    while len(chosen) < min(points, len(efficient)):
        rest = [i for i in efficient if i not in chosen]
        chosen.append(max(rest, key=lambda i: hypervolume(scaled[[*chosen, i]], CORNER)))
    return chosen


CORNER = np.array([1.1, 1.1, 1.1])  # beyond the worst, so that the ends count


def _is_dominated(row: Array, totals: Array) -> bool:
    return bool(((totals <= row).all(axis=1) & (totals < row).any(axis=1)).any())


def hypervolume(rows: Array, corner: Array) -> float:
    """Volume (three figures, less is better) between the rows and a corner that is worse than all, by slices."""
    inside = rows[(rows < corner).all(axis=1)]
    if not len(inside):
        return 0.0
    inside = inside[np.argsort(inside[:, 0])]
    ends = [*inside[1:, 0], corner[0]]
    return float(
        sum(
            (end - row[0]) * _area(inside[: i + 1, 1:], corner[1:])
            for i, (row, end) in enumerate(zip(inside, ends, strict=True))
        )
    )


def _area(rows: Array, corner: Array) -> float:
    total, height = 0.0, float(corner[1])
    for x, y in sorted(map(tuple, rows)):
        if y < height:
            total += float(corner[0] - x) * (height - y)
            height = y
    return total
