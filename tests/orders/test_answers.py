"""Answers and what they do to quantities, dates, ledger and the order."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from audit.models import AuditEntry
from common.errors import DomainError
from orders import selectors
from orders.models import AnswerDraft, ChangeProposal, PromiseEntry, PurchaseOrder
from orders.services.answers import Answer, Part, answer_draft_save, rejection_withdraw, schedule_lines_answer
from orders.services.backorders import backorder_promise
from orders.services.changes import schedule_line_close
from orders.states import AnswerKind
from tenancy.context import acting_as
from tests.orders.trade import BUYER, SALES, answer, confirmed, fresh, in_days, lines_of, sent

pytestmark = pytest.mark.usefixtures("db")


def ledger(line_id: Any) -> list[tuple[str, str, str, str]]:
    """(kind, side, reason, cause) of a line's entries."""
    with acting_as(BUYER.enterprise_id):
        rows = PromiseEntry.objects.filter(schedule_line_id=line_id).order_by("sequence")
        return [(r.kind, r.side, r.reason_code, r.cause) for r in rows]


def refused(line: Any, kind: AnswerKind, **values: Any) -> Any:
    """The error of an answer that must be refused, having changed nothing."""
    before = fresh(line)
    entries = len(ledger(line.id))
    error = answer(line, kind, **values).error
    assert error is not None
    after = fresh(line)
    assert (after.version, after.status, after.turn) == (before.version, before.status, before.turn)
    assert len(ledger(line.id)) == entries
    return error


def test_accept_confirms_in_full_on_the_requested_day() -> None:
    line = lines_of(sent([1200]))[0]
    result = answer(line)
    now = fresh(line)
    assert result.outcome == "CONFIRMED"
    assert (now.confirmed_quantity, now.confirmed_date, now.first_promised_date) == (
        Decimal(1200), line.requested_date, line.requested_date,
    )  # fmt: skip
    assert (now.turn, now.answer_due_at, now.deviation_days, now.version) == ("", None, 0, 2)
    assert ledger(line.id) == [("REQUESTED", "BUYER", "", ""), ("PROMISED", "SUPPLIER", "", "")]


def test_accepting_twice_is_refused_with_the_moves_that_are_left() -> None:
    line = confirmed(100)
    error = refused(line, AnswerKind.ACCEPT)
    assert error.code == "ILLEGAL_TRANSITION"
    assert error.params["status"] == "confirmed"
    assert "SHIP_PART" in error.allowed
    assert "已确认" in error.message("zh")
    assert "Confirmed" in error.message("en") or "“已确认”" in error.message("en")


def test_a_stale_answer_is_told_the_present_state() -> None:
    line = lines_of(sent([100]))[0]
    error = refused(line, AnswerKind.ACCEPT, version=line.version + 3)
    assert error.code == "CONFLICT"
    assert error.params["current_version"] == 1
    assert error.params["status"] == "sent"
    assert error.params["requested_date"] == line.requested_date.isoformat()


def test_more_than_the_tolerance_is_refused_with_the_most_possible() -> None:
    # given the example of the architecture page: 120 of 100 with 10 %
    line = lines_of(sent([100]))[0]
    day = line.requested_date
    error = refused(line, AnswerKind.SPLIT, parts=[Part(Decimal(70), day), Part(Decimal(50), day)])
    assert error.code == "CONFIRMED_ABOVE_ORDERED"
    assert error.allowed == ["110"]
    assert error.field == "answers.0.parts"
    assert error.message("zh") == "确认数量 120 超出订购 100，超过 10% 的容差；最多可确认 110。"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], "PARTS_MISSING"),
        ([(Decimal(0), 20)], "QUANTITY_MISSING"),
        ([(Decimal(-5), 20)], "QUANTITY_NEGATIVE"),
        ([(Decimal("0.5"), 20)], "QUANTITY_SCALE"),
        ([(Decimal("1e15"), 20)], "QUANTITY_TOO_LARGE"),
        ([(Decimal(10), -1)], "DATE_PAST"),
        ([(Decimal(10), 4000)], "DATE_TOO_FAR"),
        ([(Decimal(1), 20)] * 25, "PARTS_TOO_MANY"),
    ],
)
def test_absurd_parts_are_refused(parts: list[tuple[Decimal, int]], code: str) -> None:
    line = lines_of(sent([100]))[0]
    error = refused(
        line, AnswerKind.SPLIT, parts=[Part(q, in_days(d)) for q, d in parts], reason_code="OTHER"
    )
    assert error.code == code
    assert error.field.startswith("answers.0.parts")


