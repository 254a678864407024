"""Spreadsheets of this app: demand and its history in and out, forecasts and a plan's orders out."""

from exchange.registry import register_export, register_import
from optimizer.messages.demand import DEMAND_EXPORT, DEMAND_IMPORT
from optimizer.messages.forecasting import FORECAST_EXPORT, HISTORY_EXPORT, HISTORY_IMPORT
from optimizer.messages.plans import PLAN_ORDER_EXPORT

register_import(DEMAND_IMPORT)
register_import(HISTORY_IMPORT)
for export in (DEMAND_EXPORT, HISTORY_EXPORT, FORECAST_EXPORT, PLAN_ORDER_EXPORT):
    register_export(export)
