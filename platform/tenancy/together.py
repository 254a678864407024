"""Rows of several tables in one journey to the database, for acts that write a few rows here and a few there."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

from tenancy.bulk import WORTH_IT


def insert_together(*tables: Sequence[Model]) -> None:
    """Insert new rows, table by table in the order given, values as they stand on the objects.

    A statement of its own for each table would spend most of its time on the way. Long lists go table by
    table. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("rows are inserted in the transaction that explains them")
    filled = [rows for rows in tables if rows]
    if sum(map(len, filled)) > WORTH_IT:
        for rows in filled:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=1000)
        return
    _send([statement for rows in filled for statement in _statements(rows)])
    for rows in filled:
        for row in rows:
            row._state.adding, row._state.db = False, "default"


def _statements(rows: Sequence[Model]) -> list[tuple[str, Sequence[Any]]]:
    """What Django itself would send."""
    model = type(rows[0])
    query = InsertQuery(model)
    query.insert_values([f for f in model._meta.concrete_fields if not f.generated], list(rows))
    made: list[tuple[str, Sequence[Any]]] = query.get_compiler(connection=connection).as_sql()
    return made


def _send(statements: Sequence[tuple[str, Sequence[Any]]]) -> None:
    if statements:
        with connection.cursor() as cursor:
            cursor.execute(
                "; ".join(sql for sql, _ in statements),
                [value for _, values in statements for value in values],
            )
