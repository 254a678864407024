"""Spreadsheets of this app: demand, its history and planning terms in and out, forecasts and a plan's orders out."""

from exchange.registry import register_export, register_import
from optimizer.messages.demand import DEMAND_EXPORT, DEMAND_IMPORT
from optimizer.messages.forecasting import FORECAST_EXPORT, HISTORY_EXPORT, HISTORY_IMPORT
from optimizer.messages.planning_terms import TERMS_EXPORT, TERMS_IMPORT
from optimizer.messages.plans import PLAN_ORDER_EXPORT

for kind in (DEMAND_IMPORT, HISTORY_IMPORT, TERMS_IMPORT):
    register_import(kind)
for export in (DEMAND_EXPORT, HISTORY_EXPORT, FORECAST_EXPORT, PLAN_ORDER_EXPORT, TERMS_EXPORT):
    register_export(export)
