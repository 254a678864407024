"""The states of a schedule line, the moves between them, and what people call both."""

from collections.abc import Mapping
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
FINAL = frozenset({S.CLOSED, S.CANCELLED})

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
