"""Quantities are exact, units convert exactly or not at all, and bad text is refused with its field."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Invalid
from common.quantity import LARGEST, UNITS, check_quantity, convert, parse_decimal, unit_of

UNIT_CODES = st.sampled_from(sorted(UNITS))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", "1200"),
        (" 1200.50 ", "1200.50"),
        ("１２００", "1200"),
        (7, "7"),
        ("-0", "0"),
        ("-3", "-3"),
        ("００8", "8"),
    ],
)
def test_plain_numbers_are_read_exactly(text, value):
    assert parse_decimal(text) == Decimal(value)
    assert str(parse_decimal("-0")) == "0"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("八百", "NOT_A_NUMBER"), ("", "NOT_A_NUMBER"), ("1e400", "NOT_A_NUMBER"), ("NaN", "NOT_A_NUMBER"),
        ("Infinity", "NOT_A_NUMBER"), ("1,200", "NOT_A_NUMBER"), (1.5, "NOT_A_NUMBER"), (True, "NOT_A_NUMBER"),
        (None, "NOT_A_NUMBER"), ("9" * 30, "QUANTITY_TOO_LARGE"), ("1" * 50, "NOT_A_NUMBER"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_field(text, code):
    with pytest.raises(Invalid) as refused:
        parse_decimal(text, "lines.0.quantity")
    assert (refused.value.code, refused.value.field) == (code, "lines.0.quantity")


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [("-1", "H87", "QUANTITY_NEGATIVE"), ("1.5", "H87", "QUANTITY_SCALE"), ("1.2345", "KGM", "QUANTITY_SCALE"),
     ("1", "XYZ", "UNIT_UNKNOWN"), (str(LARGEST + 1), "H87", "QUANTITY_TOO_LARGE")],
)  # fmt: skip
def test_a_quantity_must_fit_its_unit(value, unit, code):
    with pytest.raises(Invalid) as refused:
        check_quantity(Decimal(value), unit)
    assert refused.value.code == code


def test_messages_say_cause_value_and_remedy_in_both_languages():
    with pytest.raises(Invalid) as refused:
        parse_decimal("八百")
    assert refused.value.message("zh") == "“八百”不是数字。写成 1200 或 1200.5。"
    assert refused.value.message("en") == "“八百” is not a number. Write 1200 or 1200.5."


@given(st.integers(0, 10**9), UNIT_CODES, UNIT_CODES)
def test_a_conversion_comes_back_exactly_or_is_refused(number, source, target):
    quantity = Decimal(number).scaleb(-UNITS[source].scale)
    if UNITS[source].base != UNITS[target].base:
        with pytest.raises(Invalid) as refused:
            convert(quantity, source, target)
        assert refused.value.code == "UNIT_MISMATCH"
        return
    try:
        there = convert(quantity, source, target)
    except Invalid:  # finer than the target's decimals: refused, never rounded
        return
    assert convert(there, target, source) == quantity


def test_known_conversions():
    assert convert(Decimal("2"), "DZN", "H87") == 24
    assert convert(Decimal("1.5"), "TNE", "KGM") == 1500
    assert convert(Decimal("250"), "GRM", "KGM") == Decimal("0.250")
    assert unit_of("公斤").code == "KGM"
