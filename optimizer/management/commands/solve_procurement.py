"""Plans the procurement problem in a file and prints the result as one JSON object (docs/planning.md)."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import psutil
from django.core.management.base import BaseCommand, CommandParser

from common.language import current_language
from optimizer.engine.procurement import Finding, Plan, Progress, Result, Unreadable, read, solve
from optimizer.engine.procurement.checking import contradictions, sound
from optimizer.engine.procurement.scoring import broken_rules

INFEASIBLE, REFUSED = 1, 2


class Command(BaseCommand):
    help = "Plan a procurement problem file (lianwang.procurement/1)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--seconds", type=float, default=60.0, help="wall time of the search")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", help="print the whole plan, not only its figures")

    def handle(self, *, file: Path, seconds: float, seed: int, **options: Any) -> None:
        try:
            problem = read(file)
        except Unreadable as refused:
            self._refuse(refused.findings)
        if found := contradictions(sound(problem)[1]):
            self._refuse(found)
        result = solve(problem, seconds=_left(seconds), seed=seed, progress=self._tell)
        self._print(document(problem.name, result) if options["json"] else figures(result))
        if broken_rules(problem, result.plan):
            sys.exit(INFEASIBLE)

    def _tell(self, progress: Progress) -> None:
        cost = "-" if progress.cost is None else f"{progress.cost:.2f}"
        bound = "-" if progress.bound is None else f"{progress.bound:.2f}"
        self.stderr.write(f"{progress.seconds:8.1f} s  {progress.stage:<12} cost {cost}  bound {bound}")

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
    """The result without its plan."""
    names = ("status", "cost", "bound", "gap", "seconds", "cpu_seconds")
    return {name: getattr(result, name) for name in names}


def document(name: str, result: Result) -> dict[str, Any]:
    """The result with its plan, as the format states it."""
    return figures(result) | {"plan": plan_rows(name, result.plan)}


def plan_rows(name: str, plan: Plan) -> dict[str, Any]:
    return {
        "format": "lianwang.procurement-plan/1",
        "instance": name,
        "orders": [
            {"source_option": row.source_option, "week": row.week, "lots": row.lots} for row in plan.orders
        ],
        "production": [
            {"item": row.item, "week": row.week, "quantity": row.quantity} for row in plan.production
        ],
    }
