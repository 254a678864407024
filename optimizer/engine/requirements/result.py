"""The answer: what is planned, and both ways along the pegs from a demand to what it rests on and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from heapq import heappop, heappush

import numpy as np

from optimizer.engine.requirements.explosion import Explosion
from optimizer.engine.requirements.findings import Finding
from optimizer.engine.requirements.pegging import NONE, Pegging
from optimizer.engine.requirements.problem import SCALE, BomLine, Problem, Supply
from optimizer.engine.requirements.screening import Integers, Screened


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """Something to make or to buy. `start`: when it must be begun or ordered; below 0 it is too late for `period`."""

    number: int
    item: str
    period: int
    start: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Peg:
    """A quantity of an item that one requirement rests on.

    `demand`: the key of the demand that asks, or `order` the number of the planned order that asks through
    `line`; all None for safety stock. `supply` or `planned`: what it rests on. `slack`: periods left before
    the requirement is late; below 0 it is.
    """

    item: str
    period: int
    quantity: Decimal
    demand: str | None
    order: int | None
    line: BomLine | None
    supply: Supply | None
    planned: PlannedOrder | None
    slack: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a supply or a planned order is one demand's, in the item's unit; `needed`: the first period it is needed in."""

    item: str
    quantity: Decimal
    needed: int
    supply: Supply | None
    planned: PlannedOrder | None


@dataclass(frozen=True)
class _Index:
    """Rows by a number they carry: those of number n are `rows[start[n]:start[n + 1]]`."""

    rows: Integers
    start: Integers

    @classmethod
    def of(cls, numbers: Integers, size: int) -> "_Index":
        """Rows whose number is NONE are in no place."""
        rows = np.argsort(numbers, kind="stable")
        return cls(rows, np.searchsorted(numbers[rows], np.arange(size + 1)))

    def __getitem__(self, number: int) -> list[int]:
        found: list[int] = self.rows[self.start[number] : self.start[number + 1]].tolist()
        return found


