"""Many rows at once, several times faster than bulk_create: COPY into a temporary table, then one INSERT.

COPY cannot write a table under row-level security, and must not: the INSERT passes policies, checks, triggers and
keys like any other.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.base import ModelState
from psycopg.types.json import Jsonb

from common.ids import new_id

Row = TypeVar("Row", bound=Model)

# Below this many rows the round trips cost more than they save.
WORTH_IT = 50


def alike(row: Row, **changes: Any) -> Row:
    """A new unsaved row that differs from `row` in its id and the given values; a model's row for a foreign key.

    Building a row field by field costs several times what writing it does.
    """
    related = dict(row._state.fields_cache)
    values: dict[str, Any] = row.__dict__ | {"id": new_id(), "_state": ModelState()}
    for name, value in changes.items():
        if isinstance(value, Model):
            related[name] = value
            values[f"{name}_id"] = value.pk
        else:
            values[name] = value
    values["_state"].fields_cache = related
    twin = object.__new__(type(row))
    twin.__dict__.update(values)
    return twin


def insert_many(rows: Sequence[Model], *, left_to_database: Sequence[str] = ()) -> None:
    """Insert new rows of one model, values as they stand on the objects, in the caller's transaction.

    `left_to_database`: fields whose values the database gives. Raises RuntimeError outside a transaction.
    """
    if not rows:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("rows are inserted in the transaction that explains them")
    model = type(rows[0])
    if len(rows) < WORTH_IT and not left_to_database:
        model._default_manager.bulk_create(rows)
        return
    fields = [f for f in model._meta.concrete_fields if f.name not in left_to_database]
    _copy(model._meta.db_table, fields, rows)
    for row in rows:
        row._state.adding = False
        row._state.db = "default"


def update_many(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write the named fields of rows that stand, as they are on the objects: COPY, then one UPDATE.

    The caller has locked the rows. Raises RuntimeError outside a transaction.
    """
    if not rows:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("rows are changed in the transaction that explains it")
    model = type(rows[0])
    table, changed = model._meta.db_table, [model._meta.get_field(name) for name in fields]
    columns = [str(getattr(field, "column")) for field in changed]  # noqa: B009 - relations have none, nobody names them
    with connection.cursor() as cursor:
        _fill(cursor, table, [model._meta.pk, *changed], rows)  # type: ignore[list-item]
        sets = ", ".join(f'"{name}" = r."{name}"' for name in columns)
        cursor.execute(f'update "{table}" t set {sets} from lw_rows r where t.id = r.id')
        cursor.execute("drop table lw_rows")


def _copy(table: str, fields: Sequence["Field[Any, Any]"], rows: Sequence[Model]) -> None:
    names = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        _fill(cursor, table, fields, rows)
        cursor.execute(f'insert into "{table}" ({names}) select {names} from lw_rows')
        cursor.execute("drop table lw_rows")


def _fill(cursor: Any, table: str, fields: Sequence["Field[Any, Any]"], rows: Sequence[Model]) -> None:
    """Copy the fields of the rows into a temporary table of their shape."""
    names = ", ".join(f'"{field.column}"' for field in fields)
    values_of = attrgetter(*(field.attname for field in fields))
    forms = [
        (place, Jsonb if isinstance(field, JSONField) else _array)
        for place, field in enumerate(fields)
        if isinstance(field, (JSONField, ArrayField))
    ]
    cursor.execute(
        f'create temporary table lw_rows on commit drop as select {names} from "{table}" where false'
    )
    with cursor.copy(f"copy lw_rows ({names}) from stdin") as copy:
        for row in rows:
            values = values_of(row)
            copy.write_row(_formed(values, forms) if forms else values)


def _array(values: Sequence[Any]) -> str:
    """A list as PostgreSQL spells an array; the general adaptation looks at each element far longer."""
    words = [
        "NULL" if value is None else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
        for value in values
    ]
    return "{" + ",".join(words) + "}"


def _formed(values: tuple[Any, ...], forms: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    row = list(values)
    for place, form in forms:
        if row[place] is not None:
            row[place] = form(row[place])
    return row
