"""One part under one rule that couples its orders: a group of its sources must get at least a share of the whole.

    quantity of the group  >=  share * quantity of all  -  slack

A most share of one source is a least share of the others; a least number of sources is a least quantity of the others.
Beside the supply the recursion of parts.py keeps what the group still lacks of the most it can be asked for. F(r, y) is
the least cost with at most r lacking, so an order of the group goes from r + q to r, and everything beyond the most
that can be asked falls together.
"""

import math
from dataclasses import dataclass

import numpy as np

from optimizer.engine.procurement.parts import PartProgram
from optimizer.engine.procurement.tables import Array, Lots

# (row of the table, local option, week of ordering, cost by lots)
Step = tuple[int, int, int, Array]


@dataclass(frozen=True, slots=True)
class ShareRule:
    """`group`: local option numbers. `share` of the whole and `slack` and `least` in pieces, `least` if anything is bought."""

    group: frozenset[int]
    share: float
    slack: float
    least: float = 0.0

    def asked(self, quantity: Array) -> Array:
        """Pieces the group must get when `quantity` is bought in all."""
        wanted = np.maximum(self.share * quantity - self.slack * (1 + 1e-9), self.least * (quantity > 0))
        return np.asarray(np.maximum(wanted, 0.0))


def solve_tracked(
    program: PartProgram, rule: ShareRule, stage: Array, costs: list[Array], room: np.ndarray
) -> tuple[float, Lots] | None:
    """Least cost under the rule and its orders; None if the rule cannot be kept. Arguments as in PartProgram.solve."""
    size = program.size
    asked = np.ceil(rule.asked(program.supply) / program.step - 1e-6).astype(np.int64)
    most = int(asked.max())
    table = np.full((len(program.cells) + 1, 2 * most + 1, 2 * size), np.inf)
    table[0, most:, size] = 0.0
    row, done, at = 0, [], 0
    for t in range(program.tables.weeks):
        while at < len(program.cells) and program.cells[at][0] == t:
            _, k, week = program.cells[at]
            at += 1
            cost = program.cost(k, week, costs[k][week], int(room[k, week]))
            if cost is None:
                continue
            _step(table, row, cost, program.width[k], most, size, is_group=k in rule.group)
            done.append((row, k, week, cost))
            row += 1
        table[row, :, size:] += stage[t]
    final = table[row, most - asked, size + np.arange(size)]
    last = int(final.argmin())
    if not math.isfinite(final[last]):
        return None
    lots = _trace(program, rule, table, done, last, most - int(asked[last]))
    return float(final[last]), lots


def _step(table: Array, row: int, cost: Array, width: int, most: int, size: int, *, is_group: bool) -> None:
    """One option's orders of one week: `table[row]` into `table[row + 1]`; rows above `most` repeat it."""
    here, there = table[row], table[row + 1]
    best = there[: most + 1, size:]
    trial = np.empty_like(best)
    near = min(len(cost), most // width + 1) if is_group else len(cost)
    for count in np.flatnonzero(np.isfinite(cost[:near])):
        left, down = size - int(count) * width, int(count) * width if is_group else 0
        np.add(here[down : down + most + 1, left : left + size], cost[count], out=trial)
        np.minimum(best, trial, out=best)
    if near < len(cost):
        far = np.ndarray(
            (len(cost) - near, size),
            float,
            table,
            _offset(table, row, most, size - near * width),
            (-8 * width, 8),
        )
        np.minimum(best, (far + cost[near:, None]).min(axis=0), out=best)
    np.minimum.accumulate(best, axis=0, out=best)
    there[most + 1 :] = there[most]


def _offset(table: Array, *index: int) -> int:
    return sum(i * stride for i, stride in zip(index, table.strides, strict=True))


def _trace(
    program: PartProgram, rule: ShareRule, table: Array, done: list[Step], at: int, lacking: int
) -> Lots:
    lots: Lots = {}
    most = (table.shape[1] - 1) // 2
    for row, k, week, cost in reversed(done):
        width, size = program.width[k], program.size
        counts = np.arange(min(len(cost), at // width + 1))
        step = width if k in rule.group else 0
        # "at most r lacking" may be reached with less: look at every r up to this one
        every = np.arange(lacking + 1)[:, None]
        before = table[row, np.minimum(every + counts * step, most), size + at - counts * width]
        r, count = divmod(int((before + cost[: len(counts)]).argmin()), len(counts))
        lacking = min(r + count * step, most)
        if count:
            lots[program.numbers[k], week] = count
            at -= count * width
    return lots
