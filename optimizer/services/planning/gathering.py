"""The rows a plan is made from: demand, what it is made of, stock, sources, capacity, what is on its way, commitments."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.db.models import Sum

from accounts.actor import Actor
from common.clock import today
from optimizer.models import DemandLine, PlanningItem, PlanPolicy
from optimizer.rules.planning import week_index
from optimizer.rules.scenarios import Assumptions
from optimizer.selectors import plan_policy_get
from optimizer.states.planning import DemandKind
from orders.models import ForecastCommit, ScheduleLine
from orders.states import FINAL
from suppliers.models import BomLine as Bom
from suppliers.models import CapacityUsage, CapacityWeek, InventoryPosition, Item
from suppliers.models import SourceOption as Source
from suppliers.rules import components_below, monday_of
from suppliers.states import ItemKind, PartnershipStatus, StockStatus

USABLE = (StockStatus.UNRESTRICTED.value, StockStatus.CONSIGNED.value)


@dataclass
class Gathered:
    """What the rows say, by item: everything the problem is built of."""

    start: date
    policy: PlanPolicy
    items: dict[UUID, Item]
    lines: list[Bom]
    demand: list[DemandLine]
    terms: dict[UUID, PlanningItem]
    stock: dict[UUID, Decimal]
    sources: list[Source]
    usages: dict[UUID, CapacityUsage]
    hours: dict[UUID, dict[int, Decimal]]
    inbound: list[ScheduleLine]
    commits: list[ForecastCommit]
    assumptions: Assumptions = field(default_factory=Assumptions)
    value: dict[UUID, Decimal] = field(default_factory=dict)

    def monday(self, week: int) -> date:
        """The first day of a week counted from the start."""
        return self.start + timedelta(weeks=week)

    @cached_property
    def by_number(self) -> dict[str, Item]:
        return {item.number: item for item in self.items.values()}


def gather(actor: Actor, assumptions: Assumptions) -> Gathered:
    """The acting enterprise's rows of the weeks of its policy, and what is to be taken otherwise."""
    me, start = actor.enterprise_id, monday_of(today())
    policy = plan_policy_get(actor)
    end = start + timedelta(weeks=policy.weeks)
    demand = list(DemandLine.objects.filter(enterprise_id=me, week__lt=end, quantity__gt=0).order_by("id"))
    # What was expected of a past week is history; what was ordered for it is still owed.
    demand = [d for d in demand if d.week >= start or d.kind == DemandKind.ORDER]
    items, lines = _structure(me, {d.item_id for d in demand})
    stock = InventoryPosition.objects.filter(enterprise_id=me, item_id__in=items, stock_status__in=USABLE)
    terms = PlanningItem.objects.filter(enterprise_id=me, item_id__in=items)
    usages = CapacityUsage.objects.filter(enterprise_id=me, item_id__in=items).order_by("-per_piece", "id")
    first_usage: dict[UUID, CapacityUsage] = {}
    for usage in usages.select_related("group"):
        first_usage.setdefault(usage.item_id, usage)
    sources = Source.objects.filter(
        enterprise_id=me, item_id__in=items, is_approved=True, partnership__status=PartnershipStatus.ACTIVE.value
    )  # fmt: skip
    numbers = [item.number for item in items.values()]
    # Drafts count: what a plan has been adopted into must not be planned a second time.
    inbound = ScheduleLine.objects.filter(buyer_id=me, item_number__in=numbers).exclude(
        status__in=[s.value for s in FINAL]
    )
    commits = ForecastCommit.objects.filter(buyer_id=me, forecast__is_current=True, line__item_id__in=items)
    return Gathered(
        start, policy, items, lines, demand,
        terms={t.item_id: t for t in terms},
        stock=dict(stock.order_by().values_list("item_id").annotate(Sum("quantity"))),
        sources=list(sources.select_related("partnership").prefetch_related("price_breaks").order_by("id")),
        usages=first_usage, hours=_hours(me, first_usage.values(), start, policy.weeks),
        inbound=list(inbound.select_related("order").order_by("id")),
        commits=list(commits.select_related("line").order_by("id")), assumptions=assumptions,
    )  # fmt: skip


def _structure(me: UUID, demanded: set[UUID]) -> tuple[dict[UUID, Item], list[Bom]]:
    """The items demanded and all below them, and the bills of material between."""
    lines = list(Bom.objects.filter(enterprise_id=me).order_by("id"))
    below: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for line in lines:
        below[line.parent_id].append(line.component_id)
    wanted = components_below(below, demanded)
    rows = Item.objects.filter(enterprise_id=me, id__in=wanted).order_by("number")
    items = {item.id: item for item in rows}
    made = {i for i, item in items.items() if item.kind == ItemKind.MAKE}
    return items, [line for line in lines if line.parent_id in made and line.component_id in items]


def _hours(
    me: UUID, usages: Iterable[CapacityUsage], start: date, weeks: int
) -> dict[UUID, dict[int, Decimal]]:
    """What runs of each group by week: the maximum times the share of machines available."""
    rows = CapacityWeek.objects.filter(
        enterprise_id=me, group_id__in={u.group_id for u in usages}, week__gte=start,
        week__lt=start + timedelta(weeks=weeks),
    )  # fmt: skip
    found: defaultdict[UUID, dict[int, Decimal]] = defaultdict(dict)
    for row in rows:
        found[row.group_id][week_index(start, row.week)] = row.maximum * row.machine_available / 100
    return dict(found)
