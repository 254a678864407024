"""Batched reads of partnerships, items and stock."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from api.loaders import Loader, ManyLoader
from suppliers.models import (
    BomLine,
    CapacityShare,
    CapacityUsage,
    InventoryPosition,
    Item,
    Partnership,
    PriceBreak,
    SharingGrant,
    SharingGrantItem,
    SourceOption,
)


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


class SharesByWeekLoader(ManyLoader[UUID, CapacityShare]):
    def rows(self, keys: list[UUID]) -> Iterable[CapacityShare]:
        mine = CapacityShare.objects.filter(
            enterprise_id=self.context.actor.enterprise_id, capacity_week_id__in=keys
        )
        return mine.select_related("partnership").order_by("partnership__buyer__short_name", "id")

    def key_of(self, row: CapacityShare) -> UUID:
        return row.capacity_week_id


class UsagesByGroupLoader(ManyLoader[UUID, CapacityUsage]):
    def rows(self, keys: list[UUID]) -> Iterable[CapacityUsage]:
        mine = CapacityUsage.objects.filter(enterprise_id=self.context.actor.enterprise_id, group_id__in=keys)
        return mine.order_by("item__number")

    def key_of(self, row: CapacityUsage) -> UUID:
        return row.group_id


class ItemsByGrantLoader(ManyLoader[UUID, SharingGrantItem]):
    """Items of one's own grants with the thresholds; a partner's grant has none to show."""

    def rows(self, keys: list[UUID]) -> Iterable[SharingGrantItem]:
        mine = SharingGrantItem.objects.filter(
            enterprise_id=self.context.actor.enterprise_id, grant_id__in=keys
        )
        return mine.select_related("item").order_by("item__number")

    def key_of(self, row: SharingGrantItem) -> UUID:
        return row.grant_id


class GrantByIdLoader(Loader[UUID, SharingGrant]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, SharingGrant]:
        return SharingGrant.objects.in_bulk(keys)


class ItemBySupplierNumberLoader(Loader[tuple[UUID, str], Item]):
    """My item for a supplier's own number of it, by where I buy it."""

    def batch(self, keys: list[tuple[UUID, str]]) -> Mapping[tuple[UUID, str], Item]:
        sources = SourceOption.objects.filter(
            enterprise_id=self.context.actor.enterprise_id,
            partnership__supplier_id__in={supplier for supplier, _ in keys},
            supplier_item_number__in={number for _, number in keys} - {""},
        )
        found = sources.select_related("item", "partnership").order_by("id")
        return {(s.partnership.supplier_id, s.supplier_item_number): s.item for s in found}
