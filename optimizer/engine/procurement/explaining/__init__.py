"""Why a plan is as it is, why not otherwise, and what would flip it.

`explain_order`, `explain_option` and `explain_demand` answer one question, `explain_plan` all of them without flips.
"""

from optimizer.engine.procurement.explaining.asking import (
    explain_demand,
    explain_option,
    explain_order,
    explain_plan,
)
from optimizer.engine.procurement.explaining.changes import changed
from optimizer.engine.procurement.explaining.reasons import (
    Change,
    ChangeKind,
    DemandReasons,
    Flip,
    OptionReasons,
    OrderReasons,
    PlanReasons,
    Reason,
    ReasonKind,
)

__all__ = [
    "Change",
    "ChangeKind",
    "DemandReasons",
    "Flip",
    "OptionReasons",
    "OrderReasons",
    "PlanReasons",
    "Reason",
    "ReasonKind",
    "changed",
    "explain_demand",
    "explain_option",
    "explain_order",
    "explain_plan",
]
