"""The cheapest production for changed orders, found by a helper process that serves one question after the other."""

from typing import Self

from optimizer.engine.helper import Helper
from optimizer.engine.procurement import jobs, scoring
from optimizer.engine.procurement.problem import Plan, Problem
from optimizer.engine.procurement.standing import Standing
from optimizer.engine.procurement.tables import Lots, Tables


class Following:
    """Use as a context manager; the helper starts with the first question and ends with the context."""

    def __init__(self) -> None:
        self._helper: Helper | None = None
        self._limits: Problem | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._helper:
            self._helper.__exit__(*error)
            self._helper, self._limits = None, None

    def plan(self, problem: Problem, limits: Problem, lots: Lots) -> Standing:
        """Orders with the cheapest production. `limits`: a problem of the same bill of materials, hours and demand.

        Asking with the same `limits` object again is cheaper. Raises Failed if no optimum is found.
        """
        if self._helper is None:
            self._helper = Helper(jobs.follow_each)
        tables = Tables(problem)
        supply = tables.initial + tables.arrivals(lots)
        self._helper.send((None if limits is self._limits else limits, supply))
        self._limits = limits
        produced = self._helper.receive()
        rows = scoring.production_rows(tables, produced.made)
        return Standing(problem, Plan(tables.orders(lots), rows))
