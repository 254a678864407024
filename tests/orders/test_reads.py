"""The order book, the worklist and the indicators; the same number of queries for one row and for many."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from common import clock
from orders import selectors
from orders.selectors import ScheduleLineFilter, WorklistKind, WorklistTab, worklist
from orders.services.answers import Part
from orders.states import AnswerKind
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import (
    BUYER,
    RIVAL,
    SALES,
    answer,
    confirmed,
    departed,
    draft,
    fresh,
    in_days,
    lines_of,
    person,
    received,
    sent,
)

pytestmark = pytest.mark.usefixtures("db")


def book(actor: Any = BUYER, **conditions: Any) -> list[str]:
    with acting_as(actor.enterprise_id):
        rows = selectors.schedule_line_list(actor, ScheduleLineFilter(**conditions))
        return [str(row) for row in rows.order_by("order_number", "line_number", "number")]


def test_tabs_count_what_they_list() -> None:
    # given a draft, an unanswered, a countered, a part confirmed, a late, a shipped and a closed line
    draft([1])
    sent([1])
    answer(lines_of(sent([100]))[0], AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    answer(lines_of(sent([100]))[0], AnswerKind.SPLIT, parts=[Part(Decimal(50), in_days(20))])
    confirmed(100, days=0)
    departed(confirmed(100), 100)
    with clock.at(clock.now() + timedelta(days=1)), acting_as(BUYER.enterprise_id):
        counts = selectors.order_book_tab_counts(BUYER)
        for tab in selectors.OrderBookTab:
            listed = selectors.schedule_line_list(BUYER, ScheduleLineFilter(tab=tab)).count()
            assert counts[tab] == listed, tab
    assert counts["ALL"] == 6
    assert (counts["UNCONFIRMED"], counts["CHANGING"], counts["LATE"], counts["IN_TRANSIT"]) == (1, 2, 1, 1)


def test_filters_narrow_and_never_widen() -> None:
    first = sent([10, 20])
    second = sent([30], item=world.ROTOR)
    answer(lines_of(first)[0])
    assert len(book()) == 3
    assert book(order_id=first.id) == [f"{first.number} / 10.1", f"{first.number} / 10.2"]
    assert book(search="转子") == [f"{second.number} / 10.1"]
    assert book(search=second.number.lower()) == [f"{second.number} / 10.1"]
    assert book(search="一号") == book()
    assert book(search="二号") == []
    assert book(SALES, search="甲链主") == book()
    assert book(statuses=("confirmed",)) == [f"{first.number} / 10.1"]
    assert book(requested_from=in_days(27)) == [f"{first.number} / 10.2"]
    assert book(item_ids=(world.ROTOR.id,)) == [f"{second.number} / 10.1"]
    assert book(partner_ids=(world.SECOND.id,)) == []
    assert book(SALES, partner_ids=(world.LEADER.id,), needs_my_answer=True) == book(tab="UNCONFIRMED")
    assert book(side="SUPPLIER") == []
    assert book(SALES, side="SUPPLIER", shippable=True) == [f"{first.number} / 10.1"]
    assert book(RIVAL) == []


def test_a_supplier_cannot_filter_by_the_buyers_items() -> None:
    sent([10])
    assert book(SALES, item_ids=(world.STATOR.id,)) == []
    assert book(SALES, categories=("电驱件",)) == []
    assert book(categories=("电驱件",)) != []


def test_totals_are_sums_over_everything_found() -> None:
    answer(lines_of(sent([10, 20]))[0])
    sent([Decimal("1.5")], item=world.WIRE)
    with acting_as(BUYER.enterprise_id):
        totals = selectors.schedule_line_totals(BUYER)
    assert (totals.count, totals.order_count) == (3, 2)
    assert totals.amounts == {"CNY": Decimal("9477.90")}
    assert [(u.unit, u.ordered, u.confirmed, u.open) for u in totals.by_unit] == [
        ("H87", 30, 10, 20), ("KGM", Decimal("1.5"), 0, Decimal("1.5")),
    ]  # fmt: skip


def test_the_suppliers_cards() -> None:
    morning = clock.now().replace(hour=2)  # ten in Shanghai: the answer is due at ten on the next day
    with clock.at(morning):
        waiting, answered = sent([10]), sent([20])
        answer(lines_of(answered)[0])
    with clock.at(morning), acting_as(SALES.enterprise_id):

        def cards(**conditions: Any) -> list[str]:
            rows = selectors.purchase_order_list(SALES, selectors.PurchaseOrderFilter(**conditions))
            return sorted(row.number for row in rows)

        assert cards() == sorted([waiting.number, answered.number])
        assert cards(awaiting_my_answer=True) == [waiting.number]
        assert cards(due_today=True) == []
        with clock.at(morning + timedelta(hours=20)):
            assert cards(due_today=True) == [waiting.number]
        assert cards(changed_by_other=True) == []
        assert cards(search="定子") == sorted([waiting.number, answered.number])


def kinds(actor: Any, tab: WorklistTab = WorklistTab.ALL) -> list[str]:
    with acting_as(actor.enterprise_id):
        return [item.kind.value for item in worklist(actor, tab).items]


def test_the_worklist_of_both_sides() -> None:
    # given one thing of each kind
    sent([10])
    answer(lines_of(sent([10]))[0], AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    answer(lines_of(sent([10]))[0], AnswerKind.REJECT, reason_code="NOT_MADE")
    answer(lines_of(sent([10]))[0], AnswerKind.SPLIT, parts=[Part(Decimal(5), in_days(20))])
    confirmed(10, days=1)
    departed(confirmed(10), 10)
    received(departed(confirmed(10), 10), 8)

    assert sorted(kinds(SALES)) == ["ANSWER_ORDER", "PROMISE_BACKORDER", "SHIP"]
    assert sorted(kinds(BUYER)) == ["DECIDE_PROPOSAL", "RECEIPT_DIFFERENCE", "RECEIVE", "REJECTED"]
    assert kinds(BUYER, WorklistTab.MINE) == ["DECIDE_PROPOSAL"]
    assert kinds(BUYER, WorklistTab.DIFFERENCES) == ["RECEIPT_DIFFERENCE"]
    # when days go by without a word
    with clock.at(clock.now() + timedelta(days=3)):
        assert "UNANSWERED" in kinds(BUYER, WorklistTab.OTHER_OVERDUE)
        assert "LATE" in kinds(BUYER)
    # then nobody else has anything to do with it
    assert kinds(RIVAL) == []
    assert kinds(person(world.OTHER, Role.BUYER)) == []


def test_the_worklist_puts_harm_first() -> None:
    small, large = sent([10], days=30), sent([10_000], days=30)
    near = sent([1], days=0)
    with acting_as(SALES.enterprise_id):
        found = worklist(SALES)
    assert [i.order_number for i in found.items] == [near.number, large.number, small.number]
    assert [i.group.value for i in found.items] == ["NOW", "SOON", "SOON"]
    assert found.tabs[WorklistTab.MINE] == 3
    assert found.items[0].amount == 312
    assert found.items[0].next_act == "ANSWER"
    assert found.items[0].kind is WorklistKind.ANSWER_ORDER


def test_the_badges_count_the_same() -> None:
    sent([10])
    answer(lines_of(sent([10]))[0], AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    departed(confirmed(10), 10)
    with acting_as(SALES.enterprise_id):
        mine = selectors.work_counts(SALES)
    with acting_as(BUYER.enterprise_id):
        theirs = selectors.work_counts(BUYER)
    assert (mine.to_confirm, mine.to_decide, mine.in_transit, mine.open_schedule_lines) == (1, 0, 1, 3)
    assert (theirs.to_confirm, theirs.to_decide, theirs.to_receive, theirs.to_ship) == (0, 1, 1, 0)


START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def delivered(accepted: int, *, ordered: int = 100, days_late: int = 0) -> None:
    """A line promised for ten days ahead, received on that day or later."""
    with clock.at(START):
        line = confirmed(ordered, days=10)
    with clock.at(START + timedelta(days=10 + days_late)):
        received(departed(line, ordered), accepted)


def test_otif_comes_from_the_ledger() -> None:
    delivered(100)
    delivered(96)
    delivered(94)
    delivered(100, days_late=1)
    with clock.at(START + timedelta(days=20)), acting_as(BUYER.enterprise_id):
        mine = selectors.otif(BUYER, world.LEADER_FIRST.id)
        over_all = selectors.otif(BUYER)
        none = selectors.otif(BUYER, world.LEADER_SECOND.id)
    assert (mine.value, mine.numerator, mine.sample_size) == (Decimal("50.0"), 2, 4)
    assert over_all.value == mine.value
    assert (none.value, none.sample_size) == (None, 0)
    with clock.at(START + timedelta(days=20)), acting_as(SALES.enterprise_id):
        assert selectors.otif(SALES, world.LEADER_FIRST.id) == mine
    with clock.at(START + timedelta(days=20)), acting_as(RIVAL.enterprise_id):
        assert selectors.otif(RIVAL, world.LEADER_FIRST.id).sample_size == 0


def test_a_promise_is_due_in_the_period_of_its_day() -> None:
    delivered(100)
    with clock.at(START + timedelta(days=5)), acting_as(BUYER.enterprise_id):
        since = (START - timedelta(days=30)).date()
        assert selectors.otif(BUYER, since=since).sample_size == 0
    with clock.at(START + timedelta(days=300)), acting_as(BUYER.enterprise_id):
        assert selectors.otif(BUYER).sample_size == 0


def test_the_confirmation_cycle_is_a_median_of_hours() -> None:
    for hours in (2, 4, 30):
        with clock.at(START):
            line = lines_of(sent([10]))[0]
        with clock.at(START + timedelta(hours=hours)):
            answer(
                line, AnswerKind.SPLIT, parts=[Part(Decimal(5), in_days(19)), Part(Decimal(5), in_days(19))]
            )
    with clock.at(START + timedelta(days=3)), acting_as(BUYER.enterprise_id):
        since = (START - timedelta(days=1)).date()
        figure = selectors.confirmation_cycle_by_partnership(BUYER, [world.LEADER_FIRST.id], since=since)[
            world.LEADER_FIRST.id
        ]
    assert (figure.value, figure.unit, figure.sample_size) == (Decimal("4.0"), "hours", 3)


def test_the_first_promise_of_an_order() -> None:
    line = confirmed(100, days=1)
    received(departed(line, 100), 100)
    with acting_as(BUYER.enterprise_id):
        figure = selectors.first_promise_kept(BUYER, [line.order_id])[line.order_id]
        slip = selectors.slippage_of(selectors.facts_of_line(fresh(line)))
    assert (figure.value, figure.sample_size) == (Decimal("100.0"), 1)
    assert (slip.first_promised_date, slip.total_days) == (line.requested_date, 0)


READS: dict[str, Callable[[Any], Any]] = {
    "order book": lambda a: list(selectors.schedule_line_list(a)),
    "tabs": selectors.order_book_tab_counts,
    "totals": selectors.schedule_line_totals,
    "orders": lambda a: list(selectors.purchase_order_list(a)),
    "worklist": worklist,
    "badges": selectors.work_counts,
    "otif": selectors.otif,
    "notices": lambda a: list(selectors.asn_list(a)),
    "receipts": lambda a: list(selectors.receipt_list(a)),
}


@pytest.mark.parametrize("name", READS)
def test_one_row_and_many_cost_the_same_queries(name: str) -> None:
    def cost() -> int:
        with acting_as(BUYER.enterprise_id), CaptureQueriesContext(connection) as queries:
            READS[name](BUYER)
        return len(queries)

    received(departed(confirmed(10, days=0), 10), 9)
    one = cost()
    for _ in range(3):
        received(departed(confirmed(10, days=0), 10), 9)
        sent([1, 2, 3])
    assert cost() == one
