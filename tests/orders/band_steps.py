"""Bands, consigned stock and replenishments for the tests of this app, over the committed world."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from common.clock import today
from orders.models import BandStock, PurchaseOrder, ReplenishmentBand
from orders.rules.forecasts import monday_of
from orders.selectors.replenishment import Outlook, outlooks
from orders.services.bands import BandPlace, BandValues, band_create
from orders.services.replenishment import Replenishment, replenishment_start
from orders.states import BandKind
from suppliers.models import Item, SourceOption
from suppliers.services.stock import Count, StockAct, stock_count, stock_move
from suppliers.states import MovementKind, StockStatus
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import BUYER, RECEIVER, SALES

USUAL = BandValues(minimum=Decimal(200), maximum=Decimal(1000), weekly_demand=Decimal(100))


def band_of(
    thing: world.Thing = world.STATOR, kind: BandKind = BandKind.VMI, *, pair: world.Pair = world.LEADER_FIRST,
    actor: Any = BUYER, **values: Any,
) -> ReplenishmentBand:  # fmt: skip
    """A band of 200 to 1,000 with 100 used a week."""
    place = BandPlace(pair.id, thing.id, pair.buyer.site_id, kind)
    with acting_as(actor.enterprise_id):
        return band_create(actor=actor, place=place, values=replace(USUAL, **values))


def single_source(number: str = "SOLE-1", unit: str = "H87") -> world.Thing:
    """An item the leader buys from FIRST alone."""
    thing = world.Thing(world.LEADER, number, number, unit, Decimal("5"), is_lot_managed=False)
    with acting_as(world.LEADER.id):
        Item.objects.create(
            id=thing.id,
            chain_id=world.CHAIN,
            enterprise_id=world.LEADER.id,
            number=number,
            name=number,
            unit=unit,
        )
        SourceOption.objects.create(
            chain_id=world.CHAIN, enterprise_id=world.LEADER.id, partnership_id=world.LEADER_FIRST.id, item_id=thing.id,
            unit_price=Decimal(5), minimum_order_quantity=Decimal(100), order_multiple=Decimal(50), lead_time_days=7,
        )  # fmt: skip
    return thing


def counted(
    quantity: int | str, thing: world.Thing = world.STATOR, status: StockStatus = StockStatus.CONSIGNED
) -> None:
    """The buyer counts what lies at its site."""
    lot = "L-1" if thing.is_lot_managed else ""
    with acting_as(RECEIVER.enterprise_id):
        found = Count(world.LEADER.site_id, thing.id, Decimal(quantity), lot, status)
        stock_count(actor=RECEIVER, counts=[found])


def consumed(
    quantity: int | str, thing: world.Thing = world.STATOR, status: StockStatus = StockStatus.CONSIGNED
) -> None:
    """The buyer's production takes from what lies at its site."""
    lot = "L-1" if thing.is_lot_managed else ""
    act = StockAct(MovementKind.CONSUMPTION, world.LEADER.site_id, thing.id, Decimal(quantity), lot, status)
    with acting_as(RECEIVER.enterprise_id):
        stock_move(actor=RECEIVER, act=act)


def stock_of(band: ReplenishmentBand, actor: Any = SALES) -> BandStock:
    """What the actor sees of the band's stock."""
    with acting_as(actor.enterprise_id):
        return BandStock.objects.get(band_id=band.id)


def outlook_of(band: ReplenishmentBand, actor: Any = SALES) -> Outlook:
    with acting_as(actor.enterprise_id):
        fresh = ReplenishmentBand.objects.get(id=band.id)
        return outlooks(actor, [fresh])[band.id]


def brought(
    band: ReplenishmentBand, quantity: int | str, *, day: date | None = None, actor: Any = SALES
) -> PurchaseOrder:
    """The supplier brings so much, to arrive next Monday."""
    next_monday = monday_of(today()) + timedelta(weeks=1)
    wanted = Replenishment(band.id, band.version, Decimal(quantity), day or next_monday)
    with acting_as(actor.enterprise_id):
        return replenishment_start(actor=actor, wanted=wanted)
