"""Batched reads of forecasts."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from api.loaders import Loader
from orders import selectors
from orders.models import ForecastLine
from orders.rules import Quality

ItemKey = tuple[UUID, UUID]


class QualityByPartnershipLoader(Loader[UUID, Quality]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, Quality]:
        return selectors.forecast_quality(self.context.actor, keys)


class StateByForecastLoader(Loader[UUID, selectors.ForecastState]):
    """How many rows a version has, and how far it is answered."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, selectors.ForecastState]:
        return selectors.forecast_states(self.context.actor, keys)


class LineOfVersionLoader(Loader[ItemKey, ForecastLine]):
    """The line of an item in one version; `argument` is the version's number."""

    def batch(self, keys: list[ItemKey]) -> Mapping[ItemKey, ForecastLine]:
        return selectors.lines_of_version(self.context.actor, keys, self.argument)


class VersionsByLineLoader(Loader[ItemKey, list[ForecastLine]]):
    """The published lines of an item in all versions, newest first."""

    def batch(self, keys: list[ItemKey]) -> Mapping[ItemKey, list[ForecastLine]]:
        found: defaultdict[ItemKey, list[ForecastLine]] = defaultdict(list)
        for line in selectors.lines_of_items(self.context.actor, keys):
            found[line.partnership_id, line.item_id].append(line)
        return found

    def missing(self) -> list[ForecastLine]:
        return []
