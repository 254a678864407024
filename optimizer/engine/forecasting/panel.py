"""Series of one season length side by side, so that one array operation serves all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.forecasting.scoring import Array
from optimizer.engine.forecasting.series import Series

# Older history says little about the next weeks and would cost memory.
LONGEST = 400
# The level before a series begins is the mean of its first periods.
FIRST = 4


@dataclass(frozen=True)
class Panel:
    """`values`: (series, periods), aligned at the end, NaN before a series begins. `start`: its first column."""

    values: Array
    start: NDArray[np.intp]
    season: int

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """(series, periods): whether the series has begun."""
        return np.arange(self.values.shape[1])[None] >= self.start[:, None]

    @cached_property
    def lengths(self) -> NDArray[np.intp]:
        return np.asarray(self.values.shape[1] - self.start)

    @cached_property
    def filled(self) -> Array:
        """The values with the level of the first periods before the beginning; 0 where there is nothing at all."""
        known = self.known
        early = known & (np.arange(known.shape[1])[None] < self.start[:, None] + FIRST)
        total = np.where(early, self.values, 0).sum(1)
        level = total / np.maximum(early.sum(1), 1)
        return np.where(known, self.values, level[:, None])

    def cut(self, periods: int) -> Self:
        """As it was so many periods ago."""
        left = self.values.shape[1] - periods
        return replace(self, values=self.values[:, :left], start=np.minimum(self.start, left))

    def with_values(self, values: Array) -> Self:
        return replace(self, values=values)


def panel_of(series: Sequence[Series], season: int) -> Panel:
    """The panel of the series; unknown periods inside a series take the last known value."""
    rows = [_known(one) for one in series]
    width = max((len(row) for row in rows), default=0) or 1
    values = np.full((len(rows), width), np.nan)
    for target, row in zip(values, rows, strict=True):
        target[width - len(row) :] = row
    return Panel(values, np.array([width - len(row) for row in rows], dtype=np.intp), max(season, 1))


def _known(one: Series) -> Array:
    values = np.array([np.nan if value is None else value for value in one.values], dtype=np.float64)
    found = np.flatnonzero(np.isfinite(values))
    if not len(found):
        return np.empty(0)
    values = values[found[0] : found[-1] + 1]
    last = np.maximum.accumulate(np.where(np.isfinite(values), np.arange(len(values)), 0))
    return values[last][-LONGEST:]
