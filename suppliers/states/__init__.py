"""Statuses of a partnership and the moves between them; kinds of items and of stock."""

from collections.abc import Mapping
from enum import StrEnum


class PartnershipStatus(StrEnum):
    """Where the relation between a buyer and a supplier stands (domain.md 1)."""

    INVITED = "invited"
    APPLYING = "applying"
    UNDER_REVIEW = "under_review"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REJECTED = "rejected"


class PartnershipAction(StrEnum):
    APPLY = "APPLY"
    REVIEW = "REVIEW"
    ACTIVATE = "ACTIVATE"
    REJECT = "REJECT"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    END = "END"


_S, _A = PartnershipStatus, PartnershipAction

PARTNERSHIP_TRANSITIONS: Mapping[tuple[PartnershipStatus, PartnershipAction], PartnershipStatus] = {
    (_S.INVITED, _A.APPLY): _S.APPLYING,
    (_S.INVITED, _A.ACTIVATE): _S.ACTIVE,
    (_S.INVITED, _A.REJECT): _S.REJECTED,
    (_S.APPLYING, _A.REVIEW): _S.UNDER_REVIEW,
    (_S.APPLYING, _A.REJECT): _S.REJECTED,
    (_S.UNDER_REVIEW, _A.ACTIVATE): _S.ACTIVE,
    (_S.UNDER_REVIEW, _A.REJECT): _S.REJECTED,
    (_S.ACTIVE, _A.SUSPEND): _S.SUSPENDED,
    (_S.ACTIVE, _A.END): _S.ENDED,
    (_S.SUSPENDED, _A.RESUME): _S.ACTIVE,
    (_S.SUSPENDED, _A.END): _S.ENDED,
}

PARTNERSHIP_STATUS_NAMES: Mapping[PartnershipStatus, tuple[str, str]] = {
    _S.INVITED: ("已邀请", "Invited"),
    _S.APPLYING: ("申请中", "Applying"),
    _S.UNDER_REVIEW: ("审核中", "Under review"),
    _S.ACTIVE: ("合作中", "Active"),
    _S.SUSPENDED: ("已暂停", "Suspended"),
    _S.ENDED: ("已终止", "Ended"),
    _S.REJECTED: ("已拒绝", "Rejected"),
}


class DefaultOutcome(StrEnum):
    """What holds when a change proposal is not decided in time; agreed in advance, shown to both sides."""

    KEEP_REQUESTED = "KEEP_REQUESTED"
    ACCEPT_PROPOSAL = "ACCEPT_PROPOSAL"


class ItemKind(StrEnum):
    MAKE = "MAKE"
    BUY = "BUY"


class StockStatus(StrEnum):
    """Whether stock may be used. CONSIGNED: usable, and the supplier's until it is consumed."""

    UNRESTRICTED = "UNRESTRICTED"
    IN_INSPECTION = "IN_INSPECTION"
    BLOCKED = "BLOCKED"
    CONSIGNED = "CONSIGNED"


class MovementKind(StrEnum):
    RECEIPT = "RECEIPT"
    ISSUE = "ISSUE"
    TRANSFER = "TRANSFER"
    COUNT = "COUNT"
    CONSUMPTION = "CONSUMPTION"
    BLOCK = "BLOCK"
    RELEASE = "RELEASE"


class InventorySource(StrEnum):
    """Where a stock figure comes from; shown beside it on every screen."""

    TYPED = "TYPED"
    FILE = "FILE"
    API = "API"
    RECEIPT = "RECEIPT"


def next_partnership_status(status: PartnershipStatus, action: PartnershipAction) -> PartnershipStatus | None:
    """The status after the action, or None when the table does not allow it."""
    return PARTNERSHIP_TRANSITIONS.get((status, action))


def partnership_actions(status: PartnershipStatus) -> list[PartnershipAction]:
    """The actions possible from a status, in the table's order."""
    return [action for (source, action) in PARTNERSHIP_TRANSITIONS if source == status]


class SharingSubject(StrEnum):
    """What an enterprise may share with a partner."""

    INVENTORY = "INVENTORY"
    CAPACITY = "CAPACITY"
    PRODUCTION = "PRODUCTION"
    NETWORK = "NETWORK"


class SharedField(StrEnum):
    """One figure of a subject: stock by status of an item, a week of a capacity group, or production of an item.

    READY_QUANTITY: what production has ready in a week; WORK_IN_PROGRESS: what is in work now. Of the network, to one
    buyer each: UPSTREAM: whom one buys from; ONWARD: that the buyer may show it to its own buyers; IDENTITY: that the
    buyer may name one when it does.
    """

    UNRESTRICTED = "UNRESTRICTED"
    IN_INSPECTION = "IN_INSPECTION"
    BLOCKED = "BLOCKED"
    AGREED = "AGREED"
    FREE = "FREE"
    MAXIMUM = "MAXIMUM"
    MACHINE_AVAILABLE = "MACHINE_AVAILABLE"
    READY_QUANTITY = "READY_QUANTITY"
    WORK_IN_PROGRESS = "WORK_IN_PROGRESS"
    UPSTREAM = "UPSTREAM"
    ONWARD = "ONWARD"
    IDENTITY = "IDENTITY"


