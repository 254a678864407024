"""Pure rules of order collaboration: no database, no clock, no errors raised to people."""

from orders.rules.forecast_quality import Quality
from orders.rules.forecasts import exceptions_of, gap, is_open, moved, place_of, week_at
from orders.rules.goods import deliverable_quantity, is_delivery_complete, receipt_balance
from orders.rules.promises import (
    Baseline,
    Fact,
    Punctuality,
    days_by_cause,
    promise_baseline,
    punctuality,
)
from orders.rules.tolerances import (
    Asked,
    PlannedPart,
    SplitPlan,
    Tolerances,
    counter_outside,
    greatest_price,
    greatest_quantity,
    is_date_inside,
    least_quantity,
    plan_split,
    spread_requested,
)

__all__ = [
    "Asked",
    "Baseline",
    "Fact",
    "PlannedPart",
    "Punctuality",
    "Quality",
    "SplitPlan",
    "Tolerances",
    "counter_outside",
    "days_by_cause",
    "deliverable_quantity",
    "exceptions_of",
    "gap",
    "greatest_price",
    "greatest_quantity",
    "is_date_inside",
    "is_delivery_complete",
    "is_open",
    "least_quantity",
    "moved",
    "place_of",
    "plan_split",
    "promise_baseline",
    "punctuality",
    "receipt_balance",
    "spread_requested",
    "week_at",
]
