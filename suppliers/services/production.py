"""Production orders: typed, taken from a file or sent by a system; what partners see follows in the same act."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now
from common.errors import Conflict, Invalid, NotFound
from common.quantity import check_quantity
from events import services as events
from suppliers import errors
from suppliers.models import Item, ProductionOrder
from suppliers.services.inputs import check_choice, clean_text
from suppliers.services.projection import project_production
from suppliers.services.recording import plain
from suppliers.services.stock import source_of
from suppliers.states import InventorySource, ProductionState

FACTS = ("number", "quantity", "state", "starts_on", "ready_on", "order_reference")


@dataclass(frozen=True, slots=True)
class ProductionValues:
    """A production order as typed: `quantity` in the item's unit."""

    number: str
    quantity: Decimal
    starts_on: date
    ready_on: date
    state: ProductionState = ProductionState.PLANNED
    order_reference: str = ""


@transaction.atomic
def production_order_create(
    *, actor: Actor, item_id: UUID, values: ProductionValues, source: InventorySource | None = None
) -> ProductionOrder:
    """A production order of one of my items. Raises NotFound, Invalid naming the field, Conflict NUMBER_TAKEN."""
    require(actor, P.CAPACITY_WRITE)
    item = _lock_item(actor, item_id)
    order = ProductionOrder(
        chain_id=item.chain_id, enterprise_id=actor.enterprise_id, item=item, unit=item.unit
    )
    _save(actor, order, values, source)
    project_production(actor, [item])
    _record(actor, order, "created", None)
    return order


@transaction.atomic
def production_order_update(
    *, actor: Actor, order_id: UUID, version: int | None, values: ProductionValues,
    source: InventorySource | None = None,
) -> ProductionOrder:  # fmt: skip
    """New values of a production order; its item stays. `version`: None as from a file.

    Raises NotFound, Conflict (stale version, NUMBER_TAKEN), Invalid naming the field.
    """
    require(actor, P.CAPACITY_WRITE)
    order, item = _lock(actor, order_id, version)
    before = plain(order, FACTS)
    order.version += 1
    _save(actor, order, values, source)
    project_production(actor, [item])
    _record(actor, order, "updated", before)
    return order


@transaction.atomic
def production_order_remove(*, actor: Actor, order_id: UUID, version: int) -> None:
    """Take a production order off the schedule. Raises NotFound, Conflict."""
    require(actor, P.CAPACITY_WRITE)
    order, item = _lock(actor, order_id, version)
    _record(actor, order, "removed", plain(order, FACTS))
    order.delete()
    project_production(actor, [item])


def _lock_item(actor: Actor, item_id: UUID) -> Item:
    mine = Item.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id)
    item = mine.filter(id=item_id).first()
    if item is None:
        raise NotFound
    return item


def _lock(actor: Actor, order_id: UUID, version: int | None) -> tuple[ProductionOrder, Item]:
    """The order and its item, the item first, as every writer of shared figures does."""
    mine = ProductionOrder.objects.filter(enterprise_id=actor.enterprise_id, id=order_id)
    item_id = mine.values_list("item_id", flat=True).first()
    if item_id is None:
        raise NotFound
    item = _lock_item(actor, item_id)
    order = mine.select_for_update().first()
    if order is None:
        raise NotFound
    if version is not None and order.version != version:
        raise Conflict(current_version=order.version, stated_version=version)
    return order, item


def _save(
    actor: Actor, order: ProductionOrder, values: ProductionValues, source: InventorySource | None
) -> None:
    order.number = clean_text(values.number, "number", limit=40, is_required=True)
    order.quantity = check_quantity(values.quantity, order.unit, "quantity")
    if order.quantity <= 0:
        raise Invalid(errors.QUANTITY_ZERO, field="quantity")
    if values.ready_on < values.starts_on:
        raise Invalid(
            errors.READY_BEFORE_START, field="readyOn", ready=values.ready_on.isoformat(),
            start=values.starts_on.isoformat(),
        )  # fmt: skip
    order.starts_on, order.ready_on = values.starts_on, values.ready_on
    order.state = check_choice(values.state, ProductionState, "state")
    order.order_reference = clean_text(values.order_reference, "orderReference", limit=40)
    order.as_of, order.source = now(), (source or source_of(actor)).value
    try:
        with transaction.atomic():
            order.save()
    except IntegrityError:
        raise Conflict(errors.CODE_TAKEN, field="number", value=order.number) from None


def _record(actor: Actor, order: ProductionOrder, verb: str, before: dict[str, Any] | None) -> None:
    """Audit and event of a change only the owner sees."""
    audit.record(
        actor, action=f"suppliers.production.{verb}", subject_type="suppliers.ProductionOrder", subject_id=order.id,
        before=before, after=None if verb == "removed" else plain(order, FACTS),
    )  # fmt: skip
    events.emit(
        actor, type=f"suppliers.production.{verb}", chain_id=order.chain_id, subject_type="production_order",
        subject_id=order.id, root_type="production_order", root_id=order.id, version=order.version,
        audience=[actor.enterprise_id], payload={"number": order.number},
    )  # fmt: skip
