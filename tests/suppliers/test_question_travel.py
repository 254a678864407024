"""A question goes down hop by hop and comes up as one coarse answer."""

from datetime import timedelta
from decimal import Decimal

import pytest

from common import clock
from common.clock import now
from common.errors import Conflict, DomainError, IllegalTransition
from suppliers.models import Inquiry, Partnership, Question, QuestionTrace
from suppliers.services.questions.answering import OwnAnswer, question_answer
from suppliers.services.questions.asking import question_withdraw
from suppliers.services.questions.receiving import questions_receive
from suppliers.services.questions.travel import close_due, travel
from suppliers.states.questions import QuestionStatus, Verdict
from tenancy.context import acting_as, system_access
from tests.suppliers.tiers import Tiers

pytestmark = pytest.mark.usefixtures("committed")


def _chain(*frees: int) -> Tiers:
    """root ← t1 ← t2 …, each with so much free a week."""
    tiers = Tiers()
    above = "root"
    for number, free in enumerate(frees, 1):
        tiers.member(f"t{number}", free=free)
        tiers.buys(above, f"t{number}")
        above = f"t{number}"
    return tiers


def _answered(tiers: Tiers, name: str, answer: OwnAnswer) -> Inquiry:
    inquiry = tiers.inbox(name)
    member = tiers.members[name]
    with acting_as(member.id):
        done = question_answer(
            actor=member.actor, inquiry_id=inquiry.id, version=inquiry.version, answer=answer
        )
    travel()
    return done


def test_all_by_rule_yes_comes_up_with_its_depth() -> None:
    asked = _chain(1000, 1000, 1000).ask(500)

    assert (asked.status, asked.verdict, asked.depth, asked.share, asked.tombstones) == (
        QuestionStatus.ANSWERED, Verdict.YES, 3, 100, "NONE",
    )  # fmt: skip


def test_the_scarcest_below_decides_and_only_a_range_comes_up() -> None:
    asked = _chain(1000, 1000, 220).ask(500)

    # 220 free lies in 200–500: sure are 200, so 300 are missing, told as 200–500 on every hop.
    assert (asked.verdict, asked.short_low, asked.short_high) == (Verdict.SHORT, 200, 500)


def test_nothing_sure_is_no() -> None:
    assert _chain(1000, 4).ask(500).verdict == Verdict.NO


def test_quantities_are_translated_by_the_bill_of_materials() -> None:
    tiers = Tiers()
    tiers.member("t1", free=1000)
    tiers.member("t2", free=1000)
    tiers.buys("root", "t1", per=2)
    tiers.buys("t1", "t2", per=3)
    assert tiers.ask(100).verdict == Verdict.YES

    told = {q.item_number: q.weekly_quantity for q in tiers.questions("t1")}
    assert told == {"M-t1": Decimal(200), "M-t2": Decimal(600)}


def test_two_sources_of_a_part_add_up() -> None:
    tiers = Tiers()
    for name in ("a", "b"):
        tiers.member(name, free=500)
    tiers.buys("root", "a")
    tiers.buys("root", "b", into="a")
    assert tiers.ask(500).verdict == Verdict.YES
    # Each is sure of 500 of 900, told as short by 200–500: together 800.
    assert tiers.ask(900).verdict == Verdict.SHORT


def test_an_agreed_share_counts_for_the_partner_it_is_agreed_with() -> None:
    tiers = Tiers()
    tiers.member("t1", free=None)
    tiers.plan("t1", Decimal(200), agreed_with=tiers.buys("root", "t1"))
    assert tiers.ask(240).verdict == Verdict.YES
    assert tiers.ask(241).verdict == Verdict.SHORT


def test_a_suspended_partnership_is_a_tombstone() -> None:
    tiers = _chain(1000)
    tiers.member("dead")
    tiers.buys("t1", "dead", status="suspended")
    asked = tiers.ask(100)

    assert (asked.verdict, asked.depth, asked.share, asked.tombstones) == (Verdict.YES, 1, 50, "MANY")
    assert tiers.questions("dead") == []


def test_who_may_not_be_asked_at_all_is_told() -> None:
    tiers = Tiers()
    tiers.member("t1")
    tiers.buys("root", "t1", status="suspended")
    with pytest.raises(DomainError, match="NOBODY_TO_ASK"):
        tiers.ask()


def test_each_sees_only_its_own_hops() -> None:
    tiers = _chain(1000, 1000, 1000)
    tiers.ask(500)

    assert [len(tiers.questions(f"t{n}")) for n in (1, 2, 3)] == [2, 2, 1]
    assert len(tiers.questions("root")) == 1
    with acting_as(tiers.members["t2"].id):
        assert Inquiry.objects.count() == 1


def test_a_loop_ends_and_each_is_asked_once_on_its_way() -> None:
    tiers = _chain(1000, 1000)
    tiers.buys("t2", "t1")
    asked = tiers.ask(100)

    assert (asked.status, asked.verdict) == (QuestionStatus.ANSWERED, Verdict.YES)
    with system_access("test"):
        traces = QuestionTrace.objects.using("system")
        assert len(set(traces.values_list("trace", flat=True))) == 1
        assert sorted(traces.filter(question__isnull=False).values_list("hop", "is_first")) == [
            (1, True), (2, True), (3, False),
        ]  # fmt: skip


def test_a_person_answers_where_no_rule_does() -> None:
    tiers = Tiers()
    tiers.member("t1", rule=False)
    tiers.buys("root", "t1")
    asked = tiers.ask(500)
    assert asked.status == QuestionStatus.OPEN

    _answered(tiers, "t1", OwnAnswer(Verdict.SHORT, Decimal(100), "只到周五"))
    done = tiers.read(asked)
    assert (done.verdict, done.short_low, done.short_high) == (Verdict.SHORT, 100, 200)
    assert done.note == ""


