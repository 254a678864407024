"""The explanations of a plan, made when its search has ended: every order, source and late demand has its reasons.

What would flip an answer is found by planning anew; it is done for the costliest late demands first, as far as the time
goes.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from optimizer.engine.procurement import Plan, Problem
from optimizer.engine.procurement.explaining import (
    DemandReasons,
    Flip,
    OptionReasons,
    PlanReasons,
    Reason,
    explain_demand,
    explain_option,
    explain_plan,
)
from optimizer.engine.procurement.explaining.following import Following
from optimizer.models import PlanReason, PlanRun
from optimizer.states.reasons import ReasonSubject
from suppliers.models import Item, SourceOption

# For flips, of demands and of sources each.
FLIP_SECONDS = 6.0
MOST_FLIPS = 4


@dataclass(frozen=True, slots=True)
class Explained:
    """All reasons; late demands and sources with flips as far as the time went."""

    plain: PlanReasons
    demands: tuple[DemandReasons, ...]
    options: tuple[OptionReasons, ...]


def explained(problem: Problem, plan: Plan) -> Explained:
    """What there is to say of the plan; holds no transaction."""
    plain = explain_plan(problem, plan)
    return Explained(plain, tuple(_demands(problem, plan, plain)), tuple(_options(problem, plan, plain)))


def _demands(problem: Problem, plan: Plan, plain: PlanReasons) -> Iterable[DemandReasons]:
    end = time.monotonic() + FLIP_SECONDS
    late = sorted(plain.demands, key=lambda demand: -demand.harm)
    if not late:
        return
    with Following() as following:
        for demand in late:
            if time.monotonic() < end:
                yield explain_demand(
                    problem, plan, demand.item, demand.priority, demand.week, following=following
                )
            else:
                yield demand


def _options(problem: Problem, plan: Plan, plain: PlanReasons) -> Iterable[OptionReasons]:
    end = time.monotonic() + FLIP_SECONDS
    for option in plain.options:
        yield explain_option(problem, plan, option.source_option) if time.monotonic() < end else option


def reasons_write(run: PlanRun, problem: Problem, found: Explained) -> None:
    """The rows of a run's explanations, in the caller's transaction."""
    mine = Item.objects.filter(enterprise_id=run.enterprise_id, number__in=[i.id for i in problem.items])
    items = {item.number: item.id for item in mine}
    wanted = [option.id for option in problem.source_options]
    there = SourceOption.objects.filter(enterprise_id=run.enterprise_id, id__in=wanted)
    sources = {str(key): item for key, item in there.values_list("id", "item_id")}
    rows = [_demand_row(run, demand, items) for demand in found.demands if demand.item in items]
    for order in found.plain.orders:
        if order.order.source_option in sources:
            rows.append(
                _source_row(run, sources, order.order.source_option, order.reasons, week=order.order.week)
            )
    for option in found.options:
        if option.source_option in sources:
            rows.append(_source_row(run, sources, option.source_option, option.reasons, flips=option.flips))
    PlanReason.objects.bulk_create(rows, batch_size=500)


def _demand_row(run: PlanRun, demand: DemandReasons, items: dict[str, UUID]) -> PlanReason:
    return _row(
        run, ReasonSubject.DEMAND, items[demand.item], demand.reasons, demand.flips, week=_monday(run, demand.week),
        priority=demand.priority, quantity=Decimal(repr(round(demand.quantity, 6))),
        harm=Decimal(repr(round(demand.harm, 2))),
    )  # fmt: skip


def _source_row(
    run: PlanRun, sources: dict[str, UUID], option: str, reasons: Iterable[Reason], *,
    flips: Iterable[Flip] = (), week: int | None = None,
) -> PlanReason:  # fmt: skip
    subject = ReasonSubject.OPTION if week is None else ReasonSubject.ORDER
    return _row(
        run, subject, sources[option], reasons, flips, source_option_id=UUID(option),
        week=None if week is None else _monday(run, week),
    )  # fmt: skip


def _row(
    run: PlanRun, subject: ReasonSubject, item: UUID, reasons: Iterable[Reason], flips: Iterable[Flip],
    **more: Any,
) -> PlanReason:  # fmt: skip
    return PlanReason(
        chain_id=run.chain_id, enterprise_id=run.enterprise_id, run=run, subject=subject.value, item_id=item,
        reasons=[_reason(run, reason) for reason in reasons],
        flips=[_flip(run, flip) for flip in list(flips)[:MOST_FLIPS]],
        **({"quantity": Decimal(0), "harm": Decimal(0)} | more),
    )  # fmt: skip


def _reason(run: PlanRun, reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind.value, "item": reason.item, "source": reason.source_option or reason.supplier,
        "centre": reason.work_centre, "week": None if reason.week is None else str(_monday(run, reason.week)),
        "figures": {name: round(float(value), 4) for name, value in reason.figures.items()},
    }  # fmt: skip


def _flip(run: PlanRun, flip: Flip) -> dict[str, Any]:
    changes = [
        {
            "kind": change.kind.value, "where": change.where, "by": round(float(change.by), 6),
            "week": None if change.week is None else str(_monday(run, change.week)),
        }
        for change in flip.changes
    ]  # fmt: skip
    return {"changes": changes, "gain": round(flip.gain, 2), "quantity": round(flip.quantity, 4)}


def _monday(run: PlanRun, week: int) -> Any:
    return run.start + timedelta(weeks=week)
