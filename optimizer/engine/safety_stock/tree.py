"""The exact optimum on a tree with whole times: dynamic programming over promises (Graves and Willems, 2000).

Stages are taken from the leaves of the tree inwards. A stage that hands on to its customer tells it the least
value F(S) of the stock behind it for each promise S; one whose next is its supplier tells G(SI), for each
time it would wait. Both are tables over whole periods.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.safety_stock.network import Array, Network


@dataclass(frozen=True)
class _Table:
    """`best` by the value told to the next stage; `choice`: the other of (promise, wait) that gives it."""

    best: Array
    choice: NDArray[np.intp]


def is_tree(network: Network) -> bool:
    """Whether the stages hang together without any circle, direction aside, and all times are whole."""
    if len(network.arcs) != len(network.stages) - 1:
        return False
    found, waiting = {0}, [0]
    while waiting:
        place = waiting.pop()
        for other, _ in (*network.customers[place], *network.suppliers[place]):
            if other not in found:
                found.add(other)
                waiting.append(other)
    is_whole = np.array_equal(network.times, np.round(network.times))
    return len(found) == len(network.stages) and is_whole


def solve_tree(network: Network) -> Array:
    """The best promise of every stage. The network must be a tree (`is_tree`)."""
    size = int(network.longest.max()) + 1
    path = _inwards(network)
    tables: dict[int, _Table] = {}
    for place, following in path:
        grid = _grid(network, place, size)
        for supplier, _ in network.suppliers[place]:
            if supplier in tables and supplier != following:
                # The best promise of a supplier within each wait.
                grid += np.minimum.accumulate(tables[supplier].best)[None, :]
        for customer, _ in network.customers[place]:
            if customer in tables and customer != following:
                grid += np.minimum.accumulate(tables[customer].best[::-1])[::-1][:, None]
        is_promise = any(customer == following for customer, _ in network.customers[place])
        axis = 1 if is_promise or following is None else 0
        tables[place] = _Table(grid.min(axis), grid.argmin(axis))
    return _read(network, path, tables)


def _grid(network: Network, place: int, size: int) -> Array:
    """Value of the stock by (promise, wait); infinite where that cannot be."""
    promise, wait = np.arange(size)[:, None], np.arange(size)[None, :]
    net = wait + int(network.times[place]) - promise
    weight, slope, base = (column[place] for column in network.weights)
    cost = weight * np.sqrt(slope * np.maximum(net, 0) + base)
    most = int(np.floor(network.promises[place]))
    longest = int(network.longest[place] - network.times[place])
    return np.where((net >= 0) & (promise <= most) & (wait <= longest), cost, np.inf)


def _inwards(network: Network) -> list[tuple[int, int | None]]:
    """Each stage with the next one towards the last, leaves first."""
    beside = [
        [
            *(customer for customer, _ in network.customers[place]),
            *(supplier for supplier, _ in network.suppliers[place]),
        ]
        for place in range(len(network.stages))
    ]
    path: list[tuple[int, int | None]] = [(0, None)]
    for place, following in path:
        path.extend((other, place) for other in beside[place] if other != following)
    return path[::-1]


def _read(network: Network, path: list[tuple[int, int | None]], tables: dict[int, _Table]) -> Array:
    """Promises from the tables, from the last stage outwards."""
    promise: dict[int, int] = {}
    wait: dict[int, int] = {}
    for place, following in reversed(path):
        table = tables[place]
        if following is None:
            promise[place] = int(table.best.argmin())
            wait[place] = int(table.choice[promise[place]])
        elif any(customer == following for customer, _ in network.customers[place]):
            promise[place] = int(table.best[: wait[following] + 1].argmin())
            wait[place] = int(table.choice[promise[place]])
        else:
            wait[place] = promise[following] + int(table.best[promise[following] :].argmin())
            promise[place] = int(table.choice[wait[place]])
    return np.array([float(promise[place]) for place in range(len(network.stages))])
