"""Spreadsheets of this app: items, stock and capacity in and out; partnerships, partners' figures, readings out."""

from exchange.registry import register_export, register_import
from suppliers.messages.capacity import CAPACITY_EXPORT, CAPACITY_IMPORT
from suppliers.messages.items import ITEM_EXPORT, ITEM_IMPORT
from suppliers.messages.partnerships import PARTNERSHIP_EXPORT
from suppliers.messages.production import PRODUCTION_EXPORT, PRODUCTION_IMPORT
from suppliers.messages.sharing import FIGURE_EXPORT, READING_EXPORT
from suppliers.messages.stock import STOCK_EXPORT, STOCK_IMPORT

for incoming in (ITEM_IMPORT, STOCK_IMPORT, CAPACITY_IMPORT, PRODUCTION_IMPORT):
    register_import(incoming)
for outgoing in (
    ITEM_EXPORT,
    PARTNERSHIP_EXPORT,
    STOCK_EXPORT,
    CAPACITY_EXPORT,
    PRODUCTION_EXPORT,
    FIGURE_EXPORT,
    READING_EXPORT,
):
    register_export(outgoing)
