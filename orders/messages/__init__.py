"""Spreadsheets of this app: order lines and finished orders in, the lists out."""

from exchange.registry import register_export, register_import
from orders.messages.bands import BAND_EXPORT, BAND_IMPORT
from orders.messages.forecast_lists import FORECAST_EXPORT
from orders.messages.forecast_sheets import COMMIT_IMPORT, FORECAST_IMPORT
from orders.messages.history import HISTORY_IMPORT
from orders.messages.lists import LISTS
from orders.messages.order_lines import ORDER_LINE_IMPORT
from orders.messages.scms import SCMS_IMPORT

for kind in (ORDER_LINE_IMPORT, HISTORY_IMPORT, SCMS_IMPORT, FORECAST_IMPORT, COMMIT_IMPORT, BAND_IMPORT):
    register_import(kind)
for listed in (*LISTS, FORECAST_EXPORT, BAND_EXPORT):
    register_export(listed)
