from suppliers.selectors.inventory import InventoryFilter, inventory_position_list, movement_list
from suppliers.selectors.items import (
    ItemFilter,
    bom_lines_for_items,
    item_categories,
    item_get,
    item_list,
    items_by_id,
    items_by_number,
)
from suppliers.selectors.partnerships import (
    PartnershipFilter,
    partnership_get,
    partnership_list,
    partnership_to_order_from,
    partnerships_by_code,
    partnerships_by_id,
)
from suppliers.selectors.sources import price_for, source_option_list, source_options_for_items

__all__ = [
    "InventoryFilter",
    "ItemFilter",
    "PartnershipFilter",
    "bom_lines_for_items",
    "inventory_position_list",
    "item_categories",
    "item_get",
    "item_list",
    "items_by_id",
    "items_by_number",
    "movement_list",
    "partnership_get",
    "partnership_list",
    "partnership_to_order_from",
    "partnerships_by_code",
    "partnerships_by_id",
    "price_for",
    "source_option_list",
    "source_options_for_items",
]
