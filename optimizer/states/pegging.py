"""What a demand can rest on."""

from enum import StrEnum


class PegKind(StrEnum):
    """CONFIRMED, ORDER: a line under way, agreed to or not yet; PLANNED: an order of the plan; PRODUCTION: made for it."""

    STOCK = "STOCK"
    CONFIRMED = "CONFIRMED"
    ORDER = "ORDER"
    PLANNED = "PLANNED"
    PRODUCTION = "PRODUCTION"
    UNCOVERED = "UNCOVERED"
