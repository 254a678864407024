"""Taking over an order book in bulk: drafts made, completed and revised, in a few statements per batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.errors import Conflict, DomainError
from events import services as events
from orders import errors
from orders.models import PurchaseOrder, PurchaseOrderLine, ScheduleLine
from orders.services import transitions
from orders.services.acts import ORDER_FACTS, facts_of, know_parties, order_happening
from orders.services.numbering import ORDER, take_numbers
from orders.services.order_inputs import CheckedLine, NewSchedule
from orders.services.purchase_orders import LINE_STEP, build_line, build_schedule_line, new_order
from orders.states import OrderSource, ScheduleStatus
from suppliers.models import Item, Partnership
from tenancy.bulk import alike, insert_many
from tenancy.models import Site

REVISED = [
    "requested_quantity",
    "ordered_quantity",
    "requested_date",
    "due_date",
    "unit_price",
    "amount",
    "version",
]


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of an order book, looked up and checked by the caller.

    `key` is the caller's own name of the line. Lines of one order share `order_number`, or, without one, the
    `order_id` of a draft to complete, or a `group`. `unit_price`: without tax, in the partnership's currency.
    """

    key: int
    partnership: Partnership
    site: Site
    item: Item
    supplier_item_number: str
    quantity: Decimal
    requested_date: date
    unit_price: Decimal
    order_number: str = ""
    order_id: UUID | None = None
    group: str = ""
    line_number: int | None = None
    schedule_number: int | None = None


@dataclass(frozen=True, slots=True)
class BookOutcome:
    """What became of a line: "created" or "updated", with its order, or "refused" with the reason."""

    key: int
    outcome: str
    order_id: UUID | None = None
    error: DomainError | None = None


