"""Asking one's own upstream, and taking the question back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now, today
from common.errors import Conflict, DomainError, IllegalTransition, Invalid, NotFound
from common.language import current_language
from common.quantity import check_quantity
from suppliers import errors
from suppliers.models import Inquiry, Item, Question
from suppliers.rules import monday_of
from suppliers.rules.questions import LEAST_TIME, LONGEST_TIME, MOST_PER_DAY, MOST_PER_ITEM, MOST_WEEKS
from suppliers.selectors.desks import desk_of
from suppliers.services.inputs import check_range
from suppliers.services.questions.branching import Sources, branch_out
from suppliers.services.questions.launching import launch_travel
from suppliers.services.questions.needs import need_of
from suppliers.services.questions.receiving import write_branches
from suppliers.services.questions.records import Journal
from suppliers.states.questions import (
    QUESTION_STATUS_NAMES,
    QuestionAction,
    QuestionStatus,
    next_question_status,
)

FURTHEST = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """Can what supplies this item of mine hold `weekly_quantity`, in the item's unit, in each of the weeks?"""

    item_id: UUID
    weekly_quantity: Decimal
    first_week: date
    weeks: int
    deadline: datetime


@transaction.atomic
def question_ask(*, actor: Actor, question: NewQuestion) -> Inquiry:
    """Ask the suppliers of an item, or of what it is made of; they ask theirs in turn.

    Raises NotFound, Invalid, DomainError NOBODY_TO_ASK, QUESTION_TOO_OFTEN.
    """
    require(actor, P.QUESTION_ASK)
    item = _lock_item(actor, question.item_id)
    asked = _checked(question, item)
    _check_rate(actor, item)
    inquiry = Inquiry(
        chain_id=item.chain_id, enterprise_id=actor.enterprise_id, item=item, item_number=item.number, unit=item.unit,
        weekly_quantity=asked.weekly_quantity, first_week=asked.first_week, weeks=asked.weeks,
        deadline=asked.deadline, created_at=now(), actor_name=actor.user_name,
    )  # fmt: skip
    desk = desk_of(actor, [item.number], ())
    need = need_of(desk, item.id)
    grown = branch_out(actor, inquiry, need, desk.parts, Sources(actor, need.bought))
    if not grown.questions:
        raise DomainError(errors.NOBODY_TO_ASK, field="itemId", item=item.number)
    journal = Journal(actor)
    journal.inquiries([inquiry], "opened")
    write_branches(journal, [inquiry], [grown])
    launch_travel()
    return inquiry


def _lock_item(actor: Actor, item_id: UUID) -> Item:
    """The item, locked: questions about it are counted one after the other."""
    mine = Item.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id, id=item_id)
    item = mine.first()
    if item is None:
        raise NotFound
    return item


def _checked(question: NewQuestion, item: Item) -> NewQuestion:
    quantity = check_quantity(question.weekly_quantity, item.unit, "weeklyQuantity")
    if quantity == 0:
        raise Invalid(errors.QUANTITY_ZERO, field="weeklyQuantity")
    first, this_week = monday_of(question.first_week), monday_of(today())
    if not this_week <= first <= this_week + FURTHEST:
        raise Invalid(
            errors.WEEK_OUT_OF_REACH, field="firstWeek", week=first.isoformat(), low=this_week.isoformat(),
            high=(this_week + FURTHEST).isoformat(),
        )  # fmt: skip
    rest = question.deadline - now()
    if not LEAST_TIME < rest <= LONGEST_TIME:
        raise Invalid(errors.DEADLINE_OUT_OF_REACH, field="deadline")
    weeks = check_range(question.weeks, "weeks", 1, MOST_WEEKS)
    return NewQuestion(item.id, quantity, first, weeks, question.deadline)


def _check_rate(actor: Actor, item: Item) -> None:
    """A limit on asking: it keeps answers from being narrowed down by many questions."""
    recent = Inquiry.objects.filter(
        enterprise_id=actor.enterprise_id, received__isnull=True, created_at__gt=now() - timedelta(days=1)
    )
    of_item = recent.filter(item=item).count()
    if of_item >= MOST_PER_ITEM or recent.count() >= MOST_PER_DAY:
        limit = MOST_PER_ITEM if of_item >= MOST_PER_ITEM else MOST_PER_DAY
        raise DomainError(errors.QUESTION_TOO_OFTEN, field="itemId", item=item.number, limit=limit)


@transaction.atomic
def question_withdraw(*, actor: Actor, inquiry_id: UUID, version: int) -> Inquiry:
    """Take back what one has asked; those below hear of it. Raises NotFound, Conflict, IllegalTransition."""
    require(actor, P.QUESTION_ASK)
    inquiry = lock_inquiry(actor, inquiry_id, version, is_own=True)
    withdraw_locked(actor, [inquiry])
    launch_travel()
    return inquiry


def lock_inquiry(actor: Actor, inquiry_id: UUID, version: int, *, is_own: bool) -> Inquiry:
    """An open inquiry, one's own or one that answers a question; raises NotFound, Conflict, IllegalTransition."""
    mine = Inquiry.objects.select_for_update(no_key=True, of=("self",)).filter(
        enterprise_id=actor.enterprise_id, received__isnull=is_own
    )
    inquiry = mine.select_related("received").filter(id=inquiry_id).first()
    if inquiry is None:
        raise NotFound
    status = QuestionStatus(inquiry.status)
    if status is not QuestionStatus.OPEN:
        names = QUESTION_STATUS_NAMES[status]
        raise IllegalTransition(
            allowed=[], state=names[1] if current_language() == "en" else names[0],
            action=QuestionAction.WITHDRAW.value if is_own else QuestionAction.ANSWER.value,
        )  # fmt: skip
    if inquiry.version != version:
        raise Conflict(current_version=inquiry.version, stated_version=version)
    return inquiry


def withdraw_locked(actor: Actor, inquiries: list[Inquiry]) -> None:
    """Close inquiries that need no answer any more, and the open questions they have asked."""
    below = Question.objects.select_for_update(no_key=True, of=("self",)).filter(
        buyer_id=actor.enterprise_id, branch__inquiry__in=inquiries, status=QuestionStatus.OPEN.value
    )
    questions = list(below.order_by("id"))
    for row in (*inquiries, *questions):
        status = next_question_status(QuestionStatus(row.status), QuestionAction.WITHDRAW)
        assert status is not None, "only open rows are withdrawn"
        row.status, row.version, row.closed_at = status.value, row.version + 1, now()
    changed = ["status", "version", "closed_at"]
    Inquiry.objects.bulk_update(inquiries, changed)
    Question.objects.bulk_update(questions, changed)
    journal = Journal(actor)
    journal.questions(questions, "withdrawn")
    journal.inquiries(inquiries, "withdrawn")
    journal.write()


@transaction.atomic
def inquiries_drop(*, actor: Actor, inquiry_ids: set[UUID]) -> int:
    """End the inquiries whose received question is closed from above, and what they have asked; how many."""
    mine = Inquiry.objects.select_for_update(no_key=True, of=("self",)).filter(
        enterprise_id=actor.enterprise_id, id__in=inquiry_ids, status=QuestionStatus.OPEN.value
    )
    stranded = list(mine.exclude(received__status=QuestionStatus.OPEN.value).order_by("id"))
    if stranded:
        withdraw_locked(actor, stranded)
    return len(stranded)
