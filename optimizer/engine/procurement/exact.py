"""A small problem whole, as one mixed-integer program: one binary choice per option, week and number of lots.

The price of every number of lots is exact, so tiers need no rows of their own. Only for problems of few choices.
"""

import numpy as np

from optimizer.engine.procurement.parts import PartProgram, whole_room
from optimizer.engine.procurement.production import Balance, Index, Produced, solver
from optimizer.engine.procurement.tables import Array, Lots, Tables

CHOICES = 1_500  # binary columns up to which the whole problem is worth a try


def count_choices(programs: list[PartProgram], tables: Tables) -> int:
    room = whole_room(tables)
    return sum(
        int(np.minimum(len(base) - 1, room[o, : max(0, tables.weeks - tables.options[o].lead_time)]).sum())
        for program in programs
        for o, base in zip(program.numbers, program.base, strict=True)
    )


class Whole:
    """The columns and rows of the whole problem."""

    def __init__(self, tables: Tables, programs: list[PartProgram]) -> None:
        self.tables = tables
        self.base = Balance(tables, tables.initial, np.arange(len(tables.items)))
        self.whole: list[Index] = []
        self.chosen: list[tuple[tuple[int, int], Index, Index]] = []
        self.load = self.base.rows.new_rows(-np.inf, tables.capacity)
        room = whole_room(tables)
        for program in programs:
            self._part(program, room)

    def _part(self, program: PartProgram, room: np.ndarray) -> None:
        columns: dict[int, list[tuple[Index, Array]]] = {o: [] for o in program.numbers}
        for arrival, k, week in program.cells:
            o = program.numbers[k]
            cost = program.cost(k, week, program.base[k], int(room[o, week]))
            if cost is None:
                continue
            counts = np.flatnonzero(np.isfinite(cost))
            quantity = counts * self.tables.options[o].lot
            column = self._choice(o, week, arrival, cost[counts], counts, quantity)
            columns[o].append((column, quantity))
        self._rules(program, columns)

    def _choice(self, o: int, week: int, arrival: int, cost: Array, counts: Index, quantity: Array) -> Index:
        """One column per number of lots, none included, exactly one of them taken."""
        rows, option = self.base.rows, self.tables.options[o]
        column = rows.new_columns(cost, 1.0)
        self.whole.append(column)
        self.chosen.append(((o, week), column, counts))
        rows.add(rows.new_rows(np.array([1.0]), np.array([1.0])), column, 1.0)
        rows.add(self.base.balance[self.tables.option_item[o], arrival : arrival + 1], column, -quantity)
        load = self.load[self.tables.option_supplier[o], week : week + 1]
        rows.add(load, column, quantity * option.capacity_use)
        return column

    def _rules(self, program: PartProgram, columns: dict[int, list[tuple[Index, Array]]]) -> None:
        """Shares, and a binary per supplier for the numbers of sources."""
        rows, tables, item = self.base.rows, self.tables, self.tables.items[program.n]
        for o in program.numbers:
            option = tables.options[o]
            for sign, share in ((1.0, option.share_max), (-1.0, option.share_min)):
                if (sign, share) not in ((1.0, 1.0), (-1.0, 0.0)):
                    row = rows.new_rows(-np.inf, np.array([option.moq]))
                    for other, chosen in columns.items():
                        for column, quantity in chosen:
                            rows.add(row, column, sign * ((other == o) - share) * quantity)
        suppliers = sorted({tables.option_supplier[o] for o in program.numbers})
        is_used = rows.new_columns(np.zeros(len(suppliers)), 1.0)
        self.whole.append(is_used)
        bought = {
            s: [c for o in columns if tables.option_supplier[o] == s for c in columns[o]] for s in suppliers
        }
        for s, used in zip(suppliers, is_used[:, None], strict=True):
            any_of = rows.new_rows(-np.inf, np.array([0.0]))
            rows.add(any_of, used, 1.0)
            for column, quantity in bought[s]:
                taken = column[quantity > 0]
                each = rows.new_rows(-np.inf, np.zeros(1))
                rows.add(each, taken, 1.0)
                rows.add(each, used, -1.0)
                rows.add(any_of, taken, -1.0)
                if item.min_sources > 1:
                    least = rows.new_rows(-np.inf, np.zeros(1))
                    rows.add(least, taken, float(item.min_sources))
                    rows.add(least, is_used, -1.0)
        if item.max_sources is not None:
            rows.add(rows.new_rows(-np.inf, np.array([float(item.max_sources)])), is_used, 1.0)

    def solve(self, seconds: float) -> tuple[float, Lots, Produced] | None:
        """Proven bound, orders and production; None when no plan was found in time."""
        highs = solver()
        highs.setOptionValue("time_limit", seconds)
        highs.setOptionValue("mip_rel_gap", 1e-9)
        highs.setOptionValue("mip_abs_gap", 1e-7)
        highs.passModel(self.base.rows.model())
        numbers = np.concatenate([column.ravel() for column in self.whole]).astype(np.int32)
        import highspy

        kinds = np.full(numbers.size, highspy.HighsVarType.kInteger)
        highs.changeColsIntegrality(numbers.size, numbers, kinds)
        highs.run()
        found = np.asarray(highs.getSolution().col_value)
        if not found.size or not np.isfinite(highs.getInfo().objective_function_value):
            return None
        base = self.base
        lots = {}
        for key, column, counts in self.chosen:
            count = int(counts[int(found[column].argmax())])
            if count:
                lots[key] = count
        produced = Produced(
            float(highs.getInfo().objective_function_value) + base.floor_cost,
            np.maximum(found[base.make], 0.0).cumsum(axis=1),
            np.maximum(found[base.deliver], 0.0).cumsum(axis=1),
            found[base.backlog],
            found[base.backlog],
        )
        return float(highs.getInfo().mip_dual_bound) + base.floor_cost, lots, produced
