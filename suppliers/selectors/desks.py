"""What an enterprise answers questions from: all that concerns a few of its items, read by one statement.

A question over a long chain is read for at every member; ten small statements each were half of its time.
"""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.actor import Actor
from suppliers.states import ItemKind, StockStatus

DEEPEST = 12
Key = tuple[UUID | None, UUID | None, date | None]

# Parts are what was asked about and all below it; every table is asked for the rows of the one enterprise.
_READ = """
with recursive below as (
    select id, kind, 0 as depth from suppliers_item where enterprise_id = %(me)s and number = any(%(numbers)s)
    union
    select c.id, c.kind, b.depth + 1
      from below b
      join suppliers_bomline l on l.parent_id = b.id and l.enterprise_id = %(me)s
      join suppliers_item c on c.id = l.component_id and c.enterprise_id = %(me)s
     where b.kind = %(make)s and b.depth < %(deepest)s
), part as (
    select i.* from suppliers_item i where i.enterprise_id = %(me)s and i.id in (select id from below)
), usage as (
    select u.* from suppliers_capacityusage u join part p on p.id = u.item_id
     where u.enterprise_id = %(me)s and p.kind = %(make)s
), week as (
    select w.* from suppliers_capacityweek w
     where w.enterprise_id = %(me)s and w.week = any(%(weeks)s) and w.group_id in (select group_id from usage)
), stock as (
    select s.item_id, sum(s.quantity) as quantity, max(s.as_of) as as_of
      from suppliers_inventoryposition s join part p on p.id = s.item_id
     where s.enterprise_id = %(me)s and s.stock_status = %(usable)s and p.number = any(%(numbers)s)
     group by s.item_id
)
select json_build_object(
    'policy', (select json_build_array(by_capacity, by_stock, passes_on)
                 from suppliers_questionpolicy where enterprise_id = %(me)s),
    'parts', (select json_agg(json_build_array(id, number, unit, kind)) from part),
    'lines', (select json_agg(json_build_array(l.parent_id, l.component_id, l.quantity_per::text,
                                               l.scrap_percent::text) order by l.id)
                from suppliers_bomline l join part p on p.id = l.parent_id
               where l.enterprise_id = %(me)s and p.kind = %(make)s),
    'usages', (select json_agg(json_build_array(item_id, group_id, per_piece::text)) from usage),
    'weeks', (select json_agg(json_build_array(group_id, week, maximum::text, as_of)) from week),
    'shares', (select json_agg(json_build_array(c.partnership_id, w.group_id, w.week, c.agreed::text))
                 from suppliers_capacityshare c join week w on w.id = c.capacity_week_id
                where c.enterprise_id = %(me)s),
    'stock', (select json_agg(json_build_array(item_id, quantity::text, as_of)) from stock),
    'standing', (select json_agg(json_build_array(group_id, item_id, week, low::text, high::text))
                   from suppliers_standinganswer
                  where enterprise_id = %(me)s and (group_id in (select group_id from week)
                        or item_id in (select item_id from stock))),
    'taken', (select json_agg(received_id) from suppliers_inquiry
               where enterprise_id = %(me)s and received_id = any(%(questions)s))
)::text
"""


@dataclass(frozen=True, slots=True)
class Part:
    """An item the questions are about, or one it is made of."""

    id: UUID
    number: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Quantities per piece by parent and by item; figures with the moment they were true; the steps that stand.

    `lines`: parent → (component, quantity with scrap). `usages`: item → (group, units). `weeks`: (group, Monday,
    maximum, as of). `shares`: (partnership, group, Monday, agreed). `stock`: (asked item, unrestricted, as of).
    `taken`: those of the questions that have an inquiry already.
    """

    by_capacity: bool
    by_stock: bool
    passes_on: bool
    parts: dict[UUID, Part]
    lines: dict[UUID, list[tuple[UUID, Decimal]]]
    usages: dict[UUID, list[tuple[UUID, Decimal]]]
    weeks: list[tuple[UUID, date, Decimal, datetime]]
    shares: list[tuple[UUID, UUID, date, Decimal]]
    stock: list[tuple[UUID, Decimal, datetime]]
    standing: dict[Key, tuple[Decimal, Decimal]]
    taken: set[UUID]


def desk_of(
    actor: Actor, numbers: Collection[str], weeks: Collection[date], questions: Collection[UUID] = ()
) -> Desk:
    """The acting enterprise's desk for the items of these numbers, down to what is bought."""
    with connection.cursor() as cursor:
        cursor.execute(
            _READ,
            {
                "me": actor.enterprise_id, "numbers": list(numbers), "weeks": list(weeks), "deepest": DEEPEST,
                "questions": list(questions),
                "make": ItemKind.MAKE.value, "usable": StockStatus.UNRESTRICTED.value,
            },
        )  # fmt: skip
        read = defaultdict(list, {k: v for k, v in json.loads(cursor.fetchone()[0]).items() if v is not None})
    by_capacity, by_stock, passes_on = read["policy"] or (False, False, True)
    return Desk(
        by_capacity, by_stock, passes_on,
        parts={UUID(key): Part(UUID(key), *rest) for key, *rest in read["parts"]},
        lines=_grouped((p, (UUID(c), Decimal(per) * (1 + Decimal(scrap) / 100))) for p, c, per, scrap in read["lines"]),
        usages=_grouped((item, (UUID(group), Decimal(per))) for item, group, per in read["usages"]),
        weeks=[(UUID(g), date.fromisoformat(w), Decimal(q), _moment(at)) for g, w, q, at in read["weeks"]],
        shares=[(UUID(p), UUID(g), date.fromisoformat(w), Decimal(q)) for p, g, w, q in read["shares"]],
        stock=[(UUID(item), Decimal(quantity), _moment(at)) for item, quantity, at in read["stock"]],
        standing={_key(g, i, w): (Decimal(low), Decimal(high)) for g, i, w, low, high in read["standing"]},
        taken={UUID(question) for question in read["taken"]},
    )  # fmt: skip


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _key(group: str | None, item: str | None, week: str | None) -> Key:
    return (
        UUID(group) if group else None,
        UUID(item) if item else None,
        date.fromisoformat(week) if week else None,
    )


def _grouped(pairs: Any) -> dict[UUID, list[tuple[UUID, Decimal]]]:
    found: defaultdict[UUID, list[tuple[UUID, Decimal]]] = defaultdict(list)
    for key, value in pairs:
        found[UUID(key)].append(value)
    return dict(found)
