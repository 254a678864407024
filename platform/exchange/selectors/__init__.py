from exchange.selectors.downloads import Download, download_of
from exchange.selectors.exports import export_run_get, export_run_list
from exchange.selectors.imports import import_run_get, import_run_list
from exchange.selectors.refused import RefusedCell, refused_cells
from exchange.selectors.rows import CellView, RowPage, RowView, import_row_pages, import_rows
from exchange.selectors.views import CauseView, ColumnView, causes_of, columns_of, error_of

__all__ = [
    "CauseView",
    "CellView",
    "ColumnView",
    "Download",
    "RefusedCell",
    "RowPage",
    "RowView",
    "causes_of",
    "columns_of",
    "download_of",
    "error_of",
    "export_run_get",
    "export_run_list",
    "import_row_pages",
    "import_rows",
    "import_run_get",
    "import_run_list",
    "refused_cells",
]
