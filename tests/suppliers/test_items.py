"""Items, bills of material and sources: private to their owner, exact, without circles."""

from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.errors import DomainError
from suppliers import selectors
from suppliers.models import BomLine, Item, SourceOption
from suppliers.selectors import ItemFilter
from suppliers.services.inventory import Movement, post_movement
from suppliers.services.items import Component, NewItem, bom_replace, item_create, item_update, items_upsert
from suppliers.services.sources import NewSource, source_option_set
from suppliers.states import MovementKind, StockStatus
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import BUYER, RECEIVER, SALES, STRANGER

pytestmark = pytest.mark.usefixtures("db")


def new(number: str = "N-1", **changes: Any) -> NewItem:
    return NewItem(**({"number": number, "name": "新件", "unit": "件"} | changes))


def create(item: NewItem, actor: Any = BUYER) -> Item:
    with acting_as(actor.enterprise_id):
        return item_create(actor=actor, chain_id=world.CHAIN, item=item)


def refused(act: Any) -> DomainError:
    with pytest.raises(DomainError) as found:
        act()
    return found.value


def test_items_are_private_and_numbers_unique_per_owner() -> None:
    mine = create(new("ED30-X", unit="个"))
    assert mine.unit == "H87"
    assert refused(lambda: create(new("ED30-X"))).code == "ITEM_NUMBER_TAKEN"
    theirs = create(new("ED30-X"), SALES)
    for actor, own, foreign in ((BUYER, mine, theirs), (SALES, theirs, mine)):
        with acting_as(actor.enterprise_id):
            assert selectors.item_get(actor, own.id).id == own.id
            for row_id in (foreign.id, uuid4()):
                assert refused(partial(selectors.item_get, actor, row_id)).code == "NOT_FOUND"
            update = partial(item_update, actor=actor, item_id=foreign.id, item=new())
            assert refused(update).code == "NOT_FOUND"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"unit": "光年"}, "UNIT_UNKNOWN"),
        ({"name": "  "}, "TEXT_MISSING"),
        ({"number": ""}, "TEXT_MISSING"),
        ({"name": "长" * 161}, "TEXT_TOO_LONG"),
        ({"kind": "RENT"}, "CHOICE_UNKNOWN"),
    ],
)
def test_a_wrong_item_is_refused(changes: dict[str, Any], code: str) -> None:
    assert refused(lambda: create(new(**changes))).code == code


def test_a_unit_is_fixed_once_stock_is_kept_in_it() -> None:
    item = create(new())
    with acting_as(BUYER.enterprise_id):
        changed = item_update(actor=BUYER, item_id=item.id, item=new(unit="KGM"))
        assert (changed.unit, changed.version) == ("KGM", 2)
        same = item_update(actor=BUYER, item_id=item.id, item=new(unit="KGM"))
        assert same.version == 2
    with acting_as(RECEIVER.enterprise_id):
        move = Movement(
            world.LEADER.site_id,
            item.id,
            StockStatus.UNRESTRICTED,
            MovementKind.COUNT,
            Decimal("1.5"),
            "count",
            uuid4(),
        )
        post_movement(actor=RECEIVER, movement=move)
    with acting_as(BUYER.enterprise_id):
        error = refused(lambda: item_update(actor=BUYER, item_id=item.id, item=new(unit="H87")))
        assert error.code == "UNIT_FIXED"
        stale = refused(lambda: item_update(actor=BUYER, item_id=item.id, item=new(), version=1))
        assert stale.code == "CONFLICT"


def test_many_items_are_taken_over_by_number() -> None:
    with acting_as(BUYER.enterprise_id):
        first = items_upsert(
            actor=BUYER, chain_id=world.CHAIN, items=[new("A"), new("B"), new("A"), new("C", unit="?")]
        )
        assert [o.outcome for o in first] == ["created", "created", "refused", "refused"]
        second = items_upsert(
            actor=BUYER, chain_id=world.CHAIN, items=[new("A"), new("B", name="改名"), new("D")]
        )
        assert [o.outcome for o in second] == ["unchanged", "updated", "created"]
        assert Item.objects.get(number="B").name == "改名"


