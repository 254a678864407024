from suppliers.selectors.capacity import CapacityFilter, capacity_group_list, capacity_week_list
from suppliers.selectors.inventory import (
    InventoryFilter,
    MovementFilter,
    inventory_position_list,
    movement_list,
    stock_movement_list,
)
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
from suppliers.selectors.production import (
    ProductionFilter,
    production_order_list,
    production_orders_by_number,
)
from suppliers.selectors.sharing import (
    FigureFilter,
    GrantFilter,
    ReadingFilter,
    grants_given,
    grants_received,
    reading_entry_list,
    shared_figure_list,
    sharing_preview,
)
from suppliers.selectors.sources import price_for, source_option_list, source_options_for_items

__all__ = [
    "CapacityFilter",
    "FigureFilter",
    "GrantFilter",
    "InventoryFilter",
    "ItemFilter",
    "MovementFilter",
    "PartnershipFilter",
    "ProductionFilter",
    "ReadingFilter",
    "bom_lines_for_items",
    "capacity_group_list",
    "capacity_week_list",
    "grants_given",
    "grants_received",
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
    "production_order_list",
    "production_orders_by_number",
    "reading_entry_list",
    "shared_figure_list",
    "sharing_preview",
    "source_option_list",
    "source_options_for_items",
    "stock_movement_list",
]
