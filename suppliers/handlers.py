"""Whom an event of this app is brought to. A handler decides from the event alone."""

from accounts.roles import Role
from events.handlers import NotificationDraft, RelayedEvent, on


@on("suppliers.item.stock_negative")
def stock_negative(event: RelayedEvent) -> list[NotificationDraft]:
    """A site that allows negative stock still warns of it: somebody has taken what was never booked in."""
    params = {name: event.payload[name] for name in ("number", "name", "nameEn")}
    roles = (Role.PLANNER, Role.LOGISTICS)
    return [NotificationDraft(event.actor_enterprise_id, roles, "STOCK_NEGATIVE", params)]
