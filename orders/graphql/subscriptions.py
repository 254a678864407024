"""Live changes of orders."""

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from events.models import StreamEntry
from live.subscriptions import stream_field
from orders.graphql.types.changes import OrderChange


def _concerns(entry: StreamEntry, order_id: str | None = None) -> bool:
    return order_id is None or str(entry.root_id) == order_id


def _read(entry: StreamEntry, actor: Actor, order_id: str | None = None) -> StreamEntry:
    return entry


class Subscription(graphene.ObjectType):
    order_changes = stream_field(
        OrderChange,
        types=("orders.",),
        permission=P.ORDER_READ,
        args={"order_id": graphene.ID(description="Only this order.")},
        matches=_concerns,
        read=_read,
        description="Acts on orders, ship notices and receipts I may see, in order, none lost or doubled.",
    )
