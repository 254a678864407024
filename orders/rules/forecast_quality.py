"""How good a buyer's forecasts are, from what it published and what it then ordered.

Bias and WAPE as in Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 5.8: errors are
scaled by the actual volume, so that weeks without demand do not divide by zero. Late change and volatility are the same
ratio between two successive versions, inside and outside the frozen horizon.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from uuid import UUID

from orders.rules.forecasts import moved, place_of

HUNDRED, TENTH = Decimal(100), Decimal("0.1")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Version:
    """One published version: its day, first Monday, frozen weeks, and a series per item."""

    published_on: date
    start: date
    frozen_weeks: int
    series: Mapping[UUID, Sequence[Decimal]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage with one decimal, None without a volume to divide by, and the pairs it was computed from."""

    percent: Decimal | None
    sample_size: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Bias above 0: more forecast than ordered. WAPE ≥ 0. Late change and volatility ≥ 0."""

    bias: Ratio
    wape: Ratio
    late_change: Ratio
    volatility: Ratio


def _ratio(part: Decimal, whole: Decimal, sample_size: int) -> Ratio:
    if whole <= 0:
        return Ratio(None, sample_size)
    return Ratio((part * HUNDRED / whole).quantize(TENTH, ROUND_HALF_UP), sample_size)


def forecast_before(versions: Sequence[Version], item: UUID, week: date) -> Decimal | None:
    """What the last version published before a week began said of an item; None when none spoke of it.

    `versions` are in order of publication.
    """
    for version in reversed(versions):
        series, place = version.series.get(item), place_of(version.start, week)
        if version.published_on < week and series is not None and 0 <= place < len(series):
            return series[place]
    return None


def _errors(
    versions: Sequence[Version], ordered: Mapping[tuple[UUID, date], Decimal], weeks: Sequence[date]
) -> list[tuple[Decimal, Decimal]]:
    """(forecast, ordered) of every item and finished week a version spoke of."""
    items = {item for version in versions for item in version.series}
    found = []
    for item in items:
        for week in weeks:
            said = forecast_before(versions, item, week)
            if said is not None:
                found.append((said, ordered.get((item, week), ZERO)))
    return found


def _changes(older: Version, newer: Version) -> Iterable[tuple[Decimal, Decimal, bool]]:
    """(old, new, inside the frozen horizon) for every week both versions speak of."""
    for item, series in newer.series.items():
        before = older.series.get(item)
        if before is None:
            continue
        laid = moved(before, older.start, newer.start, len(series))
        for place, (old, new) in enumerate(zip(laid, series, strict=True)):
            if old is not None:
                yield old, new, place < newer.frozen_weeks


def quality(
    versions: Sequence[Version], ordered: Mapping[tuple[UUID, date], Decimal], weeks: Sequence[date]
) -> Quality:
    """The figures over finished `weeks` and all pairs of successive `versions`, in order of publication."""
    errors = _errors(versions, ordered, weeks)
    volume = sum((actual for _, actual in errors), ZERO)
    pairs = [change for older, newer in pairwise(versions) for change in _changes(older, newer)]
    late = [(old, new) for old, new, is_frozen in pairs if is_frozen]
    free = [(old, new) for old, new, is_frozen in pairs if not is_frozen]
    return Quality(
        bias=_ratio(sum((said - actual for said, actual in errors), ZERO), volume, len(errors)),
        wape=_ratio(sum((abs(said - actual) for said, actual in errors), ZERO), volume, len(errors)),
        late_change=_moved_share(late),
        volatility=_moved_share(free),
    )


def _moved_share(pairs: Sequence[tuple[Decimal, Decimal]]) -> Ratio:
    part = sum((abs(new - old) for old, new in pairs), ZERO)
    return _ratio(part, sum((old for old, _ in pairs), ZERO), len(pairs))
