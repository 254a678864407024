"""Acts on questions that travel up the chain."""

from decimal import Decimal
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DateTime, DecimalString, Info, Payload
from common.ids import parse_id
from suppliers.graphql.enums import Verdict
from suppliers.graphql.question_types import Inquiry, QuestionPolicy, ReceivedQuestion
from suppliers.services.questions import answering, asking
from suppliers.states.questions import Verdict as VerdictValue


class InquiryPayload(Payload):
    inquiry = graphene.Field(Inquiry)


class ReceivedQuestionPayload(Payload):
    question = graphene.Field(ReceivedQuestion)


class QuestionPolicyPayload(Payload):
    policy = graphene.Field(QuestionPolicy)


class QuestionAsk(DomainMutation):
    """Ask what lies above an item of mine whether it can hold a quantity every week."""

    permission = P.QUESTION_ASK
    Output = InquiryPayload

    class Arguments:
        item_id = graphene.ID(required=True)
        weekly_quantity = DecimalString(required=True, description="In the item's unit.")
        first_week = Date(required=True, description="Any day names its week.")
        weeks = graphene.Int(required=True, description="1 to 26.")
        deadline = DateTime(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, item_id: str, **given: Any) -> dict[str, Any]:
        wanted = asking.NewQuestion(item_id=parse_id(item_id), **given)
        return {"inquiry": asking.question_ask(actor=actor, question=wanted)}


class QuestionWithdraw(DomainMutation):
    """Take a question back; all who were asked hear of it."""

    permission = P.QUESTION_ASK
    Output = InquiryPayload

    class Arguments:
        inquiry_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, inquiry_id: str, version: int) -> dict[str, Any]:
        done = asking.question_withdraw(actor=actor, inquiry_id=parse_id(inquiry_id), version=version)
        return {"inquiry": done}


class QuestionAnswer(DomainMutation):
    """My enterprise's own answer; with what comes from below it goes up as one result."""

    permission = P.QUESTION_ANSWER
    Output = ReceivedQuestionPayload

    class Arguments:
        inquiry_id = graphene.ID(required=True, description="Of the received question.")
        version = graphene.Int(required=True)
        verdict = Verdict(required=True)
        short_low = DecimalString(description="With SHORT: the low end of one of the question's steps.")
        note = graphene.String(description="Stays with us.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, inquiry_id: str, version: int, verdict: Any,
        short_low: Decimal | None = None, note: str | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        answer = answering.OwnAnswer(VerdictValue(verdict.value), short_low, note or "")
        done = answering.question_answer(
            actor=actor, inquiry_id=parse_id(inquiry_id), version=version, answer=answer
        )
        return {"question": done}


class QuestionPolicySet(DomainMutation):
    """What is answered by rule from now on, and whether my suppliers are asked in turn."""

    permission = P.SHARING_WRITE
    Output = QuestionPolicyPayload

    class Arguments:
        version = graphene.Int(required=True, description="0 where it was never set.")
        by_capacity = graphene.Boolean(required=True)
        by_stock = graphene.Boolean(required=True)
        passes_on = graphene.Boolean(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, **given: Any) -> dict[str, Any]:
        return {"policy": answering.question_policy_set(actor=actor, **given)}
