"""What the promise ledger records, why, and whose cause it is."""

from collections.abc import Mapping
from enum import StrEnum

from orders.states.statuses import Side


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
