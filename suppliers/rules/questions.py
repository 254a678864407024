"""Pure rules of questions that travel up the chain: what is answered, from what, and what of it goes up.

Every figure an answer is made of is a step of the fixed grid (`rules.range_of`), never the exact one. So two
enterprises whose figures lie in the same steps answer every question alike, whatever quantity, week or number of weeks
is asked, and however often.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from common.quantity import UNITS
from suppliers.rules import range_of
from suppliers.states.questions import Tombstones, Verdict

MOST_WEEKS = 26
MOST_HOPS = 8
# A question needs this long to be answered at all; what is passed on gets three quarters of the rest.
LEAST_TIME = timedelta(minutes=10)
LONGEST_TIME = timedelta(days=30)
FINE = timedelta(minutes=5)
# Per day: the same item asked by one enterprise, the same item between two partners, all questions of an enterprise.
MOST_PER_ITEM, MOST_PER_PARTNER, MOST_PER_DAY = 12, 48, 60
QUARTER = 25


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer: SHORT carries the range the shortage lies in, `low` included, `high` not."""

    verdict: Verdict
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Below:
    """What one branch has brought up; `finding` is None for a dead one. `share`: percent of it that answered."""

    finding: Finding | None
    depth: int
    share: int
    tombstones: Tombstones


DEAD = Below(None, 0, 0, Tombstones.MANY)


@dataclass(frozen=True, slots=True)
class Combined:
    """What goes up on a hop: the finding, how many hops deep answers came from, and how much answered."""

    finding: Finding
    depth: int
    share: int
    tombstones: Tombstones


def finding_of(wanted: Decimal, holds: Decimal) -> Finding:
    """The answer to `wanted` a week when `holds` a week is sure."""
    if holds >= wanted:
        return Finding(Verdict.YES)
    if holds <= 0:
        return Finding(Verdict.NO)
    return Finding(Verdict.SHORT, *range_of(wanted - holds))


def shortage_of(wanted: Decimal, finding: Finding) -> tuple[Decimal, Decimal]:
    """The least and the most that may be missing a week."""
    if finding.verdict is Verdict.YES:
        return Decimal(0), Decimal(0)
    if finding.verdict is Verdict.NO or finding.low is None or finding.high is None:
        return wanted, wanted
    return min(finding.low, wanted), min(finding.high, wanted)


def told(wanted: Decimal, low: Decimal, high: Decimal) -> Finding:
    """A shortage between `low` and `high` as it goes up: widened to the grid, so a step that comes up stays a step."""
    if high <= 0:
        return Finding(Verdict.YES)
    if low >= wanted:
        return Finding(Verdict.NO)
    step_low, step_high = range_of(high)
    return Finding(Verdict.SHORT, range_of(low)[0], high if high == step_low else step_high)


def shortage_steps(wanted: Decimal) -> list[tuple[Decimal, Decimal]]:
    """The ranges a person may choose from for a shortage: the steps of the grid below what is wanted."""
    steps = [range_of(Decimal(0))]
    while steps[-1][1] < wanted:
        steps.append(range_of(steps[-1][1]))
    return steps


def own_rate(
    uses: Mapping[Any, Decimal], free: Mapping[tuple[Any, date], Decimal], stock: Decimal, weeks: Sequence[date]
) -> Decimal | None:  # fmt: skip
    """Pieces a week that one's own steps of free capacity and stock make sure in every one of the weeks.

    `uses`: units of each capacity group one piece takes; `free`: low ends of the steps by group and week. None when a
    week is not planned, or the item takes no group: then only a person can tell. Stock is spread over the weeks.
    """
    if not uses or any((group, week) not in free for group in uses for week in weeks):
        return None
    slowest = min(free[group, week] / use for group, use in uses.items() for week in weeks)
    return slowest + stock / len(weeks)


def floored(quantity: Decimal, unit: str) -> Decimal:
    """Rounded down to the unit's decimals."""
    return quantity.quantize(Decimal(1).scaleb(-UNITS[unit].scale), rounding=ROUND_FLOOR)


def raised(quantity: Decimal, unit: str) -> Decimal:
    """Rounded up to the unit's decimals."""
    return quantity.quantize(Decimal(1).scaleb(-UNITS[unit].scale), rounding=ROUND_CEILING)


def weeks_from(first: date, count: int) -> list[date]:
    """The Mondays of `count` weeks."""
    return [first + timedelta(weeks=n) for n in range(count)]


def deadline_below(deadline: datetime, instant: datetime) -> datetime | None:
    """When those below must have answered, so that time is left to pass it up; None when there is not enough.

    In whole steps of five minutes: the deadline does not tell how many have passed the question on.
    """
    rest = (deadline - instant) * 3 / 4
    if rest < LEAST_TIME:
        return None
    steps = (instant + rest).timestamp() // FINE.total_seconds()
    return datetime.fromtimestamp(steps * FINE.total_seconds(), tz=instant.tzinfo)


def component_shortage(
    wanted: Decimal, per_piece: Decimal, answers: Iterable[tuple[Decimal, Below]]
) -> tuple[Decimal, Decimal] | None:
    """Pieces a week that may be missing for one component, least and most: its suppliers' answers added up.

    `answers`: (quantity asked in the component's unit, what came up) each. None when nobody answered for it: what is
    not known does not limit, it lowers the share that answered.
    """
    known = [(asked, *shortage_of(asked, b.finding)) for asked, b in answers if b.finding is not None]
    if not known:
        return None
    least = sum((asked - high for asked, _, high in known), Decimal(0)) / per_piece
    most = sum((asked - low for asked, low, _ in known), Decimal(0)) / per_piece
    return max(Decimal(0), wanted - most), max(Decimal(0), wanted - least)


def coarse_share(shares: Sequence[int]) -> int:
    """The mean of the shares in quarters: 100 only when all answered wholly, 0 only when nothing did."""
    if all(share == 100 for share in shares):
        return 100
    if not any(shares):
        return 0
    mean = sum(shares) // len(shares)
    return min(3 * QUARTER, max(QUARTER, mean // QUARTER * QUARTER))


def coarse_tombstones(branches: Sequence[Below]) -> Tombstones:
    """How much of the branches is dead, without a count."""
    weight = {Tombstones.NONE: 0, Tombstones.FEW: 1, Tombstones.MANY: 3}
    dead = sum(4 if b.finding is None else weight[b.tombstones] for b in branches)
    if not dead:
        return Tombstones.NONE
    return Tombstones.MANY if dead >= 2 * len(branches) else Tombstones.FEW


def combine(
    wanted: Decimal, components: Iterable[tuple[Decimal, Decimal]], own: Finding | None, branches: Sequence[Below]
) -> Combined | None:  # fmt: skip
    """The answer of a hop: the scarcest of its own answer and of its components; None when nobody answered.

    `components`: shortages, least and most. `own` is None for the one who asked first: it asks about what lies above.
    """
    shortages = list(components)
    if own is not None:
        shortages.append(shortage_of(wanted, own))
    if not shortages:
        return None
    finding = told(wanted, max(low for low, _ in shortages), max(high for _, high in shortages))
    shares = [b.share for b in branches] + ([100] if own is not None else [])
    depth = max((b.depth for b in branches if b.finding is not None), default=0) + (own is not None)
    return Combined(finding, depth, coarse_share(shares), coarse_tombstones(branches))
