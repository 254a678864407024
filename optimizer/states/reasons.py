"""What of a plan is explained."""

from enum import StrEnum


class ReasonSubject(StrEnum):
    """DEMAND: why it is late. ORDER: why it is as it is. OPTION: why a source is not ordered from."""

    DEMAND = "DEMAND"
    ORDER = "ORDER"
    OPTION = "OPTION"
