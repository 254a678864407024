"""What an explanation consists of: reasons with their figures, and changes that would flip the answer.

No sentences: whoever shows a reason puts its kind and figures into words. A reason about another supplier names it, so
that whoever may not see that supplier can be spared it.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from optimizer.engine.procurement.problem import Order, Plan


class ReasonKind(StrEnum):
    """Why something is as it is; in brackets the figures a reason carries.

    Of orders: NEED (first, last: weeks that would go short; quantity: pieces that rest on it), SAFETY (below: pieces
    under the safety stock in `week` without it), EARLIEST (lead_time), AHEAD (weeks before it is needed; full: how many
    of the later weeks have no room for it), COMBINED (weeks served, order_cost), MOQ (moq, needed), LOT (lot, needed), TIER
    (start, price, saved), CAPACITY (capacity, free), SHARE_MAX and SHARE_MIN (share, bound), MIN_SOURCES and MAX_SOURCES
    (sources, bound), ONLY_SOURCE, CHEAPEST (unit, next: landed cost per piece), FROZEN and CONFIRMED (lots,
    change_cost), SPARE (end_value: no need of the horizon rests on it).

    Of options not chosen: COST (extra: what ordering from it would add; quantity; per_unit), DEARER (unit, chosen: landed
    cost per piece), CAPACITY (weeks with room for a least order, none or few), LEAD_TIME (lead_time, chosen), MAX_SOURCES,
    MOQ (moq, bought), NOT_NEEDED (stock), SOURCES (with it the cheapest orders break a rule on shares or numbers of
    sources), UNSETTLED (gain: planned anew without any change the part would be cheaper).

    Of late demand: HOURS (missing hours, free), OFFSET (earliest: first week it can be finished), CAPACITY (free, missing:
    pieces), LEAD_TIME (lead_time, weeks: too many), NO_SOURCE (missing), MAX_SOURCES, SHARE_MAX, COST (missing: more could
    be had in time but costs more than being late), UNSETTLED (gain).
    """

    NEED = "need"
    SAFETY = "safety"
    EARLIEST = "earliest"
    AHEAD = "ahead"
    COMBINED = "combined"
    MOQ = "moq"
    LOT = "lot"
    TIER = "tier"
    CAPACITY = "capacity"
    SHARE_MAX = "share_max"
    SHARE_MIN = "share_min"
    MIN_SOURCES = "min_sources"
    MAX_SOURCES = "max_sources"
    ONLY_SOURCE = "only_source"
    CHEAPEST = "cheapest"
    FROZEN = "frozen"
    CONFIRMED = "confirmed"
    SPARE = "spare"
    COST = "cost"
    DEARER = "dearer"
    LEAD_TIME = "lead_time"
    NOT_NEEDED = "not_needed"
    SOURCES = "sources"
    UNSETTLED = "unsettled"
    HOURS = "hours"
    OFFSET = "offset"
    NO_SOURCE = "no_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason and what it is about; ids that do not apply are None. `figures`: see ReasonKind."""

    kind: ReasonKind
    item: str | None = None
    source_option: str | None = None
    supplier: str | None = None
    work_centre: str | None = None
    week: int | None = None
    figures: Mapping[str, float] = dataclasses.field(default_factory=dict)


class ChangeKind(StrEnum):
    """What may be relaxed: `where` is the id of the thing named here, `by` counts in the unit in brackets.

    PRICE of a source option (fraction off all tiers), CAPACITY of a supplier in a week (capacity units more), LEAD_TIME
    (weeks shorter) and MOQ (pieces less) of a source option, MAX_SOURCES of an item (suppliers more), HOURS of a work
    centre in a week (more), STOCK of an item (pieces more, there from a week on).
    """

    PRICE = "price"
    CAPACITY = "capacity"
    LEAD_TIME = "lead_time"
    MOQ = "moq"
    MAX_SOURCES = "max_sources"
    HOURS = "hours"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Change:
    """One relaxation of a problem; `week` is None where the kind knows none."""

    kind: ChangeKind
    where: str
    week: int | None
    by: float


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes that together flip the answer, mostly one, and what came of a re-solve with them.

    `gain`: how much cheaper the re-solved plan is than without the changes. `quantity`: pieces then ordered from the
    option, or no longer late in the week asked about. `plan`: the re-solved plan, feasible for the changed problem.
    """

    changes: tuple[Change, ...]
    gain: float
    quantity: float
    plan: Plan


@dataclass(frozen=True, slots=True)
class OrderReasons:
    """Why an order line is as it is, at least one reason."""

    order: Order
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class OptionReasons:
    """Why a source option is not ordered from, and what would flip that; both empty if it is (`is_chosen`)."""

    source_option: str
    is_chosen: bool
    reasons: tuple[Reason, ...]
    flips: tuple[Flip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandReasons:
    """Why a demand is late. `quantity`: pieces of those due in `week` that are not delivered in it; `until`: the week they
    are, None if not within the horizon; `harm`: what their lateness costs. Both tuples are empty if nothing is late.
    """

    item: str
    priority: int
    week: int
    quantity: float
    until: int | None
    harm: float
    reasons: tuple[Reason, ...]
    flips: tuple[Flip, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanReasons:
    """Every order, every option not chosen and every late demand of a plan; flips are asked for one by one."""

    orders: tuple[OrderReasons, ...]
    options: tuple[OptionReasons, ...]
    demands: tuple[DemandReasons, ...]
