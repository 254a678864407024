"""Reads of demand, planning runs and what came of them; one's own alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from common.errors import NotFound
from optimizer.models import DemandLine, PlanOrder, PlanRow, PlanRun
from optimizer.selectors.scenarios import in_force


@dataclass(frozen=True, slots=True)
class DemandFilter:
    """Conditions on demand; empty means no condition. `first_week`, `last_week`: Mondays, both included."""

    kinds: tuple[str, ...] = ()
    item_id: UUID | None = None
    search: str = ""
    first_week: date | None = None
    last_week: date | None = None


def demand_list(actor: Actor, filter: DemandFilter | None = None) -> QuerySet[DemandLine]:
    """What the acting enterprise's customers want."""
    wanted = filter or DemandFilter()
    rows = DemandLine.objects.select_related("item").filter(enterprise_id=actor.enterprise_id, quantity__gt=0)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.first_week is not None:
        rows = rows.filter(week__gte=wanted.first_week)
    if wanted.last_week is not None:
        rows = rows.filter(week__lte=wanted.last_week)
    if wanted.search:
        text = wanted.search
        named = Q(item__number__icontains=text) | Q(item__name__icontains=text)
        rows = rows.filter(named | Q(reference__icontains=text))
    return rows


def plan_list(actor: Actor) -> QuerySet[PlanRun]:
    """The acting enterprise's runs, without the problems they plan."""
    return PlanRun.objects.filter(enterprise_id=actor.enterprise_id).defer("problem", "inbound")


def plan_list_of(actor: Actor, scenario_id: UUID | None) -> QuerySet[PlanRun]:
    """Runs of a scenario of mine; None: those that are, or were, to act on."""
    runs = plan_list(actor)
    return in_force(runs) if scenario_id is None else runs.filter(scenario_id=scenario_id)


def plan_get(actor: Actor, run_id: UUID) -> PlanRun:
    """One run of mine; raises NotFound."""
    run = plan_list(actor).filter(id=run_id).first()
    if run is None:
        raise NotFound
    return run


@dataclass(frozen=True, slots=True)
class PlanRowFilter:
    """Conditions on the rows of a run. `is_short`: something is late or below its safety stock."""

    search: str = ""
    is_product: bool | None = None
    is_short: bool = False


def plan_row_list(actor: Actor, run_id: UUID, filter: PlanRowFilter | None = None) -> QuerySet[PlanRow]:
    """Rows of a run of mine: products first, the costliest lateness first."""
    wanted = filter or PlanRowFilter()
    rows = PlanRow.objects.select_related("item").filter(enterprise_id=actor.enterprise_id, run_id=run_id)
    if wanted.is_product is not None:
        rows = rows.filter(is_product=wanted.is_product)
    if wanted.is_short:
        rows = rows.filter(has_shortage=True)
    if wanted.search:
        rows = rows.filter(Q(item__number__icontains=wanted.search) | Q(item__name__icontains=wanted.search))
    return rows


@dataclass(frozen=True, slots=True)
class PlanOrderFilter:
    """Conditions on the orders of a run. `until_week`: ordered by then, included."""

    until_week: date | None = None
    is_waiting: bool = False
    item_id: UUID | None = None
    partnership_id: UUID | None = None


def plan_order_list(actor: Actor, run_id: UUID, filter: PlanOrderFilter | None = None) -> QuerySet[PlanOrder]:
    """Orders of a run of mine. `is_waiting`: not adopted yet."""
    wanted = filter or PlanOrderFilter()
    rows = PlanOrder.objects.select_related("item").filter(enterprise_id=actor.enterprise_id, run_id=run_id)
    if wanted.until_week is not None:
        rows = rows.filter(order_week__lte=wanted.until_week)
    if wanted.is_waiting:
        rows = rows.filter(adopted_at__isnull=True)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.partnership_id is not None:
        rows = rows.filter(source_option__partnership_id=wanted.partnership_id)
    return rows
