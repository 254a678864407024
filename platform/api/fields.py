"""Fields that name their right: every root field of the schema is one of these, or start-up fails.

class ScheduleLineOrder(OrderEnum):
    REQUESTED_DATE_ASC = Order("requested_date", (("requested_date", False), ("id", False)))
    REQUESTED_DATE_DESC = Order("requested_date_desc", (("requested_date", True), ("id", True)))

class Query(graphene.ObjectType):
    schedule_lines = DomainConnection(
        ScheduleLineType, permission=P.ORDER_READ,
        orders=order_enum("ScheduleLineOrder", {...}), args={"filter": ScheduleLineFilter()},
    )
    schedule_line = permission_field(
        ScheduleLineType, permission=P.ORDER_READ, refuses=True, id=graphene.ID(required=True)
    )

    def resolve_schedule_lines(root: None, info: Info, filter: dict | None = None) -> QuerySet[ScheduleLine]:
        return selectors.schedule_line_list(info.context.actor, filter)
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import graphene

from accounts.permissions import P
from accounts.policy import can, require
from api.connections import Connection, Listing, connection_of
from api.context import Context
from common.paging import Order, page

Resolver = Callable[..., Any]
DEFAULT_FIRST: Final = 50


class SignedIn:
    """Stands where a permission would: the field is for everybody who is signed in. To be written out."""


class AnyOf:
    """One of several permissions is enough; a refusal names the first."""

    def __init__(self, *permissions: P) -> None:
        self.permissions = permissions


SIGNED_IN: Final = SignedIn()
Right = P | SignedIn | AnyOf


def may(context: Context, right: Right) -> bool:
    if isinstance(right, AnyOf):
        return any(can(context.actor, permission) for permission in right.permissions)
    return isinstance(right, SignedIn) or can(context.actor, right)


def demand(context: Context, right: Right) -> None:
    """Pass, or raise Forbidden or MfaRequired."""
    if isinstance(right, P):
        require(context.actor, right)
    elif isinstance(right, AnyOf) and not may(context, right):
        held = [permission for permission in right.permissions if permission in context.actor.permissions]
        require(context.actor, (held or right.permissions)[0])


class PermissionField(graphene.Field):
    """A field with its right. `refuses`: answer an error without it; otherwise the value is just null."""

    def __init__(self, kind: Any, *, permission: Right, refuses: bool = False, **options: Any) -> None:
        self.permission, self.refuses = permission, refuses
        super().__init__(kind, **options)

    def wrap_resolve(self, parent_resolver: Resolver) -> Resolver:
        resolve = super().wrap_resolve(parent_resolver)
        right, refuses = self.permission, self.refuses

        def checked(source: Any, info: Any, **arguments: Any) -> Any:
            if refuses:
                demand(info.context, right)
            elif not may(info.context, right):
                return None
            return resolve(source, info, **arguments)

        return checked


def permission_field(
    kind: Any, *, permission: Right, refuses: bool = False, **options: Any
) -> PermissionField:
    """A field whose value needs a right; other options as of `graphene.Field`."""
    return PermissionField(kind, permission=permission, refuses=refuses, **options)


def order_enum(name: str, orders: Mapping[str, Order]) -> Any:
    """The enum of a list's declared orders; `by_name` maps its values to them."""
    enum = graphene.Enum(name, [(key, key) for key in orders])
    enum.by_name = dict(orders)
    return enum


class DomainConnection(graphene.Field):
    """A paged list. Its resolver (`resolve_<name>` or `resolver=`) returns the filtered queryset, unordered.

    Either `orders` (an `order_enum`; the first is the default) or one fixed `order`. `connection` replaces the
    plain connection type. `first` is at most 100, else Invalid; `after` is a cursor of the same order.
    """

    def __init__(
        self,
        node: Any,
        *,
        permission: Right,
        order: Order | None = None,
        orders: Any = None,
        connection: type[Connection] | None = None,
        args: Mapping[str, Any] | None = None,
        default_first: int = DEFAULT_FIRST,
        **options: Any,
    ) -> None:
        if (order is None) == (orders is None):
            raise TypeError("a connection has either one order or an enum of orders")
        self.permission, self._fixed, self._orders = permission, order, orders
        arguments = dict(args or {})
        if orders is not None:
            self._default = next(iter(orders.by_name))
            arguments["order"] = graphene.Argument(orders, default_value=orders._meta.enum[self._default])
        arguments["first"] = graphene.Int(default_value=default_first)
        arguments["after"] = graphene.String()
        super().__init__(connection or connection_of(node), args=arguments, required=True, **options)

    def _order(self, chosen: Any) -> Order:
        if self._fixed is not None:
            return self._fixed
        name = getattr(chosen, "value", chosen) or self._default
        order: Order = self._orders.by_name[name]
        return order

    def wrap_resolve(self, parent_resolver: Resolver) -> Resolver:
        resolve = super().wrap_resolve(parent_resolver)

        def paged(source: Any, info: Any, first: int, after: str | None = None, **arguments: Any) -> Listing:
            demand(info.context, self.permission)
            order = self._order(arguments.pop("order", None))
            queryset = resolve(source, info, **arguments)
            return Listing(queryset, page(queryset, order=order, first=first, after=after), after is not None)

        return paged
