"""The supplier's answers."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import DomainErrorType, Info, Payload
from common.ids import parse_id
from orders.graphql import inputs
from orders.graphql.mutations.schedule_lines import SchedulePayload
from orders.graphql.types.schedule_lines import ScheduleLine
from orders.selectors import schedule_line_get
from orders.services import answers as services
from orders.services.backorders import backorder_promise


class AnswerOutcome(graphene.Enum):
    """What became of one answer."""

    CONFIRMED = "CONFIRMED"
    PART_CONFIRMED = "PART_CONFIRMED"
    COUNTERED = "COUNTERED"
    REJECTED = "REJECTED"
    REFUSED = "REFUSED"


class AnswerResult(graphene.ObjectType):
    """One item of the act: its schedule lines in their new state (split-off ones included), or its errors."""

    schedule_line_id = graphene.ID(required=True)
    outcome = AnswerOutcome(required=True)
    schedule_lines = graphene.List(graphene.NonNull(ScheduleLine), required=True)
    errors = graphene.List(graphene.NonNull(DomainErrorType), required=True)


class AnswersPayload(Payload):
    results = graphene.List(graphene.NonNull(AnswerResult), required=True)


class ScheduleLinesAnswer(DomainMutation):
    """Answer schedule lines, many in one act; each takes effect or is refused by itself."""

    permission = P.ORDER_ANSWER
    Output = AnswersPayload

    class Arguments:
        answers = graphene.List(graphene.NonNull(inputs.AnswerInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, answers: Any) -> dict[str, Any]:
        done = services.schedule_lines_answer(
            actor=actor, answers=[inputs.answer(given) for given in answers]
        )
        results = [
            {
                "schedule_line_id": given.schedule_line_id,
                "outcome": result.outcome,
                "schedule_lines": result.schedule_lines,
                "errors": [] if result.error is None else [result.error],
            }
            for given, result in zip(answers, done, strict=True)
        ]
        return {"results": results}


class AnswerDraftSave(DomainMutation):
    """Keep an unsent answer for later; only the supplier sees it."""

    permission = P.ORDER_ANSWER
    Output = SchedulePayload

    class Arguments:
        answer = inputs.AnswerInput(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, answer: Any) -> dict[str, Any]:
        line_id = parse_id(answer.schedule_line_id)
        services.answer_draft_save(
            actor=actor, schedule_line_id=line_id, content=inputs.answer_content(answer)
        )
        return {"schedule_line": schedule_line_get(actor, line_id)}


class RejectionWithdraw(DomainMutation):
    """The supplier takes a rejection back before the buyer has closed the line."""

    permission = P.ORDER_ANSWER
    Output = SchedulePayload

    class Arguments:
        schedule_line_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, schedule_line_id: str, version: int) -> dict[str, Any]:
        line = services.rejection_withdraw(
            actor=actor, schedule_line_id=parse_id(schedule_line_id), version=version
        )
        return {"schedule_line": line}


class BackorderPayload(Payload):
    schedule_lines = graphene.List(graphene.NonNull(ScheduleLine), required=True)


class BackorderPromise(DomainMutation):
    """Promise days for what was left backordered."""

    permission = P.ORDER_ANSWER
    Output = BackorderPayload

    class Arguments:
        schedule_line_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        parts = graphene.List(graphene.NonNull(inputs.PartInput), required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, schedule_line_id: str, version: int, parts: Any
    ) -> dict[str, Any]:
        lines = backorder_promise(
            actor=actor,
            schedule_line_id=parse_id(schedule_line_id),
            version=version,
            parts=inputs.parts(parts),
        )
        return {"schedule_lines": lines}
