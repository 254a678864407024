"""Reads of questions that travel up the chain."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.ids import found_or_none, sought_id
from api.types import Info
from common.paging import Order
from suppliers import models, selectors
from suppliers.graphql import enums
from suppliers.graphql.inputs import values
from suppliers.graphql.question_types import Inquiry, QuestionPolicy, ReceivedQuestion

_NEWEST = Order("newest", (("created_at", True), ("id", True)))
_URGENT = Order("urgent", (("urgency", False), ("created_at", True), ("id", True)))


class InquiryFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    statuses = graphene.List(graphene.NonNull(enums.QuestionStatus))
    item_id = graphene.ID()
    waits = graphene.Boolean(description="For an answer of a person of mine.")


def _filter(given: Any) -> selectors.InquiryFilter:
    given = given or {}
    item = given.get("item_id")
    return selectors.InquiryFilter(
        statuses=values(given.get("statuses")),
        item_id=None if item is None else sought_id(item),
        waits=bool(given.get("waits")),
    )


class QuestionQuery(graphene.ObjectType):
    inquiries = DomainConnection(
        Inquiry,
        permission=P.QUESTION_READ,
        order=_NEWEST,
        args={"filter": InquiryFilter()},
        description="What my enterprise has asked its chain, newest first.",
    )
    inquiry = permission_field(
        Inquiry, permission=P.QUESTION_READ, refuses=True, id=graphene.ID(required=True)
    )
    received_questions = DomainConnection(
        ReceivedQuestion,
        permission=P.QUESTION_READ,
        order=_URGENT,
        args={"filter": InquiryFilter()},
        description="Questions that have reached my enterprise; what waits for a person first.",
    )
    question_policy = permission_field(
        QuestionPolicy, permission=P.QUESTION_READ, refuses=True, required=True
    )

    @staticmethod
    def resolve_inquiries(root: None, info: Info, filter: Any = None) -> QuerySet[models.Inquiry]:
        return selectors.inquiries_asked(info.context.actor, _filter(filter))

    @staticmethod
    def resolve_inquiry(root: None, info: Info, id: str) -> models.Inquiry | None:
        return found_or_none(lambda key: selectors.inquiry_get(info.context.actor, key), id)

    @staticmethod
    def resolve_received_questions(root: None, info: Info, filter: Any = None) -> QuerySet[models.Inquiry]:
        return selectors.inquiries_received(info.context.actor, _filter(filter))

    @staticmethod
    def resolve_question_policy(root: None, info: Info) -> models.QuestionPolicy:
        return selectors.question_policy(info.context.actor)
