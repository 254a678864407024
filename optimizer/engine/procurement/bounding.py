"""A proven lower bound on the cost of every plan, by Lagrangian relaxation.

Three groups of rows are priced (never negatively) and dropped:

    capacity   pieces ordered from a supplier in a week stay within its capacity
    stock      what production has consumed of a part was there
    late       a part missing for the demand delivered on time shows up as backlog of a product

The last one repeats, for each part, what the balances of the products above it imply: by week t at least the demand of
all products it goes into must have been there, less what is late. With it every part keeps known needs of its own and
falls apart from the others: an exact lot-sizing problem (parts.py). What remains is a small linear program of
production and deliveries. For any prices, the sum of the parts' optima and of that program, less the priced capacity,
is a bound. Prices begin at those of the linear relaxation and are improved by subgradient steps: Held, Wolfe and
Crowder, "Validation of subgradient optimization", Mathematical Programming 6 (1974), with the step of Polyak.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.engine.procurement.needs import Needs
from optimizer.engine.procurement.parts import PartProgram, whole_room
from optimizer.engine.procurement.production import Production
from optimizer.engine.procurement.scoring import source_faults
from optimizer.engine.procurement.sourcing import solve_part
from optimizer.engine.procurement.tables import Array, Lots, Tables

LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Prices:
    """`capacity` (S x T), `stock` (N x T) and `late` (N x T), zero for made items."""

    capacity: Array
    stock: Array
    late: Array


def first_prices(tables: Tables, needs: Needs, production: Production) -> Prices:
    """Being late by a week costs a part its holding cost, never having it its lowest price; on top of that comes as much of
    the products' backlog cost, shared among their parts by value, as leaves it unattractive to be late."""
    late = np.zeros((len(tables.items), tables.weeks))
    holding, end_value = tables.column("holding_cost"), tables.column("end_value")
    for n, options in tables.options_of.items():
        lowest = min(tables.options[o].tiers[-1][1] + tables.options[o].transport_cost for o in options)
        late[n] = holding[n]
        late[n, -1] = max(0.0, lowest - end_value[n] + holding[n])
    production.set_prices(np.zeros_like(late), needs.worth(late))
    spare = production.solve().spare
    is_part = np.array([not item.is_made for item in tables.items])
    worth = np.where(is_part, holding, 0.0)
    whole = needs.worth(np.repeat(worth[:, None], tables.weeks, axis=1))
    ratio = np.full((len(tables.items), tables.weeks), np.inf)
    for k, (n, _) in enumerate(tables.classes):
        ratio[n] = np.minimum(ratio[n], spare[k] / np.maximum(whole[k], LEAST))
    for n in tables.levels:
        for line in needs.lines_below[n]:
            at = np.minimum(needs.weeks + line.offset, tables.weeks - 1)
            ratio[line.component] = np.minimum(ratio[line.component], ratio[n][at])
    ratio[~np.isfinite(ratio)] = 0.0
    return Prices(np.zeros_like(tables.capacity), np.zeros_like(late), late + ratio * worth[:, None])


def part_stage(tables: Tables, program: PartProgram, least: Array, stock: Array, late: Array) -> Array:
    """Cost of a week (T x size) that ends with so much ordered, at these prices (T) and needs (T)."""
    item = tables.items[program.n]
    there = tables.initial[program.n][:, None] + program.supply[None, :]
    over = there - least[:, None]
    unit = item.holding_cost - stock
    unit[-1] -= item.end_value
    missing = np.maximum(-over, 0.0)
    short = np.maximum(item.safety_stock - np.maximum(over, 0.0), 0.0)
    # being late may be cheaper than a stock below safety: then the bound has to allow for it
    cheaper = np.minimum(item.safety_cost, late)[:, None]
    return np.asarray(unit[:, None] * there + late[:, None] * missing + cheaper * short)


class Bounding:
    """The bound at given prices, part by part: the exact value of a part is put in place of a rougher one when found."""

    def __init__(self, tables: Tables, programs: list[PartProgram]) -> None:
        self.tables, self.programs = tables, programs
        self.needs = Needs(tables)
        self.production = Production(tables)
        self.least = self.needs.of(tables.demand)
        self.room = whole_room(tables)
        self.prices = first_prices(tables, self.needs, self.production)
        self.price(self.prices)

    def price(self, prices: Prices) -> None:
        """Begin anew at these prices, with a rough value of every part."""
        self.prices = prices
        self.production.set_prices(prices.stock, self.needs.worth(prices.late))
        self.produced = self.production.solve()
        self.used = self.production.used(self.produced)
        self.rest = self.produced.cost - float((prices.capacity * self.tables.capacity).sum())
        self.values = np.array([self._rough(program) for program in self.programs])
        self.lots: list[Lots] = [{} for _ in self.programs]

    @property
    def bound(self) -> float:
        return self.rest + float(self.values.sum())

    def _stage(self, program: PartProgram) -> Array:
        n = program.n
        return part_stage(self.tables, program, self.least[n], self.prices.stock[n], self.prices.late[n])

    def _unit(self, program: PartProgram) -> Array:
        tables = self.tables
        use = np.array([tables.options[o].capacity_use for o in program.numbers])
        rows = [tables.option_supplier[o] for o in program.numbers]
        return np.asarray(self.prices.capacity[rows] * use[:, None])

    def _rough(self, program: PartProgram) -> float:
        """Each week at its cheapest, and every piece at the lowest price."""
        stage = self._stage(program)
        return float(stage[:-1].min(axis=1).sum() + (stage[-1] + program.lowest * program.supply).min())

    def plain(self, i: int) -> bool:
        """Value part `i` without its rules on sources; returns whether its answer happens to keep them."""
        program = self.programs[i]
        value, lots = program.solve(
            self._stage(program), program.costs(self._unit(program)), self.room[program.numbers]
        )
        self.values[i], self.lots[i] = max(self.values[i], value), lots
        return not source_faults(self.tables, program.n, program.bought(lots))

    def exact(self, i: int, effort: float) -> None:
        """Value part `i` with its rules on sources."""
        program = self.programs[i]
        room = self.room[program.numbers]
        plan = solve_part(program, self._stage(program), self._unit(program), room, effort)
        self.values[i] = max(self.values[i], plan.bound)

    def slope(self) -> Prices:
        """Subgradient of the bound at the last plain answers of all parts."""
        tables = self.tables
        load = tables.load({key: n for lots in self.lots for key, n in lots.items()}) - tables.capacity
        there = tables.initial + tables.arrivals({key: n for lots in self.lots for key, n in lots.items()})
        stock = self.used - there
        missing = np.maximum(self.least - there, 0.0) - self.needs.change(self.produced.backlog)
        stock[tables.made] = missing[tables.made] = 0.0
        return Prices(load, stock, missing)
