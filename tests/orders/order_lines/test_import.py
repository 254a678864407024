"""Order lines from a file into drafts: every check of the preview, taking over, and coming back unchanged."""

from decimal import Decimal
from types import ModuleType

import pytest

from accounts.actor import Actor
from audit.models import AuditEntry
from exchange.models import ImportRun
from exchange.selectors import causes_of
from exchange.services import import_fix_cells
from exchange.states import Acceptance
from orders.models import PurchaseOrder, PurchaseOrderLine, ScheduleLine
from orders.services.order_inputs import NewLine, NewSchedule
from orders.services.purchase_orders import (
    purchase_order_create,
    purchase_order_discard,
)
from suppliers.models import Item, SourceOption
from tests.exchange.steps import acting, checked, committed, findings, imported, rows_of
from tests.orders.order_lines.rows import HEADER, KIND, STATOR, Row, lines_kept


def test_good_rows_become_lines_of_one_draft_per_supplier_and_place(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        orders = PurchaseOrder.objects.count()
        run = imported(
            buyer, [HEADER, row(), row(要求交期="2026-12-21"), row(供应商="二号供应商", 数量="300")], KIND
        )
        assert (run.counts["created"], run.counts["refused"]) == (3, 0)
        new = PurchaseOrder.objects.filter(source="IMPORT")
        assert PurchaseOrder.objects.count() == orders + 2
        first, second = sorted(new, key=lambda order: -order.lines.count())
        assert (first.lines.count(), second.lines.count()) == (2, 1)
        assert (first.status, first.is_released, first.ship_to_name) == ("draft", False, "甲链主一厂")
        assert list(first.lines.order_by("number").values_list("number", "item_number", "supplier_item_number", "ordered_quantity")) == [
            (10, STATOR, "RC-7", Decimal(1200)), (20, STATOR, "RC-7", Decimal(1200)),
        ]  # fmt: skip
        part = ScheduleLine.objects.filter(order=first).first()
        assert part is not None
        assert part.unit_price == Decimal("276.106195")
        assert first.amount == sum(p.amount for p in ScheduleLine.objects.filter(order=first))
        created = AuditEntry.objects.filter(
            subject_id__in=new.values("id"), action="orders.purchase_order.created"
        )
        assert created.count() == 2


@pytest.mark.parametrize(
    ("changes", "column", "code", "severity", "suggestion"),
    [
        ({"料": "ED30-ST-1"}, "item", "ITEM_UNKNOWN_NEAR", "ERROR", STATOR),
        ({"料": "没有这个"}, "item", "ITEM_UNKNOWN", "ERROR", None),
        ({"供应商": "三号供应商"}, "supplier", "SUPPLIER_UNKNOWN_NEAR", "ERROR", None),
        ({"供应商": "谁"}, "supplier", "SUPPLIER_UNKNOWN", "ERROR", None),
        ({"交货地": "二厂"}, "ship_to", "SITE_UNKNOWN", "ERROR", "甲链主一厂"),
        ({"交货地": "甲链主一厂 D3"}, "ship_to", "READ_AS", "REWRITTEN", None),
        ({"单位": "套"}, "unit", "UNIT_WRONG", "ERROR", "件"),
        ({"数量": "150"}, "quantity", "BELOW_MINIMUM", "ERROR", "200"),
        ({"数量": "2050"}, "quantity", "NOT_A_MULTIPLE", "ATTENTION", "2100"),
        ({"数量": "八百"}, "quantity", "NOT_A_NUMBER", "ERROR", None),
        ({"数量": "0"}, "quantity", "NOT_POSITIVE", "ERROR", None),
        ({"数量": "-200"}, "quantity", "NOT_POSITIVE", "ERROR", None),
        ({"数量": "200.5"}, "quantity", "NUMBER_SCALE", "ERROR", None),
        ({"数量": "9e99"}, "quantity", "NOT_A_NUMBER", "ERROR", None),
        ({"要求交期": "2026-11-20"}, "requested_date", "TOO_EARLY", "ERROR", "2026-11-27"),
        ({"要求交期": "2026-02-30"}, "requested_date", "NOT_A_DATE", "ERROR", None),
        ({"要求交期": "2026/12/18"}, "requested_date", "READ_AS", "REWRITTEN", None),
        ({"价": "323.86"}, "unit_price", "PRICE_ABOVE", "ATTENTION", None),
        ({"价": "-1"}, "unit_price", "PRICE_NEGATIVE", "ERROR", None),
        ({"料": "=1+1"}, "item", "CELL_FORMULA", "ERROR", None),
    ],
)  # fmt: skip
def test_each_cause_is_told_at_its_cell(
    buyer: Actor,
    row: Row,
    changes: dict[str, str],
    column: str,
    code: str,
    severity: str,
    suggestion: str | None,
) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, row(**changes)], KIND)
        fields = [field for _, field in run.columns]
        cell = rows_of(buyer, run)[2].cells[fields.index(column)]
        assert (cell.code, cell.severity) == (code, severity)
        if suggestion is not None:
            assert cell.suggestion == suggestion
        assert cell.message
        assert (run.counts["refused"] == 1) == (severity == "ERROR")


