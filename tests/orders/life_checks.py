"""The invariants of domain.md 8 for one order, read with the system role past every tenant's view."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from audit.models import AuditEntry
from events.models import Event, StreamEntry
from orders.models import (
    AdvanceShipNotice,
    AsnLine,
    ChangeProposal,
    GoodsReceipt,
    PromiseEntry,
    PurchaseOrder,
    PurchaseOrderLine,
    ScheduleLine,
)
from orders.states import FINAL, ScheduleStatus, derived_status
from suppliers.models import InventoryPosition, StockMovement
from tenancy.context import system_access
from tests import world

SYSTEM = "system"
UNVERSIONED = ("orders.schedule_line.reminded",)
OVER = Decimal("1.05")


@dataclass(frozen=True)
class Snapshot:
    """Everything an act on the order could have touched."""

    lines: dict[UUID, dict[str, Any]]
    notices: dict[UUID, tuple[Any, ...]]
    proposals: dict[UUID, tuple[Any, ...]]
    counts: tuple[int, ...]


def snapshot(order_id: UUID) -> Snapshot:
    with system_access("test"):
        lines = ScheduleLine.objects.using(SYSTEM).filter(order_id=order_id)
        ids = [line.id for line in lines]
        asn_ids = list(
            AsnLine.objects.using(SYSTEM).filter(order_id=order_id).values_list("asn_id", flat=True)
        )
        notices = AdvanceShipNotice.objects.using(SYSTEM).filter(id__in=asn_ids)
        proposals = ChangeProposal.objects.using(SYSTEM).filter(order_id=order_id)
        return Snapshot(
            {row["id"]: row for row in lines.values()},
            {n.id: (n.status, n.version) for n in notices},
            {p.id: (p.status, p.decided_at) for p in proposals},
            (
                PromiseEntry.objects.using(SYSTEM).filter(order_id=order_id).count(),
                AuditEntry.objects.using(SYSTEM).filter(subject_id__in=[*ids, order_id, *asn_ids]).count(),
                Event.objects.using(SYSTEM).filter(root_id__in=[order_id, *asn_ids]).count(),
                GoodsReceipt.objects.using(SYSTEM).filter(asn_id__in=asn_ids).count(),
                StockMovement.objects.using(SYSTEM).count(),
            ),
        )


def check_quantities(order_id: UUID) -> None:
    """1 and 2: every piece is accounted for, goods included, and no more leaves than promised and tolerated."""
    lines = ScheduleLine.objects.using(SYSTEM).filter(order_id=order_id)
    for line in lines:
        assert line.open_quantity >= 0, line.label
        assert line.shipped_quantity <= line.confirmed_quantity * OVER, line.label
        accounted = line.received_quantity + line.short_quantity + line.refused_quantity - line.over_quantity
        assert accounted == line.shipped_quantity - line.in_transit_quantity, line.label
        assert (line.confirmed_quantity > 0) <= (line.confirmed_date is not None)
        assert (line.backordered_quantity > 0) <= (line.status in ("part_confirmed", "countered"))
    sums = dict(lines.values_list("line_id").annotate(total=Sum("ordered_quantity")))
    for item_line in PurchaseOrderLine.objects.using(SYSTEM).filter(order_id=order_id):
        assert sums[item_line.id] == item_line.ordered_quantity


def check_derived(order_id: UUID) -> None:
    """The statuses of lines and order, and the turn, follow from the schedule lines."""
    lines = list(ScheduleLine.objects.using(SYSTEM).filter(order_id=order_id))
    order = PurchaseOrder.objects.using(SYSTEM).get(id=order_id)
    assert order.status == derived_status(ScheduleStatus(x.status) for x in lines)
    assert order.amount == sum(x.amount for x in lines)
    for item_line in PurchaseOrderLine.objects.using(SYSTEM).filter(order_id=order_id):
        mine = [ScheduleStatus(x.status) for x in lines if x.line_id == item_line.id]
        assert item_line.status == derived_status(mine)
    open_on = Counter(
        ChangeProposal.objects.using(SYSTEM)
        .filter(order_id=order_id, status="OPEN")
        .values_list("schedule_line_id", flat=True)
    )
    assert open_on == Counter(x.id for x in lines if x.status == "countered")
    assert all(
        x.turn for x in lines if x.status in ("sent", "seen", "countered", "part_confirmed", "shipped")
    )


def check_traces(order_id: UUID) -> None:
    """5: one audit entry and one event per version of a schedule line, and a gap-free ledger."""
    lines = {x.id: x for x in ScheduleLine.objects.using(SYSTEM).filter(order_id=order_id)}
    audits = Counter(
        AuditEntry.objects.using(SYSTEM)
        .filter(subject_id__in=lines)
        .exclude(action__in=UNVERSIONED)
        .values_list("subject_id", flat=True)
    )
    events: dict[UUID, list[int]] = {line_id: [] for line_id in lines}
    told = (
        Event.objects.using(SYSTEM)
        .filter(subject_id__in=lines)
        .exclude(type__in=UNVERSIONED)
        .order_by("number")
    )
    for line_id, version in told.values_list("subject_id", "version"):
        events[line_id].append(version)
    ledger = dict(
        PromiseEntry.objects.using(SYSTEM)
        .filter(order_id=order_id)
        .values_list("schedule_line_id")
        .annotate(n=Count("id"))
    )
    for line_id, line in lines.items():
        assert audits[line_id] == line.version - 1, line.label
        assert events[line_id] == list(range(2, line.version + 1)), line.label
        assert ledger[line_id] == line.last_sequence, line.label


def check_stock() -> None:
    """3: a position is the sum of its movements and never negative."""
    moved = {
        (site, item, lot, status): total
        for site, item, lot, status, total in StockMovement.objects.using(SYSTEM)
        .values_list("site_id", "item_id", "lot_number", "stock_status")
        .annotate(total=Sum("quantity"))
    }
    held = {
        (p.site_id, p.item_id, p.lot_number, p.stock_status): p.quantity
        for p in InventoryPosition.objects.using(SYSTEM).all()
    }
    assert held == moved
    assert all(quantity >= 0 for quantity in held.values())


def check_history(before: Snapshot, after: Snapshot) -> None:
    """4: what is final stays; a version rises by at most one an act; the first promise stays."""
    for line_id, old in before.lines.items():
        new = after.lines[line_id]
        if old["status"] in FINAL:
            assert new == old
        assert new["version"] - old["version"] in (0, 1)
        if old["first_promised_date"] is not None:
            assert new["first_promised_date"] == old["first_promised_date"]


def check_order(order_id: UUID) -> None:
    """All invariants that can be read off the database as it stands."""
    with system_access("test"):
        check_quantities(order_id)
        check_derived(order_id)
        check_traces(order_id)
        check_stock()


def check_streams(order_id: UUID) -> None:
    """7: after the relay each party has every event of the order once, in the order of its versions."""
    with system_access("test"):
        events = list(Event.objects.using(SYSTEM).filter(root_id=order_id).order_by("number"))
        assert all(event.relayed_at for event in events)
        for firm in (world.LEADER, world.FIRST):
            heard = [e for e in events if firm.id in e.audience]
            stream = (
                StreamEntry.objects.using(SYSTEM)
                .filter(enterprise_id=firm.id)
                .exclude(type="notifications.added")
            )
            mine = list(
                stream.filter(root_id=order_id).order_by("position").values_list("event_id", flat=True)
            )
            assert mine == [event.id for event in heard]
            positions = list(
                StreamEntry.objects.using(SYSTEM)
                .filter(enterprise_id=firm.id)
                .order_by("position")
                .values_list("position", flat=True)
            )
            assert positions == list(range(1, len(positions) + 1))
        assert (
            not StreamEntry.objects.using(SYSTEM)
            .filter(enterprise_id=world.SECOND.id, root_id=order_id)
            .exists()
        )