@dataclass(slots=True)
class _Draft:
    """An order being written: a new one, or a draft of before that is completed."""

    order: PurchaseOrder
    before: dict[str, Any] | None = None
    lines: dict[int, PurchaseOrderLine] = field(default_factory=dict)
    parts: dict[UUID, dict[int, ScheduleLine]] = field(default_factory=dict)
    added_lines: list[PurchaseOrderLine] = field(default_factory=list)
    added_parts: list[ScheduleLine] = field(default_factory=list)
    revised_lines: set[PurchaseOrderLine] = field(default_factory=set)
    revised_parts: list[ScheduleLine] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        return bool(self.added_parts or self.revised_parts)

    def take(self, row: BookLine) -> BookOutcome:
        """Add or revise one line."""
        number = row.line_number or LINE_STEP * (max(self.lines, default=0) // LINE_STEP + 1)
        line = self.lines.get(number)
        if line is None:
            line = self._add_line(number, row)
        elif line.item_id != row.item.id:
            return self._taken(row, number)
        parts = self.parts[line.id]
        place = row.schedule_number or 1
        if place not in parts:
            if parts and line.unit_price != row.unit_price:
                return self._taken(row, number)
            part = self._new_part(line, place, row)
            parts[place] = part
            self.added_parts.append(part)
            return BookOutcome(row.key, "created", self.order.id)
        if parts[place]._state.adding or (len(parts) > 1 and line.unit_price != row.unit_price):
            return self._taken(row, number)
        self._revise(line, parts[place], row)
        return BookOutcome(row.key, "updated", self.order.id)

    def _add_line(self, number: int, row: BookLine) -> PurchaseOrderLine:
        line = self._new_line(number, row)
        self.lines[number] = line
        self.parts[line.id] = {}
        self.added_lines.append(line)
        return line

    def _new_line(self, number: int, row: BookLine) -> PurchaseOrderLine:
        """Built in full for the first line of the order; the others differ from it in their item only."""
        if not self.added_lines:
            schedule = (NewSchedule(row.quantity, row.requested_date),)
            return build_line(
                self.order, number, CheckedLine(row.item, schedule, row.unit_price, row.supplier_item_number)
            )
        item = row.item
        return alike(
            self.added_lines[0], number=number, item=item, item_number=item.number, item_name=item.name,
            item_name_en=item.name_en, unit=item.unit, supplier_item_number=row.supplier_item_number,
            unit_price=row.unit_price, ordered_quantity=row.quantity,
        )  # fmt: skip

    def _new_part(self, line: PurchaseOrderLine, place: int, row: BookLine) -> ScheduleLine:
        if not self.added_parts:
            return build_schedule_line(line, place, row.quantity, row.requested_date)
        part = alike(
            self.added_parts[0], line=line, line_number=line.number, number=place, item_number=line.item_number,
            unit=line.unit, requested_quantity=row.quantity, ordered_quantity=row.quantity,
            requested_date=row.requested_date, unit_price=row.unit_price,
        )  # fmt: skip
        transitions.derive(part)
        return part

    def _revise(self, line: PurchaseOrderLine, part: ScheduleLine, row: BookLine) -> None:
        part.order, part.line = self.order, line
        part.requested_quantity = part.ordered_quantity = row.quantity
        part.requested_date = row.requested_date
        line.unit_price = part.unit_price = row.unit_price
        part.version += 1
        transitions.derive(part)
        self.revised_lines.add(line)
        self.revised_parts.append(part)

    def _taken(self, row: BookLine, number: int) -> BookOutcome:
        error = Conflict(errors.ROW_REPEATED, field="lineNumber", value=f"{self.order.number} / {number}")
        return BookOutcome(row.key, "refused", error=error)

    def sum_up(self) -> None:
        """The sums of a new order and its lines."""
        for line in self.added_lines:
            mine = self.parts[line.id].values()
            line.ordered_quantity = sum((part.ordered_quantity for part in mine), Decimal(0))
            line.amount = sum((part.amount for part in mine), Decimal(0))
        self.order.amount = sum((line.amount for line in self.lines.values()), Decimal(0))


@transaction.atomic
def order_book_take_over(*, actor: Actor, lines: Sequence[BookLine]) -> list[BookOutcome]:
    """Put lines of an order book into drafts; outcomes in the order of the lines.

    A line whose order has left draft, or belongs to another supplier or place, is refused alone.
    """
    require(actor, P.ORDER_WRITE)
    drafts = _standing(actor, lines)
    outcomes = []
    for row in lines:
        name = _name(row)
        draft = drafts.get(name) or drafts.setdefault(name, _new(actor, row))
        error = _misfit(draft.order, row)
        outcomes.append(BookOutcome(row.key, "refused", error=error) if error else draft.take(row))
    _write(actor, [draft for draft in drafts.values() if draft.is_touched])
    return outcomes


def _name(row: BookLine) -> str:
    return f"#{row.order_number}" if row.order_number else str(row.order_id or row.group)


def _standing(actor: Actor, lines: Iterable[BookLine]) -> dict[str, _Draft]:
    """Orders that exist, locked, with what they hold."""
    numbers = {row.order_number for row in lines if row.order_number}
    ids = {row.order_id for row in lines if row.order_id and not row.order_number}
    mine = PurchaseOrder.objects.select_for_update(of=("self",)).filter(buyer_id=actor.enterprise_id)
    found = [*mine.filter(number__in=numbers).order_by("id"), *mine.filter(id__in=ids).order_by("id")]
    drafts = {order.id: _Draft(order, before=facts_of(order, ORDER_FACTS)) for order in found}
    held = [order.id for order in found if order.status == ScheduleStatus.DRAFT]
    for line in PurchaseOrderLine.objects.filter(buyer_id=actor.enterprise_id, order_id__in=held):
        drafts[line.order_id].lines[line.number] = line
        drafts[line.order_id].parts[line.id] = {}
    for part in ScheduleLine.objects.filter(buyer_id=actor.enterprise_id, order_id__in=held):
        drafts[part.order_id].parts[part.line_id][part.number] = part
    return {f"#{o.number}" if o.number in numbers else str(o.id): drafts[o.id] for o in found}


def _new(actor: Actor, row: BookLine) -> _Draft:
    order = new_order(actor, row.partnership, row.site, OrderSource.IMPORT)
    order.number = row.order_number
    return _Draft(order)


def _misfit(order: PurchaseOrder, row: BookLine) -> DomainError | None:
    """Why a line cannot go into the order it names."""
    if order.status != ScheduleStatus.DRAFT:
        return DomainError(errors.ORDER_NOT_DRAFT, number=order.number, status=order.status)
    if order.partnership_id != row.partnership.id or order.ship_to_site_id != row.site.id:
        place = order.ship_to_name
        return Conflict(errors.BOOK_ORDER_OTHER, field="number", number=order.number, place=place)
    return None


def _write(actor: Actor, drafts: Sequence[_Draft]) -> None:
    new = [draft for draft in drafts if draft.before is None]
    unnamed = [draft.order for draft in new if not draft.order.number]
    numbers = (
        take_numbers(enterprise_id=actor.enterprise_id, prefix=ORDER, count=len(unnamed)) if unnamed else []
    )
    for order, number in zip(unnamed, numbers, strict=True):
        order.number = number
    for draft in new:
        draft.sum_up()
        transitions.begin(draft.order, draft.added_lines, draft.added_parts)
    for draft in drafts:
        for part in draft.added_parts:
            part.order_number = draft.order.number
    PurchaseOrder.objects.bulk_create([draft.order for draft in new], batch_size=500)
    insert_many([line for draft in drafts for line in draft.added_lines])
    insert_many([part for draft in drafts for part in draft.added_parts])
    PurchaseOrderLine.objects.bulk_update([line for d in drafts for line in d.revised_lines], ["unit_price"])
    ScheduleLine.objects.bulk_update([part for d in drafts for part in d.revised_parts], REVISED)
    transitions.refresh_orders([draft.order for draft in drafts if draft.before is not None])
    _record(actor, drafts)


def _record(actor: Actor, drafts: Sequence[_Draft]) -> None:
    """One audit entry and one event per order, whatever the number of its lines."""
    know_parties(draft.order for draft in drafts)
    verbs = [("created" if draft.before is None else "updated", draft) for draft in drafts]
    audit.record_many(
        actor,
        [
            audit.Change(
                action=f"orders.purchase_order.{verb}",
                subject_type="orders.PurchaseOrder",
                subject_id=draft.order.id,
                before=draft.before,
                after=facts_of(draft.order, ORDER_FACTS) | {"payload": {"lineCount": len(draft.lines)}},
            )
            for verb, draft in verbs
        ],
    )
    events.emit_many(
        actor,
        [order_happening(actor, draft.order, verb, {"lineCount": len(draft.lines)}) for verb, draft in verbs],
    )
