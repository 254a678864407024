"""Statuses of proposals and ship notices, and the kinds of orders, answers and decisions."""

from collections.abc import Mapping
from enum import StrEnum


class ProposalStatus(StrEnum):
    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"
    SUPERSEDED = "SUPERSEDED"


class AsnStatus(StrEnum):
    PLANNED = "planned"
    PACKED = "packed"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    RECEIVED = "received"
    CANCELLED = "cancelled"


class AsnAction(StrEnum):
    PACK = "PACK"
    DEPART = "DEPART"
    ARRIVE = "ARRIVE"
    RECEIVE = "RECEIVE"
    CANCEL = "CANCEL"


_N, _M = AsnStatus, AsnAction

# Goods are often counted before anybody reports the arrival, so a receipt may follow the departure.
ASN_TRANSITIONS: Mapping[tuple[AsnStatus, AsnAction], AsnStatus] = {
    (_N.PLANNED, _M.PACK): _N.PACKED,
    (_N.PLANNED, _M.DEPART): _N.DEPARTED,
    (_N.PLANNED, _M.CANCEL): _N.CANCELLED,
    (_N.PACKED, _M.DEPART): _N.DEPARTED,
    (_N.PACKED, _M.CANCEL): _N.CANCELLED,
    (_N.DEPARTED, _M.ARRIVE): _N.ARRIVED,
    (_N.DEPARTED, _M.RECEIVE): _N.RECEIVED,
    (_N.ARRIVED, _M.RECEIVE): _N.RECEIVED,
}

ASN_STATUS_NAMES: Mapping[AsnStatus, tuple[str, str]] = {
    _N.PLANNED: ("已计划", "Planned"),
    _N.PACKED: ("已装箱", "Packed"),
    _N.DEPARTED: ("已出发", "Departed"),
    _N.ARRIVED: ("已到达", "Arrived"),
    _N.RECEIVED: ("已收货", "Received"),
    _N.CANCELLED: ("已取消", "Cancelled"),
}


def next_asn_status(status: AsnStatus, action: AsnAction) -> AsnStatus | None:
    """The status of a ship notice after the action, or None when the table does not allow it."""
    return ASN_TRANSITIONS.get((status, action))


def asn_actions(status: AsnStatus) -> list[AsnAction]:
    """The actions possible on a ship notice of this status."""
    return [action for (source, action) in ASN_TRANSITIONS if source == status]


class OrderSource(StrEnum):
    """How an order came into being. REPLENISHMENT: the supplier began it under a band."""

    TYPED = "TYPED"
    IMPORT = "IMPORT"
    API = "API"
    REPLENISHMENT = "REPLENISHMENT"


class AnswerKind(StrEnum):
    ACCEPT = "ACCEPT"
    SPLIT = "SPLIT"
    COUNTER = "COUNTER"
    REJECT = "REJECT"


class DecisionKind(StrEnum):
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    COUNTER = "COUNTER"
