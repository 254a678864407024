"""Money: exact decimals with an explicit ISO 4217 currency."""

from decimal import ROUND_HALF_UP, Decimal

CURRENCIES = {"CNY": 2, "USD": 2, "EUR": 2, "HKD": 2, "JPY": 0}


def round_money(amount: Decimal, currency: str = "CNY") -> Decimal:
    """The amount at the currency's decimals, half up as commercial documents are rounded."""
    return amount.quantize(Decimal(1).scaleb(-CURRENCIES[currency]), rounding=ROUND_HALF_UP)
