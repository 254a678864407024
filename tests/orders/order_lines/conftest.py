"""Files of order lines: their day, their folder, who reads them, and a good row."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings

from accounts.actor import Actor
from common import clock
from suppliers.models import SourceOption
from tests.exchange.steps import acting
from tests.orders.order_lines.rows import HEADER, NOW, STATOR, SUPPLIER, Row


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def buyer(db: None, world: ModuleType) -> Actor:
    actor: Actor = world.actor(world.LEADER, "BUYER")
    return actor


@pytest.fixture
def terms(buyer: Actor, world: ModuleType) -> SourceOption:
    """The stator at the first supplier: 276.11 net, from 200 in steps of 100, 7 days."""
    with acting(buyer):
        option, _ = SourceOption.objects.update_or_create(
            enterprise_id=buyer.enterprise_id, partnership_id=world.LEADER_FIRST.id, item_id=world.STATOR.id,
            defaults={
                "chain_id": world.CHAIN, "unit_price": Decimal("276.11"), "minimum_order_quantity": 200,
                "order_multiple": 100, "lead_time_days": 7, "supplier_item_number": "RC-7", "is_approved": True,
            },
        )  # fmt: skip
    return option


@pytest.fixture
def row(terms: SourceOption) -> Row:
    """A good row, with changes by header."""

    def make(**changes: str) -> list[str]:
        good = dict(
            zip(
                HEADER,
                [STATOR, "电机定子总成", SUPPLIER, "1200", "件", "2026-12-18", "312.00", "甲链主一厂"],
                strict=True,
            )
        )
        return list(
            (
                good | {{"料": "物料编码", "价": "单价（含税）"}.get(k, k): v for k, v in changes.items()}
            ).values()
        )

    return make
