"""Reads of explanations; one's own alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from optimizer.models import PlanReason


@dataclass(frozen=True, slots=True)
class PlanReasonFilter:
    """Conditions on explanations; None means no condition. `until_week`: due or ordered by this Monday, included."""

    subject: str | None = None
    item_id: UUID | None = None
    source_option_id: UUID | None = None
    week: date | None = None
    until_week: date | None = None


def plan_reason_list(
    actor: Actor, run_id: UUID, filter: PlanReasonFilter | None = None
) -> QuerySet[PlanReason]:
    """Explanations of a run of mine."""
    wanted = filter or PlanReasonFilter()
    rows = PlanReason.objects.select_related("item").filter(enterprise_id=actor.enterprise_id, run_id=run_id)
    for name in ("subject", "item_id", "source_option_id", "week"):
        value = getattr(wanted, name)
        if value is not None:
            rows = rows.filter(**{name: value})
    return rows if wanted.until_week is None else rows.filter(week__lte=wanted.until_week)
