"""An order book of any size: one order made through the services, multiplied in the database."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import psycopg

LINES_PER_ORDER = 3
BATCH = 20_000  # orders per statement


@contextmanager
def database() -> Iterator[None]:
    """A database of its own with the tests' world in it."""
    from tests import databases

    databases.open_worker("bench")
    try:
        yield
    finally:
        databases.drop_worker()


def connect(alias: str) -> "psycopg.Connection[Any]":
    """A bare connection with the role of an alias; binds values and prepares nothing, as Django's do."""
    from django.conf import settings

    found = settings.DATABASES[alias]
    return psycopg.connect(
        dbname=settings.DATABASES["default"]["NAME"], user=found["USER"], password=found["PASSWORD"],
        host=found["HOST"] or None, port=found["PORT"] or None, autocommit=True, prepare_threshold=None,
        cursor_factory=psycopg.ClientCursor,
    )  # fmt: skip


def order_once(pair: Any, things: tuple[Any, ...], seed: int = 1) -> Any:
    """An order of three lines of a pair of the world, sent."""
    from common.clock import today
    from orders.services.order_inputs import NewLine, NewSchedule
    from orders.services.purchase_orders import purchase_order_create, purchase_order_send
    from tenancy.context import acting_as
    from tests import world

    dice = random.Random(seed)
    actor: Any = world.actor(pair.buyer, "BUYER")
    lines = [
        NewLine(
            thing.id,
            (NewSchedule(Decimal(dice.randint(1, 50) * 10), today() + timedelta(days=dice.randint(10, 90))),),
            thing.price,
        )
        for thing in things
    ]
    with acting_as(actor.enterprise_id, actor.user_id):
        order = purchase_order_create(
            actor=actor, partnership_id=pair.id, ship_to_site_id=pair.buyer.site_id, lines=lines
        )
        return purchase_order_send(actor=actor, order_id=order.id, version=order.version)


def _copies(connection: Any, table: str, changed: dict[str, str], source: str) -> str:
    """INSERT … SELECT of `table` from its row `p`, with some columns changed."""
    columns = [
        row[0]
        for row in connection.execute(
            "select column_name from information_schema.columns where table_name = %s and table_schema = 'public'",
            [table],
        )
    ]
    values = ", ".join(changed.get(name, f'p."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f'insert into "{table}" ({names}) select {values} from "{table}" p, {source}'


def multiply(order_id: Any, orders: int) -> None:
    """Copies of an order with its lines and schedule lines, their days spread over two years."""
    with connect("owner") as connection:
        order = "md5(%(tag)s || '/' || i)::uuid"
        line = "md5(%(tag)s || '/' || i || '/' || {number})::uuid"
        shift = "(i %% 730) * interval '1 day'"
        number = "p.number || '-' || i"
        statements = [
            _copies(
                connection, "orders_purchaseorder",
                {"id": order, "number": f"({number})", "created_at": f"p.created_at - {shift}", "sent_at": f"p.sent_at - {shift}"},
                "generate_series(%(first)s::int, %(last)s::int) i where p.id = %(order)s",
            ),
            _copies(
                connection, "orders_purchaseorderline",
                {"id": line.format(number="p.number"), "order_id": order},
                "generate_series(%(first)s::int, %(last)s::int) i where p.order_id = %(order)s",
            ),
            _copies(
                connection, "orders_scheduleline",
                {
                    "id": "md5(%(tag)s || '/' || i || '/' || p.line_number || '.' || p.number)::uuid",
                    "line_id": line.format(number="p.line_number"), "order_id": order,
                    "order_number": "(p.order_number || '-' || i)",
                    "requested_date": "(p.requested_date - (i %% 730)::int)", "due_date": "(p.due_date - (i %% 730)::int)",
                },
                "generate_series(%(first)s::int, %(last)s::int) i where p.order_id = %(order)s",
            ),
        ]  # fmt: skip
        for first in range(1, orders + 1, BATCH):
            given = {
                "tag": str(order_id),
                "order": order_id,
                "first": first,
                "last": min(first + BATCH - 1, orders),
            }
            with connection.transaction():
                for statement in statements:
                    connection.execute(statement, given)
        connection.execute("analyze")
