"""A cell as the file held it, in one string: plain text, or a tagged number, date, truth value or error.

The tag keeps what the file knew (a number cell is not a text of digits) and lets equal cells share one parse.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

TAG = "\x01"
NUMBER, DATE, INSTANT, TRUTH, ERROR = (TAG + letter for letter in "ndibe")
_DAY = time()


def tagged(value: Any) -> str:
    """The string for a value calamine returned. Floats become what Excel shows: at most 15 digits."""
    if isinstance(value, str):
        return value.replace(TAG, "") if TAG in value else value
    if isinstance(value, bool):
        return TRUTH + ("1" if value else "0")
    if isinstance(value, (int, float)):
        return NUMBER + plain_number(format(value, ".15g") if isinstance(value, float) else str(value))
    if isinstance(value, datetime) and value.time() != _DAY:
        return INSTANT + value.isoformat(" ")
    if isinstance(value, date):
        return DATE + value.isoformat()[:10]
    return str(value) if isinstance(value, (time, timedelta)) else ""


def plain_number(text: str) -> str:
    """Digits without exponent: "1e+21" becomes "1000000000000000000000"; inf and nan stay as they are."""
    return f"{Decimal(text):f}" if "e" in text else text


def shown(raw: str) -> str:
    """The cell as a person sees it."""
    if raw[:1] != TAG:
        return raw
    if raw[:2] == TRUTH:
        return "TRUE" if raw[2:] == "1" else "FALSE"
    return raw[2:]
