"""Reads of scenarios and of what their plans come to; one's own alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from common.errors import NotFound
from optimizer.models import PlanAssumption, PlanOrder, PlanRun, PlanScenario
from optimizer.rules.scenarios import Assumption, Assumptions
from optimizer.states.scenarios import AssumptionKind


def scenario_list(actor: Actor) -> QuerySet[PlanScenario]:
    """The acting enterprise's scenarios that are not archived."""
    return PlanScenario.objects.filter(enterprise_id=actor.enterprise_id, archived_at=None)


def scenario_get(actor: Actor, scenario_id: UUID) -> PlanScenario:
    """One scenario of mine; raises NotFound."""
    found = scenario_list(actor).filter(id=scenario_id).first()
    if found is None:
        raise NotFound
    return found


def assumptions_of(scenario: PlanScenario | None) -> Assumptions:
    """What a scenario takes otherwise; nothing without one."""
    if scenario is None:
        return Assumptions()
    rows = PlanAssumption.objects.filter(enterprise_id=scenario.enterprise_id, scenario=scenario)
    return Assumptions(
        Assumption(
            AssumptionKind(row.kind), row.amount, row.item_id, row.partnership_id, row.group_id, row.first_week,
            row.last_week,
        )
        for row in rows.order_by("place")
    )  # fmt: skip


def in_force(runs: QuerySet[PlanRun]) -> QuerySet[PlanRun]:
    """Plans to act on: those of no scenario, and what has been promoted."""
    return runs.filter(Q(scenario=None) | Q(promoted_at__isnull=False))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside the first of those compared. `moved`: orders of either that the other has not, in this quantity."""

    run: PlanRun
    moved: int
    partners_touched: int


def plan_compare(actor: Actor, run_ids: Sequence[UUID]) -> list[Comparison]:
    """Runs of mine that have a plan, in the order given; the others are left out."""
    mine = PlanRun.objects.filter(enterprise_id=actor.enterprise_id, id__in=run_ids, cost__isnull=False)
    runs = {run.id: run for run in mine.defer("problem", "progress").select_related("scenario")}
    known = [runs[key] for key in dict.fromkeys(run_ids) if key in runs]
    orders: dict[UUID, set[tuple[object, ...]]] = {run.id: set() for run in known}
    rows = PlanOrder.objects.filter(enterprise_id=actor.enterprise_id, run__in=known)
    for run_id, *order in rows.values_list(
        "run_id", "source_option_id", "order_week", "quantity", "source_option__partnership_id"
    ):
        orders[run_id].add(tuple(order))
    compared = []
    for run in known:
        changed = orders[run.id] ^ orders[known[0].id]
        places = {order[:2] for order in changed}
        compared.append(Comparison(run, len(places), len({order[3] for order in changed})))
    return compared
