"""Acts on listings, proposals and loans."""

from decimal import Decimal
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DecimalString, Info, Payload
from common.ids import parse_id
from optimizer import states
from optimizer.graphql import enums
from optimizer.graphql.forecasting_mutations import ForecastingMutation
from optimizer.graphql.planning_mutations import PlanningMutation
from optimizer.graphql.planning_terms import PlanningTermsMutation
from optimizer.graphql.scenarios import ScenarioMutation
from optimizer.graphql.types import Loan, MarketListing, MarketProposal
from optimizer.services.listings import ListingValues, listing_save, listing_withdraw
from optimizer.services.loans import loan_move
from optimizer.services.proposals import proposal_answer, proposal_order


class MarketListingInput(graphene.InputObjectType):
    """An offer or a need; prices in yuan per unit without tax, distances in km."""

    side = enums.ListingSide(required=True)
    kind = enums.MarketKind(required=True)
    subject = enums.MarketSubject(required=True)
    grade = graphene.String()
    item_id = graphene.ID(description="My item; not needed to offer capacity.")
    site_id = graphene.ID(required=True)
    first_week = Date(required=True, description="Any day of the week.")
    last_week = Date(required=True, description="Any day of the week.")
    quantity_low = graphene.Int(required=True)
    quantity_high = graphene.Int(required=True)
    unit = graphene.String(required=True)
    price_limit = DecimalString(required=True)
    tolerance_grade = graphene.Int()
    certificates = graphene.List(graphene.NonNull(enums.Certificate))
    farthest = graphene.Int(description="Of a need: one of the steps.")
    transport_rate = DecimalString()
    excluded_ids = graphene.List(graphene.NonNull(graphene.ID), description="Enterprises I never meet.")
    note = graphene.String(description="For my own people.")


def _values(given: Any) -> ListingValues:
    item = given.get("item_id")
    return ListingValues(
        side=states.ListingSide(given["side"].value),
        kind=states.MarketKind(given["kind"].value),
        subject=states.MarketSubject(given["subject"].value),
        site_id=parse_id(given["site_id"]),
        first_week=given["first_week"],
        last_week=given["last_week"],
        quantity_low=given["quantity_low"],
        quantity_high=given["quantity_high"],
        price_limit=given["price_limit"],
        unit=given["unit"],
        grade=given.get("grade") or "",
        item_id=None if item is None else parse_id(item),
        tolerance_grade=given.get("tolerance_grade"),
        certificates=[c.value for c in given.get("certificates") or ()],
        farthest=given.get("farthest"),
        transport_rate=given.get("transport_rate") or Decimal(0),
        excluded_ids=[parse_id(e) for e in given.get("excluded_ids") or ()],
        note=given.get("note") or "",
    )


class MarketListingPayload(Payload):
    listing = graphene.Field(MarketListing)


class MarketListingSave(DomainMutation):
    """Post or change an offer or a need. Refused while a match of it stands."""

    permission = P.MARKET_WRITE
    Output = MarketListingPayload

    class Arguments:
        listing = MarketListingInput(required=True)
        is_open = graphene.Boolean(required=True, description="False keeps it a draft.")
        chain_id = graphene.ID(description="Whose members may be met; absent: my home chain. Stays.")
        listing_id = graphene.ID(description="The one to change; absent: a new one.")
        version = graphene.Int()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, listing: Any, is_open: bool, **given: Any
    ) -> dict[str, Any]:
        chain, listing_id = given.get("chain_id"), given.get("listing_id")
        saved = listing_save(
            actor=actor, values=_values(listing), is_open=is_open, version=given.get("version"),
            chain_id=None if chain is None else parse_id(chain),
            listing_id=None if listing_id is None else parse_id(listing_id),
        )  # fmt: skip
        return {"listing": saved}


class MarketListingWithdraw(DomainMutation):
    """Take a listing off the market; a match not answered yet is declined with it."""

    permission = P.MARKET_WRITE
    Output = MarketListingPayload

    class Arguments:
        listing_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, listing_id: str, version: int) -> dict[str, Any]:
        return {"listing": listing_withdraw(actor=actor, listing_id=parse_id(listing_id), version=version)}


class MarketProposalPayload(Payload):
    proposal = graphene.Field(MarketProposal)


class MarketProposalAnswer(DomainMutation):
    """Accept or decline for my side, once. What the other side answers is not told here."""

    permission = P.MARKET_DECIDE
    Output = MarketProposalPayload

    class Arguments:
        proposal_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        accepts = graphene.Boolean(required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, proposal_id: str, version: int, accepts: bool
    ) -> dict[str, Any]:
        answered = proposal_answer(
            actor=actor, proposal_id=parse_id(proposal_id), version=version, accepts=accepts
        )
        return {"proposal": answered}


class MarketProposalOrder(DomainMutation):
    """Make the draft order of an agreed need by hand, where the market could not."""

    permission = P.ORDER_WRITE
    Output = MarketProposalPayload

    class Arguments:
        proposal_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, proposal_id: str, version: int) -> dict[str, Any]:
        return {"proposal": proposal_order(actor=actor, proposal_id=parse_id(proposal_id), version=version)}


class LoanPayload(Payload):
    loan = graphene.Field(Loan)


class LoanMove(DomainMutation):
    """Hand over, receive, give back or take back, with the stock movement on my side."""

    permission = P.MARKET_WRITE
    Output = LoanPayload

    class Arguments:
        loan_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        act = enums.LoanAct(required=True)
        quantity = graphene.Int(description="Of a RETURN; absent: all that is left.")
        lot_number = graphene.String(description="For items managed by lot.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, loan_id: str, version: int, act: Any, **given: Any
    ) -> dict[str, Any]:
        moved = loan_move(
            actor=actor, loan_id=parse_id(loan_id), version=version, act=states.LoanAct(act.value),
            quantity=given.get("quantity"), lot_number=given.get("lot_number") or "",
        )  # fmt: skip
        return {"loan": moved}


class Mutation(
    PlanningMutation, PlanningTermsMutation, ScenarioMutation, ForecastingMutation, graphene.ObjectType
):
    market_listing_save = MarketListingSave.Field()
    market_listing_withdraw = MarketListingWithdraw.Field()
    market_proposal_answer = MarketProposalAnswer.Field()
    market_proposal_order = MarketProposalOrder.Field()
    loan_move = LoanMove.Field()
