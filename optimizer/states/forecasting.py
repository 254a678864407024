"""Statuses of a forecast run with their moves, why a planner overrides, and where a demand line comes from."""

from collections.abc import Mapping
from enum import StrEnum


class ForecastStatus(StrEnum):
    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class ForecastAct(StrEnum):
    BEGIN = "BEGIN"
    FINISH = "FINISH"
    FAIL = "FAIL"


class OverrideReason(StrEnum):
    """Why a planner knows better than the history. OTHER asks for a note."""

    PROMOTION = "PROMOTION"
    CUSTOMER_NOTICE = "CUSTOMER_NOTICE"
    HOLIDAY = "HOLIDAY"
    NEW_PRODUCT = "NEW_PRODUCT"
    PHASE_OUT = "PHASE_OUT"
    DATA_ERROR = "DATA_ERROR"
    OTHER = "OTHER"


class DemandOrigin(StrEnum):
    """Who says a demand line: a person, a file, another system, the statistical forecast, or an override of it."""

    TYPED = "TYPED"
    FILE = "FILE"
    API = "API"
    MODEL = "MODEL"
    OVERRIDE = "OVERRIDE"


_S, _A = ForecastStatus, ForecastAct
FORECAST_MOVES: Mapping[tuple[ForecastStatus, ForecastAct], ForecastStatus] = {
    (_S.QUEUED, _A.BEGIN): _S.RUNNING,
    (_S.QUEUED, _A.FAIL): _S.FAILED,
    (_S.RUNNING, _A.FINISH): _S.DONE,
    (_S.RUNNING, _A.FAIL): _S.FAILED,
}
OPEN_FORECASTS = (_S.QUEUED, _S.RUNNING)
# Lines of the forecast itself; all others are statements of people and systems, and stand.
COMPUTED = (DemandOrigin.MODEL, DemandOrigin.OVERRIDE)
OVERRIDE_REASON_NAMES: Mapping[OverrideReason, tuple[str, str]] = {
    OverrideReason.PROMOTION: ("促销", "Promotion"),
    OverrideReason.CUSTOMER_NOTICE: ("客户告知", "Customer's notice"),
    OverrideReason.HOLIDAY: ("节假日", "Holiday"),
    OverrideReason.NEW_PRODUCT: ("新品", "New product"),
    OverrideReason.PHASE_OUT: ("停产切换", "Phase-out"),
    OverrideReason.DATA_ERROR: ("历史有误", "Error in the history"),
    OverrideReason.OTHER: ("其他", "Other"),
}


def next_forecast_status(status: ForecastStatus, act: ForecastAct) -> ForecastStatus | None:
    """The status after an act; None where it is not possible."""
    return FORECAST_MOVES.get((status, act))
