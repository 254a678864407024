"""Posting, changing and withdrawing what an enterprise offers or needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now, today
from common.errors import Conflict, DomainError, Invalid, NotFound
from common.language import current_language
from common.quantity import unit_of
from optimizer import errors
from optimizer.engine.price import DISTANCE_STEPS
from optimizer.models import MarketListing, MarketProposal
from optimizer.rules import GRADES, LARGEST_PRICE, LARGEST_QUANTITY, LONGEST_WEEKS
from optimizer.services.recording import listing_facts, record_listing, record_proposal
from optimizer.states import (
    LISTING_STATUS_NAMES,
    SUBJECT_KINDS,
    SUBJECT_NAMES,
    Certificate,
    ListingSide,
    ListingStatus,
    MarketKind,
    MarketSubject,
    ProposalStatus,
)
from suppliers.errors import CHOICE_UNKNOWN
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.services.inputs import check_choice, check_range, clean_text
from suppliers.services.stock import source_of
from tenancy.models import ChainMembership, Enterprise, Site
from tenancy.selectors import home_chain

MOST_EXCLUDED = 50
ENDED = frozenset({ListingStatus.WITHDRAWN.value, ListingStatus.CLOSED.value})
STANDING = (ProposalStatus.OPEN.value, ProposalStatus.ACCEPTED.value)


@dataclass(frozen=True, slots=True)
class ListingValues:
    """A listing as typed; any day names its week. Prices in yuan per unit, distances in km."""

    side: ListingSide
    kind: MarketKind
    subject: MarketSubject
    site_id: UUID
    first_week: date
    last_week: date
    quantity_low: int
    quantity_high: int
    price_limit: Decimal
    unit: str = "H87"
    grade: str = ""
    item_id: UUID | None = None
    tolerance_grade: int | None = None
    certificates: Sequence[str] = ()
    farthest: int | None = None
    transport_rate: Decimal = Decimal(0)
    excluded_ids: Sequence[UUID] = ()
    note: str = ""


@transaction.atomic
def listing_save(
    *, actor: Actor, values: ListingValues, is_open: bool, chain_id: UUID | None = None,
    listing_id: UUID | None = None, version: int | None = None,
) -> MarketListing:  # fmt: skip
    """A new offer or need, or new values of one; `is_open`: the next round sees it. The chain of a listing stays.

    Raises NotFound (site, item, chain, enterprise not mine to name), Conflict, Invalid naming the field,
    DomainError LISTING_BOUND while a match stands, LISTING_ENDED, also once something has been agreed on it.
    """
    require(actor, P.MARKET_WRITE)
    before = None
    if listing_id is None:
        chain = _chain(actor, chain_id)
        listing = MarketListing(
            enterprise_id=actor.enterprise_id, chain_id=chain, created_at=now(), version=0
        )
    else:
        if chain_id is not None:
            _chain(actor, chain_id)
        listing = lock_listing(actor, listing_id, version)
        _check_free(listing, ("修改", "changed"))
        before = listing_facts(listing)
    _fill(actor, listing, values)
    listing.status = (ListingStatus.OPEN if is_open else ListingStatus.DRAFT).value
    listing.as_of, listing.source = now(), source_of(actor).value
    listing.version += 1
    listing.save()
    record_listing(actor, listing, "posted" if is_open else "drafted", before)
    return listing


@transaction.atomic
def listing_withdraw(*, actor: Actor, listing_id: UUID, version: int) -> MarketListing:
    """Take a listing off the market; matches not answered yet are declined with it.

    Raises NotFound, Conflict, DomainError LISTING_ENDED, LISTING_BOUND when a match has been accepted.
    """
    require(actor, P.MARKET_WRITE)
    listing = lock_listing(actor, listing_id, version)
    standing = list(_standing(listing))
    bound = [p for p in standing if p.status == ProposalStatus.ACCEPTED]
    _check_ended(listing)
    if bound:
        raise _bound(bound, ("撤回", "withdrawn"))
    before = listing_facts(listing)
    for proposal in standing:
        proposal.status = ProposalStatus.DECLINED.value
        proposal.decided_at, proposal.decided_by_name = now(), actor.user_name
        proposal.version += 1
        proposal.save(update_fields=["status", "decided_at", "decided_by_name", "version"])
        record_proposal(actor, proposal, "declined")
    listing.status = ListingStatus.WITHDRAWN.value
    listing.version += 1
    listing.save(update_fields=["status", "version"])
    record_listing(actor, listing, "withdrawn", before)
    return listing


def lock_listing(actor: Actor, listing_id: UUID, version: int | None) -> MarketListing:
    """One's own listing, locked; every act on its proposals waits here. Raises NotFound, Conflict."""
    mine = MarketListing.objects.select_for_update().filter(enterprise_id=actor.enterprise_id)
    listing = mine.filter(id=listing_id).first()
    if listing is None:
        raise NotFound
    if listing.version != version:
        raise Conflict(current_version=listing.version, stated_version=version or 0)
    return listing


