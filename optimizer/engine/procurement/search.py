"""Orders improved part by part: each part is taken out and planned anew, exactly, on the capacity the others leave.

A part's needs are what the production of the best plan so far consumes; a shortage costs what the products it stops
cost by being late. A round over all parts never makes the plan dearer at these needs; then production follows the
orders, and its consumption gives the needs of the next round.
"""

import math
from collections.abc import Callable

import numpy as np

from optimizer.engine.procurement.needs import gross_use
from optimizer.engine.procurement.parts import PartProgram, whole_room
from optimizer.engine.procurement.sourcing import solve_part
from optimizer.engine.procurement.tables import Array, Lots, Tables

MOST = 10**9  # lots
SHAKEN = 10  # one part in so many is taken out at once
AHEAD, BEHIND = 30, 10  # weeks a part may be ahead of its needs and behind them


def shortage_price(tables: Tables) -> Array:
    """Cost of a missing unit for a week (N x T): the lateness of the dearest product it stops."""
    price = np.zeros((len(tables.items), tables.weeks))
    for k, (n, _) in enumerate(tables.classes):
        price[n] = np.maximum(price[n], tables.late_cost[k])
    for n in tables.levels:
        for line in tables.lines_of.get(n, ()):
            at = np.minimum(np.arange(tables.weeks) + line.offset, tables.weeks - 1)
            price[line.component] = np.maximum(price[line.component], price[n][at] / line.quantity)
    return np.asarray(np.maximum(price, 2 * tables.column("standard_cost")[:, None] + 5))


def largest_supply(tables: Tables) -> Array:
    """Cumulative supply (N x T) if every part had the whole capacity of its suppliers to itself."""
    weekly = np.zeros((len(tables.items), tables.weeks))
    room = np.minimum(whole_room(tables), MOST)
    for o, option in enumerate(tables.options):
        last = max(0, tables.weeks - option.lead_time)
        quantity = room[o, :last] * option.lot
        weekly[tables.option_item[o], option.lead_time :] += np.where(quantity >= option.moq, quantity, 0.0)
    # more than can be needed says nothing and makes the figures unwieldy
    wanted = gross_use(tables)[:, -1:] + tables.column("safety_stock")[:, None] - tables.initial
    return np.asarray(tables.initial + np.minimum(weekly.cumsum(axis=1), np.maximum(wanted[:, -1:], 0.0)))


