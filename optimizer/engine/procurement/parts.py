"""One part on its own: the cheapest orders for known needs, exactly, by dynamic programming over its supply.

The state after week t is the quantity ordered to arrive by then, in steps of the greatest common divisor of the lots.
An order is known by its week of arrival, so lead times vanish from the recursion. With F the least cost so far, c the
cost of one order and s the cost of a week's stock,

    F(t, y) = s(t, y) + min over one order size q per source option of  sum c(q) + F(t - 1, y - sum q)

which generalises Wagner and Whitin, "Dynamic Version of the Economic Lot Size Model", Management Science 5 (1958), to
several sources, lots, price tiers and capacities. Every option's step is one min-plus product, done on whole arrays.
"""

import math
from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from optimizer.engine.procurement.needs import gross_use
from optimizer.engine.procurement.scoring import source_faults
from optimizer.engine.procurement.tables import Array, Lots, Tables

ROOM = 10**9  # lots of an option whose supplier has no limit


class PartProgram:
    """The recursion of one purchased item. P options, T weeks, `size` supply steps of `step` pieces."""

    def __init__(self, tables: Tables, n: int, most: float) -> None:
        """`most`: the largest quantity that can be worth having ordered over the horizon."""
        self.tables, self.n = tables, n
        self.numbers = tables.options_of.get(n, [])
        self.local = {o: k for k, o in enumerate(self.numbers)}
        options = [tables.options[o] for o in self.numbers]
        self.step = _common([option.lot for option in options])
        agreed = tables.confirmed_of.get(n, {})
        self.frozen = {key: count for key, count in agreed.items() if key in tables.frozen}
        self.frozen_quantity = sum(n * tables.options[o].lot for (o, _), n in self.frozen.items())
        self.size = math.ceil((max(most, 0.0) + self.frozen_quantity) / self.step) + 1
        self.width = [round(option.lot / self.step) for option in options]
        self.base: list[Array] = []
        self.quantity: list[Array] = []
        for option, width in zip(options, self.width, strict=True):
            quantity = np.arange((self.size - 1) // width + 1) * option.lot
            starts, prices = (np.array(column) for column in zip(*option.tiers, strict=True))
            price = prices[np.searchsorted(starts, quantity, side="right") - 1]
            cost = option.order_cost + quantity * (price + option.transport_cost)
            cost[quantity < option.moq] = np.inf
            cost[0] = 0.0
            self.base.append(cost)
            self.quantity.append(quantity)
        self.cells = sorted(
            (t + option.lead_time, k, t)
            for k, option in enumerate(options)
            for t in range(max(0, tables.weeks - option.lead_time))
        )
        self.supply = np.arange(self.size) * self.step
        self.confirmed = {
            (self.local[o], week): (count, (o, week) in tables.frozen, tables.change_cost[o, week])
            for (o, week), count in tables.confirmed_of.get(n, {}).items()
        }
        self.lowest = min(
            (tier[1] + option.transport_cost for option in options for tier in option.tiers), default=0.0
        )
        self.dearest = max((option.tiers[0][1] for option in options), default=1.0)

    def costs(self, unit: Array) -> list[Array]:
        """Cost of n lots by option, week of ordering and n, with `unit` (P x T) added per piece."""
        return [base + unit[k][:, None] * self.quantity[k] for k, base in enumerate(self.base)]

    def solve(
        self, stage: Array, costs: list[Array], room: np.ndarray, least: Lots | None = None
    ) -> tuple[float, Lots]:
        """Least cost and its orders.

        `stage` (T x size): cost of a week that ends with this much ordered to have arrived, infinite where that is not
        wanted. `room` (P x T): most lots of one order. `least`: orders that must have at least so many lots. The cost is
        infinite if there is no such plan.
        """
        size = self.size
        table = np.full((len(self.cells) + 1, 2 * size), np.inf)
        buffer = np.empty(size * max((len(b) for b in self.base), default=1))
        row, done, at, low = 0, [], 0, 0
        table[0, size] = 0.0
        first, last = _finite(stage)
        for t in range(self.tables.weeks):
            columns = int(last[t]) + 1 - low
            while at < len(self.cells) and self.cells[at][0] == t:
                _, k, week = self.cells[at]
                at += 1
                cost = self.cost(k, week, costs[k][week], int(room[k, week]))
                if cost is None:
                    continue
                if least and (self.numbers[k], week) in least:
                    cost = np.where(np.arange(len(cost)) < least[self.numbers[k], week], np.inf, cost)
                cost = cost[: (columns - 1) // self.width[k] + 1]
                shape, start = (len(cost), columns), (row * 2 * size + size + low) * 8
                shifted = np.ndarray(shape, float, table, start, (-8 * self.width[k], 8))
                sums = np.ndarray(shape, float, buffer)
                np.add(shifted, cost[:, None], out=sums)
                np.minimum.reduce(sums, axis=0, out=table[row + 1, size + low : size + low + columns])
                done.append((row, k, week, cost))
                row += 1
            table[row, size:] += stage[t]
            low = int(first[t])
        end = int(table[row, size:].argmin())
        value = float(table[row, size + end])
        if not math.isfinite(value):
            return math.inf, self.frozen
        return value, self._trace(table, done, end)

    def cost(self, k: int, week: int, cost: Array, room: int) -> Array | None:
        agreed = self.confirmed.get((k, week))
        if agreed is None:
            cost = cost[: room + 1]
            return cost if len(cost) > 1 and cost[-1] < np.inf else None
        lots, is_frozen, change = agreed
        cost = cost[: room + 1] + change * np.maximum(lots - np.arange(min(len(cost), room + 1)), 0)
        if is_frozen:
            cost[:lots] = np.inf
        return cost

    def bought(self, lots: Lots) -> dict[int, float]:
        """Quantity over the horizon by source option."""
        total = dict.fromkeys(self.numbers, 0.0)
        for (o, _), count in lots.items():
            total[o] += count * self.tables.options[o].lot
        return total

    def allows(self, lots: Lots, room: np.ndarray) -> bool:
        """Whether orders keep the room (P x T), what is frozen and the rules on sources."""
        fits = all(count <= room[self.local[o], week] for (o, week), count in lots.items())
        keeps = all(lots.get(key, 0) >= count for key, count in self.frozen.items())
        return fits and keeps and not source_faults(self.tables, self.n, self.bought(lots))

    def price_of(self, lots: Lots, stage: Array, costs: list[Array]) -> float:
        """Cost of given orders; infinite if they break a minimum order or exceed the table."""
        total = 0.0
        for (o, week), count in lots.items():
            k = self.local[o]
            if count >= len(self.base[k]):
                return math.inf
            total += float(costs[k][week, count])
        for (k, week), (count, _, change) in self.confirmed.items():
            total += change * max(0, count - lots.get((self.numbers[k], week), 0))
        reached = self.reached(lots)
        if reached[-1] >= self.size:
            return math.inf
        return total + float(stage[np.arange(len(reached)), reached].sum())

    def reached(self, lots: Lots) -> np.ndarray:
        """Steps of supply that have arrived by the end of each week."""
        weekly = np.zeros(self.tables.weeks, np.int64)
        for (o, week), count in lots.items():
            weekly[week + self.tables.options[o].lead_time] += count * self.width[self.local[o]]
        return weekly.cumsum()

    def _trace(self, table: Array, done: list[tuple[int, int, int, Array]], at: int) -> Lots:
        lots: Lots = {}
        for row, k, week, cost in reversed(done):
            width = self.width[k]
            before = table[row, self.size : self.size + at + 1][::-1][::width]
            count = int((before[: len(cost)] + cost[: len(before)]).argmin())
            if count:
                lots[self.numbers[k], week] = count
                at -= count * width
        return lots


def _finite(stage: Array) -> tuple[np.ndarray, np.ndarray]:
    """First and last position of each week that is not forbidden."""
    is_open = np.isfinite(stage)
    return is_open.argmax(axis=1), stage.shape[1] - 1 - is_open[:, ::-1].argmax(axis=1)


def _common(lots: list[float]) -> float:
    """Greatest common divisor of lots, which may be decimal fractions."""
    exact = [Fraction(str(lot)) for lot in lots] or [Fraction(1)]
    scale = math.lcm(*(lot.denominator for lot in exact))
    return math.gcd(*(int(lot * scale) for lot in exact)) / scale


def part_programs(tables: Tables, items: Iterable[int] | None = None) -> list[PartProgram]:
    """The recursion of every purchased item with a source, or of the items named.

    The last order of a cheapest plan covers what is still needed, or is a minimum order, or begins a price tier. So no
    more than the need, the largest such order and one lot of each source can be worth having ordered.
    """
    need = gross_use(tables)
    programs = []
    for n in tables.options_of if items is None else items:
        options = [tables.options[o] for o in tables.options_of[n]]
        net = max(0.0, need[n, -1] + tables.items[n].safety_stock - tables.initial[n, -1])
        largest = max(max(option.moq, option.tiers[-1][0]) for option in options)
        lots = sum(option.lot for option in options)
        rules = any(o.share_max < 1 or o.share_min > 0 for o in options) or tables.items[n].min_sources > 1
        moqs = sum(option.moq for option in options) if rules else 0.0
        programs.append(PartProgram(tables, n, net + largest + lots + moqs))
    return programs


def whole_room(tables: Tables) -> np.ndarray:
    """Most lots of one order within a supplier's whole capacity (O x T)."""
    use = np.array([option.capacity_use * option.lot for option in tables.options])
    rows = tables.capacity[tables.option_supplier]
    with np.errstate(divide="ignore", invalid="ignore"):
        most = np.floor(rows * (1 + 1e-6) / use[:, None] + 1e-9)
    return np.where(use[:, None] > 0, most, 1e9).astype(np.int64)
