"""Bands as spreadsheets: what is exported can be taken in again."""

from decimal import Decimal
from typing import Any

import pytest

from orders.models import ReplenishmentBand
from tenancy.context import acting_as
from tests import world
from tests.exchange import steps
from tests.orders.band_steps import band_of, counted
from tests.orders.trade import BUYER, SALES

pytestmark = pytest.mark.usefixtures("db")
HEAD = ["供应商", "物料编码", "交货地", "方式", "下限", "上限", "周需求", "预测占比 %", "备注"]


def taken_in(rows: list[list[Any]]) -> Any:
    with acting_as(BUYER.enterprise_id, BUYER.user_id):
        return steps.imported(BUYER, [HEAD, *rows], "orders.bands")


def test_rows_make_bands_and_change_them() -> None:
    site = "甲链主一厂"
    rows = [
        ["一号供应商", "ED30-ST-01", site, "VMI", "200", "900", "100", "", "每周二"],
        ["一号供应商", "EW-045", site, "", "50.5", "80.25", "", "40", ""],
        ["一号供应商", "BT-08", site, "SMI", "1", "2", "", "", ""],
    ]
    run = taken_in(rows)
    assert (run.counts["created"], run.counts["refused"]) == (2, 1)
    with acting_as(BUYER.enterprise_id):
        bands = {b.item_number: b for b in ReplenishmentBand.objects.all()}
    assert (bands["ED30-ST-01"].maximum, bands["ED30-ST-01"].note) == (900, "每周二")
    assert (bands["EW-045"].minimum, bands["EW-045"].demand_share) == (Decimal("50.5"), 40)

    run = taken_in([["一号供应商", "ED30-ST-01", site, "VMI", "300", "950", "", "", ""]])
    assert run.counts["updated"] == 1
    with acting_as(BUYER.enterprise_id):
        changed = ReplenishmentBand.objects.get(item_number="ED30-ST-01")
    assert (changed.minimum, changed.maximum, changed.version) == (300, 950, 2)


def test_an_export_shows_stock_age_and_what_fits() -> None:
    from exchange.registry import export_kind

    band_of()
    counted(150)
    with acting_as(SALES.enterprise_id, SALES.user_id):
        rows = list(export_kind("REPLENISHMENT_BANDS").rows(SALES, {}, None, None))
    assert [(r["item"], r["state"], r["stock"], r["proposed_quantity"]) for r in rows] == [
        (world.STATOR.number, "低于下限", 150, 950),
    ]  # fmt: skip
    assert rows[0]["as_of"]