def test_the_preview_of_the_drawing_board(buyer: Actor, row: Row) -> None:
    """The causes of one file, gathered, and cured in one act each."""
    rows = [
        HEADER, row(), row(数量="1,250", 要求交期="2026/12/18", 价="186.00"), row(料="ED30-ST-1", 数量="500"), row(料="ED30-ST-1", 数量="600"),
        row(数量="150"), row(数量="2050"), row(单位="套", 数量="400"), row(要求交期="2026-11-20"), row(数量="八百"),
        row(价="323.86", 数量="700"), row(),
    ]  # fmt: skip
    with acting(buyer):
        run = checked(buyer, rows, KIND)
        counts = run.counts
        assert (counts["rows"], counts["ok"], counts["attention"], counts["refused"]) == (11, 1, 3, 7)
        assert counts["rewritten_cells"] >= 2
        causes = {cause.code: cause for cause in causes_of(run, "zh")}
        assert causes["ITEM_UNKNOWN_NEAR"].rows == [4, 5]
        assert (causes["ITEM_UNKNOWN_NEAR"].raw, causes["ITEM_UNKNOWN_NEAR"].suggestion) == (
            "ED30-ST-1",
            STATOR,
        )
        assert not causes["NOT_A_NUMBER"].can_fix
        curable = [c.key for c in causes.values() if c.can_fix and c.severity == "ERROR"]
        import_fix_cells(actor=buyer, run_id=run.id, causes=curable)
        run = ImportRun.objects.get(id=run.id)
        # the cured rows became doubles of nothing; only the word for a number is left, and one row was skipped
        assert (run.counts["refused"], run.counts["skipped"]) == (1, 1)
        assert findings(buyer, run)[10] == {"quantity": "NOT_A_NUMBER"}
        done = committed(buyer, run)
        assert done.counts["created"] == 9
        assert run.amounts["CNY"] == done.amounts["CNY"]


def test_imported_lines_are_what_the_screen_would_have_made(
    buyer: Actor, row: Row, world: ModuleType
) -> None:
    rows = [
        row(),
        row(料="ED30-RT-01", 数量="500", 价="100"),
        row(料="EW-045", 单位="千克", 数量="250", 要求交期="2026-12-28"),
    ]
    with acting(buyer):
        imported(buyer, [HEADER, *rows], KIND)
        book = PurchaseOrder.objects.get(source="IMPORT")
        lines = [
            NewLine(
                line.item_id,
                [NewSchedule(p.ordered_quantity, p.requested_date) for p in line.schedule_lines.all()],
                line.unit_price,
            )
            for line in book.lines.order_by("number")
        ]
        typed = purchase_order_create(
            actor=buyer,
            partnership_id=world.LEADER_FIRST.id,
            ship_to_site_id=world.LEADER.site_id,
            lines=lines,
        )
        for model in (PurchaseOrder, PurchaseOrderLine, ScheduleLine):
            apart = {"id", "number", "order_id", "line_id", "order_number", "source"} - (
                {"number"} if model is ScheduleLine else set()
            )
            fields = [f.attname for f in model._meta.concrete_fields if f.attname not in apart]
            key = "id" if model is PurchaseOrder else "order_id"
            order_by = "item_number" if model is not PurchaseOrder else "id"
            ours, theirs = (
                list(model.objects.filter(**{key: order.id}).order_by(order_by).values(*fields))
                for order in (book, typed)
            )
            assert ours == theirs


def test_rounding_up_is_what_gets_ordered(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        imported(buyer, [HEADER, row(数量="2050")], KIND)
        assert [line[2] for line in lines_kept()][-1] == Decimal(2100)
        again = imported(buyer, [HEADER, row(数量="2050")], KIND)
        assert (again.counts["created"], again.counts["unchanged"]) == (0, 1)


def test_the_same_rows_in_another_file_add_nothing(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        first = imported(buyer, [HEADER, row(), row(数量="600")], KIND)
        before = lines_kept()
        other = imported(
            buyer, [["补单"], HEADER, row(数量="600"), row(), row(数量="800")], KIND, "other.csv"
        )
        assert (first.counts["created"], other.counts["created"], other.counts["unchanged"]) == (2, 1, 2)
        assert len(lines_kept()) == len(before) + 1


def test_rows_of_a_discarded_draft_may_come_again(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        imported(buyer, [HEADER, row()], KIND)
        order = PurchaseOrder.objects.get(source="IMPORT")
        purchase_order_discard(actor=buyer, order_id=order.id, version=order.version)
        assert imported(buyer, [HEADER, row()], KIND).counts["created"] == 1


def test_all_or_nothing_takes_a_wholly_good_file(buyer: Actor, row: Row) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, row(), row(数量="600")], KIND)
        assert committed(buyer, run, Acceptance.ALL).counts["created"] == 2


def test_what_changed_since_the_preview_is_seen(buyer: Actor, row: Row, terms: SourceOption) -> None:
    with acting(buyer):
        run = checked(buyer, [HEADER, row(), row(数量="5000")], KIND)
        SourceOption.objects.filter(id=terms.id).update(minimum_order_quantity=2000)
        done = committed(buyer, run)
        assert (done.counts["created"], done.counts["refused"]) == (1, 1)
        assert findings(buyer, done)[2] == {"quantity": "BELOW_MINIMUM"}


def test_a_supplier_cannot_import_orders(world: ModuleType, db: None) -> None:
    from common.errors import Forbidden

    seller: Actor = world.actor(world.FIRST, "SUPPLIER_SALES")
    with acting(seller), pytest.raises(Forbidden):
        checked(seller, [HEADER], KIND)


def test_items_of_others_are_unknown(buyer: Actor, row: Row, world: ModuleType) -> None:
    with acting(buyer):
        assert not Item.objects.filter(number=world.OTHER_STATOR.number).exists()
        run = checked(buyer, [HEADER, row(料=world.OTHER_STATOR.number)], KIND)
        assert findings(buyer, run)[2]["item"] == "ITEM_UNKNOWN"
