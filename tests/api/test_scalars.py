"""Scalars take exactly what they write, and refuse the rest by name."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from graphql import IntValueNode, StringValueNode
from hypothesis import given
from hypothesis import strategies as st

from api.scalars import Date, DateTime, DecimalString, plain_json
from common.errors import Invalid


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=6))
def test_decimals_survive_the_way_there_and_back(value: Decimal) -> None:
    written = DecimalString.serialize(value)

    assert "e" not in written.lower()
    assert DecimalString.parse_value(written) == value
    assert DecimalString.parse_literal(StringValueNode(value=written)) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        " 1",
        "1 ",
        "1,000",
        "1e5",
        "NaN",
        "Infinity",
        "-",
        ".5",
        "5.",
        "１２",
        "0x10",
        1.5,
        True,
        None,
        [],
        {},
    ],
)
def test_no_decimals(value: object) -> None:
    with pytest.raises(Invalid) as caught:
        DecimalString.parse_value(value)

    assert caught.value.code == "DECIMAL_INVALID"


@pytest.mark.parametrize("value", ["1" * 16, "-" + "9" * 20, "1." + "0" * 10, 10**15])
def test_numbers_beyond_what_is_kept_are_told_apart_from_no_numbers(value: object) -> None:
    with pytest.raises(Invalid) as caught:
        DecimalString.parse_value(value)

    assert caught.value.code == "DECIMAL_TOO_LONG"


def test_whole_numbers_are_decimals_too() -> None:
    assert DecimalString.parse_value(1200) == Decimal("1200")
    assert DecimalString.parse_literal(IntValueNode(value="1200")) == Decimal("1200")


@given(st.dates())
def test_days_survive(value: date) -> None:
    assert Date.parse_value(Date.serialize(value)) == value


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2026-1-1", "20260101", "2026-01-01T00:00:00Z", "", 20260101, None, "二〇二六"]
)
def test_no_days(value: object) -> None:
    with pytest.raises(Invalid):
        Date.parse_value(value)


@given(
    st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2200, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_instants_survive_in_utc(value: datetime, offset_minutes: int) -> None:
    instant = value.replace(tzinfo=timezone(timedelta(minutes=offset_minutes)))

    assert DateTime.serialize(instant).endswith("+00:00")
    assert DateTime.parse_value(DateTime.serialize(instant)) == instant.astimezone(UTC)


@pytest.mark.parametrize(
    "value", ["2026-01-01T00:00:00", "yesterday", "", 0, None, "2026-01-01T00:00:00Z" + " " * 40]
)
def test_no_instants(value: object) -> None:
    with pytest.raises(Invalid):
        DateTime.parse_value(value)


def test_plain_json_writes_what_params_hold_and_nothing_else() -> None:
    params = {
        "q": Decimal("1.50"),
        "d": date(2026, 1, 2),
        "u": UUID(int=1),
        "l": (1, "a", None),
        "n": {"x": True},
    }

    assert plain_json(params) == {
        "q": "1.50", "d": "2026-01-02", "u": "00000000-0000-0000-0000-000000000001", "l": [1, "a", None], "n": {"x": True},
    }  # fmt: skip
    with pytest.raises(TypeError):
        plain_json(object())
