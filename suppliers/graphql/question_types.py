"""Types of questions that travel up the chain."""

from decimal import Decimal
from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import Date, DateTime, DecimalString, Info
from api.values import unit_name
from suppliers import models
from suppliers.graphql import enums, loaders
from suppliers.graphql.question_loaders import HopsByInquiryLoader, RepeatsLoader
from suppliers.graphql.types import Item
from suppliers.rules.questions import shortage_steps
from suppliers.states.questions import QuestionStatus
from tenancy.graphql.loaders import PartyByIdLoader
from tenancy.graphql.types import Party


class AskedFields:
    """What is asked, and what has come up."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    item_number = graphene.String(required=True)
    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    weekly_quantity = DecimalString(required=True, description="In each of the weeks.")
    first_week = Date(required=True, description="A Monday.")
    weeks = graphene.Int(required=True)
    deadline = DateTime(required=True)
    status = enums.QuestionStatus(required=True)
    created_at = DateTime(required=True)
    closed_at = DateTime()

    @staticmethod
    def resolve_unit_name(row: models.Question | models.Inquiry, info: Info) -> str:
        return unit_name(row.unit)


class AnswerFields:
    """A coarse answer: a verdict, a range of the fixed grid, and how complete it is."""

    verdict = enums.Verdict(description="As far as was answered.")
    short_low = DecimalString(description="Of a shortage a week; included.")
    short_high = DecimalString(description="Of a shortage a week; not included.")
    depth = graphene.Int(description="Hops from which answers came.")
    share = graphene.Int(description="Percent that answered, in quarters.")
    tombstones = enums.Tombstones()

    @staticmethod
    def resolve_verdict(row: models.Question | models.Inquiry, info: Info) -> str | None:
        return row.verdict or None

    @staticmethod
    def resolve_tombstones(row: models.Question | models.Inquiry, info: Info) -> str | None:
        return row.tombstones or None


class Question(AskedFields, AnswerFields, graphene.ObjectType):
    """One hop between two partners, and the combined answer that came up on it."""

    supplier = graphene.Field(Party, required=True)
    buyer = graphene.Field(Party, required=True)

    @staticmethod
    def resolve_supplier(row: models.Question, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.supplier_id)

    @staticmethod
    def resolve_buyer(row: models.Question, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.buyer_id)


class InquiryHop(graphene.ObjectType):
    """Whom an inquiry of mine went on to; without a question where nobody could be asked."""

    id = graphene.ID(required=True)
    component_number = graphene.String(required=True)
    component_name = graphene.String(required=True)
    component_name_en = graphene.String(required=True)
    question = graphene.Field(Question)

    @staticmethod
    def resolve_component_number(row: models.InquiryBranch, info: Info) -> str:
        return str(row.component.number)

    @staticmethod
    def resolve_component_name(row: models.InquiryBranch, info: Info) -> str:
        return str(row.component.name)

    @staticmethod
    def resolve_component_name_en(row: models.InquiryBranch, info: Info) -> str:
        return str(row.component.name_en)


class InquiryFields(AskedFields):
    item = permission_field(Item, permission=P.ITEM_READ, description="My item; none for an unknown number.")
    hops = graphene.List(graphene.NonNull(InquiryHop), required=True)
    hop_count = graphene.Int(required=True, description="My suppliers this went on to or could not.")
    closed_hop_count = graphene.Int(required=True, description="Of these, those that are through.")

    @staticmethod
    def resolve_item(row: models.Inquiry, info: Info) -> Any:
        if row.item_id is None:
            return None
        return info.context.loaders.get(loaders.ItemByIdLoader).load(row.item_id)

    @staticmethod
    def resolve_hops(row: models.Inquiry, info: Info) -> Any:
        return info.context.loaders.get(HopsByInquiryLoader).load(row.id)

    @staticmethod
    def resolve_hop_count(row: models.Inquiry, info: Info) -> Any:
        return info.context.loaders.get(HopsByInquiryLoader).load(row.id).then(len)

    @staticmethod
    def resolve_closed_hop_count(row: models.Inquiry, info: Info) -> Any:
        def closed(hops: list[models.InquiryBranch]) -> int:
            return sum(h.question is None or h.question.status != QuestionStatus.OPEN for h in hops)

        return info.context.loaders.get(HopsByInquiryLoader).load(row.id).then(closed)


class Inquiry(InquiryFields, AnswerFields, graphene.ObjectType):
    """What my enterprise has asked its chain, and what has come up."""

    actor_name = graphene.String(required=True)


class ShortageStep(graphene.ObjectType):
    """A range a shortage may be told in."""

    low = DecimalString(required=True)
    high = DecimalString(required=True)


class ReceivedQuestion(InquiryFields, graphene.ObjectType):
    """A question that has reached my enterprise, and what it does about it. Private but for `sent`."""

    asker = graphene.Field(Party, required=True)
    own_verdict = enums.Verdict(description="Of my enterprise itself.")
    own_short_low = DecimalString()
    own_short_high = DecimalString()
    own_by = enums.AnsweredBy()
    note = graphene.String(required=True, description="Stays with us.")
    actor_name = graphene.String(required=True)
    repeats = graphene.Int(required=True, description="How often this partner has asked about it in 30 days.")
    shortage_steps = graphene.List(graphene.NonNull(ShortageStep), required=True)
    sent = graphene.Field(
        Question, description="The question between us, with the result once it has gone up."
    )

    @staticmethod
    def resolve_asker(row: models.Inquiry, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(_received(row).buyer_id)

    @staticmethod
    def resolve_own_verdict(row: models.Inquiry, info: Info) -> str | None:
        return row.own_verdict or None

    @staticmethod
    def resolve_own_by(row: models.Inquiry, info: Info) -> str | None:
        return row.own_by or None

    @staticmethod
    def resolve_repeats(row: models.Inquiry, info: Info) -> Any:
        key = (_received(row).partnership_id, row.item_number)
        return info.context.loaders.get(RepeatsLoader).load(key).then(lambda count: count or 0)

    @staticmethod
    def resolve_shortage_steps(row: models.Inquiry, info: Info) -> list[dict[str, Decimal]]:
        steps = shortage_steps(row.weekly_quantity)
        return [{"low": low, "high": high} for low, high in steps]

    @staticmethod
    def resolve_sent(row: models.Inquiry, info: Info) -> models.Question:
        return _received(row)


def _received(row: models.Inquiry) -> models.Question:
    assert row.received is not None, "a received question"
    found: models.Question = row.received
    return found


class QuestionPolicy(graphene.ObjectType):
    """What my enterprise lets be answered without a person, and whether it asks its own suppliers in turn."""

    version = graphene.Int(required=True, description="0 until it is set.")
    by_capacity = graphene.Boolean(required=True)
    by_stock = graphene.Boolean(required=True)
    passes_on = graphene.Boolean(required=True)