def _standing(listing: MarketListing) -> Iterable[MarketProposal]:
    mine = MarketProposal.objects.select_for_update().filter(enterprise_id=listing.enterprise_id)
    return mine.filter(listing=listing, status__in=STANDING).order_by("id")


def _check_ended(listing: MarketListing) -> None:
    if listing.status in ENDED:
        names = LISTING_STATUS_NAMES[ListingStatus(listing.status)]
        raise DomainError(errors.LISTING_ENDED, field="listingId", state=_word(names))


def _check_free(listing: MarketListing, act: tuple[str, str]) -> None:
    """Pass when nothing rests on the listing: orders and loans take its item and site."""
    _check_ended(listing)
    agreed = MarketProposal.objects.filter(enterprise_id=listing.enterprise_id, listing=listing)
    if agreed.filter(status=ProposalStatus.AGREED.value).exists():
        raise DomainError(
            errors.LISTING_ENDED, field="listingId", state=_word(("有达成的撮合", "agreed upon"))
        )
    standing = list(_standing(listing))
    if standing:
        raise _bound(standing, act)


def _bound(standing: Sequence[MarketProposal], act: tuple[str, str]) -> DomainError:
    until = max(p.decide_by for p in standing)
    return DomainError(
        errors.LISTING_BOUND,
        field="listingId",
        until=f"{until:%Y-%m-%d %H:%M} UTC",
        act=act[0],
        act_en=act[1],
    )


def _word(names: tuple[str, str]) -> str:
    return names[1] if current_language() == "en" else names[0]


def _chain(actor: Actor, chain_id: UUID | None) -> UUID:
    seats = ChainMembership.objects.filter(enterprise_id=actor.enterprise_id)
    if chain_id is None:
        try:
            return home_chain(actor.enterprise_id).id
        except NotFound:
            raise DomainError(errors.NOT_A_MEMBER) from None
    if not seats.filter(chain_id=chain_id).exists():
        raise NotFound
    return chain_id


def _fill(actor: Actor, listing: MarketListing, values: ListingValues) -> None:
    _check_subject(values)
    item = _item(actor, values)
    listing.side, listing.kind, listing.subject = values.side.value, values.kind.value, values.subject.value
    listing.grade = clean_text(values.grade, "grade", limit=40).upper()
    listing.item, listing.unit = item, _unit(values, item)
    listing.site_id = _site(actor, values.site_id).id
    listing.first_week, listing.last_week = _weeks(values)
    listing.quantity_low = check_range(values.quantity_low, "quantityLow", 1, LARGEST_QUANTITY)
    listing.quantity_high = check_range(values.quantity_high, "quantityHigh", 1, LARGEST_QUANTITY)
    if values.quantity_low > values.quantity_high:
        raise Invalid(
            errors.RANGE_REVERSED, field="quantityLow", low=values.quantity_low, high=values.quantity_high
        )
    listing.price_limit = _price(values.price_limit, "priceLimit")
    is_need, is_capacity = values.side is ListingSide.NEED, values.kind is MarketKind.CAPACITY
    listing.tolerance_grade = None
    if is_capacity and values.tolerance_grade is not None:
        listing.tolerance_grade = check_range(
            values.tolerance_grade, "toleranceGrade", GRADES.start, GRADES.stop - 1
        )
    for certificate in values.certificates:
        check_choice(certificate, Certificate, "certificates")
    listing.certificates = sorted(set(values.certificates))
    listing.farthest = _farthest(values) if is_need else None
    listing.transport_rate = _price(values.transport_rate, "transportRate") if is_need else Decimal(0)
    listing.excluded = _excluded(actor, values.excluded_ids)
    listing.note = clean_text(values.note, "note", limit=200)


