"""Instance files of the format `lianwang.procurement/1`: JSON, possibly gzip-compressed, into a Problem."""

import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from common.errors import ErrorText
from optimizer.engine.procurement import findings
from optimizer.engine.procurement.problem import (
    BomLine,
    ConfirmedOrder,
    Demand,
    Finding,
    Item,
    Problem,
    Receipt,
    SourceOption,
    Supplier,
    WorkCentre,
)

FORMAT = "lianwang.procurement/1"


class Unreadable(Exception):
    """A file that is not an instance; `findings` say why."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in found))
        self.findings = tuple(found)


class _Row:
    """One JSON object: typed access to its fields, what is wrong with them goes to a common list."""

    def __init__(self, data: Any, place: str, found: list[Finding]) -> None:
        self.data: Mapping[str, Any] = data if isinstance(data, dict) else {}
        self.place, self.found = place, found
        if not isinstance(data, dict):
            self.refuse("", data, "an object")

    def at(self, name: str) -> str:
        return f"{self.place}.{name}".strip(".")

    def refuse(self, name: str, value: Any, expected: str) -> None:
        params = {"name": self.at(name), "value": str(value)[:60], "expected": expected}
        self.add(findings.FIELD_INVALID, name, params)

    def add(self, text: ErrorText, name: str, params: Mapping[str, Any]) -> None:
        self.found.append(Finding(text, self.at(name), params))

    def value(self, name: str, default: Any = None) -> Any:
        """The raw value; a missing field without default is a finding and gives None."""
        if name not in self.data and default is None:
            self.add(findings.FIELD_MISSING, name, {"name": self.at(name)})
        return self.data.get(name, default)

    def number(self, name: str, default: float | None = None) -> float:
        value = self.value(name, default)
        if value is None and name not in self.data:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            self.refuse(name, value, "a number")
            return 0.0
        return float(value)

    def whole(self, name: str, default: int | None = None) -> int:
        value = self.number(name, default)
        if value != int(value):
            self.refuse(name, value, "a whole number")
        return int(value)

    def text(self, name: str) -> str:
        value = self.value(name)
        if value is not None and (not isinstance(value, str) or not value):
            self.refuse(name, value, "a text")
        return str(value)

    def numbers(self, name: str, count: int) -> tuple[float, ...]:
        value = self.value(name)
        if not isinstance(value, list) or len(value) != count or not all(map(_is_number, value)):
            if value is not None:
                self.refuse(name, value, f"{count} numbers of 0 or more")
            return (0.0,) * count
        return tuple(map(float, value))

    def rows(self, name: str, *, is_needed: bool = True) -> Iterator["_Row"]:
        value = self.value(name, None if is_needed else [])
        if value is not None and not isinstance(value, list):
            self.refuse(name, value, "a list")
            value = None
        for number, data in enumerate(value or ()):
            yield _Row(data, self.at(f"{name}[{number}]"), self.found)


def read(path: Path) -> Problem:
    """The problem in a file. Raises Unreadable with every finding."""
    try:
        data = path.read_bytes()
        document = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    except (OSError, EOFError, ValueError, RecursionError) as error:
        reason = {"reason": str(error)[:200] or type(error).__name__}
        raise Unreadable([Finding(findings.UNREADABLE, "", reason)]) from error
    return parse(document)


def parse(document: Any) -> Problem:
    """The problem in a JSON document. Raises Unreadable with every finding."""
    found: list[Finding] = []
    root = _Row(document, "", found)
    if root.data.get("format") != FORMAT:
        params = {"value": str(root.data.get("format")), "expected": FORMAT}
        raise Unreadable([Finding(findings.UNKNOWN_FORMAT, "format", params)])
    problem = _problem(root)
    found += _broken_references(problem)
    if found:
        raise Unreadable(found)
    return problem


def _problem(root: _Row) -> Problem:
    weeks = root.whole("weeks")
    if not 1 <= weeks <= 1000 and "weeks" in root.data:
        root.refuse("weeks", weeks, "1 to 1000")
    weeks = min(max(weeks, 1), 1000)
    return Problem(
        name=root.text("name"),
        weeks=weeks,
        currency=root.text("currency"),
        priorities=_priorities(root),
        items=tuple(map(_item, root.rows("items"))),
        bom=tuple(
            BomLine(r.text("parent"), r.text("component"), r.number("quantity"), _within(r, "offset", weeks))
            for r in root.rows("bom")
        ),
        demand=tuple(
            Demand(r.text("item"), _within(r, "week", weeks), r.number("quantity"), r.whole("priority"))
            for r in root.rows("demand")
        ),
        work_centres=tuple(
            WorkCentre(r.text("id"), r.numbers("hours", weeks)) for r in root.rows("work_centres")
        ),
        suppliers=tuple(Supplier(r.text("id"), r.numbers("capacity", weeks)) for r in root.rows("suppliers")),
        source_options=tuple(map(_option, root.rows("source_options"))),
        receipts=tuple(
            Receipt(r.text("item"), _within(r, "week", weeks), r.number("quantity"))
            for r in root.rows("receipts", is_needed=False)
        ),
        confirmed_orders=tuple(_confirmed(r, weeks) for r in root.rows("confirmed_orders", is_needed=False)),
    )


def _item(row: _Row) -> Item:
    kind = row.text("kind")
    if kind not in ("purchased", "made"):
        row.refuse("kind", kind, "purchased or made")
    is_made = kind == "made"
    most = row.data.get("max_sources")
    return Item(
        id=row.text("id"),
        kind=kind,
        stock=row.number("stock"),
        safety_stock=row.number("safety_stock"),
        standard_cost=row.number("standard_cost", 0.0),
        holding_cost=row.number("holding_cost"),
        safety_cost=row.number("safety_cost"),
        end_value=row.number("end_value"),
        min_sources=1 if is_made else row.whole("min_sources", 1),
        max_sources=None if is_made or most is None else row.whole("max_sources"),
        production_cost=row.number("production_cost") if is_made else 0.0,
        work_centre=row.text("work_centre") if is_made else None,
        hours=row.number("hours") if is_made else 0.0,
        backlog_cost=row.number("backlog_cost", 0.0),
        lost_cost=row.number("lost_cost", 0.0),
    )


def _option(row: _Row) -> SourceOption:
    return SourceOption(
        id=row.text("id"),
        item=row.text("item"),
        supplier=row.text("supplier"),
        lead_time=row.whole("lead_time"),
        lot=row.number("lot"),
        moq=row.number("moq"),
        tiers=_tiers(row),
        order_cost=row.number("order_cost"),
        transport_cost=row.number("transport_cost"),
        co2e=row.number("co2e", 0.0),
        capacity_use=row.number("capacity_use"),
        late_probability=row.number("late_probability", 0.0),
        share_min=row.number("share_min", 0.0),
        share_max=row.number("share_max", 1.0),
    )


def _tiers(row: _Row) -> tuple[tuple[float, float], ...]:
    value = row.value("tiers")
    is_table = isinstance(value, list) and bool(value)
    if is_table and all(isinstance(t, list) and len(t) == 2 and all(map(_is_number, t)) for t in value):
        return tuple((float(start), float(price)) for start, price in value)
    if value is not None:
        row.refuse("tiers", value, "pairs of quantity and price")
    return ((0.0, 0.0),)


def _confirmed(row: _Row, weeks: int) -> ConfirmedOrder:
    is_frozen = row.value("frozen")
    if is_frozen is not None and not isinstance(is_frozen, bool):
        row.refuse("frozen", is_frozen, "true or false")
    lots = row.whole("lots")
    return ConfirmedOrder(
        row.text("source_option"),
        _within(row, "week", weeks),
        lots,
        bool(is_frozen),
        row.number("change_cost"),
    )


def _within(row: _Row, name: str, weeks: int) -> int:
    week = row.whole(name)
    if not 0 <= week < weeks:
        row.refuse(name, week, f"0 to {weeks - 1}")
    return min(max(week, 0), weeks - 1)


def _priorities(root: _Row) -> dict[int, float]:
    value = root.value("priorities")
    table = _Row(value, "priorities", root.found) if value is not None else None
    names = list(table.data) if table else []
    if table and not all(name.isdecimal() for name in names):
        table.refuse("", names, "whole numbers as names")
    return {int(name): table.number(name) for name in names if table and name.isdecimal()}


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and math.isfinite(value)
        and value >= 0
    )


def _broken_references(problem: Problem) -> Iterator[Finding]:
    """Ids that occur twice, and ids that nothing has."""
    items = {item.id for item in problem.items}
    for name in ("items", "work_centres", "suppliers", "source_options"):
        seen: set[str] = set()
        for row in getattr(problem, name):
            if row.id in seen:
                yield Finding(findings.DUPLICATE, f"{name}.id", {"value": row.id})
            seen.add(row.id)
    seen_orders: set[tuple[str, int]] = set()
    for order in problem.confirmed_orders:
        key = order.source_option, order.week
        if key in seen_orders:
            yield Finding(findings.DUPLICATE, "confirmed_orders", {"value": f"{key[0]}, {key[1]}"})
        seen_orders.add(key)
    options = {option.id for option in problem.source_options}
    suppliers = {supplier.id for supplier in problem.suppliers}
    centres = {centre.id for centre in problem.work_centres}
    yield from _unknown("items.work_centre", centres, [i.work_centre for i in problem.items if i.is_made])
    yield from _unknown("bom.parent", items, [line.parent for line in problem.bom])
    yield from _unknown("bom.component", items, [line.component for line in problem.bom])
    yield from _unknown("demand.item", items, [row.item for row in problem.demand])
    yield from _unknown("demand.priority", set(problem.priorities), [row.priority for row in problem.demand])
    yield from _unknown("source_options.item", items, [option.item for option in problem.source_options])
    yield from _unknown("source_options.supplier", suppliers, [o.supplier for o in problem.source_options])
    yield from _unknown("receipts.item", items, [row.item for row in problem.receipts])
    yield from _unknown(
        "confirmed_orders.source_option", options, [c.source_option for c in problem.confirmed_orders]
    )


def _unknown(name: str, known: set[Any], values: Sequence[Any]) -> Iterator[Finding]:
    for value in dict.fromkeys(value for value in values if value not in known):
        yield Finding(findings.UNKNOWN_REFERENCE, name, {"name": name, "value": str(value)})
