"""Enums of orders, taken from the tables of the domain so that both can never differ."""

import graphene

from orders import states

ScheduleLineStatus = graphene.Enum.from_enum(
    states.ScheduleStatus,
    name="ScheduleLineStatus",
    description="State of a schedule line; a line's and an order's are those of their least advanced schedule line.",
)
ReasonCode = graphene.Enum.from_enum(
    states.Reason, name="ReasonCode", description="Why something was countered, rejected, cancelled or late."
)
Cause = graphene.Enum.from_enum(
    states.Cause, name="Cause", description="The side a change or a lateness is charged to."
)
LedgerKind = graphene.Enum.from_enum(
    states.LedgerKind, name="LedgerKind", description="What an entry of the promise ledger records."
)
ProposalStatus = graphene.Enum.from_enum(
    states.ProposalStatus, name="ProposalStatus", description="Where a change proposal stands."
)
OrderSource = graphene.Enum.from_enum(
    states.OrderSource, name="OrderSource", description="How an order came into being."
)
AsnStatus = graphene.Enum.from_enum(
    states.AsnStatus, name="AsnStatus", description="Where a ship notice stands."
)
AnswerKind = graphene.Enum.from_enum(
    states.AnswerKind,
    name="AnswerKind",
    description="ACCEPT: in full on the requested day. SPLIT: parts; a missing rest is backordered."
    " COUNTER: other quantity, day or price. REJECT: with reason.",
)
DecisionKind = graphene.Enum.from_enum(
    states.DecisionKind, name="DecisionKind", description="What the other side says to a change proposal."
)
