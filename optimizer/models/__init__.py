from optimizer.models.forecasting import DemandHistory, DemandSeries, ForecastOverride, ForecastRun
from optimizer.models.listing import MarketListing
from optimizer.models.loan import Loan
from optimizer.models.plan import PlanOrder, PlanRow, PlanRun
from optimizer.models.planning import DemandLine, PlanningItem, PlanPolicy
from optimizer.models.proposal import MarketMatch, MarketProposal, MarketRound

__all__ = [
    "DemandHistory",
    "DemandLine",
    "DemandSeries",
    "ForecastOverride",
    "ForecastRun",
    "Loan",
    "MarketListing",
    "MarketMatch",
    "MarketProposal",
    "MarketRound",
    "PlanOrder",
    "PlanPolicy",
    "PlanRow",
    "PlanRun",
    "PlanningItem",
]
