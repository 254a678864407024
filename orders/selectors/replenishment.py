"""Reads of replenishment bands and of what their stock will be. Both parties read the same."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from accounts.actor import Actor
from common.clock import DEFAULT_ZONE, today
from common.errors import NotFound
from common.quantity import UNITS
from orders.models import AsnLine, BandMovement, BandStock, ForecastLine, ReplenishmentBand, ScheduleLine
from orders.rules.forecasts import monday_of, moved, place_of, week_at
from orders.rules.replenishment import (
    WEEKS,
    Bounds,
    LotTerms,
    WeekBalance,
    first_short,
    greatest_lot,
    project,
    room_from,
    week_share,
)
from orders.selectors.goods import ON_THE_WAY
from orders.selectors.parties import partner, partner_named, party
from orders.selectors.schedule_lines import BEFORE_SHIPMENT
from orders.states import BandKind, BandState, DemandSource

ZERO = Decimal(0)
# Partnership, item, site, and whether the goods stay the supplier's: what comes in for a band.
Lane = tuple[UUID, UUID, UUID, bool]


@dataclass(frozen=True, slots=True)
class BandFilter:
    """Conditions on bands; empty means no condition. Without `with_ended` those that live."""

    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    partner_ids: tuple[UUID, ...] = ()
    side: str = ""
    search: str = ""
    with_ended: bool = False


def band_list(actor: Actor, filter: BandFilter | None = None) -> QuerySet[ReplenishmentBand]:
    """Bands of the acting enterprise. `urgency` orders them by harm: 0 out, 1 below the minimum, …, 5 ended."""
    wanted = filter or BandFilter()
    rows = ReplenishmentBand.objects.filter(party(actor, wanted.side))
    if not wanted.with_ended:
        rows = rows.filter(ended_at__isnull=True)
    if wanted.states:
        rows = rows.filter(stock__state__in=wanted.states)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.partner_ids:
        rows = rows.filter(partner(actor, wanted.partner_ids))
    if wanted.search:
        text = wanted.search
        names = (
            Q(item_number__icontains=text) | Q(item_name__icontains=text) | Q(item_name_en__icontains=text)
        )
        rows = rows.filter(
            names | Q(supplier_item_number__icontains=text) | Q(site_name__icontains=text) | partner_named(actor, text)
        )  # fmt: skip
    ranks = [When(stock__state=state.value, then=Value(place)) for place, state in enumerate(BandState)]
    urgency = Case(*ranks, default=Value(len(BandState)), output_field=IntegerField())
    return rows.annotate(urgency=urgency)


def band_state_counts(actor: Actor, filter: BandFilter | None = None) -> dict[BandState, int]:
    """Live bands of every state under the rest of the filter, in one query."""
    rows = band_list(actor, replace(filter or BandFilter(), states=(), with_ended=False))
    counts = rows.aggregate(**{s.value: Count("id", filter=Q(stock__state=s.value)) for s in BandState})
    return {state: counts[state.value] for state in BandState}


def band_get(actor: Actor, band_id: UUID) -> ReplenishmentBand:
    """One band; raises NotFound for foreign and unknown ids alike."""
    band = ReplenishmentBand.objects.filter(party(actor), id=band_id).first()
    if band is None:
        raise NotFound
    return band


def band_stocks(actor: Actor, band_ids: Iterable[UUID]) -> dict[UUID, BandStock]:
    """The shared stock of each live band, in one query."""
    rows = BandStock.objects.filter(party(actor), band_id__in=list(band_ids))
    return {row.band_id: row for row in rows}


def band_movement_list(actor: Actor, band_id: UUID) -> QuerySet[BandMovement]:
    """Changes of a band's stock."""
    return BandMovement.objects.filter(party(actor), band_id=band_id)


def bounds_of(band: ReplenishmentBand) -> Bounds:
    return Bounds(band.minimum, band.maximum)


def lot_terms_of(band: ReplenishmentBand) -> LotTerms:
    return LotTerms(band.minimum_order_quantity, band.order_multiple, UNITS[band.unit].scale)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A band's next weeks. Empty `weeks`: nobody has counted the stock they would begin with."""

    band: ReplenishmentBand
    stock: BandStock | None
    weeks: Sequence[WeekBalance]
    demand_source: DemandSource
    forecast_number: int | None = None
    forecast_at: datetime | None = None

    @property
    def first_short(self) -> WeekBalance | None:
        return first_short(self.weeks)

    def greatest_on(self, day: date) -> Decimal:
        """The most that may be brought for a day: within the maximum and the lot terms."""
        return greatest_lot(room_from(self.weeks, day, bounds_of(self.band)), lot_terms_of(self.band))

    @property
    def proposed_day(self) -> date | None:
        """When goods should come: in the first short week, as soon as the lead time lets them; None when none is short."""
        short = self.first_short
        if short is None:
            return None
        soonest = today() + timedelta(days=self.band.lead_time_days)
        return min(max(short.week, soonest, today()), week_at(self.weeks[-1].week, 0) + timedelta(days=6))


