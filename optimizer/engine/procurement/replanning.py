"""A plan mended after an event: only the parts it touches are planned anew, every other order stays as it is."""

import time
from collections.abc import Callable, Collection
from contextlib import ExitStack

import numpy as np

from optimizer.engine.helper import Helper
from optimizer.engine.procurement import jobs, scoring
from optimizer.engine.procurement.parts import PartProgram, part_programs
from optimizer.engine.procurement.problem import Certificate, Plan, Problem, Progress, Result
from optimizer.engine.procurement.search import Search
from optimizer.engine.procurement.solving import Run
from optimizer.engine.procurement.sourcing import EFFORT
from optimizer.engine.procurement.tables import Array, Lots


def replan(
    problem: Problem,
    previous: Plan,
    *,
    changed: Collection[str],
    seconds: float,
    seed: int,
    certificate: Certificate | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """A plan for `problem` near the plan for what it was before; `changed` are the ids of suppliers that changed.

    Touched are the parts with a source at a changed supplier, and those with an order above what a supplier has now.
    `certificate`: that of the result before; from it the bound is brought up to date. Without it the bound is the trivial
    one.
    """
    run = Run(problem, seconds, seed, progress, cancelled)
    with ExitStack() as helpers:
        follower = helpers.enter_context(Helper(jobs.follow, run.problem, True))
        prover = None
        if certificate:
            prover = helpers.enter_context(Helper(jobs.prove_again, run.problem, certificate))
        search, touched = _begin(run, previous, changed)
        for program in touched:
            if not run.is_over():
                search.replan(program, EFFORT)
        follower.send(run.tables.initial + run.tables.arrivals(search.lots))
        produced, _, run.helper_cpu["follow"] = follower.receive()
        run.offer("touched", search.lots, produced.made, produced.delivered)
        if prover:
            run.listen(prover, max(0.0, run.deadline - time.monotonic()))
    return run.result()


def _begin(run: Run, previous: Plan, changed: Collection[str]) -> tuple[Search, list[PartProgram]]:
    """The previous orders without those of the touched parts, and these parts, the dearest first."""
    tables = run.tables
    known = tuple(order for order in previous.orders if order.source_option in tables.option_row)
    lots = tables.lots(known)
    touched = _touched(run, lots, changed)
    programs = part_programs(tables, touched)
    search = Search(tables, programs, run.seed)
    made = scoring.cumulative(tables, previous.production)
    left = scoring.available(tables, lots, made)
    search.used = run.consumed(made, scoring.deliveries(tables, left))
    search.take({key: count for key, count in lots.items() if tables.option_item[key[0]] not in touched})
    value = search.used[:, -1] * tables.column("standard_cost")
    return search, sorted(programs, key=lambda program: -float(value[program.n]))


def _touched(run: Run, lots: Lots, changed: Collection[str]) -> set[int]:
    tables = run.tables
    excess: Array = tables.load(lots) - tables.capacity * (1 + scoring.TOLERANCE)
    over = {(int(s), int(t)) for s, t in np.argwhere(excess > 0)}
    touched = {n for o, n in enumerate(tables.option_item) if tables.options[o].supplier in changed}
    return touched | {tables.option_item[o] for o, week in lots if (tables.option_supplier[o], week) in over}
