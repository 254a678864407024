"""Which supply serves which requirement, and how much time each has left.

Both are sorted by time within their item and matched as they come: the k-th unit asked for rests on the k-th
unit there is. The ends of both, merged, cut them into pegs; one sort serves all items. Planned orders count
from the period a new order could reach.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.engine.requirements.explosion import Explosion
from optimizer.engine.requirements.problem import SupplyKind
from optimizer.engine.requirements.screening import Integers, Screened

# A requirement without a demand or an order above it is safety stock.
NONE = -1
PLANNED = len(SupplyKind)
LAST = 2**31


@dataclass(frozen=True)
class Needs:
    """Requirements by item and period; in one period demands by priority, then parts of orders, then safety stock.

    Quantities in millionths. What asks: `demand`, or `order` with its `line`; NONE where it is another.
    """

    item: Integers
    period: Integers
    quantity: Integers
    demand: Integers
    order: Integers
    line: Integers


@dataclass(frozen=True)
class Pegging:
    """Requirements, supplies (existing ones first, then planned orders in their order) and the pegs between them.

    `supply_period`: promised, or what a planned order is meant for. `peg_need`, `peg_supply`: places, pegs of
    one need together. Slack in periods, below 0 is late: the least along everything a need or a supply rests
    on.
    """

    needs: Needs
    supply_item: Integers
    supply_period: Integers
    supply_quantity: Integers
    peg_need: Integers
    peg_supply: Integers
    peg_quantity: Integers
    need_slack: Integers
    supply_slack: Integers


def peg(data: Screened, explosion: Explosion) -> Pegging:
    """All pegs of a run, and the slack of every requirement and supply."""
    needs = _needs(data, explosion)
    existing = len(data.supplies.item)
    item = np.concatenate([data.supplies.item, explosion.order_item])
    period = np.concatenate([data.supplies.period, explosion.order_column - explosion.past])
    quantity = np.concatenate([data.supplies.quantity, explosion.order_quantity])
    rank = np.concatenate([data.supplies.rank, np.full(len(explosion.order_item), PLANNED)])
    lead = data.lead[explosion.order_item]
    reached = period.copy()
    reached[existing:] = np.maximum(reached[existing:], lead)
    order = np.lexsort((period, rank, reached, item))
    peg_need, place, peg_quantity = _match(needs.item, needs.quantity, item[order], quantity[order])
    peg_supply = order[place]
    own = np.concatenate([np.zeros(existing, dtype=np.int64), period[existing:] - lead])
    codes = explosion.codes[needs.item[peg_need]]
    slack = slacks(codes, peg_need, peg_supply, needs, period, own, existing)
    return Pegging(needs, item, period, quantity, peg_need, peg_supply, peg_quantity, *slack)


def _needs(data: Screened, explosion: Explosion) -> Needs:
    demands, parts = len(data.demands.item), len(explosion.part_line)
    safe = np.flatnonzero(data.safety)
    none = np.full(len(safe), NONE)
    columns = [
        (data.demands.item, data.lines.component[explosion.part_line], safe),
        (data.demands.period, explosion.part_column - explosion.past, data.lead[safe]),
        (data.demands.quantity, explosion.part_quantity, data.safety[safe]),
        (np.arange(demands), np.full(parts, NONE), none),
        (np.full(demands, NONE), explosion.part_order, none),
        (np.full(demands, NONE), explosion.part_line, none),
        (data.demands.rank, np.full(parts, LAST - 1), np.full(len(safe), LAST)),
    ]
    *joined, rank = (np.concatenate(column) for column in columns)
    order = np.lexsort((rank, joined[1], joined[0]))
    item, period, quantity, demand, above, line = (column[order] for column in joined)
    return Needs(item, period, quantity, demand, above, line)


def _match(
    need_item: Integers, need_quantity: Integers, supply_item: Integers, supply_quantity: Integers
) -> tuple[Integers, Integers, Integers]:
    """Pegs of rows sorted by item: place of the need, place of the supply, quantity."""
    item = np.concatenate([need_item, supply_item])
    end = np.concatenate([_cumulative(need_item, need_quantity), _cumulative(supply_item, supply_quantity)])
    is_need = np.arange(len(item)) < len(need_item)
    order = np.lexsort((end, item))
    item, end, is_need = item[order], end[order], is_need[order]
    starts_item = np.diff(item, prepend=-1) != 0
    length = end - np.where(starts_item, 0, np.concatenate([[0], end[:-1]]))
    # Rows that ended before are behind; the next one is being served.
    needs: Integers = np.cumsum(is_need) - is_need
    supplies: Integers = np.cumsum(~is_need) - ~is_need
    is_peg = (length > 0) & (needs < len(need_item)) & (supplies < len(supply_item))
    needs, supplies, length, item = needs[is_peg], supplies[is_peg], length[is_peg], item[is_peg]
    is_own = (need_item[needs] == item) & (supply_item[supplies] == item)
    return needs[is_own], supplies[is_own], length[is_own]


def _cumulative(item: Integers, quantity: Integers) -> Integers:
    """Running sum within each item; whole numbers, so that taking the sum of the items before away is exact."""
    total = np.cumsum(quantity)
    first = np.flatnonzero(np.diff(item, prepend=-1))
    before = (total - quantity)[first]
    return np.asarray(total - np.repeat(before, np.diff(first, append=len(item))))


def slacks(
    codes: Integers,
    peg_need: Integers,
    peg_supply: Integers,
    needs: Needs,
    period: Integers,
    own: Integers,
    existing: int,
) -> tuple[Integers, Integers]:
    """Slack of needs and supplies, from the deepest level (`codes` of the pegs) up.

    The first `existing` supplies are not planned orders. A supply starts with its `own`; what it serves later
    than it comes has the time between as well.
    """
    need_slack, supply_slack = np.full(len(needs.item), LAST), own.copy()
    order = np.argsort(-codes, kind="stable")
    for pegs in np.split(order, np.flatnonzero(np.diff(codes[order])) + 1):
        at, supplies = peg_need[pegs], peg_supply[pegs]
        np.minimum.at(need_slack, at, supply_slack[supplies] + needs.period[at] - period[supplies])
        parts = at[needs.order[at] != NONE]
        np.minimum.at(supply_slack, existing + needs.order[parts], need_slack[parts])
    return need_slack, supply_slack
