"""Why a demand is late: followed down the bill of materials to what is not there in time, and why no more of it is.

The pieces that are late are asked for in the week they are due. What of them is not in stock must be made; what that
consumes must be there from its week on until the plan's own production, which is replaced, would have consumed it.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optimizer.engine.procurement.explaining.reasons import Reason, ReasonKind
from optimizer.engine.procurement.standing import LEAST, Standing
from optimizer.engine.procurement.tables import Array

EARLIEST = 6  # weeks production is brought forward for want of hours


@dataclass(frozen=True, slots=True)
class Row:
    """Demand of class `k` due in a week: pieces late, and the first week by whose end they are delivered, or the horizon."""

    k: int
    week: int
    late: float
    until: int
    harm: float


@dataclass(frozen=True, slots=True)
class Lack:
    """`missing` pieces of purchased item `n`, the first of them by the end of a week."""

    n: int
    week: int
    missing: float


@dataclass(frozen=True, slots=True)
class LackOfHours:
    """Hours missing at work centre `w` in a week for item `n`, and those that are free then or shortly before."""

    w: int
    n: int
    week: int
    missing: float
    free: float


def row_of(standing: Standing, k: int, week: int) -> Row:
    """What is late of the demand of class `k` due in a week, earlier demand being delivered first."""
    tables = standing.tables
    wanted = float(tables.demand[k, week])
    due = wanted - (float(tables.demand[k, week - 1]) if week else 0.0)
    open_pieces = np.clip(wanted - standing.delivered[k, week:], 0.0, due)
    open_pieces[open_pieces <= LEAST] = 0.0
    served = np.flatnonzero(open_pieces == 0.0)
    until = week + int(served[0]) if served.size else tables.weeks
    harm = float(open_pieces @ tables.late_cost[k, week:])
    return Row(k, week, float(open_pieces[0]), until, harm)


class Lateness:
    """The chain below one late row: `lacks` of purchased items, `hours`, and the reasons for each.

    `wanted`: pieces of each purchased item that serving the row in its week would take on top, by week (T).
    """

    def __init__(self, standing: Standing, row: Row) -> None:
        self.standing, self.tables, self.row = standing, standing.tables, row
        self.wanted: dict[int, Array] = defaultdict(lambda: np.zeros(self.tables.weeks))
        # by work centre: item, week, hours
        self.work: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        self.reasons: list[Reason] = []
        n = self.tables.classes[row.k][0]
        self._want(n, row.week, row.until, row.late)
        self.lacks = [short for n in self.wanted if (short := self._lack(n))]
        self.hours = [found for w in self.work if (found := self._lack_hours(w))]
        self.reasons += [self._hours_reason(idle) for idle in self.hours]
        for lack in self.lacks:
            self.reasons += self._supply(lack)
        if not self.reasons:
            self.reasons.append(self._reason(ReasonKind.COST, n, row.week, missing=row.late))

    def _reason(self, kind: ReasonKind, n: int, week: int, **figures: float) -> Reason:
        return Reason(kind=kind, item=self.tables.items[n].id, week=week, figures=figures)

    def _want(self, n: int, start: int, until: int, need: float) -> None:
        """`need` pieces of an item more, there from `start` until before `until`."""
        if n not in self.tables.made_row:
            self.wanted[n][start:until] += need
            return
        stock = self.standing.stock[n, start:until]
        missing = need - max(0.0, float(stock.min(initial=np.inf)))
        if missing > LEAST * max(1.0, need):
            self._make(n, start + int(np.argmax(stock < need - LEAST)), until, missing)

    def _lack(self, n: int) -> Lack | None:
        """What of the pieces wanted of a purchased item is not in stock."""
        missing = self.wanted[n] - np.maximum(self.standing.stock[n], 0.0)
        most = float(missing.max())
        if most <= LEAST * max(1.0, float(self.wanted[n].max())):
            return None
        return Lack(n, int(np.argmax(missing > LEAST)), most)

    def _make(self, n: int, week: int, until: int, quantity: float) -> None:
        tables = self.tables
        m = tables.made_row[n]
        first = int(tables.first_week[m])
        if week < first:
            self.reasons.append(self._reason(ReasonKind.OFFSET, n, week, earliest=first, missing=quantity))
            return
        if tables.unit_hours[m] > 0:
            self.work[tables.centre[m]].append((n, week, quantity * float(tables.unit_hours[m])))
        for line in tables.lines_of.get(n, ()):
            self._want(line.component, week - line.offset, until - line.offset, quantity * line.quantity)

    def _lack_hours(self, w: int) -> LackOfHours | None:
        """What of the hours wanted at a work centre is not idle in the weeks in question or shortly before."""
        work = self.work[w]
        first, last = min(week for _, week, _ in work), max(week for _, week, _ in work)
        free = float(np.maximum(self.standing.idle[w, max(0, first - EARLIEST) : last + 1], 0.0).sum())
        missing = sum(hours for _, _, hours in work) - free
        return LackOfHours(w, work[0][0], first, missing, free) if missing > LEAST else None

    def _hours_reason(self, lack: LackOfHours) -> Reason:
        return Reason(
            kind=ReasonKind.HOURS,
            item=self.tables.items[lack.n].id,
            work_centre=self.standing.problem.work_centres[lack.w].id,
            week=lack.week,
            figures={"missing": lack.missing, "free": lack.free},
        )

    def _supply(self, lack: Lack) -> Iterator[Reason]:
        """Why no option brings what is missing in time, one reason each."""
        options = self.tables.options_of.get(lack.n, [])
        if not options:
            yield self._reason(ReasonKind.NO_SOURCE, lack.n, lack.week, missing=lack.missing)
        for o in options:
            kind, week, figures = self._obstacle(lack, o)
            option = self.tables.options[o]
            yield Reason(
                kind=kind,
                item=option.item,
                source_option=option.id,
                supplier=option.supplier,
                week=week,
                figures={"missing": lack.missing, **figures},
            )

    def _obstacle(self, lack: Lack, o: int) -> tuple[ReasonKind, int, dict[str, float]]:
        standing, option = self.standing, self.tables.options[o]
        last = lack.week - option.lead_time
        if last < 0:
            return ReasonKind.LEAD_TIME, lack.week, {"lead_time": option.lead_time, "weeks": -last}
        suppliers, most = standing.suppliers(lack.n), self.tables.items[lack.n].max_sources
        if most is not None and len(suppliers) >= most and self.tables.option_supplier[o] not in suppliers:
            return ReasonKind.MAX_SOURCES, last, {"sources": len(suppliers), "bound": most}
        total, mine = standing.total(lack.n), float(standing.bought[o])
        if option.share_max < 1 and mine + option.lot > option.share_max * (total + option.lot) + option.moq:
            share = mine / total if total else 0.0
            return ReasonKind.SHARE_MAX, last, {"share": share, "bound": option.share_max}
        free = in_time(standing, o, last)
        if free < lack.missing - LEAST:
            return ReasonKind.CAPACITY, last, {"free": free}
        return ReasonKind.COST, last, {"free": min(free, math.ceil(lack.missing / option.lot) * option.lot)}


def in_time(standing: Standing, o: int, last: int) -> float:
    """Pieces that could be ordered on top through week `last`."""
    lot = standing.tables.options[o].lot
    return sum(standing.more_lots(o, week) * lot for week in range(last + 1))
