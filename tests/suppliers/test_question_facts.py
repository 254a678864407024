"""The steps answers are made of: kept until a figure leaves them, never from stale figures; and who may do what."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from accounts.permissions import permissions_of
from accounts.roles import Role
from common import clock
from common.clock import now
from common.errors import Conflict, DomainError, Forbidden
from events.models import Event
from suppliers.models import CapacityWeek, Inquiry, InventoryPosition, StandingAnswer
from suppliers.services.questions.answering import OwnAnswer, question_answer, question_policy_set
from suppliers.services.questions.travel import travel
from suppliers.states.questions import Verdict
from tenancy.context import acting_as, system_access
from tenancy.models import Site
from tests import world
from tests.orders.trade import person
from tests.suppliers.tiers import WEEKS, Tiers

pytestmark = pytest.mark.usefixtures("committed")


def _one(**how: Any) -> Tiers:
    tiers = Tiers()
    tiers.member("t1", **how)
    tiers.buys("root", "t1")
    return tiers


def _standing(tiers: Tiers) -> list[tuple[Decimal, Decimal, object]]:
    member = tiers.members["t1"]
    with acting_as(member.id):
        return list(StandingAnswer.objects.order_by("week").values_list("low", "high", "since"))


def test_a_step_stands_until_the_figure_leaves_it() -> None:
    tiers = _one(free=300)
    tiers.ask(200)
    first = _standing(tiers)
    assert [(low, high) for low, high, _ in first] == [(200, 500)] * 4

    tiers.plan("t1", Decimal(480))
    assert tiers.ask(400).verdict == Verdict.SHORT
    assert _standing(tiers) == first

    tiers.plan("t1", Decimal(510))
    assert tiers.ask(400).verdict == Verdict.YES
    assert all(low == 500 for low, _, _ in _standing(tiers))


def test_stale_figures_are_left_to_a_person() -> None:
    tiers = _one(free=1000)
    with acting_as(tiers.members["t1"].id):
        CapacityWeek.objects.update(as_of=now() - timedelta(days=15))
    assert tiers.ask(100).status == "OPEN"


def test_unplanned_weeks_are_left_to_a_person() -> None:
    assert _one(free=1000).ask(100, weeks=WEEKS + 1).status == "OPEN"


def test_stock_counts_where_the_enterprise_lets_it() -> None:
    tiers = _one(free=None)
    member = tiers.members["t1"]
    with acting_as(member.id):
        question_policy_set(actor=member.actor, version=1, by_capacity=False, by_stock=True, passes_on=True)
        site = Site.objects.get(enterprise_id=member.id)
        InventoryPosition.objects.create(
            chain_id=tiers.chain.id, enterprise_id=member.id, site=site, item=member.product, quantity=Decimal(490),
            stock_status="UNRESTRICTED", as_of=now(), source="TYPED",
        )  # fmt: skip
    # The step 200–500 makes 200 sure: 50 a week for four weeks.
    assert tiers.ask(50).verdict == Verdict.YES
    assert tiers.ask(51).status == "OPEN"


def test_events_tell_no_answer() -> None:
    tiers = _one(free=4321)
    tiers.ask(200)
    with system_access("test"):
        told = str(
            list(Event.objects.using("system").filter(type__startswith="suppliers.").values("payload"))
        )
    assert "YES" not in told
    assert "4321" not in told
    assert "2000" not in told


def test_each_change_has_one_event_and_one_audit_entry() -> None:
    from audit.models import AuditEntry

    tiers = _one(free=1000)
    tiers.ask(200)
    with system_access("test"):
        types = sorted(
            Event.objects.using("system").filter(type__startswith="suppliers.").values_list("type", flat=True)
        )
        actions = sorted(
            AuditEntry.objects.using("system")
            .filter(action__contains="suppliers.")
            .values_list("action", flat=True)
        )
    assert types == actions
    assert types == [
        "suppliers.inquiry.answered", "suppliers.inquiry.closed", "suppliers.inquiry.opened",
        "suppliers.question.answered", "suppliers.question.asked",
    ]  # fmt: skip


def test_two_people_answer_at_once_and_one_is_heard() -> None:
    tiers = _one(rule=False)
    tiers.ask(200)
    inquiry, member = tiers.inbox("t1"), tiers.members["t1"]
    gate, heard = Barrier(2), []

    def answer(verdict: Verdict) -> None:
        gate.wait()
        try:
            with acting_as(member.id):
                question_answer(
                    actor=member.actor,
                    inquiry_id=inquiry.id,
                    version=inquiry.version,
                    answer=OwnAnswer(verdict),
                )
            heard.append(verdict)
        except DomainError:
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=answer, args=(verdict,)) for verdict in (Verdict.YES, Verdict.NO)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 1
    assert tiers.inbox("t1").own_verdict == heard[0]


def test_two_journeys_at_once_open_each_inquiry_once() -> None:
    tiers = _one(free=1000)
    asked = tiers.ask(200, travels=False)
    gate = Barrier(2)

    def go() -> None:
        gate.wait()
        try:
            travel()
        finally:
            connections.close_all()

    threads = [Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    travel()
    assert tiers.read(asked).verdict == Verdict.YES
    with acting_as(tiers.members["t1"].id):
        assert Inquiry.objects.count() == 1


def test_past_the_deadline_an_answer_is_refused() -> None:
    tiers = _one(rule=False)
    tiers.ask(200)
    inquiry, member = tiers.inbox("t1"), tiers.members["t1"]
    with (
        clock.at(now() + timedelta(days=3)),
        acting_as(member.id),
        pytest.raises(DomainError, match="QUESTION_DUE"),
    ):
        question_answer(
            actor=member.actor, inquiry_id=inquiry.id, version=inquiry.version, answer=OwnAnswer(Verdict.YES)
        )


def test_roles() -> None:
    """Buyers and planners ask, sales and planners answer, everybody in business reads."""
    can = {role: permissions_of([role]) for role in Role}
    assert {r for r in Role if "QUESTION_ASK" in can[r]} == {Role.BUYER, Role.PLANNER, Role.INTEGRATION}
    assert {r for r in Role if "QUESTION_ANSWER" in can[r]} == {
        Role.SUPPLIER_SALES, Role.PLANNER, Role.INTEGRATION,
    }  # fmt: skip


def test_the_policy_is_the_enterprises_and_versioned() -> None:
    sales, buyer = person(world.FIRST, Role.SUPPLIER_SALES), person(world.LEADER, Role.BUYER)
    with acting_as(world.FIRST.id):
        done = question_policy_set(actor=sales, version=0, by_capacity=True, by_stock=False, passes_on=False)
        assert done.version == 1
        with pytest.raises(Conflict):
            question_policy_set(actor=sales, version=0, by_capacity=True, by_stock=False, passes_on=False)
    with acting_as(world.LEADER.id), pytest.raises(Forbidden):
        question_policy_set(actor=buyer, version=0, by_capacity=True, by_stock=True, passes_on=True)