def outlooks(actor: Actor, bands: Iterable[ReplenishmentBand]) -> dict[UUID, Outlook]:
    """The outlook of each band by its id, in four queries whatever their number.

    Read under the reader's own rights, from rows both parties may read: so it is the same for both.
    """
    rows = list(bands)
    if not rows:
        return {}
    stocks = band_stocks(actor, [band.id for band in rows])
    forecasts = _forecasts(actor, rows)
    coming = _inbound(actor, rows)
    return {
        band.id: _outlook(
            band, stocks.get(band.id), forecasts.get((band.partnership_id, band.item_id)), coming[_lane(band)]
        )
        for band in rows
    }


def _lane(band: ReplenishmentBand) -> Lane:
    return (band.partnership_id, band.item_id, band.site_id, band.kind == BandKind.VMI)


def _outlook(
    band: ReplenishmentBand, stock: BandStock | None, line: ForecastLine | None, inbound: list[Decimal]
) -> Outlook:
    start = monday_of(today())
    usual = band.weekly_demand if band.weekly_demand is not None else ZERO
    foreseen: list[Decimal | None] = [None] * WEEKS
    if line is not None:
        laid = moved(line.quantities, line.start, start, WEEKS)
        foreseen = week_share(laid, band.demand_share, UNITS[band.unit].scale)
    demand = [usual if quantity is None else quantity for quantity in foreseen]
    source = DemandSource.NONE if band.weekly_demand is None else DemandSource.TYPED
    is_foreseen = line is not None and any(quantity is not None for quantity in foreseen)
    weeks: list[WeekBalance] = []
    if stock is not None and stock.quantity is not None:
        weeks = project(stock.quantity, start, demand, inbound, bounds_of(band))
    if line is None or not is_foreseen:
        return Outlook(band, stock, weeks, source)
    told = line.forecast
    return Outlook(band, stock, weeks, DemandSource.FORECAST, told.number, told.published_at)


def _forecasts(actor: Actor, bands: Sequence[ReplenishmentBand]) -> dict[tuple[UUID, UUID], ForecastLine]:
    """The current published line of each partnership and item."""
    rows = ForecastLine.objects.filter(
        party(actor), partnership_id__in={b.partnership_id for b in bands}, item_id__in={b.item_id for b in bands},
        forecast__is_current=True,
    ).select_related("forecast")  # fmt: skip
    return {(line.partnership_id, line.item_id): line for line in rows}


def _inbound(actor: Actor, bands: Sequence[ReplenishmentBand]) -> defaultdict[Lane, list[Decimal]]:
    """What comes in by week: open schedule lines on their due day, ship notices under way on their arrival.

    What should have come before this week is counted in this one.
    """
    start = monday_of(today())
    found: defaultdict[Lane, list[Decimal]] = defaultdict(lambda: [ZERO] * WEEKS)
    for lane, day, quantity in (*_open_lines(actor, bands), *_under_way(actor, bands)):
        place = max(0, place_of(start, monday_of(day)))
        if place < WEEKS and quantity > 0:
            found[lane][place] += quantity
    return found


def _open_lines(actor: Actor, bands: Sequence[ReplenishmentBand]) -> Iterable[tuple[Lane, date, Decimal]]:
    """Ordered and neither shipped nor given up. A backordered rest has no day yet and is not counted on."""
    aside = (
        F("rejected_quantity") + F("cancelled_quantity") + F("backordered_quantity") + F("shipped_quantity")
    )
    rows = ScheduleLine.objects.filter(
        party(actor), status__in=BEFORE_SHIPMENT, line__item_id__in={b.item_id for b in bands},
        order__partnership_id__in={b.partnership_id for b in bands},
        order__ship_to_site_id__in={b.site_id for b in bands},
    ).annotate(rest=F("ordered_quantity") - aside)  # fmt: skip
    names = ("order__partnership_id", "line__item_id", "order__ship_to_site_id", "order__is_consigned")
    for partnership, item, site, is_consigned, day, rest in rows.values_list(*names, "due_date", "rest"):
        yield (partnership, item, site, is_consigned), day, rest


def _under_way(actor: Actor, bands: Sequence[ReplenishmentBand]) -> Iterable[tuple[Lane, date, Decimal]]:
    rows = AsnLine.objects.filter(
        party(actor), asn__status__in=ON_THE_WAY, line__item_id__in={b.item_id for b in bands},
        asn__partnership_id__in={b.partnership_id for b in bands},
        asn__ship_to_site_id__in={b.site_id for b in bands},
    )  # fmt: skip
    names = ("asn__partnership_id", "line__item_id", "asn__ship_to_site_id", "order__is_consigned")
    more = ("asn__estimated_arrival_at", "schedule_line__due_date", "quantity")
    for *lane, arrival, due, quantity in rows.values_list(*names, *more):
        day = arrival.astimezone(ZoneInfo(DEFAULT_ZONE)).date() if arrival else due
        yield (lane[0], lane[1], lane[2], lane[3]), day, quantity
