"""Explosion and netting, level by level, on arrays of (items, periods).

For an item with lead time L, gross requirements G(t) and supplies S(t), cumulative over periods:

    planned(t) = max over u <= t of (G(u) - S(max(u, L))), at least 0

so a supply serves an earlier need when a new order could not come sooner, and nothing is planned twice. What
is planned for t starts at t - L; each line asks for its component at the start plus the line's offset. Safety
stock is a requirement for the first period a new order can reach. Material requirements planning after J.
Orlicky (1975).
"""

from dataclasses import dataclass

import numpy as np

from optimizer.engine.requirements.levels import deepest_lead, low_level_codes
from optimizer.engine.requirements.screening import Integers, Screened


@dataclass(frozen=True)
class Explosion:
    """Rows of what was asked and planned. Columns are periods counted from `past` periods before now.

    Orders, sorted by item and column: `order_item`, `order_column`, `order_quantity`. Parts asked for by
    orders: `part_order` (place of the order), `part_line`, `part_column`, `part_quantity`.
    """

    past: int
    codes: Integers
    order_item: Integers
    order_column: Integers
    order_quantity: Integers
    part_order: Integers
    part_line: Integers
    part_column: Integers
    part_quantity: Integers


def explode_levels(data: Screened, periods: int) -> Explosion:
    """All planned orders and what they ask for. Raises BomLoop."""
    codes = low_level_codes(data)
    overdue = int(-min(data.demands.period.min(initial=0), 0))
    past = deepest_lead(data, codes) + overdue
    width = past + periods
    gross = np.zeros((len(data.keys), width), dtype=np.int64)
    np.add.at(gross, (data.demands.item, data.demands.period + past), data.demands.quantity)
    safe = np.flatnonzero(data.safety)
    gross[safe, data.lead[safe] + past] += data.safety[safe]
    supply = np.zeros_like(gross)
    np.add.at(supply, (data.supplies.item, data.supplies.period + past), data.supplies.quantity)
    np.cumsum(supply, axis=1, out=supply)
    planned = np.zeros_like(gross)
    parts = []
    line_codes = codes[data.lines.parent]
    for code in range(int(codes.max(initial=0)) + 1):
        items = np.flatnonzero(codes == code)
        planned[items] = _net(gross[items], supply[items], data.lead[items], past)
        lines = np.flatnonzero(line_codes == code)
        if len(lines):
            parts.append(_ask(data, lines, planned, gross, past))
    return _rows(codes, past, planned, data, parts)


def _net(gross: Integers, supply: Integers, lead: Integers, past: int) -> Integers:
    """Planned quantity by period of need: (items, columns); `supply` is cumulative."""
    width = gross.shape[1]
    reach = np.minimum(np.maximum(np.arange(width)[None], lead[:, None] + past), width - 1)
    short = np.cumsum(gross, axis=1) - np.take_along_axis(supply, reach, axis=1)
    total = np.maximum.accumulate(np.maximum(short, 0), axis=1)
    return np.diff(total, axis=1, prepend=0)


def _ask(
    data: Screened, lines: Integers, planned: Integers, gross: Integers, past: int
) -> tuple[Integers, Integers, Integers, Integers]:
    """Add to `gross` what the lines ask for; rows of line, column of the order, column of need and quantity."""
    lines = lines[np.argsort(data.lines.component[lines], kind="stable")]
    place, ordered = np.nonzero(planned[data.lines.parent[lines]])
    line = lines[place]
    parent = data.lines.parent[line]
    needed = ordered - data.lead[parent] + data.lines.offset[line]
    is_valid = (needed - past >= data.lines.first[line]) & (needed - past <= data.lines.last[line])
    line, parent, needed, ordered = line[is_valid], parent[is_valid], needed[is_valid], ordered[is_valid]
    quantity = np.rint(planned[parent, ordered] * data.lines.factor[line]).astype(np.int64)
    np.add.at(gross, (data.lines.component[line], needed), quantity)
    return line, ordered, needed, quantity


def _rows(
    codes: Integers,
    past: int,
    planned: Integers,
    data: Screened,
    parts: list[tuple[Integers, Integers, Integers, Integers]],
) -> Explosion:
    item, column = np.nonzero(planned)
    number = np.zeros(planned.shape, dtype=np.int64)
    number[item, column] = np.arange(len(item))
    nothing = np.empty(0, dtype=np.int64)
    line, ordered, needed, quantity = (
        np.concatenate(column) for column in zip(*parts, (nothing,) * 4, strict=True)
    )
    is_asked = quantity > 0
    line, ordered, needed, quantity = line[is_asked], ordered[is_asked], needed[is_asked], quantity[is_asked]
    return Explosion(
        past, codes, item, column, planned[item, column],
        number[data.lines.parent[line], ordered], line, needed, quantity,
    )  # fmt: skip
