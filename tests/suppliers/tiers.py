"""Chains of any shape for the tests and the benchmark: members, who buys what from whom, capacity and policies.

Needs a committed database: the travel job looks at it through the system role. Every member makes one product,
`M-<name>`, from what it buys; its one capacity group takes one hour a piece.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.actor import Actor, system_actor
from common.clock import now, today
from common.ids import make_uscc, new_id
from suppliers.models import (
    BomLine,
    CapacityGroup,
    CapacityShare,
    CapacityUsage,
    CapacityWeek,
    Inquiry,
    Item,
    Partnership,
    Question,
    QuestionPolicy,
    SourceOption,
)
from suppliers.rules import monday_of
from suppliers.services.questions.asking import NewQuestion, question_ask
from suppliers.services.questions.travel import travel
from tenancy.context import acting_as, system_access
from tenancy.models import Chain, Enterprise, KnownParty, Site

WEEKS = 8


def this_week() -> date:
    return monday_of(today())


@dataclass
class Member:
    """An enterprise of the chain under test."""

    name: str
    id: UUID
    actor: Actor
    product: Item
    group: CapacityGroup
    bought: dict[str, Item] = field(default_factory=dict)


class Tiers:
    """A chain of its own, grown member by member."""

    def __init__(self) -> None:
        self.members: dict[str, Member] = {}
        self.partnerships: dict[tuple[str, str], Partnership] = {}
        self._number = 500
        with system_access("test"):
            leader = self._enterprise("root")
            self.chain = Chain.objects.using("system").create(
                leader_id=leader.id, name="逐级", name_en="tiers"
            )
        self._furnish("root", leader.id)

    def _enterprise(self, name: str) -> Enterprise:
        self._number += 1
        return Enterprise.objects.using("system").create(
            uscc=make_uscc(self._number), name=f"{name} 公司", name_en=f"{name} Ltd.", short_name=name,
            short_name_en=name, region="两江新区",
        )  # fmt: skip

    def _furnish(self, name: str, enterprise_id: UUID) -> None:
        base: dict[str, Any] = {"chain_id": self.chain.id, "enterprise_id": enterprise_id}
        with acting_as(enterprise_id):
            site = Site.objects.create(
                enterprise_id=enterprise_id,
                code="P1",
                name=f"{name}厂",
                name_en=name,
                kind="plant",
                address="渝",
            )
            product = Item.objects.create(
                number=f"M-{name}", name=f"产品 {name}", unit="H87", kind="MAKE", **base
            )
            group = CapacityGroup.objects.create(site=site, code=f"G-{name}", name="线", **base)
            CapacityUsage.objects.create(group=group, item=product, per_piece=Decimal(1), **base)
        self.members[name] = Member(name, enterprise_id, system_actor(enterprise_id, name), product, group)

    def member(
        self, name: str, *, free: int | None = 1000, rule: bool = True, passes_on: bool = True
    ) -> Member:
        """A member with so many free pieces a week; None: nothing planned."""
        with system_access("test"):
            enterprise = self._enterprise(name)
        self._furnish(name, enterprise.id)
        made = self.members[name]
        with acting_as(made.id):
            QuestionPolicy.objects.create(
                enterprise_id=made.id, by_capacity=rule, passes_on=passes_on, version=1
            )
        if free is not None:
            self.plan(name, Decimal(free))
        return made

    def plan(self, name: str, free: Decimal, *, agreed_with: Partnership | None = None) -> None:
        """The same capacity in each of the coming weeks, wholly free but for a share of 40."""
        made = self.members[name]
        base: dict[str, Any] = {"chain_id": self.chain.id, "enterprise_id": made.id}
        with acting_as(made.id):
            weeks = CapacityWeek.objects.bulk_create(
                [
                    CapacityWeek(
                        group=made.group, week=this_week() + timedelta(weeks=n), as_of=now(), source="TYPED",
                        maximum=free + (40 if agreed_with else 0), **base,
                    )
                    for n in range(WEEKS)
                ],
                update_conflicts=True, unique_fields=["enterprise", "group", "week"], update_fields=["maximum", "as_of"],
            )  # fmt: skip
            if agreed_with is not None:
                CapacityShare.objects.bulk_create(
                    CapacityShare(capacity_week=week, partnership=agreed_with, agreed=Decimal(40), **base)
                    for week in weeks
                )

    def buys(
        self, buyer: str, supplier: str, per: int = 1, *, status: str = "active", into: str = ""
    ) -> Partnership:
        """The buyer's product takes `per` of the supplier's. `into`: as another source of that supplier's part."""
        one, other = self.members[buyer], self.members[supplier]
        with system_access("test"):
            for viewer, subject in ((one, other), (other, one)):
                KnownParty.objects.using("system").get_or_create(
                    viewer_id=viewer.id, subject_id=subject.id, chain_id=self.chain.id
                )
        base: dict[str, Any] = {"chain_id": self.chain.id, "enterprise_id": one.id}
        with acting_as(one.id):
            partnership = Partnership.objects.create(
                chain_id=self.chain.id, buyer_id=one.id, supplier_id=other.id, status=status, created_at=now(),
                changed_at=now(), supplier_code=new_id().hex[:8],
            )  # fmt: skip
            part = one.bought.get(into or supplier)
            if part is None:
                part = Item.objects.create(
                    number=f"B-{supplier}", name=f"部件 {supplier}", unit="H87", **base
                )
                one.bought[supplier] = part
                BomLine.objects.create(parent=one.product, component=part, quantity_per=Decimal(per), **base)
            SourceOption.objects.create(
                partnership=partnership, item=part, supplier_item_number=other.product.number, unit_price=Decimal(1),
                **base,
            )  # fmt: skip
        self.partnerships[buyer, supplier] = partnership
        return partnership

    def ask(
        self, quantity: int | Decimal = 100, *, weeks: int = 4, by: str = "root", travels: bool = True
    ) -> Inquiry:
        """Ask from the top, let it travel, and read what has come up."""
        asker = self.members[by]
        wanted = NewQuestion(
            asker.product.id, Decimal(quantity), this_week(), weeks, now() + timedelta(days=2)
        )
        with acting_as(asker.id):
            inquiry = question_ask(actor=asker.actor, question=wanted)
        if travels:
            travel()
        return self.read(inquiry)

    def read(self, inquiry: Inquiry) -> Inquiry:
        with acting_as(inquiry.enterprise_id):
            return Inquiry.objects.get(id=inquiry.id)

    def inbox(self, name: str) -> Inquiry:
        """The one inquiry with which a member answers."""
        with acting_as(self.members[name].id):
            return Inquiry.objects.get(enterprise_id=self.members[name].id, received__isnull=False)

    def questions(self, name: str) -> Sequence[Question]:
        """Questions a member can read at all."""
        with acting_as(self.members[name].id):
            return list(Question.objects.order_by("created_at", "id"))
