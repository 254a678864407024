"""`manage.py bench import`: 100,000 order lines × 20 columns from xlsx into drafts, against bare reading + COPY.

Two references in the same run, both reading the file with the same reader and knowing nothing of rights,
checks or errors:
- flat: COPY of the cells into one table without keys;
- same tables: COPY of the rows our import made into the tables they live in, with their keys and indexes.
Seconds are shown, the ratios are judged: import speed ÷ reference speed ≥ 0.3 (same tables), ≤ 60 s, ≤ 512 MB.
Processor seconds (ours and the database backend's) are shown beside, for machines that others use too.
"""

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

SEED = 20261121
ITEMS, SUPPLIERS, LINES_PER_ORDER, WRONG_EVERY = 300, 24, 50, 100
HEADER = [
    "物料编码", "物料名称", "供应商", "数量", "单位", "要求交期", "单价（含税）", "交货地", "订单号", "行号", "币种", "备注", "外部单号",
    "项目号", "采购员", "图纸版本", "工厂代码", "付款条件", "贸易术语", "计划批次",
]  # fmt: skip
SECONDS, MEGABYTES, RATIO = 60, 512, 0.3
TABLES = ("orders_purchaseorder", "orders_purchaseorderline", "orders_scheduleline")


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench import")
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, _database():
        path = Path(folder) / "book.xlsx"
        _prepare()
        _write_book(path, options.rows)
        ours = _in_own_process(path)
        flat = _flat(path)
        same = _same_tables(path)
    report = _report(options.rows, path.name, ours, flat, same)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    _table(report)
    return 0 if all(report["reached"].values()) else 1


@contextmanager
def _database() -> Iterator[None]:
    from tests import databases

    databases.open_worker("bench")
    try:
        yield
    finally:
        databases.drop_worker()


def _actor() -> Any:
    from tests import world

    return world.actor(world.LEADER, "BUYER")


def _prepare() -> None:
    """Items, suppliers and terms of the acting buyer."""
    from decimal import Decimal

    from suppliers.models import Item, SourceOption
    from suppliers.services.items import NewItem, items_upsert
    from suppliers.services.onboarding import NewSupplier, suppliers_onboard
    from suppliers.services.partnerships import Terms
    from tenancy.context import acting_as
    from tests import world

    actor = _actor()
    with acting_as(actor.enterprise_id, actor.user_id):
        firms = suppliers_onboard(
            actor=actor, suppliers=[NewSupplier(f"供应商{n:02}", Terms()) for n in range(SUPPLIERS)]
        )
        items = [NewItem(f"BENCH-{n:03}", f"零件 {n}", "H87") for n in range(ITEMS)]
        items_upsert(actor=actor, chain_id=world.CHAIN, items=items)
        partnerships = list(firms.values())
        SourceOption.objects.bulk_create(
            SourceOption(
                chain_id=world.CHAIN, enterprise_id=actor.enterprise_id, partnership=partnerships[n % SUPPLIERS],
                item=item, unit_price=Decimal(n + 1), minimum_order_quantity=100, order_multiple=50, lead_time_days=7,
            )
            for n, item in enumerate(Item.objects.filter(number__startswith="BENCH").order_by("number"))
        )  # fmt: skip


def _write_book(path: Path, rows: int) -> None:
    """A plausible book; one row in a hundred has something wrong."""
    import xlsxwriter

    from common.clock import today

    dice = random.Random(SEED)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        for row in range(1, rows + 1):
            order = (row - 1) // LINES_PER_ORDER
            cells = _cells(dice, row, order, today())
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                else:
                    sheet.write(row, column, cell)


