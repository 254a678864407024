"""Low-level codes: how deep below a finished product an item is used at most, so that each is computed once."""

import numpy as np

from optimizer.engine.requirements.findings import BomLoop
from optimizer.engine.requirements.screening import Integers, Screened


def low_level_codes(data: Screened) -> Integers:
    """The code of every item, 0 where no parent uses it. Raises BomLoop naming one loop when there is one."""
    below: list[list[int]] = [[] for _ in data.keys]
    open_parents = [0] * len(data.keys)
    for parent, component in zip(data.lines.parent.tolist(), data.lines.component.tolist(), strict=True):
        below[parent].append(component)
        open_parents[component] += 1
    codes = [0] * len(data.keys)
    ready = [item for item, count in enumerate(open_parents) if not count]
    for item in ready:
        for component in below[item]:
            codes[component] = max(codes[component], codes[item] + 1)
            open_parents[component] -= 1
            if not open_parents[component]:
                ready.append(component)
    if len(ready) < len(codes):
        raise BomLoop(_loop(data, open_parents))
    return np.array(codes, dtype=np.int64)


def deepest_lead(data: Screened, codes: Integers) -> int:
    """The longest sum of lead times down from any item: how far before now a requirement can fall."""
    total = data.lead.copy()
    order = np.argsort(-codes[data.lines.parent], kind="stable")
    levels = codes[data.lines.parent][order]
    for level in np.unique(levels)[::-1]:
        lines = order[levels == level]
        parents = data.lines.parent[lines]
        np.maximum.at(total, parents, data.lead[parents] + total[data.lines.component[lines]])
    return int(total.max(initial=0))


def _loop(data: Screened, open_parents: list[int]) -> tuple[str, ...]:
    """One loop among the items some of whose parents are never done: go up from any of them until one repeats."""
    above = {
        component: parent
        for parent, component in zip(data.lines.parent.tolist(), data.lines.component.tolist(), strict=True)
        if open_parents[parent] and open_parents[component]
    }
    item, path = next(iter(above)), []
    while item not in path:
        path.append(item)
        item = above[item]
    # The path leads upwards; a loop is told downwards, from the item it was met at.
    loop = [item, *reversed(path[path.index(item) :])]
    return tuple(data.keys[place] for place in loop)
