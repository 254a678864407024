"""Production planned by pull: every demand, the most urgent first, draws what it needs from what is there.

A demand is met in its week if components and hours suffice, otherwise by making it earlier or, at last, later. It is a
rule, not an optimum: it gives a feasible production for any orders in time linear in the demand.
"""

import numpy as np

from optimizer.engine.procurement.tables import Array, Tables

EARLIEST = 6  # weeks production is brought forward for want of hours
LEAST = 1e-9
# what was booked: item, from week, quantity, whether it is a production
Journal = list[tuple[int, int, float, bool]]


class Pull:
    """What is still free: `room` of each item (N x T) is the quantity that can be taken from a week on."""

    def __init__(self, tables: Tables, supply: Array) -> None:
        self.tables = tables
        self.left = supply.copy()
        self.hours = tables.hours.copy()
        self.made = np.zeros((len(tables.made), tables.weeks))

    def room(self, n: int, week: int) -> float:
        return float(self.left[n, week:].min())

    def possible(self, n: int, week: int, want: float) -> float:
        """A quantity of a made item that components and hours allow in this week, at most `want`."""
        m = self.tables.made_row[n]
        if week < self.tables.first_week[m]:
            return 0.0
        if self.tables.unit_hours[m] > 0:
            want = min(
                want, float(self.hours[self.tables.centre[m], week]) / float(self.tables.unit_hours[m])
            )
        for line in self.tables.lines_of.get(n, ()):
            if want <= LEAST:
                return 0.0
            at = week - line.offset
            there = max(0.0, self.room(line.component, at))
            need = want * line.quantity
            if there < need and line.component in self.tables.made_row:
                there += self.possible(line.component, at, need - there)
            want = min(want, there / line.quantity)
        return want

    def make(self, n: int, week: int, quantity: float, journal: Journal) -> None:
        """Book the production and, below it, that of components which are not there."""
        m = self.tables.made_row[n]
        self.made[m, week] += quantity
        self.left[n, week:] += quantity
        self.hours[self.tables.centre[m], week] -= quantity * self.tables.unit_hours[m]
        journal.append((n, week, quantity, True))
        for line in self.tables.lines_of.get(n, ()):
            at, need = week - line.offset, quantity * line.quantity
            there = max(0.0, self.room(line.component, at))
            if there < need and line.component in self.tables.made_row:
                self.make(line.component, at, need - there, journal)
            self.left[line.component, at:] -= need
            journal.append((line.component, at, -need, False))

    def undo(self, journal: Journal) -> None:
        for n, week, quantity, is_made in reversed(journal):
            self.left[n, week:] -= quantity
            if is_made:
                m = self.tables.made_row[n]
                self.made[m, week] -= quantity
                self.hours[self.tables.centre[m], week] += quantity * self.tables.unit_hours[m]

    def draw(self, n: int, week: int, want: float) -> float:
        """Deliver up to `want` in a week, making what is not in stock; returns what was delivered."""
        there = min(want, max(0.0, self.room(n, week)))
        if want - there > LEAST and n in self.tables.made_row:
            there += self._make_some(n, week, want - there)
        self.left[n, week:] -= there
        return there

    def _make_some(self, n: int, week: int, want: float) -> float:
        done = 0.0
        for at in range(week, max(-1, week - EARLIEST - 1), -1):
            done += self._make_at(n, at, want - done)
            if want - done <= LEAST:
                break
        return done

    def _make_at(self, n: int, week: int, want: float) -> float:
        """Two components may need the same third one; then less is possible than each alone allows, so it is halved."""
        quantity = self.possible(n, week, want)
        for _ in range(5):
            if quantity <= LEAST:
                break
            journal: Journal = []
            self.make(n, week, quantity, journal)
            if self._holds(journal):
                return quantity
            self.undo(journal)
            quantity /= 2
        return 0.0

    def _holds(self, journal: Journal) -> bool:
        for n, week, _, is_made in journal:
            slack = LEAST * max(1.0, float(self.left[n, -1]))
            if self.room(n, week) < -slack:
                return False
            if is_made and self.hours[self.tables.centre[self.tables.made_row[n]], week] < -LEAST:
                return False
        return True


def pull(tables: Tables, supply: Array) -> Array:
    """Cumulative production (M x T) that is feasible for a cumulative supply (N x T)."""
    state = Pull(tables, supply)
    due = np.diff(tables.demand, axis=1, prepend=0)
    waiting = np.zeros(len(tables.classes))
    urgent = sorted(range(len(tables.classes)), key=lambda k: -tables.late_cost[k, 0])
    for week in range(tables.weeks):
        waiting += due[:, week]
        for k in urgent:
            if waiting[k] > LEAST:
                waiting[k] -= state.draw(tables.classes[k][0], week, float(waiting[k]))
    return np.asarray(np.maximum(state.made, 0.0).cumsum(axis=1))
