"""What the demands of a plan rest on, and which demands an order line serves: computed from the run's own snapshot.

Weeks count from the run's first, quantities are in the item's unit. Made items are backed off by their bills of
material as the plan has them; bought items rest on stock, orders under way and the plan's orders, late or not. What even
all of these do not cover is uncovered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from common.errors import NotFound
from optimizer.engine import requirements as engine
from optimizer.engine.requirements.problem import SCALE
from optimizer.models import PlanOrder, PlanRun
from optimizer.states.pegging import PegKind
from orders.states import ScheduleStatus
from suppliers.models import Item
from suppliers.selectors.items import items_by_number

FINEST = Decimal("0.000001")
# The supplier has said yes to these.
SURE = frozenset({
    ScheduleStatus.CONFIRMED.value, ScheduleStatus.IN_PRODUCTION.value, ScheduleStatus.SHIPPED.value,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A demand of the snapshot. `slack_weeks`: left before it is late, below 0 it is; None where something is uncovered."""

    key: str
    item: Item
    week: date
    quantity: Decimal
    priority: int
    slack_weeks: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Something demands rest on. `free_quantity`: what no demand of the horizon takes."""

    key: str
    kind: PegKind
    item: Item
    week: date
    quantity: Decimal
    free_quantity: Decimal
    order_id: UUID | None = None
    order_number: str = ""
    line_number: int | None = None
    plan_order_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Peg:
    """What of a source is one demand's. `slack_weeks`: from its coming to `needed_week`, below 0 it comes too late.

    `source` is None for what is made or uncovered.
    """

    kind: PegKind
    item: Item
    needed_week: date
    week: date | None
    quantity: Decimal
    slack_weeks: int | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Served:
    """A demand and what of an order line it takes, in the line's unit."""

    demand: Wanted
    quantity: Decimal


class Pegging:
    """The pegs of one run. Keys are places in its snapshot, `d0` for demands and `s0` for sources: fixed for a run."""

    def __init__(self, run: PlanRun, orders: Sequence[PlanOrder], items: Mapping[str, Item]) -> None:
        self._run, self._items = run, items
        self._document: dict[str, Any] = run.problem
        self._given = {f"s{place}": one for place, one in enumerate(_sources(run, orders))}
        self.found = engine.explode(_problem(self._document, self._given))

    def demands(self, item: Item) -> list[Wanted]:
        """The demands of an item, the first week first."""
        rows = [key for key, row in self._wanted.items() if row["item"] == item.number]
        return sorted((self._demand(key) for key in rows), key=lambda one: (one.week, one.priority, one.key))

    def sources(self, item: Item) -> list[Source]:
        """What there is and what comes of an item, the first week first."""
        rows = [self._source(key) for key, one in self._given.items() if one.supply.item == item.number]
        return sorted((row for row in rows if row is not None), key=lambda one: (one.week, one.key))

    def demand(self, key: str) -> Wanted | None:
        return self._demand(key) if key in self._wanted and key in self.found.slack else None

    def source(self, key: str) -> Source | None:
        return self._source(key) if key in self._given else None

    def pegs(self, key: str) -> list[Peg]:
        """What a demand rests on, the scarcest first."""
        rows = [self._peg(one) for one in self.found.takes(key) if one.item in self._items]
        return sorted(rows, key=lambda one: (_order_of(one), one.item.number, one.needed_week))

    def served(self, key: str) -> list[Served]:
        """The demands that take of a source, the first week first."""
        if key not in self.found.place_of_supply:
            return []
        rows = [Served(self._demand(d), q.quantize(FINEST)) for d, q in self.found.serves(key).items()]
        return sorted(rows, key=lambda one: (one.demand.week, one.demand.priority, one.demand.key))

    @cached_property
    def _wanted(self) -> dict[str, dict[str, Any]]:
        return {f"d{n}": row for n, row in enumerate(self._document["demand"]) if row["item"] in self._items}

    def _week(self, period: int) -> date:
        start: date = self._run.start
        return start + timedelta(weeks=period)

    def _demand(self, key: str) -> Wanted:
        row = self._wanted[key]
        is_uncovered = any(self._kind(one) is PegKind.UNCOVERED for one in self.found.takes(key))
        return Wanted(
            key, self._items[row["item"]], self._week(row["week"]), _exact(row["quantity"]), row["priority"],
            None if is_uncovered else self.found.slack[key],
        )  # fmt: skip

    def _source(self, key: str) -> Source | None:
        given = self._given[key]
        supply = given.supply
        if supply.item not in self._items or key not in self.found.place_of_supply:
            return None
        place = self.found.place_of_supply[key]
        taken = sum(int(self.found.pegging.peg_quantity[peg]) for peg in self.found.pegs_of_supply[place])
        quantity = _exact(supply.quantity)
        return Source(
            key, given.kind, self._items[supply.item], self._week(supply.available), quantity,
            quantity - (Decimal(taken) / SCALE).quantize(FINEST), given.order_id, given.order_number,
            given.line_number, given.plan_order_id,
        )  # fmt: skip

    def _kind(self, one: engine.Taken) -> PegKind:
        if one.supply is not None:
            return self._given[one.supply.key].kind
        return PegKind.PRODUCTION if one.item in self._made else PegKind.UNCOVERED

    @cached_property
    def _made(self) -> set[str]:
        return {row["id"] for row in self._document["items"] if row["kind"] == "made"}

    def _peg(self, one: engine.Taken) -> Peg:
        kind, item, quantity = self._kind(one), self._items[one.item], one.quantity.quantize(FINEST)
        needed = self._week(one.needed)
        if one.supply is None:
            start = one.planned.start if one.planned is not None and kind is PegKind.PRODUCTION else None
            week = None if start is None else needed
            return Peg(kind, item, needed, week, quantity, start, None)
        slack = one.needed - one.supply.available
        source = self._source(one.supply.key)
        return Peg(kind, item, needed, self._week(one.supply.available), quantity, slack, source)


