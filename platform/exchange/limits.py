"""How large a file may be, and how much one enterprise may have under way. One place for every number."""

FILE_BYTES = 50 * 1024 * 1024
UNZIPPED_BYTES = 500 * 1024 * 1024
# Spreadsheet XML packs about 10:1, repetitive order books up to 60:1; bombs start at several hundred.
UNZIP_RATIO = 150
ZIP_ENTRIES = 2_000
ROWS = 200_000
COLUMNS = 200
CELLS = 6_000_000
CELL_CHARACTERS = 2_000
HEADER_SEARCH_ROWS = 15

# Rows are kept, checked and imported in chunks of this many.
CHUNK_ROWS = 2_000
# Up to here a fix of a cell is checked at once; above it in the background.
INSTANT_CHECK_ROWS = 3_000
# Above this many cells the returned workbook is written afresh instead of being marked in place.
MARK_IN_PLACE_CELLS = 200_000

# Quotas of one enterprise: its imports must not slow the others.
RUNS_UNDER_WAY = 4
UPLOADS_PER_DAY = 300
EXPORTS_UNDER_WAY = 4

LINK_SECONDS = 15 * 60
EVENTS_SECONDS = 0.5
# A worker that has not moved a run for so long is taken for dead.
STALE_SECONDS = 60

UPLOAD_DAYS = 90
EXPORT_DAYS = 7