def test_a_split_row_keeps_the_sum_and_the_request() -> None:
    line = lines_of(sent([1200]))[0]
    day = line.requested_date
    answer(
        line,
        AnswerKind.SPLIT,
        parts=[Part(Decimal(500), day), Part(Decimal(400), day), Part(Decimal(300), day)],
    )
    rows = lines_of(line.order)
    assert [r.label for r in rows] == ["10.1", "10.2", "10.3"]
    assert sum(r.requested_quantity for r in rows) == 1200
    assert {r.split_from_id for r in rows} == {None, line.id}
    with acting_as(BUYER.enterprise_id):
        order = PurchaseOrder.objects.get(id=line.order_id)
        assert order.status == "confirmed"
        assert order.amount == Decimal("374400.00")
        assert order.lines.get().ordered_quantity == 1200


def test_a_small_shortage_is_let_go_inside_the_tolerance() -> None:
    line = lines_of(sent([1000]))[0]
    result = answer(line, AnswerKind.SPLIT, parts=[Part(Decimal(950), line.requested_date)])
    now = fresh(line)
    assert result.outcome == "CONFIRMED"
    assert (now.ordered_quantity, now.confirmed_quantity, now.backordered_quantity) == (950, 950, 0)
    assert now.requested_quantity == 1000


def test_a_counter_inside_every_tolerance_takes_effect() -> None:
    line = lines_of(sent([1000]))[0]
    result = answer(
        line,
        AnswerKind.COUNTER,
        quantity=Decimal(1080),
        date=in_days(21),
        price=Decimal("315.12"),
        reason_code="MATERIAL",
    )
    now = fresh(line)
    assert result.outcome == "CONFIRMED"
    assert (now.ordered_quantity, now.confirmed_quantity, now.unit_price) == (1080, 1080, Decimal("315.12"))
    assert now.deviation_days == 1
    assert now.amount == Decimal("340329.60")
    with acting_as(BUYER.enterprise_id):
        assert not ChangeProposal.objects.exists()
        assert now.line.unit_price == Decimal(312), "the asked price stays the measure"


@pytest.mark.parametrize(
    "values",
    [{"quantity": Decimal(800)}, {"date": date(2027, 6, 1)}, {"price": Decimal("315.13")}],
    ids=["quantity", "date", "price"],
)
def test_a_counter_outside_one_tolerance_waits_for_the_buyer(values: dict[str, Any]) -> None:
    line = lines_of(sent([1000]))[0]
    result = answer(line, AnswerKind.COUNTER, reason_code="MATERIAL", note="铜价公告", **values)
    now = fresh(line)
    assert result.outcome == "COUNTERED"
    assert (now.turn, now.confirmed_quantity, now.open_quantity) == ("BUYER", 0, 1000)
    with acting_as(BUYER.enterprise_id):
        proposal = ChangeProposal.objects.get()
        assert (proposal.side, proposal.status, proposal.cause) == ("SUPPLIER", "OPEN", "SUPPLIER")
        assert proposal.decide_by == now.answer_due_at
        assert proposal.default_outcome == "KEEP_REQUESTED"
    assert ledger(line.id)[-1] == ("COUNTERED", "SUPPLIER", "MATERIAL", "SUPPLIER")


