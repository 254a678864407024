"""Statuses of a planning run with their moves, and the kinds of demand."""

from collections.abc import Mapping
from enum import StrEnum


class DemandKind(StrEnum):
    """ORDER: a customer has ordered. FORECAST: what is expected; orders of the same item and week eat it up."""

    ORDER = "ORDER"
    FORECAST = "FORECAST"


class PlanStatus(StrEnum):
    """STOPPED: ended by a person with the best plan found so far."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"
    FAILED = "FAILED"


class PlanAct(StrEnum):
    BEGIN = "BEGIN"
    FINISH = "FINISH"
    STOP = "STOP"
    FAIL = "FAIL"


_S, _A = PlanStatus, PlanAct
PLAN_MOVES: Mapping[tuple[PlanStatus, PlanAct], PlanStatus] = {
    (_S.QUEUED, _A.BEGIN): _S.RUNNING,
    (_S.QUEUED, _A.STOP): _S.STOPPED,
    (_S.QUEUED, _A.FAIL): _S.FAILED,
    (_S.RUNNING, _A.FINISH): _S.DONE,
    (_S.RUNNING, _A.STOP): _S.STOPPED,
    (_S.RUNNING, _A.FAIL): _S.FAILED,
}
OPEN_PLANS = (_S.QUEUED, _S.RUNNING)
PLANNED = (_S.DONE, _S.STOPPED)
DEMAND_KIND_NAMES: Mapping[DemandKind, tuple[str, str]] = {
    DemandKind.ORDER: ("销售订单", "Sales order"),
    DemandKind.FORECAST: ("预测", "Forecast"),
}
PLAN_STATUS_NAMES: Mapping[PlanStatus, tuple[str, str]] = {
    _S.QUEUED: ("排队", "Queued"),
    _S.RUNNING: ("求解中", "Running"),
    _S.DONE: ("已完成", "Done"),
    _S.STOPPED: ("已停止", "Stopped"),
    _S.FAILED: ("失败", "Failed"),
}


def next_plan_status(status: PlanStatus, act: PlanAct) -> PlanStatus | None:
    """The status after an act; None where it is not possible."""
    return PLAN_MOVES.get((status, act))
