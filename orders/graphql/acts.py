"""Which acts a reader can begin now: the domain's moves × the side × the reader's rights.

The services decide again; this only keeps buttons away that would be refused. Permissions count even while the
second factor is missing: the act itself then asks for it.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from orders.models import AdvanceShipNotice, ChangeProposal, PurchaseOrder, ScheduleLine
from orders.states import (
    PROMISED,
    UNANSWERED,
    Action,
    AsnAction,
    AsnStatus,
    ScheduleStatus,
    Side,
    allowed_actions,
    asn_actions,
)


class LineActs(StrEnum):
    """Acts open to me on a schedule line now."""

    ANSWER = "ANSWER"
    COUNTER = "COUNTER"
    PROMISE_BACKORDER = "PROMISE_BACKORDER"
    WITHDRAW_REJECTION = "WITHDRAW_REJECTION"
    DECIDE = "DECIDE"
    WITHDRAW = "WITHDRAW"
    REPORT_PRODUCTION = "REPORT_PRODUCTION"
    SHIP = "SHIP"
    CHANGE = "CHANGE"
    CANCEL = "CANCEL"
    CANCEL_BACKORDER = "CANCEL_BACKORDER"
    INSPECT = "INSPECT"
    SETTLE = "SETTLE"
    CLOSE = "CLOSE"
    REMIND = "REMIND"


class OrderActs(StrEnum):
    """Acts open to me on an order as a whole now."""

    UPDATE_DRAFT = "UPDATE_DRAFT"
    SEND = "SEND"
    DISCARD = "DISCARD"
    MARK_SEEN = "MARK_SEEN"
    ANSWER = "ANSWER"
    DECIDE = "DECIDE"
    CANCEL = "CANCEL"
    REMIND = "REMIND"
    CREATE_ASN = "CREATE_ASN"


class NoticeActs(StrEnum):
    """Acts open to me on a ship notice now."""

    PACK = "PACK"
    DEPART = "DEPART"
    ARRIVE = "ARRIVE"
    RECEIVE = "RECEIVE"
    CANCEL = "CANCEL"


ScheduleLineAct = graphene.Enum.from_enum(LineActs, name="ScheduleLineAct", description=LineActs.__doc__)
PurchaseOrderAct = graphene.Enum.from_enum(OrderActs, name="PurchaseOrderAct", description=OrderActs.__doc__)
AsnAct = graphene.Enum.from_enum(NoticeActs, name="AsnAct", description=NoticeActs.__doc__)

_NEEDS: Mapping[LineActs, P] = {
    LineActs.ANSWER: P.ORDER_ANSWER,
    LineActs.COUNTER: P.ORDER_ANSWER,
    LineActs.PROMISE_BACKORDER: P.ORDER_ANSWER,
    LineActs.WITHDRAW_REJECTION: P.ORDER_ANSWER,
    LineActs.DECIDE: P.ORDER_DECIDE,
    LineActs.REPORT_PRODUCTION: P.ASN_WRITE,
    LineActs.SHIP: P.ASN_WRITE,
    LineActs.CHANGE: P.ORDER_SEND,
    LineActs.CANCEL: P.ORDER_CANCEL,
    LineActs.CANCEL_BACKORDER: P.ORDER_CANCEL,
    LineActs.INSPECT: P.RECEIPT_WRITE,
    LineActs.SETTLE: P.ORDER_DECIDE,
    LineActs.CLOSE: P.ORDER_CANCEL,
}
_SIMPLE: Mapping[Action, LineActs] = {
    Action.RECONSIDER: LineActs.WITHDRAW_REJECTION,
    Action.PRODUCE: LineActs.REPORT_PRODUCTION,
    Action.SHIP_PART: LineActs.SHIP,
    Action.CHANGE: LineActs.CHANGE,
    Action.CANCEL: LineActs.CANCEL,
    Action.CANCEL_REST: LineActs.CANCEL_BACKORDER,
    Action.INSPECT: LineActs.INSPECT,
    Action.SETTLE: LineActs.SETTLE,
    Action.CLOSE: LineActs.CLOSE,
}


def _side(actor: Actor, document: PurchaseOrder | ScheduleLine | AdvanceShipNotice) -> Side:
    return Side.BUYER if document.buyer_id == actor.enterprise_id else Side.SUPPLIER


def _may(actor: Actor, side: Side, act: LineActs) -> bool:
    """Whether the actor holds the right the act needs on that side."""
    if act is LineActs.REMIND:
        return (P.ORDER_WRITE if side is Side.BUYER else P.ASN_WRITE) in actor.permissions
    if act is LineActs.WITHDRAW:
        return (P.ORDER_WRITE if side is Side.BUYER else P.ORDER_ANSWER) in actor.permissions
    return _NEEDS[act] in actor.permissions


def _line_moves(side: Side, line: ScheduleLine) -> set[LineActs]:
    """What the table of moves opens to the side, before rights."""
    status, moves = ScheduleStatus(line.status), set(allowed_actions(ScheduleStatus(line.status), side))
    found = {act for action, act in _SIMPLE.items() if action in moves}
    if side is Side.SUPPLIER and status in UNANSWERED:
        found.add(LineActs.ANSWER)
    if side is Side.SUPPLIER and status in PROMISED and Action.COUNTER in moves:
        found.add(LineActs.COUNTER)
    if side is Side.SUPPLIER and status is ScheduleStatus.PART_CONFIRMED and line.backordered_quantity > 0:
        found.add(LineActs.PROMISE_BACKORDER)
    if side is Side.BUYER and status in PROMISED:
        found |= {LineActs.CHANGE, LineActs.CANCEL}
    if line.confirmed_quantity <= line.shipped_quantity:
        found.discard(LineActs.SHIP)
    if line.turn == side.other.value:
        found.add(LineActs.REMIND)
    return found


def schedule_line_acts(actor: Actor, line: ScheduleLine, proposal: ChangeProposal | None) -> list[LineActs]:
    """The acts open to the actor on a line whose open proposal, if any, is given."""
    side = _side(actor, line)
    found = _line_moves(side, line)
    if proposal is not None:
        found.add(LineActs.DECIDE if proposal.side == side.other.value else LineActs.WITHDRAW)
    return [act for act in LineActs if act in found and _may(actor, side, act)]


def order_acts(actor: Actor, order: PurchaseOrder, lines: Iterable[ScheduleLine]) -> list[OrderActs]:
    """The acts open to the actor on an order with these schedule lines."""
    side, rights = _side(actor, order), actor.permissions
    found: set[OrderActs] = set()
    parts = list(lines)
    if side is Side.BUYER and order.status == ScheduleStatus.DRAFT.value:
        if P.ORDER_WRITE in rights:
            found |= {OrderActs.UPDATE_DRAFT, OrderActs.DISCARD}
        if P.ORDER_SEND in rights and parts:
            found.add(OrderActs.SEND)
        return [act for act in OrderActs if act in found]
    open_acts: set[LineActs] = set()
    for part in parts:
        open_acts |= {act for act in _line_moves(side, part) if _may(actor, side, act)}
    for name in ("ANSWER", "CANCEL", "REMIND"):
        if LineActs(name) in open_acts:
            found.add(OrderActs(name))
    if LineActs.SHIP in open_acts:
        found.add(OrderActs.CREATE_ASN)
    if any(part.status == ScheduleStatus.COUNTERED.value and part.turn == side.value for part in parts):
        found |= {OrderActs.DECIDE} if P.ORDER_DECIDE in rights else set()
    if side is Side.SUPPLIER and any(part.status == ScheduleStatus.SENT.value for part in parts):
        found.add(OrderActs.MARK_SEEN)
    return [act for act in OrderActs if act in found]


_SUPPLIERS = frozenset({AsnAction.PACK, AsnAction.DEPART, AsnAction.CANCEL})


def asn_acts(actor: Actor, asn: AdvanceShipNotice) -> list[NoticeActs]:
    """The acts open to the actor on a ship notice."""
    is_supplier = _side(actor, asn) is Side.SUPPLIER
    found = []
    for action in asn_actions(AsnStatus(asn.status)):
        needed = P.ASN_WRITE if action in _SUPPLIERS else P.RECEIPT_WRITE
        if (action in _SUPPLIERS) == is_supplier and needed in actor.permissions:
            found.append(NoticeActs(action.value))
    return found
