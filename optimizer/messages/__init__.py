"""Spreadsheets of this app: demand and planning terms in and out, a plan's orders out."""

from exchange.registry import register_export, register_import
from optimizer.messages.demand import DEMAND_EXPORT, DEMAND_IMPORT
from optimizer.messages.planning_terms import TERMS_EXPORT, TERMS_IMPORT
from optimizer.messages.plans import PLAN_ORDER_EXPORT

register_import(DEMAND_IMPORT)
register_export(DEMAND_EXPORT)
register_export(PLAN_ORDER_EXPORT)
register_import(TERMS_IMPORT)
register_export(TERMS_EXPORT)
