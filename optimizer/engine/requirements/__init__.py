"""What must be there when: bills of material exploded, netted and pegged.

    explode(problem) -> Requirements
    slack_if(found, supply, available) -> the demands whose slack changes when one promise moves

The bill of material is worked through once, by low-level codes, for all periods at a time; what is left open
becomes planned orders, and every quantity is pegged: demand ↔ planned order ↔ requirement ↔ stock or order
line.
"""

from optimizer.engine.requirements.explosion import explode_levels
from optimizer.engine.requirements.findings import BomLoop, Finding
from optimizer.engine.requirements.moving import slack_if
from optimizer.engine.requirements.pegging import peg
from optimizer.engine.requirements.problem import BomLine, Demand, Item, Problem, Quantity, Supply, SupplyKind
from optimizer.engine.requirements.result import Peg, PlannedOrder, Requirements, Taken
from optimizer.engine.requirements.screening import screen

__all__ = [
    "BomLine",
    "BomLoop",
    "Demand",
    "Finding",
    "Item",
    "Peg",
    "PlannedOrder",
    "Problem",
    "Quantity",
    "Requirements",
    "Supply",
    "SupplyKind",
    "Taken",
    "explode",
    "slack_if",
]


def explode(problem: Problem) -> Requirements:
    """Requirements, planned orders, pegs and slack. Raises BomLoop for a bill of material that contains itself.

    Anything else that is wrong with the input is a finding, and the rest is computed.
    """
    data = screen(problem)
    explosion = explode_levels(data, problem.periods)
    return Requirements(problem, data, explosion, peg(data, explosion))
