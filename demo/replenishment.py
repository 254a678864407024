"""Bands of the leader with its suppliers, in all five states, and the first replenishments under them."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from common import clock
from demo.story import Desk
from demo.trade import Offer
from orders.models import ReplenishmentBand
from orders.selectors.replenishment import outlooks
from orders.services.bands import BandPlace, BandValues, band_create
from orders.services.replenishment import Replenishment, replenishment_start
from orders.states import BandKind
from suppliers.models import InventoryPosition, SourceOption
from suppliers.services.stock import Count, stock_count
from suppliers.states import InventorySource, StockStatus
from tenancy.context import acting_as

DESKS, PER_DESK = 6, 3
SOURCES = (InventorySource.API, InventorySource.TYPED, InventorySource.FILE)
# Kind, and the stock in weeks of usual demand; None: nobody has counted.
FATES: tuple[tuple[BandKind, str | None], ...] = (
    (BandKind.VMI, "0.6"), (BandKind.VMI, "2.6"), (BandKind.SMI, "4.7"), (BandKind.VMI, "0"), (BandKind.SMI, "1.8"),
    (BandKind.SMI, None),
)  # fmt: skip
LEAST_WEEKS, MOST_WEEKS = 1, 4


def agree_bands(places: Sequence[Desk], dice: random.Random) -> None:
    """Set the bands, count what lies there, and let some suppliers bring what is short; not the visitor's."""
    leaders = [desk for desk in places if desk.buyer.login.startswith("buyer@leader.")][:DESKS]
    number = 0
    for desk in leaders:
        for offer in _lone_offers(desk):
            kind, weeks = FATES[number % len(FATES)]
            band = _band(desk, offer, kind)
            if weeks is not None:
                quantity = (offer.usual * Decimal(weeks)).to_integral_value()
                _count(
                    desk,
                    band,
                    quantity,
                    SOURCES[number % 3],
                    4.5 if number % 5 == 4 else dice.uniform(0.02, 1),
                )
            number += 1
            if not desk.supplier.login.startswith("sales@supplier01.") and dice.random() < 0.5:
                _bring(desk, band)


def _lone_offers(desk: Desk) -> Iterator[Offer]:
    """Offers of items that nobody else brings and that have no stock on record at the site yet."""
    with acting_as(desk.buyer.enterprise_id):
        mine = SourceOption.objects.filter(enterprise_id=desk.buyer.enterprise_id)
        stocked = set(
            InventoryPosition.objects.filter(enterprise_id=desk.buyer.enterprise_id, site_id=desk.site_id)
            .values_list("item_id", flat=True)
        )  # fmt: skip
        many = set(mine.exclude(partnership_id=desk.partnership_id).values_list("item_id", flat=True))
    free = [offer for offer in desk.offers if offer.item_id not in many]
    yield from sorted(free, key=lambda offer: offer.item_id in stocked)[:PER_DESK]


def _band(desk: Desk, offer: Offer, kind: BandKind) -> ReplenishmentBand:
    place = BandPlace(desk.partnership_id, offer.item_id, desk.site_id, kind)
    values = BandValues(offer.usual * LEAST_WEEKS, offer.usual * MOST_WEEKS, offer.usual)
    with clock.at(clock.now() - timedelta(days=9)), acting_as(desk.buyer.enterprise_id, desk.buyer.user_id):
        return band_create(actor=desk.buyer, place=place, values=values)


def _count(
    desk: Desk, band: ReplenishmentBand, quantity: Decimal, source: InventorySource, days: float
) -> None:
    status = StockStatus.CONSIGNED if band.kind == BandKind.VMI else StockStatus.UNRESTRICTED
    moment = clock.now() - timedelta(days=days)
    with clock.at(moment), acting_as(desk.receiver.enterprise_id, desk.receiver.user_id):
        found = Count(desk.site_id, band.item_id, quantity, f"L{clock.today():%y%m%d}-B", status)
        stock_count(actor=desk.receiver, counts=[found], source=source)


def _bring(desk: Desk, band: ReplenishmentBand) -> None:
    with acting_as(desk.supplier.enterprise_id, desk.supplier.user_id):
        outlook = outlooks(desk.supplier, [band])[band.id]
        day = outlook.proposed_day
        most = outlook.greatest_on(day) if day is not None else Decimal(0)
        if day is not None and most > 0:
            wanted = Replenishment(band.id, band.version, most, day)
            replenishment_start(actor=desk.supplier, wanted=wanted)
