"""Spreadsheets of this app: items in and out, partnerships out."""

from exchange.registry import register_export, register_import
from suppliers.messages.items import ITEM_EXPORT, ITEM_IMPORT
from suppliers.messages.partnerships import PARTNERSHIP_EXPORT

register_import(ITEM_IMPORT)
register_export(ITEM_EXPORT)
register_export(PARTNERSHIP_EXPORT)
