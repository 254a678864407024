"""Acting parties and orders for the tests of this app, over the committed world."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import permissions_of
from accounts.roles import Role
from common.clock import today
from orders.models import PurchaseOrder, ScheduleLine
from orders.services.answers import Answer, AnswerResult, schedule_lines_answer
from orders.services.order_inputs import NewLine, NewSchedule
from orders.services.purchase_orders import purchase_order_create, purchase_order_send
from orders.services.receipts import ReceiptLineInput, goods_receipt_post
from orders.services.shipping import AsnLineInput, asn_create, asn_depart
from orders.states import AnswerKind
from tenancy.context import acting_as
from tests import world

DAY = timedelta(days=1)


def person(firm: world.Firm, *roles: Role) -> Actor:
    """Somebody of the firm with these roles and a second factor, without touching the accounts tables."""
    return Actor(
        user_id=UUID(int=firm.number), user_name=f"{firm.short_name}·{'+'.join(roles)}", login=firm.login(roles[0]),
        enterprise_id=firm.id, enterprise_name=firm.short_name, roles=frozenset(roles),
        permissions=permissions_of(roles), mfa_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


BUYER = person(world.LEADER, Role.BUYER)
RECEIVER = person(world.LEADER, Role.LOGISTICS)
SALES = person(world.FIRST, Role.SUPPLIER_SALES)
RIVAL = person(world.SECOND, Role.SUPPLIER_SALES)
STRANGER = person(world.OTHER, Role.BUYER)


def draft(
    quantities: Sequence[Decimal | int] = (1200,), *, days: int = 20, item: world.Thing = world.STATOR,
    price: Decimal | None = None, pair: world.Pair = world.LEADER_FIRST, actor: Actor = BUYER,
) -> PurchaseOrder:  # fmt: skip
    """A draft with one line of the item, one schedule line per quantity, a week apart."""
    schedule = [
        NewSchedule(Decimal(q), today() + timedelta(days=days + 7 * i)) for i, q in enumerate(quantities)
    ]
    with acting_as(actor.enterprise_id):
        return purchase_order_create(
            actor=actor,
            partnership_id=pair.id,
            ship_to_site_id=pair.buyer.site_id,
            lines=[NewLine(item.id, schedule, price)],
        )


def sent(quantities: Sequence[Decimal | int] = (1200,), **options: object) -> PurchaseOrder:
    """The same, sent."""
    order = draft(quantities, **options)  # type: ignore[arg-type]
    actor = options.get("actor", BUYER)
    assert isinstance(actor, Actor)
    with acting_as(actor.enterprise_id):
        return purchase_order_send(actor=actor, order_id=order.id, version=order.version)


def lines_of(order: PurchaseOrder, actor: Actor = BUYER) -> list[ScheduleLine]:
    """The order's schedule lines as the actor sees them, in their order."""
    with acting_as(actor.enterprise_id):
        rows = ScheduleLine.objects.filter(order_id=order.id).select_related("line", "order__partnership")
        return list(rows.order_by("line_number", "number"))


def fresh(line: ScheduleLine, actor: Actor = BUYER) -> ScheduleLine:
    """The line as it stands now."""
    with acting_as(actor.enterprise_id):
        return ScheduleLine.objects.select_related("line", "order__partnership").get(id=line.id)


def answer(
    line: ScheduleLine, kind: AnswerKind = AnswerKind.ACCEPT, actor: Actor = SALES, **values: object
) -> AnswerResult:
    """The supplier's answer to one line at its present version."""
    given = Answer(line.id, values.pop("version", line.version), kind, **values)  # type: ignore[arg-type]
    with acting_as(actor.enterprise_id):
        return schedule_lines_answer(actor=actor, answers=[given])[0]


def confirmed(quantity: Decimal | int = 1200, **options: object) -> ScheduleLine:
    """A schedule line confirmed in full on its requested day."""
    line = lines_of(sent([quantity], **options))[0]
    result = answer(line)
    assert result.error is None
    return fresh(line)


def departed(line: ScheduleLine, quantity: Decimal | int, lot: str = "L-1") -> object:
    """A ship notice over so much of the line, on its way."""
    with acting_as(SALES.enterprise_id):
        asn = asn_create(
            actor=SALES, partnership_id=world.LEADER_FIRST.id, ship_to_site_id=world.LEADER.site_id,
            lines=[AsnLineInput(line.id, Decimal(quantity), lot)],
        )  # fmt: skip
        return asn_depart(actor=SALES, asn_id=asn.id, version=asn.version)


def received(asn: object, accepted: Decimal | int, **counts: Decimal) -> object:
    """The buyer's receipt of a notice with one line."""
    with acting_as(RECEIVER.enterprise_id):
        line = asn.lines.get()  # type: ignore[attr-defined]
        return goods_receipt_post(
            actor=RECEIVER, asn_id=asn.id, version=asn.version,  # type: ignore[attr-defined]
            lines=[ReceiptLineInput(line.id, Decimal(accepted), **counts)],
        )  # fmt: skip


def in_days(days: int) -> date:
    """A day from today."""
    return today() + timedelta(days=days)
