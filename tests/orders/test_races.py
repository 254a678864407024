"""Many hands on one line at once, on real connections: one winner per version, nothing doubled."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from common.errors import DomainError
from orders.models import AdvanceShipNotice, ChangeProposal, NumberSeries, PromiseEntry, PurchaseOrder
from orders.services.answers import Answer, AnswerResult, Part, schedule_lines_answer
from orders.services.changes import LineItem, schedule_lines_cancel
from orders.services.proposals import Decision, DecisionResult, proposals_decide
from orders.services.shipping import AsnLineInput, asn_create
from orders.states import AnswerKind, DecisionKind
from tenancy.context import acting_as, system_access
from tests import world
from tests.orders.at_once import at_once
from tests.orders.life_checks import check_order
from tests.orders.trade import BUYER, SALES, answer, confirmed, draft, fresh, in_days, lines_of, sent

pytestmark = pytest.mark.usefixtures("committed")


def test_two_hundred_answers_to_one_line_have_one_winner() -> None:
    # given one line and two hundred answers of every kind at its version
    line = lines_of(sent([1000]))[0]
    kinds = [
        {"kind": AnswerKind.ACCEPT},
        {
            "kind": AnswerKind.SPLIT,
            "parts": [Part(Decimal(600), in_days(20)), Part(Decimal(400), in_days(20))],
        },
        {"kind": AnswerKind.COUNTER, "date": in_days(40), "reason_code": "CAPACITY"},
        {"kind": AnswerKind.REJECT, "reason_code": "NOT_MADE"},
    ]

    def act(number: int) -> Callable[[], AnswerResult]:
        given = Answer(line.id, line.version, **kinds[number % 4])  # type: ignore[arg-type]
        return lambda: schedule_lines_answer(actor=SALES, answers=[given])[0]

    # when they arrive together
    results = at_once([(SALES, act(n)) for n in range(200)])

    # then one took effect and every other one was told what stands now
    winners = [r for r in results if r.error is None]
    losers = [r.error for r in results if r.error is not None]
    assert len(winners) == 1
    assert Counter(e.code for e in losers) == {"CONFLICT": 199}
    now = fresh(line)
    assert now.version == line.version + 1
    assert {e.params["current_version"] for e in losers} == {now.version}
    assert {e.params["status"] for e in losers} == {now.status}
    with system_access("test"):
        check_order(line.order_id)


def test_one_winner_for_every_version() -> None:
    # given hands that read the version and answer it again and again
    line = confirmed(1000)

    def act(day: int) -> Callable[[], list[int]]:
        def run() -> list[int]:
            won = []
            for _ in range(4):
                seen = fresh(line, SALES).version
                given = Answer(line.id, seen, AnswerKind.COUNTER, date=in_days(day), quantity=Decimal(1000))
                if schedule_lines_answer(actor=SALES, answers=[given])[0].error is None:
                    won.append(seen)
            return won

        return run

    won = [
        version
        for versions in at_once([(SALES, act(10 + n % 10)) for n in range(20)])
        for version in versions
    ]

    assert len(won) == len(set(won)), "two answers won the same version"
    assert sorted(won) == list(range(line.version, fresh(line).version))
    with system_access("test"):
        check_order(line.order_id)


def test_accept_and_cancel_race_to_one_end() -> None:
    lines = lines_of(sent([100] * 10))

    def cancel(number: int) -> Callable[[], object]:
        item = LineItem(lines[number].id, lines[number].version, "DEMAND_CHANGE")
        return lambda: schedule_lines_cancel(actor=BUYER, items=[item])[0]

    def accept(number: int) -> Callable[[], object]:
        given = Answer(lines[number].id, lines[number].version, AnswerKind.ACCEPT)
        return lambda: schedule_lines_answer(actor=SALES, answers=[given])[0]

    acts = [pair for n in range(10) for pair in ((BUYER, cancel(n)), (SALES, accept(n)))]
    results = at_once(acts)

    for n in range(10):
        errors = [r.error for r in results[2 * n : 2 * n + 2]]  # type: ignore[attr-defined]
        assert sum(e is None for e in errors) == 1
        assert fresh(lines[n]).status in ("cancelled", "confirmed")
    with system_access("test"):
        check_order(lines[0].order_id)


def test_bulk_answers_in_opposite_order_do_not_block_each_other() -> None:
    first, second = (lines_of(sent([10] * 8)) for _ in range(2))
    every = [*first, *second]

    def act(backwards: bool) -> Callable[[], list[AnswerResult]]:
        chosen = list(reversed(every)) if backwards else every
        given = [Answer(x.id, x.version, AnswerKind.ACCEPT) for x in chosen]
        return lambda: schedule_lines_answer(actor=SALES, answers=given)

    results = at_once([(SALES, act(n % 2 == 0)) for n in range(12)])

    taken = [r for batch in results for r in batch if r.error is None]
    assert Counter(r.schedule_line_id for r in taken) == {x.id: 1 for x in every}


def test_notices_together_never_exceed_the_tolerance() -> None:
    line = confirmed(1000)

    def act() -> AdvanceShipNotice | DomainError:
        try:
            return asn_create(
                actor=SALES, partnership_id=world.LEADER_FIRST.id, ship_to_site_id=world.LEADER.site_id,
                lines=[AsnLineInput(line.id, Decimal(100))],
            )  # fmt: skip
        except DomainError as error:
            return error

    results = at_once([(SALES, act)] * 20)

    made = [r for r in results if isinstance(r, AdvanceShipNotice)]
    refused = [r for r in results if isinstance(r, DomainError)]
    assert len(made) == 10
    assert {e.code for e in refused} == {"OVER_SHIPMENT"}
    assert {tuple(e.allowed or ()) for e in refused} == {("50",)}
    assert len({a.number for a in made}) == 10


def test_one_decision_on_a_proposal() -> None:
    line = lines_of(sent([1000]))[0]
    answer(line, AnswerKind.COUNTER, date=in_days(40), reason_code="CAPACITY")
    with acting_as(BUYER.enterprise_id):
        proposal = ChangeProposal.objects.get(schedule_line=line)
    version = fresh(line).version

    def act(kind: DecisionKind) -> Callable[[], DecisionResult]:
        given = Decision(proposal.id, version, kind)
        return lambda: proposals_decide(actor=BUYER, decisions=[given])[0]

    kinds = [DecisionKind.ACCEPT, DecisionKind.DECLINE]
    results = at_once([(BUYER, act(kinds[n % 2])) for n in range(20)])

    assert sum(r.error is None for r in results) == 1
    assert {r.error.code for r in results if r.error} == {"CONFLICT"}
    with acting_as(BUYER.enterprise_id):
        kinds_told = PromiseEntry.objects.filter(schedule_line=line).values_list("kind", flat=True)
        assert sum(k.startswith("COUNTER_") for k in kinds_told) == 1


def test_every_order_gets_a_number_of_its_own() -> None:
    orders = at_once([(BUYER, lambda: draft([1]))] * 20)

    assert len({order.number for order in orders}) == 20
    with acting_as(BUYER.enterprise_id):
        assert PurchaseOrder.objects.count() == 20
        assert NumberSeries.objects.get().last_number == 20
