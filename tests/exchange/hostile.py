"""Files nobody should send, built on the spot."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import openpyxl

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = (
    f'<Relationships xmlns="{_RELS}"><Relationship Id="r" Type="{_DOC}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
BOOK_RELS = (
    f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_DOC}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)


def sheet(rows: str, dimension: str = "") -> str:
    return f'<worksheet xmlns="{_MAIN}">{dimension}<sheetData>{rows}</sheetData></worksheet>'


def package(path: Path, **changes: bytes | str) -> Path:
    """A minimal workbook; `changes` replace or add parts ("sheet" is the worksheet)."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'),
    }
    names = {"sheet": "xl/worksheets/sheet1.xml", "book": "xl/workbook.xml", "types": "[Content_Types].xml"}
    parts |= {names.get(name, name): content for name, content in changes.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def honest_bomb(path: Path) -> Path:
    return package(path, **{"xl/media/zeros.bin": bytes(40 << 20)})


def lying_bomb(path: Path) -> Path:
    """The directory claims a few bytes; the stream unpacks to a hundred megabytes."""
    package(path, sheet=sheet("<!--" + " " * (100 << 20) + "-->"))
    content = bytearray(path.read_bytes())
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        name_length = struct.unpack_from("<H", content, start + 28)[0]
        name = bytes(content[start + 46 : start + 46 + name_length])
        if name.endswith(b"sheet1.xml"):
            struct.pack_into("<L", content, start + 24, 1000)
            struct.pack_into("<L", content, start + 16, zlib.crc32(b"x"))
        start += 46
    path.write_bytes(content)
    return path


def overlapping(path: Path) -> Path:
    """Two directory entries that point at the same packed bytes."""
    package(path, **{"xl/a.bin": b"0" * 5000, "xl/b.bin": b"0" * 5000})
    content = bytearray(path.read_bytes())
    offsets = {}
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        name_length = struct.unpack_from("<H", content, start + 28)[0]
        offsets[bytes(content[start + 46 : start + 46 + name_length])] = start
        start += 46
    first = struct.unpack_from("<L", content, offsets[b"xl/a.bin"] + 42)[0]
    struct.pack_into("<L", content, offsets[b"xl/b.bin"] + 42, first)
    path.write_bytes(content)
    return path


def endless_sheet(path: Path, cell: str = "XFD1048576", spelling: str = 'r="{}"', claim: str = "") -> Path:
    """Two cells, a grid of 17 thousand million."""
    far = (
        f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c {spelling.format(cell)}><v>1</v></c></row>'
    )
    dimension = f'<dimension ref="{claim}"/>' if claim else ""
    return package(path, sheet=sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{far}', dimension))


def billion_laughs(part: str = "sheet") -> bytes:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(9))
    body = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&l8;</t></is></c></row>')
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{body}'.encode()


def xxe() -> bytes:
    body = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>')
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{body}'.encode()


def workbook(path: Path, rows: Sequence[Sequence[object]], **options: object) -> Path:
    """An ordinary workbook made by openpyxl. `merge`: ranges to merge; `epoch`: its date system."""
    book = openpyxl.Workbook()
    if "epoch" in options:
        book.epoch = options["epoch"]
    active = book.active
    assert active is not None
    for row in rows:
        active.append(list(row))
    for merged in options.get("merge", ()):  # type: ignore[attr-defined]
        active.merge_cells(merged)
    book.save(path)
    return path


def csv_bytes(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode(encoding)
