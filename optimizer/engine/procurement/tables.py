"""A problem as arrays. N items, M made items, K demand classes (item, priority), O source options, T weeks.

Quantities over time are cumulative through the end of the week, so that stock = supply + production - use - deliveries.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.procurement.problem import Order, Problem, SourceOption

Array = NDArray[np.floating[Any]]
# (number of the source option, week of ordering) -> lots
Lots = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill of materials by row numbers."""

    parent: int
    component: int
    quantity: float
    offset: int


class Tables:
    """Row numbers, costs and cumulative figures of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.weeks = problem.weeks
        self.items = problem.items
        self.row = {item.id: n for n, item in enumerate(problem.items)}
        self.made = [n for n, item in enumerate(problem.items) if item.is_made]
        self.made_row = {n: m for m, n in enumerate(self.made)}
        self.lines = [
            Line(self.row[b.parent], self.row[b.component], b.quantity, b.offset) for b in problem.bom
        ]
        self.options: tuple[SourceOption, ...] = problem.source_options
        self.option_row = {option.id: o for o, option in enumerate(self.options)}
        self.option_item = [self.row[option.item] for option in self.options]
        supplier_row = {supplier.id: s for s, supplier in enumerate(problem.suppliers)}
        self.option_supplier = [supplier_row[option.supplier] for option in self.options]
        self.capacity = np.array([s.capacity for s in problem.suppliers], float).reshape(-1, self.weeks)
        centre_row = {centre.id: w for w, centre in enumerate(problem.work_centres)}
        self.hours = np.array([w.hours for w in problem.work_centres], float).reshape(-1, self.weeks)
        self.centre = [centre_row[problem.items[n].work_centre or ""] for n in self.made]
        self.unit_hours = np.array([problem.items[n].hours for n in self.made], float)
        self._demand()
        self._confirmed()

    def _demand(self) -> None:
        classes: dict[tuple[int, int], Array] = {}
        for row in self.problem.demand:
            key = self.row[row.item], row.priority
            classes.setdefault(key, np.zeros(self.weeks))[row.week] += row.quantity
        self.classes = list(classes)
        self.demand = np.array(list(classes.values()), float).reshape(-1, self.weeks).cumsum(axis=1)
        factor = np.array([self.problem.priorities[priority] for _, priority in self.classes], float)
        late = [self.items[n].backlog_cost for n, _ in self.classes]
        lost = [self.items[n].lost_cost for n, _ in self.classes]
        # cost of one unit of class k not delivered at the end of week t
        self.late_cost = np.repeat((factor * late)[:, None], self.weeks, axis=1)
        if self.weeks:
            self.late_cost[:, -1] = factor * lost

    def _confirmed(self) -> None:
        self.confirmed: Lots = {}
        self.frozen: Lots = {}
        self.change_cost: dict[tuple[int, int], float] = {}
        for row in self.problem.confirmed_orders:
            key = self.option_row[row.source_option], row.week
            self.confirmed[key] = row.lots
            self.change_cost[key] = row.change_cost
            if row.is_frozen:
                self.frozen[key] = row.lots

    @cached_property
    def confirmed_of(self) -> dict[int, Lots]:
        """Confirmed orders by item."""
        found: dict[int, Lots] = defaultdict(dict)
        for (o, week), count in self.confirmed.items():
            found[self.option_item[o]][o, week] = count
        return dict(found)

    def column(self, field: str) -> Array:
        """One figure of every item (N)."""
        return np.array([getattr(item, field) for item in self.items], float)

    @cached_property
    def initial(self) -> Array:
        """Cumulative supply without any order: stock and receipts (N x T)."""
        supply = np.zeros((len(self.items), self.weeks))
        supply[:, 0] = self.column("stock")
        for receipt in self.problem.receipts:
            supply[self.row[receipt.item], receipt.week] += receipt.quantity
        return supply.cumsum(axis=1)

    @cached_property
    def lines_of(self) -> dict[int, list[Line]]:
        """Lines by parent."""
        found: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.parent].append(line)
        return dict(found)

    @cached_property
    def first_week(self) -> NDArray[np.int64]:
        """First week in which a made item can be finished: the largest offset of its components (M)."""
        first = np.zeros(len(self.made), np.int64)
        for line in self.lines:
            m = self.made_row[line.parent]
            first[m] = max(first[m], line.offset)
        return first

    @cached_property
    def levels(self) -> list[int]:
        """Made items, parents before components."""
        waiting: dict[int, int] = dict.fromkeys(self.made, 0)
        for line in self.lines:
            if line.component in waiting:
                waiting[line.component] += 1
        free, order = [n for n in self.made if not waiting[n]], []
        while free:
            order.append(free.pop())
            for line in self.lines_of.get(order[-1], ()):
                if line.component in waiting:
                    waiting[line.component] -= 1
                    if not waiting[line.component]:
                        free.append(line.component)
        return order

    @cached_property
    def options_of(self) -> dict[int, list[int]]:
        """Source options by item."""
        found: dict[int, list[int]] = defaultdict(list)
        for o, n in enumerate(self.option_item):
            found[n].append(o)
        return dict(found)

    @cached_property
    def classes_of(self) -> dict[int, list[int]]:
        """Demand classes by item, the most urgent first."""
        found: dict[int, list[int]] = defaultdict(list)
        for k, (n, _) in enumerate(self.classes):
            found[n].append(k)
        for rows in found.values():
            rows.sort(key=lambda k: -self.late_cost[k, 0])
        return dict(found)

    def arrivals(self, lots: Lots) -> Array:
        """Cumulative arrivals of orders (N x T)."""
        weekly = np.zeros((len(self.items), self.weeks))
        for (o, week), count in lots.items():
            option = self.options[o]
            weekly[self.option_item[o], week + option.lead_time] += count * option.lot
        return weekly.cumsum(axis=1)

    def use(self, made: Array) -> Array:
        """Cumulative consumption (N x T) of cumulative production (M x T)."""
        used = np.zeros((len(self.items), self.weeks))
        for line in self.lines:
            row = made[self.made_row[line.parent]]
            last = self.weeks - 1
            used[line.component] += line.quantity * row[np.minimum(np.arange(self.weeks) + line.offset, last)]
        return used

    def load(self, lots: Lots) -> Array:
        """Capacity taken per supplier and week of ordering (S x T)."""
        taken = np.zeros_like(self.capacity)
        for (o, week), count in lots.items():
            option = self.options[o]
            taken[self.option_supplier[o], week] += count * option.lot * option.capacity_use
        return taken

    def orders(self, lots: Lots) -> tuple[Order, ...]:
        return tuple(sorted(Order(self.options[o].id, week, count) for (o, week), count in lots.items()))

    def lots(self, orders: tuple[Order, ...]) -> Lots:
        return {(self.option_row[order.source_option], order.week): order.lots for order in orders}
