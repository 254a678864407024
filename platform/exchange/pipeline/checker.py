"""The dry run: cells to values, rows to findings, chunk by chunk, with everything compared set-wise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from common.money import round_money
from exchange.cells.columns import ColumnReader
from exchange.cells.raw import shown
from exchange.chunks import NumberedRow
from exchange.issues import DUPLICATE_ROW, READ_AS, Issue, Severity
from exchange.pipeline.causes import Causes
from exchange.registry import ImportKind, ImportSession, ParsedRow
from exchange.states import IMPORTABLE, LETTERS, RowState

_LETTER_OK, _LETTER_ATTENTION = LETTERS[RowState.OK], LETTERS[RowState.ATTENTION]
_LETTER_REFUSED, _LETTER_SKIPPED = LETTERS[RowState.REFUSED], LETTERS[RowState.SKIPPED]
_LETTER_UNCHANGED = LETTERS[RowState.UNCHANGED]


@dataclass(slots=True)
class CheckedChunk:
    """Rows that can be imported, the findings of all, one state letter per row in file order, and
    where the rows that are in already went.
    """

    parsed: list[ParsedRow]
    issues: list[Issue]
    states: str
    known: dict[int, str]


@dataclass(slots=True)
class Totals:
    """Running figures of a check."""

    rows: int = 0
    by_letter: dict[str, int] = field(default_factory=dict)
    bad_cells: int = 0
    rewritten_cells: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """As stored on the run."""
        of = self.by_letter
        return {
            "rows": self.rows,
            **{state.value.lower(): of.get(letter, 0) for state, letter in LETTERS.items()},
            "bad_cells": self.bad_cells,
            "rewritten_cells": self.rewritten_cells,
        }

    def importable(self) -> int:
        return sum(self.by_letter.get(LETTERS[state], 0) for state in IMPORTABLE)


class Checker:
    """Checks the chunks of one file in order; remembers rows seen, to find doubles across chunks."""

    def __init__(
        self, kind: ImportKind, session: ImportSession, fields: Sequence[str], *, has_1904_dates: bool
    ) -> None:
        self._kind, self.session = kind, session
        self._plan = column_plan(kind, fields, has_1904_dates=has_1904_dates)
        self._positions = {reader.column.key: index for index, reader in self._plan}
        self._seen: dict[object, int] = {}
        self.totals = Totals()
        self.causes = Causes()

    def check(self, rows: Sequence[NumberedRow], skipped: Iterable[int] = ()) -> CheckedChunk:
        """Findings and states of one chunk; `skipped` rows are left out of everything."""
        left_out = set(skipped)
        live = [row for row in rows if row[0] not in left_out] if left_out else rows
        parsed, issues = self._parse(live)
        bad = {i.row for i in issues if i.severity is Severity.ERROR}
        good = [row for row in parsed if row.number not in bad]
        issues += self._doubles(good)
        # what is in already is right as it is: an order book exported today holds days long past
        known = dict(self.session.known(good))
        issues += self.session.check([row for row in good if row.number not in known])
        bad = {i.row for i in issues if i.severity is Severity.ERROR}
        noted = {i.row for i in issues if i.severity is Severity.ATTENTION}
        good = [row for row in good if row.number not in bad and row.number not in known]
        states = "".join(
            _LETTER_SKIPPED if n in left_out
            else _LETTER_REFUSED if n in bad
            else _LETTER_UNCHANGED if n in known
            else _LETTER_ATTENTION if n in noted
            else _LETTER_OK
            for n, _ in rows
        )  # fmt: skip
        self._count(rows, good, issues, states)
        return CheckedChunk(good, issues, states, known)

    def _parse(self, rows: Sequence[NumberedRow]) -> tuple[list[ParsedRow], list[Issue]]:
        issues: list[Issue] = []
        rewritten = 0
        parsed = [ParsedRow(number, {}) for number, _ in rows]
        for index, reader in self._plan:
            key, memo = reader.column.key, reader.memo
            for (number, cells), row in zip(rows, parsed, strict=True):
                raw = cells[index] if index < len(cells) else ""
                got = memo.get(raw) or reader.read(raw)
                row.values[key] = got.value
                found = got.finding
                if found is None:
                    continue
                if found.text is READ_AS:
                    rewritten += 1
                else:
                    issues.append(
                        Issue(number, key, found.text, found.severity, found.params, found.suggestion)
                    )
        self.totals.rewritten_cells += rewritten
        return parsed, issues

    def _doubles(self, rows: Iterable[ParsedRow]) -> list[Issue]:
        if self._kind.identity is None:
            return []
        issues = []
        first_column = self._kind.columns[0].key
        for row in rows:
            identity = self._kind.identity(row.values)
            if identity is None:
                continue
            first = self._seen.setdefault(identity, row.number)
            if first != row.number:
                issues.append(Issue(row.number, first_column, DUPLICATE_ROW, params={"first": first}))
        return issues

    def _count(
        self, rows: Sequence[NumberedRow], good: Iterable[ParsedRow], issues: Sequence[Issue], states: str
    ) -> None:
        totals = self.totals
        totals.rows += len(rows)
        for letter in set(states):
            totals.by_letter[letter] = totals.by_letter.get(letter, 0) + states.count(letter)
        totals.bad_cells += sum(i.severity is Severity.ERROR for i in issues)
        if self._kind.amount is not None:
            for row in good:
                if amount := self._kind.amount(row.values):
                    totals.amounts[amount[0]] = totals.amounts.get(amount[0], Decimal(0)) + amount[1]
        if issues:
            cells = dict(rows)
            for issue in issues:
                self.causes.add(issue, self._raw(cells[issue.row], issue.column))

    def _raw(self, cells: Sequence[str], column: str) -> str:
        position = self._positions.get(column)
        return shown(cells[position]) if position is not None and position < len(cells) else ""


def column_plan(
    kind: ImportKind, fields: Sequence[str], *, has_1904_dates: bool
) -> list[tuple[int, ColumnReader]]:
    """(index in the file, reader) for every field of the kind that the file has."""
    by_key = {column.key: column for column in kind.columns}
    return [
        (index, ColumnReader(by_key[key], has_1904_dates=has_1904_dates))
        for index, key in enumerate(fields)
        if key in by_key
    ]


def plain_amounts(amounts: dict[str, Decimal]) -> dict[str, str]:
    """Totals by currency, at its decimals."""
    return {currency: f"{round_money(amount, currency):f}" for currency, amount in amounts.items()}
