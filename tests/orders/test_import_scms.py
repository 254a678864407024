"""8,498 real delivered order lines: every one lands, in the ledger, once."""

import csv
import gzip
import io
import json
import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.actor import Actor
from exchange.cells.raw import NUMBER
from orders.messages.scms import item_number, mended
from orders.models import PromiseEntry, PurchaseOrder, PurchaseOrderLine, ScheduleLine
from orders.states import LedgerKind
from suppliers.models import Item, Partnership
from suppliers.services.onboarding import supplier_onboard
from tenancy.models import Enterprise, Site
from tests.exchange.hostile import csv_bytes
from tests.exchange.steps import acting

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "real" / "scms_delivery_dev.csv.gz"
HEADER = (
    "id", "po_so", "vendor", "item_description", "product_group", "line_item_quantity", "pack_price", "unit_price",
    "line_item_value", "scheduled_delivery_date", "delivered_to_client_date", "po_sent_to_vendor_date", "country",
)  # fmt: skip
SMALL = [
    list(HEADER),
    *(
        line.split("|")
        for line in (
            "1|SCMS-4|FINE Chemicals LTD.|Kit, 30 Tests|HRDT|19|29.0|0.97|551.0|2006-06-02|2006-06-05||C√¥te d'Ivoire",
            "2|SCMS-4|FINE Chemicals LTD.|Kit, 30 Tests|HRDT|5|29.0|0.97|999.0|2006-06-02|2006-06-02|2006-07-01|Vietnam",
            "3|SCMS-5|Other, Inc.|Tablets|ARV|x|0|0|0|2006-06-02|2006-06-02||Vietnam",
            "4|SCMS-4|Other, Inc.|Tablets|ARV|10|0|0|0|2006-06-02|2006-06-02||Vietnam",
        )
    ),
]


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")


@pytest.fixture
def buyer(committed: None, world: ModuleType) -> Actor:
    actor: Actor = world.actor(world.LEADER, "BUYER")
    return actor


def _run(actor: Actor, path: Path, *further: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(
        "import_orders", str(path), "--mapping", "scms", "--as", actor.login, "--json", *further, stdout=out
    )
    found: dict[str, Any] = json.loads(out.getvalue())
    assert set(found) == {"rows", "created", "updated", "unchanged", "refused"}
    return found


def _file(folder: Path, rows: list[list[str]], name: str = "small.csv.gz") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(csv_bytes(rows)))
    return path


def test_a_small_file_makes_vendors_items_places_and_closed_orders(buyer: Actor, tmp_path: Path) -> None:
    found = _run(buyer, _file(tmp_path, SMALL))
    assert (found["rows"], found["created"]) == (4, 2)
    assert [(cell["row"], cell["column"], cell["value"]) for cell in found["refused"]] == [
        (4, "line_item_quantity", "x"), (5, "", ""),
    ]  # fmt: skip
    assert all(cell["reason"] for cell in found["refused"])
    with acting(buyer):
        order = PurchaseOrder.objects.get(number="SCMS-4")
        assert (order.status, order.currency, order.tax_rate, order.source) == ("closed", "USD", 0, "IMPORT")
        line = order.lines.get(external_reference="1")
        part = line.schedule_lines.get()
        assert (part.received_quantity, part.first_promised_date) == (19, date(2006, 6, 2))
        kinds = list(
            PromiseEntry.objects.filter(schedule_line=part)
            .order_by("sequence")
            .values_list("kind", flat=True)
        )
        assert kinds[:2] == [LedgerKind.REQUESTED, LedgerKind.PROMISED]
        received = PromiseEntry.objects.get(schedule_line=part, kind=LedgerKind.RECEIVED)
        assert (received.new_date, received.new_quantity) == (date(2006, 6, 5), 19)
        assert Site.objects.filter(name="Côte d'Ivoire").exists()
        assert Item.objects.get(number=item_number("Kit, 30 Tests")).category == "HRDT"
        firm = Enterprise.objects.get(name="FINE Chemicals LTD.")
        assert firm.uscc.startswith("X")
        assert Partnership.objects.get(supplier=firm).status == "active"
    again = _run(buyer, _file(tmp_path, SMALL))
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_all_or_nothing_leaves_no_order_of_a_file_with_a_bad_row(buyer: Actor, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        _run(buyer, _file(tmp_path, SMALL), "--all-or-nothing")
    with acting(buyer):
        assert not PurchaseOrder.objects.filter(number__startswith="SCMS").exists()


def test_wrong_arguments_are_told(buyer: Actor, tmp_path: Path) -> None:
    good = str(_file(tmp_path, SMALL))
    (tmp_path / "not.csv.gz").write_bytes(b"no gzip")
    for arguments in (
        [good, "--mapping", "nonsense", "--as", buyer.login],
        [good, "--mapping", "scms", "--as", "nobody@nowhere.test"],
        [str(tmp_path / "absent.csv"), "--mapping", "scms", "--as", buyer.login],
        [str(tmp_path / "not.csv.gz"), "--mapping", "scms", "--as", buyer.login],
        [str(_file(tmp_path, [["a"], ["b"]], "odd.csv.gz")), "--mapping", "scms", "--as", buyer.login],
    ):
        with pytest.raises(CommandError):
            call_command("import_orders", *arguments)


def test_one_name_means_one_enterprise_per_buyer_and_never_a_registered_one(
    buyer: Actor, world: ModuleType
) -> None:
    other: Actor = world.actor(world.OTHER, "BUYER")
    made = []
    for actor in (buyer, buyer, other):
        with acting(actor):
            made.append(supplier_onboard(actor=actor, name="一号供应商"))
            name = Enterprise.objects.get(id=made[-1].supplier_id).name
    assert name == "一号供应商"
    assert made[0].id == made[1].id
    # nobody has checked that both buyers mean the same firm, or the registered one of that short name
    assert len({made[0].supplier_id, made[2].supplier_id, world.FIRST.id}) == 3


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("C√¥te d'Ivoire", "Côte d'Ivoire"),
        ("Vietnam", "Vietnam"),
        ("√", "√"),
        ("100√x", "100√x"),
        (NUMBER + "5", NUMBER + "5"),
    ],
)
def test_country_names_are_mended(broken: str, right: str) -> None:
    assert mended(broken) == right


