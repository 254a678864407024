"""What can be wrong with a single cell, said so that its owner can cure it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from common.errors import DomainError, ErrorText


class Severity(StrEnum):
    """REWRITTEN: read in another spelling. ATTENTION: is imported, but look. ERROR: the row is refused."""

    REWRITTEN = "REWRITTEN"
    ATTENTION = "ATTENTION"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class IssueText:
    """A code, the short message shown in the cell, and the title under which equal causes are grouped."""

    cell: ErrorText
    title: ErrorText
    by_value: bool = False
    skips: bool = False

    @property
    def code(self) -> str:
        return self.cell.code


def issue_text(
    code: str, zh: str, en: str, *, title: tuple[str, str], by_value: bool = False, skips: bool = False
) -> IssueText:
    """`by_value`: only equal values share a cause. `skips`: the one-click cure is to skip the rows."""
    made = IssueText(ErrorText(code, zh, en), ErrorText(code, *title), by_value, skips)
    _known[code] = made
    return made


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: the row's number in the sheet, the column's key ("" = the whole row), and what to do."""

    row: int
    column: str
    text: IssueText
    severity: Severity = Severity.ERROR
    params: dict[str, Any] = field(default_factory=dict)
    suggestion: str | None = None

    def stored(self) -> list[Any]:
        return [self.row, self.column, self.text.code, self.severity.value, self.params, self.suggestion]


def restored(values: Iterable[Any]) -> Issue:
    """The issue that `stored` wrote."""
    row, column, code, severity, params, suggestion = values
    return Issue(row, column, _known[code], Severity(severity), params, suggestion)


_known: dict[str, IssueText] = {}

MISSING = issue_text("MISSING", "必填", "required", title=("必填的格空着", "Required cells are empty"))
NOT_A_NUMBER = issue_text("NOT_A_NUMBER", "不是数字", "not a number", title=("不是数字", "Not a number"))
NUMBER_AMBIGUOUS = issue_text(
    "NUMBER_AMBIGUOUS",
    "看不出是小数还是千位；写成 1250 或 1.25",
    "decimal or thousands? write 1250 or 1.25",
    title=("数字有两种读法", "The number can be read in two ways"),
)
NUMBER_TOO_LARGE = issue_text(
    "NUMBER_TOO_LARGE",
    "太大，上限 {limit}",
    "too large, at most {limit}",
    title=("数字太大", "The number is too large"),
)
NUMBER_SCALE = issue_text(
    "NUMBER_SCALE",
    "最多 {scale} 位小数",
    "at most {scale} decimals",
    title=("小数位太多", "Too many decimals"),
)
NOT_POSITIVE = issue_text(
    "NOT_POSITIVE", "应大于 0", "must be above 0", title=("应大于 0", "Must be above 0")
)
NOT_A_DATE = issue_text(
    "NOT_A_DATE",
    "不是日期；写成 2026-12-18",
    "not a date; write 2026-12-18",
    title=("不是日期", "Not a date"),
)
DATE_AMBIGUOUS = issue_text(
    "DATE_AMBIGUOUS",
    "年月日分不清；写成 2026-12-18",
    "ambiguous date; write 2026-12-18",
    title=("日期有几种读法", "The date can be read in several ways"),
)
CODE_ROUNDED = issue_text(
    "CODE_ROUNDED",
    "Excel 已把长编码变成数字，末几位丢了；请按文本重填",
    "Excel turned the code into a number and lost digits; enter it as text",
    title=("长编码被 Excel 改坏", "Long codes were damaged by Excel"),
)
CELL_FORMULA = issue_text(
    "CELL_FORMULA",
    "以“{sign}”开头，像公式；请填值",
    "starts with “{sign}” like a formula; enter the value",
    title=("像公式的文字", "Text that looks like a formula"),
)
CELL_ERROR = issue_text(
    "CELL_ERROR",
    "格里是 Excel 错误 {value}",
    "the cell holds the Excel error {value}",
    title=("Excel 公式出错", "Excel formula errors"),
)
CELL_LONG = issue_text(
    "CELL_LONG",
    "超过 {limit} 个字",
    "longer than {limit} characters",
    title=("文字太长", "The text is too long"),
)
CHOICE_UNKNOWN = issue_text(
    "CHOICE_UNKNOWN",
    "不认识；可用：{known}",
    "unknown; use {known}",
    title=("不在可选范围内", "Not one of the choices"),
    by_value=True,
)
DUPLICATE_ROW = issue_text(
    "DUPLICATE_ROW",
    "与第 {first} 行重复",
    "repeats row {first}",
    title=("与前面的行重复", "Repeats an earlier row"),
    skips=True,
)
READ_AS = issue_text(
    "READ_AS", "读作 {value}", "read as {value}", title=("换了写法", "Read in another spelling")
)
REFUSED_LATER = issue_text("REFUSED_LATER", "{zh}", "{en}", title=("写入时被拒", "Refused while importing"))


def refusal(row: int, error: DomainError, column: str = "") -> Issue:
    """The finding for a row that a service refused, in both languages."""
    return Issue(row, column, REFUSED_LATER, params={"zh": error.message("zh"), "en": error.message("en")})
