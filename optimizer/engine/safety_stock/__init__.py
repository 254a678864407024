"""How much safety stock is kept, and where.

safety_stock(demand, protection, service_level) -> of one place band(demand, lead_time, service_level)
-> least and most stock for a supplier to keep, with the reason place(network)
-> over a chain of stages (guaranteed-service model)
"""

from optimizer.engine.safety_stock.network import Arc, Network, NetworkError, Stage
from optimizer.engine.safety_stock.placing import Placement, StagePlan, place
from optimizer.engine.safety_stock.single import Band, Spread, band, safety_stock, spread_of

__all__ = [
    "Arc",
    "Band",
    "Network",
    "NetworkError",
    "Placement",
    "Spread",
    "Stage",
    "StagePlan",
    "band",
    "place",
    "safety_stock",
    "spread_of",
]
