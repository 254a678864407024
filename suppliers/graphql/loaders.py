"""Batched reads of partnerships, items and stock."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from api.loaders import Loader, ManyLoader
from suppliers.models import BomLine, InventoryPosition, Item, Partnership, PriceBreak, SourceOption


class PartnershipByIdLoader(Loader[UUID, Partnership]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, Partnership]:
        return Partnership.objects.in_bulk(keys)


class ItemByIdLoader(Loader[UUID, Item]):
    """Items of the acting enterprise; another's item loads None."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Item]:
        mine = Item.objects.filter(enterprise_id=self.context.actor.enterprise_id)
        return mine.in_bulk(keys)


class ComponentsByItemLoader(ManyLoader[UUID, BomLine]):
    def rows(self, keys: list[UUID]) -> Iterable[BomLine]:
        return BomLine.objects.filter(parent_id__in=keys).order_by("component__number")

    def key_of(self, row: BomLine) -> UUID:
        return row.parent_id


class SourcesByItemLoader(ManyLoader[UUID, SourceOption]):
    """Approved sources first."""

    def rows(self, keys: list[UUID]) -> Iterable[SourceOption]:
        return SourceOption.objects.filter(item_id__in=keys).order_by("-is_approved", "unit_price", "id")

    def key_of(self, row: SourceOption) -> UUID:
        return row.item_id


class PriceBreaksBySourceLoader(ManyLoader[UUID, PriceBreak]):
    def rows(self, keys: list[UUID]) -> Iterable[PriceBreak]:
        return PriceBreak.objects.filter(source_option_id__in=keys).order_by("from_quantity")

    def key_of(self, row: PriceBreak) -> UUID:
        return row.source_option_id


class StockByItemLoader(ManyLoader[UUID, InventoryPosition]):
    def rows(self, keys: list[UUID]) -> Iterable[InventoryPosition]:
        mine = InventoryPosition.objects.filter(
            enterprise_id=self.context.actor.enterprise_id, item_id__in=keys
        )
        return mine.order_by("site__code", "lot_number", "stock_status", "id")

    def key_of(self, row: InventoryPosition) -> UUID:
        return row.item_id
