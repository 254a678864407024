"""The problem as arrays, without what cannot be computed with; each thing left out or put right is a finding."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import isfinite
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from common.errors import ErrorText
from optimizer.engine.requirements import findings as texts
from optimizer.engine.requirements.findings import Finding
from optimizer.engine.requirements.problem import (
    SCALE,
    STOCK,
    BomLine,
    Demand,
    Item,
    Problem,
    Quantity,
    Supply,
    SupplyKind,
)

Integers = NDArray[np.int64]
One = TypeVar("One", BomLine, Demand, Supply)
NEVER = 2**31
RANKS = {kind: rank for rank, kind in enumerate(SupplyKind)}


@dataclass(frozen=True)
class Lines:
    """Lines of the bill of material; `factor`: of the component per parent, with scrap and share. `places`: in the problem."""

    parent: Integers
    component: Integers
    factor: NDArray[np.float64]
    offset: Integers
    first: Integers
    last: Integers
    places: Integers


@dataclass(frozen=True)
class Rows:
    """Demands or supplies; `rank`: which of one period comes first. `places`: in the problem."""

    item: Integers
    period: Integers
    quantity: Integers
    rank: Integers
    places: Integers


@dataclass(frozen=True)
class Screened:
    """What is computed with: items, lines and rows are meant by their place in these arrays, quantities are millionths."""

    keys: tuple[str, ...]
    lead: Integers
    safety: Integers
    lines: Lines
    demands: Rows
    supplies: Rows
    findings: tuple[Finding, ...]


@dataclass
class _Screen:
    """What has been found so far."""

    problem: Problem
    places: dict[str, int] = field(default_factory=dict)
    lead: list[int] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)

    def note(self, text: ErrorText, name: str, key: str, value: object = "") -> None:
        self.found.append(Finding(text, name, key, str(value)))

    def item(self, one: Item) -> int | None:
        """Safety stock in millionths; None for an item that is there already."""
        if one.key in self.places:
            self.note(texts.ITEM_TWICE, "items", one.key)
            return None
        self.places[one.key] = len(self.lead)
        lead = one.lead_time
        if lead is None:
            self.note(texts.LEAD_TIME_MISSING, "items.lead_time", one.key)
        elif lead < 0:
            self.note(texts.LEAD_TIME_NEGATIVE, "items.lead_time", one.key, lead)
        self.lead.append(max(lead or 0, 0))
        if not isfinite(one.safety_stock) or one.safety_stock < 0:
            self.note(texts.QUANTITY_NOT_POSITIVE, "items.safety_stock", one.key, one.safety_stock)
            return 0
        return millionths(one.safety_stock)

    def line(self, one: BomLine) -> tuple[int, int, float, int, int, int] | None:
        """Parent, component, quantity per parent with scrap and share, offset, first and last period."""
        key = f"{one.parent} ← {one.component}"
        if not self._is_known(one.parent, "lines.parent", key):
            return None
        if not self._is_known(one.component, "lines.component", key):
            return None
        if not self._is_positive(one.quantity, "lines.quantity", key):
            return None
        if not (isfinite(one.scrap) and one.scrap >= 0 and 0 <= one.share <= 1):
            illegal = "scrap" if 0 <= one.share <= 1 else "share"
            self.note(texts.SHARE_ILLEGAL, f"lines.{illegal}", key, getattr(one, illegal))
            return None
        parent = self.places[one.parent]
        offset = min(max(one.offset, 0), self.lead[parent])
        if offset != one.offset:
            self.note(texts.OFFSET_ILLEGAL, "lines.offset", key, one.offset)
        factor = float(one.quantity) * (1 + one.scrap) * one.share
        first = -NEVER if one.first is None else one.first
        last = NEVER if one.last is None else one.last
        return parent, self.places[one.component], factor, offset, first, last

    def demand(self, one: Demand) -> tuple[int, int, int, int] | None:
        """Item, period, millionths, priority."""
        if not self._is_known(one.item, "demands.item", one.key):
            return None
        if not self._is_positive(one.quantity, "demands.quantity", one.key):
            return None
        if one.period >= self.problem.periods:
            self.note(texts.BEYOND_HORIZON, "demands.period", one.key, one.period)
            return None
        return self.places[one.item], one.period, millionths(one.quantity), one.priority

    def supply(self, one: Supply) -> tuple[int, int, int, int] | None:
        """Item, period, millionths, rank of its kind; nothing of a kind that does not count or that comes too late."""
        if not self._is_known(one.item, "supplies.item", one.key):
            return None
        if one.kind in STOCK and one.quantity < 0:
            self.note(texts.STOCK_NEGATIVE, "supplies.quantity", one.key, one.quantity)
            return None
        if one.kind in STOCK and one.quantity == 0:
            return None
        if not self._is_positive(one.quantity, "supplies.quantity", one.key):
            return None
        if one.available < 0:
            self.note(texts.PROMISE_PASSED, "supplies.available", one.key, -one.available)
        if one.kind not in self.problem.counted or one.available >= self.problem.periods:
            return None
        return self.places[one.item], max(one.available, 0), millionths(one.quantity), RANKS[one.kind]

    def _is_known(self, item: str, name: str, key: str) -> bool:
        if item in self.places:
            return True
        self.note(texts.ITEM_UNKNOWN, name, key, item)
        return False

    def _is_positive(self, quantity: Quantity, name: str, key: str) -> bool:
        if isfinite(quantity) and quantity > 0:
            return True
        self.note(texts.QUANTITY_NOT_POSITIVE, name, key, quantity)
        return False


def screen(problem: Problem) -> Screened:
    """The problem as arrays, and what was wrong with it."""
    state = _Screen(problem)
    safety = _column(one for item in problem.items if (one := state.item(item)) is not None)
    lead = _column(state.lead)
    places, columns = _kept(problem.lines, state.line, 6)
    parent, component, factor, offset, first, last = columns
    return Screened(
        keys=tuple(state.places),
        lead=lead,
        # What a new order could not reach within the horizon is not asked for.
        safety=np.where(lead < problem.periods, safety, 0),
        lines=Lines(
            _column(parent), _column(component), np.array(factor, dtype=np.float64), _column(offset),
            _column(first), _column(last), places,
        ),
        demands=_rows(problem.demands, state.demand),
        supplies=_rows(problem.supplies, state.supply),
        findings=tuple(state.found),
    )  # fmt: skip


def millionths(quantity: Quantity) -> int:
    """Rounded to the nearest millionth."""
    return round(quantity * SCALE)


def _column(values: Iterable[float]) -> Integers:
    return np.fromiter(values, dtype=np.int64)


def _rows(given: tuple[One, ...], check: Callable[[One], tuple[int, int, int, int] | None]) -> Rows:
    places, columns = _kept(given, check, 4)
    item, period, quantity, rank = map(_column, columns)
    return Rows(item, period, quantity, rank, places)


def _kept(
    given: tuple[One, ...], check: Callable[[One], tuple[float, ...] | None], width: int
) -> tuple[Integers, list[list[float]]]:
    """Places and columns of what passes the check."""
    rows = [(place, row) for place, one in enumerate(given) if (row := check(one)) is not None]
    columns = [list(column) for column in zip(*(row for _, row in rows), strict=True)] or [[]] * width
    return _column(place for place, _ in rows), columns
