"""What the demand asks of every item below it, by explosion of the bill of materials."""

import numpy as np

from optimizer.engine.procurement.tables import Array, Tables


def gross_use(tables: Tables) -> Array:
    """Cumulative need (N x T) when everything is made just in time and without limits."""
    need = np.zeros((len(tables.items), tables.weeks))
    for k, (n, _) in enumerate(tables.classes):
        need[n] += tables.demand[k]
    for n in tables.levels:
        make = np.maximum.accumulate(np.maximum(need[n] - tables.initial[n], 0.0))
        make[: tables.first_week[tables.made_row[n]]] = 0.0
        for line in tables.lines_of.get(n, ()):
            at = np.minimum(np.arange(tables.weeks) + line.offset, tables.weeks - 1)
            need[line.component] += line.quantity * make[at]
    return need


class Needs:
    """How much of each item is needed by each week at least, and what that says about prices."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.lines_below = {n: tables.lines_of.get(n, []) for n in tables.levels}
        self.weeks = np.arange(tables.weeks)

    def of(self, delivered: Array) -> Array:
        """Cumulative need (N x T) of cumulative deliveries (K x T), less the stock of products on the way."""
        tables = self.tables
        need = np.zeros((len(tables.items), tables.weeks))
        for k, (n, _) in enumerate(tables.classes):
            need[n] += delivered[k]
        for n in tables.levels:
            for line in self.lines_below[n]:
                at = np.minimum(self.weeks + line.offset, tables.weeks - 1)
                need[line.component] += line.quantity * (need[n] - tables.initial[n])[at]
        return need

    def change(self, delivered: Array) -> Array:
        """The same without the stock: what a change of the deliveries changes."""
        return self.of(delivered) - self.of(np.zeros_like(delivered))

    def worth(self, price: Array) -> Array:
        """Adjoint of `change`: prices of items (N x T) as prices of deliveries (K x T)."""
        total = price.copy()
        last = self.tables.weeks - 1
        for n in reversed(self.tables.levels):
            for line in self.lines_below[n]:
                np.add.at(
                    total[n],
                    np.minimum(self.weeks + line.offset, last),
                    line.quantity * total[line.component],
                )
        return total[[n for n, _ in self.tables.classes]]
