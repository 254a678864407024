"""What data is about, and what harm its disclosure may do: the words of GB/T 43697-2024.

The standard knows three levels, general, important and core (一般、重要、核心). Its annex H leaves it to each
organisation to divide general data further; the first four levels here are that division.
"""

from collections.abc import Iterable
from enum import StrEnum


class DataCategory(StrEnum):
    """The categories an organisation sorts its data by."""

    BUSINESS = "BUSINESS"  # 业务数据: what is traded, made, moved and promised
    MANAGEMENT = "MANAGEMENT"  # 经营管理数据: enterprises, sites, terms, roles
    OPERATIONS = "OPERATIONS"  # 系统运行和安全数据: keys, versions, logs, runs
    PERSONAL = "PERSONAL"  # 用户数据: who a person is and what that person did


class DataLevel(StrEnum):
    """Levels, lowest first; PUBLIC to RESTRICTED are all general data."""

    PUBLIC = "PUBLIC"
    PARTNER = "PARTNER"  # the two parties of a document
    SENSITIVE = "SENSITIVE"  # prices, costs, capacity, who a person is
    RESTRICTED = "RESTRICTED"  # secrets, the split between suppliers, what somebody did where
    IMPORTANT = "IMPORTANT"
    CORE = "CORE"

    @property
    def rank(self) -> int:
        return list(DataLevel).index(self)


def strictest(levels: Iterable[DataLevel]) -> DataLevel:
    """The level of what is derived or joined from several: the highest of theirs (就高从严).

    Raises ValueError for none.
    """
    return max(levels, key=lambda level: level.rank)