def test_a_counter_needs_a_reason_a_difference_and_sense() -> None:
    line = lines_of(sent([1000]))[0]
    assert refused(line, AnswerKind.COUNTER, quantity=Decimal(500)).code == "REASON_MISSING"
    assert (
        refused(line, AnswerKind.COUNTER, reason_code="NO_SUCH", quantity=Decimal(500)).code
        == "REASON_UNKNOWN"
    )
    assert refused(line, AnswerKind.COUNTER, reason_code="OTHER").code == "COUNTER_EMPTY"
    absurd = refused(line, AnswerKind.COUNTER, reason_code="OTHER", quantity=Decimal(10_001))
    assert (absurd.code, absurd.allowed) == ("COUNTER_ABSURD", ["10000"])
    assert refused(line, AnswerKind.COUNTER, reason_code="OTHER", price=Decimal(-1)).code == "PRICE_NEGATIVE"
    assert refused(line, AnswerKind.REJECT).code == "REASON_MISSING"
    assert refused(line, AnswerKind.REJECT, reason_code="DRAWING").code == "NOTE_MISSING"


def test_a_rejection_keeps_its_reason() -> None:
    line = lines_of(sent([1000]))[0]
    result = answer(line, AnswerKind.REJECT, reason_code="DRAWING", note="缺公差")
    now = fresh(line)
    assert result.outcome == "REJECTED"
    assert (now.rejected_quantity, now.amount, now.turn) == (1000, 0, "")
    assert ledger(line.id)[-1] == ("REJECTED", "SUPPLIER", "DRAWING", "BUYER")


def test_a_rejection_can_be_taken_back_until_the_buyer_closes() -> None:
    line = lines_of(sent([1000]))[0]
    answer(line, AnswerKind.REJECT, reason_code="NOT_MADE")
    with acting_as(SALES.enterprise_id):
        back = rejection_withdraw(actor=SALES, schedule_line_id=line.id, version=2)
    assert (back.status, back.turn, back.open_quantity, back.amount) == ("seen", "SUPPLIER", 1000, 312_000)
    assert back.answer_due_at is not None
    assert ledger(line.id)[-1][0] == "ANSWER_WITHDRAWN"
    answer(fresh(line), AnswerKind.REJECT, reason_code="NOT_MADE")
    with acting_as(BUYER.enterprise_id):
        schedule_line_close(actor=BUYER, schedule_line_id=line.id, version=4)
    with acting_as(SALES.enterprise_id), pytest.raises(DomainError) as refusal:
        rejection_withdraw(actor=SALES, schedule_line_id=line.id, version=5)
    assert refusal.value.code == "ILLEGAL_TRANSITION"


def test_a_promise_can_slip_inside_the_tolerance_but_not_be_renewed() -> None:
    line = confirmed(1000)
    answer(line, AnswerKind.COUNTER, date=in_days(21), reason_code="TRANSPORT")
    now = fresh(line)
    assert (now.status, now.confirmed_date, now.first_promised_date) == (
        "confirmed",
        in_days(21),
        in_days(20),
    )
    # nobody agreed to the cause the supplier gave, so the day is its own
    assert ledger(line.id)[-1] == ("PROMISED", "SUPPLIER", "TRANSPORT", "SUPPLIER")


def test_a_promised_line_split_late_keeps_being_measured_by_its_promise() -> None:
    line = confirmed(1200)
    result = answer(
        line, AnswerKind.SPLIT, reason_code="MATERIAL",
        parts=[Part(Decimal(800), in_days(20)), Part(Decimal(400), in_days(27))],
    )  # fmt: skip
    assert [x.status for x in result.schedule_lines] == ["confirmed", "countered"]
    new = lines_of(line.order)[1]
    assert (new.confirmed_quantity, new.confirmed_date, new.first_promised_date) == (
        400,
        in_days(20),
        in_days(20),
    )
    with acting_as(BUYER.enterprise_id):
        assert selectors.slippage_of(selectors.facts_of_line(new)).first_promised_date == in_days(20)


