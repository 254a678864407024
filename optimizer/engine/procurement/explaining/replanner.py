"""Some parts of a plan planned anew, everything else frozen: for the problem as it is or with changes."""

import math
from collections.abc import Collection
from functools import cached_property

import numpy as np

from optimizer.engine.procurement.parts import part_programs
from optimizer.engine.procurement.problem import Problem
from optimizer.engine.procurement.scoring import source_faults
from optimizer.engine.procurement.search import Search
from optimizer.engine.procurement.sourcing import PartPlan, solve_part
from optimizer.engine.procurement.standing import Standing
from optimizer.engine.procurement.tables import Array, Lots, Tables
from optimizer.engine.procurement.tracked import ShareRule, solve_tracked


class Replanner:
    """The exact recursions of some items on the capacity that the plan's other orders leave.

    `used` (N x T): what they have to cover, the plan's consumption if left out. A changed problem has the rows of the
    plan's own problem.
    """

    def __init__(
        self,
        standing: Standing,
        items: Collection[int],
        problem: Problem | None = None,
        used: Array | None = None,
    ) -> None:
        self.standing = standing
        self.tables = standing.tables if problem is None else Tables(problem)
        self.programs = {program.n: program for program in part_programs(self.tables, items)}
        self.search = Search(self.tables, [], seed=0)
        self.search.used = standing.used if used is None else used
        chosen = set(items)
        self.lots: Lots = {
            key: count
            for key, count in standing.lots.items()
            if self.tables.option_item[key[0]] not in chosen
        }
        self.search.free = self.tables.capacity - self.tables.load(self.lots)

    def alone(self, n: int) -> None:
        """Of the items only this one is planned anew; the others keep their orders in the plan."""
        own = self.tables.load(self.standing.lots_of.get(n, {}))
        self.search.free = self.tables.capacity - self._taken + own

    @cached_property
    def _taken(self) -> Array:
        return self.tables.load(self.standing.lots)

    def part(self, n: int) -> PartPlan:
        """The cheapest orders of one item."""
        program = self.programs[n]
        unit, room = np.zeros((len(program.numbers), self.tables.weeks)), self.search.room(program)
        plan = solve_part(program, self.search.stage(program), unit, room)
        if not math.isfinite(plan.cost):  # nothing near the needs can be had
            plan = solve_part(program, self.search.stage(program, is_near=False), unit, room)
        return plan

    def cost(self, n: int, lots: Lots) -> float:
        """What given orders of an item cost, in the same terms."""
        program = self.programs[n]
        unit = np.zeros((len(program.numbers), self.tables.weeks))
        return program.price_of(lots, self.search.stage(program, is_near=False), program.costs(unit))

    def with_option(self, n: int, o: int) -> tuple[float, float] | None:
        """Least cost of an item if something is ordered from an option, and how much then is; None if that is impossible."""
        program = self.programs[n]
        unit, room = np.zeros((len(program.numbers), self.tables.weeks)), self.search.room(program)
        rule = ShareRule(frozenset({program.local[o]}), 0.0, 0.0, program.step)
        found = solve_tracked(program, rule, self.search.stage(program), program.costs(unit), room)
        if found is None:
            return None
        cost, lots = found
        bought = program.bought(lots)
        return None if source_faults(self.tables, n, bought) else (cost, bought[o])

    def every(self) -> Lots:
        """The items one after the other, the dearest needs first, each on what the ones before leave; all orders."""
        value = self.search.used[:, -1] * self.tables.column("standard_cost")
        lots = dict(self.lots)
        for n in sorted(self.programs, key=lambda n: -float(value[n])):
            self.search.free = self.tables.capacity - self.tables.load(lots)
            lots |= self.part(n).lots
        return lots
