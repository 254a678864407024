"""Pure rules of suppliers: what blocks a new order, price breaks, cycles in a bill of materials, and grains."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from suppliers.states import Grain, Light, PartnershipStatus, SharedField, SharingSubject

# The lowest step of the grid is wide: a range never says that there is nothing at all.
FIRST_STEP = Decimal(10)
STEPS = (Decimal(1), Decimal(2), Decimal(5))
# An older figure is stale: stock moves daily, capacity is agreed by the week, production reported in between, and who
# supplies whom is looked through once in half a year.
FRESH_FOR = {
    SharingSubject.INVENTORY: timedelta(days=3),
    SharingSubject.CAPACITY: timedelta(days=14),
    SharingSubject.PRODUCTION: timedelta(days=7),
    SharingSubject.NETWORK: timedelta(days=183),
}


@dataclass(frozen=True, slots=True)
class OrderingBlock:
    """Why no new order may be sent: the status itself, or a validity that ran out on `valid_until`."""

    status: PartnershipStatus
    valid_until: date | None = None


def ordering_block(status: PartnershipStatus, valid_until: date | None, today: date) -> OrderingBlock | None:
    """What forbids a new order under the partnership today; None when it may be sent."""
    if status is not PartnershipStatus.ACTIVE:
        return OrderingBlock(status)
    if valid_until is not None and valid_until < today:
        return OrderingBlock(status, valid_until)
    return None


def price_at(unit_price: Decimal, breaks: Sequence[tuple[Decimal, Decimal]], quantity: Decimal) -> Decimal:
    """The unit price for a quantity: that of the highest break (from quantity, price) it reaches."""
    reached = [(start, price) for start, price in breaks if quantity >= start]
    return max(reached)[1] if reached else unit_price


def components_below(components: Mapping[UUID, Iterable[UUID]], start: Iterable[UUID]) -> set[UUID]:
    """Every item reached from `start` by going down the bills of material, `start` itself included."""
    seen: set[UUID] = set()
    waiting = list(start)
    while waiting:
        item = waiting.pop()
        if item not in seen:
            seen.add(item)
            waiting.extend(components.get(item, ()))
    return seen


@dataclass(frozen=True, slots=True)
class Shown:
    """What a grain lets be seen of a figure; everything else is None or empty. `low` included, `high` not."""

    quantity: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    light: str = ""


def range_of(quantity: Decimal) -> tuple[Decimal, Decimal]:
    """The step of the fixed grid 0–10–20–50–100–200–500… the quantity lies in; `low` included, `high` not.

    The grid depends on nothing but the quantity, so that asking again, at another time, for other items or under a
    new grant never yields a second, shifted range to intersect with the first. Below zero counts as nothing.
    """
    low, scale = Decimal(0), FIRST_STEP
    while True:
        for step in STEPS:
            high = scale * step
            if quantity < high:
                return low, high
            low = high
        scale *= 10


def light_of(quantity: Decimal, red_below: Decimal, amber_below: Decimal) -> Light:
    """Red below the first threshold, amber below the second, else green."""
    if quantity < red_below:
        return Light.RED
    return Light.AMBER if quantity < amber_below else Light.GREEN


def shown_at(grain: Grain, quantity: Decimal, red_below: Decimal, amber_below: Decimal) -> Shown | None:
    """A figure at a grain; None for the grain no person reads."""
    if grain is Grain.EXACT:
        return Shown(quantity=quantity)
    if grain is Grain.RANGE:
        low, high = range_of(quantity)
        return Shown(low=low, high=high)
    if grain is Grain.LIGHT:
        return Shown(light=light_of(quantity, red_below, amber_below).value)
    return None


def published_at(grain: Grain, instant: datetime) -> datetime:
    """When a figure was true, as a partner is told: a coarse figure does not time single movements."""
    if grain is Grain.EXACT:
        return instant
    return instant.replace(minute=0, second=0, microsecond=0)


def is_stale(subject: SharingSubject, as_of: datetime, instant: datetime) -> bool:
    """Whether a figure is older than its subject stays fresh."""
    return instant - as_of > FRESH_FOR[subject]


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of a template; the thresholds belong to a light of stock, in the items' units."""

    field: SharedField
    grain: Grain
    red_below: Decimal | None = None
    amber_below: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """What suppliers in a position like this usually share, as a proposal."""

    title_zh: str
    title_en: str
    purpose_zh: str
    purpose_en: str
    lines: tuple[Proposal, ...]

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_zh

    def purpose(self, language: str) -> str:
        return self.purpose_en if language == "en" else self.purpose_zh


TEMPLATES: Mapping[str, Template] = {
    "MOST_SUPPLIERS": Template(
        "多数供应商这样共享", "What most suppliers share", "供应计划与交期评估", "Supply planning and delivery dates",
        (
            Proposal(SharedField.UNRESTRICTED, Grain.RANGE),
            Proposal(SharedField.AGREED, Grain.EXACT),
            Proposal(SharedField.FREE, Grain.LIGHT),
            Proposal(SharedField.MACHINE_AVAILABLE, Grain.PLANNER_ONLY),
        ),
    ),
    "CLOSE": Template(
        "紧密协同", "Close collaboration", "联合排产与补货", "Joint scheduling and replenishment",
        (
            Proposal(SharedField.UNRESTRICTED, Grain.EXACT),
            Proposal(SharedField.IN_INSPECTION, Grain.RANGE),
            Proposal(SharedField.AGREED, Grain.EXACT),
            Proposal(SharedField.FREE, Grain.RANGE),
            Proposal(SharedField.MAXIMUM, Grain.RANGE),
            Proposal(SharedField.MACHINE_AVAILABLE, Grain.LIGHT),
        ),
    ),
    "CAREFUL": Template(
        "只给信号", "Signals only", "供应风险预警", "Early warning of supply risk",
        (
            Proposal(SharedField.UNRESTRICTED, Grain.LIGHT, Decimal(100), Decimal(500)),
            Proposal(SharedField.AGREED, Grain.EXACT),
            Proposal(SharedField.FREE, Grain.LIGHT),
        ),
    ),
}  # fmt: skip
