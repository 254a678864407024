"""Small exact sums of order lines."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

MICRO = Decimal("0.000001")


def net_of(gross: Decimal, tax_rate: Decimal) -> Decimal:
    """The price without tax of one with tax, at the six decimals prices are kept in."""
    return (gross / (1 + tax_rate / 100)).quantize(MICRO, ROUND_HALF_UP)


def gross_of(net: Decimal, tax_rate: Decimal) -> Decimal:
    """The price with tax; `net_of` of it is the same price again."""
    return (net * (1 + tax_rate / 100)).quantize(MICRO, ROUND_HALF_UP)


def rounded_up(quantity: Decimal, multiple: Decimal) -> Decimal:
    """The least multiple that is not below the quantity; without a multiple the quantity itself."""
    if multiple <= 0 or quantity % multiple == 0:
        return quantity
    return (quantity / multiple).to_integral_value(ROUND_CEILING) * multiple


def grouped(value: Decimal) -> str:
    """For people: thousands separated, no trailing zeros."""
    return f"{value.normalize():,f}"


def plain(value: Decimal) -> str:
    """For a cell: no separators, no trailing zeros, no exponent."""
    return f"{value.normalize():f}"
