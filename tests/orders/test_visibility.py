"""Who sees and who may do what: two chains, siblings, drafts. A refused act leaves nothing behind."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.actor import Actor
from accounts.roles import Role
from common.errors import DomainError
from orders import selectors
from orders.models import AdvanceShipNotice, ChangeProposal, PrivateNote, PromiseEntry
from orders.services.answers import Answer, answer_draft_save, schedule_lines_answer
from orders.services.changes import LineItem, schedule_line_close, schedule_lines_cancel
from orders.services.notes import private_note_save
from orders.services.production import production_report
from orders.services.proposals import Decision, proposal_withdraw, proposals_decide
from orders.services.purchase_orders import (
    purchase_order_mark_seen,
    purchase_order_send,
    purchase_order_update_draft,
)
from orders.services.shipping import AsnLineInput, asn_arrive, asn_create, asn_depart
from orders.states import AnswerKind, DecisionKind
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import (
    BUYER,
    RECEIVER,
    RIVAL,
    SALES,
    STRANGER,
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
OUTSIDERS = [
    RIVAL,
    STRANGER,
    person(world.THIRD, Role.SUPPLIER_SALES),
    person(world.CARRIER, Role.DISPATCHER),
]


def ids(rows: Any) -> set[UUID]:
    return {row.id for row in rows}


def test_the_parties_see_their_documents_and_nobody_else_does() -> None:
    # given an order of leader and first with all that can hang on it, and one of another chain
    line = confirmed(100)
    asn = departed(line, 50)
    receipt = received(asn, 50)
    other = sent([7], item=world.OTHER_STATOR, pair=world.OTHER_THIRD, actor=STRANGER)

    for actor, sees in [(BUYER, True), (SALES, True), *((a, False) for a in OUTSIDERS)]:
        with acting_as(actor.enterprise_id):
            lists = [
                (selectors.purchase_order_list(actor), line.order_id),
                (selectors.schedule_line_list(actor), line.id),
                (selectors.asn_list(actor), asn.id),  # type: ignore[attr-defined]
                (selectors.receipt_list(actor), receipt.id),  # type: ignore[attr-defined]
            ]
            for rows, row_id in lists:
                assert (row_id in ids(rows)) is sees, (actor.enterprise_name, rows.model)
            assert bool(selectors.promise_ledger(actor, line.id)) is sees
            assert (other.id in ids(selectors.purchase_order_list(actor))) is (
                actor.enterprise_id in (world.OTHER.id, world.THIRD.id)
            )


def test_a_shared_supplier_keeps_its_two_chains_apart() -> None:
    # given FIRST supplies both leaders
    mine = sent([10])
    theirs = sent([20], item=world.OTHER_STATOR, pair=world.OTHER_FIRST, actor=STRANGER)

    with acting_as(SALES.enterprise_id):
        assert ids(selectors.purchase_order_list(SALES)) >= {mine.id, theirs.id}
    with acting_as(BUYER.enterprise_id):
        assert theirs.id not in ids(selectors.purchase_order_list(BUYER))
        assert selectors.schedule_line_totals(BUYER).order_count == 1
    with acting_as(STRANGER.enterprise_id):
        assert mine.id not in ids(selectors.purchase_order_list(STRANGER))


def get_or_code(read: Callable[[], Any]) -> str:
    with pytest.raises(DomainError) as refusal:
        read()
    return refusal.value.code


@pytest.mark.parametrize("actor", OUTSIDERS, ids=lambda a: a.enterprise_name)
def test_foreign_and_random_ids_get_the_same_answer(actor: Actor) -> None:
    line = confirmed(100)
    asn = departed(line, 50)
    with acting_as(actor.enterprise_id):
        for find, row_id in [
            (selectors.purchase_order_get, line.order_id),
            (selectors.schedule_line_get, line.id),
            (selectors.asn_get, asn.id),  # type: ignore[attr-defined]
        ]:
            found = [get_or_code(lambda find=find, i=i: find(actor, i)) for i in (row_id, uuid4())]  # type: ignore[misc]
            assert found == ["NOT_FOUND", "NOT_FOUND"]


def test_nobody_but_the_parties_can_act_and_nothing_happens() -> None:
    # given a line with an open proposal
    line = lines_of(sent([1000]))[0]
    answer(line, AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    line = fresh(line)
    with acting_as(BUYER.enterprise_id):
        proposal = ChangeProposal.objects.get(schedule_line=line)
        before = PromiseEntry.objects.filter(schedule_line=line).count()
    rival_buyer = person(world.SECOND, Role.BUYER, Role.SUPPLIER_SALES, Role.LOGISTICS)
    stranger = person(world.OTHER, Role.BUYER, Role.SUPPLIER_SALES, Role.LOGISTICS)

    for actor in (rival_buyer, stranger):
        with acting_as(actor.enterprise_id):
            answered = schedule_lines_answer(
                actor=actor, answers=[Answer(line.id, line.version, AnswerKind.ACCEPT)]
            )
            decided = proposals_decide(
                actor=actor, decisions=[Decision(proposal.id, line.version, DecisionKind.ACCEPT)]
            )
            cancelled = schedule_lines_cancel(actor=actor, items=[LineItem(line.id, line.version, "OTHER")])
            codes = {r.error.code for r in (answered[0], decided[0], cancelled[0]) if r.error}
            codes |= {
                get_or_code(lambda a=actor: purchase_order_mark_seen(actor=a, order_id=line.order_id)),  # type: ignore[misc]
                get_or_code(lambda a=actor: private_note_save(actor=a, order_id=line.order_id, text="x")),  # type: ignore[misc]
                get_or_code(
                    lambda a=actor: proposal_withdraw(actor=a, proposal_id=proposal.id, version=line.version)  # type: ignore[misc]
                ),
                get_or_code(
                    lambda a=actor: production_report(  # type: ignore[misc]
                        actor=a, schedule_line_id=line.id, version=line.version, percent=5
                    )
                ),
            }
            assert codes == {"NOT_FOUND"}

    # then nothing has happened to it
    assert fresh(line).version == line.version
    with acting_as(BUYER.enterprise_id):
        assert PromiseEntry.objects.filter(schedule_line=line).count() == before
        assert not PrivateNote.objects.exists()


def test_the_wrong_side_is_told_whose_act_it_is() -> None:
    # given people who hold every business role on their own side
    both = (Role.BUYER, Role.SUPPLIER_SALES, Role.LOGISTICS)
    buyer, sales = person(world.LEADER, *both), person(world.FIRST, *both)
    line = lines_of(sent([100]))[0]

    with acting_as(buyer.enterprise_id):
        result = schedule_lines_answer(
            actor=buyer, answers=[Answer(line.id, line.version, AnswerKind.ACCEPT)]
        )[0]
        assert result.error is not None
        assert result.error.code == "WRONG_SIDE"
        assert (
            get_or_code(lambda: purchase_order_mark_seen(actor=buyer, order_id=line.order_id)) == "WRONG_SIDE"
        )
    with acting_as(sales.enterprise_id):
        item = LineItem(line.id, line.version, "OTHER")
        assert schedule_lines_cancel(actor=sales, items=[item])[0].error.code == "WRONG_SIDE"  # type: ignore[union-attr]
        assert (
            get_or_code(
                lambda: schedule_line_close(actor=sales, schedule_line_id=line.id, version=line.version)
            )
            == "WRONG_SIDE"
        )
    assert fresh(line).version == line.version


def test_a_proposer_does_not_decide_its_own_proposal() -> None:
    line = lines_of(sent([100]))[0]
    answer(line, AnswerKind.COUNTER, date=in_days(60), reason_code="CAPACITY")
    line = fresh(line)
    with acting_as(SALES.enterprise_id):
        proposal = ChangeProposal.objects.get(schedule_line=line)
        given = Decision(proposal.id, line.version, DecisionKind.ACCEPT)
        result = proposals_decide(actor=SALES, decisions=[given])[0]
    assert result.error is not None
    assert result.error.code == "OWN_PROPOSAL"
    assert fresh(line).status == "countered"


def test_a_draft_cannot_be_found_or_acted_on_by_the_supplier() -> None:
    order = draft([100])
    line = lines_of(order)[0]
    sales = person(world.FIRST, Role.BUYER, Role.SUPPLIER_SALES)
    with acting_as(sales.enterprise_id):
        assert not selectors.purchase_order_list(sales).exists()
        assert selectors.order_book_tab_counts(sales)["ALL"] == 0
        for act in (
            lambda: purchase_order_mark_seen(actor=sales, order_id=order.id),
            lambda: purchase_order_send(actor=sales, order_id=order.id, version=1),
            lambda: purchase_order_update_draft(actor=sales, order_id=order.id, version=1, note="x"),
        ):
            assert get_or_code(act) == "NOT_FOUND"
        given = Answer(line.id, 1, AnswerKind.ACCEPT)
        refused = schedule_lines_answer(actor=sales, answers=[given])[0].error
        assert refused is not None
        assert refused.code == "NOT_FOUND"


def test_a_notice_is_the_suppliers_own_until_it_leaves() -> None:
    line = confirmed(100)
    with acting_as(SALES.enterprise_id):
        asn = asn_create(
            actor=SALES, partnership_id=world.LEADER_FIRST.id, ship_to_site_id=world.LEADER.site_id,
            lines=[AsnLineInput(line.id, Decimal(40))],
        )  # fmt: skip
    with acting_as(RECEIVER.enterprise_id):
        assert not AdvanceShipNotice.objects.filter(id=asn.id).exists()
        assert get_or_code(lambda: asn_arrive(actor=RECEIVER, asn_id=asn.id, version=1)) == "NOT_FOUND"
    with acting_as(SALES.enterprise_id):
        asn_depart(actor=SALES, asn_id=asn.id, version=1)
    with acting_as(RECEIVER.enterprise_id):
        assert selectors.asn_get(RECEIVER, asn.id).status == "departed"


def test_what_a_side_keeps_for_itself_stays_there() -> None:
    line = lines_of(sent([100]))[0]
    with acting_as(BUYER.enterprise_id):
        private_note_save(actor=BUYER, order_id=line.order_id, text="目标价 300")
    with acting_as(SALES.enterprise_id):
        answer_draft_save(actor=SALES, schedule_line_id=line.id, content={"kind": "ACCEPT"})
        assert selectors.private_note_get(SALES, line.order_id) is None
        assert not PrivateNote.objects.exists()
        private_note_save(actor=SALES, order_id=line.order_id, text="成本 280")
    with acting_as(BUYER.enterprise_id):
        from orders.models import AnswerDraft

        assert not AnswerDraft.objects.exists()
        note = selectors.private_note_get(BUYER, line.order_id)
        assert note is not None
        assert note.text == "目标价 300"


@pytest.mark.parametrize(
    ("role", "may_answer"), [(Role.VIEWER, False), (Role.LOGISTICS, False), (Role.SUPPLIER_SALES, True)]
)
def test_answering_needs_the_right(role: Role, may_answer: bool) -> None:
    line = lines_of(sent([100]))[0]
    actor = person(world.FIRST, role)
    given = [Answer(line.id, line.version, AnswerKind.ACCEPT)]
    with acting_as(actor.enterprise_id):
        if may_answer:
            assert schedule_lines_answer(actor=actor, answers=given)[0].error is None
        else:
            assert get_or_code(lambda: schedule_lines_answer(actor=actor, answers=given)) == "FORBIDDEN"
    assert fresh(line).status == ("confirmed" if may_answer else "sent")
