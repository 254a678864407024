"""What a forecast and the commit to it can be, and what can be amiss between the two."""

from enum import StrEnum


class ForecastStatus(StrEnum):
    """DRAFT: the buyer's alone. PUBLISHED: shared and frozen; a change is a new version."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"


class Confidence(StrEnum):
    """How far a committed quantity may be relied on. CONDITIONAL: only if what the note names happens."""

    SURE = "SURE"
    LIKELY = "LIKELY"
    CONDITIONAL = "CONDITIONAL"


class CommitSource(StrEnum):
    """How a commit came in. CARRIED: taken along unchanged when a new version was published."""

    TYPED = "TYPED"
    FILE = "FILE"
    API = "API"
    CARRIED = "CARRIED"


class ForecastException(StrEnum):
    """PAST_DUE: no valid answer by the deadline. CHANGED: the forecast moved after the answer, or inside the frozen
    horizon. SHORT, OVER: less or more committed than forecast."""

    PAST_DUE = "PAST_DUE"
    CHANGED = "CHANGED"
    SHORT = "SHORT"
    OVER = "OVER"


CONFIDENCE_NAMES = {
    Confidence.SURE: ("确定", "Sure"),
    Confidence.LIKELY: ("可能", "Likely"),
    Confidence.CONDITIONAL: ("有条件", "Conditional"),
}
EXCEPTION_NAMES = {
    ForecastException.PAST_DUE: ("逾期未答", "Past due"),
    ForecastException.CHANGED: ("预测已变", "Changed"),
    ForecastException.SHORT: ("缺口", "Short"),
    ForecastException.OVER: ("多承诺", "Over"),
}
