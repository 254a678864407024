"""A person answers for the enterprise, and what may be answered without one."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now
from common.errors import Conflict, DomainError, Invalid
from suppliers import errors
from suppliers.models import Inquiry, QuestionPolicy
from suppliers.rules.questions import shortage_steps
from suppliers.services.inputs import clean_text
from suppliers.services.questions.asking import lock_inquiry
from suppliers.services.questions.launching import launch_travel
from suppliers.services.questions.records import Journal
from suppliers.services.questions.settling import settle_locked
from suppliers.services.recording import plain
from suppliers.states.questions import AnsweredBy, Verdict

POLICY = ("by_capacity", "by_stock", "passes_on")


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What a person says. `short_low`: the low end of the range the shortage lies in. `note` stays in the house."""

    verdict: Verdict
    short_low: Decimal | None = None
    note: str = ""


@transaction.atomic
def question_answer(*, actor: Actor, inquiry_id: UUID, version: int, answer: OwnAnswer) -> Inquiry:
    """The enterprise's own answer; with what comes from below it goes up as one result.

    Raises NotFound, Conflict, IllegalTransition, Invalid, DomainError QUESTION_ANSWERED, QUESTION_DUE.
    """
    require(actor, P.QUESTION_ANSWER)
    inquiry = lock_inquiry(actor, inquiry_id, version, is_own=False)
    if inquiry.own_by:
        raise DomainError(errors.QUESTION_ANSWERED, field="inquiryId")
    if inquiry.deadline <= now():
        raise DomainError(errors.QUESTION_DUE, field="inquiryId", at=f"{inquiry.deadline:%Y-%m-%d %H:%M} UTC")
    inquiry.own_short_low, inquiry.own_short_high = _range(inquiry, answer)
    inquiry.own_verdict, inquiry.own_by = answer.verdict.value, AnsweredBy.PERSON.value
    inquiry.note = clean_text(answer.note, "note", limit=200)
    inquiry.actor_name = actor.user_name
    inquiry.version += 1
    inquiry.save(force_update=True)
    journal = Journal(actor)
    journal.inquiries([inquiry], "answered")
    settle_locked(actor, journal, [inquiry])
    journal.write()
    launch_travel()
    return inquiry


def _range(inquiry: Inquiry, answer: OwnAnswer) -> tuple[Decimal | None, Decimal | None]:
    """The step a shortage lies in; raises Invalid for one that is not on the grid."""
    if answer.verdict is not Verdict.SHORT:
        return None, None
    for low, high in shortage_steps(inquiry.weekly_quantity):
        if low == answer.short_low:
            return low, high
    known = [f"{low:f}" for low, _ in shortage_steps(inquiry.weekly_quantity)]
    raise Invalid(errors.SHORTAGE_NOT_ON_GRID, field="shortLow", known="、".join(known), allowed=known)


@transaction.atomic
def question_policy_set(
    *, actor: Actor, version: int, by_capacity: bool, by_stock: bool, passes_on: bool
) -> QuestionPolicy:
    """What is answered by rule, and whether suppliers are asked in turn, from now on. Raises Conflict."""
    require(actor, P.SHARING_WRITE)
    rows = QuestionPolicy.objects.select_for_update().filter(enterprise_id=actor.enterprise_id)
    policy = rows.first() or QuestionPolicy(enterprise_id=actor.enterprise_id)
    if policy.version != version:
        raise Conflict(current_version=policy.version, stated_version=version)
    before = plain(policy, POLICY) if policy.version else None
    policy.by_capacity, policy.by_stock, policy.passes_on = by_capacity, by_stock, passes_on
    policy.version += 1
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError:
        raise Conflict(current_version=1, stated_version=version) from None
    audit.record(
        actor, action="suppliers.question.policy_set", subject_type="suppliers.QuestionPolicy", subject_id=policy.id,
        before=before, after=plain(policy, POLICY),
    )  # fmt: skip
    return policy
