"""Statuses of order collaboration, who may move them, and the only table of moves.

Only `orders/services/transitions.py` writes a status. The line's and the order's statuses are derived from
their schedule lines by `derived_status`.
"""

from orders.states.documents import (
    ASN_STATUS_NAMES,
    ASN_TRANSITIONS,
    AnswerKind,
    AsnAction,
    AsnStatus,
    DecisionKind,
    OrderSource,
    ProposalStatus,
    asn_actions,
    next_asn_status,
)
from orders.states.forecasts import (
    CONFIDENCE_NAMES,
    EXCEPTION_NAMES,
    CommitSource,
    Confidence,
    ForecastException,
    ForecastStatus,
)
from orders.states.moves import ACTION_SIDES, TRANSITIONS, allowed_actions, derived_status, next_status
from orders.states.reasons import REASONS, Cause, LedgerKind, Reason, cause_of
from orders.states.replenishment import (
    BAND_KIND_NAMES,
    BAND_STATE_NAMES,
    SHORTAGES,
    BandKind,
    BandState,
    DemandSource,
)
from orders.states.statuses import (
    ACTION_NAMES,
    FINAL,
    PROMISED,
    STATUS_NAMES,
    UNANSWERED,
    Action,
    ScheduleStatus,
    Side,
)

__all__ = [
    "ACTION_NAMES",
    "ACTION_SIDES",
    "ASN_STATUS_NAMES",
    "ASN_TRANSITIONS",
    "BAND_KIND_NAMES",
    "BAND_STATE_NAMES",
    "CONFIDENCE_NAMES",
    "EXCEPTION_NAMES",
    "FINAL",
    "PROMISED",
    "REASONS",
    "SHORTAGES",
    "STATUS_NAMES",
    "TRANSITIONS",
    "UNANSWERED",
    "Action",
    "AnswerKind",
    "AsnAction",
    "AsnStatus",
    "BandKind",
    "BandState",
    "Cause",
    "CommitSource",
    "Confidence",
    "DecisionKind",
    "DemandSource",
    "ForecastException",
    "ForecastStatus",
    "LedgerKind",
    "OrderSource",
    "ProposalStatus",
    "Reason",
    "ScheduleStatus",
    "Side",
    "allowed_actions",
    "asn_actions",
    "cause_of",
    "derived_status",
    "next_asn_status",
    "next_status",
]
