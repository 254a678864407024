"""Statuses and answers of questions that travel up the chain, plain Python."""

from collections.abc import Mapping
from enum import StrEnum


class QuestionStatus(StrEnum):
    """Where a question between two partners stands, and the inquiry behind it. LAPSED: nobody answered in time."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"


class QuestionAction(StrEnum):
    ANSWER = "ANSWER"
    LAPSE = "LAPSE"
    WITHDRAW = "WITHDRAW"


_S, _A = QuestionStatus, QuestionAction
QUESTION_TRANSITIONS: Mapping[tuple[QuestionStatus, QuestionAction], QuestionStatus] = {
    (_S.OPEN, _A.ANSWER): _S.ANSWERED,
    (_S.OPEN, _A.LAPSE): _S.LAPSED,
    (_S.OPEN, _A.WITHDRAW): _S.WITHDRAWN,
}
QUESTION_STATUS_NAMES: Mapping[QuestionStatus, tuple[str, str]] = {
    _S.OPEN: ("问询中", "Open"),
    _S.ANSWERED: ("已有结果", "Answered"),
    _S.LAPSED: ("无人答复", "No answer"),
    _S.WITHDRAWN: ("已撤回", "Withdrawn"),
}


def next_question_status(status: QuestionStatus, action: QuestionAction) -> QuestionStatus | None:
    """The status after the action, or None when the table does not allow it."""
    return QUESTION_TRANSITIONS.get((status, action))


class Verdict(StrEnum):
    """Whether the asked quantity can be held every week: wholly, not at all, or short by a range."""

    YES = "YES"
    NO = "NO"
    SHORT = "SHORT"


class AnsweredBy(StrEnum):
    RULE = "RULE"
    PERSON = "PERSON"


class Tombstones(StrEnum):
    """How much of what lies below gave no answer: nothing, less than half, half or more. Never a count."""

    NONE = "NONE"
    FEW = "FEW"
    MANY = "MANY"
