"""Text cells: invisible signs out, blanks collapsed, codes in half width, nothing that acts as a formula."""

import re
import unicodedata

from exchange.cells.raw import ERROR, NUMBER, TAG, shown
from exchange.cells.reading import Finding, Read
from exchange.issues import CELL_ERROR, CELL_FORMULA, CELL_LONG, CODE_ROUNDED, READ_AS, Severity

# Zero-width signs, byte order marks and soft hyphens that copying from web pages leaves behind.
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
_BLANKS = re.compile(r"[\s\u00a0\u3000]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA_STARTS = "=+-@"
_SIGNED_NUMBER = re.compile(r"[+-][0-9.,\s]*%?")
# Excel keeps 15 digits of a number: a longer code typed as a number has lost its end.
_EXACT_DIGITS = 15


def tidy(text: str) -> str:
    """Invisible and control signs removed, outer blanks stripped, inner runs of blanks made one."""
    return _BLANKS.sub(" ", _CONTROL.sub("", text.translate(_INVISIBLE))).strip()


def half_width(text: str) -> str:
    """`tidy`, with full-width letters, digits and signs in their plain form."""
    return tidy(unicodedata.normalize("NFKC", text))


def formula_sign(text: str) -> str | None:
    """The sign by which a spreadsheet would take the text for a formula; None for harmless text.

    A minus before a plain number is a number, a dash and a blank are a list; everything else that starts so
    is refused rather than guessed at.
    """
    if not text or text[0] not in _FORMULA_STARTS:
        return None
    if text[0] in "+-" and (_SIGNED_NUMBER.fullmatch(text) or text[1:2] in ("", " ", "-")):
        return None
    return text[0]


def _common(raw: str, limit: int) -> tuple[str, Read[str] | None]:
    if raw.startswith(ERROR):
        return "", Read(None, Finding(CELL_ERROR, Severity.ERROR, {"value": raw[2:]}))
    text = tidy(shown(raw))
    # Our own exports guard such cells with an apostrophe; it belongs to the guard, not to the value.
    if text[:1] == "'" and formula_sign(text[1:]):
        return text[1:], None
    if sign := formula_sign(text):
        return "", Read(None, Finding(CELL_FORMULA, Severity.ERROR, {"sign": sign}))
    if len(text) > limit:
        return "", Read(None, Finding(CELL_LONG, Severity.ERROR, {"limit": limit}))
    return text, None


def read_text(raw: str, limit: int = 200) -> Read[str]:
    """Free text."""
    text, refused = _common(raw, limit)
    return refused or Read(text or None)


def read_code(raw: str, limit: int = 80) -> Read[str]:
    """A code: half width, leading zeros kept, refused when Excel has already rounded it as a number."""
    text, refused = _common(raw, limit)
    if refused:
        return refused
    if raw.startswith(NUMBER) and len(text.replace(".", "").lstrip("-0")) >= _EXACT_DIGITS:
        return Read(None, Finding(CODE_ROUNDED, Severity.ERROR))
    plain = half_width(text)
    if plain != text and TAG not in raw:
        return Read(plain or None, Finding(READ_AS, Severity.REWRITTEN, {"value": plain}))
    return Read(plain or None)
