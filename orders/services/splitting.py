"""Carries out a split: the first part keeps the row, each other becomes a schedule line of its own."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max

from accounts.actor import Actor
from common.clock import now
from orders.models import ScheduleLine
from orders.rules import PlannedPart, SplitPlan, promise_baseline, spread_requested
from orders.selectors.ledger import facts_of_line
from orders.services import transitions
from orders.services.acts import LineAct, reason_note
from orders.services.offers import Offer, open_proposal, set_aside, standing_offer
from orders.services.purchase_orders import build_schedule_line
from orders.states import Action, Cause, LedgerKind, Reason, Side


def promise(line: ScheduleLine, quantity: Decimal, day: date) -> None:
    """Set what is promised on the line; the first promised day is kept for good. Not saved."""
    line.confirmed_quantity = quantity
    line.confirmed_date = day
    if line.first_promised_date is None:
        line.first_promised_date = day


class Splitting:
    """One split of a locked schedule line by its supplier."""

    def __init__(
        self, actor: Actor, line: ScheduleLine, plan: SplitPlan, reason: Reason | None, note: str,
        made: Decimal | None,
    ) -> None:  # fmt: skip
        self.line, self.plan, self.reason, self.note, self.made = line, plan, reason, note, made
        self.act = LineAct(actor, Side.SUPPLIER, line)
        self.had_promise = line.confirmed_quantity > 0
        self.standing = standing_offer(line)
        baseline = promise_baseline(facts_of_line(line)) if self.had_promise else None
        self.measured_date = baseline.date if baseline else None

    def apply(self) -> list[ScheduleLine]:
        """The line itself, then the new ones, saved with their ledger, audit entry and event."""
        line, (first, *others) = self.line, self.plan.parts
        quantities = [first.quantity + self.plan.backordered, *(part.quantity for part in others)]
        aside = set_aside(line)
        spread = spread_requested(max(Decimal(0), line.requested_quantity - aside), quantities)
        line.reason_code = self.reason.value if self.reason else ""
        born = self._bear(others, spread[1:])
        line.requested_quantity = spread[0] + aside
        line.ordered_quantity = quantities[0] + aside
        if quantities[0] != self.standing.quantity:
            self._note(
                LedgerKind.SPLIT, line, old_quantity=self.standing.quantity, new_quantity=quantities[0]
            )
        if self.plan.backordered:
            line.backordered_quantity += self.plan.backordered
            self._note(LedgerKind.BACKORDERED, line, new_quantity=self.plan.backordered)
            hours = line.order.partnership.acknowledge_hours
            self.act.due_at = now() + timedelta(hours=hours)
        self._place(line, first)
        self.act.born = born
        verb = line.status if line.status in ("countered", "part_confirmed") else "confirmed"
        self.act.finish(verb, note=reason_note(self.reason, self.note))
        return [line, *born]

    def _note(self, kind: LedgerKind, line: ScheduleLine, **values: Any) -> None:
        self.act.note(kind, line=line, reason=self.reason, note=self.note, **values)

    def _place(self, line: ScheduleLine, part: PlannedPart) -> None:
        """Promise a part that is inside the tolerance; open a proposal for another."""
        offer = Offer(part.quantity, part.date, line.unit_price)
        old = Offer(part.quantity, self.standing.date, line.unit_price)
        if part.is_inside:
            promise(line, part.quantity, part.date)
            is_part = line.backordered_quantity > 0
            transitions.move(line, Action.PART_CONFIRM if is_part else Action.CONFIRM)
            transitions.settle(line)
            cause = Cause.SUPPLIER if self.had_promise else None
            before = old.triple if self.had_promise else None
            self._note(LedgerKind.PROMISED, line, old=before, new=offer.triple, cause=cause)
            return
        if self.had_promise:
            line.confirmed_quantity = part.quantity
        transitions.move(line, Action.COUNTER)
        proposal = open_proposal(
            self.act, offer, reason=self.reason, note=self.note, made=self.made, line=line, old=old
        )
        transitions.derive(line, waits_for=Side.BUYER, due_at=proposal.decide_by)

    def _bear(self, parts: Sequence[PlannedPart], spread: Sequence[Decimal]) -> list[ScheduleLine]:
        """The new lines, in the state the split line had, then promised or proposed, and saved."""
        line = self.line
        last = ScheduleLine.objects.filter(line_id=line.line_id).aggregate(last=Max("number"))["last"]
        born = []
        for index, (part, requested) in enumerate(zip(parts, spread, strict=True), start=1):
            new = build_schedule_line(
                line.line, last + index, part.quantity, line.requested_date, order=line.order, split_from=line
            )
            new.is_released, new.requested_quantity, new.unit_price = True, requested, line.unit_price
            new.first_promised_date, new.reason_code = line.first_promised_date, line.reason_code
            if self.had_promise:
                new.confirmed_date, new.confirmed_quantity = line.confirmed_date, part.quantity
                new.production_percent = line.production_percent
            transitions.inherit(new, line)
            new.save(force_insert=True)
            self._note(LedgerKind.SPLIT, new, new_quantity=part.quantity, old_date=self.measured_date)
            self._place(new, part)
            transitions.derive(new)
            new.save(force_update=True)
            born.append(new)
        return born
