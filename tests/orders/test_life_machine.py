"""An order's life as a state machine: two parties, retries, stale versions, a relay that comes late or twice.

After every step the invariants of domain.md 8 hold; a refused step has changed nothing.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.actor import Actor
from api.idempotency import claim
from common import clock
from common.errors import DomainError
from events.relay import relay_once
from orders.models import AsnLine, ChangeProposal, ScheduleLine
from orders.services.answers import Answer, Part, schedule_lines_answer
from orders.services.backorders import backorder_promise
from orders.services.changes import (
    Change,
    LineItem,
    backorder_cancel,
    schedule_line_change,
    schedule_lines_cancel,
    schedule_lines_close,
    schedule_lines_inspect,
    schedule_lines_settle,
)
from orders.services.production import production_report
from orders.services.proposals import Decision, proposal_withdraw, proposals_decide
from orders.services.purchase_orders import purchase_order_mark_seen
from orders.services.receipts import ReceiptLineInput, goods_receipt_post
from orders.services.reminders import schedule_lines_remind
from orders.services.shipping import AsnLineInput, asn_arrive, asn_cancel, asn_create, asn_depart
from orders.states import AnswerKind, DecisionKind, Side
from orders.tasks import proposals_expire
from tenancy.context import acting_as
from tests import world
from tests.orders.life_checks import check_history, check_order, check_streams, snapshot
from tests.orders.life_steps import (
    ANYWHERE,
    PROMISED,
    UNANSWERED,
    days,
    first_error,
    has_notice,
    has_open_proposal,
    is_there,
    places,
    reasons,
    receive_all,
    share,
    shares,
    staleness,
)
from tests.orders.trade import BUYER, RECEIVER, SALES, departed, fresh, in_days, sent


class Life(RuleBasedStateMachine):
    """One order of two schedule lines in the hands of a buyer, a receiver and a supplier."""

    @initialize()
    def begin(self) -> None:
        self.order_id: UUID = sent([100, 100]).id
        self.before = self.now = snapshot(self.order_id)
        self.last: tuple[Actor, str, Callable[[], Any]] | None = None

    # ── how an act is done ───────────────────────────────────────────────────────────────────────────
    def once(self, actor: Actor, key: str, act: Callable[[], Any]) -> bool:
        """The act under an idempotency key, as the API does it; whether it had an effect now."""
        with acting_as(actor.enterprise_id, actor.user_id), transaction.atomic():
            claimed = claim(actor, "life", key, "same content")
            if not claimed.is_new:
                return False
            first_error(act())
            claimed.keep({"done": True})
            return True

    def do(self, actor: Actor, act: Callable[[], Any]) -> None:
        self.before = self.now
        key = str(uuid4())
        refused = None
        try:
            self.once(actor, key, act)
        except DomainError as error:
            refused = error
        if refused is None:
            self.last = (actor, key, act)
            return
        assert refused.message("zh")
        assert refused.message("en")
        assert snapshot(self.order_id) == self.before, f"{refused.code} left a trace"

    def line(self, place: int, *statuses: str) -> ScheduleLine:
        """A line in one of the states; every seventh time any line, where the act should be refused."""
        with acting_as(BUYER.enterprise_id):
            rows = list(ScheduleLine.objects.filter(order_id=self.order_id).order_by("line_number", "number"))
        fitting = [row for row in rows if row.status in statuses]
        chosen = rows if place % ANYWHERE == 0 or not fitting else fitting
        return chosen[place % len(chosen)]

    def proposal(self, place: int) -> ChangeProposal | None:
        with acting_as(BUYER.enterprise_id):
            rows = ChangeProposal.objects.filter(order_id=self.order_id).select_related("schedule_line")
            found = list(rows.order_by("created_at"))
        fitting = [row for row in found if row.status == "OPEN" or place % ANYWHERE == 0]
        return fitting[place % len(fitting)] if fitting else None

    def notice(self, place: int, *statuses: str) -> tuple[UUID, int]:
        """A ship notice in one of the states, with its version."""
        known = sorted(self.now.notices.items())
        fitting = [n for n in known if n[1][0] in statuses]
        asn_id, (_, version) = (fitting or known)[place % len(fitting or known)]
        return asn_id, version

    # ── the supplier ─────────────────────────────────────────────────────────────────────────────────
    @precondition(is_there("sent"))
    @rule()
    def see(self) -> None:
        self.do(SALES, lambda: purchase_order_mark_seen(actor=SALES, order_id=self.order_id))

    @precondition(is_there(*UNANSWERED))
    @rule(
        place=places,
        kind=st.sampled_from(["ACCEPT", "ACCEPT", "ACCEPT", "REJECT"]),
        stale=staleness,
        reason=reasons,
    )
    def answer(self, place: int, kind: str, stale: int, reason: str) -> None:
        line = self.line(place, *UNANSWERED)
        given = Answer(line.id, line.version + stale, AnswerKind(kind), reason_code=reason)
        self.do(SALES, lambda: schedule_lines_answer(actor=SALES, answers=[given]))

    @precondition(is_there(*UNANSWERED, *PROMISED))
    @rule(
        place=places, sizes=st.sampled_from([(100,), (60, 40), (40, 30, 30), (70,), (98,), (60, 48), (60, 60), ()]),
        late=st.lists(days, min_size=3, max_size=3), stale=staleness, reason=reasons,
    )  # fmt: skip
    def split(self, place: int, sizes: tuple[int, ...], late: list[int], stale: int, reason: str) -> None:
        line = self.line(place, *UNANSWERED, *PROMISED)
        base = (
            line.ordered_quantity
            - line.backordered_quantity
            - line.rejected_quantity
            - line.cancelled_quantity
        )
        parts = [Part(share(base, q), in_days(d)) for q, d in zip(sizes, late, strict=False)]
        given = Answer(line.id, line.version + stale, AnswerKind.SPLIT, parts=parts, reason_code=reason)
        self.do(SALES, lambda: schedule_lines_answer(actor=SALES, answers=[given]))

    @precondition(is_there(*UNANSWERED, *PROMISED))
    @rule(
        place=places,
        percent=shares,
        day=days,
        cents=st.sampled_from([31200, 31200, 31400, 33000]),
        reason=reasons,
    )
    def counter(self, place: int, percent: int, day: int, cents: int, reason: str) -> None:
        line = self.line(place, *UNANSWERED, *PROMISED)
        given = Answer(
            line.id, line.version, AnswerKind.COUNTER, quantity=share(line.ordered_quantity, percent),
            date=in_days(day), price=Decimal(cents) / 100, reason_code=reason,
        )  # fmt: skip
        self.do(SALES, lambda: schedule_lines_answer(actor=SALES, answers=[given]))

    @precondition(is_there("part_confirmed"))
    @rule(place=places, percent=shares, day=days)
    def promise_backorder(self, place: int, percent: int, day: int) -> None:
        line = self.line(place, "part_confirmed")
        parts = [Part(share(line.backordered_quantity, percent), in_days(day))]
        self.do(
            SALES,
            lambda: backorder_promise(
                actor=SALES, schedule_line_id=line.id, version=line.version, parts=parts
            ),
        )

    @precondition(is_there(*PROMISED))
    @rule(place=places, percent=st.integers(0, 101))
    def produce(self, place: int, percent: int) -> None:
        line = self.line(place, *PROMISED)
        self.do(
            SALES,
            lambda: production_report(
                actor=SALES, schedule_line_id=line.id, version=line.version, percent=percent
            ),
        )

    @precondition(is_there(*PROMISED))
    @rule(place=places, percent=shares, departs=st.sampled_from([True, True, False]))
    def ship(self, place: int, percent: int, departs: bool) -> None:
        line = self.line(place, *PROMISED, "countered")
        quantity = share(line.confirmed_quantity, percent)

        def act() -> None:
            asn = asn_create(
                actor=SALES, partnership_id=world.LEADER_FIRST.id, ship_to_site_id=world.LEADER.site_id,
                lines=[AsnLineInput(line.id, quantity, "L-2")],
            )  # fmt: skip
            if departs:
                asn_depart(actor=SALES, asn_id=asn.id, version=asn.version)

        self.do(SALES, act)

    @precondition(has_notice("planned"))
    @rule(place=places, cancels=st.booleans(), stale=staleness)
    def end_planning(self, place: int, cancels: bool, stale: int) -> None:
        asn_id, version = self.notice(place, "planned")
        act = asn_cancel if cancels else asn_depart
        self.do(SALES, lambda: act(actor=SALES, asn_id=asn_id, version=version + stale))

    # ── the buyer ────────────────────────────────────────────────────────────────────────────────────
    @precondition(has_notice("departed", "arrived"))
    @rule(place=places, percent=shares, damaged=st.sampled_from([0, 0, 3]), arrives=st.booleans())
    def receive(self, place: int, percent: int, damaged: int, arrives: bool) -> None:
        asn_id, seen = self.notice(place, "departed", "arrived")

        def act() -> None:
            version = asn_arrive(actor=RECEIVER, asn_id=asn_id, version=seen).version if arrives else seen
            lines = [
                ReceiptLineInput(line.id, share(line.quantity, percent), damaged=Decimal(damaged))
                for line in AsnLine.objects.filter(asn_id=asn_id)
            ]
            goods_receipt_post(actor=RECEIVER, asn_id=asn_id, version=version, lines=lines)

        self.do(RECEIVER, act)

    @precondition(is_there(*UNANSWERED, *PROMISED))
    @rule(place=places, stale=staleness, reason=reasons, rarely=st.integers(0, 3))
    def cancel(self, place: int, stale: int, reason: str, rarely: int) -> None:
        line = self.line(place, *(PROMISED if rarely else UNANSWERED))
        items = [LineItem(line.id, line.version + stale, reason)]
        self.do(BUYER, lambda: schedule_lines_cancel(actor=BUYER, items=items))

    @precondition(is_there("part_confirmed"))
    @rule(place=places)
    def drop_rest(self, place: int) -> None:
        line = self.line(place, "part_confirmed")
        item = LineItem(line.id, line.version, "DEMAND_CHANGE")
        self.do(BUYER, lambda: backorder_cancel(actor=BUYER, item=item))

    @precondition(is_there(*UNANSWERED, *PROMISED))
    @rule(place=places, percent=shares, day=days)
    def change(self, place: int, percent: int, day: int) -> None:
        line = self.line(place, *UNANSWERED, *PROMISED)
        change = Change(line.id, line.version, share(line.ordered_quantity, percent), in_days(day))
        self.do(BUYER, lambda: schedule_line_change(actor=BUYER, change=change))

    @precondition(is_there("rejected", "received", "inspected", "settled", "closed"))
    @rule(
        place=places,
        step=st.sampled_from([schedule_lines_inspect, schedule_lines_settle, schedule_lines_close]),
    )
    def finish(self, place: int, step: Callable[..., Any]) -> None:
        line = self.line(place, "rejected", "received", "inspected", "settled")
        items = [LineItem(line.id, line.version)]
        actor = RECEIVER if step is schedule_lines_inspect else BUYER
        self.do(actor, lambda: step(actor=actor, items=items))

    # ── both ─────────────────────────────────────────────────────────────────────────────────────────
    @precondition(has_open_proposal)
    @rule(
        place=places, kind=st.sampled_from(list(DecisionKind)), percent=shares, day=days, stale=staleness,
        wrong_side=st.sampled_from([False, False, False, True]),
    )  # fmt: skip
    def decide(
        self, place: int, kind: DecisionKind, percent: int, day: int, stale: int, wrong_side: bool
    ) -> None:
        proposal = self.proposal(place)
        if proposal is None:
            return
        actor = BUYER if (proposal.side == Side.SUPPLIER) is not wrong_side else SALES
        version = proposal.schedule_line.version + stale
        given = Decision(proposal.id, version, kind, share(proposal.old_quantity, percent), in_days(day))
        self.do(actor, lambda: proposals_decide(actor=actor, decisions=[given]))

    @precondition(has_open_proposal)
    @rule(place=places)
    def withdraw(self, place: int) -> None:
        proposal = self.proposal(place)
        if proposal is not None:
            actor = SALES if proposal.side == Side.SUPPLIER else BUYER
            version = proposal.schedule_line.version
            self.do(actor, lambda: proposal_withdraw(actor=actor, proposal_id=proposal.id, version=version))

    @rule(place=places, by_buyer=st.booleans())
    def remind(self, place: int, by_buyer: bool) -> None:
        line, actor = self.line(place, "sent", "seen", "countered"), BUYER if by_buyer else SALES
        self.do(actor, lambda: schedule_lines_remind(actor=actor, schedule_line_ids=[line.id]))

    @precondition(is_there(*UNANSWERED, *PROMISED, "shipped", "received"))
    @rule(place=places, steps=st.integers(1, 3))
    def go_on(self, place: int, steps: int) -> None:
        """The natural next steps of a line, so that runs get far."""
        line = self.line(place + (place % ANYWHERE == 0), *UNANSWERED, *PROMISED, "shipped", "received")
        for _ in range(steps):
            self.natural_step(line.id)
            self.holds()

    def natural_step(self, line_id: UUID) -> None:
        row = self.now.lines[line_id]
        version, rest = row["version"], row["confirmed_quantity"] - row["shipped_quantity"]
        on_way = [n for n, (status, _) in self.now.notices.items() if status in ("departed", "arrived")]
        if row["status"] in UNANSWERED:
            given = Answer(line_id, version, AnswerKind.ACCEPT)
            self.do(SALES, lambda: schedule_lines_answer(actor=SALES, answers=[given]))
        elif row["status"] in PROMISED and rest > 0:
            self.do(SALES, lambda: departed(fresh(ScheduleLine(id=line_id)), rest))
        elif on_way:
            self.do(RECEIVER, lambda: receive_all(on_way[0]))
        else:
            items = [LineItem(line_id, version)]
            self.do(BUYER, lambda: schedule_lines_close(actor=BUYER, items=items))

    # ── the machinery ────────────────────────────────────────────────────────────────────────────────
    @precondition(lambda self: getattr(self, "last", None) is not None)
    @rule()
    def retry(self) -> None:
        """The client did not get the answer and sends the same again: nothing happens twice."""
        assert self.last is not None
        self.before = self.now
        assert self.once(*self.last) is False
        assert snapshot(self.order_id) == self.before

    @rule()
    def crash(self) -> None:
        """The process dies before the commit: the transaction leaves nothing."""
        self.before = self.now
        line = self.line(0)
        given = Answer(line.id, line.version, AnswerKind.ACCEPT)
        with acting_as(SALES.enterprise_id), transaction.atomic():
            schedule_lines_answer(actor=SALES, answers=[given])
            transaction.set_rollback(True)
        assert snapshot(self.order_id) == self.before

    @rule()
    def relay(self) -> None:
        """The relay runs now and then; what was committed while it was away is found later."""
        self.before = self.now
        relay_once()

    @rule()
    def time_passes(self) -> None:
        """Deadlines pass and the agreed default outcome takes effect."""
        self.before = self.now
        with clock.at(clock.now() + timedelta(hours=25)):
            proposals_expire()

    @invariant()
    def holds(self) -> None:
        if hasattr(self, "order_id"):
            self.now = snapshot(self.order_id)
            check_history(self.before, self.now)
            check_order(self.order_id)

    def teardown(self) -> None:
        if hasattr(self, "order_id"):
            while relay_once().is_full:
                pass
            check_streams(self.order_id)


@pytest.mark.usefixtures("committed")
def test_the_life_of_an_order_keeps_its_invariants() -> None:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    examples = int(os.environ.get("LIFE_EXAMPLES", "12"))
    effort = settings(
        max_examples=examples, stateful_step_count=40, deadline=None, suppress_health_check=checks
    )
    run_state_machine_as_test(Life, settings=effort)
