from optimizer.models.forecasting import DemandHistory, DemandSeries, ForecastOverride, ForecastRun
from optimizer.models.listing import MarketListing
from optimizer.models.loan import Loan
from optimizer.models.plan import PlanOrder, PlanRow, PlanRun
from optimizer.models.planning import DemandLine, PlanningItem, PlanPolicy
from optimizer.models.proposal import MarketMatch, MarketProposal, MarketRound
from optimizer.models.reason import PlanReason
from optimizer.models.scenario import PlanAssumption, PlanScenario

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
    "PlanAssumption",
    "PlanOrder",
    "PlanPolicy",
    "PlanReason",
    "PlanRow",
    "PlanRun",
    "PlanScenario",
    "PlanningItem",
]
