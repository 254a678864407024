"""Base of every mutation: right, key, one savepoint, errors as data.

class PurchaseOrderPayload(Payload):
    order = graphene.Field(PurchaseOrderType)

class PurchaseOrderSend(DomainMutation):
    "Send a draft to its supplier."

    permission = P.ORDER_SEND
    Output = PurchaseOrderPayload

    class Arguments:
        order_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, order_id: str, version: int) -> dict[str, Any]:
        order = purchase_order_send(actor=actor, order_id=parse_id(order_id), version=version)
        return {"order": order}

class Mutation(graphene.ObjectType):
    purchase_order_send = PurchaseOrderSend.Field()
"""

from collections.abc import Callable
from typing import Any, ClassVar

import graphene
from django.db import transaction
from graphene.types.utils import yank_fields_from_attrs
from graphene.utils.props import props

from api.execution import StoredAnswer
from api.fields import Right, demand
from api.idempotency import claim, fingerprint_of
from api.types import Info, Payload
from common.errors import DomainError


class DomainMutation:
    """Subclasses declare `permission`, `Output`, `Arguments` and `perform`; `idempotencyKey` comes by itself."""

    permission: ClassVar[Right]
    Output: ClassVar[type[Payload]]
    # The payload shows a secret that is shown once; its kept answer is encrypted.
    shows_secret: ClassVar[bool] = False
    # A classmethod (actor: Actor, info: Info, **arguments) that calls one service and returns the fields of the
    # payload; when it raises a DomainError nothing is changed.
    perform: ClassVar[Callable[..., dict[str, Any]]]

    class Arguments:
        """Arguments as class attributes."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "permission" not in cls.__dict__:
            raise TypeError(f"{cls.__name__} declares no permission")
        if not issubclass(getattr(cls, "Output", object), Payload):
            raise TypeError(f"{cls.__name__} declares no Output based on Payload")

    @classmethod
    def Field(cls) -> graphene.Field:  # noqa: N802 - as graphene names it
        key = graphene.String(
            required=True, description="One per act of a person; the same over all retries."
        )
        arguments = yank_fields_from_attrs(props(cls.Arguments), _as=graphene.Argument, sort=False)
        field = graphene.Field(
            cls.Output,
            args={"idempotency_key": key, **arguments},
            resolver=cls._resolve,
            required=True,
            description=(cls.__doc__ or "").strip() or None,
        )
        field.permission = cls.permission
        return field

    @classmethod
    def _resolve(cls, root: Any, info: Info, *, idempotency_key: str, **given: Any) -> Any:
        context = info.context
        source = info.operation.loc.source.body if info.operation.loc else ""
        try:
            demand(context, cls.permission)
            fingerprint = fingerprint_of(info.field_name, given, source, str(info.path.key))
            with transaction.atomic():
                claimed = claim(
                    context.actor, info.field_name, idempotency_key, fingerprint, is_secret=cls.shows_secret
                )
                if not claimed.is_new:
                    return StoredAnswer(claimed.answer)
                done = cls.perform(context.actor, info, **given)
        except DomainError as error:
            return cls._refusal(error)
        context.answers[str(info.path.key)] = claimed.keep
        return cls.Output(**done, errors=[])

    @classmethod
    def _refusal(cls, error: DomainError) -> Payload:
        """The payload of a refused act: nothing but the error; lists that cannot be null are empty."""
        empty: dict[str, Any] = {
            name: []
            for name, field in cls.Output._meta.fields.items()
            if isinstance(field.type, graphene.NonNull) and isinstance(field.type.of_type, graphene.List)
        }
        return cls.Output(**{**empty, "errors": [error]})
