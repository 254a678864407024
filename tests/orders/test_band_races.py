"""Many hands on one band at once, on real connections: never more than fits, never a torn figure."""

from decimal import Decimal

import pytest

from common.errors import DomainError
from orders.models import BandMovement, ScheduleLine
from suppliers.models import InventoryPosition
from tenancy.context import acting_as
from tests import world
from tests.orders.band_steps import band_of, brought, consumed, counted, outlook_of, stock_of
from tests.orders.test_races import at_once
from tests.orders.trade import BUYER, RECEIVER, SALES

pytestmark = pytest.mark.usefixtures("committed")


def test_of_many_proposals_only_those_that_fit_become_orders() -> None:
    band = band_of()
    counted(500)

    def bring() -> str:
        try:
            return str(brought(band, 200).status)
        except DomainError as error:
            return error.code

    found = at_once([(SALES, bring)] * 8)
    assert sorted(found) == ["REPLENISHMENT_REFUSED"] * 5 + ["confirmed"] * 3
    with acting_as(BUYER.enterprise_id):
        assert sum(ScheduleLine.objects.values_list("ordered_quantity", flat=True)) == 600
    assert max(week.stock for week in outlook_of(band).weeks) <= band.maximum


def test_movements_at_once_leave_the_sum_of_all() -> None:
    band = band_of()
    counted(500)
    at_once([(RECEIVER, lambda: consumed(7))] * 10)
    assert stock_of(band).quantity == 430
    with acting_as(BUYER.enterprise_id):
        position = InventoryPosition.objects.get(stock_status="CONSIGNED", item_id=world.STATOR.id)
        assert position.quantity == 430
    with acting_as(SALES.enterprise_id):
        left = list(BandMovement.objects.order_by("-stock_after").values_list("stock_after", flat=True))
    assert left == [500 - Decimal(7) * n for n in range(11)]
