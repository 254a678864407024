from optimizer.models.listing import MarketListing
from optimizer.models.loan import Loan
from optimizer.models.proposal import MarketMatch, MarketProposal, MarketRound

__all__ = ["Loan", "MarketListing", "MarketMatch", "MarketProposal", "MarketRound"]
