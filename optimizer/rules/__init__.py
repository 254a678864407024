"""Pure rules of the market: when rounds are held, how long a proposal stands, what of the other side is told."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
# The nightly round begins this many minutes after midnight in the zone of business.
ROUND_MINUTE = 150
NIGHTLY = 24 * 60
# Both sides answer within this time; what is not accepted by both then ends without a word on who did not.
ANSWER_FOR = timedelta(hours=48)
# Two enterprises whose proposal did not come about are not proposed to each other again for this long.
APART_FOR = timedelta(days=28)
# A place is named when at least this many members of the chain sit in it.
PLACE_CROWD = 3
LONGEST_WEEKS = 26
GRADES = range(1, 19)  # IT1 to IT18, ISO 286-1; finer is lower
LARGEST_QUANTITY = 1_000_000
LARGEST_PRICE = Decimal(1_000_000)


def slot_at(instant: datetime, minutes: int) -> datetime:
    """The beginning of the round's time that the instant lies in; rounds begin every `minutes`, counted by day."""
    local = instant.astimezone(ZONE)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        minutes=ROUND_MINUTE % minutes
    )
    if local < start:
        start -= timedelta(minutes=minutes)
    passed = int((local - start) / timedelta(minutes=minutes))
    return (start + passed * timedelta(minutes=minutes)).astimezone(UTC)


def next_slot(instant: datetime, minutes: int) -> datetime:
    """When the next round begins."""
    return slot_at(instant, minutes) + timedelta(minutes=minutes)


def weeks_between(first: date, last: date) -> list[date]:
    """The Mondays from one to another, both included."""
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def place_told(region: str, crowd: Mapping[str, int]) -> str:
    """The region when enough members sit in it to say nothing of one of them, else empty."""
    return region if region and crowd.get(region, 0) >= PLACE_CROWD else ""
