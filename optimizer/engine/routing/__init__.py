"""Delivery routing: which vehicle makes which stops in which order.

`read` turns an instance file into a `RoutingProblem`, `solve` turns a problem into a `Result`,
`check` judges a plan by every rule.
"""

from optimizer.engine.routing.checking import check
from optimizer.engine.routing.problem import (
    Break,
    Dock,
    Finding,
    Pair,
    Plan,
    Progress,
    Result,
    Route,
    RoutingProblem,
    Stop,
    Vehicle,
    Verdict,
)
from optimizer.engine.routing.reading import Unreadable, read
from optimizer.engine.routing.replanning import Evaluation, inserted, moved, replan
from optimizer.engine.routing.run import Limit
from optimizer.engine.routing.solving import solve

__all__ = [
    "Break",
    "Dock",
    "Evaluation",
    "Finding",
    "Limit",
    "Pair",
    "Plan",
    "Progress",
    "Result",
    "Route",
    "RoutingProblem",
    "Stop",
    "Unreadable",
    "Vehicle",
    "Verdict",
    "check",
    "inserted",
    "moved",
    "read",
    "replan",
    "solve",
]
