"""A plan as arrays: what it orders, makes and delivers, and what it leaves free."""

from collections import defaultdict
from functools import cached_property

import numpy as np

from optimizer.engine.procurement import scoring
from optimizer.engine.procurement.problem import Plan, Problem
from optimizer.engine.procurement.tables import Array, Lots, Tables

LEAST = 1e-6  # pieces that no longer count


class Standing:
    """A feasible plan of a problem. `used` (N x T): cumulative consumption and deliveries; `stock` (N x T) at the end
    of each week; `free` (S x T): capacity units left; `idle` (W x T): hours left.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.tables = tables = Tables(problem)
        self.lots: Lots = tables.lots(plan.orders)
        self.made = scoring.cumulative(tables, plan.production)
        left = scoring.available(tables, self.lots, self.made)
        self.delivered = scoring.deliveries(tables, left)
        self.used = used_by(tables, self.made, self.delivered)
        out = np.zeros_like(left)
        for k, (n, _) in enumerate(tables.classes):
            out[n] += self.delivered[k]
        self.stock = left - out
        self.free = tables.capacity - tables.load(self.lots)
        weekly = np.diff(self.made, axis=1, prepend=0.0)
        self.idle = tables.hours.copy()
        np.subtract.at(self.idle, tables.centre, weekly * tables.unit_hours[:, None])
        self.cost = sum(scoring.cost_parts(tables, self.lots, self.made, self.delivered).values())

    @cached_property
    def lots_of(self) -> dict[int, Lots]:
        """Orders by item."""
        found: dict[int, Lots] = defaultdict(dict)
        for (o, week), count in self.lots.items():
            found[self.tables.option_item[o]][o, week] = count
        return dict(found)

    @cached_property
    def bought(self) -> Array:
        """Pieces over the horizon by option (O)."""
        total = np.zeros(len(self.tables.options))
        for (o, _), count in self.lots.items():
            total[o] += count * self.tables.options[o].lot
        return total

    @cached_property
    def room_ahead(self) -> Array:
        """Pieces that can be taken of each item from a week on without making a later week short (N x T)."""
        return np.asarray(np.minimum.accumulate(self.stock[:, ::-1], axis=1)[:, ::-1])

    def total(self, n: int) -> float:
        """Pieces of an item bought over the horizon."""
        return float(sum(self.bought[o] for o in self.tables.options_of.get(n, ())))

    def suppliers(self, n: int) -> set[int]:
        """Suppliers from which an item is bought."""
        return {self.tables.option_supplier[o] for o, _ in self.lots_of.get(n, {})}

    def spare_lots(self, o: int, week: int) -> float:
        """Lots that the supplier's week still has room for; infinite without a limit."""
        option = self.tables.options[o]
        use = option.lot * option.capacity_use
        if use <= 0:
            return np.inf
        return max(0.0, float(np.floor(self.free[self.tables.option_supplier[o], week] / use + 1e-9)))

    def more_lots(self, o: int, week: int) -> float:
        """Lots that can be ordered on top in a week: none if a new order would stay below its least."""
        option, spare = self.tables.options[o], self.spare_lots(o, week)
        before = self.lots.get((o, week), 0)
        return spare if (before + spare) * option.lot >= option.moq else 0.0


def used_by(tables: Tables, made: Array, delivered: Array) -> Array:
    """What production (M x T) and deliveries (K x T) take of each item, cumulative (N x T)."""
    used = tables.use(made)
    for k, (n, _) in enumerate(tables.classes):
        used[n] += delivered[k]
    return used
