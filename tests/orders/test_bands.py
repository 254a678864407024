"""Replenishment bands: what they share, how stock is projected, and what a supplier may bring."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from common import clock
from common.clock import now, today
from common.errors import DomainError, Forbidden, NotFound
from orders import selectors
from orders.models import (
    BandMovement,
    BandStock,
    PromiseEntry,
    PurchaseOrder,
    ReplenishmentBand,
    ScheduleLine,
)
from orders.rules.forecasts import monday_of
from orders.services.bands import BandPlace, BandValues, band_create, band_end, band_update
from orders.states import BandKind, BandState, DemandSource
from suppliers.models import InventoryPosition
from suppliers.states import StockStatus
from tenancy.context import acting_as
from tests import world
from tests.orders.band_steps import band_of, brought, consumed, counted, outlook_of, single_source, stock_of
from tests.orders.forecast_steps import published
from tests.orders.trade import (
    BUYER,
    RECEIVER,
    RIVAL,
    SALES,
    STRANGER,
    confirmed,
    departed,
    fresh,
    lines_of,
    received,
)

pytestmark = pytest.mark.usefixtures("db")


def refused(act: Callable[[], Any]) -> DomainError:
    with pytest.raises(DomainError) as found, transaction.atomic():
        act()
    return found.value


def test_the_supplier_sees_the_consigned_stock_and_nothing_else_of_the_buyers() -> None:
    band = band_of()
    counted(350)
    counted(7777, status=StockStatus.UNRESTRICTED)
    stock = stock_of(band)
    assert (stock.quantity, stock.state, stock.source) == (350, BandState.ON_TRACK, "TYPED")
    with acting_as(SALES.enterprise_id):
        assert not InventoryPosition.objects.exists()
    for stranger in (RIVAL, STRANGER):
        with acting_as(stranger.enterprise_id):
            assert not ReplenishmentBand.objects.exists()
            assert not BandStock.objects.exists()
            assert not BandMovement.objects.exists()


def test_the_supplier_cannot_write_the_shared_stock() -> None:
    band = band_of()
    with acting_as(SALES.enterprise_id):
        assert BandStock.objects.filter(band=band).update(quantity=5, state="ON_TRACK") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            BandMovement.objects.create(
                chain_id=band.chain_id, buyer_id=band.buyer_id, supplier_id=band.supplier_id, band=band, kind="COUNT",
                quantity=1, stock_after=1, occurred_at=now(),
            )  # fmt: skip


def test_the_five_states() -> None:
    band = band_of()
    states = []
    for quantity in (0, 199, 200, 1000, 1001):
        counted(quantity)
        states.append(stock_of(band).state)
    assert states == ["OUT", "BELOW_MINIMUM", "ON_TRACK", "ON_TRACK", "ABOVE_MAXIMUM"]
    sole = band_of(single_source(), BandKind.SMI)
    assert (stock_of(sole).state, stock_of(sole).quantity) == ("NO_DATA", None)
    assert outlook_of(sole).weeks == []


def test_smi_shares_the_buyers_own_stock_only_where_no_other_supplier_brings_it() -> None:
    assert refused(lambda: band_of(world.STATOR, BandKind.SMI)).code == "BAND_NOT_ALONE"
    thing = single_source()
    band = band_of(thing, BandKind.SMI)
    counted(640, thing, StockStatus.UNRESTRICTED)
    assert stock_of(band).quantity == 640


def test_a_movement_is_told_with_what_was_left() -> None:
    band = band_of()
    counted(500)
    consumed(120)
    with acting_as(SALES.enterprise_id):
        told = list(selectors.band_movement_list(SALES, band.id).order_by("occurred_at", "id"))
    assert [(m.kind, m.quantity, m.stock_after) for m in told] == [
        ("COUNT", 500, 500), ("CONSUMPTION", -120, 380),
    ]  # fmt: skip


def test_a_count_that_agrees_makes_the_figure_younger_without_news() -> None:
    band = band_of()
    counted(500)
    first = stock_of(band).as_of
    with clock.at(clock.now() + timedelta(hours=2)):
        counted(500)
    assert stock_of(band).as_of > first
    with acting_as(SALES.enterprise_id):
        assert BandMovement.objects.count() == 1


def test_projection_is_stock_less_forecast_plus_what_comes() -> None:
    band = band_of(demand_share=Decimal(50))
    counted(500)
    published({world.STATOR: [200] * 26})
    outlook = outlook_of(band)
    assert (outlook.demand_source, outlook.forecast_number) == (DemandSource.FORECAST, 1)
    assert [w.stock for w in outlook.weeks[:4]] == [400, 300, 200, 100]
    assert outlook.first_short is not None
    assert outlook.first_short.week == monday_of(today()) + timedelta(weeks=3)

    brought(band, 300, day=monday_of(today()) + timedelta(weeks=2))
    weeks = outlook_of(band).weeks
    assert [w.inbound for w in weeks[:4]] == [0, 0, 300, 0]
    assert [w.stock for w in weeks[:4]] == [400, 300, 500, 400]
    assert outlook_of(band, BUYER).weeks == weeks


def test_without_a_forecast_the_typed_demand_counts() -> None:
    band = band_of()
    counted(250)
    outlook = outlook_of(band)
    assert outlook.demand_source is DemandSource.TYPED
    assert [w.stock for w in outlook.weeks[:3]] == [150, 50, -50]
    assert [w.state for w in outlook.weeks[:3]] == ["BELOW_MINIMUM", "BELOW_MINIMUM", "OUT"]


def test_goods_of_ordinary_orders_do_not_fill_a_vmi_band() -> None:
    band = band_of()
    confirmed(300, days=3)
    assert not any(w.inbound for w in outlook_of(band).weeks)


def test_from_replenishment_to_consumption() -> None:
    band = band_of()
    counted(150)
    order = brought(band, 400)
    assert (order.source, order.is_consigned, order.status) == ("REPLENISHMENT", True, "confirmed")
    line = lines_of(order)[0]
    assert (line.confirmed_quantity, line.unit_price) == (400, world.STATOR.price)
    with acting_as(BUYER.enterprise_id):
        kinds = list(
            PromiseEntry.objects.filter(order=order).order_by("sequence").values_list("kind", "side")
        )
    assert kinds == [("REQUESTED", "BUYER"), ("PROMISED", "SUPPLIER")]

    asn = departed(fresh(line, SALES), 400)
    assert sum(w.inbound for w in outlook_of(band).weeks) == 400
    received(asn, 400)
    with acting_as(BUYER.enterprise_id):
        position = InventoryPosition.objects.get(stock_status="CONSIGNED")
    assert (position.site_id, position.quantity) == (world.LEADER.site_id, 550)
    assert stock_of(band).quantity == 550
    consumed(60)
    assert stock_of(band).quantity == 490
    assert not any(w.inbound for w in outlook_of(band).weeks)


@pytest.mark.parametrize("quantity", ["50", "125", "1000", "850.5"])
def test_too_much_too_little_or_an_odd_lot_is_refused_with_what_is_allowed(quantity: str) -> None:
    band = band_of()
    counted(130)
    error = refused(lambda: brought(band, quantity))
    if error.code == "REPLENISHMENT_REFUSED":
        assert error.allowed == ["950"]
    else:
        assert error.code == "QUANTITY_SCALE"
    with acting_as(BUYER.enterprise_id):
        assert not PurchaseOrder.objects.exists()
    assert brought(band, 950).status == "confirmed"
    assert refused(lambda: brought(band, 100)).allowed == []


def test_days_outside_the_projection_are_refused() -> None:
    band = band_of()
    for days in (-1, 7 * 14):
        assert (
            refused(lambda days=days: brought(band, 100, day=today() + timedelta(days=days))).code
            == "REPLENISHMENT_DAY"
        )


def test_who_may_do_what() -> None:
    band = band_of()
    values = BandValues(Decimal(1), Decimal(2))
    with acting_as(SALES.enterprise_id), pytest.raises(Forbidden):
        band_update(actor=SALES, band_id=band.id, version=1, values=values)
    with acting_as(RIVAL.enterprise_id), pytest.raises(NotFound):
        brought(band, 100, actor=RIVAL)
    with pytest.raises(Forbidden):
        brought(band, 100, actor=BUYER)
    with acting_as(RECEIVER.enterprise_id), pytest.raises(Forbidden):
        band_end(actor=RECEIVER, band_id=band.id, version=1)


def test_new_figures_move_the_state_and_an_ended_band_shares_nothing() -> None:
    band = band_of()
    counted(300)
    with acting_as(BUYER.enterprise_id):
        changed = band_update(
            actor=BUYER, band_id=band.id, version=1, values=BandValues(Decimal(400), Decimal(900))
        )
    assert stock_of(band).state == BandState.BELOW_MINIMUM
    assert outlook_of(band).demand_source is DemandSource.NONE
    stale = refused(lambda: brought(band, 100))
    assert stale.code == "CONFLICT"
    with acting_as(BUYER.enterprise_id):
        ended = band_end(actor=BUYER, band_id=band.id, version=changed.version)
    with acting_as(SALES.enterprise_id):
        assert not BandStock.objects.exists()
    assert refused(lambda: brought(ended, 100)).code == "BAND_ENDED"
    assert band_of().version == 1


def test_one_band_per_item_and_site_and_only_with_a_source() -> None:
    band_of()
    assert refused(band_of).code == "BAND_EXISTS"
    assert (
        refused(lambda: band_of(world.WIRE, minimum=Decimal(9), maximum=Decimal(9))).code == "BAND_REVERSED"
    )
    place = BandPlace(world.LEADER_SECOND.id, single_source().id, world.LEADER.site_id, BandKind.VMI)
    with acting_as(BUYER.enterprise_id):
        missing = refused(
            lambda: band_create(actor=BUYER, place=place, values=BandValues(Decimal(1), Decimal(2)))
        )
        assert missing.code == "BAND_SOURCE_MISSING"
        assert ScheduleLine.objects.count() == 0


def test_the_worklist_names_what_falls_short() -> None:
    band = band_of()
    counted(150)
    with acting_as(SALES.enterprise_id):
        found = [i for i in selectors.worklist(SALES).items if i.kind == "REPLENISH"]
    assert [(i.band_id, i.item_number, i.quantity) for i in found] == [(band.id, "ED30-ST-01", 950)]
    with acting_as(BUYER.enterprise_id):
        assert not [i for i in selectors.worklist(BUYER).items if i.kind == "REPLENISH"]