def test_a_shortage_is_told_in_the_given_ranges_only() -> None:
    tiers = Tiers()
    tiers.member("t1", rule=False)
    tiers.buys("root", "t1")
    tiers.ask(500)
    with pytest.raises(DomainError, match="SHORTAGE_NOT_ON_GRID"):
        _answered(tiers, "t1", OwnAnswer(Verdict.SHORT, Decimal(137)))


def test_a_second_answer_is_refused() -> None:
    tiers = Tiers()
    for name in ("t1", "t2"):
        tiers.member(name, rule=False)
    tiers.buys("root", "t1")
    tiers.buys("t1", "t2")
    tiers.ask(500)
    first = _answered(tiers, "t1", OwnAnswer(Verdict.YES))
    assert first.status == QuestionStatus.OPEN
    with pytest.raises(DomainError, match="QUESTION_ANSWERED"):
        _answered(tiers, "t1", OwnAnswer(Verdict.NO))


def test_past_the_deadline_it_is_a_tombstone() -> None:
    tiers = Tiers()
    tiers.member("t1", rule=False)
    tiers.member("t2", rule=False)
    tiers.buys("root", "t1")
    tiers.buys("t1", "t2")
    asked = tiers.ask(500)
    _answered(tiers, "t1", OwnAnswer(Verdict.YES))
    with clock.at(now() + timedelta(days=3)):
        assert close_due() == 2
        travel()
    done = tiers.read(asked)
    assert (done.status, done.verdict, done.share, done.tombstones) == (
        QuestionStatus.ANSWERED,
        "YES",
        50,
        "MANY",
    )


def test_nobody_answering_is_no_answer() -> None:
    tiers = Tiers()
    tiers.member("t1", rule=False)
    tiers.buys("root", "t1")
    asked = tiers.ask(500)
    with clock.at(now() + timedelta(days=3)):
        close_due()
        travel()
    done = tiers.read(asked)
    assert (done.status, done.verdict) == (QuestionStatus.LAPSED, "")


def test_withdrawing_reaches_those_below() -> None:
    tiers = Tiers()
    for name in ("t1", "t2"):
        tiers.member(name, rule=False)
    tiers.buys("root", "t1")
    tiers.buys("t1", "t2")
    asked = tiers.ask(500)
    root = tiers.members["root"]
    with acting_as(root.id):
        question_withdraw(actor=root.actor, inquiry_id=asked.id, version=asked.version)
    travel()
    assert {q.status for q in tiers.questions("t1")} == {QuestionStatus.WITHDRAWN}
    assert tiers.inbox("t2").status == QuestionStatus.WITHDRAWN
    with acting_as(root.id), pytest.raises(IllegalTransition):
        question_withdraw(actor=root.actor, inquiry_id=asked.id, version=asked.version + 1)


def test_a_stale_version_is_refused() -> None:
    tiers = Tiers()
    tiers.member("t1", rule=False)
    tiers.buys("root", "t1")
    asked = tiers.ask(500)
    root = tiers.members["root"]
    with acting_as(root.id), pytest.raises(Conflict):
        question_withdraw(actor=root.actor, inquiry_id=asked.id, version=asked.version + 1)


def test_who_does_not_pass_on_answers_for_itself_alone() -> None:
    tiers = Tiers()
    tiers.member("t1", passes_on=False)
    tiers.member("t2", free=4)
    tiers.buys("root", "t1")
    tiers.buys("t1", "t2")
    asked = tiers.ask(500)
    assert (asked.verdict, asked.depth) == (Verdict.YES, 1)


def test_a_job_that_comes_twice_changes_nothing() -> None:
    tiers = _chain(1000, 1000)
    tiers.ask(500)
    before = [q.version for q in tiers.questions("t1")]
    assert travel() == 0
    member = tiers.members["t1"]
    with acting_as(member.id):
        ids = Question.objects.filter(supplier_id=member.id).values_list("id", flat=True)
        assert questions_receive(actor=member.actor, arrivals=dict.fromkeys(ids, True)) == 0
    assert [q.version for q in tiers.questions("t1")] == before


def test_one_member_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    tiers = Tiers()
    for name in ("a", "b"):
        tiers.member(name)
        tiers.buys("root", name)
    bad = tiers.members["a"].id
    from suppliers.services.questions import travel as job

    whole = questions_receive
    with monkeypatch.context() as patch:
        patch.setattr(
            job, "questions_receive",
            lambda *, actor, arrivals: 1 / 0 if actor.enterprise_id == bad else whole(actor=actor, arrivals=arrivals),
        )  # fmt: skip
        asked = tiers.ask(100)
    assert asked.status == QuestionStatus.OPEN
    travel()
    assert tiers.read(asked).verdict == Verdict.YES


def test_asking_is_limited() -> None:
    tiers = _chain(1000)
    for _ in range(12):
        tiers.ask(100, travels=False)
    with pytest.raises(DomainError, match="QUESTION_TOO_OFTEN"):
        tiers.ask(100, travels=False)


def test_a_partnership_that_has_ended_meanwhile_still_answers() -> None:
    tiers = _chain(1000)
    asked = tiers.ask(100, travels=False)
    with acting_as(tiers.members["root"].id):
        Partnership.objects.update(status="ended")
    travel()
    assert tiers.read(asked).verdict == Verdict.YES
