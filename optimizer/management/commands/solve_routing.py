"""Plans the routes for the problem in a file and prints the result as one JSON object (docs/routing.md)."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import psutil
from django.core.management.base import BaseCommand, CommandParser

from common.language import current_language
from optimizer.engine.routing import (
    Finding,
    Limit,
    Plan,
    Progress,
    Result,
    RoutingProblem,
    Unreadable,
    read,
    solve,
)

INFEASIBLE, REFUSED = 1, 2


class Command(BaseCommand):
    help = "Plan routes for a file of Solomon, Gehring-Homberger, Li-Lim or VRPLIB."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--seconds", type=float, default=30.0, help="wall time of the search")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", help="print the routes, not only the figures")

    def handle(self, *, file: Path, seconds: float, seed: int, **options: Any) -> None:
        try:
            problem = read(file)
        except Unreadable as refused:
            self._refuse(refused.findings)
        result = solve(problem, limit=Limit(_left(seconds)), seed=seed, progress=self._tell)
        self._print(document(problem, result) if options["json"] else figures(result))
        if not result.verdict.is_feasible:
            language = current_language()
            for finding in result.verdict.violations:
                self.stderr.write(f"{finding.field}: {finding.message(language)}")
            sys.exit(INFEASIBLE)

    def _tell(self, progress: Progress) -> None:
        cost = "-" if progress.cost is None else str(progress.cost)
        self.stderr.write(f"{progress.seconds:8.1f} s  {progress.stage:<12} cost {cost}")

    def _refuse(self, found: tuple[Finding, ...]) -> None:
        language = current_language()
        rows = [{"code": f.code, "field": f.field, "message": f.message(language)} for f in found]
        self._print({"status": "error", "findings": rows})
        sys.exit(REFUSED)

    def _print(self, document: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False))


def _left(seconds: float) -> float:
    """What is left of the time since this process began; loading it may take a part of a short time, not all."""
    gone = time.time() - psutil.Process().create_time()
    return max(seconds - gone, seconds / 2)


def figures(result: Result) -> dict[str, Any]:
    """The result without its routes. Nothing is proven, so there is neither bound nor gap."""
    return {
        "status": result.status,
        "cost": result.cost,
        "bound": None,
        "gap": None,
        "seconds": round(result.seconds, 3),
        "cpu_seconds": round(result.cpu_seconds, 3),
    }


def document(problem: RoutingProblem, result: Result) -> dict[str, Any]:
    """The result with its routes, as the format states it."""
    return figures(result) | {"routes": route_rows(problem, result.plan)}


def route_rows(problem: RoutingProblem, plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "vehicle": route.vehicle,
            "depot": problem.vehicle[route.vehicle].depot,
            "stops": list(route.stops),
        }
        for route in plan.routes
        if route.stops
    ]
