"""The front of a linear relaxation, to hold a front of real plans against.

Epsilon-constraint (Haimes, Lasdon and Wismer, IEEE Transactions on Systems, Man, and Cybernetics 1, 1971): cost is least
while kg CO2e and risk value stay below limits, one limit after the other on one loaded program. Orders are fractions at
their lowest price, without order cost or least orders, so no plan is as good.
"""

import numpy as np

from optimizer.engine.helper import Channel, Helper
from optimizer.engine.procurement.problem import Problem
from optimizer.engine.procurement.production import Balance, optimum, solver
from optimizer.engine.procurement.tables import Array, Tables

CARBON, RISK = (0.0, 0.02, 0.04, 0.06, 0.09, 0.12), (0.0, 0.05, 0.1, 0.16, 0.24)  # 30 points


def relaxed_front(problem: Problem) -> tuple[Array, float]:
    """Rows of cost, kg and risk value in proportion to the cheapest, less 1; and CPU seconds spent."""
    with Helper(answer, problem) as helper:
        rows, seconds = helper.receive()
        return np.asarray(rows), float(seconds)


def answer(channel: Channel, problem: Problem) -> None:
    """Tell the front of a problem."""
    import time

    channel.send((Relaxation(problem).front(), time.process_time()))


class Relaxation:
    """Production, stock and fractional orders of the whole problem."""

    def __init__(self, problem: Problem) -> None:
        self.tables = tables = Tables(problem)
        self.base = Balance(tables, tables.initial, np.arange(len(tables.items)))
        rows = self.base.rows
        self.capacity = rows.new_rows(-np.inf, tables.capacity)
        self.limits = rows.new_rows(-np.inf, np.full(2, np.inf))
        self.orders = {o: self._option(o) for o in range(len(tables.options))}
        self._shares()
        self.highs = solver()
        model = rows.model()
        least = np.zeros(rows.columns)
        for (o, week), count in tables.frozen.items():
            least[self.orders[o][week]] = count * tables.options[o].lot
        model.col_lower_ = least
        self.highs.passModel(model)

    def _option(self, o: int) -> np.ndarray:
        tables, rows, option = self.tables, self.base.rows, self.tables.options[o]
        weeks = np.arange(max(0, tables.weeks - option.lead_time))
        price = option.tiers[-1][1]
        column = rows.new_columns(np.full(weeks.size, price + option.transport_cost))
        arrivals = self.base.balance[tables.option_item[o], option.lead_time :][: weeks.size]
        rows.add(arrivals, column, -1.0)
        rows.add(self.capacity[tables.option_supplier[o], weeks], column, option.capacity_use)
        rows.add(self.limits[:1], column, option.co2e)
        rows.add(self.limits[1:], column, price * option.late_probability)
        return column

    def _shares(self) -> None:
        rows, tables = self.base.rows, self.tables
        for options in tables.options_of.values():
            for o in options:
                option = tables.options[o]
                for sign, share in ((1.0, option.share_max), (-1.0, option.share_min)):
                    if (sign, share) in ((1.0, 1.0), (-1.0, 0.0)):
                        continue
                    row = rows.new_rows(-np.inf, np.array([option.moq]))
                    for other in options:
                        rows.add(row, self.orders[other], sign * ((other == o) - share))

    def _figures(self) -> Array:
        """Cost, kg and risk value of the optimum within the limits."""
        cost, _, _, found = optimum(self.highs)
        kilograms = risk = 0.0
        for o, column in self.orders.items():
            option, quantity = self.tables.options[o], float(found[column].sum())
            kilograms += option.co2e * quantity
            risk += option.tiers[-1][1] * option.late_probability * quantity
        return np.array([cost + self.base.floor_cost, kilograms, risk])

    def front(self) -> list[Array]:
        cheapest = self._figures()
        rows = []
        for carbon in CARBON:
            for risk in RISK if carbon in CARBON[::2] else RISK[::-1]:
                for row, limit in zip(
                    self.limits, cheapest[1:] * (1 - np.array([carbon, risk])), strict=True
                ):
                    self.highs.changeRowBounds(int(row), -np.inf, float(limit))
                rows.append(self._figures() / cheapest - 1)
        return rows
