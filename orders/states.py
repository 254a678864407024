"""Statuses of order collaboration, who may move them, and the only table of moves.

Only `orders/services/transitions.py` writes a status. The line's and the order's statuses are derived from
their schedule lines by `derived_status`.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Side(StrEnum):
    """A party of a document."""

    BUYER = "BUYER"
    SUPPLIER = "SUPPLIER"

    @property
    def other(self) -> "Side":
        return Side.SUPPLIER if self is Side.BUYER else Side.BUYER


class ScheduleStatus(StrEnum):
    """States of a schedule line, the only ones (domain.md 3)."""

    DRAFT = "draft"
    SENT = "sent"
    SEEN = "seen"
    CONFIRMED = "confirmed"
    PART_CONFIRMED = "part_confirmed"
    COUNTERED = "countered"
    REJECTED = "rejected"
    IN_PRODUCTION = "in_production"
    SHIPPED = "shipped"
    RECEIVED = "received"
    INSPECTED = "inspected"
    SETTLED = "settled"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """Moves of a schedule line. KEEP_* are the ends of a proposal that left the earlier promise standing."""

    SEND = "SEND"
    SEE = "SEE"
    CHANGE = "CHANGE"
    CONFIRM = "CONFIRM"
    PART_CONFIRM = "PART_CONFIRM"
    COUNTER = "COUNTER"
    PROPOSE = "PROPOSE"
    REJECT = "REJECT"
    RECONSIDER = "RECONSIDER"
    AGREE = "AGREE"
    AGREE_PART = "AGREE_PART"
    AGREE_CANCEL = "AGREE_CANCEL"
    KEEP_OPEN = "KEEP_OPEN"
    KEEP_PROMISE = "KEEP_PROMISE"
    KEEP_PART = "KEEP_PART"
    KEEP_PRODUCTION = "KEEP_PRODUCTION"
    PRODUCE = "PRODUCE"
    SHIP_PART = "SHIP_PART"
    SHIP = "SHIP"
    RECEIVE_PART = "RECEIVE_PART"
    RECEIVE = "RECEIVE"
    INSPECT = "INSPECT"
    SETTLE = "SETTLE"
    CLOSE = "CLOSE"
    CANCEL = "CANCEL"
    CANCEL_REST = "CANCEL_REST"


S, A = ScheduleStatus, Action

UNANSWERED = frozenset({S.SENT, S.SEEN})
PROMISED = frozenset({S.CONFIRMED, S.PART_CONFIRMED, S.IN_PRODUCTION})
DELIVERED = frozenset({S.RECEIVED, S.INSPECTED, S.SETTLED, S.CLOSED})
FINAL = frozenset({S.CLOSED, S.CANCELLED})
LIVE = frozenset(S) - FINAL - {S.DRAFT, S.REJECTED}


def _moves() -> dict[tuple[ScheduleStatus, Action], ScheduleStatus]:
    table = {
        (S.DRAFT, A.SEND): S.SENT,
        (S.DRAFT, A.CANCEL): S.CANCELLED,
        (S.SENT, A.SEE): S.SEEN,
        (S.REJECTED, A.RECONSIDER): S.SEEN,
        (S.REJECTED, A.CLOSE): S.CLOSED,
        (S.COUNTERED, A.AGREE): S.CONFIRMED,
        (S.COUNTERED, A.AGREE_PART): S.PART_CONFIRMED,
        (S.COUNTERED, A.AGREE_CANCEL): S.CANCELLED,
        (S.COUNTERED, A.KEEP_OPEN): S.SEEN,
        (S.COUNTERED, A.KEEP_PROMISE): S.CONFIRMED,
        (S.COUNTERED, A.KEEP_PART): S.PART_CONFIRMED,
        (S.COUNTERED, A.KEEP_PRODUCTION): S.IN_PRODUCTION,
        (S.SHIPPED, A.RECEIVE_PART): S.SHIPPED,
        (S.SHIPPED, A.RECEIVE): S.RECEIVED,
        (S.RECEIVED, A.INSPECT): S.INSPECTED,
        (S.RECEIVED, A.CLOSE): S.CLOSED,
        (S.INSPECTED, A.SETTLE): S.SETTLED,
        (S.INSPECTED, A.CLOSE): S.CLOSED,
        (S.SETTLED, A.CLOSE): S.CLOSED,
    }
    for status in (S.SENT, S.SEEN):
        table |= {
            (status, A.CHANGE): status,
            (status, A.CONFIRM): S.CONFIRMED,
            (status, A.PART_CONFIRM): S.PART_CONFIRMED,
            (status, A.COUNTER): S.COUNTERED,
            (status, A.REJECT): S.REJECTED,
            (status, A.CANCEL): S.CANCELLED,
        }
    for status in (S.CONFIRMED, S.PART_CONFIRMED, S.IN_PRODUCTION):
        table |= {
            (status, A.COUNTER): S.COUNTERED,
            (status, A.PROPOSE): S.COUNTERED,
            (status, A.CONFIRM): S.CONFIRMED,
            (status, A.PART_CONFIRM): S.PART_CONFIRMED,
            (status, A.KEEP_PRODUCTION): S.IN_PRODUCTION,
            (status, A.SHIP_PART): status,
            (status, A.SHIP): S.SHIPPED,
            (status, A.RECEIVE_PART): status,
        }
    table |= {
        (S.CONFIRMED, A.PRODUCE): S.IN_PRODUCTION,
        (S.IN_PRODUCTION, A.PRODUCE): S.IN_PRODUCTION,
        (S.PART_CONFIRMED, A.PRODUCE): S.PART_CONFIRMED,
        (S.PART_CONFIRMED, A.CANCEL_REST): S.CONFIRMED,
        (S.COUNTERED, A.SHIP_PART): S.COUNTERED,
        (S.COUNTERED, A.RECEIVE_PART): S.COUNTERED,
    }
    return table


TRANSITIONS: Mapping[tuple[ScheduleStatus, Action], ScheduleStatus] = _moves()

_BOTH = frozenset(Side)
ACTION_SIDES: Mapping[Action, frozenset[Side]] = {
    **dict.fromkeys(Action, _BOTH),
    **{a: frozenset({Side.BUYER}) for a in (A.SEND, A.CHANGE, A.PROPOSE, A.RECEIVE_PART, A.RECEIVE)},
    **{a: frozenset({Side.BUYER}) for a in (A.INSPECT, A.SETTLE, A.CLOSE, A.CANCEL, A.CANCEL_REST)},
    **{a: frozenset({Side.SUPPLIER}) for a in (A.SEE, A.CONFIRM, A.PART_CONFIRM, A.REJECT, A.RECONSIDER)},
    **{a: frozenset({Side.SUPPLIER}) for a in (A.PRODUCE, A.SHIP_PART, A.SHIP)},
}

STATUS_NAMES: Mapping[ScheduleStatus, tuple[str, str]] = {
    S.DRAFT: ("草稿", "Draft"),
    S.SENT: ("已发出", "Sent"),
    S.SEEN: ("已查看", "Seen"),
    S.CONFIRMED: ("已确认", "Confirmed"),
    S.PART_CONFIRMED: ("部分确认", "Part confirmed"),
    S.COUNTERED: ("有反提案", "Countered"),
    S.REJECTED: ("已拒绝", "Rejected"),
    S.IN_PRODUCTION: ("生产中", "In production"),
    S.SHIPPED: ("已发运", "Shipped"),
    S.RECEIVED: ("已收货", "Received"),
    S.INSPECTED: ("已检验", "Inspected"),
    S.SETTLED: ("已结算", "Settled"),
    S.CLOSED: ("已关闭", "Closed"),
    S.CANCELLED: ("已取消", "Cancelled"),
}

ACTION_NAMES: Mapping[Action, tuple[str, str]] = {
    A.SEND: ("发出", "send"),
    A.SEE: ("查看", "see"),
    A.CHANGE: ("修改", "change"),
    A.CONFIRM: ("确认", "confirm"),
    A.PART_CONFIRM: ("部分确认", "confirm in part"),
    A.COUNTER: ("反提案", "counter"),
    A.PROPOSE: ("提出变更", "propose a change"),
    A.REJECT: ("拒绝", "reject"),
    A.RECONSIDER: ("撤回拒绝", "withdraw the rejection"),
    A.AGREE: ("接受提案", "accept the proposal"),
    A.AGREE_PART: ("接受提案", "accept the proposal"),
    A.AGREE_CANCEL: ("接受取消", "accept the cancellation"),
    A.KEEP_OPEN: ("不接受提案", "decline the proposal"),
    A.KEEP_PROMISE: ("维持原承诺", "keep the promise"),
    A.KEEP_PART: ("维持原承诺", "keep the promise"),
    A.KEEP_PRODUCTION: ("维持原承诺", "keep the promise"),
    A.PRODUCE: ("报工", "report production"),
    A.SHIP_PART: ("发运", "ship"),
    A.SHIP: ("发运", "ship"),
    A.RECEIVE_PART: ("收货", "receive"),
    A.RECEIVE: ("收货", "receive"),
    A.INSPECT: ("检验", "inspect"),
    A.SETTLE: ("结算", "settle"),
    A.CLOSE: ("关闭", "close"),
    A.CANCEL: ("取消", "cancel"),
    A.CANCEL_REST: ("取消欠交部分", "cancel the backordered rest"),
}


def next_status(status: ScheduleStatus, action: Action) -> ScheduleStatus | None:
    """The status after the action, or None when the table does not allow it."""
    return TRANSITIONS.get((status, action))


def allowed_actions(status: ScheduleStatus, side: Side | None = None) -> list[Action]:
    """The actions possible now, for one side or for both, in the order of `Action`."""
    return [a for a in Action if (status, a) in TRANSITIONS and (side is None or side in ACTION_SIDES[a])]


# Least advanced first: what still waits for somebody names the whole.
_DERIVATION = (
    S.COUNTERED, S.DRAFT, S.SENT, S.SEEN, S.PART_CONFIRMED, S.CONFIRMED, S.IN_PRODUCTION, S.SHIPPED,
    S.RECEIVED, S.INSPECTED, S.SETTLED, S.REJECTED, S.CLOSED, S.CANCELLED,
)  # fmt: skip


def derived_status(statuses: Iterable[ScheduleStatus]) -> ScheduleStatus:
    """The status of a line or an order: that of its least advanced schedule line, an open counter first.

    Cancelled and closed parts do not speak while others live. Raises ValueError for no parts at all.
    """
    present = set(statuses)
    for status in _DERIVATION:
        if status in present:
            return status
    raise ValueError("a status is derived from at least one schedule line")


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


class LedgerKind(StrEnum):
    """What an entry of the promise ledger records."""

    REQUESTED = "REQUESTED"
    SEEN = "SEEN"
    PROMISED = "PROMISED"
    COUNTERED = "COUNTERED"
    COUNTER_ACCEPTED = "COUNTER_ACCEPTED"
    COUNTER_DECLINED = "COUNTER_DECLINED"
    COUNTER_EXPIRED = "COUNTER_EXPIRED"
    COUNTER_WITHDRAWN = "COUNTER_WITHDRAWN"
    SPLIT = "SPLIT"
    BACKORDERED = "BACKORDERED"
    REJECTED = "REJECTED"
    ANSWER_WITHDRAWN = "ANSWER_WITHDRAWN"
    CANCELLED = "CANCELLED"
    REMINDED = "REMINDED"
    IN_PRODUCTION = "IN_PRODUCTION"
    SHIPPED = "SHIPPED"
    ARRIVED = "ARRIVED"
    RECEIVED = "RECEIVED"
    INSPECTED = "INSPECTED"
    SETTLED = "SETTLED"
    CLOSED = "CLOSED"


class Cause(StrEnum):
    """The side a change or a lateness is charged to."""

    BUYER = "BUYER"
    SUPPLIER = "SUPPLIER"
    CARRIER = "CARRIER"
    FORCE_MAJEURE = "FORCE_MAJEURE"


class OrderSource(StrEnum):
    TYPED = "TYPED"
    IMPORT = "IMPORT"
    API = "API"


class AnswerKind(StrEnum):
    ACCEPT = "ACCEPT"
    SPLIT = "SPLIT"
    COUNTER = "COUNTER"
    REJECT = "REJECT"


class DecisionKind(StrEnum):
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    COUNTER = "COUNTER"


class Reason(StrEnum):
    """Why something was countered, rejected, cancelled or late."""

    CAPACITY = "CAPACITY"
    MATERIAL = "MATERIAL"
    TOOLING = "TOOLING"
    PRICE = "PRICE"
    DRAWING = "DRAWING"
    NOT_MADE = "NOT_MADE"
    MINIMUM_QUANTITY = "MINIMUM_QUANTITY"
    QUALITY = "QUALITY"
    TRANSPORT = "TRANSPORT"
    HOLIDAY = "HOLIDAY"
    DEMAND_CHANGE = "DEMAND_CHANGE"
    FORCE_MAJEURE = "FORCE_MAJEURE"
    OTHER = "OTHER"


_R = Reason

# Code → (中文, English, the side it is charged to; None = the side that gives it).
REASONS: Mapping[Reason, tuple[str, str, Cause | None]] = {
    _R.CAPACITY: ("产能不足", "Capacity short", None),
    _R.MATERIAL: ("原材料不足", "Material short", None),
    _R.TOOLING: ("模具维修", "Tool under repair", None),
    _R.PRICE: ("价格做不了", "Price not feasible", None),
    _R.DRAWING: ("图纸或技术条件不全", "Drawing or specification incomplete", Cause.BUYER),
    _R.NOT_MADE: ("不做这个零件", "Part not made here", None),
    _R.MINIMUM_QUANTITY: ("最小起订量不够", "Below minimum order quantity", Cause.BUYER),
    _R.QUALITY: ("质量返工", "Quality rework", None),
    _R.TRANSPORT: ("运输原因", "Transport", Cause.CARRIER),
    _R.HOLIDAY: ("放假", "Holiday", None),
    _R.DEMAND_CHANGE: ("需求变化", "Demand changed", Cause.BUYER),
    _R.FORCE_MAJEURE: ("不可抗力", "Force majeure", Cause.FORCE_MAJEURE),
    _R.OTHER: ("其他", "Other", None),
}


def cause_of(reason: Reason, side: Side) -> Cause:
    """The side a reason is charged to when `side` gives it."""
    return REASONS[reason][2] or Cause(side.value)
