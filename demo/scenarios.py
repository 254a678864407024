"""Scenarios of the leader's planner: one solved to compare with the plan, one waiting to be tried."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from accounts.actor import Actor
from common import clock
from optimizer.services.planning.running import plan_carry_out, plan_start
from optimizer.services.planning.scenarios import AssumptionValues, scenario_save
from optimizer.states.scenarios import AssumptionKind
from suppliers.models import Partnership, SourceOption
from suppliers.rules import monday_of
from tenancy.context import acting_as

OUT_FROM, OUT_TO = 3, 4
MORE = Decimal(15)


def assume(planner: Actor, product_id: UUID, product: str, seconds: int) -> None:
    """What if the campaign sells better, and what if the busiest supplier stands still for two weeks."""
    with acting_as(planner.enterprise_id, planner.user_id):
        more = scenario_save(
            actor=planner, name=f"{product} 需求再涨一成半", note="促销反馈好于预期时，产能和零件够不够",
            assumptions=[AssumptionValues(AssumptionKind.DEMAND, MORE, item_id=product_id, first_week=_monday(4))],
        )  # fmt: skip
        busiest = _busiest(planner)
        name = busiest.supplier.short_name
        scenario_save(
            actor=planner, name=f"{name}停供两周", note="设备大修窗口期",
            assumptions=[
                AssumptionValues(
                    AssumptionKind.SUPPLIER_OUT, Decimal(0), partnership_id=busiest.id, first_week=_monday(OUT_FROM),
                    last_week=_monday(OUT_TO),
                )
            ],
        )  # fmt: skip
        run = plan_start(actor=planner, seconds=seconds, scenario_id=more.id)
    plan_carry_out(enterprise_id=planner.enterprise_id, run_id=run.id)


def _busiest(planner: Actor) -> Partnership:
    """The partner most of the parts can come from."""
    sources = SourceOption.objects.filter(enterprise_id=planner.enterprise_id)
    most = sources.order_by().values("partnership").annotate(n=Count("id")).order_by("-n", "partnership")[0]
    return Partnership.objects.select_related("supplier").get(id=most["partnership"])


def _monday(weeks: int) -> date:
    return monday_of(clock.today()) + timedelta(weeks=weeks)