def test_taking_over_costs_the_same_statements_for_one_and_many() -> None:
    def cost(prefix: str, count: int) -> int:
        with acting_as(BUYER.enterprise_id), CaptureQueriesContext(connection) as queries:
            items_upsert(actor=BUYER, chain_id=world.CHAIN, items=[new(f"{prefix}{n}") for n in range(count)])
        return len(queries)

    assert cost("A", 1) == cost("B", 300)


def test_a_bill_of_materials_has_no_circle() -> None:
    a, b, c = (create(new(n)) for n in "ABC")
    with acting_as(BUYER.enterprise_id):
        bom_replace(
            actor=BUYER, parent_id=a.id, components=[Component(b.id, Decimal(2)), Component(c.id, Decimal(1))]
        )
        bom_replace(actor=BUYER, parent_id=b.id, components=[Component(c.id, Decimal(3))])
        for parent, part in ((c, a), (c, b), (a, a)):
            error = refused(
                lambda p=parent, q=part: bom_replace(  # type: ignore[misc]
                    actor=BUYER, parent_id=p.id, components=[Component(q.id, Decimal(1))]
                )
            )
            assert error.code == "BOM_CYCLE"
        assert [x.component.number for x in selectors.bom_lines_for_items(BUYER, [a.id])] == ["B", "C"]
        bom_replace(actor=BUYER, parent_id=a.id, components=[])
        assert BomLine.objects.count() == 1
        foreign = refused(
            lambda: bom_replace(
                actor=BUYER, parent_id=a.id, components=[Component(world.OTHER_STATOR.id, Decimal(1))]
            )
        )
        assert foreign.code == "NOT_FOUND"


def test_sources_are_private_to_the_buyer() -> None:
    source = NewSource(Decimal(300), supplier_item_number="R-9", breaks=[(Decimal(500), Decimal(290))])
    with acting_as(BUYER.enterprise_id):
        option = source_option_set(
            actor=BUYER, partnership_id=world.LEADER_FIRST.id, item_id=world.STATOR.id, source=source
        )
        assert (option.version, option.supplier_item_number) == (2, "R-9")
        loaded = selectors.source_options_for_items(BUYER, world.LEADER_FIRST.id, [world.STATOR.id])
        assert selectors.price_for(loaded[world.STATOR.id], Decimal(499)) == 300
        assert selectors.price_for(loaded[world.STATOR.id], Decimal(500)) == 290
        wrong = refused(
            lambda: source_option_set(
                actor=BUYER, partnership_id=world.LEADER_FIRST.id, item_id=world.STATOR.id,
                source=NewSource(Decimal(1), share_min=Decimal(60), share_max=Decimal(40)),
            )
        )  # fmt: skip
        assert wrong.code == "SHARE_BOUNDS"
        foreign = refused(
            lambda: source_option_set(
                actor=BUYER, partnership_id=world.OTHER_FIRST.id, item_id=world.STATOR.id, source=source
            )
        )
        assert foreign.code == "NOT_FOUND"
    with acting_as(SALES.enterprise_id):
        assert not SourceOption.objects.exists()
    with acting_as(STRANGER.enterprise_id):
        assert not SourceOption.objects.filter(item_id=world.STATOR.id).exists()


def test_the_item_list_is_filtered() -> None:
    with acting_as(BUYER.enterprise_id):

        def found(**conditions: Any) -> list[str]:
            return sorted(i.number for i in selectors.item_list(BUYER, ItemFilter(**conditions)))

        assert found(search="定子") == ["ED30-ST-01"]
        assert found(search="ed30") == ["ED30-RT-01", "ED30-ST-01"]
        assert len(found(partnership_id=world.LEADER_FIRST.id)) == 4
        assert found(partnership_id=world.OTHER_FIRST.id) == []
        assert found(kinds=("MAKE",)) == []
        assert selectors.item_categories(BUYER) == ["电驱件"]
