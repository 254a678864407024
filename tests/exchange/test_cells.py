"""Reading single cells: exact, without guessing, and with a note of every other spelling."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.cells.columns import ColumnReader
from exchange.cells.dates import read_date
from exchange.cells.numbers import read_number
from exchange.cells.raw import DATE, ERROR, INSTANT, NUMBER, TRUTH, shown, tagged
from exchange.cells.text import formula_sign, read_code, read_text
from exchange.columns import CellKind, Column
from exchange.writing.cells import guarded


def _code(read: object) -> str | None:
    finding = read.finding  # type: ignore[attr-defined]
    return finding.text.code if finding else None


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("1200", "1200", None),
        ("1200.50", "1200.5", None),
        ("0", "0", None),
        ("-0", "0", None),
        ("1,250", "1250", "1250"),
        ("1,234,567.89", "1234567.89", "1234567.89"),
        ("1 250", "1250", "1250"),
        ("１２５０", "1250", "1250"),
        (" 1250 ", "1250", None),
        ("¥186.00", "186", "186.00"),
        ("￥186", "186", "186"),
        ("186元", "186", "186"),
        ("1.2万", "12000", "12000"),
        ("3亿", "300000000", "300000000"),
        ("+5", "5", None),
        ("-5", "-5", None),
        (NUMBER + "1200", "1200", None),
        (NUMBER + "0.3", "0.3", None),
        ("0.000001", "0.000001", None),
        ("100000000000", "100000000000", None),
    ],
)
def test_numbers_are_read_exactly(raw: str, value: str, note: str | None) -> None:
    read = read_number(raw)
    assert str(read.value) == value
    assert (read.finding.params["value"] if read.finding else None) == note


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("八百", "NOT_A_NUMBER"),
        ("NaN", "NOT_A_NUMBER"),
        ("Infinity", "NOT_A_NUMBER"),
        ("1e400", "NOT_A_NUMBER"),
        ("1E3", "NOT_A_NUMBER"),
        ("12件", "NOT_A_NUMBER"),
        ("0x10", "NOT_A_NUMBER"),
        ("٣", "NOT_A_NUMBER"),
        ("1_000", "NOT_A_NUMBER"),
        ("--5", "NOT_A_NUMBER"),
        ("1,25", "NUMBER_AMBIGUOUS"),
        ("1.250,00", "NUMBER_AMBIGUOUS"),
        ("12,34,567", "NUMBER_AMBIGUOUS"),
        ("9" * 30, "NUMBER_TOO_LARGE"),
        ("1" + "0" * 60, "NUMBER_TOO_LARGE"),
        ("0.1234567", "NUMBER_SCALE"),
        (TRUTH + "1", "NOT_A_NUMBER"),
        (DATE + "2026-12-18", "NOT_A_NUMBER"),
        (ERROR + "#N/A", "CELL_ERROR"),
        (NUMBER + "inf", "NOT_A_NUMBER"),
    ],
)
def test_numbers_that_could_mean_something_else_are_refused(raw: str, code: str) -> None:
    read = read_number(raw)
    assert read.value is None
    assert _code(read) == code


@given(st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=6))
def test_every_decimal_written_plainly_comes_back_the_same(value: Decimal) -> None:
    assert read_number(f"{value:f}").value == value


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_thousand_separators_change_nothing(value: int) -> None:
    assert read_number(f"{value:,}").value == Decimal(value)


def test_what_excel_shows_counts_not_its_binary_rest() -> None:
    assert tagged(0.1 + 0.2) == NUMBER + "0.3"
    assert tagged(186.00000000000003) == NUMBER + "186"
    assert read_number(tagged(1e21)).value is None


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-12-18", "2026-12-18"),
        ("2026/12/18", "2026-12-18"),
        ("2026/1/8", "2026-01-08"),
        ("2026.12.18", "2026-12-18"),
        ("2026年12月18日", "2026-12-18"),
        ("20261218", "2026-12-18"),
        ("２０２６-12-18", "2026-12-18"),
        ("2026-12-18 00:00:00", "2026-12-18"),
        ("2026-12-18T00:00", "2026-12-18"),
        ("18/12/2026", "2026-12-18"),
        ("12/18/2026", "2026-12-18"),
        ("5/5/2026", "2026-05-05"),
        ("2-Jun-2006", "2006-06-02"),
        ("December 18, 2026", "2026-12-18"),
        (NUMBER + "20261218", "2026-12-18"),
        (NUMBER + "46374", "2026-12-18"),
        (DATE + "2026-12-18", "2026-12-18"),
        (INSTANT + "2026-12-18 08:30:00", "2026-12-18"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_days_are_read_when_they_can_mean_one_day_only(raw: str, day: str) -> None:
    read = read_date(raw)
    assert read.value == date.fromisoformat(day)
    is_plain = raw in (day, DATE + day) or raw.startswith(INSTANT)
    assert (read.finding is None) == is_plain


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("03/04/2026", "DATE_AMBIGUOUS"),
        ("12-11-26", "DATE_AMBIGUOUS"),
        ("12月18日", "DATE_AMBIGUOUS"),
        ("2026-02-30", "NOT_A_DATE"),
        ("2025-02-29", "NOT_A_DATE"),
        ("1026-12-18", "NOT_A_DATE"),
        ("2026-12-18 08:30", "NOT_A_DATE"),
        ("下周五", "NOT_A_DATE"),
        (NUMBER + "60.5", "NOT_A_DATE"),
        (NUMBER + "-3", "NOT_A_DATE"),
        (NUMBER + "99999999", "NOT_A_DATE"),
        (TRUTH + "0", "NOT_A_DATE"),
        (ERROR + "#VALUE!", "CELL_ERROR"),
    ],
)
def test_days_that_could_mean_something_else_are_refused(raw: str, code: str) -> None:
    read = read_date(raw)
    assert read.value is None
    assert _code(read) == code


def test_serial_days_follow_the_workbooks_date_system() -> None:
    assert read_date(NUMBER + "46374").value == date(2026, 12, 18)
    assert read_date(NUMBER + "44912", has_1904_dates=True).value == date(2026, 12, 18)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_comes_back_from_iso_slashes_and_serials(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    for raw in (day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{NUMBER}{serial}"):
        assert read_date(raw).value == day


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("00123", "00123"),
        ("ＥＤ３０－ＳＴ", "ED30-ST"),
        (" ED30 - ST\u200b", "ED30 - ST"),
        ("\ufeffED30", "ED30"),
        (NUMBER + "12345", "12345"),
        ("'=A1", "=A1"),
        ("-5", "-5"),
        ("- 见图纸", "- 见图纸"),
    ],
)
def test_codes_keep_their_zeros_and_lose_only_invisible_signs(raw: str, value: str) -> None:
    assert read_code(raw).value == value


@pytest.mark.parametrize("raw", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "＝1+1"])
def test_text_that_would_run_as_a_formula_is_refused(raw: str) -> None:
    assert _code(read_code(raw)) == "CELL_FORMULA" or read_code(raw).value is None or "＝" in raw
    if "＝" not in raw:
        assert _code(read_text(raw)) == "CELL_FORMULA"


def test_a_long_code_typed_as_a_number_is_refused() -> None:
    assert _code(read_code(tagged(123456789012345680.0))) == "CODE_ROUNDED"


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1, max_size=40))
def test_what_we_guard_we_read_back(text: str) -> None:
    """An exported text cell comes back as the text it was, or was refused from the start."""
    first = read_text(text)
    if first.value is not None:
        assert read_text(guarded(first.value)).value == first.value


@given(st.text(alphabet="=+-@0123456789.AB ", min_size=1, max_size=12))
def test_no_guarded_text_starts_as_a_formula(text: str) -> None:
    assert formula_sign(guarded(text)) is None


def test_equal_cells_are_read_once() -> None:
    column = Column("day", "日期", "Day", CellKind.DATE)
    reader = ColumnReader(column)
    assert reader.read("2026/12/18") is reader.read("2026/12/18")


def test_required_positive_and_chosen_cells() -> None:
    required = ColumnReader(Column("a", "甲", "A", is_required=True))
    assert _code(required.read("  ")) == "MISSING"
    positive = ColumnReader(Column("b", "乙", "B", CellKind.NUMBER, is_positive=True))
    assert _code(positive.read("0")) == "NOT_POSITIVE"
    chosen = ColumnReader(Column("c", "丙", "C", CellKind.CHOICE, choices={"件": "H87", "pcs": "H87"}))
    assert chosen.read("PCS").value == "H87"
    assert _code(chosen.read("箱")) == "CHOICE_UNKNOWN"


@pytest.mark.parametrize("value", ["text", 5, 5.5, True, date(2026, 1, 2), ""])
def test_a_tagged_cell_is_shown_as_the_person_saw_it(value: object) -> None:
    expected = {True: "TRUE"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    assert shown(tagged(value)) == expected
