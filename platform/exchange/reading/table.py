"""A file opened for reading: its sheet, the first rows for the header, and all rows as tagged cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Row = list[str]


@dataclass(slots=True)
class Table:
    """Rows come in sheet order from row 1, blank ones included, so that numbers match the user's screen.

    `rows` may be called again; `height` is about how many there are. `marks`: what our own templates say about
    themselves.
    """

    sheet: str
    rows: Callable[[], Iterator[Row]]
    height: Callable[[], int]
    has_1904_dates: bool = False
    marks: dict[str, str] = field(default_factory=dict)
