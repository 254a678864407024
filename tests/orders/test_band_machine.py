"""Bands under any course of events: what is shared and projected equals a plain recomputation after every step."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.clock import today
from common.errors import DomainError
from orders.models import BandMovement, PurchaseOrder, ScheduleLine
from orders.rules.forecasts import monday_of
from orders.rules.replenishment import (
    Bounds,
    LotTerms,
    greatest_lot,
    is_lot,
    project,
    room_from,
    state_at,
)
from orders.services.bands import BandValues, band_update
from orders.states import BandState
from suppliers.models import InventoryPosition
from tenancy.context import acting_as
from tests import world
from tests.orders.band_steps import band_of, brought, consumed, counted, outlook_of, stock_of
from tests.orders.trade import BUYER, SALES, departed, fresh, lines_of, received

amounts = st.decimals(0, 10_000, places=0)
MONDAY = monday_of(today())


@given(
    st.decimals(-500, 5000, places=0), st.lists(st.tuples(amounts, amounts), min_size=1, max_size=13), amounts
)
def test_a_projection_is_the_running_sum(
    opening: Decimal, weeks: list[tuple[Decimal, Decimal]], least: Decimal
) -> None:
    bounds = Bounds(least, least + 1000)
    found = project(opening, MONDAY, [d for d, _ in weeks], [i for _, i in weeks], bounds)
    for place, balance in enumerate(found):
        past = weeks[: place + 1]
        assert balance.stock == opening + sum(i for _, i in past) - sum(d for d, _ in past)
        assert balance.state == state_at(balance.stock, bounds)


@given(
    st.lists(st.tuples(amounts, amounts), min_size=1, max_size=13), st.integers(0, 12), amounts, st.integers(0, 200),
    st.integers(0, 90),
)  # fmt: skip
def test_what_fits_never_lifts_a_week_above_the_maximum(
    weeks: list[tuple[Decimal, Decimal]], place: int, opening: Decimal, least: int, multiple: int
) -> None:
    place %= len(weeks)
    bounds, terms = Bounds(Decimal(100), Decimal(5000)), LotTerms(Decimal(least), Decimal(multiple), 0)
    demand, inbound = [d for d, _ in weeks], [i for _, i in weeks]
    day = MONDAY + timedelta(weeks=place, days=3)
    room = room_from(project(opening, MONDAY, demand, inbound, bounds), day, bounds)
    lot = greatest_lot(room, terms)
    assert 0 <= lot <= room
    if lot == 0:
        return
    assert is_lot(lot, terms)
    inbound[place] += lot
    after = project(opening, MONDAY, demand, inbound, bounds)
    assert all(balance.highest <= bounds.maximum for balance in after[place:])


class BandLife(RuleBasedStateMachine):
    """The buyer counts, consumes, changes its band and receives; the supplier brings and ships."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        self.band = band_of()
        self.stock = Decimal(0)

    @rule(quantity=st.integers(0, 1200))
    def count(self, quantity: int) -> None:
        counted(quantity)
        self.stock = Decimal(quantity)

    @rule(quantity=st.integers(1, 400))
    def consume(self, quantity: int) -> None:
        if quantity > self.stock:
            with pytest.raises(DomainError), transaction.atomic():
                consumed(quantity)
        else:
            consumed(quantity)
            self.stock -= quantity

    @rule(quantity=st.integers(1, 24))
    def bring(self, quantity: int) -> None:
        most = outlook_of(self.band).greatest_on(MONDAY + timedelta(weeks=1))
        wanted = Decimal(quantity * 50)
        if 100 <= wanted <= most:
            assert brought(self.band, int(wanted)).status == "confirmed"
        else:
            with pytest.raises(DomainError), transaction.atomic():
                brought(self.band, int(wanted))

    @rule()
    def ship_and_receive(self) -> None:
        with acting_as(SALES.enterprise_id):
            line = ScheduleLine.objects.filter(status="confirmed").order_by("order_id").first()
        if line is None:
            return
        asn = departed(fresh(line, SALES), int(line.confirmed_quantity))
        received(asn, int(line.confirmed_quantity))
        self.stock += line.confirmed_quantity

    @rule(least=st.integers(0, 500), width=st.integers(1, 900))
    def change(self, least: int, width: int) -> None:
        values = BandValues(Decimal(least), Decimal(least + width), Decimal(70))
        with acting_as(BUYER.enterprise_id):
            self.band = band_update(
                actor=BUYER, band_id=self.band.id, version=self.band.version, values=values
            )

    @invariant()
    def shared_and_projected_as_it_is(self) -> None:
        if not hasattr(self, "band"):
            return
        stock = stock_of(self.band)
        with acting_as(BUYER.enterprise_id):
            lying = InventoryPosition.objects.filter(stock_status="CONSIGNED", item_id=world.STATOR.id)
            on_record = sum((position.quantity for position in lying), Decimal(0))
            orders = list(PurchaseOrder.objects.filter(is_consigned=True))
            told = sum(BandMovement.objects.filter(band=self.band).values_list("quantity", flat=True))
        assert stock.quantity == on_record == self.stock == told
        assert stock.state == self._plain_state()
        coming = sum(
            line.confirmed_quantity - line.shipped_quantity for order in orders for line in lines_of(order)
        )
        weeks = outlook_of(self.band).weeks
        assert sum(week.inbound for week in weeks) == coming
        assert weeks[-1].stock == self.stock + coming - 13 * (self.band.weekly_demand or 0)

    def _plain_state(self) -> BandState:
        if self.stock == 0:
            return BandState.OUT
        if self.stock < self.band.minimum:
            return BandState.BELOW_MINIMUM
        return BandState.ABOVE_MAXIMUM if self.stock > self.band.maximum else BandState.ON_TRACK

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)


@pytest.mark.usefixtures("db")
def test_a_band_through_any_life() -> None:
    run_state_machine_as_test(
        BandLife,
        settings=settings(
            max_examples=12, stateful_step_count=10, suppress_health_check=list(HealthCheck), deadline=None
        ),
    )
