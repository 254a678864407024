"""The only table of moves of a schedule line, who may make them, and the status of a whole from its parts."""

from collections.abc import Iterable, Mapping

from orders.states.statuses import PROMISED, UNANSWERED, Action, ScheduleStatus, Side

S, A = ScheduleStatus, Action

# Moves every unanswered line has; None: it stays as it is.
_OF_UNANSWERED: Mapping[Action, ScheduleStatus | None] = {
    A.CHANGE: None,
    A.CONFIRM: S.CONFIRMED,
    A.PART_CONFIRM: S.PART_CONFIRMED,
    A.COUNTER: S.COUNTERED,
    A.REJECT: S.REJECTED,
    A.CANCEL: S.CANCELLED,
}
# Moves every promised line has.
_OF_PROMISED: Mapping[Action, ScheduleStatus | None] = {
    A.COUNTER: S.COUNTERED,
    A.PROPOSE: S.COUNTERED,
    A.CONFIRM: S.CONFIRMED,
    A.PART_CONFIRM: S.PART_CONFIRMED,
    A.KEEP_PRODUCTION: S.IN_PRODUCTION,
    A.SHIP_PART: None,
    A.SHIP: S.SHIPPED,
    A.RECEIVE_PART: None,
}

TRANSITIONS: Mapping[tuple[ScheduleStatus, Action], ScheduleStatus] = {
    **{(s, a): target or s for s in sorted(UNANSWERED) for a, target in _OF_UNANSWERED.items()},
    **{(s, a): target or s for s in sorted(PROMISED) for a, target in _OF_PROMISED.items()},
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
    (S.COUNTERED, A.SHIP_PART): S.COUNTERED,
    (S.COUNTERED, A.RECEIVE_PART): S.COUNTERED,
    (S.CONFIRMED, A.PRODUCE): S.IN_PRODUCTION,
    (S.IN_PRODUCTION, A.PRODUCE): S.IN_PRODUCTION,
    (S.PART_CONFIRMED, A.PRODUCE): S.PART_CONFIRMED,
    (S.PART_CONFIRMED, A.CANCEL_REST): S.CONFIRMED,
    (S.SHIPPED, A.RECEIVE_PART): S.SHIPPED,
    (S.SHIPPED, A.RECEIVE): S.RECEIVED,
    (S.RECEIVED, A.INSPECT): S.INSPECTED,
    (S.RECEIVED, A.CLOSE): S.CLOSED,
    (S.INSPECTED, A.SETTLE): S.SETTLED,
    (S.INSPECTED, A.CLOSE): S.CLOSED,
    (S.SETTLED, A.CLOSE): S.CLOSED,
}

_BOTH = frozenset(Side)
ACTION_SIDES: Mapping[Action, frozenset[Side]] = {
    **dict.fromkeys(Action, _BOTH),
    **{a: frozenset({Side.BUYER}) for a in (A.SEND, A.CHANGE, A.PROPOSE, A.RECEIVE_PART, A.RECEIVE)},
    **{a: frozenset({Side.BUYER}) for a in (A.INSPECT, A.SETTLE, A.CLOSE, A.CANCEL, A.CANCEL_REST)},
    **{a: frozenset({Side.SUPPLIER}) for a in (A.SEE, A.CONFIRM, A.PART_CONFIRM, A.REJECT, A.RECONSIDER)},
    **{a: frozenset({Side.SUPPLIER}) for a in (A.PRODUCE, A.SHIP_PART, A.SHIP)},
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
