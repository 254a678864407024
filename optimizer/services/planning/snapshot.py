"""An enterprise's planning problem as its rows stand now.

Read in the caller's transaction and the enterprise's own rights: orders, commitments and shared figures count as far as
they are shared with it. Items are named by their numbers, sources by their ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from common.clock import now
from common.errors import DomainError
from optimizer import errors
from optimizer.engine.procurement import BomLine, Demand, Problem, Receipt, SourceOption, Supplier, WorkCentre
from optimizer.engine.procurement import Item as EngineItem
from optimizer.models import PlanningItem
from optimizer.rules.planning import (
    PRIORITIES,
    WEEKS_OF_A_YEAR,
    forecast_left,
    lots_of,
    offset_weeks,
    week_index,
    weeks_of,
    worth_of,
)
from optimizer.rules.scenarios import Assumptions
from optimizer.services.planning.gathering import Gathered, gather
from optimizer.states.planning import DemandKind
from orders.models import ScheduleLine
from orders.states.forecasts import Confidence
from suppliers.models import BomLine as Bom
from suppliers.models import Item
from suppliers.models import SourceOption as Source
from suppliers.states import ItemKind

# Made items without a group of machines: no hours are counted for them.
UNCOUNTED = "uncounted"
ZERO = Decimal(0)


def problem_of(actor: Actor, name: str) -> Problem:
    """The problem of the weeks from this one on. Raises DomainError NOTHING_TO_PLAN without demand."""
    return problem_from(gather(actor, Assumptions()), name)


def problem_from(read: Gathered, name: str) -> Problem:
    """The problem of rows that have been gathered. Raises DomainError NOTHING_TO_PLAN without demand."""
    weeks = read.policy.weeks
    demand = tuple(_demand(read))
    if not demand:
        raise DomainError(errors.NOTHING_TO_PLAN)
    _value(read)
    suppliers, options = _sources(read)
    return Problem(
        name=name, weeks=weeks, currency="CNY", priorities=PRIORITIES, demand=demand,
        items=tuple(_item(read, item) for item in read.items.values()),
        bom=tuple(_line(read, line) for line in read.lines),
        work_centres=tuple(_centres(read)), suppliers=tuple(suppliers), source_options=tuple(options),
        receipts=tuple(_receipts(read)),
    )  # fmt: skip


def _demand(read: Gathered) -> Iterable[Demand]:
    """Orders as they are, of a forecast what the week's orders leave; what is overdue is due now."""
    ordered: defaultdict[tuple[UUID, date], Decimal] = defaultdict(Decimal)
    for line in read.demand:
        if line.kind == DemandKind.ORDER:
            ordered[line.item_id, line.week] += line.quantity
    for line in read.demand:
        quantity = line.quantity
        if line.kind == DemandKind.FORECAST:
            quantity = forecast_left(quantity, ordered[line.item_id, line.week])
        quantity = read.assumptions.demand(line.item_id, line.week, quantity)
        if quantity > 0:
            number = read.items[line.item_id].number
            yield Demand(number, week_index(read.start, line.week), float(quantity), line.priority)


def _value(read: Gathered) -> None:
    """What a piece has cost: bought, the cheapest approved price; made, its material and its making."""
    cheapest: dict[UUID, Decimal] = {}
    for source in read.sources:
        price = read.assumptions.price(source.partnership_id, source.item_id, source.unit_price)
        cheapest[source.item_id] = min(price, cheapest.get(source.item_id, price))
    components: defaultdict[UUID, list[Bom]] = defaultdict(list)
    for line in read.lines:
        components[line.parent_id].append(line)

    def value(item_id: UUID, above: frozenset[UUID]) -> Decimal:
        if item_id not in read.value:
            total = cheapest.get(item_id, ZERO)
            if item_id in components and item_id not in above:
                made = read.terms[item_id].production_cost if item_id in read.terms else ZERO
                below = above | {item_id}
                total = made + sum(_per(x) * value(x.component_id, below) for x in components[item_id])
            read.value[item_id] = total
        return read.value[item_id]

    for item_id in read.items:
        value(item_id, frozenset())


def _per(line: Bom) -> Decimal:
    per: Decimal = line.quantity_per * (1 + line.scrap_percent / 100)
    return per


def _line(read: Gathered, line: Bom) -> BomLine:
    parent, component = read.items[line.parent_id].number, read.items[line.component_id].number
    return BomLine(parent, component, float(_per(line)), offset_weeks(line.lead_time_offset_days))


def _item(read: Gathered, item: Item) -> EngineItem:
    terms = read.terms.get(item.id) or PlanningItem()
    value, policy = read.value[item.id], read.policy
    weekly = value / 100 / WEEKS_OF_A_YEAR
    usage = read.usages.get(item.id)
    is_made = item.kind == ItemKind.MAKE
    is_counted = usage is not None and usage.group_id in read.hours
    centre = usage.group.code if usage is not None and is_counted else UNCOUNTED
    return EngineItem(
        id=item.number, kind="made" if is_made else "purchased",
        stock=float(read.stock.get(item.id, ZERO)), safety_stock=float(terms.safety_stock),
        standard_cost=float(value), holding_cost=float(weekly * policy.holding_percent),
        safety_cost=float(weekly * policy.safety_percent),
        end_value=float(value * (1 - policy.holding_percent / 100)),
        production_cost=float(terms.production_cost),
        work_centre=centre if is_made else None,
        hours=float(usage.per_piece) if is_made and usage is not None and is_counted else 0.0,
        backlog_cost=float(terms.margin * policy.backlog_percent / 100), lost_cost=float(value + terms.margin),
    )  # fmt: skip


