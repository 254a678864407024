"""Stock: the sum of its movements, never negative unless the site allows it."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import Sum

from common.errors import DomainError
from events.models import Notification
from events.relay import relay_once
from suppliers import selectors
from suppliers.models import InventoryPosition, StockMovement
from suppliers.services.inventory import Movement, apply_movements, post_movement
from suppliers.states import MovementKind, StockStatus
from tenancy.context import acting_as, system_access
from tenancy.models import Site
from tests import world
from tests.orders.trade import BUYER, RECEIVER, SALES


def move(quantity: str, item_id: UUID = world.STATOR.id, lot: str = "L", **changes: object) -> Movement:
    kind = MovementKind.RECEIPT if Decimal(quantity) > 0 else MovementKind.ISSUE
    values: dict[str, object] = {
        "site_id": world.LEADER.site_id, "item_id": item_id, "stock_status": StockStatus.UNRESTRICTED, "kind": kind,
        "quantity": Decimal(quantity), "reference_type": "test", "reference_id": uuid4(), "lot_number": lot,
    }  # fmt: skip
    return Movement(**(values | changes))  # type: ignore[arg-type]


def post(movement: Movement) -> InventoryPosition:
    with acting_as(RECEIVER.enterprise_id):
        return post_movement(actor=RECEIVER, movement=movement)


@pytest.mark.usefixtures("db")
def test_a_position_is_the_sum_of_its_movements() -> None:
    for quantity in ("100", "-30", "5"):
        post(move(quantity))
    with acting_as(RECEIVER.enterprise_id):
        position = InventoryPosition.objects.get()
        assert position.quantity == 75 == StockMovement.objects.aggregate(total=Sum("quantity"))["total"]
        assert [m.quantity for m in selectors.movement_list(RECEIVER, world.STATOR.id)][::-1] == [100, -30, 5]


@pytest.mark.usefixtures("db")
def test_stock_never_goes_negative_and_nothing_of_a_refused_document_is_posted() -> None:
    post(move("10"))
    with acting_as(RECEIVER.enterprise_id):
        with pytest.raises(DomainError) as refusal:
            apply_movements(actor=RECEIVER, movements=[move("7", world.ROTOR.id), move("-11")])
        assert refusal.value.code == "STOCK_SHORT"
        assert refusal.value.allowed == ["10"]
        assert "最多可出 10" in refusal.value.message("zh")
        assert [p.quantity for p in InventoryPosition.objects.all()] == [10]
        assert StockMovement.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_a_site_may_allow_negative_stock() -> None:
    with system_access("test"):
        Site.objects.using("system").filter(id=world.LEADER.site_id).update(allows_negative_stock=True)
    position = post(move("-3"))
    assert (position.quantity, position.allows_negative) == (-3, True)
    # and warns those who can put it right
    relay_once()
    with system_access("test"):
        told = Notification.objects.using("system").values_list("kind", "params")
        assert {(kind, params["number"]) for kind, params in told} == {
            ("STOCK_NEGATIVE", world.STATOR.number)
        }


@pytest.mark.usefixtures("db")
def test_the_database_itself_refuses_negative_stock_and_changed_movements() -> None:
    post(move("5"))
    with acting_as(RECEIVER.enterprise_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            InventoryPosition.objects.update(quantity=-1)
        with pytest.raises(Exception, match=r"permission denied|append-only"), transaction.atomic():
            StockMovement.objects.update(quantity=1)


@pytest.mark.usefixtures("db")
def test_stock_is_its_owners_and_foreign_places_are_unknown() -> None:
    post(move("5"))
    with acting_as(SALES.enterprise_id):
        assert not selectors.inventory_position_list(SALES).exists()
    for wrong in (
        move("1", world.OTHER_STATOR.id), move("1", site_id=world.FIRST.site_id), move("1", uuid4()),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refusal:
            post(wrong)
        assert refusal.value.code == "NOT_FOUND"
    with acting_as(BUYER.enterprise_id), pytest.raises(DomainError) as forbidden:
        post_movement(actor=BUYER, movement=move("1"))
    assert forbidden.value.code == "FORBIDDEN"


@pytest.mark.usefixtures("db")
def test_quantities_keep_the_units_decimals() -> None:
    with pytest.raises(DomainError) as refusal:
        post(move("0.5"))
    assert refusal.value.code == "QUANTITY_SCALE"
    assert post(move("0.125", world.WIRE.id)).quantity == Decimal("0.125")


@pytest.mark.usefixtures("committed")
def test_issues_at_once_never_take_more_than_there_is() -> None:
    post(move("10"))

    def issue(_: int) -> bool:
        try:
            post(move("-1"))
        except DomainError:
            return False
        finally:
            connections["default"].close()
        return True

    with ThreadPoolExecutor(12) as pool:
        done = list(pool.map(issue, range(30)))
    assert sum(done) == 10
    with acting_as(RECEIVER.enterprise_id):
        assert InventoryPosition.objects.get().quantity == 0
        assert StockMovement.objects.count() == 11
