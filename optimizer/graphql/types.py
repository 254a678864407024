"""Types of listings, proposals and loans."""

from datetime import date
from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import Date, DateTime, DecimalString, Info
from api.values import hours_since, unit_name
from common.language import current_language
from optimizer import models
from optimizer.graphql import enums
from optimizer.graphql.loaders import ListingByIdLoader, OwnItemLoader, OwnSiteLoader
from optimizer.services.loans import loan_is_overdue
from optimizer.states import SUBJECT_NAMES, ListingSide, LoanStatus, MarketSubject, loan_acts
from suppliers.graphql.types import Item
from tenancy.graphql.loaders import PartyByIdLoader
from tenancy.graphql.types import Party, Site


class Traded:
    """What a listing, a proposal and a loan have in common: the subject and its unit."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    subject = enums.MarketSubject(required=True)
    subject_name = graphene.String(required=True, description="In the reader's language.")
    grade = graphene.String(required=True, description="Of the material or process, as both have typed it.")
    unit = graphene.String(required=True, description="Rec 20.")
    unit_name = graphene.String(required=True)

    @staticmethod
    def resolve_subject_name(row: Any, info: Info) -> str:
        zh, en = SUBJECT_NAMES[MarketSubject(row.subject)]
        return en if current_language() == "en" else zh

    @staticmethod
    def resolve_unit_name(row: Any, info: Info) -> str:
        return unit_name(row.unit)


class MarketListing(Traded, graphene.ObjectType):
    """An offer or a need of mine. No other enterprise reads it or learns that it exists."""

    side = enums.ListingSide(required=True)
    kind = enums.MarketKind(required=True)
    item = permission_field(Item, permission=P.ITEM_READ, description="Of mine; null for offered capacity.")
    site = graphene.Field(Site, required=True)
    first_week = Date(required=True)
    last_week = Date(required=True)
    quantity_low = graphene.Int(required=True, description="The smallest lot worth a match; whole units.")
    quantity_high = graphene.Int(required=True, description="A week's most, of a reserve the most at once.")
    price_limit = DecimalString(
        required=True, description="A need's highest, an offer's lowest; yuan per unit."
    )
    tolerance_grade = graphene.Int(description="IT grade, ISO 286-1; finer is lower.")
    certificates = graphene.List(graphene.NonNull(enums.Certificate), required=True)
    farthest = graphene.Int(description="In km; of a need.")
    transport_rate = DecimalString(required=True, description="Yuan per unit and 100 km; of a need.")
    excluded_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)
    note = graphene.String(required=True)
    status = enums.ListingStatus(required=True)
    source = graphene.String(required=True, description="TYPED or API.")
    as_of = DateTime(required=True)
    age_hours = graphene.Int(required=True, description="Whole hours since it was last typed.")

    @staticmethod
    def resolve_item(row: models.MarketListing, info: Info) -> Any:
        return info.context.loaders.get(OwnItemLoader).load(row.item_id) if row.item_id else None

    @staticmethod
    def resolve_site(row: models.MarketListing, info: Info) -> Any:
        return info.context.loaders.get(OwnSiteLoader).load(row.site_id)

    @staticmethod
    def resolve_excluded_ids(row: models.MarketListing, info: Info) -> list[str]:
        return [str(one) for one in row.excluded]

    @staticmethod
    def resolve_age_hours(row: models.MarketListing, info: Info) -> int:
        return hours_since(row.as_of)


class MarketWeek(graphene.ObjectType):
    """A quantity of one week."""

    week = Date(required=True, description="Its Monday.")
    quantity = graphene.Int(required=True)


class MarketProposal(Traded, graphene.ObjectType):
    """My half of a match: what I may know. Who the other is opens when both have accepted, to these two alone."""

    listing = graphene.Field(MarketListing, required=True)
    side = enums.ListingSide(required=True)
    kind = enums.MarketKind(required=True)
    quantity = graphene.Int(required=True)
    weeks = graphene.List(graphene.NonNull(MarketWeek), required=True)
    first_week = Date(required=True)
    last_week = Date(required=True)
    price = DecimalString(required=True, description="Yuan per unit without tax; on a fixed grid.")
    transport = DecimalString(description="Yuan per unit, borne by the side in need; null for the other.")
    saving = DecimalString(required=True, description="My own, against my limit; yuan.")
    distance = graphene.Int(required=True, description="The upper end of a step, in km.")
    place = graphene.String(
        required=True, description="The other's region, where many members sit; else empty."
    )
    other_low = graphene.Int(required=True, description="The other's quantity lies from here, included,")
    other_high = graphene.Int(required=True, description="to here, not included.")
    status = enums.MarketProposalStatus(required=True)
    decide_by = DateTime(required=True)
    decided_at = DateTime()
    decided_by_name = graphene.String(required=True)
    created_at = DateTime(required=True)
    partner = graphene.Field(Party, description="Once both have accepted.")
    order_id = graphene.ID(description="The order made of it, for the side in need.")
    order_number = graphene.String(required=True)
    loan_id = graphene.ID()

    @staticmethod
    def resolve_listing(row: models.MarketProposal, info: Info) -> Any:
        return info.context.loaders.get(ListingByIdLoader).load(row.listing_id)

    @staticmethod
    def resolve_weeks(row: models.MarketProposal, info: Info) -> list[dict[str, Any]]:
        return [{"week": date.fromisoformat(week), "quantity": quantity} for week, quantity in row.weeks]

    @staticmethod
    def resolve_partner(row: models.MarketProposal, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.partner_id) if row.partner_id else None


class Loan(Traded, graphene.ObjectType):
    """Goods lent until a day, as both sides see it."""

    lender = graphene.Field(Party, required=True)
    borrower = graphene.Field(Party, required=True)
    my_side = enums.ListingSide(required=True, description="OFFER: I lend. NEED: I borrow.")
    quantity = graphene.Int(required=True)
    price = DecimalString(required=True, description="Fee of one unit for the whole time; yuan without tax.")
    hand_over_by = Date(required=True)
    due_back = Date(required=True)
    sent_back = graphene.Int(required=True, description="Given back, arrived or on its way.")
    returned = graphene.Int(required=True, description="Taken back into stock by the lender.")
    is_overdue = graphene.Boolean(required=True)
    status = enums.LoanStatus(required=True)
    allowed_acts = graphene.List(graphene.NonNull(enums.LoanAct), required=True)
    created_at = DateTime(required=True)
    changed_at = DateTime(required=True)

    @staticmethod
    def resolve_lender(row: models.Loan, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.lender_id)

    @staticmethod
    def resolve_borrower(row: models.Loan, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.borrower_id)

    @staticmethod
    def resolve_my_side(row: models.Loan, info: Info) -> str:
        is_lender = row.lender_id == info.context.actor.enterprise_id
        return (ListingSide.OFFER if is_lender else ListingSide.NEED).value

    @staticmethod
    def resolve_is_overdue(row: models.Loan, info: Info) -> bool:
        return loan_is_overdue(row)

    @staticmethod
    def resolve_allowed_acts(row: models.Loan, info: Info) -> list[str]:
        is_lender = row.lender_id == info.context.actor.enterprise_id
        acts = loan_acts(
            LoanStatus(row.status), row.quantity, row.sent_back, row.returned, is_lender=is_lender
        )
        return [act.value for act in acts]


class MarketRules(graphene.ObjectType):
    """The rules of the market as they stand, equal for everybody."""

    next_round_at = DateTime(required=True)
    answer_hours = graphene.Int(required=True)
    apart_days = graphene.Int(
        required=True, description="Two that came to nothing are not matched for so long."
    )
    price_fineness = graphene.Int(required=True, description="A price's step is at least price / this.")
    distances = graphene.List(graphene.NonNull(graphene.Int), required=True, description="Steps in km.")