def _centres(read: Gathered) -> Iterable[WorkCentre]:
    """Groups with their hours; a week nobody has stated runs like the one before it."""
    weeks = range(read.policy.weeks)
    codes = {u.group_id: u.group.code for u in read.usages.values()}
    for group, stated in read.hours.items():
        hours, last = [], stated[min(stated)]
        for week in weeks:
            last = stated.get(week, last)
            hours.append(float(read.assumptions.hours(group, read.monday(week), last)))
        yield WorkCentre(codes[group], tuple(hours))
    yield WorkCentre(UNCOUNTED, tuple(0.0 for _ in weeks))


def _receipts(read: Gathered) -> Iterable[Receipt]:
    """What is ordered and still to come, at the promised day; what is overdue counts for this week."""
    for line, week in _coming(read):
        yield Receipt(line.item_number, week, float(open_quantity(line)))


def inbound_of(read: Gathered) -> list[dict[str, Any]]:
    """Which order line each receipt of the problem is, in the same order: what plans are pegged to."""
    return [
        {
            "order": str(line.order_id),
            "number": line.order_number,
            "line": line.line_number,
            "status": line.status,
        }
        for line, _ in _coming(read)
    ]


def _coming(read: Gathered) -> Iterable[tuple[ScheduleLine, int]]:
    """Lines with something still to come within the horizon, and the week it comes in."""
    for line in read.inbound:
        week = _arrival(read, line)
        if open_quantity(line) > 0 and week is not None and week < read.policy.weeks:
            yield line, week


def _arrival(read: Gathered, line: ScheduleLine) -> int | None:
    """The week it comes in; None for what a scenario takes never to come."""
    due = read.monday(week_index(read.start, line.due_date))
    item, partner = read.by_number[line.item_number].id, line.order.partnership_id
    if read.assumptions.is_lost(partner, item, due):
        return None
    return week_index(read.start, read.assumptions.arrival(partner, item, due))


def open_quantity(line: ScheduleLine) -> Decimal:
    """What is still to come of a schedule line, refused and short parts left out."""
    gone = line.rejected_quantity + line.cancelled_quantity + line.received_quantity
    rest: Decimal = line.ordered_quantity - gone - line.short_quantity - line.refused_quantity
    return max(ZERO, rest)


def _sources(read: Gathered) -> tuple[list[Supplier], list[SourceOption]]:
    """Every source with its own capacity: what the supplier has committed to the item and not yet been ordered.

    A commitment is to one item, so each source stands for a supplier of its own. Where nothing is committed the limit is
    all that is wanted: it is not known.
    """
    committed, taken = _committed(read), _taken(read)
    most = float(sum(line.quantity for line in read.demand)) * 1000
    suppliers, options = [], []
    for source in read.sources:
        item, name = read.items[source.item_id], str(source.id)
        partner, assumed = source.partnership_id, read.assumptions
        lead = assumed.lead_time(partner, item.id, weeks_of(source.lead_time_days))
        promised = committed.get((partner, item.id), {})
        used = taken.get((partner, item.number), {})
        capacity = []
        for week in range(lead, read.policy.weeks + lead):
            limit = assumed.supply(partner, item.id, read.monday(week), promised.get(week))
            capacity.append(most if limit is None else float(max(ZERO, limit - used.get(week, ZERO))))
        suppliers.append(Supplier(name, tuple(capacity)))
        options.append(_option(read, source, item, lead))
    return suppliers, options


def _option(read: Gathered, source: Source, item: Item, lead: int) -> SourceOption:
    lot, least = lots_of(source.minimum_order_quantity, source.order_multiple)
    breaks = [(b.from_quantity, b.unit_price) for b in source.price_breaks.all() if b.from_quantity > 0]
    tiers = [(ZERO, source.unit_price), *sorted(breaks)]
    priced = [(q, read.assumptions.price(source.partnership_id, item.id, p)) for q, p in tiers]
    return SourceOption(
        id=str(source.id), item=item.number, supplier=str(source.id), lead_time=lead, lot=float(lot),
        moq=float(least), tiers=tuple((float(q), float(p)) for q, p in priced),
        order_cost=float(read.policy.order_cost), capacity_use=1.0, share_min=float(source.share_min / 100),
        share_max=float(source.share_max / 100),
    )  # fmt: skip


def _committed(read: Gathered) -> Mapping[tuple[UUID, UUID], dict[int, Decimal]]:
    """What each partner is counted on for an item, by week of arrival."""
    found: dict[tuple[UUID, UUID], dict[int, Decimal]] = {}
    for commit in read.commits:
        age = now() - (commit.submitted_at or now())
        by_week = found.setdefault((commit.line.partnership_id, commit.line.item_id), {})
        for place, quantity in enumerate(commit.quantities):
            monday = commit.start + timedelta(weeks=place)
            if quantity is not None and monday >= read.start:
                sure = Confidence(commit.confidences[place] or Confidence.SURE)
                by_week[week_index(read.start, monday)] = worth_of(quantity, sure, age)
    return found


def _taken(read: Gathered) -> Mapping[tuple[UUID, str], dict[int, Decimal]]:
    """What of a commitment open orders have used already, by the week they are promised for."""
    found: defaultdict[tuple[UUID, str], dict[int, Decimal]] = defaultdict(dict)
    for line in read.inbound:
        weeks = found[line.order.partnership_id, line.item_number]
        week = week_index(read.start, line.due_date)
        weeks[week] = weeks.get(week, ZERO) + open_quantity(line)
    return found