@dataclass(frozen=True)
class Requirements:
    """All of one run; large ones are read by their arrays (`explosion`, `pegging`), people ask by key."""

    problem: Problem
    data: Screened
    explosion: Explosion
    pegging: Pegging

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.data.findings

    @cached_property
    def orders(self) -> tuple[PlannedOrder, ...]:
        """Planned orders by item and period; an order's number is its place."""
        return tuple(self._order(number) for number in range(len(self.explosion.order_item)))

    @cached_property
    def slack(self) -> dict[str, int]:
        """Periods each demand has left; below 0 it will be late by so many."""
        slack = self.pegging.need_slack
        return {key: int(slack[need]) for key, need in self._need_of_demand.items()}

    def rests_on(self, demand: str) -> Iterator[Peg]:
        """The pegs of a demand and of all orders below it, what asks before what is made for it. Raises KeyError."""
        waiting, seen = [self._need_of_demand[demand]], set[int]()
        while waiting:
            for peg in self.pegs_of_need[waiting.pop()]:
                yield self._peg(peg)
                number = int(self.pegging.peg_supply[peg]) - len(self.data.supplies.item)
                if number >= 0 and number not in seen:
                    seen.add(number)
                    waiting.extend(self.parts_of_order[number])

    def serves(self, supply: str) -> dict[str, Decimal]:
        """How much of a supply each demand rests on, in the supply's unit. Raises KeyError.

        Of an order that takes some of it, each of those the order serves has its share.
        """
        found: dict[str, Decimal] = {}
        start = self.place_of_supply[supply]
        waiting, amount = [self.rank(start)], {start: Decimal(int(self.pegging.supply_quantity[start]))}
        while waiting:
            place = heappop(waiting)[1]
            part = amount.pop(place) / int(self.pegging.supply_quantity[place])
            for peg in self.pegs_of_supply[place]:
                need = int(self.pegging.peg_need[peg])
                taken = part * int(self.pegging.peg_quantity[peg])
                demand, order = int(self.pegging.needs.demand[need]), int(self.pegging.needs.order[need])
                if demand != NONE:
                    key = self.demand_key(demand)
                    found[key] = found.get(key, Decimal(0)) + taken / SCALE
                elif order != NONE:
                    above = order + len(self.data.supplies.item)
                    if above not in amount:
                        heappush(waiting, self.rank(above))
                    amount[above] = amount.get(above, Decimal(0)) + taken
        return found

    def takes(self, demand: str) -> tuple["Taken", ...]:
        """What a demand rests on, level by level, each with the share of it that is this demand's. Raises KeyError.

        Of an order that serves several demands, and of all below it, each has its share.
        """
        table, existing = self.pegging, len(self.data.supplies.item)
        amount: dict[int, Decimal] = {}
        needed: dict[int, int] = {}
        waiting: list[tuple[int, int]] = []

        def take(need: int, part: Decimal) -> None:
            for peg in self.pegs_of_need[need]:
                place, period = int(table.peg_supply[peg]), int(table.needs.period[need])
                if place not in amount:
                    heappush(waiting, (-self.rank(place)[0], place))
                amount[place] = amount.get(place, Decimal(0)) + part * int(table.peg_quantity[peg])
                needed[place] = min(period, needed.get(place, period))

        take(self._need_of_demand[demand], Decimal(1))
        found = []
        while waiting:
            place = heappop(waiting)[1]
            if place >= existing:
                part = amount[place] / int(table.supply_quantity[place])
                for need in self.parts_of_order[place - existing]:
                    take(need, part)
            found.append(self._taken(place, amount[place] / SCALE, needed[place]))
        return tuple(found)

    def _taken(self, place: int, quantity: Decimal, needed: int) -> "Taken":
        planned = place - len(self.data.supplies.item)
        return Taken(
            item=self.data.keys[self.pegging.supply_item[place]],
            quantity=quantity,
            needed=needed,
            supply=self.problem.supplies[self.data.supplies.places[place]] if planned < 0 else None,
            planned=self._order(planned) if planned >= 0 else None,
        )

    def rank(self, place: int) -> tuple[int, int]:
        """The deepest level first: what an order takes is known before it is handed on."""
        return -int(self.explosion.codes[self.pegging.supply_item[place]]), place

    def demand_key(self, row: int) -> str:
        """The key of a demand by its row."""
        return self.problem.demands[int(self.data.demands.places[row])].key

    def _order(self, number: int) -> PlannedOrder:
        item = int(self.explosion.order_item[number])
        period = int(self.explosion.order_column[number]) - self.explosion.past
        quantity = units(self.explosion.order_quantity[number])
        return PlannedOrder(
            number, self.data.keys[item], period, period - int(self.data.lead[item]), quantity
        )

    def _peg(self, peg: int) -> Peg:
        table, need = self.pegging, int(self.pegging.peg_need[peg])
        demand, order, line = (
            int(t[need]) for t in (table.needs.demand, table.needs.order, table.needs.line)
        )
        place = int(table.peg_supply[peg])
        planned = place - len(self.data.supplies.item)
        return Peg(
            item=self.data.keys[table.needs.item[need]],
            period=int(table.needs.period[need]),
            quantity=units(table.peg_quantity[peg]),
            demand=None if demand == NONE else self.demand_key(demand),
            order=None if order == NONE else order,
            line=None if line == NONE else self.problem.lines[self.data.lines.places[line]],
            supply=self.problem.supplies[self.data.supplies.places[place]] if planned < 0 else None,
            planned=self._order(planned) if planned >= 0 else None,
            slack=int(table.supply_slack[place] + table.needs.period[need] - table.supply_period[place]),
        )

    @cached_property
    def _need_of_demand(self) -> dict[str, int]:
        needs = np.flatnonzero(self.pegging.needs.demand != NONE)
        demands = self.pegging.needs.demand[needs].tolist()
        return {self.demand_key(row): need for row, need in zip(demands, needs.tolist(), strict=True)}

    @cached_property
    def place_of_supply(self) -> dict[str, int]:
        given = self.data.supplies.places.tolist()
        return {self.problem.supplies[place].key: row for row, place in enumerate(given)}

    @cached_property
    def pegs_of_need(self) -> _Index:
        return _Index.of(self.pegging.peg_need, len(self.pegging.needs.item))

    @cached_property
    def pegs_of_supply(self) -> _Index:
        return _Index.of(self.pegging.peg_supply, len(self.pegging.supply_item))

    @cached_property
    def parts_of_order(self) -> _Index:
        return _Index.of(self.pegging.needs.order, len(self.explosion.order_item))


def units(millionths: np.int64) -> Decimal:
    """A quantity of the arrays in the item's unit, exact."""
    return Decimal(int(millionths)) / SCALE
