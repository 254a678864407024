"""An import from file to rows: states, mapping, fixes, causes, all or nothing, abort, again and again."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest

from accounts.actor import Actor
from audit.models import AuditEntry
from common.errors import Forbidden, IllegalTransition, Invalid, NotFound
from exchange import limits
from exchange.models import ColumnMapping, ImportRun, Upload
from exchange.selectors import causes_of, import_rows
from exchange.services import (
    CellFix,
    import_abort,
    import_begin,
    import_fix_cells,
    import_open,
    import_set_mapping,
    upload_store,
)
from exchange.states import Acceptance, ImportState, RowState
from suppliers.models import Item
from tests.exchange import hostile
from tests.exchange.steps import acting, checked, committed, findings, fresh, imported, rows_of

ITEMS = "suppliers.items"
HEADER = ["物料编码", "物料名称", "单位", "类别"]


@pytest.fixture
def buyer(db: None, world: ModuleType) -> Actor:
    actor: Actor = world.actor(world.LEADER, "BUYER")
    return actor


def _count() -> int:
    return Item.objects.count()


def test_good_rows_come_in_and_the_others_say_why(buyer: Actor) -> None:
    with acting(buyer):
        before = _count()
        run = checked(
            buyer,
            [
                HEADER,
                ["N-1", "甲", "件", ""],
                ["N-2", "乙", "箱", ""],
                ["", "丙", "件", ""],
                ["N-1", "丁", "件", ""],
            ],
            ITEMS,
        )
        assert run.state == ImportState.READY
        assert findings(buyer, run) == {
            3: {"unit": "CHOICE_UNKNOWN"}, 4: {"number": "MISSING"}, 5: {"number": "DUPLICATE_ROW"},
        }  # fmt: skip
        assert _count() == before
        done = committed(buyer, run)
        assert done.state == ImportState.DONE
        assert (done.counts["created"], done.counts["refused"]) == (1, 3)
        assert _count() == before + 1


def test_the_same_file_twice_adds_nothing(buyer: Actor) -> None:
    rows = [HEADER, ["N-1", "甲", "件", "电机"], ["N-2", "乙", "千克", ""]]
    with acting(buyer):
        first = imported(buyer, rows, ITEMS)
        count = _count()
        second = checked(buyer, rows, ITEMS)
        assert {row.state for row in rows_of(buyer, second).values()} == {RowState.UNCHANGED}
        again = committed(buyer, second)
        assert first.counts["created"] == 2
        assert (again.counts["created"], again.counts["updated"], again.counts["unchanged"]) == (0, 0, 2)
        assert _count() == count


def test_columns_the_file_lacks_stay_as_they_are(buyer: Actor) -> None:
    with acting(buyer):
        imported(buyer, [HEADER, ["N-1", "甲", "件", "电机"]], ITEMS)
        imported(buyer, [["物料编码", "物料名称", "单位"], ["N-1", "甲改", "件"]], ITEMS)
        item = Item.objects.get(number="N-1")
        assert (item.name, item.category) == ("甲改", "电机")


def test_unknown_headers_wait_for_the_person_and_are_remembered(buyer: Actor) -> None:
    rows = [["零件", "叫法", "按什么算"], ["N-1", "甲", "件"]]
    with acting(buyer):
        run = checked(buyer, rows, ITEMS)
        assert run.state == ImportState.MAPPING
        with pytest.raises(Invalid) as refused:
            import_set_mapping(actor=buyer, run_id=run.id, columns={0: "number"})
        assert refused.value.code == "MAPPING_INCOMPLETE"
        assert refused.value.allowed == ["name", "unit"]
        with pytest.raises(Invalid) as doubled:
            import_set_mapping(actor=buyer, run_id=run.id, columns={0: "number", 1: "number", 2: "unit"})
        assert doubled.value.code == "MAPPING_DOUBLE"
        import_set_mapping(actor=buyer, run_id=run.id, columns={0: "number", 1: "name", 2: "unit"})
        assert ColumnMapping.objects.get(kind=ITEMS).words["零件"] == "number"
        assert checked(buyer, rows, ITEMS).state == ImportState.READY


def test_fixed_cells_are_checked_again(buyer: Actor) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "箱", ""], ["N-2", "", "件", ""]], ITEMS)
        run = import_fix_cells(actor=buyer, run_id=run.id, cells=[CellFix(2, 2, "件"), CellFix(3, 1, "乙")])
        assert run.state == ImportState.READY
        assert fresh(buyer, run.id).counts["ok"] == 2
        assert rows_of(buyer, run)[2].cells[2].is_fixed
        assert committed(buyer, run).counts["created"] == 2


def test_a_fix_that_frees_a_double_lets_both_in(buyer: Actor) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "件", ""], ["N-1", "乙", "件", ""]], ITEMS)
        assert findings(buyer, run) == {3: {"number": "DUPLICATE_ROW"}}
        import_fix_cells(actor=buyer, run_id=run.id, cells=[CellFix(2, 0, "N-0")])
        assert fresh(buyer, run.id).counts["ok"] == 2


def test_causes_are_grouped_and_doubles_skipped_in_one_act(buyer: Actor) -> None:
    rows = [
        HEADER,
        *(["N-1", "甲", "件", ""] for _ in range(4)),
        ["N-2", "乙", "箱", ""],
        ["N-3", "丙", "箱", ""],
    ]
    with acting(buyer):
        run = checked(buyer, rows, ITEMS)
        causes = {cause.code: cause for cause in causes_of(run, "zh")}
        doubles, units = causes["DUPLICATE_ROW"], causes["CHOICE_UNKNOWN"]
        assert (doubles.row_count, doubles.rows, doubles.can_fix) == (3, [3, 4, 5], True)
        assert (units.row_count, units.raw, units.can_fix) == (2, "箱", False)
        import_fix_cells(actor=buyer, run_id=run.id, causes=[doubles.key])
        now = fresh(buyer, run.id)
        assert (now.counts["skipped"], now.counts["refused"]) == (3, 2)
        with pytest.raises(Invalid) as refused:
            import_fix_cells(actor=buyer, run_id=run.id, causes=[units.key])
        assert refused.value.code == "CAUSE_UNKNOWN"
        with pytest.raises(Invalid):
            import_fix_cells(actor=buyer, run_id=run.id, cells=[CellFix(99, 0, "x")])


def test_all_or_nothing_refuses_a_file_with_one_bad_row(buyer: Actor) -> None:
    with acting(buyer):
        before = _count()
        run = checked(buyer, [HEADER, ["N-1", "甲", "件", ""], ["N-2", "乙", "箱", ""]], ITEMS)
        with pytest.raises(Invalid) as refused:
            import_begin(actor=buyer, run_id=run.id, acceptance=Acceptance.ALL)
        assert refused.value.code == "NOT_ALL_GOOD"
        assert _count() == before


def test_a_commit_twice_is_one_commit(buyer: Actor) -> None:
    with acting(buyer):
        run = imported(buyer, [HEADER, ["N-1", "甲", "件", ""]], ITEMS)
        again = import_begin(actor=buyer, run_id=run.id)
        assert (again.state, again.version) == (ImportState.DONE, run.version)


def test_an_aborted_run_imports_nothing_more(buyer: Actor) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "件", ""]], ITEMS)
        assert import_abort(actor=buyer, run_id=run.id).state == ImportState.ABORTED
        assert import_abort(actor=buyer, run_id=run.id).state == ImportState.ABORTED
        with pytest.raises(IllegalTransition):
            import_begin(actor=buyer, run_id=run.id)


def test_a_file_without_good_rows_is_not_committed(buyer: Actor) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "箱", ""]], ITEMS)
        with pytest.raises(Invalid) as refused:
            import_begin(actor=buyer, run_id=run.id)
        assert refused.value.code == "NOTHING_TO_IMPORT"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"%PDF", "FILE_TYPE_UNKNOWN"),
        (b"PK\x03\x04", "FILE_DAMAGED"),
    ],
)
def test_what_is_refused_at_the_door_leaves_no_file(
    buyer: Actor, files: Path, content: bytes, code: str
) -> None:
    with acting(buyer):
        with pytest.raises(Invalid) as refused:
            upload_store(actor=buyer, name="x.xlsx", blocks=[content])
        assert refused.value.code == code
        assert Upload.objects.count() == 0
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_an_honest_bomb_is_refused_at_the_door(buyer: Actor, tmp_path: Path) -> None:
    path = hostile.honest_bomb(tmp_path / "bomb.xlsx")
    with acting(buyer), pytest.raises(Invalid) as refused:
        checked(buyer, path, ITEMS, "bomb.xlsx")
    assert refused.value.code == "FILE_BOMB"


@pytest.mark.parametrize(
    ("make", "code"), [(hostile.lying_bomb, "FILE_BOMB"), (hostile.endless_sheet, "FILE_TOO_MANY_COLUMNS")]
)
def test_other_bombs_fail_their_run_and_change_nothing(
    buyer: Actor, tmp_path: Path, make: Callable[[Path], Path], code: str
) -> None:
    with acting(buyer):
        before = _count()
        run = checked(buyer, make(tmp_path / "bomb.xlsx"), ITEMS, "bomb.xlsx")
        assert (run.state, run.error_code) == (ImportState.FAILED, code)
        assert run.error_params["zh"]
        assert _count() == before


def test_formulas_in_csv_are_refused_cell_by_cell(buyer: Actor) -> None:
    rows = [HEADER, ["=1+1", "甲", "件", ""], ["N-1", "@SUM(A1)", "件", ""], ["N-2", "乙", "件", "+cmd|x"]]
    with acting(buyer):
        run = checked(buyer, rows, ITEMS)
        assert findings(buyer, run) == {
            2: {"number": "CELL_FORMULA"}, 3: {"name": "CELL_FORMULA"}, 4: {"category": "CELL_FORMULA"},
        }  # fmt: skip


def test_excel_numbers_dates_and_errors_arrive_as_they_look(buyer: Actor, tmp_path: Path) -> None:
    path = hostile.workbook(
        tmp_path / "b.xlsx",
        [["2026 清单"], HEADER, [123, "甲", "件", "#N/A"], ["00123", "乙", "件", None]],
        merge=["A1:D1"],
    )
    with acting(buyer):
        run = checked(buyer, path, ITEMS, "b.xlsx")
        assert run.header_row == 2
        assert findings(buyer, run) == {3: {"category": "CELL_ERROR"}}
        committed(buyer, run)
        assert Item.objects.filter(number="00123").exists()


def test_rows_are_paged_and_filtered(buyer: Actor) -> None:
    rows = [HEADER, *([f"N-{i}", "甲", "箱" if i % 3 == 0 else "件", ""] for i in range(30))]
    with acting(buyer):
        run = checked(buyer, rows, ITEMS)
        first = import_rows(buyer, run.id, states=[RowState.REFUSED], first=4)
        assert ([row.number for row in first.rows], first.has_next, first.total) == ([2, 5, 8, 11], True, 10)
        rest = import_rows(buyer, run.id, only_errors=True, first=100, after=first.cursors[-1])
        assert [row.number for row in rest.rows] == [14, 17, 20, 23, 26, 29]
        assert not rest.has_next
        for size, after in ((0, None), (101, None), (5, "x"), (5, "-1")):
            with pytest.raises(Invalid):
                import_rows(buyer, run.id, first=size, after=after)


def test_rewritten_cells_say_how_they_were_read(buyer: Actor) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["Ｎ－１", "甲", "件", ""]], ITEMS)
        cell = rows_of(buyer, run)[2].cells[0]
        assert (cell.raw, cell.value, cell.severity, cell.message) == (
            "Ｎ－１",
            "N-1",
            "REWRITTEN",
            "读作 N-1",
        )
        assert run.counts["rewritten_cells"] == 1


def test_too_many_rows_fail_the_run(buyer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 2)
    with acting(buyer):
        run = checked(buyer, [HEADER, *([f"N-{i}", "甲", "件", ""] for i in range(3))], ITEMS)
        assert (run.state, run.error_code) == (ImportState.FAILED, "FILE_TOO_MANY_ROWS")


def test_runs_and_uploads_of_others_do_not_exist(buyer: Actor, world: ModuleType) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "件", ""]], ITEMS)
    stranger: Actor = world.actor(world.OTHER, "BUYER")
    with acting(stranger):
        for foreign in (run.id, uuid4()):
            for act in (import_abort, import_begin, import_fix_cells):
                with pytest.raises(NotFound):
                    act(actor=stranger, run_id=foreign)
            with pytest.raises(NotFound):
                import_rows(stranger, foreign)
        for upload in (run.upload_id, uuid4()):
            with pytest.raises(NotFound):
                import_open(actor=stranger, upload_id=upload, mapping=ITEMS)
        assert ImportRun.objects.count() == 0


def test_without_the_right_there_is_no_import(buyer: Actor, world: ModuleType) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, ["N-1", "甲", "件", ""]], ITEMS)
    for role in ("VIEWER", "QUALITY"):
        viewer: Actor = world.actor(world.LEADER, role)
        with acting(viewer):
            with pytest.raises(Forbidden):
                upload_store(actor=viewer, name="x.csv", blocks=[b"a,b"])
            with pytest.raises(Forbidden):
                import_begin(actor=viewer, run_id=run.id)
            with pytest.raises(Forbidden):
                import_rows(viewer, run.id)


def test_an_enterprise_may_have_so_many_under_way(buyer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RUNS_UNDER_WAY", 1)
    monkeypatch.setattr(limits, "UPLOADS_PER_DAY", 2)
    with acting(buyer):
        upload = upload_store(actor=buyer, name="a.csv", blocks=[b"a,b\n1,2"])
        import_open(actor=buyer, upload_id=upload.id, mapping=ITEMS)
        with pytest.raises(Invalid) as runs:
            import_open(actor=buyer, upload_id=upload.id, mapping=ITEMS)
        assert runs.value.code == "TOO_MANY_RUNS"
        upload_store(actor=buyer, name="a.csv", blocks=[b"a,b\n1,2"])
        with pytest.raises(Invalid) as uploads:
            upload_store(actor=buyer, name="a.csv", blocks=[b"a,b\n1,2"])
        assert uploads.value.code == "TOO_MANY_UPLOADS"


def test_what_was_done_stands_in_the_audit_trail(buyer: Actor) -> None:
    with acting(buyer):
        run = imported(buyer, [HEADER, ["N-1", "甲", "件", ""]], ITEMS)
        actions = set(AuditEntry.objects.filter(subject_id=run.id).values_list("action", flat=True))
        assert actions == {"exchange.import.started", "exchange.import.done"}
