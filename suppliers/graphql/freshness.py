"""Age and source: they stand beside every figure of stock and capacity."""

from datetime import datetime
from typing import Protocol

import graphene

from api.types import DateTime, Info
from api.values import hours_since
from common.clock import now
from suppliers.rules import is_stale
from suppliers.states import SharingSubject


class Dated(Protocol):
    """A figure that says when it was true."""

    @property
    def as_of(self) -> datetime: ...


class Freshness:
    """`asOf`, `ageHours`, `isStale` and `source` of a figure."""

    as_of = DateTime(required=True, description="When the figure was true.")
    age_hours = graphene.Int(required=True, description="Whole hours since then.")
    is_stale = graphene.Boolean(
        required=True,
        description="Older than figures of its kind stay fresh: stock 3 days, production 7, capacity 14.",
    )
    source = graphene.String(required=True, description="TYPED, FILE, API or RECEIPT.")

    @staticmethod
    def resolve_age_hours(row: Dated, info: Info) -> int:
        return hours_since(row.as_of)

    @staticmethod
    def resolve_is_stale(row: Dated, info: Info) -> bool:
        # Stock positions and capacity weeks are of one subject; a shared figure names its own.
        subject = SharingSubject(getattr(row, "subject", None) or _SUBJECTS[type(row).__name__])
        return is_stale(subject, row.as_of, now())


_SUBJECTS = {"InventoryPosition": "INVENTORY", "CapacityWeek": "CAPACITY"}
