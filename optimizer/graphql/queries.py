"""Reads of the market."""

from datetime import timedelta
from typing import Any

import graphene
from django.conf import settings
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.ids import sought_id
from api.types import Info
from common.clock import now
from common.paging import Order
from optimizer import models, selectors
from optimizer.engine.price import DISTANCE_STEPS, FINENESS
from optimizer.graphql import enums
from optimizer.graphql.forecasting_queries import ForecastingQuery
from optimizer.graphql.pegging import PeggingQuery
from optimizer.graphql.planning_queries import PlanningQuery
from optimizer.graphql.planning_terms import PlanningTermsQuery
from optimizer.graphql.reasons import ReasonQuery
from optimizer.graphql.scenarios import ScenarioQuery
from optimizer.graphql.types import Loan, MarketListing, MarketProposal, MarketRules
from optimizer.rules import ANSWER_FOR, APART_FOR, next_slot

_NEWEST = Order("newest", (("created_at", True), ("id", True)))


class MarketListingFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    sides = graphene.List(graphene.NonNull(enums.ListingSide))
    kinds = graphene.List(graphene.NonNull(enums.MarketKind))
    statuses = graphene.List(graphene.NonNull(enums.ListingStatus))


class MarketProposalFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    kinds = graphene.List(graphene.NonNull(enums.MarketKind))
    statuses = graphene.List(graphene.NonNull(enums.MarketProposalStatus))
    listing_id = graphene.ID(description="Made for this listing of mine.")


def _values(chosen: Any) -> tuple[str, ...]:
    return tuple(member.value for member in chosen or ())


class Query(
    PlanningQuery,
    PlanningTermsQuery,
    ScenarioQuery,
    ReasonQuery,
    ForecastingQuery,
    PeggingQuery,
    graphene.ObjectType,
):
    market_listings = DomainConnection(
        MarketListing,
        permission=P.MARKET_READ,
        order=_NEWEST,
        args={"filter": MarketListingFilter()},
        description="My enterprise's offers and needs, newest first. There is no list of anybody else's.",
    )
    market_proposals = DomainConnection(
        MarketProposal,
        permission=P.MARKET_READ,
        order=_NEWEST,
        args={"filter": MarketProposalFilter()},
        description="Matches proposed to my enterprise, newest first.",
    )
    loans = DomainConnection(
        Loan,
        permission=P.MARKET_READ,
        order=_NEWEST,
        args={"statuses": graphene.List(graphene.NonNull(enums.LoanStatus))},
        description="What my enterprise has lent or borrowed, newest first.",
    )
    market_rules = permission_field(MarketRules, permission=P.MARKET_READ, refuses=True, required=True)

    @staticmethod
    def resolve_market_listings(root: None, info: Info, filter: Any = None) -> QuerySet[models.MarketListing]:
        given = filter or {}
        wanted = selectors.ListingFilter(
            _values(given.get("sides")), _values(given.get("kinds")), _values(given.get("statuses"))
        )
        return selectors.listing_list(info.context.actor, wanted)

    @staticmethod
    def resolve_market_proposals(
        root: None, info: Info, filter: Any = None
    ) -> QuerySet[models.MarketProposal]:
        given = filter or {}
        listing = given.get("listing_id")
        wanted = selectors.ProposalFilter(
            _values(given.get("kinds")),
            _values(given.get("statuses")),
            None if listing is None else sought_id(listing),
        )
        return selectors.proposal_list(info.context.actor, wanted)

    @staticmethod
    def resolve_loans(root: None, info: Info, statuses: Any = None) -> QuerySet[models.Loan]:
        return selectors.loan_list(info.context.actor, _values(statuses))

    @staticmethod
    def resolve_market_rules(root: None, info: Info) -> dict[str, Any]:
        return {
            "next_round_at": next_slot(now(), settings.MARKET_ROUND_MINUTES),
            "answer_hours": ANSWER_FOR // timedelta(hours=1), "apart_days": APART_FOR // timedelta(days=1),
            "price_fineness": FINENESS, "distances": list(DISTANCE_STEPS),
        }  # fmt: skip
