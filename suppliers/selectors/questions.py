"""Reads of questions: one's own inquiries, those one answers, and what may be answered by rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Case, Count, IntegerField, QuerySet, When

from accounts.actor import Actor
from common.clock import now
from common.errors import NotFound
from suppliers.models import Inquiry, InquiryBranch, Question, QuestionPolicy
from suppliers.states.questions import QuestionStatus

REPEATED_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class InquiryFilter:
    """Conditions on inquiries; empty means no condition. `waits`: for a person of ours."""

    statuses: tuple[str, ...] = ()
    item_id: UUID | None = None
    waits: bool = False


def _filtered(rows: QuerySet[Inquiry], wanted: InquiryFilter) -> QuerySet[Inquiry]:
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.item_id is not None:
        rows = rows.filter(item_id=wanted.item_id)
    if wanted.waits:
        rows = rows.filter(status=QuestionStatus.OPEN.value, own_by="")
    # What waits for a person comes first, then what is still on its way.
    is_open, is_closed = When(status=QuestionStatus.OPEN.value, own_by="", then=0), 2
    is_running = When(status=QuestionStatus.OPEN.value, then=1)
    return rows.annotate(urgency=Case(is_open, is_running, default=is_closed, output_field=IntegerField()))


def inquiries_asked(actor: Actor, filter: InquiryFilter | None = None) -> QuerySet[Inquiry]:
    """What the acting enterprise has asked for itself."""
    rows = Inquiry.objects.filter(enterprise_id=actor.enterprise_id, received__isnull=True)
    return _filtered(rows, filter or InquiryFilter())


def inquiries_received(actor: Actor, filter: InquiryFilter | None = None) -> QuerySet[Inquiry]:
    """Questions that have reached the acting enterprise, each with what it does about it."""
    rows = Inquiry.objects.filter(enterprise_id=actor.enterprise_id, received__isnull=False)
    return _filtered(rows, filter or InquiryFilter()).select_related("received")


def inquiry_get(actor: Actor, inquiry_id: UUID) -> Inquiry:
    """One thing the acting enterprise has asked for itself; raises NotFound."""
    inquiry = inquiries_asked(actor).filter(id=inquiry_id).first()
    if inquiry is None:
        raise NotFound
    return inquiry


def hops_of_inquiries(actor: Actor, inquiry_ids: Iterable[UUID]) -> QuerySet[InquiryBranch]:
    """Whom the inquiries went on to, with the questions."""
    rows = InquiryBranch.objects.filter(enterprise_id=actor.enterprise_id, inquiry_id__in=set(inquiry_ids))
    return rows.select_related("question", "component").order_by("component__number", "id")


def repeats_by_item(actor: Actor, pairs: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], int]:
    """How often a partner has asked about an item within 30 days, by (partnership, number)."""
    wanted = set(pairs)
    rows = Question.objects.filter(
        supplier_id=actor.enterprise_id, partnership_id__in={p for p, _ in wanted},
        item_number__in={n for _, n in wanted}, created_at__gt=now() - REPEATED_WITHIN,
    )  # fmt: skip
    counts = rows.order_by().values_list("partnership_id", "item_number").annotate(Count("id"))
    return {(partnership, number): count for partnership, number, count in counts}


def question_policy(actor: Actor) -> QuestionPolicy:
    """What the acting enterprise lets be answered by rule, or what holds until it decides."""
    found = QuestionPolicy.objects.filter(enterprise_id=actor.enterprise_id).first()
    return found or QuestionPolicy(enterprise_id=actor.enterprise_id)
