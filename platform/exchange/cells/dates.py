"""Days as people type them; only what can be read in one way."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from exchange.cells.raw import DATE, ERROR, INSTANT, NUMBER, TAG
from exchange.cells.reading import Finding, Read
from exchange.cells.text import half_width
from exchange.issues import CELL_ERROR, DATE_AMBIGUOUS, NOT_A_DATE, READ_AS, Severity

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(
    r"(\d{4})\s?([-/.年])\s?(\d{1,2})\s?(?:\2|月)\s?(\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?"
)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_NAMED_MONTH = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ,]+(\d{4})|([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})")
_AMBIGUOUS = re.compile(r"\d{1,2}[-/.年月]\d{1,2}(?:[-/.月日](?:\d{0,2}日?|\d{4}))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Excel counts a 29 February 1900 that never was: day 1 of the true count is 1899-12-31 only after it.
_DAY_0_1900, _DAY_0_1904 = date(1899, 12, 30), date(1904, 1, 1)


def read_date(raw: str, has_1904_dates: bool = False) -> Read[date]:
    """A day between 1990 and 2100. Other spellings than 2026-12-18 are read with a note of what was read."""
    if raw.startswith(ERROR):
        return Read(None, Finding(CELL_ERROR, Severity.ERROR, {"value": raw[2:]}))
    if raw.startswith((DATE, INSTANT)):
        return _ranged(raw[2:12], raw[2:12])
    if raw.startswith(NUMBER):
        return _from_number(raw[2:], has_1904_dates)
    text = "" if raw.startswith(TAG) else half_width(raw)
    if not text:
        return _refused() if raw.startswith(TAG) else Read(None)
    iso = next(
        (iso for pattern, spell in _SPELLINGS if (m := pattern.fullmatch(text)) and (iso := spell(m))), ""
    )
    if not iso:
        return Read(
            None, Finding(DATE_AMBIGUOUS if _AMBIGUOUS.fullmatch(text) else NOT_A_DATE, Severity.ERROR)
        )
    return _ranged(iso, raw.strip())


def _from_number(digits: str, has_1904_dates: bool) -> Read[date]:
    if match := _PACKED.fullmatch(digits):
        return _ranged("-".join(match.groups()), digits)
    serial = Decimal(digits)
    if serial != int(serial) or not 0 < serial < 80_000:
        return _refused()
    day = (_DAY_0_1904 if has_1904_dates else _DAY_0_1900) + timedelta(days=int(serial))
    return _ranged(day.isoformat(), digits)


def _iso(year: str, month: str | int, day: str | int) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _named_month(match: re.Match[str]) -> str:
    day, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    month = name.lower()[:3]
    return _iso(year, _MONTHS.index(month) + 1, day) if month in _MONTHS else ""


def _year_last(match: re.Match[str]) -> str:
    """Only when one of the two can be no month, or both are the same."""
    first, second = int(match[1]), int(match[3])
    if first != second and first <= 12 and second <= 12:
        return ""
    return _iso(match[4], min(first, second), max(first, second))


# How a day may be spelt, each with what makes the ISO form of it ("" = can be read in several ways).
_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ISO, lambda m: m[0]),
    (_YEAR_FIRST, lambda m: _iso(m[1], m[3], m[4])),
    (_PACKED, lambda m: _iso(m[1], m[2], m[3])),
    (_NAMED_MONTH, _named_month),
    (_YEAR_LAST, _year_last),
)


def _refused() -> Read[date]:
    return Read(None, Finding(NOT_A_DATE, Severity.ERROR))


def _ranged(iso: str, typed: str) -> Read[date]:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return _refused()
    if not EARLIEST <= day <= LATEST:
        return _refused()
    if typed != iso:
        return Read(day, Finding(READ_AS, Severity.REWRITTEN, {"value": iso}))
    return Read(day)
