"""Files we write: templates, marked files, lists; and what comes back of them."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from uuid import UUID, uuid4

import openpyxl
import pytest
from django.test import Client

from accounts.actor import Actor
from exchange import links, store, views
from exchange.links import Target
from exchange.models import ExportRun
from exchange.pipeline.exporter import export_run
from exchange.reading.sniff import open_tables
from exchange.registry import import_kind, import_kinds
from exchange.selectors import export_run_get
from exchange.services import upload_store
from exchange.services.exports import export_open
from exchange.states import ExportState, FileFormat, ImportState
from exchange.writing.marked import write_marked
from exchange.writing.template import write_template
from suppliers.models import Item
from suppliers.services.items import NewItem, item_create
from tests.exchange import hostile
from tests.exchange.steps import acting, checked, committed, imported, rows_of

ITEMS = "suppliers.items"
HEADER = ["物料编码", "物料名称", "单位", "类别"]


@pytest.fixture
def buyer(db: None, world: ModuleType) -> Actor:
    actor: Actor = world.actor(world.LEADER, "BUYER")
    return actor


def _export(actor: Actor, kind: str, file_format: FileFormat, **given: object) -> tuple[ExportRun, bytes]:
    run = export_open(actor=actor, kind=kind, file_format=file_format, **given)  # type: ignore[arg-type]
    export_run(actor=actor, run=run)
    done = export_run_get(actor, run.id)
    assert done.state == ExportState.DONE, done.error_params
    return done, store.path_of(done.storage_key).read_bytes()


@pytest.mark.parametrize("kind", [k.key for k in import_kinds()])
def test_every_template_is_read_back_whole(buyer: Actor, tmp_path: Path, kind: str) -> None:
    person = replace(buyer, permissions=buyer.permissions | {import_kind(kind).permission})
    with acting(person):
        write_template(actor=person, kind=import_kind(kind), path=tmp_path / "t.xlsx")
        run = checked(person, tmp_path / "t.xlsx", kind, "t.xlsx")
        # the example row is no row
        assert (run.state, run.error_code) == (ImportState.FAILED, "FILE_NO_ROWS")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == [column.zh for column in import_kind(kind).columns]
    marks = {row[0].value: row[1].value for row in book["_lianwang"].iter_rows()}
    assert book["_lianwang"].sheet_state == "veryHidden"
    assert (marks["kind"], marks["template"]) == (kind, "1")


def test_a_template_offers_its_choices_in_drop_downs(buyer: Actor, tmp_path: Path) -> None:
    with acting(buyer):
        write_template(actor=buyer, kind=import_kind(ITEMS), path=tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} >= {"D2:D5001"}


def test_a_filled_template_comes_in_below_its_example(buyer: Actor, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with acting(buyer):
        write_template(actor=buyer, kind=import_kind(ITEMS), path=path)
        book = openpyxl.load_workbook(path)
        for column, value in enumerate(["N-1", "甲", None, "件"], start=1):
            book.worksheets[0].cell(3, column).value = value
        book.save(path)
        run = imported(buyer, path, ITEMS, "t.xlsx")
        assert (run.counts["rows"], run.counts["created"]) == (1, 1)
        assert not Item.objects.filter(name="电机定子总成", number="ED30-ST-01", category="电机").exists()


def test_the_marked_workbook_is_the_same_with_red_cells_and_reasons(buyer: Actor, tmp_path: Path) -> None:
    path = hostile.workbook(
        tmp_path / "b.xlsx",
        [["清单"], HEADER, ["N-1", "甲", "件", "x"], ["N-2", "乙", "箱", 5], ["N-3", "丙", "件", None]],
        merge=["A1:D1"],
    )
    with acting(buyer):
        run = checked(buyer, path, ITEMS, "b.xlsx")
        write_marked(run=run, path=tmp_path / "marked.xlsx", language="zh")
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx").worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        HEADER, ["N-1", "甲", "件", "x"], ["N-2", "乙", "箱", 5], ["N-3", "丙", "件", None],
    ]  # fmt: skip
    assert "A1:D1" in {str(merged) for merged in sheet.merged_cells.ranges}
    unit = sheet["C4"]
    assert unit.fill.fgColor.rgb.endswith("FDECEA")
    assert unit.comment is not None
    assert "不认识" in unit.comment.text
    assert sheet["A3"].comment is None


def test_a_marked_file_put_right_adds_only_what_was_missing(buyer: Actor, tmp_path: Path) -> None:
    with acting(buyer):
        run = imported(buyer, [HEADER, ["N-1", "甲", "件", ""], ["N-2", "乙", "箱", ""]], ITEMS)
        assert run.counts["created"] == 1
        write_marked(run=run, path=tmp_path / "marked.xlsx", language="en")
        book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
        sheet = book.worksheets[0]
        assert sheet["C3"].comment is not None
        assert "unknown" in sheet["C3"].comment.text
        sheet["C3"].value = "件"
        book.save(tmp_path / "marked.xlsx")
        again = imported(buyer, tmp_path / "marked.xlsx", ITEMS, "marked.xlsx")
        assert (again.counts["created"], again.counts["unchanged"]) == (1, 1)


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_an_export_read_back_changes_nothing(buyer: Actor, file_format: FileFormat) -> None:
    with acting(buyer):
        rows = [
            ["00123", "带零的编码", "千克", "A,B"],
            ["N-1", '带"引号"', "件", "两行"],
            ["-5", "- 见图纸", "件", "'单引号"],
        ]
        imported(buyer, [HEADER, *rows], ITEMS)
        run, content = _export(buyer, "ITEMS", file_format)
        assert run.row_count == Item.objects.filter(enterprise_id=buyer.enterprise_id).count()
        back = checked(buyer, content, ITEMS, run.file_name)
        assert {row.state.value for row in rows_of(buyer, back).values()} == {"UNCHANGED"}
        done = committed(buyer, back)
        assert (done.counts["created"], done.counts["updated"]) == (0, 0)


def test_an_export_is_exactly_what_the_filter_shows(buyer: Actor) -> None:
    with acting(buyer):
        run, content = _export(buyer, "ITEMS", FileFormat.CSV, filter={"search": "ED30"}, order="NUMBER_DESC")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        expected = Item.objects.filter(enterprise_id=buyer.enterprise_id, number__contains="ED30").order_by(
            "-number"
        )
        assert [row[0] for row in rows[1:]] == list(expected.values_list("number", flat=True))
        assert run.row_count == len(rows) - 1
        one = expected.first()
        assert one is not None
        picked, _ = _export(buyer, "ITEMS", FileFormat.CSV, ids=[str(one.id)])
        assert picked.row_count == 1


@pytest.mark.parametrize("given", [{"nonsense": 1}, {"search": 5}, {"kinds": "BUY"}])
def test_a_wrong_filter_fails_the_export_and_says_so(buyer: Actor, given: dict[str, object]) -> None:
    with acting(buyer):
        run = export_open(actor=buyer, kind="ITEMS", filter=given)
        export_run(actor=buyer, run=run)
        done = export_run_get(buyer, run.id)
        assert done.state == ExportState.FAILED
        assert done.error_code in ("FILTER_UNKNOWN", "FILTER_INVALID")


def test_no_exported_cell_runs_as_a_formula(buyer: Actor) -> None:
    evil = '=HYPERLINK("http://x","y")'
    with acting(buyer):
        template = Item.objects.filter(enterprise_id=buyer.enterprise_id).first()
        assert template is not None
        item_create(
            actor=buyer, chain_id=template.chain_id, item=NewItem("EVIL", evil, "H87", category="@SUM(1)")
        )
        _, text = _export(buyer, "ITEMS", FileFormat.CSV, filter={"search": "EVIL"})
        _, book = _export(buyer, "ITEMS", FileFormat.XLSX, filter={"search": "EVIL"})
    row = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))[1]
    assert (row[1], row[5]) == ("'" + evil, "'@SUM(1)")
    cell = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", evil)


# ── over HTTP ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor | None], Client]:
    def sign_in(actor: Actor | None) -> Client:
        monkeypatch.setattr(views, "authenticate_request", lambda request: actor)
        return Client()

    return sign_in


def _upload(client: Client, content: bytes, name: str = "b.csv") -> tuple[int, dict[str, object]]:
    part = io.BytesIO(content)
    part.name = name
    answer = client.post("/files/uploads", {"file": part}, headers={"X-Lianwang": "1"})
    return answer.status_code, json.loads(answer.content)


def test_an_upload_answers_what_was_kept(buyer: Actor, signed_in: Callable[..., Client], files: Path) -> None:
    status, body = _upload(signed_in(buyer), b"a,b\n1,2", r"C:\book <1>.csv")
    assert status == 201
    assert (body["name"], body["size"]) == ("book 1.csv", 7)
    (kept,) = (path for path in files.rglob("*") if path.is_file())
    assert kept.suffix == ""
    assert len(kept.name) == 32


def test_a_refused_upload_says_why_in_the_readers_language(
    buyer: Actor, signed_in: Callable[..., Client]
) -> None:
    assert _upload(signed_in(buyer), b"")[0] == 400
    part = io.BytesIO(b"%PDF")
    part.name = "x"
    answer = signed_in(buyer).post("/files/uploads", {"file": part}, headers={"Accept-Language": "en"})
    assert answer.json()["errors"][0]["code"] == "FILE_TYPE_UNKNOWN"
    assert "Use .xlsx or .csv" in answer.json()["errors"][0]["message"]


def test_nobody_gets_nothing(db: None, signed_in: Callable[..., Client]) -> None:
    client = signed_in(None)
    for path in ("templates/suppliers.items", "downloads/x", "else"):
        assert client.get(f"/files/{path}").status_code == 401
    assert client.post("/files/uploads").status_code == 401


def test_without_the_right_there_is_no_upload(
    buyer: Actor, signed_in: Callable[..., Client], world: ModuleType
) -> None:
    assert _upload(signed_in(world.actor(world.LEADER, "VIEWER")), b"a,b\n")[0] == 403


def test_a_template_is_served_in_the_readers_language(buyer: Actor, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(buyer).get("/files/templates/suppliers.items")
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer.headers["Content-Disposition"]
    path = io.BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].value == "物料编码"


def test_links_open_for_their_person_alone_and_all_others_get_the_same_bytes(
    buyer: Actor, signed_in: Callable[..., Client], world: ModuleType
) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "箱", ""]], ITEMS)
        export, _ = _export(buyer, "ITEMS", FileFormat.CSV)
    good = [
        links.link_to(buyer, Target.ORIGINAL, run.id),
        links.link_to(buyer, Target.MARKED, run.id),
        links.link_to(buyer, Target.EXPORT, export.id),
    ]
    client = signed_in(buyer)
    assert [client.get(link).status_code for link in good] == [200, 200, 200]
    bad = [
        links.link_to(buyer, Target.ORIGINAL, uuid4()),
        links.link_to(buyer, Target.EXPORT, run.id),
        good[0][:-3] + "abc",
        "/files/downloads/x",
        "/files/downloads/" + "a" * 2000,
        "/files/elsewhere",
    ]
    answers = [client.get(link) for link in bad]
    for other in (world.actor(world.LEADER, "PLANNER"), world.actor(world.OTHER, "BUYER")):
        answers += [signed_in(other).get(link) for link in good]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_links_expire(
    buyer: Actor, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    from exchange import limits

    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "件", ""]], ITEMS)
    link = links.link_to(buyer, Target.ORIGINAL, run.id)
    monkeypatch.setattr(limits, "LINK_SECONDS", -1)
    assert signed_in(buyer).get(link).status_code == 404


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "", f"{UUID(int=7).hex}/{UUID(int=8).hex}"])
def test_no_key_leads_out_of_the_files(files: Path, key: str) -> None:
    from common.errors import NotFound

    with pytest.raises(NotFound):
        store.path_of(key)


def test_an_upload_is_kept_exactly(buyer: Actor) -> None:
    with acting(buyer):
        upload = upload_store(actor=buyer, name="x.csv", blocks=[b"a,", b"b\r\n1,2"])
        assert store.path_of(upload.storage_key).read_bytes() == b"a,b\r\n1,2"
        assert upload.storage_key.startswith(UUID(str(buyer.enterprise_id)).hex)
        assert open_tables(store.path_of(upload.storage_key))
