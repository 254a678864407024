"""Reads of one's own capacity; exact, and nobody else's."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from suppliers.models import CapacityGroup, CapacityShare, CapacityWeek

_AMOUNT: "DecimalField[object, object]" = DecimalField(max_digits=18, decimal_places=6)


@dataclass(frozen=True, slots=True)
class CapacityFilter:
    """Conditions on weeks; empty means no condition. Days name their weeks' Mondays."""

    group_id: UUID | None = None
    since: date | None = None
    until: date | None = None


def capacity_group_list(actor: Actor) -> QuerySet[CapacityGroup]:
    """The acting enterprise's capacity groups."""
    return CapacityGroup.objects.filter(enterprise_id=actor.enterprise_id)


def capacity_week_list(actor: Actor, filter: CapacityFilter | None = None) -> QuerySet[CapacityWeek]:
    """Weeks of the acting enterprise's groups, each with `agreed`, what all partners have, and `free`, the rest."""
    wanted = filter or CapacityFilter()
    rows = CapacityWeek.objects.filter(enterprise_id=actor.enterprise_id)
    if wanted.group_id is not None:
        rows = rows.filter(group_id=wanted.group_id)
    if wanted.since is not None:
        rows = rows.filter(week__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(week__lte=wanted.until)
    shares = CapacityShare.objects.filter(enterprise_id=actor.enterprise_id, capacity_week=OuterRef("pk"))
    total = shares.order_by().values("capacity_week").annotate(total=Sum("agreed")).values("total")
    agreed = Coalesce(Subquery(total), Value(0), output_field=_AMOUNT)
    return rows.annotate(agreed=agreed).annotate(free=F("maximum") - F("agreed"))
