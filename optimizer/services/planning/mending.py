"""A plan mended after an event: what has not changed stays as it was."""

from collections.abc import Callable

from accounts.actor import Actor
from common.clock import today
from optimizer.engine.procurement import Order, Plan, Problem, Production, Progress, Result, replan
from optimizer.engine.procurement.reading import parse
from optimizer.models import PlanOrder, PlanRow, PlanRun
from optimizer.rules.mending import changed_suppliers
from optimizer.rules.planning import week_index
from optimizer.selectors.scenarios import in_force
from suppliers.rules import monday_of
from suppliers.states import ItemKind


def mendable(actor: Actor, weeks: int) -> PlanRun | None:
    """The plan in force, where it begins this week and has as many weeks."""
    plans = in_force(PlanRun.objects.filter(enterprise_id=actor.enterprise_id, cost__isnull=False))
    last = plans.order_by("-number").defer("problem", "progress").first()
    is_alike = last is not None and (last.start, last.weeks) == (monday_of(today()), weeks)
    return last if is_alike else None


def mended(
    run: PlanRun, problem: Problem, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> Result | None:
    """The plan the run mends, mended; None where it has to be made anew."""
    last = run.mends
    if last is None:
        return None
    changed = changed_suppliers(parse(last.problem), problem)
    if changed is None:
        return None
    return replan(
        problem, _plan_of(last, problem), changed=changed, seconds=run.seconds, seed=run.seed, progress=progress,
        cancelled=cancelled,
    )  # fmt: skip


def _plan_of(run: PlanRun, problem: Problem) -> Plan:
    """A run's plan out of its rows. What has been adopted since is on its way and no longer planned."""
    lots = {option.id: option.lot for option in problem.source_options}
    waiting = PlanOrder.objects.filter(enterprise_id=run.enterprise_id, run=run, adopted_at=None)
    orders = [
        Order(
            str(row.source_option_id), week_index(run.start, row.order_week), round(float(row.quantity) / lot)
        )
        for row in waiting.order_by("order_week", "id")
        if (lot := lots.get(str(row.source_option_id)))
    ]
    made = PlanRow.objects.filter(enterprise_id=run.enterprise_id, run=run, item__kind=ItemKind.MAKE.value)
    production = [
        Production(row.item.number, week, float(quantity))
        for row in made.select_related("item").order_by("id")
        for week, quantity in enumerate(row.supplied)
        if quantity > 0
    ]
    return Plan(orders=tuple(orders), production=tuple(production))
