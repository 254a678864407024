"""Numbers as people type them, into exact decimals; never through float, never by a guess."""

import re
from decimal import Decimal

from exchange.cells.raw import ERROR, NUMBER, TAG
from exchange.cells.reading import Finding, Read
from exchange.cells.text import half_width
from exchange.issues import (
    CELL_ERROR,
    NOT_A_NUMBER,
    NUMBER_AMBIGUOUS,
    NUMBER_SCALE,
    NUMBER_TOO_LARGE,
    READ_AS,
    Severity,
)

LARGEST = Decimal("999999999999")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_SPACED = re.compile(r"[+-]?[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?[\d.]*,[\d.,]*")
_CURRENCY = re.compile(r"^(?:[¥$€]|CNY|RMB|USD|EUR)\s*|\s*(?:元|CNY|RMB|USD|EUR)$", re.IGNORECASE)
_LARGE_UNITS = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def read_number(raw: str, scale: int = 6) -> Read[Decimal]:
    """A decimal with at most `scale` decimals.

    Thousand separators, full width, currency signs, 万 and 亿 are read with a note of what was read; "1,25"
    (decimal or thousands?), exponents, NaN and everything else is refused.
    """
    if raw.startswith(ERROR):
        return Read(None, Finding(CELL_ERROR, Severity.ERROR, {"value": raw[2:]}))
    if raw.startswith(NUMBER):
        return _checked(raw[2:], raw[2:], scale) if _PLAIN.fullmatch(raw[2:]) else _refused()
    if raw.startswith(TAG):
        return _refused()
    text = half_width(raw)
    if not text:
        return Read(None)
    digits = _CURRENCY.sub("", text)
    factor = _LARGE_UNITS.get(digits[-1:])
    if factor is not None:
        digits = digits[:-1].rstrip()
    if _GROUPED.fullmatch(digits) or _SPACED.fullmatch(digits):
        digits = digits.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(digits):
        ambiguous = NUMBER_AMBIGUOUS if _COMMA.fullmatch(digits) else NOT_A_NUMBER
        return Read(None, Finding(ambiguous, Severity.ERROR))
    if factor is not None:
        digits = f"{shortened(Decimal(digits) * factor):f}"
    return _checked(digits, raw.strip(), scale)


def _refused() -> Read[Decimal]:
    return Read(None, Finding(NOT_A_NUMBER, Severity.ERROR))


def _checked(digits: str, typed: str, scale: int) -> Read[Decimal]:
    if len(digits) > 40:
        return Read(None, Finding(NUMBER_TOO_LARGE, Severity.ERROR, {"limit": f"{LARGEST:f}"}))
    value = Decimal(digits)
    if abs(value) > LARGEST:
        return Read(None, Finding(NUMBER_TOO_LARGE, Severity.ERROR, {"limit": f"{LARGEST:f}"}))
    short = shortened(value)
    if -int(short.as_tuple().exponent) > scale:
        return Read(None, Finding(NUMBER_SCALE, Severity.ERROR, {"scale": scale}))
    if typed != digits:
        return Read(short, Finding(READ_AS, Severity.REWRITTEN, {"value": digits.lstrip("+")}))
    return Read(short)


def shortened(value: Decimal) -> Decimal:
    """The same value without trailing zeros and without exponent or negative zero."""
    if not value:
        return Decimal(0)
    short = value.normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short
