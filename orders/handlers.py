"""Whom an event of this app is brought to. A handler decides from the event alone."""

from typing import Any
from uuid import UUID

from accounts.roles import Role
from events.handlers import NotificationDraft, RelayedEvent, on
from orders.states import SHORTAGES, OrderSource

BUYING = (Role.BUYER,)
SELLING = (Role.SUPPLIER_SALES,)
FORECASTING = (Role.BUYER, Role.PLANNER)
RECEIVING = (Role.LOGISTICS, Role.BUYER)


def _other(event: RelayedEvent) -> tuple[UUID, tuple[Role, ...]]:
    """The side that did not act, and its people for orders."""
    buyer, supplier = UUID(event.payload["buyerId"]), UUID(event.payload["supplierId"])
    if event.actor_enterprise_id == buyer:
        return supplier, SELLING
    return buyer, BUYING


def _told(event: RelayedEvent, kind: str, *names: str, **more: Any) -> list[NotificationDraft]:
    """One draft for the other side; `partner` is the one who acted."""
    enterprise_id, roles = _other(event)
    acted = "buyer" if event.payload["buyerId"] == str(event.actor_enterprise_id) else "supplier"
    params = {name: event.payload.get(name) for name in names}
    partner = {
        "partner": event.payload.get(f"{acted}Name", ""),
        "partnerEn": event.payload.get(f"{acted}NameEn", ""),
    }
    return [NotificationDraft(enterprise_id, roles, kind, params | partner | more)]


@on("orders.purchase_order.sent")
def order_sent(event: RelayedEvent) -> list[NotificationDraft]:
    # Under a band the supplier itself began it and has confirmed; the buyer hears of it as a replenishment.
    if event.payload.get("source") == OrderSource.REPLENISHMENT:
        return []
    return _told(event, "ORDER_SENT", "orderNumber", "lineCount")


@on("orders.purchase_order.answered")
def order_answered(event: RelayedEvent) -> list[NotificationDraft]:
    if event.payload.get("source") == OrderSource.REPLENISHMENT:
        return []
    return _told(event, "ORDER_ANSWERED", "orderNumber", "confirmed", "countered", "rejected")


@on("orders.schedule_line.change_proposed")
@on("orders.schedule_line.cancel_proposed")
@on("orders.schedule_line.bargained")
def proposal_opened(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "PROPOSAL_OPENED", "orderNumber", "label", "oldDate", "newDate")


@on("orders.schedule_line.counter_")
def proposal_decided(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "PROPOSAL_DECIDED", "orderNumber", "label", "outcome")


@on("orders.schedule_line.changed")
def line_changed(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "LINE_CHANGED", "orderNumber", "label")


@on("orders.schedule_line.cancelled")
def line_cancelled(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "LINE_CANCELLED", "orderNumber", "label")


@on("orders.schedule_line.reminded")
def line_reminded(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "REMINDER", "orderNumber", "label")


@on("orders.asn.departed")
def asn_departed(event: RelayedEvent) -> list[NotificationDraft]:
    drafts = _told(event, "ASN_DEPARTED", "asnNumber", "estimatedArrivalAt")
    return [NotificationDraft(d.enterprise_id, RECEIVING, d.kind, d.params) for d in drafts]


@on("orders.goods_receipt.posted")
def receipt_posted(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "RECEIPT_POSTED", "receiptNumber", "asnNumber", "hasDifference")


@on("orders.forecast.published")
def forecast_published(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "FORECAST_PUBLISHED", "number", "items", "open")


@on("orders.forecast.reminded")
def forecast_reminded(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "FORECAST_REMINDED", "number")


@on("orders.forecast.committed")
def forecast_committed(event: RelayedEvent) -> list[NotificationDraft]:
    drafts = _told(event, "FORECAST_COMMITTED", "number", "cells", "frozenShort")
    return [NotificationDraft(d.enterprise_id, FORECASTING, d.kind, d.params) for d in drafts]


BAND = ("itemNumber", "itemName", "itemNameEn")


@on("orders.band.stock_changed")
def band_short(event: RelayedEvent) -> list[NotificationDraft]:
    """The supplier hears when stock falls short, once for each way down."""
    state, former = event.payload["state"], event.payload["formerState"]
    if state not in SHORTAGES or former == state:
        return []
    return _told(event, "BAND_SHORT", *BAND, state=state)


@on("orders.band.set")
def band_set(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "BAND_SET", *BAND)


@on("orders.band.ended")
def band_ended(event: RelayedEvent) -> list[NotificationDraft]:
    return _told(event, "BAND_ENDED", *BAND)


@on("orders.band.replenished")
def band_replenished(event: RelayedEvent) -> list[NotificationDraft]:
    drafts = _told(event, "BAND_REPLENISHED", *BAND, "quantity", "day", "orderNumber")
    return [NotificationDraft(d.enterprise_id, FORECASTING, d.kind, d.params) for d in drafts]
