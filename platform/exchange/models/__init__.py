from exchange.models.export import ExportRun
from exchange.models.memory import ColumnMapping, ImportedRow
from exchange.models.run import ImportChunk, ImportRun
from exchange.models.upload import Upload

__all__ = ["ColumnMapping", "ExportRun", "ImportChunk", "ImportRun", "ImportedRow", "Upload"]
