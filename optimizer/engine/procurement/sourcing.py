"""One part under its rules on shares and numbers of sources.

Without rules the recursion of parts.py is exact. A rule that its answer breaks is then put in: a limit on the number of
suppliers by trying every set of so many, a share by the recursion of tracked.py, or, where that would be too large, by
a price on the share found by bisection.
"""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from optimizer.engine.procurement.parts import PartProgram
from optimizer.engine.procurement.scoring import source_faults
from optimizer.engine.procurement.tables import Array, Lots
from optimizer.engine.procurement.tracked import ShareRule, solve_tracked

BISECTIONS = 8
MENDED = 3
MENDINGS = 30
EFFORT = 60_000_000  # steps of a tracked recursion that are always worth their time


@dataclass(frozen=True, slots=True)
class PartPlan:
    """Orders of one part, their cost at the prices of the question, and a lower bound on the cost of any."""

    cost: float
    bound: float
    lots: Lots


def solve_part(
    program: PartProgram, stage: Array, unit: Array, room: np.ndarray, effort: float = EFFORT
) -> PartPlan:
    """The cheapest orders that keep the rules. `unit` (P x T): price per piece on top; see PartProgram.solve.

    `effort`: steps up to which a share is solved by recursion; with 0 not even its price is sought.
    The cost is infinite if nothing allowed is possible.
    """
    costs = program.costs(unit)
    value, lots = program.solve(stage, costs, room)
    bought = program.bought(lots)
    faults = source_faults(program.tables, program.n, bought)
    if not faults:
        return PartPlan(value, value, lots)
    if faults == [-1]:
        return _of_few(program, stage, unit, room, effort)
    rule = _broken_rule(program, bought)
    met = [program.frozen, lots]
    if _effort(program, rule) <= effort:
        found = solve_tracked(program, rule, stage, costs, room)
        if found:
            value, lots = found
            if not source_faults(program.tables, program.n, program.bought(lots)):
                return PartPlan(value, value, lots)
            met.append(lots)
    else:
        met += _split(program, rule, stage, costs, room)
        if effort and not rule.least:
            value, priced = _priced(program, rule, stage, unit, room, value)
            met += priced
    trials = [_mended(program, lots, room, stage, costs) for lots in met]
    cost, lots = min(trials, key=lambda trial: trial[0])
    return PartPlan(cost, min(value, cost), lots)


def _of_few(program: PartProgram, stage: Array, unit: Array, room: np.ndarray, effort: float) -> PartPlan:
    """Every set of as many suppliers as are allowed."""
    tables = program.tables
    suppliers = [tables.option_supplier[o] for o in program.numbers]
    most = tables.items[program.n].max_sources or 0
    fixed = {tables.option_supplier[o] for o, _ in program.frozen}
    plans = []
    for few in combinations(sorted(set(suppliers)), most):
        if fixed <= set(few):
            kept = np.array([s in few for s in suppliers])
            plans.append(solve_part(program, stage, unit, room * kept[:, None], effort))
    if not plans:  # frozen orders alone are with more suppliers than are allowed
        return PartPlan(
            program.price_of(program.frozen, stage, program.costs(unit)), -math.inf, program.frozen
        )
    best = min(plans, key=lambda plan: plan.cost)
    return PartPlan(best.cost, min(plan.bound for plan in plans), best.lots)


def _broken_rule(program: PartProgram, bought: dict[int, float]) -> ShareRule:
    """The share or least number of sources that is broken, as a least share of a group."""
    tables, total = program.tables, sum(bought.values())
    everyone = frozenset(range(len(program.numbers)))
    for k, o in enumerate(program.numbers):
        option = tables.options[o]
        slack = option.moq * (1 + 1e-7)
        if option.share_max < 1 and bought[o] > option.share_max * total + slack:
            return ShareRule(everyone - {k}, 1 - option.share_max, option.moq)
        if bought[o] < option.share_min * total - slack:
            return ShareRule(frozenset({k}), option.share_min, option.moq)
    used = {tables.option_supplier[o] for o, quantity in bought.items() if quantity}
    others = frozenset(k for k, o in enumerate(program.numbers) if tables.option_supplier[o] not in used)
    return ShareRule(others, 0.0, 0.0, program.step)


def _effort(program: PartProgram, rule: ShareRule) -> float:
    asked = float(rule.asked(program.supply[-1:])[0]) / program.step
    return len(program.cells) * program.size * asked * max(len(base) for base in program.base)


