"""What a finished search leaves behind: rows by item, orders, and what had to be left out."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from optimizer.engine.procurement import Problem, Result
from optimizer.engine.procurement.series import Series, series_of
from optimizer.models import PlanOrder, PlanRow, PlanRun
from optimizer.selectors.scenarios import in_force
from suppliers.models import Item, SourceOption

CENT, FINEST = Decimal("0.01"), Decimal("0.000001")


def exact(value: float, step: Decimal = FINEST) -> Decimal:
    """A figure of the engine as a decimal of so many places."""
    return Decimal(repr(value)).quantize(step)


def outcome_write(run: PlanRun, problem: Problem, result: Result) -> None:
    """Put the result onto the run and write its rows and orders; the run itself is saved by the caller."""
    run.cost, run.bound = exact(result.cost, CENT), exact(result.bound, CENT)
    run.cost_parts = {name: str(exact(value, CENT)) for name, value in result.cost_parts.items()}
    run.findings = [
        {"code": f.code, "field": f.field, "zh": f.message("zh-hans"), "en": f.message("en")}
        for f in result.findings
    ]
    mine = Item.objects.filter(enterprise_id=run.enterprise_id, number__in=[i.id for i in problem.items])
    items = {item.number: item.id for item in mine}
    known = [series for series in series_of(problem, result.plan) if series.item in items]
    rows, orders = (
        [_row(run, problem, series, items) for series in known],
        _orders(run, problem, result, items),
    )
    PlanRow.objects.bulk_create(rows, batch_size=500)
    PlanOrder.objects.bulk_create(orders, batch_size=500)
    run.figures = figures_of(rows, orders) | {"calmness": _calmness(run, orders)}


def figures_of(rows: Sequence[PlanRow], orders: Sequence[PlanOrder]) -> dict[str, Any]:
    """What plans are compared by: what is late (units times weeks) and never delivered, its cost, orders, partners."""
    late = [row for row in rows if row.is_product]
    return {
        "late": _told(sum((sum(row.short) for row in late), Decimal(0))),
        "undelivered": _told(sum((row.short[-1] for row in late), Decimal(0))),
        "harm": _told(sum((row.harm for row in late), Decimal(0))),
        "orders": len(orders),
        "sources": len({order.source_option_id for order in orders}),
    }


def _told(figure: Decimal) -> str:
    return f"{figure.normalize():f}"


def _calmness(run: PlanRun, orders: Sequence[PlanOrder]) -> float | None:
    """The share of what the plan in force would still order that stands as it is; None without one."""
    plans = in_force(PlanRun.objects.filter(enterprise_id=run.enterprise_id, cost__isnull=False))
    last = plans.filter(number__lt=run.number).order_by("-number").only("id").first()
    if last is None:
        return None
    due = PlanOrder.objects.filter(
        enterprise_id=run.enterprise_id, run=last, order_week__gte=run.start, adopted_at=None
    )
    before = set(due.values_list("source_option_id", "order_week", "quantity"))
    now = {(order.source_option_id, order.order_week, order.quantity) for order in orders}
    return round(len(before & now) / len(before), 4) if before else None


def _row(run: PlanRun, problem: Problem, series: Series, items: dict[str, UUID]) -> PlanRow:
    item = next(i for i in problem.items if i.id == series.item)
    is_product = any(d.item == series.item for d in problem.demand)
    lacking = tuple(max(0.0, item.safety_stock - left) for left in series.stock)
    short = series.late if is_product else lacking
    return PlanRow(
        chain_id=run.chain_id, enterprise_id=run.enterprise_id, run=run, item_id=items[series.item],
        is_product=is_product, safety_stock=exact(item.safety_stock), wanted=[exact(v) for v in series.wanted],
        supplied=[exact(v) for v in series.supplied], stock=[exact(v) for v in series.stock],
        short=[exact(v) for v in short], has_shortage=any(v > 0 for v in short), harm=exact(series.harm, CENT),
    )  # fmt: skip


def _orders(run: PlanRun, problem: Problem, result: Result, items: dict[str, UUID]) -> list[PlanOrder]:
    options = {option.id: option for option in problem.source_options}
    there = SourceOption.objects.filter(enterprise_id=run.enterprise_id, id__in=list(options))
    known = {str(key) for key in there.values_list("id", flat=True)}
    made = []
    for order in result.plan.orders:
        option = options[order.source_option]
        if option.id not in known:
            continue  # removed while the search ran
        quantity = order.lots * option.lot
        price: dict[str, Any] = {
            "unit_price": exact(option.price(quantity)),
            "amount": exact(option.price(quantity) * quantity, CENT),
        }
        made.append(
            PlanOrder(
                chain_id=run.chain_id, enterprise_id=run.enterprise_id, run=run, source_option_id=UUID(option.id),
                item_id=items[option.item], order_week=run.start + timedelta(weeks=order.week),
                arrival_week=run.start + timedelta(weeks=order.week + option.lead_time), quantity=exact(quantity),
                **price,
            )
        )  # fmt: skip
    return made
