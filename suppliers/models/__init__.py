from suppliers.models.inventory import InventoryPosition, StockMovement
from suppliers.models.item import BomLine, Item
from suppliers.models.partnership import Partnership
from suppliers.models.source import PriceBreak, SourceOption

__all__ = [
    "BomLine",
    "InventoryPosition",
    "Item",
    "Partnership",
    "PriceBreak",
    "SourceOption",
    "StockMovement",
]
