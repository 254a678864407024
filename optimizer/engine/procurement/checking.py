"""What contradicts itself in a problem, and the problem without it: the rest can still be planned."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from common.errors import ErrorText
from optimizer.engine.procurement import findings as texts
from optimizer.engine.procurement.problem import (
    BomLine,
    ConfirmedOrder,
    Finding,
    Item,
    Problem,
    SourceOption,
)

Found = list[Finding]
NOT_NEGATIVE = (
    "stock",
    "safety_stock",
    "holding_cost",
    "safety_cost",
    "production_cost",
    "hours",
    "backlog_cost",
)


def sound(problem: Problem) -> tuple[Problem, tuple[Finding, ...]]:
    """The part of the problem that can be planned, and one finding per thing left out or corrected."""
    found: Found = []
    items = tuple(_item(item, found) for item in problem.items)
    bom = _lines(problem, found)
    problem = replace(problem, items=items, bom=bom)
    problem = replace(problem, source_options=_options(problem, found))
    problem = replace(problem, items=_sourced(problem, found), source_options=_shares(problem, found))
    problem = replace(problem, confirmed_orders=_confirmed(problem, found))
    return problem, tuple(found)


def contradictions(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those findings that make a file contradictory, not only worth knowing."""
    return tuple(finding for finding in found if finding.code not in texts.NOTES)


def _add(found: Found, text: ErrorText, field: str, **params: object) -> None:
    found.append(Finding(text, field, params))


def _item(item: Item, found: Found) -> Item:
    known = {field.name for field in fields(item)}
    changes: dict[str, Any] = {}
    for name in NOT_NEGATIVE:
        if name in known and (value := getattr(item, name)) < 0:
            _add(found, texts.NEGATIVE, f"items.{name}", id=item.id, name=name, value=f"{value:g}")
            changes[name] = 0.0
    return replace(item, **changes) if changes else item


def _lines(problem: Problem, found: Found) -> tuple[BomLine, ...]:
    """Lines of made parents, without those that run in a circle."""
    made = {item.id for item in problem.items if item.is_made}
    lines = []
    for line in problem.bom:
        if line.parent not in made:
            _add(found, texts.NOT_MADE, "bom.parent", item=line.parent)
        elif line.quantity <= 0:
            _add(
                found,
                texts.NEGATIVE,
                "bom.quantity",
                id=line.parent,
                name="quantity",
                value=f"{line.quantity:g}",
            )
        else:
            lines.append(line)
    looped = _looped(lines)
    if looped:
        _add(found, texts.BOM_LOOP, "bom", items="”, “".join(sorted(looped)))
    return tuple(line for line in lines if not {line.parent, line.component} <= looped)


def _looped(lines: list[BomLine]) -> set[str]:
    """Items on or between loops: what remains when items without parents or without components are taken away."""
    rest = list(lines)
    while rest:
        parents, components = {line.parent for line in rest}, {line.component for line in rest}
        kept = [line for line in rest if line.parent in components and line.component in parents]
        if len(kept) == len(rest):
            break
        rest = kept
    return {line.parent for line in rest}


def _options(problem: Problem, found: Found) -> tuple[SourceOption, ...]:
    purchased = {item.id for item in problem.items if not item.is_made}
    most = {supplier.id: max(supplier.capacity, default=0.0) for supplier in problem.suppliers}
    usable = []
    for option in problem.source_options:
        faults = list(_option_faults(option, purchased))
        for text, name, value in faults:
            _add(found, text, f"source_options.{name}", option=option.id, item=option.item, value=value)
        if faults:
            continue
        if option.moq * option.capacity_use > most[option.supplier] * (1 + 1e-6):
            value = f"{option.moq:g}"
            _add(found, texts.MOQ_ABOVE_CAPACITY, "source_options.moq", option=option.id, value=value)
        usable.append(option)
    return tuple(usable)


def _option_faults(option: SourceOption, purchased: set[str]) -> Iterator[tuple[ErrorText, str, str]]:
    starts, prices = zip(*option.tiers, strict=True) if option.tiers else ((), ())
    if option.item not in purchased:
        yield texts.NOT_PURCHASED, "item", option.item
    if option.lead_time < 0:
        yield texts.LEAD_TIME, "lead_time", str(option.lead_time)
    if option.lot <= 0:
        yield texts.LOT, "lot", f"{option.lot:g}"
    if starts[:1] != (0.0,) or list(starts) != sorted(starts) or min(prices) < 0:
        yield texts.TIERS, "tiers", ""


def _sourced(problem: Problem, found: Found) -> tuple[Item, ...]:
    """Items with rules on the number of sources that can be kept; the others are told."""
    suppliers = defaultdict(set)
    for option in problem.source_options:
        suppliers[option.item].add(option.supplier)
    used = {line.component for line in problem.bom} | {row.item for row in problem.demand}
    for item in problem.items:
        if item.is_made:
            continue
        count = len(suppliers[item.id])
        most = count if item.max_sources is None else item.max_sources
        if not count and item.id in used:
            _add(found, texts.NO_SOURCE, "source_options", item=item.id)
        elif count and item.min_sources > min(most, count):
            least = item.min_sources
            _add(found, texts.SOURCES, "items.min_sources", item=item.id, least=least, most=most, count=count)
    return problem.items


def _shares(problem: Problem, found: Found) -> tuple[SourceOption, ...]:
    """Options whose shares can hold together; of contradictory ones the shares do not apply."""
    least: dict[str, float] = defaultdict(float)
    bad = set()
    for option in problem.source_options:
        least[option.item] += option.share_min
        if not 0 <= option.share_min <= option.share_max:
            bad.add(option.item)
    bad |= {item for item, total in least.items() if total > 1 + 1e-9}
    for item in sorted(bad):
        _add(found, texts.SHARES, "source_options.share_min", item=item, least=f"{least[item]:g}")
    return tuple(
        replace(option, share_min=0.0, share_max=1.0) if option.item in bad else option
        for option in problem.source_options
    )


def _confirmed(problem: Problem, found: Found) -> tuple[ConfirmedOrder, ...]:
    """Confirmed orders that can be kept; the frozen ones that cannot are told."""
    options = {option.id: option for option in problem.source_options}
    free = {supplier.id: list(supplier.capacity) for supplier in problem.suppliers}
    kept = []
    for order in sorted(problem.confirmed_orders, key=lambda order: not order.is_frozen):
        option = options.get(order.source_option)
        reason = "option" if option is None else _impossible(order, option, problem.weeks, free)
        if reason and order.is_frozen:
            where = {"option": order.source_option, "week": order.week, "reason": reason}
            found.append(Finding(texts.FROZEN_IMPOSSIBLE, "confirmed_orders", where))
        if not reason:
            kept.append(order)
    return tuple(kept)


def _impossible(
    order: ConfirmedOrder, option: SourceOption, weeks: int, free: dict[str, list[float]]
) -> str | None:
    if order.week + option.lead_time >= weeks:
        return "week"
    if order.lots < 1:
        return "lots"
    if order.is_frozen:
        quantity = max(order.lots * option.lot, option.moq)
        free[option.supplier][order.week] -= quantity * option.capacity_use
        if free[option.supplier][order.week] < -1e-6 * max(1.0, quantity * option.capacity_use):
            return "capacity"
    return None
