"""Where in a chain safety stock is kept, and what it is worth."""

from dataclasses import dataclass

from optimizer.engine.safety_stock.bounded import Progress, net_times, solve_bounded
from optimizer.engine.safety_stock.network import Array, Network
from optimizer.engine.safety_stock.tree import is_tree, solve_tree


@dataclass(frozen=True, slots=True)
class StagePlan:
    """Of one stage: `promise` to its customers, `wait` for its suppliers, net replenishment time, all in periods.

    `safety_stock` in units, `value` of it in money.
    """

    key: str
    promise: float
    wait: float
    net_time: float
    safety_stock: float
    value: float


@dataclass(frozen=True, slots=True)
class Placement:
    """`status`: OPTIMAL when value and bound meet, else FEASIBLE. `work`: linear programs; 0 for the exact tree method."""

    status: str
    value: float
    bound: float
    gap: float
    work: int
    stages: tuple[StagePlan, ...]


def place(network: Network, *, work: int = 400, progress: Progress | None = None) -> Placement:
    """The promises that need the least value of safety stock.

    Trees with whole times are solved exactly, anything else within about `work` linear programs, with a
    proven bound. The same network and work give the same answer. Raises NetworkError.
    """
    if not network.stages:
        return Placement("OPTIMAL", 0.0, 0.0, 0.0, 0, ())
    if is_tree(network):
        promises = solve_tree(network)
        value = float(network.costs(net_times(network, promises)).sum())
        return Placement("OPTIMAL", value, value, 0.0, 0, plans_of(network, promises))
    found = solve_bounded(network, work, progress)
    gap = (found.value - found.bound) / found.value if found.value else 0.0
    status = "OPTIMAL" if gap <= 1e-6 else "FEASIBLE"
    return Placement(status, found.value, found.bound, gap, found.work, plans_of(network, found.promises))


def plans_of(network: Network, promises: Array) -> tuple[StagePlan, ...]:
    """What each stage keeps under given promises."""
    net = net_times(network, promises).clip(min=0)
    values = network.costs(net)
    plans = []
    for row, stage in enumerate(network.stages):
        wait = max((float(promises[supplier]) for supplier, _ in network.suppliers[row]), default=0.0)
        stock = float(values[row] / network.unit_values[row]) if network.unit_values[row] else 0.0
        plans.append(
            StagePlan(stage.key, float(promises[row]), wait, float(net[row]), stock, float(values[row]))
        )
    return tuple(plans)
