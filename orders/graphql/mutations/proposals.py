"""Decisions on change proposals."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.fields import AnyOf
from api.mutation import DomainMutation
from api.types import DomainErrorType, Info, Payload
from common.ids import parse_id
from orders.graphql import inputs
from orders.graphql.types.proposals import ChangeProposal
from orders.graphql.types.schedule_lines import ScheduleLine
from orders.services import proposals


class DecisionResult(graphene.ObjectType):
    """One item of the act; after a COUNTER `proposal` is the new one."""

    proposal_id = graphene.ID(required=True)
    proposal = graphene.Field(ChangeProposal)
    schedule_line = graphene.Field(ScheduleLine)
    errors = graphene.List(graphene.NonNull(DomainErrorType), required=True)


class DecisionsPayload(Payload):
    results = graphene.List(graphene.NonNull(DecisionResult), required=True)


class ProposalsDecide(DomainMutation):
    """Decide proposals of the other side, many in one act; each takes effect or is refused by itself."""

    permission = P.ORDER_DECIDE
    Output = DecisionsPayload

    class Arguments:
        decisions = graphene.List(graphene.NonNull(inputs.DecisionInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, decisions: Any) -> dict[str, Any]:
        done = proposals.proposals_decide(
            actor=actor, decisions=[inputs.decision(given) for given in decisions]
        )
        results = [
            {
                "proposal_id": given.proposal_id,
                "proposal": result.proposal,
                "schedule_line": result.schedule_line,
                "errors": [] if result.error is None else [result.error],
            }
            for given, result in zip(decisions, done, strict=True)
        ]
        return {"results": results}


class ProposalPayload(Payload):
    proposal = graphene.Field(ChangeProposal)
    schedule_line = graphene.Field(ScheduleLine)


class ProposalWithdraw(DomainMutation):
    """Take back one's own open proposal."""

    permission = AnyOf(P.ORDER_ANSWER, P.ORDER_WRITE)
    Output = ProposalPayload

    class Arguments:
        proposal_id = graphene.ID(required=True)
        version = graphene.Int(required=True, description="Of the schedule line.")

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, proposal_id: str, version: int) -> dict[str, Any]:
        done = proposals.proposal_withdraw(actor=actor, proposal_id=parse_id(proposal_id), version=version)
        return {"proposal": done.proposal, "schedule_line": done.schedule_line}
