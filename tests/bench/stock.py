"""`manage.py bench stock`: 100,000 rows of stock from xlsx, one in a hundred wrong, onto known and new positions.

Some of the items are shared with a partner, so that what is seen is brought up to date on the way. Read and check
make the preview, commit posts the counts; together at most 60 s.
"""

import argparse
import json
import random
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

SEED, ITEMS, WRONG_EVERY, SHARED, SECONDS = 20261121, 5_000, 100, 200, 60
HEADER = ["工厂", "物料编码", "批次", "状态", "数量"]


def main(arguments: list[str]) -> int:
    """Run it; 0 when the time is reached."""
    from tests import databases

    parser = argparse.ArgumentParser(prog="manage.py bench stock")
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args(arguments)
    databases.open_worker("bench-stock")
    try:
        with tempfile.TemporaryDirectory() as folder:
            report = _measured(Path(folder), options.rows)
    finally:
        databases.drop_worker()
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if report["seconds"]["together"] <= SECONDS else 1


def _measured(folder: Path, rows: int) -> dict[str, Any]:
    from django.conf import settings

    from suppliers.models import InventoryPosition, StockMovement
    from tenancy.context import acting_as
    from tests import world
    from tests.exchange import steps

    settings.MEDIA_ROOT = folder
    actor: Any = world.actor(world.FIRST, "SUPPLIER_SALES")
    path = folder / "stock.xlsx"
    with acting_as(actor.enterprise_id, actor.user_id):
        _prepare(actor)
        wrong = _write_book(path, rows)
        began = perf_counter()
        run = steps.checked(actor, path, "suppliers.stock", name="stock.xlsx")
        previewed = perf_counter()
        run = steps.committed(actor, run)
        ended = perf_counter()
        positions, movements = InventoryPosition.objects.count(), StockMovement.objects.count()
    assert run.counts["updated"] == rows - wrong, run.counts
    return {
        "rows": rows, "wrong": wrong, "positions": positions, "movements": movements, "shared items": SHARED,
        "seconds": {
            "read and check": round(previewed - began, 1), "commit": round(ended - previewed, 1),
            "together": round(ended - began, 1),
        },
    }  # fmt: skip


def _prepare(actor: Any) -> None:
    from suppliers.models import Item
    from suppliers.services.items import NewItem, items_upsert
    from suppliers.services.sharing import NewGrant, sharing_grant_set
    from suppliers.states import Grain, SharedField
    from tests import world

    items = [
        NewItem(f"BENCH-{n:05}", f"零件 {n}", "H87", kind="MAKE", is_lot_managed=True) for n in range(ITEMS)
    ]
    items_upsert(actor=actor, chain_id=world.CHAIN, items=items)
    shared = Item.objects.filter(number__startswith="BENCH").order_by("number")[:SHARED]
    ids = [item.id for item in shared]
    grant = NewGrant(world.LEADER_FIRST.id, SharedField.UNRESTRICTED, Grain.RANGE, "计划", item_ids=ids)
    sharing_grant_set(actor=actor, grant=grant)


def _write_book(path: Path, rows: int) -> int:
    """Lots of every item, in the order of items; how many rows are wrong."""
    import xlsxwriter

    dice, wrong = random.Random(SEED), 0
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        per_item = max(1, rows // ITEMS)
        for number in range(rows):
            item = f"BENCH-{number // per_item % ITEMS:05}"
            if number % WRONG_EVERY == WRONG_EVERY - 1:
                item, wrong = "UNKNOWN", wrong + 1
            row = [
                "P1",
                item,
                f"L{number:06}",
                dice.choice(("可用", "可用", "待检", "冻结")),
                dice.randint(0, 5000),
            ]
            sheet.write_row(number + 1, 0, row)
    return wrong