@pytest.fixture(scope="module")
def source() -> list[dict[str, str]]:
    if not DATA.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the real order lines are missing: {DATA}")
        pytest.skip(
            "the real order lines lie outside the project: ../shared/data/real/scms_delivery_dev.csv.gz"
        )
    with gzip.open(DATA, "rt", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.slow
def test_the_real_file_lands_whole_and_once(buyer: Actor, source: list[dict[str, str]]) -> None:
    found = _run(buyer, DATA)
    assert found == {"rows": 8498, "created": 8498, "updated": 0, "unchanged": 0, "refused": []}
    with acting(buyer):
        orders = PurchaseOrder.objects.filter(source="IMPORT")
        assert orders.count() == len({row["po_so"] for row in source})
        assert set(orders.values_list("status", flat=True)) == {"closed"}
        lines = dict(
            PurchaseOrderLine.objects.filter(order__in=orders).values_list("external_reference", "id")
        )
        assert set(lines) == {row["id"] for row in source}
        vendors = {row["vendor"] for row in source}
        assert Partnership.objects.filter(currency="USD").count() == len(vendors)
        assert Item.objects.filter(number__startswith="SCMS-").count() == len(
            {r["item_description"] for r in source}
        )
        by_vendor = Counter(row["vendor"] for row in source)
        parts = ScheduleLine.objects.filter(order__in=orders)
        for name in ("Aurobindo Pharma Limited", "SCMS from RDC"):
            assert parts.filter(supplier__name=name).count() == by_vendor[name]
        packs = sum(Decimal(row["line_item_quantity"]) for row in source)
        assert sum(parts.values_list("received_quantity", flat=True)) == packs
        received = PromiseEntry.objects.filter(order__in=orders, kind=LedgerKind.RECEIVED)
        days = dict(received.values_list("line__external_reference", "new_date"))
        assert days == {row["id"]: date.fromisoformat(row["delivered_to_client_date"]) for row in source}
        promised = dict(parts.values_list("line__external_reference", "first_promised_date"))
        assert promised == {row["id"]: date.fromisoformat(row["scheduled_delivery_date"]) for row in source}
        ledger, sites = PromiseEntry.objects.count(), Site.objects.count()
    again = _run(buyer, DATA)
    assert again == {"rows": 8498, "created": 0, "updated": 0, "unchanged": 8498, "refused": []}
    with acting(buyer):
        assert (PromiseEntry.objects.count(), Site.objects.count()) == (ledger, sites)
        assert PurchaseOrderLine.objects.filter(order__in=orders).count() == 8498
