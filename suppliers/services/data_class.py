"""The category and level a shared figure has: those of the columns it is made from."""

from collections.abc import Mapping
from types import MappingProxyType

from common.classification import strictest
from suppliers.models import (
    CapacityShare,
    CapacityWeek,
    InventoryPosition,
    Partnership,
    ProductionOrder,
    SourceOption,
)
from suppliers.states import SharedField
from tenancy.classification import DataClass
from tenancy.models import Enterprise, Site
from tenancy.models.base import GuardedModel

_F = SharedField
_Column = tuple[type[GuardedModel], str]
_STOCK: tuple[_Column, ...] = ((InventoryPosition, "quantity"),)
_MADE: tuple[_Column, ...] = ((ProductionOrder, "quantity"), (ProductionOrder, "ready_on"))
# Whom one buys from, and that the source is approved: the latter is the stricter.
_BOUGHT: tuple[_Column, ...] = (
    (Partnership, "supplier"),
    (SourceOption, "item"),
    (SourceOption, "is_approved"),
)
SOURCES: Mapping[SharedField, tuple[_Column, ...]] = MappingProxyType({
    _F.UNRESTRICTED: _STOCK,
    _F.IN_INSPECTION: _STOCK,
    _F.BLOCKED: _STOCK,
    _F.AGREED: ((CapacityShare, "agreed"),),
    _F.FREE: ((CapacityWeek, "maximum"), (CapacityShare, "agreed")),
    _F.MAXIMUM: ((CapacityWeek, "maximum"),),
    _F.MACHINE_AVAILABLE: ((CapacityWeek, "machine_available"),),
    _F.READY_QUANTITY: _MADE,
    _F.WORK_IN_PROGRESS: _MADE,
    _F.UPSTREAM: _BOUGHT,
    _F.ONWARD: _BOUGHT,
    _F.IDENTITY: ((Enterprise, "name"), (Site, "address")),
})  # fmt: skip


def data_class_of(field: SharedField) -> DataClass:
    """Category of its first column, level of its strictest one: a coarser grain does not lower the level."""
    classes = [model.data_classes[name] for model, name in SOURCES[field]]
    return classes[0][0], strictest(level for _, level in classes)
