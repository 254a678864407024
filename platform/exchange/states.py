"""States of imports, their rows, and exports. Only `services` writes them."""

from enum import StrEnum


class ImportState(StrEnum):
    READING = "READING"
    MAPPING = "MAPPING"
    CHECKING = "CHECKING"
    READY = "READY"
    IMPORTING = "IMPORTING"
    DONE = "DONE"
    FAILED = "FAILED"
    ABORTED = "ABORTED"


S = ImportState
ENDED = frozenset({S.DONE, S.FAILED, S.ABORTED})
WORKING = frozenset({S.READING, S.CHECKING, S.IMPORTING})

MOVES: dict[ImportState, frozenset[ImportState]] = {
    S.READING: frozenset({S.MAPPING, S.READY, S.FAILED, S.ABORTED}),
    S.MAPPING: frozenset({S.CHECKING, S.ABORTED}),
    S.CHECKING: frozenset({S.READY, S.FAILED, S.ABORTED}),
    S.READY: frozenset({S.CHECKING, S.IMPORTING, S.ABORTED}),
    S.IMPORTING: frozenset({S.DONE, S.CHECKING, S.FAILED, S.ABORTED}),
    S.DONE: frozenset(),
    S.FAILED: frozenset(),
    S.ABORTED: frozenset(),
}

STATE_NAMES: dict[ImportState, tuple[str, str]] = {
    S.READING: ("正在读文件", "reading"),
    S.MAPPING: ("等你对列", "waiting for the columns"),
    S.CHECKING: ("正在检查", "checking"),
    S.READY: ("已检查，还没写入", "checked, nothing written yet"),
    S.IMPORTING: ("正在导入", "importing"),
    S.DONE: ("已完成", "done"),
    S.FAILED: ("没有做成", "failed"),
    S.ABORTED: ("已中止", "aborted"),
}


class RowState(StrEnum):
    """One letter per row in the chunk's `states`."""

    OK = "OK"
    ATTENTION = "ATTENTION"
    REFUSED = "REFUSED"
    SKIPPED = "SKIPPED"
    CREATED = "CREATED"
    UPDATED = "UPDATED"
    UNCHANGED = "UNCHANGED"


LETTERS: dict[RowState, str] = {
    RowState.OK: "o",
    RowState.ATTENTION: "a",
    RowState.REFUSED: "r",
    RowState.SKIPPED: "s",
    RowState.CREATED: "c",
    RowState.UPDATED: "u",
    RowState.UNCHANGED: "n",
}
BY_LETTER = {letter: state for state, letter in LETTERS.items()}
IMPORTABLE = frozenset({RowState.OK, RowState.ATTENTION})


class Acceptance(StrEnum):
    """GOOD: import the good rows, skip the refused. ALL: every row or none, in one transaction."""

    GOOD = "GOOD"
    ALL = "ALL"


class ExportState(StrEnum):
    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class FileFormat(StrEnum):
    XLSX = "XLSX"
    CSV = "CSV"
