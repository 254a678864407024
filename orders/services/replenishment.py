"""The supplier brings what a band allows: one act makes an order, sent and confirmed."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor, system_actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import today
from common.errors import DomainError, Invalid
from orders import errors
from orders.models import PurchaseOrder, ReplenishmentBand, ScheduleLine
from orders.rules.replenishment import is_lot
from orders.selectors.replenishment import Outlook, lot_terms_of, outlooks
from orders.services.acts import number_text
from orders.services.answers import Answer, schedule_lines_answer
from orders.services.bands import lock_band, record_band
from orders.services.order_inputs import NewLine, NewSchedule, check_positive
from orders.services.purchase_orders import purchase_order_create, purchase_order_send
from orders.states import AnswerKind, BandKind, OrderSource, Side
from tenancy.context import acting_as

# Who orders for the buyer: the band it has set.
BY_BAND = "补货协议"


@dataclass(frozen=True, slots=True)
class Replenishment:
    """What the supplier will bring: a quantity in the band's unit, and the day it arrives."""

    band_id: UUID
    version: int
    quantity: Decimal
    day: date


@transaction.atomic
def replenishment_start(*, actor: Actor, wanted: Replenishment) -> PurchaseOrder:
    """Bring goods under a band. It becomes a purchase order at the buyer's terms, released and confirmed at once.

    The band is the buyer's agreement in advance, so that the order is placed in its name and the supplier's
    confirmation follows in the same transaction; both stand in the promise ledger. The band's row orders two who
    propose at once. Raises NotFound, Forbidden, Conflict, Invalid naming the field, DomainError BAND_ENDED,
    BAND_NOT_COUNTED, REPLENISHMENT_REFUSED with the greatest quantity allowed, PARTNERSHIP_NOT_ACTIVE.
    """
    require(actor, P.REPLENISHMENT_PROPOSE)
    band = lock_band(actor, wanted.band_id, wanted.version, side=Side.SUPPLIER)
    check_positive(wanted.quantity, band.unit, "quantity")
    outlook = outlooks(actor, [band])[band.id]
    _check_allowed(band, outlook, wanted)
    with acting_as(band.buyer_id):
        order, line = _ordered(band, wanted)
    _confirm(actor, line)
    record_band(
        actor, band, "replenished", None, quantity=number_text(wanted.quantity), day=wanted.day.isoformat(),
        orderNumber=order.number, orderId=str(order.id),
    )  # fmt: skip
    order.refresh_from_db()
    return order


def _check_allowed(band: ReplenishmentBand, outlook: Outlook, wanted: Replenishment) -> None:
    if not outlook.weeks:
        raise DomainError(errors.BAND_NOT_COUNTED, field="bandId", item=band.item_number, site=band.site_name)
    last = outlook.weeks[-1].week + timedelta(days=6)
    if not today() <= wanted.day <= last:
        raise Invalid(
            errors.REPLENISHMENT_DAY, field="day", value=wanted.day.isoformat(), low=today().isoformat(),
            high=last.isoformat(),
        )  # fmt: skip
    most = outlook.greatest_on(wanted.day)
    if wanted.quantity > most or not is_lot(wanted.quantity, lot_terms_of(band)):
        raise DomainError(
            errors.REPLENISHMENT_REFUSED, field="quantity", allowed=[number_text(most)] if most else [],
            value=number_text(wanted.quantity), limit=number_text(most), maximum=number_text(band.maximum),
            moq=number_text(band.minimum_order_quantity), multiple=number_text(band.order_multiple),
        )  # fmt: skip


def _ordered(band: ReplenishmentBand, wanted: Replenishment) -> tuple[PurchaseOrder, ScheduleLine]:
    """The order in the buyer's name, sent; and its one schedule line."""
    buyer = system_actor(band.buyer_id, name=BY_BAND)
    draft = purchase_order_create(
        actor=buyer, partnership_id=band.partnership_id, ship_to_site_id=band.site_id,
        lines=[NewLine(band.item_id, [NewSchedule(wanted.quantity, wanted.day)])],
        source=OrderSource.REPLENISHMENT, is_consigned=band.kind == BandKind.VMI,
    )  # fmt: skip
    order = purchase_order_send(actor=buyer, order_id=draft.id, version=draft.version)
    return order, ScheduleLine.objects.get(buyer_id=band.buyer_id, order=order)


def _confirm(actor: Actor, line: ScheduleLine) -> None:
    result = schedule_lines_answer(actor=actor, answers=[Answer(line.id, line.version, AnswerKind.ACCEPT)])[0]
    if result.error is not None:
        raise result.error
