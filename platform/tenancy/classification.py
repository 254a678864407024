"""Category and level of fields, as models declare them beside their visibility."""

from collections.abc import Mapping
from types import MappingProxyType

from common.classification import DataCategory, DataLevel

DataClass = tuple[DataCategory, DataLevel]
Classes = Mapping[str, DataClass]

# What every table has and means the same everywhere.
COMMON: Classes = MappingProxyType({
    "id": (DataCategory.OPERATIONS, DataLevel.PARTNER),
    "chain": (DataCategory.MANAGEMENT, DataLevel.PARTNER),
    "version": (DataCategory.OPERATIONS, DataLevel.PARTNER),
})  # fmt: skip


def classed(*groups: tuple[DataCategory, DataLevel, str]) -> Classes:
    """Fields by category and level; names are separated by blanks. Raises ValueError for a name given twice."""
    found: dict[str, DataClass] = {}
    for category, level, names in groups:
        for name in names.split():
            if name in found:
                raise ValueError(f"{name} is classified twice")
            found[name] = (category, level)
    return MappingProxyType(found)
