"""Whom an event of this app is brought to. A handler decides from the event alone."""

from uuid import UUID

from accounts.roles import Role
from events.handlers import NotificationDraft, RelayedEvent, on


@on("suppliers.item.stock_negative")
def stock_negative(event: RelayedEvent) -> list[NotificationDraft]:
    """A site that allows negative stock still warns of it: somebody has taken what was never booked in."""
    params = {name: event.payload[name] for name in ("number", "name", "nameEn")}
    roles = (Role.PLANNER, Role.LOGISTICS)
    return [NotificationDraft(event.actor_enterprise_id, roles, "STOCK_NEGATIVE", params)]


@on("suppliers.inquiry.waiting")
def question_waits(event: RelayedEvent) -> list[NotificationDraft]:
    """No rule answers: a person has to, before the deadline."""
    params = {name: event.payload[name] for name in ("itemNumber", "deadline")}
    roles = (Role.SUPPLIER_SALES, Role.PLANNER)
    return [NotificationDraft(event.actor_enterprise_id, roles, "QUESTION_WAITS", params)]


@on("suppliers.inquiry.closed")
def inquiry_closed(event: RelayedEvent) -> list[NotificationDraft]:
    """What one has asked for oneself is through."""
    params = {"itemNumber": event.payload["itemNumber"]}
    return [NotificationDraft(event.actor_enterprise_id, (Role.PLANNER, Role.BUYER), "QUESTION_DONE", params)]


@on("suppliers.question.withdrawn")
def question_withdrawn(event: RelayedEvent) -> list[NotificationDraft]:
    """Whoever was asked need not answer any more."""
    params = {"itemNumber": event.payload["itemNumber"]}
    roles = (Role.SUPPLIER_SALES, Role.PLANNER)
    supplier = UUID(event.payload["supplierId"])
    return [NotificationDraft(supplier, roles, "QUESTION_WITHDRAWN", params)]