class Grain(StrEnum):
    """How closely a partner sees a figure. PLANNER_ONLY: the solver may use it, no person reads it.

    ANONYMOUS, of the network: that there is somebody, of which category, how many tiers above, in which province.
    """

    EXACT = "EXACT"
    RANGE = "RANGE"
    LIGHT = "LIGHT"
    PLANNER_ONLY = "PLANNER_ONLY"
    ANONYMOUS = "ANONYMOUS"


class Light(StrEnum):
    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"


class ReadingVia(StrEnum):
    """The way a shared figure was read."""

    SCREEN = "SCREEN"
    API = "API"
    EXPORT = "EXPORT"


_F, _G = SharedField, Grain
FIELD_SUBJECTS: Mapping[SharedField, SharingSubject] = {
    _F.UNRESTRICTED: SharingSubject.INVENTORY,
    _F.IN_INSPECTION: SharingSubject.INVENTORY,
    _F.BLOCKED: SharingSubject.INVENTORY,
    _F.AGREED: SharingSubject.CAPACITY,
    _F.FREE: SharingSubject.CAPACITY,
    _F.MAXIMUM: SharingSubject.CAPACITY,
    _F.MACHINE_AVAILABLE: SharingSubject.CAPACITY,
    _F.READY_QUANTITY: SharingSubject.PRODUCTION,
    _F.WORK_IN_PROGRESS: SharingSubject.PRODUCTION,
    _F.UPSTREAM: SharingSubject.NETWORK,
    _F.ONWARD: SharingSubject.NETWORK,
    _F.IDENTITY: SharingSubject.NETWORK,
}
# Subjects whose grants name the items they are about.
ITEM_SUBJECTS = frozenset({SharingSubject.INVENTORY, SharingSubject.PRODUCTION})
# A light needs something to be measured by: thresholds of an item, the maximum of a week, or all machines.
FIELDS_WITH_LIGHT = frozenset({_F.UNRESTRICTED, _F.IN_INSPECTION, _F.BLOCKED, _F.FREE, _F.MACHINE_AVAILABLE})


def grains_of(field: SharedField) -> tuple[Grain, ...]:
    """The grains a field can be shared at. A name is told or not: it has no coarser grain."""
    if FIELD_SUBJECTS[field] is SharingSubject.NETWORK:
        return (_G.EXACT,) if field is _F.IDENTITY else (_G.EXACT, _G.ANONYMOUS)
    light = (_G.LIGHT,) if field in FIELDS_WITH_LIGHT else ()
    return (_G.EXACT, _G.RANGE, *light, _G.PLANNER_ONLY)


FIELD_WORDS: Mapping[SharedField, tuple[str, str]] = {
    _F.UNRESTRICTED: ("可用库存", "Unrestricted stock"),
    _F.IN_INSPECTION: ("待检库存", "Stock in inspection"),
    _F.BLOCKED: ("冻结库存", "Blocked stock"),
    _F.AGREED: ("约定产能", "Agreed capacity"),
    _F.FREE: ("空余产能", "Free capacity"),
    _F.MAXIMUM: ("最大产能", "Maximum capacity"),
    _F.MACHINE_AVAILABLE: ("设备可用", "Machines available"),
    _F.READY_QUANTITY: ("每周完工", "Ready in the week"),
    _F.WORK_IN_PROGRESS: ("在制品", "Work in progress"),
    _F.UPSTREAM: ("上游供应商", "Upstream suppliers"),
    _F.ONWARD: ("上游可再传", "Upstream passed on"),
    _F.IDENTITY: ("图谱中具名", "Named in the graph"),
}
GRAIN_WORDS: Mapping[Grain, tuple[str, str]] = {
    _G.EXACT: ("准确", "Exact"),
    _G.RANGE: ("区间", "Range"),
    _G.LIGHT: ("红绿灯", "Light"),
    _G.PLANNER_ONLY: ("仅供计划", "Planner only"),
    _G.ANONYMOUS: ("匿名", "Anonymous"),
}
LIGHT_WORDS: Mapping[Light, tuple[str, str]] = {
    Light.GREEN: ("绿", "Green"),
    Light.AMBER: ("黄", "Amber"),
    Light.RED: ("红", "Red"),
}


class ProductionState(StrEnum):
    """How far a production order has come."""

    PLANNED = "PLANNED"
    IN_WORK = "IN_WORK"
    READY = "READY"


PRODUCTION_STATE_WORDS: Mapping[ProductionState, tuple[str, str]] = {
    ProductionState.PLANNED: ("已计划", "Planned"),
    ProductionState.IN_WORK: ("在制", "In work"),
    ProductionState.READY: ("已完工", "Ready"),
}
