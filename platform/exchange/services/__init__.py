from exchange.services.exports import export_start
from exchange.services.fixes import CellFix, import_fix_cells
from exchange.services.imports import (
    import_abort,
    import_begin,
    import_commit,
    import_open,
    import_set_mapping,
    import_start,
)
from exchange.services.memory import known_rows, remember_rows
from exchange.services.uploads import upload_store

__all__ = [
    "CellFix",
    "export_start",
    "import_abort",
    "import_begin",
    "import_commit",
    "import_fix_cells",
    "import_open",
    "import_set_mapping",
    "import_start",
    "known_rows",
    "remember_rows",
    "upload_store",
]
