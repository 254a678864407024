"""Bands on the stage: of each pair one consigned with stock, consumption and a replenishment, one of the buyer's own
stock, and one that has ended. Figures have decimals of their own, so that they are recognised wherever they appear.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from common.clock import today
from common.ids import new_id
from orders.models import ReplenishmentBand
from orders.services.bands import BandPlace, BandValues, band_create, band_end
from orders.services.replenishment import Replenishment, replenishment_start
from orders.states import BandKind
from suppliers.models import Item, SourceOption
from suppliers.services.stock import Count, StockAct, stock_count, stock_move
from suppliers.states import MovementKind, StockStatus
from tenancy.context import acting_as
from tests import world


def everything(firm: world.Firm) -> Any:
    from tests.isolation.stage import everything as everybody

    return everybody(firm)


def _number(pair: world.Pair, mark: str) -> str:
    return f"B{mark}-{pair.buyer.key}-{pair.supplier.key}"


def _item(pair: world.Pair, mark: str) -> Item:
    """A part bought from the pair's supplier alone."""
    item = Item.objects.create(
        chain_id=pair.chain_id, enterprise_id=pair.buyer.id, number=_number(pair, mark), name=f"part {_number(pair, mark)}",
        unit="KGM",
    )  # fmt: skip
    SourceOption.objects.create(
        chain_id=pair.chain_id, enterprise_id=pair.buyer.id, partnership_id=pair.id, item=item,
        unit_price=Decimal("13.07") + pair.supplier.number, minimum_order_quantity=Decimal(50), order_multiple=Decimal(10),
        supplier_item_number=f"{pair.supplier.key}-{mark}", lead_time_days=3,
    )  # fmt: skip
    return item


def free_item(pair: world.Pair) -> UUID:
    """The part of the pair that no band is about."""
    with acting_as(pair.buyer.id):
        return Item.objects.get(enterprise_id=pair.buyer.id, number=_number(pair, "F")).id


def _band(pair: world.Pair, item: Item, kind: BandKind) -> ReplenishmentBand:
    own = Decimal(pair.supplier.number * 10 + pair.buyer.number) / 1000
    place = BandPlace(pair.id, item.id, pair.buyer.site_id, kind)
    values = BandValues(
        Decimal(100) + own, Decimal(2000) + own, Decimal("21.5") + own, Decimal(60), f"note of {item.number}"
    )
    return band_create(actor=everything(pair.buyer), place=place, values=values)


def _lying(pair: world.Pair, item: Item, status: StockStatus) -> None:
    actor, site = everything(pair.buyer), pair.buyer.site_id
    own = Decimal(pair.supplier.number * 10 + pair.buyer.number) / 1000
    stock_count(actor=actor, counts=[Count(site, item.id, Decimal(180) + own, "", status)])
    stock_move(
        actor=actor, act=StockAct(MovementKind.CONSUMPTION, site, item.id, Decimal("40.25"), "", status)
    )


def replenish(pair: world.Pair, marks: Sequence[str] = ("V", "S", "E", "F")) -> None:
    """Bands in every condition; `F` only leaves an item without one."""
    actor = everything(pair.buyer)
    with acting_as(pair.buyer.id, actor.user_id):
        if "F" in marks:
            _item(pair, "F")
        consigned, own, ended = (_item(pair, marks[place]) for place in range(3))
        band = _band(pair, consigned, BandKind.VMI)
        _lying(pair, consigned, StockStatus.CONSIGNED)
        _band(pair, own, BandKind.SMI)
        _lying(pair, own, StockStatus.UNRESTRICTED)
        over = _band(pair, ended, BandKind.VMI)
        band_end(actor=actor, band_id=over.id, version=over.version)
    seller = everything(pair.supplier)
    with acting_as(pair.supplier.id, seller.user_id):
        wanted = Replenishment(band.id, band.version, Decimal(120), today() + timedelta(days=5))
        replenishment_start(actor=seller, wanted=wanted)


def more(pair: world.Pair) -> None:
    """As many bands again."""
    replenish(pair, marks=[new_id().hex[-8:] for _ in range(3)])
