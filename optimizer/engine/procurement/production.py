"""Production and deliveries as a linear program, for given orders or for given prices of the parts.

Solved by HiGHS (Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10, 2018), which cannot share a process with OR-Tools: only helper processes may call what is here.

Weekly columns: stock above (`over`) and below (`under`) the safety stock, production, deliveries and backlog by class of
demand. A kept item has a balance; a part without one is consumed at a price, and is taken to be there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.procurement.tables import Array, Tables

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Produced:
    """An optimum: its cost, cumulative production (M x T), deliveries and weekly backlog (K x T).

    `spare` (K x T): how much dearer than its cost backlog would be before any paid.
    """

    cost: float
    made: Array
    delivered: Array
    backlog: Array
    spare: Array


SMALL = 50_000  # item-weeks up to which every part has a balance from the start


class Rows:
    """Sparse rows and columns on the way to a solver."""

    def __init__(self) -> None:
        self.cost: list[Array] = []
        self.upper: list[Array] = []
        self.columns = 0
        self.count = 0
        self.low: list[Array] = []
        self.high: list[Array] = []
        self.entries: list[tuple[Index, Index, Array]] = []

    def new_columns(self, cost: Array, upper: Array | float = np.inf) -> Index:
        """Columns in the shape of `cost`; returns their numbers in that shape."""
        self.cost.append(cost.ravel())
        self.upper.append(np.broadcast_to(upper, cost.shape).ravel())
        first, self.columns = self.columns, self.columns + cost.size
        return np.arange(first, self.columns).reshape(cost.shape)

    def new_rows(self, low: Array | float, high: Array) -> Index:
        self.low.append(np.broadcast_to(low, high.shape).ravel())
        self.high.append(high.ravel())
        first, self.count = self.count, self.count + high.size
        return np.arange(first, self.count).reshape(high.shape)

    def add(self, rows: Index, columns: Index, values: Array | float) -> None:
        shape = np.broadcast_shapes(rows.shape, columns.shape)
        self.entries.append(
            tuple(np.broadcast_to(x, shape).ravel() for x in (rows, columns, np.asarray(values, float)))  # type: ignore[arg-type]
        )

    def model(self) -> Any:
        """The linear program for HiGHS, column by column."""
        import highspy

        i, j, v = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        order = np.lexsort((i, j))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self.count
        lp.col_cost_ = np.concatenate(self.cost)
        lp.col_lower_ = np.zeros(self.columns)
        lp.col_upper_ = np.concatenate(self.upper)
        lp.row_lower_, lp.row_upper_ = np.concatenate(self.low), np.concatenate(self.high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.searchsorted(j[order], np.arange(self.columns + 1))
        lp.a_matrix_.index_, lp.a_matrix_.value_ = i[order], v[order]
        return lp


def solver() -> Any:
    """A silent single-threaded HiGHS."""
    import highspy

    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


class Balance:
    """Columns and rows: stock of the kept items, hours, demand."""

    def __init__(self, tables: Tables, supply: Array, kept: Index) -> None:
        """`supply`: cumulative quantities (N x T) there without production. `kept`: the items with a balance."""
        self.tables, self.rows = tables, Rows()
        weeks = tables.weeks
        self.at = np.full(len(tables.items), -1)
        self.at[kept] = np.arange(len(kept))
        safety, holding = tables.column("safety_stock")[kept], tables.column("holding_cost")[kept]
        cost = np.repeat(holding[:, None], weeks, axis=1)
        cost[:, -1] -= tables.column("end_value")[kept]
        self.over = self.rows.new_columns(cost)
        below = tables.column("safety_cost")[kept][:, None] - cost
        self.under = self.rows.new_columns(below, safety[:, None])
        self.floor_cost = float((cost * safety[:, None]).sum())
        # stock = safety - under + over:  over(t) - under(t) - over(t-1) + under(t-1) = inflow - outflow
        inflow = np.diff(supply[kept], axis=1, prepend=0.0)
        inflow[:, 0] -= safety
        self.balance = self.rows.new_rows(inflow, inflow)
        for columns, sign in ((self.over, 1.0), (self.under, -1.0)):
            self.rows.add(self.balance, columns, sign)
            self.rows.add(self.balance[:, 1:], columns[:, :-1], -sign)
        self._production()
        self._deliveries()

    def _production(self) -> None:
        tables, weeks = self.tables, self.tables.weeks
        unit = tables.column("production_cost")[tables.made]
        can = np.where(np.arange(weeks) >= tables.first_week[:, None], np.inf, 0.0)
        self.make = self.rows.new_columns(np.repeat(unit[:, None], weeks, axis=1), can)
        self.rows.add(self.balance[self.at[tables.made]], self.make, -1.0)
        hours = self.rows.new_rows(-np.inf, tables.hours)
        self.rows.add(hours[tables.centre], self.make, tables.unit_hours[:, None])
        for line in tables.lines:
            if self.at[line.component] >= 0:
                made = self.make[tables.made_row[line.parent], line.offset :]
                row = self.balance[self.at[line.component], : weeks - line.offset]
                self.rows.add(row, made, line.quantity)

    def _deliveries(self) -> None:
        tables = self.tables
        due = np.diff(tables.demand, axis=1, prepend=0.0)
        self.backlog = self.rows.new_columns(tables.late_cost)
        self.deliver = self.rows.new_columns(np.zeros_like(due))
        rows = self.rows.new_rows(due, due)
        self.rows.add(rows, self.deliver, 1.0)
        self.rows.add(rows, self.backlog, 1.0)
        self.rows.add(rows[:, 1:], self.backlog[:, :-1], -1.0)
        for k, (n, _) in enumerate(tables.classes):
            if self.at[n] >= 0:
                self.rows.add(self.balance[self.at[n]], self.deliver[k], 1.0)


def optimum(highs: Any) -> tuple[float, Array, Array, Array]:
    """Value, reduced costs, row prices and columns of a solved program. Raises ArithmeticError without an optimum."""
    import highspy

    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(f"linear program: {highs.modelStatusToString(highs.getModelStatus())}")
    found = highs.getSolution()
    return (
        float(highs.getInfo().objective_function_value),
        np.asarray(found.col_dual),
        np.asarray(found.row_dual),
        np.asarray(found.col_value),
    )


class Production:
    """The program with balances for made items and for chosen parts; the other parts only have prices."""

    def __init__(self, tables: Tables, parts: Iterable[int] = ()) -> None:
        self.tables = tables
        self.kept = np.array(sorted({*tables.made, *parts}), np.int64)
        self.base = Balance(tables, tables.initial, self.kept)
        self.highs = solver()
        self.highs.passModel(self.base.rows.model())

    def set_supply(self, supply: Array) -> None:
        """Cumulative quantities (N x T) there without production."""
        inflow = np.diff(supply[self.kept], axis=1, prepend=0.0)
        inflow[:, 0] -= self.tables.column("safety_stock")[self.kept]
        flat = inflow.ravel()
        self.highs.changeRowsBounds(flat.size, np.arange(flat.size, dtype=np.int32), flat, flat)

    def set_prices(self, late: Array) -> None:
        """What a unit of backlog earns (K x T). Consuming a part without balance saves its holding cost."""
        tables, base = self.tables, self.base
        value = np.repeat(-tables.column("holding_cost")[:, None], tables.weeks, axis=1)
        value[:, -1] += tables.column("end_value")
        value[self.kept] = 0.0
        ahead = value[:, ::-1].cumsum(axis=1)[:, ::-1]
        unit = tables.column("production_cost")[tables.made]
        make = np.repeat(unit[:, None], tables.weeks, axis=1)
        for line in tables.lines:
            row = make[tables.made_row[line.parent]]
            row[line.offset :] += line.quantity * ahead[line.component, : tables.weeks - line.offset]
        deliver = ahead[[n for n, _ in tables.classes]].reshape(tables.demand.shape)
        backlog = tables.late_cost - late
        for columns, cost in ((base.make, make), (base.deliver, deliver), (base.backlog, backlog)):
            flat = columns.ravel().astype(np.int32)
            self.highs.changeColsCost(flat.size, flat, cost.ravel())

    def solve(self) -> Produced:
        """Raises ArithmeticError if HiGHS finds no optimum."""
        base = self.base
        cost, column_dual, _, found = optimum(self.highs)
        return Produced(
            cost + base.floor_cost,
            np.maximum(found[base.make], 0.0).cumsum(axis=1),
            np.maximum(found[base.deliver], 0.0).cumsum(axis=1),
            np.maximum(found[base.backlog], 0.0),
            np.maximum(column_dual[base.backlog], 0.0),
        )

    def used(self, produced: Produced) -> Array:
        """What is consumed of each item, cumulative (N x T)."""
        used = self.tables.use(produced.made)
        for k, (n, _) in enumerate(self.tables.classes):
            used[n] += produced.delivered[k]
        return used


class Follower:
    """The cheapest production for given orders; balances of parts are added where their stock would fall below nothing.

    Parts without a balance count with their holding cost; what safety stock costs is seen for those with one.
    """

    def __init__(self, tables: Tables, *, is_hasty: bool = False) -> None:
        """`is_hasty`: begin without any balance of a part even if the problem is small."""
        self.tables = tables
        small = not is_hasty and len(tables.items) * tables.weeks <= SMALL
        self.parts = {n for n, item in enumerate(tables.items) if small and not item.is_made}
        self.program: Production | None = None

    def solve(self, supply: Array) -> Produced:
        """For cumulative quantities (N x T) there without production. Raises ArithmeticError without an optimum."""
        while True:
            if self.program is None:
                self.program = Production(self.tables, self.parts)
                self.program.set_prices(np.zeros_like(self.tables.demand))
            self.program.set_supply(supply)
            produced = self.program.solve()
            left = supply - self.program.used(produced)
            left[self.program.kept] = 0.0
            short = {int(n) for n in np.flatnonzero((left < -1e-7 * np.maximum(1.0, supply)).any(axis=1))}
            if not short:
                return produced
            self.parts |= short
            self.program = None
