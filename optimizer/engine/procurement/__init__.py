"""Procurement planning: what to order from whom and when, and what to make of it.

`read` turns an instance file into a `Problem`, `solve` turns a problem into a `Result` with a proven bound.
"""

from optimizer.engine.procurement.fronting import Front, FrontPlan, front
from optimizer.engine.procurement.problem import (
    BomLine,
    Certificate,
    ConfirmedOrder,
    Demand,
    Finding,
    Item,
    Order,
    Plan,
    Problem,
    Production,
    Progress,
    Receipt,
    Result,
    SourceOption,
    Supplier,
    WorkCentre,
)
from optimizer.engine.procurement.reading import Unreadable, read
from optimizer.engine.procurement.replanning import replan
from optimizer.engine.procurement.solving import solve

__all__ = [
    "BomLine",
    "Certificate",
    "ConfirmedOrder",
    "Demand",
    "Finding",
    "Front",
    "FrontPlan",
    "Item",
    "Order",
    "Plan",
    "Problem",
    "Production",
    "Progress",
    "Receipt",
    "Result",
    "SourceOption",
    "Supplier",
    "Unreadable",
    "WorkCentre",
    "front",
    "read",
    "replan",
    "solve",
]
