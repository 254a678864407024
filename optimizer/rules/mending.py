"""What has changed between two planning problems, as far as a plan of the one can be mended into a plan of the other."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from optimizer.engine.procurement import Problem

# Beyond this share of the bought parts a plan made anew is better and hardly slower.
MOST_TOUCHED = 0.5


def changed_suppliers(before: Problem, after: Problem) -> frozenset[str] | None:
    """Suppliers in the engine's sense whose parts have to be planned anew; None where all of it has.

    A part is touched when it, its demand, what is on its way, one of its sources, or anything it goes into has changed.
    """
    if (before.weeks, before.priorities, before.bom) != (after.weeks, after.priorities, after.bom):
        return None
    items = _differing(before.items, after.items, "id") | _by_item(before.demand, after.demand)
    items |= _by_item(before.receipts, after.receipts) | _by_item(before.source_options, after.source_options)
    suppliers = _differing(before.suppliers, after.suppliers, "id")
    centres = _differing(before.work_centres, after.work_centres, "id")
    items |= {item.id for item in after.items if item.work_centre in centres}
    items = _below(after, items)
    parts = {option.item for option in after.source_options}
    touched = {o.item for o in after.source_options if o.supplier in suppliers} | (items & parts)
    if len(touched) > MOST_TOUCHED * len(parts):
        return None
    return frozenset(suppliers | {o.supplier for o in after.source_options if o.item in touched})


def _differing(before: Iterable[Any], after: Iterable[Any], key: str) -> set[str]:
    """Keys of what is new, gone or no longer equal."""
    old, new = ({getattr(row, key): row for row in rows} for rows in (before, after))
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _by_item(before: Iterable[Any], after: Iterable[Any]) -> set[str]:
    old, new = (_grouped(rows) for rows in (before, after))
    return {item for item in old.keys() | new.keys() if old.get(item) != new.get(item)}


def _grouped(rows: Iterable[Any]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.item].append(repr(row))
    return {item: sorted(texts) for item, texts in found.items()}


def _below(problem: Problem, items: set[str]) -> set[str]:
    """These items and all that goes into them."""
    components: defaultdict[str, list[str]] = defaultdict(list)
    for line in problem.bom:
        components[line.parent].append(line.component)
    reached, waiting = set(items), list(items)
    while waiting:
        for component in components[waiting.pop()]:
            if component not in reached:
                reached.add(component)
                waiting.append(component)
    return reached
