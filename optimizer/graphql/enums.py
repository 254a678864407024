"""Enums of the market, taken from the tables of the domain."""

import graphene

from optimizer import states
from optimizer.states import planning, reasons, scenarios

ListingSide = graphene.Enum.from_enum(
    states.ListingSide, name="ListingSide", description="What is offered or needed."
)
MarketKind = graphene.Enum.from_enum(
    states.MarketKind, name="MarketKind", description="Capacity ends in an order, a reserve in a loan."
)
MarketSubject = graphene.Enum.from_enum(
    states.MarketSubject, name="MarketSubject", description="A process, or a material."
)
ListingStatus = graphene.Enum.from_enum(
    states.ListingStatus,
    name="ListingStatus",
    description="Whether a listing takes part in rounds: OPEN does.",
)
MarketProposalStatus = graphene.Enum.from_enum(
    states.ProposalStatus,
    name="MarketProposalStatus",
    description="My side's view; before AGREED it tells nothing of the other's answer.",
)
LoanStatus = graphene.Enum.from_enum(
    states.LoanStatus, name="LoanStatus", description="How far a loan has come."
)
LoanAct = graphene.Enum.from_enum(
    states.LoanAct,
    name="LoanAct",
    description="HAND_OVER and TAKE_BACK are the lender's, RECEIVE and RETURN the borrower's.",
)
Certificate = graphene.Enum.from_enum(
    states.Certificate, name="Certificate", description="Certificates of a plant that a need may ask for."
)
DemandKind = graphene.Enum.from_enum(
    planning.DemandKind,
    name="DemandKind",
    description="ORDER: a customer's; FORECAST: expected, orders of the week eat it up.",
)
PlanStatus = graphene.Enum.from_enum(
    planning.PlanStatus,
    name="PlanStatus",
    description="STOPPED: ended by a person, with the best plan so far.",
)
AssumptionKind = graphene.Enum.from_enum(
    scenarios.AssumptionKind,
    name="AssumptionKind",
    description="What a scenario takes otherwise: DEMAND, PRICE, HOURS in percent, SUPPLY in pieces, LEAD_TIME in weeks.",
)
ReasonSubject = graphene.Enum.from_enum(
    reasons.ReasonSubject,
    name="ReasonSubject",
    description="DEMAND: why it is late; ORDER: why it is as it is; OPTION: why a source is not ordered from.",
)
