"""From a need to questions: which suppliers of which components are asked, how much, until when."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count

from accounts.actor import Actor
from common.clock import now, today
from suppliers.models import Inquiry, InquiryBranch, Question, SourceOption
from suppliers.rules import ordering_block
from suppliers.rules.questions import MOST_PER_PARTNER, deadline_below, raised
from suppliers.selectors.desks import Part
from suppliers.services.questions.needs import Need
from suppliers.states import PartnershipStatus


@dataclass(slots=True)
class Branches:
    """What an inquiry grows: branches, and the questions of those that are alive."""

    branches: list[InquiryBranch]
    questions: list[Question]


class Sources:
    """Approved sources of bought items, and how often each has been asked today."""

    def __init__(self, actor: Actor, item_ids: Collection[UUID]) -> None:
        self._by_item: defaultdict[UUID, list[SourceOption]] = defaultdict(list)
        self._asked: Counter[tuple[UUID, str]] = Counter()
        if not item_ids:
            return
        rows = SourceOption.objects.filter(
            enterprise_id=actor.enterprise_id, item_id__in=item_ids, is_approved=True
        )
        for source in rows.select_related("partnership").order_by("id"):
            self._by_item[source.item_id].append(source)
        recent = Question.objects.filter(
            buyer_id=actor.enterprise_id, created_at__gt=now() - timedelta(days=1)
        )
        counts = recent.order_by().values_list("partnership_id", "item_number").annotate(Count("id"))
        self._asked.update({(partnership, number): count for partnership, number, count in counts})

    def of(self, item_id: UUID) -> list[SourceOption]:
        return self._by_item[item_id]

    def may_ask(self, source: SourceOption) -> bool:
        """Alive: an active partnership, a number both know, and not asked too often today."""
        partnership, number = source.partnership, source.supplier_item_number
        is_open = (
            ordering_block(PartnershipStatus(partnership.status), partnership.valid_until, today()) is None
        )
        return is_open and bool(number) and self._asked[partnership.id, number] < MOST_PER_PARTNER

    def note(self, source: SourceOption) -> None:
        self._asked[source.partnership_id, source.supplier_item_number] += 1


def branch_out(
    actor: Actor, inquiry: Inquiry, need: Need, items: Mapping[UUID, Part], sources: Sources
) -> Branches:
    """Unsaved branches and questions of an inquiry. A source that cannot be asked is a dead branch, and so is a
    component without a source.

    One's own question keeps its deadline; what is passed on gets an earlier one.
    """
    grown = Branches([], [])
    deadline = inquiry.deadline
    if inquiry.received_id is not None:
        below = deadline_below(deadline, now())
        if below is None:
            return grown
        deadline = below
    for item_id, per_piece in need.bought.items():
        item = items[item_id]
        options: Sequence[SourceOption | None] = sources.of(item_id) or [None]
        for source in options:
            branch = InquiryBranch(
                chain_id=inquiry.chain_id, enterprise_id=actor.enterprise_id, inquiry=inquiry, component_id=item.id,
                per_piece=per_piece,
            )  # fmt: skip
            if source is not None and sources.may_ask(source):
                sources.note(source)
                branch.question = _question(inquiry, source, item, branch)
                branch.question.deadline = deadline
                grown.questions.append(branch.question)
            grown.branches.append(branch)
    return grown


def _question(inquiry: Inquiry, source: SourceOption, item: Part, branch: InquiryBranch) -> Question:
    return Question(
        chain_id=source.chain_id, buyer_id=inquiry.enterprise_id, supplier_id=source.partnership.supplier_id,
        partnership_id=source.partnership_id, item_number=source.supplier_item_number, unit=item.unit,
        weekly_quantity=raised(inquiry.weekly_quantity * branch.per_piece, item.unit), first_week=inquiry.first_week,
        weeks=inquiry.weeks, created_at=now(),
    )  # fmt: skip
