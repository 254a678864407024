"""The true extent of a sheet, from its XML, at a cost of about 3 s per GB."""

import re
from dataclasses import dataclass

from common.errors import Invalid
from exchange import errors, limits

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')
_PLAIN_REFERENCE = re.compile(rb' r="([A-Za-z]*)(\d+)')
_ANY_REFERENCE = re.compile(rb'\sr\s*=\s*["\']\s*([A-Za-z]*)(\d+)')
# Spellings of the attribute that XML allows and no spreadsheet program writes.
_ODD_SPELLINGS = (b"r='", b"r =", b"r= ", b"\tr=", b"\nr=", b"\rr=", b'r="\n', b'r=" ')


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(slots=True)
class Extent:
    """Greatest row and column of a sheet. The sheet's own claim is believed only as far as it is checked."""

    rows: int = 0
    columns: int = 0
    _beyond: "re.Pattern[bytes] | None" = None

    def scan(self, text: bytes) -> None:
        """Take in one block of the sheet's XML."""
        if self._beyond is None and not self.rows and (claim := _DIMENSION.search(text)):
            self.columns, self.rows = column_number(claim[1].decode()), int(claim[2])
            self._beyond = _beyond(self.rows, self.columns)
        if any(odd in text for odd in _ODD_SPELLINGS):
            self._take(_ANY_REFERENCE.findall(text))
        elif self._beyond is None or self._beyond.search(text):
            self._take(_PLAIN_REFERENCE.findall(text))

    def _take(self, references: list[tuple[bytes, bytes]]) -> None:
        for letters in {r[0] for r in references}:
            self.columns = max(self.columns, column_number(letters.decode()))
        self.rows = max([self.rows, *map(int, {r[1][:9] for r in references})])

    def check(self) -> None:
        """Raises Invalid when a reader would have to allocate too large a grid."""
        if self.columns > limits.COLUMNS:
            raise Invalid(errors.FILE_TOO_MANY_COLUMNS, field="file", limit=limits.COLUMNS)
        if self.rows * self.columns > limits.CELLS or self.rows > 2 * limits.ROWS:
            raise Invalid(
                errors.FILE_TOO_MANY_CELLS,
                field="file",
                rows=self.rows,
                columns=self.columns,
                limit=limits.CELLS,
            )


def _beyond(rows: int, columns: int) -> "re.Pattern[bytes]":
    """Matches references past the claimed last row or column; a literal start keeps the search fast."""
    letters = column_letters(columns)
    column = _greater(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = _greater(str(rows), "0123456789")
    return re.compile(f' r="(?:(?:{column})\\d|[A-Za-z]*(?:{row})"|[a-z])'.encode())


def _greater(text: str, alphabet: str) -> str:
    """A pattern for strings over the alphabet that are longer than `text`, or as long and later."""
    any_sign = f"[{alphabet[0]}-{alphabet[-1]}]"
    choices = [f"{any_sign}{{{len(text) + 1},}}"]
    for position, sign in enumerate(text):
        if sign != alphabet[-1]:
            following = f"[{alphabet[alphabet.index(sign) + 1]}-{alphabet[-1]}]"
            choices.append(text[:position] + following + any_sign * (len(text) - position - 1))
    return "|".join(choices)
