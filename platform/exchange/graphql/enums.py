"""Enums of imports and exports."""

import graphene

from exchange import issues, states

ImportState = graphene.Enum.from_enum(
    states.ImportState, name="ImportState", description="Where an import stands."
)
ImportRowState = graphene.Enum.from_enum(
    states.RowState, name="ImportRowState", description="What becomes of a row."
)
CellSeverity = graphene.Enum.from_enum(
    issues.Severity,
    name="CellSeverity",
    description="REWRITTEN: read in another spelling. ATTENTION: imports, but look. ERROR: does not import.",
)
ExportState = graphene.Enum.from_enum(
    states.ExportState, name="ExportState", description="Where an export stands."
)
ExportFormat = graphene.Enum.from_enum(states.FileFormat, name="ExportFormat", description="Kind of file.")


class ExportList(graphene.Enum):
    """Lists that can be written out."""

    SCHEDULE_LINES = "SCHEDULE_LINES"
    PURCHASE_ORDERS = "PURCHASE_ORDERS"
    PARTNERSHIPS = "PARTNERSHIPS"
    ITEMS = "ITEMS"
    ADVANCE_SHIP_NOTICES = "ADVANCE_SHIP_NOTICES"
    GOODS_RECEIPTS = "GOODS_RECEIPTS"
    STOCK = "STOCK"
    CAPACITY = "CAPACITY"
    PRODUCTION = "PRODUCTION"
    SHARED_FIGURES = "SHARED_FIGURES"
    READING_ENTRIES = "READING_ENTRIES"
    FORECAST_ROWS = "FORECAST_ROWS"
    REPLENISHMENT_BANDS = "REPLENISHMENT_BANDS"
    DEMAND = "DEMAND"
    DEMAND_HISTORY = "DEMAND_HISTORY"
    DEMAND_FORECAST = "DEMAND_FORECAST"
    PLAN_ORDER = "PLAN_ORDER"
    PLANNING_ITEM = "PLANNING_ITEM"
    AUDIT_ENTRIES = "AUDIT_ENTRIES"
