"""What a plan costs and which rules it breaks; the judge of everything the planners find.

The cost is that of docs/planning.md, section "Cost". With production given only the deliveries are free; they are chosen
by two rules per item, the cheaper of which counts, so the cost is never below the least one and equal to it where an
item has one class of demand.
"""

from collections.abc import Iterator

import numpy as np

from optimizer.engine.procurement.problem import Plan, Problem, Production
from optimizer.engine.procurement.tables import Array, Lots, Tables

TOLERANCE = 1e-6


def order_cost(tables: Tables, o: int, count: int) -> tuple[float, float, float]:
    """Purchase value, fixed cost and transport cost of one order."""
    option = tables.options[o]
    quantity = count * option.lot
    return quantity * option.price(quantity), option.order_cost, quantity * option.transport_cost


def purchase_parts(tables: Tables, lots: Lots) -> dict[str, float]:
    """Cost of the orders and of confirmed lots given up."""
    rows = [order_cost(tables, o, count) for (o, _), count in lots.items()]
    bought, fixed, moved = (float(sum(column)) for column in zip(*rows, strict=True)) if rows else (0.0,) * 3
    change = sum(
        tables.change_cost[key] * max(0, count - lots.get(key, 0)) for key, count in tables.confirmed.items()
    )
    return {"purchase": bought, "order": fixed, "transport": moved, "change": float(change)}


def available(tables: Tables, lots: Lots, made: Array) -> Array:
    """Cumulative quantity of each item left for deliveries (N x T)."""
    left = tables.initial + tables.arrivals(lots) - tables.use(made)
    left[tables.made] += made
    return left


def deliveries(tables: Tables, left: Array) -> Array:
    """Cumulative deliveries (K x T), never falling, within what is left of each item."""
    delivered = np.zeros_like(tables.demand)
    for n, rows in tables.classes_of.items():
        room = np.maximum(np.minimum.accumulate(left[n][::-1])[::-1], 0.0)
        if len(rows) == 1 or (tables.demand[rows].sum(axis=0) <= room + TOLERANCE).all():
            choices = [_urgent_first(tables.demand[rows], room)]
        else:
            choices = [_urgent_first(tables.demand[rows], room), _as_it_comes(tables.demand[rows], room)]
        costs = [float((tables.late_cost[rows] * (tables.demand[rows] - c)).sum()) for c in choices]
        stock = [tables.items[n].holding_cost * float((room - c.sum(axis=0)).sum()) for c in choices]
        best = min(range(len(choices)), key=lambda i: costs[i] + stock[i])
        delivered[rows] = choices[best]
    return delivered


def _urgent_first(demand: Array, room: Array) -> Array:
    """The more urgent class takes what it wants over the whole horizon, then the next."""
    out = np.zeros_like(demand)
    for k, due in enumerate(demand):
        out[k] = np.minimum(due, room)
        room = np.minimum.accumulate((room - out[k])[::-1])[::-1]
    return out


def _as_it_comes(demand: Array, room: Array) -> Array:
    """Week by week all that can be delivered, the more urgent class first."""
    out, before = np.zeros_like(demand), np.zeros(len(demand))
    for t in range(demand.shape[1]):
        free = room[t] - before.sum()
        for k in range(len(demand)):
            more = max(0.0, min(demand[k, t] - before[k], free))
            before[k] += more
            free -= more
        out[:, t] = before
    return out


def remainder_parts(tables: Tables, left: Array, made: Array, delivered: Array) -> dict[str, float]:
    """Cost of production, stock and late deliveries, all cumulative (N x T, M x T, K x T)."""
    stock = left.copy()
    for k, (n, _) in enumerate(tables.classes):
        stock[n] -= delivered[k]
    stock = np.maximum(stock, 0.0)
    late = np.maximum(tables.demand - delivered, 0.0) * tables.late_cost
    short = np.maximum(tables.column("safety_stock")[:, None] - stock, 0.0)
    unit = tables.column("production_cost")[tables.made]
    return {
        "production": float(unit @ made[:, -1]),
        "holding": float(tables.column("holding_cost") @ stock.sum(axis=1)),
        "safety_stock": float(tables.column("safety_cost") @ short.sum(axis=1)),
        "backlog": float(late[:, :-1].sum()),
        "lost": float(late[:, -1].sum()),
        "end_value": -float(tables.column("end_value") @ stock[:, -1]),
    }