@dataclass(frozen=True, slots=True)
class _Given:
    """A supply as the engine takes it, and what it is in the product."""

    supply: engine.Supply
    kind: PegKind
    order_id: UUID | None = None
    order_number: str = ""
    line_number: int | None = None
    plan_order_id: UUID | None = None


def pegging_of(actor: Actor, run_id: UUID) -> Pegging:
    """The pegs of a run of mine; raises NotFound."""
    run = PlanRun.objects.filter(enterprise_id=actor.enterprise_id, id=run_id).first()
    if run is None:
        raise NotFound
    mine = PlanOrder.objects.filter(enterprise_id=actor.enterprise_id, run=run).select_related("item")
    numbers = [row["id"] for row in run.problem["items"]]
    return Pegging(run, list(mine.order_by("id")), items_by_number(actor, numbers))


def _order_of(one: Peg) -> tuple[bool, int]:
    """Uncovered first, then by slack."""
    return one.kind is not PegKind.UNCOVERED, 0 if one.slack_weeks is None else one.slack_weeks


def _exact(value: float | Decimal) -> Decimal:
    return Decimal(str(value)).quantize(FINEST)


def _sources(run: PlanRun, orders: Sequence[PlanOrder]) -> Iterable[_Given]:
    """Stock, receipts and the plan's orders, always in the same order."""
    for row in run.problem["items"]:
        if row["stock"] > 0:
            yield _Given(_supply(row["id"], row["stock"], 0, engine.SupplyKind.UNRESTRICTED), PegKind.STOCK)
    for place, row in enumerate(run.problem["receipts"]):
        # A run without the names of its receipts still has their quantities.
        name = run.inbound[place] if place < len(run.inbound) else {}
        is_sure = name.get("status") in SURE
        kind = engine.SupplyKind.CONFIRMED if is_sure else engine.SupplyKind.OPEN
        yield _Given(
            _supply(row["item"], row["quantity"], row["week"], kind),
            PegKind.CONFIRMED if is_sure else PegKind.ORDER,
            UUID(name["order"]) if name else None, name.get("number", ""), name.get("line"),
        )  # fmt: skip
    for order in orders:
        week = (order.arrival_week - run.start).days // 7
        yield _Given(
            _supply(order.item.number, order.quantity, week, engine.SupplyKind.COMMIT), PegKind.PLANNED,
            order.order_id, order.order_number, None, order.id,
        )  # fmt: skip


def _supply(item: str, quantity: float | Decimal, week: int, kind: engine.SupplyKind) -> engine.Supply:
    return engine.Supply("", item, quantity, week, kind)


def _problem(document: dict[str, Any], given: Mapping[str, _Given]) -> engine.Problem:
    """The snapshot as requirements are computed from.

    A line's component is taken `offset` weeks before its parent is finished, so a made item starts as early as its earliest
    line. A bought item has the horizon as its lead time: nothing but what the plan has can come.
    """
    weeks = document["weeks"]
    earliest: defaultdict[str, int] = defaultdict(int)
    for line in document["bom"]:
        earliest[line["parent"]] = max(earliest[line["parent"]], line["offset"])
    return engine.Problem(
        periods=weeks,
        items=tuple(
            engine.Item(row["id"], earliest[row["id"]] if row["kind"] == "made" else weeks)
            for row in document["items"]
        ),
        lines=tuple(
            engine.BomLine(
                row["parent"], row["component"], row["quantity"], offset=earliest[row["parent"]] - row["offset"]
            )
            for row in document["bom"]
        ),
        demands=tuple(
            engine.Demand(f"d{n}", row["item"], row["week"], row["quantity"], row["priority"])
            for n, row in enumerate(document["demand"])
        ),
        supplies=tuple(
            engine.Supply(key, one.supply.item, one.supply.quantity, one.supply.available, one.supply.kind)
            for key, one in given.items()
        ),
    )  # fmt: skip
