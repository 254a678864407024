"""Checks of what people type, shared by the services of this app."""

from decimal import Decimal

from common.errors import Invalid
from common.money import CURRENCIES
from suppliers import errors


def clean_text(value: str, field: str, *, limit: int, is_required: bool = False) -> str:
    """The text without outer blanks and control characters; raises Invalid TEXT_MISSING, TEXT_TOO_LONG."""
    text = "".join(c for c in value if c.isprintable() or c == "\n").strip()
    if is_required and not text:
        raise Invalid(errors.TEXT_MISSING, field=field)
    if len(text) > limit:
        raise Invalid(errors.TEXT_TOO_LONG, field=field, length=len(text), limit=limit)
    return text


def check_percent(value: Decimal, field: str, *, high: Decimal = Decimal(100)) -> Decimal:
    """A percentage between 0 and `high`; raises Invalid PERCENT_OUT_OF_RANGE."""
    if not value.is_finite() or not 0 <= value <= high:
        raise Invalid(errors.PERCENT_OUT_OF_RANGE, field=field, value=str(value), low="0", high=str(high))
    return value


def check_range(value: int, field: str, low: int, high: int) -> int:
    """A whole number between low and high; raises Invalid NUMBER_OUT_OF_RANGE."""
    if not low <= value <= high:
        raise Invalid(errors.NUMBER_OUT_OF_RANGE, field=field, value=value, low=low, high=high)
    return value


def check_currency(value: str, field: str = "currency") -> str:
    """A known ISO 4217 code; raises Invalid CURRENCY_UNKNOWN."""
    if value not in CURRENCIES:
        raise Invalid(errors.CURRENCY_UNKNOWN, field=field, value=value, known="、".join(CURRENCIES))
    return value


def check_choice(value: str, known: type, field: str) -> str:
    """A member of the enum; raises Invalid CHOICE_UNKNOWN with the known ones."""
    names = [str(member) for member in known]  # type: ignore[attr-defined]
    if value not in names:
        raise Invalid(errors.CHOICE_UNKNOWN, field=field, value=value, known="、".join(names), allowed=names)
    return value
