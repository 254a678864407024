"""Putting together what has come up, and passing the result on one hop."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from common.clock import now
from suppliers.models import Inquiry, InquiryBranch, Question
from suppliers.rules.questions import DEAD, Below, Combined, Finding, combine, component_shortage
from suppliers.services.questions.records import Journal
from suppliers.states.questions import (
    QuestionAction,
    QuestionStatus,
    Tombstones,
    Verdict,
    next_question_status,
)

CHANGED = [
    "status",
    "verdict",
    "short_low",
    "short_high",
    "depth",
    "share",
    "tombstones",
    "version",
    "closed_at",
]
FEW = 3


@transaction.atomic
def inquiries_settle(*, actor: Actor, inquiry_ids: Collection[UUID], is_due: bool = False) -> int:
    """Close the inquiries to which everything has come that will; how many. `is_due`: what is still open below counts
    as dead, and an inquiry nobody has answered lapses.
    """
    locked = Inquiry.objects.select_for_update(no_key=True).filter(
        enterprise_id=actor.enterprise_id, id__in=inquiry_ids, status=QuestionStatus.OPEN.value
    )
    journal = Journal(actor)
    closed = settle_locked(actor, journal, list(locked.order_by("id")), is_due=is_due)
    journal.write()
    return closed


def settle_locked(
    actor: Actor, journal: Journal, inquiries: Sequence[Inquiry], *, is_due: bool = False
) -> int:
    """The same for inquiries whose rows the caller has locked."""
    branches: defaultdict[UUID, list[InquiryBranch]] = defaultdict(list)
    rows = InquiryBranch.objects.filter(enterprise_id=actor.enterprise_id, inquiry__in=inquiries)
    for branch in rows.select_related("question").order_by("id"):
        branches[branch.inquiry_id].append(branch)
    received = [i.received_id for i in inquiries if i.received_id]
    mine = Question.objects.select_for_update(no_key=True).filter(
        supplier_id=actor.enterprise_id, id__in=received
    )
    questions = {q.id: q for q in mine.order_by("id")} if received else {}
    ready = [i for i in inquiries if is_due or is_ready(i, branches[i.id])]
    changed = close(journal, ready, branches, questions)
    save(ready)
    save(changed)
    return len(ready)


def is_ready(inquiry: Inquiry, branches: Iterable[InquiryBranch]) -> bool:
    """Whether nothing is open below and the enterprise has answered for itself, where it has to."""
    is_open = any(b.question is not None and b.question.status == QuestionStatus.OPEN for b in branches)
    return not is_open and (inquiry.received_id is None or bool(inquiry.own_by))


def close(
    journal: Journal, inquiries: Sequence[Inquiry], branches: Mapping[UUID, Sequence[InquiryBranch]],
    questions: Mapping[UUID, Question],
) -> list[Question]:  # fmt: skip
    """Write the results onto the rows, unsaved; the received questions that changed."""
    answered: list[Question] = []
    lapsed: list[Question] = []
    for inquiry in inquiries:
        result = _result(inquiry, branches.get(inquiry.id, ()))
        _note(inquiry, result if inquiry.received_id is None else None, is_answered=result is not None)
        question = questions.get(inquiry.received_id) if inquiry.received_id else None
        if question is not None and question.status == QuestionStatus.OPEN:
            _note(question, result, is_answered=result is not None)
            (answered if result else lapsed).append(question)
    journal.questions(answered, "answered")
    journal.questions(lapsed, "lapsed")
    # Where a question was received, its answer is the closing.
    journal.inquiries([i for i in inquiries if i.received_id is None], "closed")
    return [*answered, *lapsed]


def save(rows: Sequence[Inquiry] | Sequence[Question]) -> None:
    """Save what closing has changed; a few rows one by one, which is the cheaper way for a few."""
    if len(rows) > FEW:
        type(rows[0])._default_manager.bulk_update(rows, CHANGED)  # type: ignore[arg-type]
        return
    for row in rows:
        row.save(update_fields=CHANGED)


def _note(row: Inquiry | Question, result: Combined | None, *, is_answered: bool) -> None:
    """Write a result onto a row. Without one it has lapsed, or the result stands on the question it answers."""
    action = QuestionAction.ANSWER if is_answered else QuestionAction.LAPSE
    status = next_question_status(QuestionStatus(row.status), action)
    assert status is not None, "only open rows are closed"
    row.status, row.version, row.closed_at = status.value, row.version + 1, now()
    if result is not None:
        row.verdict = result.finding.verdict.value
        row.short_low, row.short_high = result.finding.low, result.finding.high
        row.depth, row.share, row.tombstones = result.depth, result.share, result.tombstones.value


def _result(inquiry: Inquiry, branches: Sequence[InquiryBranch]) -> Combined | None:
    """What has come up, put together; None when nobody has answered for the enterprise itself."""
    if inquiry.received_id is not None and not inquiry.own_by:
        return None
    below = [(b, _below(b.question)) for b in branches]
    components: defaultdict[UUID, list[tuple[Decimal, Below]]] = defaultdict(list)
    per_piece: dict[UUID, Decimal] = {}
    for branch, told in below:
        asked = branch.question.weekly_quantity if branch.question is not None else Decimal(0)
        components[branch.component_id].append((asked, told))
        per_piece[branch.component_id] = branch.per_piece
    wanted = inquiry.weekly_quantity
    shortages = [component_shortage(wanted, per_piece[key], answers) for key, answers in components.items()]
    own = None
    if inquiry.own_by:
        own = Finding(Verdict(inquiry.own_verdict), inquiry.own_short_low, inquiry.own_short_high)
    known = [shortage for shortage in shortages if shortage is not None]
    return combine(wanted, known, own, [told for _, told in below])


def _below(question: Question | None) -> Below:
    if question is None or question.status != QuestionStatus.ANSWERED:
        return DEAD
    finding = Finding(Verdict(question.verdict), question.short_low, question.short_high)
    return Below(finding, question.depth or 0, question.share or 0, Tombstones(question.tombstones))
