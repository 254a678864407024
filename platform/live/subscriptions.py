"""Subscription fields an app declares.

A *stream* field tells every change, in order, none lost or doubled: the client passes the last `position` it saw
as `after` and goes on from there. A *watch* field tells the present state of one row, first now and then whenever
it changes, until a final state.

What is pushed is never the event's own content but what `read` finds now, under the reader's rights. Readers of
one enterprise with equal rights and equal documents share one reading; they therefore read as nobody in
particular (`actor.user_id` names no person), unless the field is `personal`. Example, `orders/graphql/live.py`:

    class OrderChange(graphene.ObjectType):
        position = graphene.String(required=True)
        type = graphene.String(required=True)
        order = graphene.Field(PurchaseOrderType)

    def read_order_change(entry: StreamEntry, actor: Actor, order_id: str | None = None) -> dict | None:
        order = selectors.purchase_order_find(actor, entry.root_id)   # None when it is not for these eyes
        return {"position": str(entry.position), "type": entry.type, "order": order}

    def concerns_order(entry: StreamEntry, order_id: str | None = None) -> bool:
        return order_id is None or str(entry.root_id) == order_id

    class Subscription(graphene.ObjectType):
        order_changes = stream_field(
            OrderChange, types=("orders.",), permission=P.ORDER_READ,
            args={"order_id": graphene.ID()}, matches=concerns_order, read=read_order_change,
        )
        notification_added = stream_field(
            NotificationType, types=("notifications.added",), permission=P.NOTIFICATION_READ, personal=True,
            read=lambda entry, actor: selectors.notification_get(actor, entry.subject_id),
        )
        import_progress = watch_field(
            ImportRunType, permission=P.IMPORT_RUN, args={"import_run_id": graphene.ID(required=True)},
            subject=lambda import_run_id: parse_id(import_run_id),
            read=lambda actor, import_run_id: selectors.import_run_get(actor, parse_id(import_run_id)),
            is_final=lambda run: run.state in FINAL_STATES,
        )

Whoever changes a watched row calls `events.hints.tell_changed(enterprise_id, row_id)` after its commit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import NotFound
from events.models import StreamEntry


@dataclass(slots=True)
class Pushed:
    """The root of one event's answer. `is_skipped`: there was nothing to tell this reader."""

    entry: StreamEntry
    is_skipped: bool = False


@dataclass(slots=True)
class Watched:
    """The root of a watched row's answer. `is_final`: nothing will follow."""

    is_final: bool = False


@dataclass(frozen=True, eq=False)
class StreamSpec:
    """A stream field at work; it is the resolver of its field."""

    types: tuple[str, ...]
    permission: P
    read: Callable[..., Any]
    matches: Callable[..., bool] | None
    is_personal: bool

    def concerns(self, entry: StreamEntry, actor: Actor, arguments: Mapping[str, Any]) -> bool:
        """Whether the entry may be for this reader at all; decided without the database."""
        if entry.recipient is not None and not (self.is_personal and entry.recipient == actor.user_id):
            return False
        if not entry.type.startswith(self.types):
            return False
        given = {name: value for name, value in arguments.items() if name != "after"}
        return self.matches is None or self.matches(entry, **given)

    def __call__(self, root: Pushed, info: Any, after: str | None = None, **arguments: Any) -> Any:
        found = self.read(root.entry, info.context.actor, **arguments)
        root.is_skipped = found is None
        return found


@dataclass(frozen=True, eq=False)
class WatchSpec:
    """A watch field at work; it is the resolver of its field."""

    permission: P
    subject: Callable[..., UUID]
    read: Callable[..., Any]
    is_final: Callable[[Any], bool]

    def __call__(self, root: Watched, info: Any, **arguments: Any) -> Any:
        found = self.read(info.context.actor, **arguments)
        if found is None:
            raise NotFound
        root.is_final = self.is_final(found)
        return found


class LiveField(graphene.Field):
    """A root field of `Subscription`; its resolver is its spec."""

    def __init__(self, node: Any, spec: StreamSpec | WatchSpec, **options: Any) -> None:
        self.spec, self.permission = spec, spec.permission
        super().__init__(node, required=True, **options)

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        return self.spec


def stream_field(
    node: Any,
    *,
    types: tuple[str, ...],
    permission: P,
    read: Callable[..., Any],
    matches: Callable[..., bool] | None = None,
    args: Mapping[str, Any] | None = None,
    personal: bool = False,
    **options: Any,
) -> LiveField:
    """A field that tells the stream's entries whose type begins with one of `types`.

    `read(entry, actor, **args)` gives what `node` resolves from, or None to pass the entry over. `matches(entry,
    **args)` rules entries out beforehand, without the database. `personal`: read as the person, not shared; entries
    for single persons reach personal fields only. `after: String` is added by itself.
    """
    after = graphene.String(description="Last position seen; absent: from now on.")
    spec = StreamSpec(types, permission, read, matches, personal)
    return LiveField(node, spec, args={"after": after, **(args or {})}, **options)


def watch_field(
    node: Any,
    *,
    permission: P,
    subject: Callable[..., UUID],
    read: Callable[..., Any],
    is_final: Callable[[Any], bool],
    args: Mapping[str, Any],
    **options: Any,
) -> LiveField:
    """A field that tells one row's state now and at every change, until `is_final(row)`.

    `subject(**args)` is the row's id, `read(actor, **args)` the row or None (then NotFound).
    """
    return LiveField(node, WatchSpec(permission, subject, read, is_final), args=dict(args), **options)