def cost_parts(tables: Tables, lots: Lots, made: Array, delivered: Array | None = None) -> dict[str, float]:
    """The cost by part; deliveries are chosen unless given."""
    left = available(tables, lots, made)
    if delivered is None:
        delivered = deliveries(tables, left)
    return purchase_parts(tables, lots) | remainder_parts(tables, left, made, delivered)


def production_rows(tables: Tables, made: Array) -> tuple[Production, ...]:
    """Cumulative production (M x T) as weekly rows, nothing below a millionth."""
    weekly = np.diff(made, axis=1, prepend=0)
    return tuple(
        Production(tables.items[tables.made[m]].id, int(t), float(weekly[m, t]))
        for m, t in zip(*np.nonzero(weekly > TOLERANCE), strict=True)
    )


def violations(tables: Tables, lots: Lots, made: Array) -> Iterator[str]:
    """The names of the rules that orders and cumulative production break, none for a feasible plan."""
    yield from _order_violations(tables, lots)
    yield from _source_violations(tables, lots)
    weekly = np.diff(made, axis=1, prepend=0)
    early = np.arange(tables.weeks)[None, :] < tables.first_week[:, None]
    if _above(-weekly, 0.0) or _above(np.where(early, weekly, 0.0), 0.0):
        yield "production"
    hours = np.zeros_like(tables.hours)
    np.add.at(hours, tables.centre, weekly * tables.unit_hours[:, None])
    if _above(hours, tables.hours):
        yield "work_centre"
    inflow = tables.initial + tables.arrivals(lots)
    inflow[tables.made] += made
    if (available(tables, lots, made) < -TOLERANCE * np.maximum(1.0, inflow)).any():
        yield "stock"


def _above(value: Array, limit: Array | float) -> bool:
    return bool((value > limit + TOLERANCE * np.maximum(1.0, np.abs(limit))).any())


def _order_violations(tables: Tables, lots: Lots) -> Iterator[str]:
    for (o, week), count in lots.items():
        option = tables.options[o]
        if count < 1 or count * option.lot < option.moq:
            yield "moq"
        if not 0 <= week < tables.weeks - option.lead_time:
            yield "week"
    if _above(tables.load(lots), tables.capacity):
        yield "capacity"
    if any(lots.get(key, 0) < count for key, count in tables.frozen.items()):
        yield "frozen"


def _source_violations(tables: Tables, lots: Lots) -> Iterator[str]:
    bought = [0.0] * len(tables.options)
    for (o, _), count in lots.items():
        bought[o] += count * tables.options[o].lot
    for n, options in tables.options_of.items():
        if source_faults(tables, n, {o: bought[o] for o in options}):
            yield "sources"


def source_faults(tables: Tables, n: int, bought: dict[int, float]) -> list[int]:
    """Options of an item that must get more for shares and the least number of sources; [-1]: too many sources."""
    item, total = tables.items[n], sum(bought.values())
    if not total:
        return []
    used = {tables.option_supplier[o] for o, q in bought.items() if q}
    if item.max_sources is not None and len(used) > item.max_sources:
        return [-1]
    for o, q in bought.items():
        option = tables.options[o]
        slack = option.moq * (1 + TOLERANCE / 2)
        if option.share_max < 1 and q > option.share_max * total + slack:
            return [other for other in bought if other != o]
        if q < option.share_min * total - slack:
            return [o]
    if len(used) < item.min_sources:
        return [o for o in bought if tables.option_supplier[o] not in used]
    return []


def broken_rules(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """The rules that a plan breaks, each once; none for a feasible plan."""
    tables = Tables(problem)
    made = cumulative(tables, plan.production)
    return tuple(dict.fromkeys(violations(tables, tables.lots(plan.orders), made)))


def cumulative(tables: Tables, rows: tuple[Production, ...]) -> Array:
    """Stated production as cumulative figures (M x T)."""
    weekly = np.zeros((len(tables.made), tables.weeks))
    for row in rows:
        weekly[tables.made_row[tables.row[row.item]], row.week] += row.quantity
    return np.asarray(weekly.cumsum(axis=1))
