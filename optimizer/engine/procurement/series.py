"""A plan week by week: of each item what is wanted, what comes in, what is left, what is late."""

from dataclasses import dataclass

import numpy as np

from optimizer.engine.procurement import scoring
from optimizer.engine.procurement.problem import Plan, Problem
from optimizer.engine.procurement.tables import Array, Tables


@dataclass(frozen=True, slots=True)
class Series:
    """An item, one figure a week. `wanted`: demand and use in products; `supplied`: arriving or finished, the stock at
    the start left out; `stock` at the week's end; `late`: demand due by then and not delivered; `harm`: what being late
    and lost costs over the horizon.
    """

    item: str
    wanted: tuple[float, ...]
    supplied: tuple[float, ...]
    stock: tuple[float, ...]
    late: tuple[float, ...]
    harm: float


def series_of(problem: Problem, plan: Plan) -> tuple[Series, ...]:
    """The series of every item, in the problem's order; the plan is one of the problem."""
    tables = Tables(problem)
    lots = {(tables.option_row[order.source_option], order.week): order.lots for order in plan.orders}
    made = np.zeros((len(tables.made), tables.weeks))
    for row in plan.production:
        made[tables.made_row[tables.row[row.item]], row.week] += row.quantity
    made = made.cumsum(axis=1)
    left = scoring.available(tables, lots, made)
    delivered = scoring.deliveries(tables, left)
    wanted, supplied = tables.use(made), tables.initial + tables.arrivals(lots)
    supplied[tables.made] += made
    late, stock = np.zeros_like(left), left.copy()
    harm = np.zeros(len(problem.items))
    for k, (n, _) in enumerate(tables.classes):
        missing = np.maximum(tables.demand[k] - delivered[k], 0.0)
        wanted[n] += tables.demand[k]
        stock[n] -= delivered[k]
        late[n] += missing
        harm[n] += float((missing * tables.late_cost[k]).sum())
    weekly_wanted = np.diff(wanted, axis=1, prepend=0)
    supplied -= tables.column("stock")[:, None]
    weekly_supplied = np.diff(supplied, axis=1, prepend=0)
    return tuple(
        Series(
            item.id,
            wanted=_row(weekly_wanted[n]),
            supplied=_row(weekly_supplied[n]),
            stock=_row(stock[n]),
            late=_row(late[n]),
            harm=float(harm[n]),
        )
        for n, item in enumerate(problem.items)
    )


def _row(values: Array) -> tuple[float, ...]:
    """Rounded to a millionth: sums of floats end in noise that no one ordered."""
    return tuple(float(v) for v in np.round(np.maximum(values, 0.0), 6))
