"""What planning knows of items beyond their master data, and the rates of the enterprise; one's own alone."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from optimizer.models import DemandLine, PlanningItem, PlanPolicy
from suppliers.models import Item


@dataclass(frozen=True, slots=True)
class PlanningItemFilter:
    """Conditions on items; empty means no condition. `is_wanted`: customers have ordered it, or it is expected."""

    search: str = ""
    kinds: tuple[str, ...] = ()
    is_wanted: bool | None = None


def planning_item_list(actor: Actor, filter: PlanningItemFilter | None = None) -> QuerySet[Item]:
    """The acting enterprise's items, whether anything has been set for them or not."""
    wanted = filter or PlanningItemFilter()
    rows = Item.objects.filter(enterprise_id=actor.enterprise_id)
    if wanted.search:
        rows = rows.filter(Q(number__icontains=wanted.search) | Q(name__icontains=wanted.search))
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.is_wanted is not None:
        demand = DemandLine.objects.filter(
            enterprise_id=actor.enterprise_id, item_id=OuterRef("id"), quantity__gt=0
        )
        rows = rows.filter(Exists(demand) if wanted.is_wanted else ~Exists(demand))
    return rows


def terms_by_item(actor: Actor, item_ids: Collection[UUID]) -> dict[UUID, PlanningItem]:
    """What has been set for these items; for one that is missing the defaults of `PlanningItem` hold."""
    rows = PlanningItem.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=item_ids)
    return {row.item_id: row for row in rows}


def plan_policy_get(actor: Actor) -> PlanPolicy:
    """What the enterprise has set, or the rates that hold until it does."""
    found = PlanPolicy.objects.filter(enterprise_id=actor.enterprise_id).first()
    return found or PlanPolicy(enterprise_id=actor.enterprise_id)
