"""What a match costs and how its saving is shared. Prices are whole ten-thousandths of a yuan per unit.

Of one unit, with the need's highest price b, the offer's lowest price a and the transport t, the saving is
s = b - a - t. It is shared in halves: the giver gets p = a + s/2, the taker pays p + t, and each gains s/2. With equal
weights and no agreement as the fallback this is the solution of J. F. Nash, "The Bargaining Problem",
Econometrica 18 (1950): it maximises (p - a)(b - t - p).

The price that is proposed is p on a fixed grid whose step is at least a twentieth of it: an exact middle would tell
each side the other's limit (other's limit = 2p - own limit). Rounding moves the halves by at most half a step.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SCALE = 10_000
CENT = SCALE // 100
STEPS = (1, 2, 5)
# The grid's step is at least the price divided by this.
FINENESS = 20
# Distances are told, and transport is reckoned, by these steps: never by the kilometre. In km.
DISTANCE_STEPS = (50, 100, 200, 500, 1000, 2000, 5000)


def distance_step(km: float) -> int | None:
    """The upper end of the step a distance lies in; None beyond the last."""
    return next((step for step in DISTANCE_STEPS if km <= step), None)


def grid_step(price: int) -> int:
    """The grid's step at a price: the least of 1, 2, 5 × 10^k cents that is a twentieth of it or more."""
    scale = CENT
    while True:
        for step in STEPS:
            if scale * step * FINENESS >= price:
                return scale * step
        scale *= 10


def price_between(lowest: int, highest: int) -> int | None:
    """The grid price nearest to the middle of two limits, and within them; None where the grid has none.

    `highest` is already without transport. The step is that of the middle.
    """
    if highest < lowest:
        return None
    twice = lowest + highest
    step = grid_step(twice // 2)
    below = twice // 2 // step * step
    # Nearest to the middle first; of two equally near the lower.
    near = sorted((below, below + step), key=lambda price: (abs(2 * price - twice), price))
    return next((price for price in near if lowest <= price <= highest), None)


@dataclass(frozen=True, slots=True)
class Shares:
    """Savings of one match in yuan, cents exact: `total` = `giver` + `taker`."""

    total: Decimal
    giver: Decimal
    taker: Decimal


def shares_of(quantity: int, lowest: int, highest: int, transport: int, price: int) -> Shares:
    """What both sides gain: the giver over its lowest price, the taker under its highest one, transport paid."""
    total = _cents(quantity * (highest - lowest - transport))
    giver = _cents(quantity * (price - lowest))
    return Shares(total, giver, total - giver)


def _cents(amount: int) -> Decimal:
    return (Decimal(amount) / SCALE).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
