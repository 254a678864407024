"""A proven lower bound on the cost of every plan, by Lagrangian relaxation.

Two groups of rows are left out: that all orders together stay within a supplier's capacity of a week (each alone does),
and that what production consumes of a part was there. In their place comes, for each part, what the balances of the
products above it imply: by week t at least the demand of all products it goes into must have been there, less what is
late. That lateness is priced. So every part keeps known needs of its own and falls apart from the others: an exact
lot-sizing problem (parts.py). What remains is a small linear program of production and deliveries. For any prices not
below zero the sum of the parts' optima and of that program is a bound (Geoffrion, "Lagrangean relaxation for integer
programming", Mathematical Programming Study 2, 1974).
"""

from hashlib import sha256
from typing import Any

import numpy as np

from optimizer.engine.procurement.needs import Needs
from optimizer.engine.procurement.parts import PartProgram, whole_room
from optimizer.engine.procurement.problem import Certificate
from optimizer.engine.procurement.production import Production
from optimizer.engine.procurement.scoring import source_faults
from optimizer.engine.procurement.sourcing import solve_part
from optimizer.engine.procurement.tables import Array, Tables

LEAST = 1e-12


def late_prices(tables: Tables, needs: Needs, production: Production) -> Array:
    """Prices (N x T) of lateness.

    Being late by a week costs a part its holding cost, never having it its lowest price. On top of that comes as much of
    the products' backlog cost, shared among their parts by value, as leaves it unattractive to be late.
    """
    late = np.zeros((len(tables.items), tables.weeks))
    holding, end_value = tables.column("holding_cost"), tables.column("end_value")
    for n, options in tables.options_of.items():
        lowest = min(tables.options[o].tiers[-1][1] + tables.options[o].transport_cost for o in options)
        late[n] = holding[n]
        late[n, -1] = max(0.0, lowest - end_value[n] + holding[n])
    production.set_prices(needs.worth(late))
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
    return np.asarray(late + ratio * worth[:, None])


def part_stage(tables: Tables, program: PartProgram, least: Array, late: Array) -> Array:
    """Cost of a week (T x size) that ends with so much ordered, at these prices (T) and needs (T)."""
    item = tables.items[program.n]
    there = tables.initial[program.n][:, None] + program.supply[None, :]
    over = there - least[:, None]
    unit = np.full(tables.weeks, item.holding_cost)
    unit[-1] -= item.end_value
    missing = np.maximum(-over, 0.0)
    short = np.maximum(item.safety_stock - np.maximum(over, 0.0), 0.0)
    # being late may be cheaper than a stock below safety: then the bound has to allow for it
    cheaper = np.minimum(item.safety_cost, late)[:, None]
    return np.asarray(unit[:, None] * there + late[:, None] * missing + cheaper * short)


class Bounding:
    """The bound, part by part: the exact value of a part is put in place of a rougher one when found."""

    def __init__(
        self, tables: Tables, programs: list[PartProgram], certificate: Certificate | None = None
    ) -> None:
        """`certificate`: of a problem like this one; what still holds of it is taken over."""
        self.tables, self.programs = tables, programs
        self.needs = Needs(tables)
        self.least = self.needs.of(tables.demand)
        self.room = whole_room(tables)
        self.items = tuple(item.id for item in tables.items)
        if certificate and (certificate.items, certificate.late.shape[1]) == (self.items, tables.weeks):
            self.late, known = certificate.late, certificate
            self.rest = known.rest[1] if known.rest[0] == self._digest_of_rest() else self._rest()
        else:
            self.late, known = late_prices(tables, self.needs, Production(tables)), None
            self.rest = self._rest()
        self.digests = [self._digest(program) for program in programs]
        self.open: list[int] = []
        self.values = np.array([self._known(i, known) for i in range(len(programs))])

    def _rest(self) -> float:
        production = Production(self.tables)
        production.set_prices(self.needs.worth(self.late))
        return production.solve().cost

    def _known(self, i: int, known: Certificate | None) -> float:
        """The value of a part that the certificate has, else a rough one; such parts are `open`."""
        program = self.programs[i]
        kept, value = known.values.get(self.items[program.n], (b"", 0.0)) if known else (b"", 0.0)
        if kept == self.digests[i]:
            return value
        self.open.append(i)
        return self._rough(program)

    def _digest(self, program: PartProgram) -> bytes:
        tables, n = self.tables, program.n
        options = [tables.options[o] for o in program.numbers]
        figures = (tables.initial[n], self.least[n], self.late[n], self.room[program.numbers])
        return digest((tables.items[n], options, program.confirmed, program.size), figures)

    def _digest_of_rest(self) -> bytes:
        problem, tables = self.tables.problem, self.tables
        figures = tables.initial[tables.made], tables.demand, tables.late_cost, tables.hours, self.late
        return digest((problem.items, problem.bom, tables.classes, tables.centre), figures)

    @property
    def certificate(self) -> Certificate:
        values = {
            self.items[program.n]: (self.digests[i], float(self.values[i]))
            for i, program in enumerate(self.programs)
        }
        return Certificate(self.items, self.late, (self._digest_of_rest(), self.rest), values)

    @property
    def bound(self) -> float:
        return self.rest + float(self.values.sum())

    def _stage(self, program: PartProgram) -> Array:
        n = program.n
        return part_stage(self.tables, program, self.least[n], self.late[n])

    def _rough(self, program: PartProgram) -> float:
        """Each week at its cheapest, and every piece at the lowest price."""
        stage = self._stage(program)
        return float(stage[:-1].min(axis=1).sum() + (stage[-1] + program.lowest * program.supply).min())

    def plain(self, i: int) -> bool:
        """Value part `i` without its rules on sources; returns whether its answer happens to keep them."""
        program = self.programs[i]
        nothing = np.zeros((len(program.numbers), self.tables.weeks))
        value, lots = program.solve(self._stage(program), program.costs(nothing), self.room[program.numbers])
        self.values[i] = max(self.values[i], value)
        return not source_faults(self.tables, program.n, program.bought(lots))

    def exact(self, i: int, effort: float) -> None:
        """Value part `i` with its rules on sources."""
        program = self.programs[i]
        nothing = np.zeros((len(program.numbers), self.tables.weeks))
        room = self.room[program.numbers]
        plan = solve_part(program, self._stage(program), nothing, room, effort)
        self.values[i] = max(self.values[i], plan.bound)


def digest(things: tuple[Any, ...], figures: tuple[np.ndarray, ...]) -> bytes:
    """One fixed-length summary of plain values and arrays."""
    found = sha256(repr(things).encode())
    for array in figures:
        found.update(np.ascontiguousarray(array).tobytes())
    return found.digest()
