"""What requirements are computed from.

Time is counted in whole periods from now (0), days or weeks as the caller likes, one unit in one problem.
Quantities are in the item's own unit, Decimal or float; inside they are whole millionths, so that sums are
exact.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Quantity = Decimal | float
# Inside, one unit is so many.
SCALE = 1_000_000


class SupplyKind(StrEnum):
    """Where a quantity stands; of two that come at the same time the earlier kind is used first."""

    UNRESTRICTED = "unrestricted"
    CONSIGNED = "consigned"
    IN_INSPECTION = "in inspection"
    BLOCKED = "blocked"
    IN_TRANSIT = "in transit"
    IN_PRODUCTION = "in production"
    CONFIRMED = "confirmed"
    OPEN = "open"
    COMMIT = "commit"


STOCK = frozenset({
    SupplyKind.UNRESTRICTED, SupplyKind.CONSIGNED, SupplyKind.IN_INSPECTION, SupplyKind.BLOCKED,
})  # fmt: skip
USABLE = frozenset(SupplyKind) - {SupplyKind.BLOCKED}


@dataclass(frozen=True, slots=True)
class Item:
    """`lead_time`: periods from order or start to availability; None when nobody has stated one."""

    key: str
    lead_time: int | None
    safety_stock: Quantity = 0.0


@dataclass(frozen=True, slots=True)
class BomLine:
    """`quantity` of the component in one parent.

    `scrap`: what is lost beside it, as a share of it (0.02: 102 are taken for 100). `offset`: periods after
    the start of the parent at which it is needed. `share`: of alternates for the same place, the share this
    one has in use. `first`, `last`: the periods of need in which the line is in effect, both included; None
    is without end.
    """

    parent: str
    component: str
    quantity: Quantity
    scrap: float = 0.0
    offset: int = 0
    share: float = 1.0
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """Wanted from outside. A period below 0 is overdue. Of two in one period the lower `priority` is served first."""

    key: str
    item: str
    period: int
    quantity: Quantity
    priority: int = 1


@dataclass(frozen=True, slots=True)
class Supply:
    """What exists or is under way. `available`: the promised period, not the ordered one; for stock when it is free."""

    key: str
    item: str
    quantity: Quantity
    available: int = 0
    kind: SupplyKind = SupplyKind.UNRESTRICTED


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything of one run. `counted`: the kinds of supply that requirements may rest on."""

    periods: int
    items: tuple[Item, ...]
    lines: tuple[BomLine, ...]
    demands: tuple[Demand, ...]
    supplies: tuple[Supply, ...] = ()
    counted: frozenset[SupplyKind] = USABLE
