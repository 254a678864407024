"""Stock from a workbook, one row in a hundred wrong, onto known and new positions; some items are shared.

Read and check make the preview, commit posts the counts and brings up to date what partners see.
"""

import random
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.bench._reporting import Figure

SEED, ITEMS, WRONG_EVERY, SHARED, SECONDS = 20261121, 5_000, 100, 200, 60
HEADER = ["工厂", "物料编码", "批次", "状态", "数量"]


def figures(rows: int) -> list[Figure]:
    """Import `rows` rows in a database of its own."""
    from tests import databases

    databases.open_worker("bench-stock")
    try:
        with tempfile.TemporaryDirectory() as folder:
            previewed, ended = _measured(Path(folder), rows)
    finally:
        databases.drop_worker()
    return [
        Figure(f"stock: {rows:,} rows of xlsx, with cell errors", ended, "s", SECONDS),
        Figure("  read and check", previewed, "s"),
        Figure("  commit", ended - previewed, "s", remark=f"{SHARED} items shared"),
    ]


def _measured(folder: Path, rows: int) -> tuple[float, float]:
    """Seconds until the preview stood, and until all was in."""
    from django.conf import settings

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
        previewed = perf_counter() - began
        run = steps.committed(actor, run)
        ended = perf_counter() - began
    if run.counts["updated"] != rows - wrong:
        raise RuntimeError(f"not every good row went in: {run.counts}")
    return previewed, ended


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
