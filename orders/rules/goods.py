"""Goods: how much may leave, when a delivery is complete, and whether a count adds up."""

from decimal import ROUND_FLOOR, Decimal

HUNDRED = Decimal(100)
ZERO = Decimal(0)


def deliverable_quantity(
    confirmed: Decimal, over_percent: Decimal, announced: Decimal, scale: int
) -> Decimal:
    """The most that may still be put on ship notices: confirmed × (1 + over %) − announced, never below 0.

    `announced` counts what has been shipped and what stands on notices that have not left yet.
    """
    limit = (confirmed * (1 + over_percent / HUNDRED)).quantize(Decimal(1).scaleb(-scale), ROUND_FLOOR)
    return max(ZERO, limit - announced)


def is_delivery_complete(confirmed: Decimal, delivered: Decimal, under_percent: Decimal) -> bool:
    """Whether the delivered quantity fulfils the confirmed one: at least confirmed × (1 − under %)."""
    return delivered >= confirmed * (1 - under_percent / HUNDRED)


def receipt_balance(
    shipped: Decimal, accepted: Decimal, damaged: Decimal, rejected: Decimal
) -> tuple[Decimal, Decimal]:
    """(short, over) that make a count add up: accepted + short + damaged + rejected = shipped + over."""
    difference = shipped - accepted - damaged - rejected
    return max(ZERO, difference), max(ZERO, -difference)