def _cells(dice: random.Random, row: int, order: int, today: date) -> list[Any]:
    supplier = order % SUPPLIERS
    item = dice.randrange(ITEMS // SUPPLIERS) * SUPPLIERS + supplier
    wrong = dice.choice(("item", "quantity", "unit", "day")) if row % WRONG_EVERY == 0 else ""
    return [
        "NO-SUCH" if wrong == "item" else f"BENCH-{item:03}",
        f"零件 {item}",
        f"供应商{supplier:02}",
        "八百" if wrong == "quantity" else dice.randrange(2, 60) * 50,
        "套" if wrong == "unit" else "件",
        today - timedelta(days=9) if wrong == "day" else today + timedelta(days=10 + dice.randrange(90)),
        round((item + 1) * 1.13, 2),
        "甲链主一厂",
        f"B-{order:06}",
        ((row - 1) % LINES_PER_ORDER + 1) * 10,
        "CNY",
        f"备注 {row}",
        f"ERP{row:08}",
        f"PRJ-{dice.randrange(40)}",
        dice.choice(("张三", "李四", "王五")),
        dice.choice("ABC"),
        "1000",
        "月结 60 天",
        "DAP",
        f"W{dice.randrange(52):02}",
    ]


def _in_own_process(path: Path) -> dict[str, Any]:
    """The import alone in a process, so that its memory is its own."""
    from django.conf import settings

    place = {"LIANWANG_BENCH_DATABASE": settings.DATABASES["default"]["NAME"]}
    code = f"import sys; sys.path[:0] = {sys.path!r}; from tests.bench import import_; import_.worker({str(path)!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **place}, check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def worker(path: str) -> None:
    """What the own process does."""
    import django
    from django.conf import settings

    for alias in ("default", "system", "owner"):
        settings.DATABASES[alias]["NAME"] = os.environ["LIANWANG_BENCH_DATABASE"]
    django.setup()
    print(json.dumps(_import(Path(path))))


class Stopwatch:
    """Wall and processor seconds of a piece of work; the backend's too where the system tells them."""

    def __init__(self, backend: int) -> None:
        self._backend = Path(f"/proc/{backend}/stat")
        self._wall, self._cpu = perf_counter(), self._processor()

    def _processor(self) -> float:
        ours = process_time()
        if not self._backend.is_file():
            return ours
        fields = self._backend.read_text().rpartition(")")[2].split()
        return ours + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def read(self) -> dict[str, float]:
        return {"seconds": perf_counter() - self._wall, "cpu_seconds": self._processor() - self._cpu}


def _import(path: Path) -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection

    from exchange.pipeline.importer import import_run
    from exchange.pipeline.reader import read_run
    from exchange.selectors import import_run_get
    from exchange.services import import_begin, import_open, upload_store
    from tenancy.context import acting_as

    settings.MEDIA_ROOT = path.parent / "files"
    actor = _actor()
    with acting_as(actor.enterprise_id, actor.user_id):
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            watch, marks = Stopwatch(cursor.fetchone()[0]), [perf_counter()]
        with path.open("rb") as handle:
            upload = upload_store(actor=actor, name=path.name, blocks=iter(lambda: handle.read(1 << 20), b""))
        run = import_open(actor=actor, upload_id=upload.id, mapping="orders.order_lines")
        marks.append(perf_counter())
        read_run(actor=actor, run=run)
        marks.append(perf_counter())
        import_begin(actor=actor, run_id=run.id)
        import_run(actor=actor, run=import_run_get(actor, run.id))
        marks.append(perf_counter())
        taken = watch.read()
        done = import_run_get(actor, run.id)
    steps = dict(
        zip(
            ("upload", "read_and_check", "import"),
            (b - a for a, b in pairwise(marks)),
            strict=True,
        )
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"state": done.state, "counts": done.counts, **taken, "steps": steps, "peak_mb": peak}


def _owner() -> Any:
    import psycopg
    from django.conf import settings

    owner = settings.DATABASES["owner"]
    return psycopg.connect(
        dbname=settings.DATABASES["default"]["NAME"], user=owner["USER"], password=owner["PASSWORD"],
        host=owner["HOST"] or None, port=owner["PORT"] or None,
    )  # fmt: skip


def _bare_rows(path: Path) -> Iterator[list[Any]]:
    import python_calamine

    sheet = python_calamine.load_workbook(path).get_sheet_by_index(0)
    rows = sheet.iter_rows()
    next(rows)
    yield from rows


def _flat(path: Path) -> dict[str, float]:
    with _owner() as connection:
        columns = ", ".join(f"c{n} text" for n in range(len(HEADER)))
        connection.execute(f"create table bench_flat ({columns})")
        connection.commit()
        watch = Stopwatch(connection.info.backend_pid)
        with connection.cursor() as cursor, cursor.copy("copy bench_flat from stdin") as copy:
            for row in _bare_rows(path):
                copy.write_row([str(cell) for cell in row])
        connection.commit()
        taken = watch.read()
        connection.execute("drop table bench_flat")
        connection.commit()
    return taken


def _same_tables(path: Path) -> dict[str, float]:
    """Take the imported rows out of their tables, then read the file and COPY them back in."""
    with _owner() as connection:
        held: dict[str, list[bytes]] = {}
        for table in TABLES:
            with connection.cursor() as cursor, cursor.copy(f"copy {table} to stdout") as copy:
                held[table] = [bytes(block) for block in copy]
        for table in reversed(TABLES):
            connection.execute(f"truncate {table} cascade")
        connection.commit()
        watch = Stopwatch(connection.info.backend_pid)
        for _ in _bare_rows(path):
            pass
        reading = watch.read()["seconds"]
        for table in TABLES:
            with connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
                for block in held[table]:
                    copy.write(block)
        connection.commit()
        return {**watch.read(), "reading": reading}


def _report(
    rows: int, name: str, ours: dict[str, Any], flat: dict[str, float], same: dict[str, float]
) -> dict[str, Any]:
    ratios = {"flat": flat["seconds"] / ours["seconds"], "same_tables": same["seconds"] / ours["seconds"]}
    return {
        "bench": "import",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "data": {"file": name, "rows": rows, "columns": len(HEADER), "seed": SEED},
        "import": ours,
        "flat": flat,
        "same_tables": same,
        "ratio": ratios,
        "reached": {
            "seconds": ours["seconds"] <= SECONDS,
            "memory": ours["peak_mb"] <= MEGABYTES,
            "ratio": ratios["same_tables"] >= RATIO,
        },
    }


def _table(report: dict[str, Any]) -> None:
    ours, steps = report["import"], report["import"]["steps"]
    lines = [
        ("import", f"{ours['seconds']:.1f} s", f"peak {ours['peak_mb']:.0f} MB"),
        *((f"  {name}", f"{seconds:.1f} s", "") for name, seconds in steps.items()),
        ("  processor", f"{ours['cpu_seconds']:.1f} s", ""),
        ("flat reading + COPY", f"{report['flat']['seconds']:.1f} s", f"ratio {report['ratio']['flat']:.2f}"),
        ("reading + COPY, same tables", f"{report['same_tables']['seconds']:.1f} s", f"ratio {report['ratio']['same_tables']:.2f}"),
        ("reached", ", ".join(f"{k} {'yes' if v else 'NO'}" for k, v in report["reached"].items()), ""),
    ]  # fmt: skip
    for name, value, remark in lines:
        print(f"{name:<30}{value:>10}  {remark}")
