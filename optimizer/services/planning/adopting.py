"""What a plan would order becomes draft orders: one for each partner, once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now, today
from common.errors import DomainError, NotFound
from common.language import current_language
from events import services as events
from optimizer import errors
from optimizer.models import PlanOrder, PlanRun
from optimizer.selectors.scenarios import in_force
from optimizer.states.planning import PLAN_STATUS_NAMES, PLANNED, PlanStatus
from orders.services.order_inputs import NewLine, NewSchedule
from orders.services.purchase_orders import purchase_order_create

# Goods of a plan's week are asked for on its first day but one: Monday mornings are what everybody asks for.
DAY_OF_WEEK = timedelta(days=1)


@transaction.atomic
def plan_adopt(
    *, actor: Actor, run_id: UUID, plan_order_ids: Collection[UUID], ship_to_site_id: UUID
) -> list[PlanOrder]:
    """Make drafts of these lines of the newest plan; what has been adopted before is left as it is.

    Raises NotFound, DomainError PLAN_NOT_READY, PLAN_OUTDATED, and what orders refuse.
    """
    require(actor, P.ORDER_WRITE)
    run = _lock(actor, run_id)
    rows = PlanOrder.objects.select_for_update(of=("self",)).filter(
        enterprise_id=actor.enterprise_id, run=run, id__in=plan_order_ids
    )
    chosen = list(rows.select_related("source_option").order_by("id"))
    if len(chosen) < len(set(plan_order_ids)):
        raise NotFound
    waiting: defaultdict[UUID, list[PlanOrder]] = defaultdict(list)
    for row in chosen:
        if row.adopted_at is None:
            waiting[row.source_option.partnership_id].append(row)
    for partnership_id in sorted(waiting):
        _order(actor, run, partnership_id, ship_to_site_id, waiting[partnership_id])
    return chosen


def _lock(actor: Actor, run_id: UUID) -> PlanRun:
    mine = PlanRun.objects.filter(enterprise_id=actor.enterprise_id)
    run = mine.select_for_update().defer("problem").filter(id=run_id).first()
    if run is None:
        raise NotFound
    status = PlanStatus(run.status)
    if status not in PLANNED or run.cost is None:
        state = PLAN_STATUS_NAMES[status][current_language() == "en"]
        raise DomainError(errors.PLAN_NOT_READY, field="runId", number=run.number, state=state)
    if run.scenario_id is not None and run.promoted_at is None:
        raise DomainError(errors.PLAN_NOT_PROMOTED, field="runId", number=run.number)
    newer = in_force(mine).filter(number__gt=run.number, cost__isnull=False).order_by("-number").first()
    if newer is not None:
        raise DomainError(errors.PLAN_OUTDATED, field="runId", number=run.number, newest=newer.number)
    return run


def _order(
    actor: Actor, run: PlanRun, partnership_id: UUID, site_id: UUID, rows: Sequence[PlanOrder]
) -> None:
    schedules: defaultdict[tuple[UUID, Decimal], list[NewSchedule]] = defaultdict(list)
    for row in rows:
        day = max(row.arrival_week + DAY_OF_WEEK, today())
        schedules[row.item_id, row.unit_price].append(NewSchedule(row.quantity, day))
    order = purchase_order_create(
        actor=actor, partnership_id=partnership_id, ship_to_site_id=site_id,
        lines=[NewLine(item, schedule, price) for (item, price), schedule in schedules.items()],
        note=f"P-{run.number}",
    )  # fmt: skip
    for row in rows:
        row.adopted_at, row.order_id, row.order_number = now(), order.id, order.number
    PlanOrder.objects.bulk_update(rows, ["adopted_at", "order_id", "order_number"], batch_size=500)
    audit.record(
        actor, action="optimizer.plan.adopted", subject_type="optimizer.PlanRun", subject_id=run.id, before=None,
        after={"number": run.number, "order": order.number, "lines": len(rows)},
    )  # fmt: skip
    events.emit(
        actor, type="optimizer.plan.adopted", chain_id=run.chain_id, subject_type="plan_run", subject_id=run.id,
        root_type="plan_run", root_id=run.id, version=run.version, audience=[run.enterprise_id],
        payload={"number": run.number, "orderNumber": order.number},
    )  # fmt: skip
