"""Files into rows: encodings, sheets, headers, and everything that is refused before it is read."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from common.errors import Invalid
from exchange import limits
from exchange.cells.raw import ERROR, NUMBER
from exchange.columns import Column
from exchange.reading.extent import column_letters, column_number
from exchange.reading.header import find_header
from exchange.reading.sniff import open_tables
from tests.exchange import hostile

HEADER = ["物料编码", "数量", "要求交期"]
COLUMNS = (
    Column("item", "物料编码", "Item number", aliases=("料号", "Part No.")),
    Column("quantity", "数量", "Quantity"),
    Column("day", "要求交期", "Requested date", aliases=("交期",)),
    Column("price", "单价（含税）", "Unit price incl. tax"),
)


def _rows(path: Path) -> list[list[str]]:
    return list(open_tables(path)[0].rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_csv_is_read_in_the_encodings_people_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "book"
    path.write_bytes(hostile.csv_bytes([HEADER, ["ED30-ST-01", "1200", "2026-12-18"]], encoding))
    assert _rows(path) == [HEADER, ["ED30-ST-01", "1200", "2026-12-18"]]


def test_a_rare_character_survives_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes("名称\r\n𠮷野电机\r\n".encode("gb18030"))
    assert _rows(path)[1] == ["𠮷野电机"]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_delimiters_are_noticed(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "book"
    path.write_text(sign.join(HEADER) + "\n" + sign.join(["a", "1,5", "b"]), encoding="utf-8")
    assert _rows(path) == [HEADER, ["a", "1,5", "b"]]


def test_quoted_newlines_stay_in_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_text('a,b\n"x\ny",1\n', encoding="utf-8")
    assert _rows(path)[1] == ["x\ny", "1"]


def test_rows_and_columns_keep_their_places(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C3"], sheet["B5"] = "物料编码", 12, "x"
    book.save(tmp_path / "book")
    rows = _rows(tmp_path / "book")
    assert rows[2] == ["", "物料编码", NUMBER + "12"]
    assert rows[4][1] == "x"


def test_excel_errors_and_the_date_system_are_seen(tmp_path: Path) -> None:
    path = hostile.workbook(tmp_path / "book", [HEADER, ["#REF!", 5, None]], epoch=CALENDAR_MAC_1904)
    table = open_tables(path)[0]
    assert table.has_1904_dates
    assert list(table.rows())[1][0] == ERROR + "#REF!"


def test_hidden_sheets_are_no_data(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("secret")
    hidden.sheet_state = "hidden"
    assert book.active is not None
    book.active["A1"] = "x"
    book.save(tmp_path / "book")
    assert [t.sheet for t in open_tables(tmp_path / "book")] == ["Sheet"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (hostile.honest_bomb, "FILE_BOMB"),
        (hostile.lying_bomb, "FILE_BOMB"),
        (hostile.overlapping, "FILE_DAMAGED"),
        (hostile.endless_sheet, "FILE_TOO_MANY_COLUMNS"),
        (lambda p: hostile.endless_sheet(p, "A1048576"), "FILE_TOO_MANY_CELLS"),
        (lambda p: hostile.endless_sheet(p, "GS5"), "FILE_TOO_MANY_COLUMNS"),
        (lambda p: hostile.endless_sheet(p, claim="A1:B2"), "FILE_TOO_MANY_COLUMNS"),
        (lambda p: hostile.endless_sheet(p, spelling="r='{}'", claim="A1:B2"), "FILE_TOO_MANY_COLUMNS"),
        (lambda p: hostile.endless_sheet(p, spelling='\tr = "{}"', claim="A1:B2"), "FILE_TOO_MANY_COLUMNS"),
        (lambda p: hostile.endless_sheet(p, "xfd1048576", claim="A1:B2"), "FILE_TOO_MANY_COLUMNS"),
        (lambda p: hostile.package(p, sheet=hostile.xxe()), "FILE_EXTERNAL"),
        (lambda p: hostile.package(p, sheet=hostile.billion_laughs()), "FILE_EXTERNAL"),
        (lambda p: hostile.package(p, book=hostile.xxe()), "FILE_EXTERNAL"),
        (lambda p: hostile.package(p, sheet=hostile.xxe().decode().encode("utf-16")), "FILE_EXTERNAL"),
        (lambda p: hostile.package(p, **{"xl/vbaProject.bin": b"x"}), "FILE_MACROS"),
        (lambda p: hostile.package(p, **{"xl/macrosheets/sheet1.xml": "<x/>"}), "FILE_MACROS"),
        (
            lambda p: hostile.package(
                p, types=hostile.CONTENT_TYPES.replace("sheet.main", "macroEnabled.main")
            ),
            "FILE_MACROS",
        ),
        (lambda p: hostile.package(p, sheet="<worksheet"), "FILE_DAMAGED"),
        (lambda p: hostile.package(p, **{f"xl/{i}.xml": "<x/>" for i in range(2_001)}), "FILE_BOMB"),
    ],
)
def test_hostile_workbooks_are_refused_unread(tmp_path: Path, make: object, code: str) -> None:
    path = make(tmp_path / "book")  # type: ignore[operator]
    with pytest.raises(Invalid) as refused:
        _rows(path)
    assert refused.value.code == code
    assert refused.value.message("zh")
    assert refused.value.message("en")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "FILE_OLD_EXCEL"),
        (b"%PDF-1.7", "FILE_TYPE_UNKNOWN"),
        (b"\x7fELF" + bytes(60), "FILE_TYPE_UNKNOWN"),
        (b"<html><table>", "FILE_TYPE_UNKNOWN"),
        (b"PK\x03\x04not a zip", "FILE_DAMAGED"),
        (b"name\r\n\x81\x20\xff\xff", "FILE_ENCODING"),
        (b"," * 300, "FILE_TOO_MANY_COLUMNS"),
    ],
)
def test_other_kinds_of_files_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "book"
    path.write_bytes(content)
    with pytest.raises(Invalid) as refused:
        _rows(path)
    assert refused.value.code == code


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    path = tmp_path / "book"
    path.write_bytes(b"a,b\n" * 10)
    with pytest.raises(Invalid) as refused:
        _rows(path)
    assert refused.value.code == "FILE_TOO_LARGE"


def test_the_header_is_found_below_titles() -> None:
    header = find_header([["2026年第50周补单"], [], HEADER, ["x", "1", "2026-12-18"]], COLUMNS)
    assert (header.row, header.fields) == (3, ["item", "quantity", "day"])


def test_a_merged_title_over_the_header_is_joined() -> None:
    upper = ["物料编码", "需求", ""]
    lower = ["", "数量", "交期"]
    header = find_header([["补单"], upper, lower, ["x", "1", "2"]], COLUMNS)
    assert (header.row, header.fields) == (3, ["item", "quantity", "day"])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("料号", "item"), ("part no", "item"), ("ITEM NUMBER *", "item"), ("数 量", "quantity"),
        ("数量(件)", "quantity"), ("单价", "price"), ("单价(含税)", "price"), ("备注", ""),
    ],
)  # fmt: skip
def test_headers_are_recognised_in_their_usual_spellings(text: str, field: str) -> None:
    assert find_header([[text]], COLUMNS).fields == [field]


def test_learnt_headers_win_and_may_say_ignore() -> None:
    header = find_header([["零件", "数量"]], COLUMNS, {"零件": "item", "数量": ""})
    assert header.fields == ["item", ""]


def test_a_field_is_taken_by_its_first_column_only() -> None:
    assert find_header([["数量", "数量"]], COLUMNS).fields == ["quantity", ""]


@pytest.mark.parametrize("number", [1, 26, 27, 52, 703, 16384])
def test_column_letters_go_both_ways(number: int) -> None:
    assert column_number(column_letters(number)) == number
