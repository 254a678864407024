"""The smallest changes after which a late demand is served sooner, each tried by planning anew what it touches.

Touched are the purchased items that lack pieces. They are planned anew for what serving the demand in time would
consume, everything else is frozen; then production follows all orders.
"""

import math
from collections.abc import Iterator

from optimizer.engine.procurement import scoring
from optimizer.engine.procurement.explaining.changes import changed
from optimizer.engine.procurement.explaining.following import Following
from optimizer.engine.procurement.explaining.lateness import Lack, Lateness, in_time, row_of
from optimizer.engine.procurement.explaining.lines import landed
from optimizer.engine.procurement.explaining.reasons import Change, ChangeKind, Flip
from optimizer.engine.procurement.explaining.replanner import Replanner
from optimizer.engine.procurement.standing import LEAST, Standing

OPTIONS = 2  # sources tried for what one item lacks, the cheapest
SIZES = (1, 2, 4)  # times what is missing: others may take what comes
GAIN = 1e-6  # relative to the cost of the plan


class Serving:
    """Flips of one late row."""

    def __init__(self, standing: Standing, lateness: Lateness, following: Following) -> None:
        self.standing, self.lateness, self.following = standing, lateness, following
        self.problem = standing.problem
        self.items = sorted({lack.n for lack in lateness.lacks} & standing.tables.options_of.keys())
        self.used = standing.used.copy()
        for n in self.items:
            self.used[n] += lateness.wanted[n]
        self.base = self._base()

    @property
    def unsettled(self) -> float:
        """What planning anew gains without any change, in proportion to what counts; 0 if nothing."""
        gain = self.standing.cost - self.base.cost
        return gain if gain > GAIN * abs(self.standing.cost) else 0.0

    def all(self) -> tuple[Flip, ...]:
        """Each of the sets of changes that flips, those that gain most first."""
        found = [flip for changes in self._candidates() if (flip := self._smallest(changes))]
        return tuple(sorted(found, key=lambda flip: (len(flip.changes), -flip.gain)))

    def _base(self) -> Standing:
        """The best of the plan, the plan with production following, and the items planned anew without a change."""
        anew = Replanner(self.standing, self.items, None, self.used).every()
        follow = [
            self.following.plan(self.problem, self.problem, lots) for lots in (self.standing.lots, anew)
        ]
        return min([self.standing, *filter(feasible, follow)], key=lambda standing: standing.cost)

    def _smallest(self, changes: tuple[Change, ...]) -> Flip | None:
        """The first of growing sizes that does."""
        for size in SIZES:
            flip = self._try(tuple(_scaled(change, size) for change in changes))
            if flip:
                return flip
        return None

    def _try(self, changes: tuple[Change, ...]) -> Flip | None:
        problem = changed(self.problem, changes)
        lots = Replanner(self.standing, self.items, problem, self.used).every()
        has_hours = any(change.kind == ChangeKind.HOURS for change in changes)
        after = self.following.plan(problem, problem if has_hours else self.problem, lots)
        row = self.lateness.row
        served = row_of(self.base, row.k, row.week).late - row_of(after, row.k, row.week).late
        gain = self.base.cost - after.cost
        if served <= LEAST or gain <= 0 or not feasible(after):
            return None
        return Flip(changes, gain, served, after.plan)

    def _candidates(self) -> Iterator[tuple[Change, ...]]:
        """One lack: every change that may end it. Several: one change for each. At last, more of the product itself."""
        each = [list(self._for_lack(lack)) for lack in self.lateness.lacks]
        each += [[self._for_hours(i)] for i in range(len(self.lateness.hours))]
        if len(each) == 1:
            yield from ((change,) for change in each[0])
        elif each:
            yield tuple(changes[0] for changes in each)
        row = self.lateness.row
        product = self.standing.tables.items[self.standing.tables.classes[row.k][0]].id
        yield (Change(ChangeKind.STOCK, product, row.week, row.late),)

    def _for_hours(self, i: int) -> Change:
        lack = self.lateness.hours[i]
        centre = self.problem.work_centres[lack.w].id
        return Change(ChangeKind.HOURS, centre, lack.week, lack.missing)

    def _for_lack(self, lack: Lack) -> Iterator[Change]:
        """By the cheapest sources, then as stock."""
        tables = self.standing.tables
        options = tables.options_of.get(lack.n, [])
        for o in sorted(options, key=lambda o: landed(tables.options[o], lack.missing))[:OPTIONS]:
            option = tables.options[o]
            last = lack.week - option.lead_time
            if last < 0:
                yield Change(ChangeKind.LEAD_TIME, option.id, None, float(-last))
            elif (by := self._capacity(lack, o, last)) > 0:
                yield Change(ChangeKind.CAPACITY, option.supplier, last, by)
        yield Change(ChangeKind.STOCK, tables.items[lack.n].id, lack.week, lack.missing)

    def _capacity(self, lack: Lack, o: int, last: int) -> float:
        """Capacity units the supplier lacks in the last week in which an order still comes in time."""
        standing, option = self.standing, self.standing.tables.options[o]
        short = lack.missing - (in_time(standing, o, last - 1) if last else 0.0)
        before = standing.lots.get((o, last), 0)
        least = math.ceil(option.moq / option.lot - 1e-9) - before
        lots = max(math.ceil(short / option.lot - 1e-9), least) if short > LEAST else 0
        free = float(standing.free[standing.tables.option_supplier[o], last])
        return max(0.0, lots * option.lot * option.capacity_use - free)


def _scaled(change: Change, size: int) -> Change:
    if change.kind == ChangeKind.LEAD_TIME:
        return change
    return Change(change.kind, change.where, change.week, change.by * size)


def feasible(standing: Standing) -> bool:
    """Whether the plan keeps every rule."""
    return not any(scoring.violations(standing.tables, standing.lots, standing.made))
