"""Quantities: exact decimals with a unit of UN/ECE Recommendation 20; never float."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from common.errors import ErrorText, Invalid

LARGEST = Decimal("999999999999")

NOT_A_NUMBER = ErrorText(
    "NOT_A_NUMBER",
    "“{value}”不是数字。写成 1200 或 1200.5。",
    "“{value}” is not a number. Write 1200 or 1200.5.",
)
QUANTITY_NEGATIVE = ErrorText(
    "QUANTITY_NEGATIVE",
    "数量 {value} 小于 0。请填 0 或以上的数。",
    "Quantity {value} is below 0. Enter 0 or more.",
)
QUANTITY_TOO_LARGE = ErrorText(
    "QUANTITY_TOO_LARGE",
    "数量 {value} 超出上限 {limit}。请核对单位和位数。",
    "Quantity {value} exceeds the limit {limit}. Check unit and digits.",
)
QUANTITY_SCALE = ErrorText(
    "QUANTITY_SCALE",
    "单位“{unit}”最多 {scale} 位小数，{value} 的位数太多。",
    "Unit “{unit}” allows {scale} decimals; {value} has more.",
)
UNIT_UNKNOWN = ErrorText(
    "UNIT_UNKNOWN", "不认识单位“{value}”。可用：{known}。", "Unknown unit “{value}”. Known: {known}."
)
UNIT_MISMATCH = ErrorText(
    "UNIT_MISMATCH",
    "单位“{source}”不能换算成“{target}”。",
    "Unit “{source}” cannot be converted to “{target}”.",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: Rec 20 code, names, decimals allowed, and its exact factor to the base unit of its kind."""

    code: str
    zh: str
    en: str
    scale: int
    base: str
    factor: Fraction


UNITS: dict[str, Unit] = {
    u.code: u
    for u in (
        Unit("H87", "件", "pcs", 0, "H87", Fraction(1)),
        Unit("SET", "套", "sets", 0, "SET", Fraction(1)),
        Unit("PR", "对", "pairs", 0, "H87", Fraction(2)),
        Unit("DZN", "打", "dozen", 0, "H87", Fraction(12)),
        Unit("KGM", "千克", "kg", 3, "KGM", Fraction(1)),
        Unit("GRM", "克", "g", 3, "KGM", Fraction(1, 1000)),
        Unit("TNE", "吨", "t", 6, "KGM", Fraction(1000)),
        Unit("MTR", "米", "m", 3, "MTR", Fraction(1)),
        Unit("CMT", "厘米", "cm", 1, "MTR", Fraction(1, 100)),
        Unit("MTK", "平方米", "m²", 3, "MTK", Fraction(1)),
        Unit("LTR", "升", "L", 3, "LTR", Fraction(1)),
        Unit("PK", "包", "packs", 0, "PK", Fraction(1)),
        Unit("HUR", "小时", "h", 2, "HUR", Fraction(1)),
    )
}
UNIT_WORDS: dict[str, str] = {word: u.code for u in UNITS.values() for word in (u.code, u.zh, u.en)} | {
    "个": "H87", "只": "H87", "台": "H87", "pc": "H87", "EA": "H87", "公斤": "KGM", "KG": "KGM", "kg": "KGM",
    "米": "MTR", "M": "MTR", "L": "LTR",
}  # fmt: skip


def parse_decimal(text: object, field: str | None = None) -> Decimal:
    """An exact decimal from a client's text, int or Decimal.

    Full-width digits and surrounding blanks are accepted; floats, NaN, infinity and exponents are not.
    Raises Invalid (NOT_A_NUMBER, QUANTITY_TOO_LARGE).
    """
    if isinstance(text, bool) or not isinstance(text, (str, int, Decimal)):
        raise Invalid(NOT_A_NUMBER, field=field, value=str(text)[:40])
    plain = unicodedata.normalize("NFKC", str(text)).strip()
    if "e" in plain.lower() or len(plain) > 40:
        raise Invalid(NOT_A_NUMBER, field=field, value=plain[:40])
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise Invalid(NOT_A_NUMBER, field=field, value=plain[:40]) from None
    if not value.is_finite():
        raise Invalid(NOT_A_NUMBER, field=field, value=plain[:40])
    if abs(value) > LARGEST:
        raise Invalid(QUANTITY_TOO_LARGE, field=field, value=plain, limit=f"{LARGEST:f}")
    return value if value else Decimal(0)


def unit_of(word: str, field: str | None = None) -> Unit:
    """The unit for a Rec 20 code or a common word for it; raises Invalid (UNIT_UNKNOWN)."""
    code = UNIT_WORDS.get(word.strip())
    if code is None:
        known = "、".join(f"{u.zh} {u.code}" for u in UNITS.values())
        raise Invalid(UNIT_UNKNOWN, field=field, value=word, known=known)
    return UNITS[code]


def check_quantity(value: Decimal, unit: str, field: str | None = None) -> Decimal:
    """The value when it is ≥ 0, within the limit and within the unit's decimals; raises Invalid otherwise."""
    known = unit_of(unit, field)
    if not value.is_finite():
        raise Invalid(NOT_A_NUMBER, field=field, value=str(value))
    if value < 0:
        raise Invalid(QUANTITY_NEGATIVE, field=field, value=f"{value:f}")
    if value > LARGEST:
        raise Invalid(QUANTITY_TOO_LARGE, field=field, value=f"{value:f}", limit=f"{LARGEST:f}")
    if value != round(value, known.scale):
        raise Invalid(QUANTITY_SCALE, field=field, value=f"{value:f}", unit=known.zh, scale=known.scale)
    return value


def convert(quantity: Decimal, source: str, target: str, field: str | None = None) -> Decimal:
    """The quantity in another unit of the same kind, exactly.

    Raises Invalid: UNIT_MISMATCH for different kinds, QUANTITY_SCALE when the target cannot hold it exactly.
    """
    a, b = unit_of(source, field), unit_of(target, field)
    if a.base != b.base:
        raise Invalid(UNIT_MISMATCH, field=field, source=a.zh, target=b.zh)
    exact = Fraction(quantity) * a.factor / b.factor
    scaled = exact * 10**b.scale
    if scaled.denominator != 1:
        raise Invalid(QUANTITY_SCALE, field=field, value=f"{quantity:f} {a.zh}", unit=b.zh, scale=b.scale)
    return Decimal(scaled.numerator).scaleb(-b.scale)
