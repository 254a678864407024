"""What a procurement planning problem and its answer consist of.

Weeks count from 0; quantities are in pieces, money in the problem's currency. The meaning of every field is that of the
instance format `lianwang.procurement/1`, described in docs/planning.md.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from common.errors import ErrorText


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A purchased part or a made product. Costs are per unit, holding and safety also per week.

    `backlog_cost` (per week late) and `lost_cost` (never delivered) are before the factor of the demand's priority.
    """

    id: str
    kind: str
    stock: float = 0.0
    safety_stock: float = 0.0
    standard_cost: float = 0.0
    holding_cost: float = 0.0
    safety_cost: float = 0.0
    end_value: float = 0.0
    min_sources: int = 1
    max_sources: int | None = None
    production_cost: float = 0.0
    work_centre: str | None = None
    hours: float = 0.0
    backlog_cost: float = 0.0
    lost_cost: float = 0.0

    @property
    def is_made(self) -> bool:
        return self.kind == "made"


@dataclass(frozen=True, slots=True)
class BomLine:
    """`quantity` of the component per parent, consumed `offset` weeks before the parent is finished."""

    parent: str
    component: str
    quantity: float
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    item: str
    week: int
    quantity: float
    priority: int


@dataclass(frozen=True, slots=True)
class WorkCentre:
    """`hours`: one figure per week."""

    id: str
    hours: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Supplier:
    """`capacity`: one figure per week of ordering, in capacity units."""

    id: str
    capacity: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOption:
    """An item bought from a supplier. `tiers`: (from quantity, unit price of all units), first from 0, rising."""

    id: str
    item: str
    supplier: str
    lead_time: int
    lot: float
    moq: float
    tiers: tuple[tuple[float, float], ...]
    order_cost: float = 0.0
    transport_cost: float = 0.0
    co2e: float = 0.0
    capacity_use: float = 0.0
    late_probability: float = 0.0
    share_min: float = 0.0
    share_max: float = 1.0

    def price(self, quantity: float) -> float:
        """Unit price of an order of this quantity."""
        return next(price for start, price in reversed(self.tiers) if start <= quantity)


@dataclass(frozen=True, slots=True)
class Receipt:
    """An arrival already under way."""

    item: str
    week: int
    quantity: float


@dataclass(frozen=True, slots=True)
class ConfirmedOrder:
    """An order already agreed. `change_cost` is per lot given up; a frozen one keeps at least its lots."""

    source_option: str
    week: int
    lots: int
    is_frozen: bool
    change_cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One planning problem. `priorities`: factor of each demand priority on backlog and lost cost."""

    name: str
    weeks: int
    currency: str
    priorities: Mapping[int, float]
    items: tuple[Item, ...]
    bom: tuple[BomLine, ...]
    demand: tuple[Demand, ...]
    work_centres: tuple[WorkCentre, ...]
    suppliers: tuple[Supplier, ...]
    source_options: tuple[SourceOption, ...]
    receipts: tuple[Receipt, ...] = ()
    confirmed_orders: tuple[ConfirmedOrder, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Order:
    """Whole lots of a source option, ordered in a week."""

    source_option: str
    week: int
    lots: int


@dataclass(frozen=True, slots=True, order=True)
class Production:
    """Units of a made item finished in a week; fractions are allowed."""

    item: str
    week: int
    quantity: float


@dataclass(frozen=True, slots=True)
class Plan:
    orders: tuple[Order, ...]
    production: tuple[Production, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the input: what, where, and the values the message names."""

    text: ErrorText
    field: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.text.code

    def message(self, language: str) -> str:
        return self.text.render(language, self.params)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: the stage's name, seconds since its start, best cost and proven bound so far."""

    stage: str
    seconds: float
    cost: float | None
    bound: float | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a bound rests on, so that after a change only what it touches is valued anew.

    `late` (N x T): the prices, of `items`. `values`: lower bound of each part's cost by item. Every value is kept with a
    digest of all it was computed from and counts only where that is the same; so does `rest`.
    """

    items: tuple[str, ...]
    late: NDArray[np.floating[Any]]
    rest: tuple[bytes, float]
    values: Mapping[str, tuple[bytes, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`gap` = (cost - bound) / |cost|; `status` is "optimal" at a gap of 1e-6 or less, otherwise "feasible".

    `cost_parts`: purchase, order, transport, change, production, holding, safety_stock, backlog, lost, end_value.
    `findings`: what had to be left out or corrected before planning. `certificate`: what the bound rests on, for
    that of a replan.
    """

    status: str
    cost: float
    cost_parts: Mapping[str, float]
    bound: float
    gap: float
    seconds: float
    cpu_seconds: float
    plan: Plan
    findings: tuple[Finding, ...] = ()
    certificate: Certificate | None = None
