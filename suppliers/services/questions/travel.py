"""The journey of questions from hop to hop: finds who has something to do, and lets each do it as itself.

The system role only looks where work lies and keeps the traces. What is read, answered and written of business
happens in the acting context of the enterprise it belongs to, in a transaction of its own; a journey that stops
anywhere is taken up by the next one.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.actor import Actor, system_actor
from common.clock import now
from common.ids import new_id
from suppliers.models import Inquiry, InquiryBranch, Question, QuestionTrace
from suppliers.rules.questions import MOST_HOPS
from suppliers.services.questions.asking import inquiries_drop
from suppliers.services.questions.receiving import questions_receive
from suppliers.services.questions.settling import inquiries_settle
from suppliers.states.questions import QuestionStatus
from tenancy.context import acting_as, system_access

logger = logging.getLogger(__name__)
SYSTEM, JOB = "system", "questions"
BATCH = 1_000
OPEN = QuestionStatus.OPEN.value
Work = dict[UUID, Callable[[Actor], int]]


def travel() -> int:
    """Carry every question as far as it gets now; the number of steps enterprises have taken."""
    steps, stuck = 0, set[UUID]()
    while True:
        work = _waves(stuck)
        taken = sum(_step(enterprise_id, act, stuck) for wave in work for enterprise_id, act in wave.items())
        if not taken:
            return steps
        steps += taken


def _waves(stuck: set[UUID]) -> list[Work]:
    with system_access(JOB), transaction.atomic(using=SYSTEM):
        arrived, ready, stranded = _arrived(), _ready(), _stranded()
    waves: list[Work] = [
        {e: _act(questions_receive, arrivals=some) for e, some in arrived.items()},
        {e: _act(inquiries_drop, inquiry_ids=some) for e, some in stranded.items()},
        {e: _act(inquiries_settle, inquiry_ids=some) for e, some in ready.items()},
    ]
    return [{e: act for e, act in wave.items() if e not in stuck} for wave in waves]


def _act(service: Callable[..., int], **given: object) -> Callable[[Actor], int]:
    return lambda actor: service(actor=actor, **given)


def _step(enterprise_id: UUID, act: Callable[[Actor], int], stuck: set[UUID]) -> int:
    try:
        with acting_as(enterprise_id):
            return act(system_actor(enterprise_id))
    except Exception:
        # One member that cannot go on must not keep the others waiting; the next round tries again.
        logger.exception("questions at %s could not go on", enterprise_id)
        stuck.add(enterprise_id)
        return 0


def _arrived() -> dict[UUID, dict[UUID, bool]]:
    """Questions nobody has taken in, by the enterprise asked; True where they are to be passed on."""
    rows = Question.objects.using(SYSTEM).filter(status=OPEN, inquiry__isnull=True, deadline__gt=now())
    questions = list(rows.order_by("created_at", "id")[:BATCH])
    passes = _traced(questions)
    found: defaultdict[UUID, dict[UUID, bool]] = defaultdict(dict)
    for question in questions:
        found[question.supplier_id][question.id] = passes[question.id]
    return found


def _traced(questions: list[Question]) -> dict[UUID, bool]:
    """Give each question its trace; whether it is the first of its trace at the enterprise, about the item."""
    traces = QuestionTrace.objects.using(SYSTEM)
    known = set(traces.filter(question__in=questions).values_list("question_id", flat=True))
    fresh = [q for q in questions if q.id not in known]
    if fresh:
        above = _above(fresh)
        for is_first in (True, False):
            made = [
                QuestionTrace(
                    trace=above[q.id].trace, enterprise_id=q.supplier_id, item_number=q.item_number, question_id=q.id,
                    hop=above[q.id].hop + 1, is_first=is_first,
                )
                for q in fresh
            ]  # fmt: skip
            # The second turn is for those that found the trace at their enterprise before them.
            traces.bulk_create(made, ignore_conflicts=True)
    found = traces.filter(question__in=questions)
    return {t.question_id: t.is_first and t.hop < MOST_HOPS for t in found if t.question_id}


def _above(questions: list[Question]) -> dict[UUID, QuestionTrace]:
    """The trace each question continues: that of the question it was asked for, or its own inquiry's."""
    traces = QuestionTrace.objects.using(SYSTEM)
    branches = InquiryBranch.objects.using(SYSTEM).filter(question__in=questions).select_related("inquiry")
    inquiries = {b.question_id: b.inquiry for b in branches if b.question_id}
    roots = {i.id: i for i in inquiries.values() if i.received_id is None}
    traces.bulk_create(
        [
            QuestionTrace(
                trace=new_id(), enterprise_id=i.enterprise_id, item_number=i.item_number, inquiry_id=i.id, hop=0,
                is_first=True,
            )
            for i in roots.values()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    received = [i.received_id for i in inquiries.values() if i.received_id]
    found = list(traces.filter(Q(inquiry__in=roots) | Q(question__in=received)))
    by_inquiry = {t.inquiry_id: t for t in found if t.inquiry_id}
    by_question = {t.question_id: t for t in found if t.question_id}
    return {
        key: by_question[i.received_id] if i.received_id else by_inquiry[i.id] for key, i in inquiries.items()
    }


def _ready() -> dict[UUID, set[UUID]]:
    """Open inquiries with an own answer, or that need none, under which nothing is open any more."""
    waiting = InquiryBranch.objects.using(SYSTEM).filter(inquiry=OuterRef("pk"), question__status=OPEN)
    rows = Inquiry.objects.using(SYSTEM).filter(~Exists(waiting), status=OPEN)
    answered = rows.filter(Q(received__isnull=True) | (~Q(own_by="") & Q(received__status=OPEN)))
    return _grouped(answered.values_list("enterprise_id", "id")[:BATCH])


def _stranded() -> dict[UUID, set[UUID]]:
    """Open inquiries whose question has been closed from above."""
    rows = Inquiry.objects.using(SYSTEM).filter(status=OPEN, received__isnull=False)
    return _grouped(rows.exclude(received__status=OPEN).values_list("enterprise_id", "id")[:BATCH])


def _grouped(rows: Iterable[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for enterprise_id, key in rows:
        found[enterprise_id].add(key)
    return found


def close_due() -> int:
    """Close what is past its deadline: a tombstone where nobody has answered. How many questions ended."""
    with system_access(JOB):
        rows = Question.objects.using(SYSTEM).filter(status=OPEN, deadline__lte=now())
        due = _grouped(rows.order_by("deadline").values_list("supplier_id", "id")[:BATCH])
    ended, stuck = 0, set[UUID]()
    for enterprise_id, question_ids in due.items():
        ended += _step(enterprise_id, _act(questions_end, question_ids=question_ids), stuck)
    return ended


def questions_end(*, actor: Actor, question_ids: set[UUID]) -> int:
    """Close due questions at the enterprise asked; one that was never taken in is taken in first."""
    questions_receive(actor=actor, arrivals=dict.fromkeys(question_ids, False))
    mine = Inquiry.objects.filter(enterprise_id=actor.enterprise_id, received__in=question_ids)
    return inquiries_settle(actor=actor, inquiry_ids=set(mine.values_list("id", flat=True)), is_due=True)
