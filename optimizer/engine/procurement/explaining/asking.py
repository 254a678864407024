"""The questions that can be asked of a plan."""

from dataclasses import replace

import numpy as np

from optimizer.engine.procurement.checking import sound
from optimizer.engine.procurement.explaining.following import Following
from optimizer.engine.procurement.explaining.lateness import Lateness, Row, row_of
from optimizer.engine.procurement.explaining.lines import LineReasons
from optimizer.engine.procurement.explaining.reasons import (
    DemandReasons,
    OptionReasons,
    OrderReasons,
    PlanReasons,
    Reason,
    ReasonKind,
)
from optimizer.engine.procurement.explaining.replanner import Replanner
from optimizer.engine.procurement.explaining.serving import Serving
from optimizer.engine.procurement.explaining.sources import SourceFlips, SourceReasons
from optimizer.engine.procurement.problem import Order, Plan, Problem
from optimizer.engine.procurement.standing import LEAST, Standing


def explain_order(problem: Problem, plan: Plan, order: Order) -> OrderReasons:
    """Why an order of the plan is as it is. Raises KeyError if the plan has no order of this option and week."""
    standing = _standing(problem, plan)
    return _order(standing, standing.tables.option_row[order.source_option], order.week)


def explain_option(problem: Problem, plan: Plan, option: str, *, flips: bool = True) -> OptionReasons:
    """Why nothing is ordered from a source option, and what would flip that. Raises KeyError for an unknown id."""
    standing = _standing(problem, plan)
    o = standing.tables.option_row[option]
    if standing.bought[o]:
        return OptionReasons(option, True, ())
    found = _option(standing, o, Replanner(standing, [standing.tables.option_item[o]]))
    return replace(found, flips=SourceFlips(standing, o).all()) if flips else found


def explain_demand(
    problem: Problem,
    plan: Plan,
    item: str,
    priority: int,
    week: int,
    *,
    flips: bool = True,
    following: Following | None = None,
) -> DemandReasons:
    """Why the demand due in a week is late, and what would serve it. Raises KeyError if there is no such class.

    With flips a helper process lets production follow; `following` may be given to keep it over several questions.
    """
    standing = _standing(problem, plan)
    k = _class_row(standing, item, priority)
    row = row_of(standing, k, week)
    if not flips or row.late <= LEAST:
        return _demand(standing, row)
    if following is not None:
        return _with_flips(standing, row, following)
    with Following() as own:
        return _with_flips(standing, row, own)


def explain_plan(problem: Problem, plan: Plan) -> PlanReasons:
    """Reasons for every order, every option not ordered from, and every late demand, without flips."""
    standing = _standing(problem, plan)
    tables = standing.tables
    unused = [o for o in range(len(tables.options)) if not standing.bought[o]]
    replanner = Replanner(standing, {tables.option_item[o] for o in unused})
    late = (
        row_of(standing, k, int(week))
        for k, due in enumerate(np.diff(tables.demand, axis=1, prepend=0.0))
        for week in np.flatnonzero(due > LEAST)
    )
    return PlanReasons(
        orders=tuple(_order(standing, o, week) for o, week in sorted(standing.lots)),
        options=tuple(_option(standing, o, replanner) for o in unused),
        demands=tuple(_demand(standing, row) for row in late if row.late > LEAST),
    )


def _standing(problem: Problem, plan: Plan) -> Standing:
    return Standing(sound(problem)[0], plan)


def _order(standing: Standing, o: int, week: int) -> OrderReasons:
    order = Order(standing.tables.options[o].id, week, standing.lots[o, week])
    return OrderReasons(order, LineReasons(standing, o, week).all())


def _option(standing: Standing, o: int, replanner: Replanner) -> OptionReasons:
    return OptionReasons(standing.tables.options[o].id, False, SourceReasons(standing, o, replanner).all())


def _class_row(standing: Standing, item: str, priority: int) -> int:
    return {(standing.tables.items[n].id, p): k for k, (n, p) in enumerate(standing.tables.classes)}[
        item, priority
    ]


def _demand(standing: Standing, row: Row) -> DemandReasons:
    reasons = tuple(Lateness(standing, row).reasons) if row.late > LEAST else ()
    return _answer(standing, row, reasons)


def _answer(standing: Standing, row: Row, reasons: tuple[Reason, ...]) -> DemandReasons:
    n, priority = standing.tables.classes[row.k]
    return DemandReasons(
        item=standing.tables.items[n].id,
        priority=priority,
        week=row.week,
        quantity=row.late,
        until=row.until if row.until < standing.tables.weeks else None,
        harm=row.harm,
        reasons=reasons,
    )


def _with_flips(standing: Standing, row: Row, following: Following) -> DemandReasons:
    lateness = Lateness(standing, row)
    serving = Serving(standing, lateness, following)
    reasons = list(lateness.reasons)
    if serving.unsettled:
        figures = {"gain": serving.unsettled}
        item = standing.tables.items[standing.tables.classes[row.k][0]].id
        reasons.append(Reason(kind=ReasonKind.UNSETTLED, item=item, week=row.week, figures=figures))
    return replace(_answer(standing, row, tuple(reasons)), flips=serving.all())
