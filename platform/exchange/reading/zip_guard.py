"""Looks into a workbook before any library opens it: bombs, macros, external entities, endless sheets.

Every part is inflated here once and only counted, so that sizes are the true ones and not those the archive
claims. A sheet with one cell in its last corner would make a reader allocate the whole grid: the extent is
checked here too.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from common.errors import Invalid
from exchange import errors, limits
from exchange.reading.extent import Extent

BLOCK = 1 << 20
_MACRO_PARTS = re.compile(r"(vbaProject\.bin|vbaData\.xml|macrosheets/|\.xlm)", re.IGNORECASE)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype", b"<!entity")
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br=["\']([A-Za-z]+\d+)["\'][^>]*?\bt=["\']e["\'][^>]*>(?:<f[^<]*</f>|<f/>)?(?:<v>([^<]{0,20}))?'
)
# A row of the carry-over must hold a whole cell tag that straddles two blocks.
_CARRY = 512


@dataclass(slots=True)
class WorkbookFacts:
    """What was seen: extent and error cells ("B7" → "#N/A") per sheet part, and the date system."""

    extents: dict[str, Extent] = field(default_factory=dict)
    error_cells: dict[str, dict[str, str]] = field(default_factory=dict)
    has_1904_dates: bool = False


def check_archive(path: Path) -> None:
    """What the archive's directory alone tells, at once. Raises as `inspect_workbook`."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive.infolist(), path.stat().st_size)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError):
        raise Invalid(errors.FILE_DAMAGED, field="file") from None


def inspect_workbook(path: Path) -> WorkbookFacts:
    """Raises Invalid (FILE_BOMB, FILE_MACROS, FILE_EXTERNAL, FILE_DAMAGED, FILE_TOO_MANY_…)."""
    facts = WorkbookFacts()
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as handle:
            entries = archive.infolist()
            _check_directory(entries, path.stat().st_size)
            total = 0
            for entry in entries:
                total += _inspect_part(handle, entry, facts, limits.UNZIPPED_BYTES - total)
    except (zipfile.BadZipFile, zlib.error, struct.error, UnicodeDecodeError, NotImplementedError):
        raise Invalid(errors.FILE_DAMAGED, field="file") from None
    for extent in facts.extents.values():
        extent.check()
    return facts


def _check_directory(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > limits.ZIP_ENTRIES:
        raise Invalid(errors.FILE_BOMB, field="file", reason=f"> {limits.ZIP_ENTRIES} parts")
    names = [entry.filename for entry in entries]
    if any(_MACRO_PARTS.search(name) for name in names):
        raise Invalid(errors.FILE_MACROS, field="file")
    if "xl/workbook.xml" not in names or len(set(names)) != len(names):
        raise Invalid(errors.FILE_DAMAGED, field="file")
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end or entry.flag_bits & 1:
            raise Invalid(errors.FILE_DAMAGED, field="file")
        end = entry.header_offset + 30 + entry.compress_size
    if end > size:
        raise Invalid(errors.FILE_DAMAGED, field="file")
    # The directory may lie about sizes, so this only spares the work for honest bombs.
    _check_size(
        sum(e.file_size for e in entries), sum(e.compress_size for e in entries), limits.UNZIPPED_BYTES
    )


def _check_size(unpacked: int, packed: int, allowed: int) -> None:
    if unpacked > allowed:
        raise Invalid(errors.FILE_BOMB, field="file", reason=f"> {limits.UNZIPPED_BYTES >> 20} MB")
    if unpacked > BLOCK and unpacked > packed * limits.UNZIP_RATIO:
        raise Invalid(errors.FILE_BOMB, field="file", reason=f"> {limits.UNZIP_RATIO}:1")


def _inspect_part(handle: BinaryIO, entry: zipfile.ZipInfo, facts: WorkbookFacts, allowed: int) -> int:
    is_xml = entry.filename.endswith((".xml", ".rels", ".vml"))
    is_sheet = entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml")
    extent = facts.extents.setdefault(entry.filename, Extent()) if is_sheet else None
    unpacked, carry = 0, b""
    for block in _inflated(handle, entry):
        unpacked += len(block)
        _check_size(unpacked, entry.compress_size, allowed)
        if is_xml:
            if not carry and block[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
                raise Invalid(errors.FILE_EXTERNAL, field="file")
            joined = carry + block
            if any(word in joined for word in _DECLARATIONS):
                raise Invalid(errors.FILE_EXTERNAL, field="file")
            _look(joined, entry.filename, facts, extent)
            carry = joined[-_CARRY:]
    return unpacked


def _look(text: bytes, part: str, facts: WorkbookFacts, extent: Extent | None) -> None:
    if extent is not None:
        extent.scan(text)
        if b't="e"' in text or b"t='e'" in text:
            cells = facts.error_cells.setdefault(part, {})
            for cell, value in _ERROR_CELL.findall(text):
                cells[cell.decode().upper()] = value.decode("ascii", "replace") or "#ERROR!"
    elif part == "xl/workbook.xml":
        facts.has_1904_dates |= re.search(rb'date1904\s*=\s*["\'](?:1|true)["\']', text) is not None
    elif part == "[Content_Types].xml" and b"macroEnabled" in text:
        raise Invalid(errors.FILE_MACROS, field="file")


def _inflated(handle: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's true content in blocks, whatever size its directory entry claims."""
    handle.seek(entry.header_offset)
    name_length, extra_length = struct.unpack("<26xHH", handle.read(30))
    handle.seek(name_length + extra_length, 1)
    left = entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        while left and (block := handle.read(min(BLOCK, left))):
            left -= len(block)
            yield block
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Invalid(errors.FILE_DAMAGED, field="file")
    engine = zlib.decompressobj(-15)
    while not engine.eof and (left or engine.unconsumed_tail):
        packed = engine.unconsumed_tail or handle.read(min(BLOCK // 4, left))
        if not engine.unconsumed_tail:
            left -= len(packed)
        if not packed:
            raise Invalid(errors.FILE_DAMAGED, field="file")
        if block := engine.decompress(packed, BLOCK):
            yield block
    if not engine.eof:
        raise Invalid(errors.FILE_DAMAGED, field="file")