def _priced(
    program: PartProgram,
    rule: ShareRule,
    stage: Array,
    unit: Array,
    room: np.ndarray,
    bound: float,
) -> tuple[float, list[Lots]]:
    """A price on the share, raised until the rule holds: the best bound, and the answers closest to that price."""
    sign = np.array([rule.share - (k in rule.group) for k in range(len(program.numbers))])
    low, high, price = 0.0, 0.0, 0.05 * program.dearest
    met: list[Lots] = []
    for _ in range(BISECTIONS):
        value, lots = program.solve(stage, program.costs(unit + price * sign[:, None]), room)
        bound = max(bound, value - price * rule.slack)
        bought = program.bought(lots)
        group = sum(bought[program.numbers[k]] for k in rule.group)
        holds = group >= float(rule.asked(np.array([sum(bought.values())]))[0]) - 1e-6
        met.append(lots)
        low, high = (low, price) if holds else (price, high)
        price = (low + high) / 2 if high else 4 * price
    return bound, met[-MENDED:]


def _split(
    program: PartProgram, rule: ShareRule, stage: Array, costs: list[Array], room: np.ndarray
) -> list[Lots]:
    """Answers in which sources outside the group are ordered from only before some week, around the last such week for
    which the rule holds."""
    others = np.array([k not in rule.group for k in range(len(program.numbers))])
    met: list[Lots] = []
    low, high = 0, program.tables.weeks
    while low < high:
        week = (low + high + 1) // 2
        barred = others[:, None] & (np.arange(program.tables.weeks) >= week)
        _, lots = program.solve(stage, costs, np.where(barred, 0, room))
        bought = program.bought(lots)
        group = sum(bought[program.numbers[k]] for k in rule.group)
        holds = group >= float(rule.asked(np.array([sum(bought.values())]))[0]) - 1e-6
        met.append(lots)
        low, high = (week, high) if holds else (low, week - 1)
    return met[-MENDED:]


def _mended(
    program: PartProgram, lots: Lots, room: np.ndarray, stage: Array, costs: list[Array]
) -> tuple[float, Lots]:
    """Orders to which the cheapest lots are added until the rules hold, then planned anew with what was added kept.

    Returns their cost and the orders; the cost is infinite if the rules cannot be met so.
    """
    added: Lots = {}
    for _ in range(MENDINGS):
        faults = source_faults(program.tables, program.n, program.bought(lots))
        if not faults:
            break
        options = [program.local[o] for o in faults if o >= 0]
        additions = [_addition(program, k, lots, room, stage, costs) for k in options]
        cost, key, count = min(additions, key=lambda addition: addition[0], default=(math.inf, (0, 0), 0))
        if cost == math.inf:
            return math.inf, lots
        lots, added = {**lots, key: count}, {**added, key: count}
    else:
        return math.inf, lots
    cost = program.price_of(lots, stage, costs)
    if added:
        value, again = program.solve(stage, costs, room, added)
        if value < cost and not source_faults(program.tables, program.n, program.bought(again)):
            return value, again
    return cost, lots


def _addition(
    program: PartProgram, k: int, lots: Lots, room: np.ndarray, stage: Array, costs: list[Array]
) -> tuple[float, tuple[int, int], int]:
    """The cheapest way to get more from one option, a minimum order or one lot more: extra cost, order, its lots."""
    tables, o = program.tables, program.numbers[k]
    option = tables.options[o]
    last = max(0, tables.weeks - option.lead_time)
    least = max(1, math.ceil(option.moq / option.lot - 1e-9))
    before = np.array([lots.get((o, week), 0) for week in range(last)], np.int64)
    after = np.maximum(before + 1, least)
    is_possible = (after <= room[k, :last]) & (after < len(program.base[k]))
    reached = program.reached(lots)
    extra = np.full(last, np.inf)
    if not np.isfinite(stage[np.arange(tables.weeks), np.minimum(reached, program.size - 1)]).all():
        return math.inf, (o, 0), 0
    for more in np.unique((after - before)[is_possible]):
        there = np.minimum(reached + more * program.width[k], program.size - 1)
        weekly = stage[np.arange(tables.weeks), there] - stage[np.arange(tables.weeks), reached]
        later = weekly[::-1].cumsum()[::-1][option.lead_time :]
        chosen = np.flatnonzero(is_possible & (after - before == more))
        table = costs[k]
        extra[chosen] = later[chosen] + table[chosen, after[chosen]] - table[chosen, before[chosen]]
        if reached[-1] + more * program.width[k] >= program.size:
            extra[chosen] = np.inf
    if not last or not np.isfinite(extra).any():
        return math.inf, (o, 0), 0
    week = int(extra.argmin())
    return float(extra[week]), (o, week), int(after[week])
