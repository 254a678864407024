"""Every mutation once, with variables that would succeed: what the matrix then spoils one id at a time.

`ACTS[name]` gives the firm that acts and a function from its eyes to the variables. A file per room.
"""

from tests.isolation.acts import (
    accounts,
    bands,
    demand,
    forecasts,
    market,
    orders,
    plans,
    production,
    questions,
    suppliers,
)
from tests.isolation.acts.registry import ACTS, Act

__all__ = [
    "ACTS",
    "Act",
    "accounts",
    "bands",
    "demand",
    "forecasts",
    "market",
    "orders",
    "plans",
    "production",
    "questions",
    "suppliers",
]