class Search:
    """Orders of every part, what they leave of the capacity, and their cost at the needs."""

    def __init__(self, tables: Tables, programs: list[PartProgram], seed: int) -> None:
        self.tables, self.programs = tables, programs
        self.random = np.random.default_rng(seed)
        self.price = shortage_price(tables)
        self.used: Array = np.zeros((len(tables.items), tables.weeks))
        self.urgency: Array = np.zeros(len(tables.items))
        self.free: Array = tables.capacity.copy()
        self.plans: dict[int, Lots] = {}
        self.take({})
        use = np.array([option.capacity_use * option.lot for option in tables.options])
        self.lot_use = np.where(use > 0, use, np.inf)

    def take(self, lots: Lots) -> None:
        """Begin from given orders; frozen ones are always among them."""
        self.plans = {program.n: dict(program.frozen) for program in self.programs}
        for (o, week), count in lots.items():
            self.plans.setdefault(self.tables.option_item[o], {})[o, week] = count
        self.free = self.tables.capacity - self.tables.load(self.lots)

    @property
    def lots(self) -> Lots:
        return {key: count for lots in self.plans.values() for key, count in lots.items()}

    def stage(self, program: PartProgram, *, is_near: bool = True) -> Array:
        """Cost of a week (T x size) that ends with so much ordered, at the part's needs."""
        tables, n = self.tables, program.n
        item, weeks = tables.items[n], tables.weeks
        left = (tables.initial[n] - self.used[n])[:, None] + program.supply[None, :]
        stock = np.maximum(left, 0.0)
        cost = item.holding_cost * stock - self.price[n][:, None] * np.minimum(left, 0.0)
        cost += item.safety_cost * np.maximum(item.safety_stock - stock, 0.0)
        cost[-1] -= item.end_value * stock[-1]
        if not is_near:
            return np.asarray(cost)
        # positions that lie far from the needs of their week are not worth the time
        later = np.minimum(np.arange(weeks) + AHEAD, weeks - 1)
        spare = item.safety_stock + program.frozen_quantity
        most = np.where(later < weeks - 1, self.used[n][later] - self.used[n] + spare, np.inf)
        earlier = np.maximum(np.arange(weeks) - BEHIND, 0)
        least = np.where(np.arange(weeks) >= BEHIND, self.used[n][earlier] - self.used[n], -np.inf)
        is_far = (left > np.maximum(most, tables.initial[n] - self.used[n])[:, None]) | (
            left < least[:, None]
        )
        return np.asarray(np.where(is_far, np.inf, cost))

    def room(self, program: PartProgram) -> np.ndarray:
        """Most lots of one order within what is free (P x T)."""
        free = self.free[[self.tables.option_supplier[o] for o in program.numbers]]
        most = np.floor(free / self.lot_use[program.numbers][:, None] + 1e-9)
        unlimited = ~np.isfinite(self.lot_use[program.numbers])[:, None]
        return np.where(unlimited, 10**9, np.maximum(most, 0)).astype(np.int64)

    def replan(self, program: PartProgram, effort: float) -> None:
        """Plan one part anew on the capacity the others leave; what it has stays where nothing cheaper is found."""
        before = self.plans[program.n]
        self._book(before, -1)
        unit = np.zeros((len(program.numbers), self.tables.weeks))
        room, stage = self.room(program), self.stage(program)
        plan = solve_part(program, stage, unit, room, effort)
        if not math.isfinite(plan.cost):  # nothing near the needs can be had
            stage = self.stage(program, is_near=False)
            plan = solve_part(program, stage, unit, room, effort)
        after = plan.lots
        # rules on sources are not always met at the least cost
        if plan.bound < plan.cost and program.allows(before, room):
            kept = program.price_of(before, stage, program.costs(unit))
            after = before if kept <= plan.cost else after
        self.plans[program.n] = after
        self._book(after, 1)

    def _book(self, lots: Lots, sign: int) -> None:
        for (o, week), count in lots.items():
            option = self.tables.options[o]
            use = sign * count * option.lot * option.capacity_use
            self.free[self.tables.option_supplier[o], week] -= use

    def restart(self, effort: float, is_over: Callable[[], bool]) -> bool:
        """Every part from nothing, those that were short before first, then the dearest; whether none is short now.

        A part short of supply pays more for early capacity than any other, so it must choose before them.
        """
        self.take({})
        value = self.used[:, -1] * self.tables.column("standard_cost")
        self.programs.sort(key=lambda program: (-self.urgency[program.n], -value[program.n]))
        self._every(effort, is_over)
        supply = self.tables.initial + self.tables.arrivals(self.lots)
        short = (self.price * np.maximum(self.used - supply, 0.0)).sum(axis=1)
        short[self.tables.made] = 0.0
        self.urgency += short
        return not short.any()

    def round(self, effort: float, is_over: Callable[[], bool]) -> None:
        """Every part once on the capacity the others leave, in a random order with the dear ones rather first."""
        value = self.used[:, -1] * self.tables.column("standard_cost") * self.random.random(len(self.used))
        self.programs.sort(key=lambda program: -value[program.n])
        self._every(effort, is_over)

    def shake(self, effort: float, is_over: Callable[[], bool]) -> None:
        """Some parts taken out together and planned anew in a random order, so that capacity changes hands."""
        count = min(len(self.programs), max(2, len(self.programs) // SHAKEN))
        chosen = [self.programs[i] for i in self.random.permutation(len(self.programs))[:count]]
        for program in chosen:
            self._book(self.plans[program.n], -1)
            self.plans[program.n] = dict(program.frozen)
            self._book(self.plans[program.n], 1)
        for program in chosen:
            if not is_over():
                self.replan(program, effort)

    def _every(self, effort: float, is_over: Callable[[], bool]) -> None:
        for program in self.programs:
            if is_over():
                return
            self.replan(program, effort)