def _check_subject(values: ListingValues) -> None:
    if SUBJECT_KINDS[values.subject] is not values.kind:
        known = [s for s, kind in SUBJECT_KINDS.items() if kind is values.kind]
        raise Invalid(
            errors.SUBJECT_KIND, field="subject", allowed=[s.value for s in known],
            value=_word(SUBJECT_NAMES[values.subject]), known="、".join(_word(SUBJECT_NAMES[s]) for s in known),
        )  # fmt: skip


def _item(actor: Actor, values: ListingValues) -> Item | None:
    """The item an order or the stock moves will be made for: every side needs one, but who offers capacity."""
    if values.side is ListingSide.OFFER and values.kind is MarketKind.CAPACITY:
        return None
    if values.item_id is None:
        raise Invalid(errors.ITEM_MISSING, field="itemId")
    item = Item.objects.filter(enterprise_id=actor.enterprise_id, id=values.item_id).first()
    if item is None:
        raise NotFound
    return item


def _unit(values: ListingValues, item: Item | None) -> str:
    unit = unit_of(values.unit, "unit").code
    if item is not None and item.unit != unit:
        raise Invalid(
            errors.UNIT_DIFFERS,
            field="unit",
            allowed=[item.unit],
            value=unit,
            item=item.number,
            unit=item.unit,
        )
    return unit


def _site(actor: Actor, site_id: UUID) -> Site:
    site = Site.objects.filter(id=site_id, enterprise_id=actor.enterprise_id).first()
    if site is None:
        raise NotFound
    if site.latitude is None or site.longitude is None:
        raise Invalid(errors.SITE_WITHOUT_POINT, field="siteId", site=site.name)
    return site


def _weeks(values: ListingValues) -> tuple[date, date]:
    first, last = monday_of(values.first_week), monday_of(values.last_week)
    if last < first or first < monday_of(today()):
        raise Invalid(
            errors.WEEKS_REVERSED, field="firstWeek", first=first.isoformat(), last=last.isoformat()
        )
    count = (last - first).days // 7 + 1
    if count > LONGEST_WEEKS:
        raise Invalid(errors.WEEKS_TOO_MANY, field="lastWeek", count=count, limit=LONGEST_WEEKS)
    return first, last


def _price(value: Decimal, field: str) -> Decimal:
    if not value.is_finite() or not 0 <= value <= LARGEST_PRICE or value != round(value, 2):
        raise Invalid(
            errors.PRICE_OUT_OF_RANGE, field=field, value=str(value)[:40], limit=f"{LARGEST_PRICE:f}"
        )
    return value


def _farthest(values: ListingValues) -> int:
    if values.farthest not in DISTANCE_STEPS:
        known = [str(step) for step in DISTANCE_STEPS]
        raise Invalid(
            CHOICE_UNKNOWN,
            field="farthest",
            allowed=known,
            value=values.farthest or "",
            known="、".join(known),
        )
    return values.farthest


def _excluded(actor: Actor, ids: Sequence[UUID]) -> list[UUID]:
    wanted = set(ids) - {actor.enterprise_id}
    check_range(len(wanted), "excludedIds", 0, MOST_EXCLUDED)
    if Enterprise.objects.filter(id__in=wanted).count() != len(wanted):
        raise NotFound
    return sorted(wanted)
