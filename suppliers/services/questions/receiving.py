"""An enterprise takes in the questions that have reached it: answers by rule, asks on, or leaves it to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from common.clock import now
from suppliers.models import Inquiry, Question
from suppliers.rules.questions import finding_of, floored, own_rate, weeks_from
from suppliers.selectors.desks import Part, desk_of
from suppliers.services.questions.branching import Branches, Sources, branch_out
from suppliers.services.questions.needs import Need, need_of
from suppliers.services.questions.records import Journal
from suppliers.services.questions.settling import close, is_ready, save
from suppliers.services.questions.standing import Steps, standing_steps
from suppliers.states.questions import AnsweredBy, QuestionStatus, Verdict

ASKED = ("chain_id", "item_number", "unit", "weekly_quantity", "first_week", "weeks", "deadline")


@dataclass(frozen=True, slots=True)
class _Means:
    """What the answers of one pass are made of."""

    items: Mapping[str, Part]
    needs: Mapping[UUID, Need]
    steps: Steps


@transaction.atomic
def questions_receive(*, actor: Actor, arrivals: Mapping[UUID, bool]) -> int:
    """Open an inquiry for each question; how many were new. `arrivals`: question → whether it is passed on.

    A question that was taken in already, or is no longer open, is passed over: the job may come twice.
    """
    locked = Question.objects.select_for_update(no_key=True).filter(
        supplier_id=actor.enterprise_id, id__in=arrivals, status=QuestionStatus.OPEN.value
    )
    questions = list(locked.order_by("id"))
    weeks = {week for q in questions for week in weeks_from(q.first_week, q.weeks)}
    # Read once the locks are held: in one statement with them it would miss what another job has just taken in.
    desk = desk_of(actor, {q.item_number for q in questions}, weeks, [q.id for q in questions])
    questions = [q for q in questions if q.id not in desk.taken]
    if not questions:
        return 0
    asked = {q.item_number for q in questions}
    items = {part.number: part for part in desk.parts.values() if part.number in asked}
    needs = {part.id: need_of(desk, part.id) for part in items.values()}
    steps = standing_steps(actor, desk, {g for need in needs.values() for g in need.uses})
    means = _Means(items, needs, steps)
    inquiries = [_opened(means, question) for question in questions]
    passed = [i for i in inquiries if desk.passes_on and i.received_id and arrivals[i.received_id]]
    grown = _pass_on(actor, means, passed, desk.parts)
    _write(actor, inquiries, grown, {q.id: q for q in questions})
    return len(inquiries)


def _write(
    actor: Actor, inquiries: Sequence[Inquiry], grown: Sequence[Branches], received: Mapping[UUID, Question]
) -> None:
    """Inquiries with what they have grown; one that needs nothing from below is closed in the same breath."""
    journal = Journal(actor)
    journal.inquiries([i for i in inquiries if i.own_by], "answered")
    journal.inquiries([i for i in inquiries if not i.own_by], "waiting")
    branches = {g.branches[0].inquiry_id: g.branches for g in grown if g.branches}
    ready = [i for i in inquiries if is_ready(i, branches.get(i.id, ()))]
    changed = close(journal, ready, branches, received)
    write_branches(journal, inquiries, grown)
    save(changed)


def _opened(means: _Means, question: Question) -> Inquiry:
    item = means.items.get(question.item_number)
    if item is not None and item.unit != question.unit:
        item = None  # asked in another unit: a person has to see what is meant
    inquiry = Inquiry(
        enterprise_id=question.supplier_id, received=question, item_id=None if item is None else item.id, created_at=now(),
        **{name: getattr(question, name) for name in ASKED},
    )  # fmt: skip
    if item is not None:
        _answer_by_rule(means, inquiry, question, item)
    return inquiry


def _answer_by_rule(means: _Means, inquiry: Inquiry, question: Question, item: Part) -> None:
    """The own answer from the standing steps, where they suffice for one."""
    weeks = weeks_from(question.first_week, question.weeks)
    stock = means.steps.stock.get(item.id, 0 * question.weekly_quantity)
    uses = means.needs[item.id].uses
    free = means.steps.open_to(question.partnership_id)
    rate = own_rate(uses, free, stock, weeks)
    if rate is None:
        if stock / len(weeks) < question.weekly_quantity:
            return
        rate = stock / len(weeks)
    finding = finding_of(question.weekly_quantity, floored(rate, question.unit))
    inquiry.own_verdict, inquiry.own_by = finding.verdict.value, AnsweredBy.RULE.value
    inquiry.own_short_low, inquiry.own_short_high = finding.low, finding.high


def _pass_on(
    actor: Actor, means: _Means, inquiries: Sequence[Inquiry], known: Mapping[UUID, Part]
) -> list[Branches]:
    """What the inquiries grow below, unsaved; where the own answer is no, nobody is asked for nothing."""
    asking = [
        (i, means.needs[i.item_id])
        for i in inquiries
        if i.item_id is not None and i.own_verdict != Verdict.NO
    ]
    sources = Sources(actor, {item_id for _, need in asking for item_id in need.bought})
    return [branch_out(actor, inquiry, need, known, sources) for inquiry, need in asking]


def write_branches(journal: Journal, inquiries: Sequence[Inquiry], grown: Sequence[Branches]) -> None:
    """Write new inquiries and what they have grown, and tell those who are asked."""
    questions = [q for g in grown for q in g.questions]
    journal.questions(questions, "asked")
    journal.write(inquiries, questions, [b for g in grown for b in g.branches])
