"""Reads of the market; the actor first."""

from optimizer.selectors.listings import ListingFilter, listing_list
from optimizer.selectors.loans import loan_list
from optimizer.selectors.planning import (
    DemandFilter,
    PlanOrderFilter,
    PlanRowFilter,
    demand_list,
    plan_get,
    plan_list,
    plan_list_of,
    plan_order_list,
    plan_row_list,
)
from optimizer.selectors.planning_terms import (
    PlanningItemFilter,
    plan_policy_get,
    planning_item_list,
    terms_by_item,
)
from optimizer.selectors.proposals import ProposalFilter, proposal_list
from optimizer.selectors.reasons import PlanReasonFilter, plan_reason_list
from optimizer.selectors.scenarios import plan_compare, scenario_get, scenario_list

__all__ = [
    "DemandFilter",
    "ListingFilter",
    "PlanOrderFilter",
    "PlanReasonFilter",
    "PlanRowFilter",
    "PlanningItemFilter",
    "ProposalFilter",
    "demand_list",
    "listing_list",
    "loan_list",
    "plan_compare",
    "plan_get",
    "plan_list",
    "plan_list_of",
    "plan_order_list",
    "plan_policy_get",
    "plan_reason_list",
    "plan_row_list",
    "planning_item_list",
    "proposal_list",
    "scenario_get",
    "scenario_list",
    "terms_by_item",
]