def test_a_promise_cannot_shrink_by_splitting() -> None:
    line = confirmed(1200)
    error = refused(line, AnswerKind.SPLIT, parts=[Part(Decimal(700), in_days(20))])
    assert (error.code, error.allowed) == ("PARTS_BELOW_PROMISE", ["1200"])


def test_the_backordered_rest_gets_its_dates() -> None:
    line = lines_of(sent([1200]))[0]
    answer(line, AnswerKind.SPLIT, parts=[Part(Decimal(900), line.requested_date)])
    line = fresh(line)
    with acting_as(SALES.enterprise_id):
        first, second = backorder_promise(
            actor=SALES,
            schedule_line_id=line.id,
            version=line.version,
            parts=[Part(Decimal(200), in_days(40))],
        )
        assert (first.status, first.backordered_quantity, first.ordered_quantity) == (
            "part_confirmed",
            100,
            1000,
        )
        assert (second.status, second.confirmed_quantity, second.confirmed_date) == (
            "confirmed",
            200,
            in_days(40),
        )
        done = backorder_promise(
            actor=SALES,
            schedule_line_id=line.id,
            version=first.version,
            parts=[Part(Decimal(100), in_days(45))],
        )
    assert done[0].status == "confirmed"
    assert sum(r.ordered_quantity for r in lines_of(line.order)) == 1200
    assert fresh(line).turn == ""


def test_bulk_answers_succeed_and_fail_one_by_one() -> None:
    # given three lines, one of them answered already
    lines = lines_of(sent([100, 200, 300]))
    answer(lines[1])
    given = [
        Answer(lines[0].id, 1, AnswerKind.ACCEPT),
        Answer(lines[1].id, 1, AnswerKind.ACCEPT),
        Answer(lines[2].id, 1, AnswerKind.SPLIT, parts=[Part(Decimal(999), in_days(20))]),
        Answer(lines[2].id, 1, AnswerKind.REJECT, reason_code="NOT_MADE"),
    ]
    with acting_as(SALES.enterprise_id):
        results = schedule_lines_answer(actor=SALES, answers=given)
    assert [r.outcome for r in results] == ["CONFIRMED", "REFUSED", "REFUSED", "REJECTED"]
    assert [r.error.code if r.error else None for r in results] == [
        None, "CONFLICT", "CONFIRMED_ABOVE_ORDERED", None,
    ]  # fmt: skip
    # then the refused answer to the third line left nothing that the next one could have saved
    assert [x.status for x in lines_of(lines[0].order)] == ["confirmed", "confirmed", "rejected"]
    assert fresh(lines[2]).rejected_quantity == 300


def test_each_answer_leaves_one_audit_entry_and_one_event() -> None:
    line = lines_of(sent([100]))[0]
    answer(line)
    with acting_as(SALES.enterprise_id):
        entry = AuditEntry.objects.get(subject_id=line.id)
        assert (entry.action, entry.before["status"], entry.after["status"]) == (
            "orders.schedule_line.confirmed", "sent", "confirmed",
        )  # fmt: skip


def test_an_unsent_answer_is_kept_and_forgotten_with_the_answer() -> None:
    line = lines_of(sent([100]))[0]
    with acting_as(SALES.enterprise_id):
        for note in ("first", "second"):
            answer_draft_save(actor=SALES, schedule_line_id=line.id, content={"note": note})
        assert AnswerDraft.objects.get().content == {"note": "second"}
    answer(line)
    with acting_as(SALES.enterprise_id):
        assert not AnswerDraft.objects.exists()


def test_too_many_answers_are_refused_as_a_whole() -> None:
    line = lines_of(sent([100]))[0]
    with acting_as(SALES.enterprise_id), pytest.raises(DomainError) as refusal:
        schedule_lines_answer(actor=SALES, answers=[Answer(line.id, 1, AnswerKind.ACCEPT)] * 201)
    assert refusal.value.code == "TOO_MANY"
    assert fresh(line).status == "sent"
