"""Change proposals of both sides: decided, bargained, withdrawn, expired; cancellation with the other side's word."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from common import clock
from common.errors import DomainError
from orders.models import ChangeProposal, PromiseEntry, ScheduleLine
from orders.services.answers import Part
from orders.services.changes import (
    Change,
    LineItem,
    backorder_cancel,
    schedule_line_change,
    schedule_lines_cancel,
)
from orders.services.proposals import (
    Decision,
    DecisionResult,
    proposal_expire,
    proposal_withdraw,
    proposals_decide,
)
from orders.services.purchase_orders import purchase_order_mark_seen
from orders.services.shipping import AsnLineInput, asn_create, asn_depart
from orders.states import AnswerKind, DecisionKind
from suppliers.models import Partnership
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import BUYER, SALES, answer, confirmed, departed, fresh, in_days, lines_of, sent

pytestmark = pytest.mark.usefixtures("db")


def countered(quantity: int = 1000, late: int = 33, **values: Any) -> tuple[ScheduleLine, ChangeProposal]:
    """A line whose supplier asks for more than the tolerance gives."""
    line = lines_of(sent([quantity]))[0]
    answer(
        line,
        AnswerKind.COUNTER,
        date=in_days(late),
        reason_code=values.pop("reason_code", "MATERIAL"),
        **values,
    )
    return fresh(line), open_on(line)


def open_on(line: ScheduleLine) -> ChangeProposal:
    with acting_as(BUYER.enterprise_id):
        return ChangeProposal.objects.get(schedule_line_id=line.id, status="OPEN")


def decide(proposal: ChangeProposal, kind: DecisionKind, actor: Any = BUYER, **values: Any) -> DecisionResult:
    version = values.pop("version", None) or fresh(ScheduleLine(id=proposal.schedule_line_id)).version
    with acting_as(actor.enterprise_id):
        return proposals_decide(actor=actor, decisions=[Decision(proposal.id, version, kind, **values)])[0]


def kinds(line: ScheduleLine) -> list[str]:
    with acting_as(BUYER.enterprise_id):
        rows = PromiseEntry.objects.filter(schedule_line_id=line.id).order_by("sequence")
        return list(rows.values_list("kind", flat=True))


def test_accepting_makes_the_proposal_the_promise() -> None:
    line, proposal = countered(quantity=1000, price=Decimal("330"))
    assert decide(proposal, DecisionKind.ACCEPT, note="行").error is None
    now = fresh(line)
    assert (now.status, now.confirmed_quantity, now.confirmed_date) == ("confirmed", 1000, in_days(33))
    assert (now.first_promised_date, now.unit_price, now.turn) == (in_days(33), Decimal(330), "")
    assert now.requested_date == in_days(20), "what the buyer asked for stays"
    with acting_as(BUYER.enterprise_id):
        proposal.refresh_from_db()
        assert (proposal.status, proposal.decided_by_name) == ("ACCEPTED", BUYER.user_name)


def test_declining_without_a_promise_opens_the_line_again() -> None:
    line, proposal = countered()
    decide(proposal, DecisionKind.DECLINE)
    now = fresh(line)
    assert (now.status, now.turn, now.open_quantity) == ("seen", "SUPPLIER", 1000)
    assert now.answer_due_at is not None
    assert kinds(line)[-1] == "COUNTER_DECLINED"


def test_declining_keeps_a_standing_promise() -> None:
    line = confirmed(1000)
    answer(line, AnswerKind.COUNTER, date=in_days(33), reason_code="CAPACITY")
    decide(open_on(line), DecisionKind.DECLINE)
    now = fresh(line)
    assert (now.status, now.confirmed_date, now.confirmed_quantity) == ("confirmed", in_days(20), 1000)


def test_bargaining_goes_back_and_forth_and_keeps_the_cause() -> None:
    line, proposal = countered(late=33)
    first = decide(proposal, DecisionKind.COUNTER, date=in_days(26), note="周六加一班")
    assert first.error is None
    assert (fresh(line).turn, fresh(line).status) == ("SUPPLIER", "countered")
    second = open_on(line)
    assert (second.side, second.cause, second.initiated_by) == ("BUYER", "SUPPLIER", "SUPPLIER")
    assert decide(second, DecisionKind.ACCEPT, actor=SALES).error is None
    now = fresh(line)
    assert (now.status, now.confirmed_date, now.requested_date) == ("confirmed", in_days(26), in_days(20))
    assert kinds(line) == ["REQUESTED", "COUNTERED", "COUNTERED", "COUNTER_ACCEPTED"]


def test_a_decision_on_an_ended_proposal_is_refused() -> None:
    line, proposal = countered()
    decide(proposal, DecisionKind.ACCEPT)
    again = decide(proposal, DecisionKind.DECLINE)
    assert again.error is not None
    assert again.error.code == "PROPOSAL_NOT_OPEN"
    stale = decide(proposal, DecisionKind.DECLINE, version=1)
    assert stale.error is not None
    assert stale.error.code == "CONFLICT"
    assert fresh(line).status == "confirmed"


def test_withdrawing_is_the_proposers_right() -> None:
    line, proposal = countered()
    with acting_as(BUYER.enterprise_id), pytest.raises(DomainError) as refusal:
        proposal_withdraw(actor=BUYER, proposal_id=proposal.id, version=line.version)
    assert refusal.value.code == "FORBIDDEN"
    with acting_as(SALES.enterprise_id):
        proposal_withdraw(actor=SALES, proposal_id=proposal.id, version=line.version)
    assert fresh(line).status == "seen"
    assert kinds(line)[-1] == "COUNTER_WITHDRAWN"


@pytest.mark.parametrize(
    ("outcome", "status", "kind"),
    [("KEEP_REQUESTED", "seen", "COUNTER_EXPIRED"), ("ACCEPT_PROPOSAL", "confirmed", "COUNTER_ACCEPTED")],
)
def test_silence_has_the_outcome_agreed_before(outcome: str, status: str, kind: str) -> None:
    with acting_as(BUYER.enterprise_id):
        Partnership.objects.filter(id=world.LEADER_FIRST.id).update(default_outcome=outcome)
    line, proposal = countered()
    with acting_as(BUYER.enterprise_id):
        assert proposal_expire(actor=BUYER, proposal_id=proposal.id) is False
        with clock.at(clock.now() + timedelta(hours=25)):
            assert proposal_expire(actor=BUYER, proposal_id=proposal.id) is True
            assert proposal_expire(actor=BUYER, proposal_id=proposal.id) is False
    assert (fresh(line).status, kinds(line)[-1]) == (status, kind)


def change(line: ScheduleLine, **values: Any) -> ScheduleLine:
    with acting_as(BUYER.enterprise_id):
        return schedule_line_change(actor=BUYER, change=Change(line.id, line.version, **values))


def test_the_buyer_changes_an_unanswered_line_at_once() -> None:
    line = lines_of(sent([1000]))[0]
    change(line, date=in_days(25), quantity=Decimal(1100))
    now = fresh(line)
    assert (now.requested_date, now.ordered_quantity, now.requested_quantity) == (in_days(25), 1100, 1100)
    assert (now.version, now.status, now.turn) == (2, "sent", "SUPPLIER")
    # and an answer to the old version is told so
    error = answer(line, version=1).error
    assert error is not None
    assert (error.code, error.params["requested_date"]) == ("CONFLICT", in_days(25).isoformat())


def test_the_buyers_change_of_a_promise_waits_for_the_supplier() -> None:
    line = confirmed(1000)
    change(line, date=in_days(24), reason_code="DRAWING", note="ECN-221")
    proposal = open_on(line)
    assert (proposal.side, proposal.cause, fresh(line).turn) == ("BUYER", "BUYER", "SUPPLIER")
    assert decide(proposal, DecisionKind.ACCEPT, actor=SALES).error is None
    now = fresh(line)
    assert (now.requested_date, now.confirmed_date, now.first_promised_date) == (
        in_days(24), in_days(24), in_days(20),
    )  # fmt: skip


def cancel(line: ScheduleLine, reason: str = "DEMAND_CHANGE") -> Any:
    with acting_as(BUYER.enterprise_id):
        return schedule_lines_cancel(actor=BUYER, items=[LineItem(line.id, line.version, reason)])[0]


def test_what_nobody_promised_is_cancelled_at_once() -> None:
    line = lines_of(sent([1000]))[0]
    assert cancel(line, reason="").error.code == "REASON_MISSING"
    assert cancel(line).outcome == "CANCELLED"
    now = fresh(line)
    assert (now.status, now.cancelled_quantity, now.amount, now.turn) == ("cancelled", 1000, 0, "")
    assert cancel(now).error.code == "ILLEGAL_TRANSITION"


def test_a_promise_is_cancelled_only_with_the_suppliers_word_and_proof_that_it_arrived() -> None:
    line = confirmed(1000)
    assert cancel(line).outcome == "PROPOSED"
    proposal = open_on(line)
    assert (proposal.is_cancellation, proposal.new_quantity, proposal.arrived_at) == (True, 0, None)
    with acting_as(SALES.enterprise_id):
        purchase_order_mark_seen(actor=SALES, order_id=line.order_id)
    assert open_on(line).arrived_at is not None
    decide(proposal, DecisionKind.ACCEPT, actor=SALES)
    now = fresh(line)
    assert (now.status, now.cancelled_quantity, now.confirmed_quantity) == ("cancelled", 1000, 0)


def test_what_has_left_is_not_cancelled() -> None:
    line = confirmed(1000)
    departed(line, 400)
    line = fresh(line)
    cancel(line)
    decide(open_on(line), DecisionKind.ACCEPT, actor=SALES)
    now = fresh(line)
    assert (now.status, now.confirmed_quantity, now.cancelled_quantity) == ("shipped", 400, 600)


def test_silence_never_cancels_a_promise() -> None:
    with acting_as(BUYER.enterprise_id):
        Partnership.objects.filter(id=world.LEADER_FIRST.id).update(default_outcome="ACCEPT_PROPOSAL")
    line = confirmed(1000)
    cancel(line)
    proposal = open_on(line)
    with acting_as(SALES.enterprise_id), clock.at(clock.now() + timedelta(hours=25)):
        assert proposal_expire(actor=SALES, proposal_id=proposal.id) is True
    assert fresh(line).status == "confirmed"


@pytest.mark.parametrize(("days", "status", "day"), [(2, "confirmed", 2), (20, "confirmed", 24)])
def test_silence_does_not_change_what_is_frozen(days: int, status: str, day: int) -> None:
    # given a partnership where silence accepts, and three freeze days
    with acting_as(BUYER.enterprise_id):
        Partnership.objects.filter(id=world.LEADER_FIRST.id).update(default_outcome="ACCEPT_PROPOSAL")
    line = lines_of(sent([100], days=days))[0]
    answer(line)
    change(fresh(line), date=in_days(24))
    proposal = open_on(line)
    with acting_as(SALES.enterprise_id), clock.at(clock.now() + timedelta(hours=25)):
        assert proposal_expire(actor=SALES, proposal_id=proposal.id) is True
    now = fresh(line)
    assert (now.status, now.confirmed_date) == (status, in_days(day))


def test_what_left_while_a_proposal_waited_stays_promised() -> None:
    # given a planned notice of 900, then a counter down to 600
    line = confirmed(1000)
    with acting_as(SALES.enterprise_id):
        asn = asn_create(
            actor=SALES, partnership_id=world.LEADER_FIRST.id, ship_to_site_id=world.LEADER.site_id,
            lines=[AsnLineInput(line.id, Decimal(900))],
        )  # fmt: skip
    answer(line, AnswerKind.COUNTER, quantity=Decimal(600), reason_code="CAPACITY")
    # when the notice departs before the buyer accepts
    with acting_as(SALES.enterprise_id):
        asn_depart(actor=SALES, asn_id=asn.id, version=1)
    decide(open_on(line), DecisionKind.ACCEPT)
    # then nothing is shipped that was never promised
    now = fresh(line)
    assert (now.status, now.confirmed_quantity, now.ordered_quantity, now.shipped_quantity) == (
        "shipped", 900, 900, 900,
    )  # fmt: skip


def test_a_backordered_rest_can_be_dropped() -> None:
    line = lines_of(sent([1000]))[0]
    answer(line, AnswerKind.SPLIT, parts=[Part(Decimal(600), in_days(20))])
    line = fresh(line)
    with acting_as(BUYER.enterprise_id):
        done = backorder_cancel(actor=BUYER, item=LineItem(line.id, line.version, "DEMAND_CHANGE"))
        assert (done.status, done.confirmed_quantity, done.cancelled_quantity, done.turn) == (
            "confirmed",
            600,
            400,
            "",
        )
        with pytest.raises(DomainError) as refusal:
            backorder_cancel(actor=BUYER, item=LineItem(line.id, done.version, "DEMAND_CHANGE"))
    assert refusal.value.code == "NOTHING_BACKORDERED"
