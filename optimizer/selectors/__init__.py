"""Reads of the market; the actor first."""

from optimizer.selectors.listings import ListingFilter, listing_list
from optimizer.selectors.loans import loan_list
from optimizer.selectors.proposals import ProposalFilter, proposal_list

__all__ = ["ListingFilter", "ProposalFilter", "listing_list", "loan_list", "proposal_list"]
