from suppliers.models.capacity import CapacityGroup, CapacityShare, CapacityUsage, CapacityWeek
from suppliers.models.inventory import InventoryPosition, StockMovement
from suppliers.models.item import BomLine, Item
from suppliers.models.network import NetworkOutline, NetworkRefresh, SharedEdge, SharedNode
from suppliers.models.partnership import Partnership
from suppliers.models.production import ProductionOrder
from suppliers.models.question import (
    Inquiry,
    InquiryBranch,
    Question,
    QuestionPolicy,
    QuestionTrace,
    StandingAnswer,
)
from suppliers.models.sharing import ReadingEntry, SharedFigure, SharingGrant, SharingGrantItem
from suppliers.models.source import PriceBreak, SourceOption

__all__ = [
    "BomLine",
    "CapacityGroup",
    "CapacityShare",
    "CapacityUsage",
    "CapacityWeek",
    "Inquiry",
    "InquiryBranch",
    "InventoryPosition",
    "Item",
    "NetworkOutline",
    "NetworkRefresh",
    "Partnership",
    "PriceBreak",
    "ProductionOrder",
    "Question",
    "QuestionPolicy",
    "QuestionTrace",
    "ReadingEntry",
    "SharedEdge",
    "SharedFigure",
    "SharedNode",
    "SharingGrant",
    "SharingGrantItem",
    "SourceOption",
    "StandingAnswer",
    "StockMovement",
]
