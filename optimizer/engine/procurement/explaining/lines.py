"""Why an order line is as it is. Every reason is a fact of the plan that can be read off it again."""

import math
from collections.abc import Iterator

import numpy as np

from optimizer.engine.procurement.explaining.reasons import Reason, ReasonKind
from optimizer.engine.procurement.problem import SourceOption
from optimizer.engine.procurement.standing import LEAST, Standing
from optimizer.engine.procurement.tables import Array


class LineReasons:
    """One order of a plan: option `o`, week of ordering, lots."""

    def __init__(self, standing: Standing, o: int, week: int) -> None:
        self.standing, self.o, self.week = standing, o, week
        tables = standing.tables
        self.option: SourceOption = tables.options[o]
        self.n, self.s = tables.option_item[o], tables.option_supplier[o]
        self.item = tables.items[self.n]
        self.count = standing.lots[o, week]
        self.quantity = self.count * self.option.lot
        self.arrival = week + self.option.lead_time
        # pieces that would be missing by the end of each week without this order
        self.missing: Array = np.zeros(tables.weeks)
        after = self.quantity - standing.stock[self.n, self.arrival :]
        self.missing[self.arrival :] = np.clip(after, 0.0, self.quantity)
        self.needed = float(self.missing.max())

    def all(self) -> tuple[Reason, ...]:
        found = (
            *self._agreed(),
            *self._need(),
            *self._time(),
            *self._size(),
            *self._source(),
            *self._rules(),
        )
        if found:
            return found
        return (self._reason(ReasonKind.SPARE, end_value=self.item.end_value),)

    def _reason(self, kind: ReasonKind, week: int | None = None, **figures: float) -> Reason:
        return Reason(
            kind=kind,
            item=self.item.id,
            source_option=self.option.id,
            supplier=self.option.supplier,
            week=self.week if week is None else week,
            figures=figures,
        )

    def _agreed(self) -> Iterator[Reason]:
        key, tables = (self.o, self.week), self.standing.tables
        if key in tables.confirmed:
            kind = ReasonKind.FROZEN if key in tables.frozen else ReasonKind.CONFIRMED
            yield self._reason(kind, lots=tables.confirmed[key], change_cost=tables.change_cost[key])

    def _need(self) -> Iterator[Reason]:
        if self.needed > LEAST:
            served = self.served
            first, last = int(served[0]), int(served[-1])
            yield self._reason(ReasonKind.NEED, first, first=first, last=last, quantity=self.needed)
            if len(served) > 1:
                cost = self.option.order_cost
                yield self._reason(ReasonKind.COMBINED, weeks=len(served), order_cost=cost)
        below = self.item.safety_stock - (self.standing.stock[self.n] - self.quantity)
        below[: self.arrival] = 0.0
        if self.item.safety_cost and (below > LEAST).any():
            week = int(np.argmax(below > LEAST))
            yield self._reason(ReasonKind.SAFETY, week, below=min(float(below[week]), self.quantity))

    @property
    def served(self) -> np.ndarray:
        """Weeks in which more than before would be missing without this order."""
        most = np.maximum.accumulate(self.missing)
        return np.flatnonzero(np.diff(most, prepend=0.0) > LEAST)

    def _time(self) -> Iterator[Reason]:
        first = int(self.served[0]) if self.needed > LEAST else self.arrival
        if self.week == 0 and first == self.arrival:
            yield self._reason(ReasonKind.EARLIEST, self.arrival, lead_time=self.option.lead_time)
        if first > self.arrival:
            later = range(self.week + 1, first - self.option.lead_time + 1)
            full = sum(self.standing.more_lots(self.o, week) < self.count for week in later)
            yield self._reason(ReasonKind.AHEAD, first, weeks=first - self.arrival, full=full)

    def _size(self) -> Iterator[Reason]:
        option = self.option
        if self.standing.spare_lots(self.o, self.week) < 1:
            row = self.standing.tables.capacity[self.s, self.week], self.standing.free[self.s, self.week]
            yield self._reason(ReasonKind.CAPACITY, capacity=float(row[0]), free=max(0.0, float(row[1])))
        if (
            self.count == max(1, math.ceil(option.moq / option.lot - 1e-9))
            and self.needed < option.moq - LEAST
        ):
            yield self._reason(ReasonKind.MOQ, moq=option.moq, needed=self.needed)
        elif self.quantity - option.lot + LEAST < self.needed < self.quantity - LEAST:
            yield self._reason(ReasonKind.LOT, lot=option.lot, needed=self.needed)
        reached = [i for i, (start, _) in enumerate(option.tiers) if start <= self.quantity]
        if reached[-1]:
            start, price = option.tiers[reached[-1]]
            saved = (option.tiers[reached[-1] - 1][1] - price) * self.quantity
            yield self._reason(ReasonKind.TIER, start=start, price=price, saved=saved)

    def _source(self) -> Iterator[Reason]:
        tables = self.standing.tables
        others = [o for o in tables.options_of[self.n] if o != self.o]
        if not others:
            yield self._reason(ReasonKind.ONLY_SOURCE)
            return
        unit = landed(self.option, self.quantity)
        following = min(landed(tables.options[o], self.quantity) for o in others)
        if unit <= following:
            yield self._reason(ReasonKind.CHEAPEST, unit=unit, next=following)

    def _rules(self) -> Iterator[Reason]:
        standing, option = self.standing, self.option
        total, mine = standing.total(self.n), float(standing.bought[self.o])
        most = option.share_max * (total + option.lot) + option.moq
        if option.share_max < 1 and mine + option.lot > most:
            yield self._reason(ReasonKind.SHARE_MAX, share=mine / total, bound=option.share_max)
        least = option.share_min * (total - self.quantity) - option.moq
        if option.share_min > 0 and mine - self.quantity < least:
            yield self._reason(ReasonKind.SHARE_MIN, share=mine / total, bound=option.share_min)
        used, item = standing.suppliers(self.n), self.item
        if item.min_sources > 1 and len(used) == item.min_sources:
            yield self._reason(ReasonKind.MIN_SOURCES, sources=len(used), bound=item.min_sources)
        if item.max_sources is not None and len(used) == item.max_sources:
            yield self._reason(ReasonKind.MAX_SOURCES, sources=len(used), bound=item.max_sources)


def landed(option: SourceOption, quantity: float) -> float:
    """Price, transport and order cost of a piece when `quantity`, or the least order, is ordered at once."""
    quantity = max(quantity, option.moq, option.lot)
    return option.price(quantity) + option.transport_cost + option.order_cost / quantity
