"""The stage of the isolation tests: over the committed world, every pair trades in every state.

Each firm leaves something of every kind behind: drafts, orders in every state, answers not sent, private notes,
ship notices that have not left, receipts, stock, bills of material, imports, exports, views, tokens, sessions,
notifications, and a sealed audit trail. Texts and prices carry the pair's name, so that a leak can be seen.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import P, permissions_of
from accounts.roles import Role
from audit.sealing import seal_pending
from common.clock import today
from common.ids import new_id
from events.relay import relay_once
from orders.models import NumberSeries, ScheduleLine
from orders.services import answers, changes, notes, production, purchase_orders, receipts, shipping
from orders.services.numbering import LEAST_DIGITS, NOTICE, ORDER, RECEIPT
from orders.services.order_inputs import NewLine, NewSchedule
from orders.states import AnswerKind
from tenancy.context import acting_as, system_access
from tests import world
from tests.isolation import (
    sharing,
    stage_bands,
    stage_demand,
    stage_forecasts,
    stage_market,
    stage_network,
    stage_plans,
    stage_questions,
)

# Prices that occur nowhere else, by pair.
PRICES = {
    world.LEADER_FIRST.id: "311.17",
    world.LEADER_SECOND.id: "309.23",
    world.OTHER_FIRST.id: "297.31",
    world.OTHER_THIRD.id: "296.41",
}
STOCKED = {world.LEADER: (world.STATOR, world.ROTOR), world.OTHER: (world.OTHER_STATOR, world.OTHER_STATOR)}


def everything(firm: world.Firm) -> Actor:
    """Somebody of the firm who holds every permission: what he cannot see, nobody of the firm can."""
    return holding(firm, *Role, permissions=frozenset(P))


def holding(firm: world.Firm, *roles: Role, permissions: frozenset[P] | None = None) -> Actor:
    """Somebody of the firm with these roles, whether the world has such a person or not."""
    found: Any = world.actor(
        firm,
        firm.roles[0],
        roles=frozenset(roles),
        permissions=permissions_of(roles) if permissions is None else permissions,
    )
    return found


class Trade:
    """What one pair has going on. `buyer` and `seller` hold every permission."""

    def __init__(self, pair: world.Pair) -> None:
        self.pair = pair
        self.buyer, self.seller = everything(pair.buyer), everything(pair.supplier)
        self.mark = f"{pair.buyer.key}-{pair.supplier.key}"

    def draft(self, *quantities: int) -> Any:
        """A draft with one line and a schedule line per quantity."""
        item = STOCKED[self.pair.buyer][0]
        schedule = [
            NewSchedule(Decimal(q), today() + timedelta(days=20 + 7 * i)) for i, q in enumerate(quantities)
        ]
        with acting_as(self.pair.buyer.id):
            return purchase_orders.purchase_order_create(
                actor=self.buyer,
                partnership_id=self.pair.id,
                ship_to_site_id=self.pair.buyer.site_id,
                lines=[NewLine(item.id, schedule, Decimal(PRICES[self.pair.id]))],
                note=f"order note of {self.mark}",
                external_reference=f"REF-{self.mark}-{new_id().hex[:6]}",
            )

    def sent(self, *quantities: int) -> Any:
        order = self.draft(*quantities)
        with acting_as(self.pair.buyer.id):
            return purchase_orders.purchase_order_send(
                actor=self.buyer, order_id=order.id, version=order.version
            )

    def lines(self, order: Any) -> list[ScheduleLine]:
        with acting_as(self.pair.buyer.id):
            return list(ScheduleLine.objects.filter(order_id=order.id).order_by("line_number", "number"))

    def answer(self, line: ScheduleLine, kind: AnswerKind = AnswerKind.ACCEPT, **values: Any) -> Any:
        given = answers.Answer(line.id, line.version, kind, **values)
        with acting_as(self.pair.supplier.id):
            result = answers.schedule_lines_answer(actor=self.seller, answers=[given])[0]
        assert result.error is None, result.error.message()
        return result

    def planned(self, line: ScheduleLine, quantity: int) -> Any:
        with acting_as(self.pair.supplier.id):
            return shipping.asn_create(
                actor=self.seller,
                partnership_id=self.pair.id,
                ship_to_site_id=self.pair.buyer.site_id,
                lines=[shipping.AsnLineInput(line.id, Decimal(quantity), f"LOT-{self.mark}")],
                carrier_name=f"carrier of {self.mark}",
            )

    def departed(self, line: ScheduleLine, quantity: int) -> Any:
        asn = self.planned(line, quantity)
        with acting_as(self.pair.supplier.id):
            return shipping.asn_depart(actor=self.seller, asn_id=asn.id, version=asn.version)

    def received(self, asn: Any, accepted: int) -> Any:
        with acting_as(self.pair.buyer.id):
            line = asn.lines.get()
            counted = receipts.ReceiptLineInput(
                line.id, Decimal(accepted), note=f"receipt note of {self.mark}"
            )
            return receipts.goods_receipt_post(
                actor=self.buyer, asn_id=asn.id, version=asn.version, lines=[counted]
            )

    def confirmed(self, quantity: int) -> ScheduleLine:
        line = self.lines(self.sent(quantity))[0]
        return self.answer(line).schedule_lines[0]

    def notes(self, order: Any) -> None:
        for actor, firm in ((self.buyer, self.pair.buyer), (self.seller, self.pair.supplier)):
            with acting_as(firm.id):
                notes.private_note_save(
                    actor=actor, order_id=order.id, text=f"secret of {firm.key} about {self.mark}"
                )


def trade(pair: world.Pair) -> None:
    """Every state of an order, once."""
    going = Trade(pair)
    going.draft(110)
    going.notes(going.sent(120, 130))
    seen = going.sent(140)
    with acting_as(pair.supplier.id):
        purchase_orders.purchase_order_mark_seen(actor=going.seller, order_id=seen.id)
        answers.answer_draft_save(
            actor=going.seller,
            schedule_line_id=going.lines(seen)[0].id,
            content={
                "kind": "REJECT",
                "parts": [],
                "reason_code": "CAPACITY",
                "note": f"unsent of {going.mark}",
            },
        )
    late = today() + timedelta(days=33)
    countered = going.lines(going.sent(150))[0]
    going.answer(
        countered, AnswerKind.COUNTER, date=late, reason_code="MATERIAL", note=f"counter of {going.mark}"
    )
    short = going.lines(going.sent(160))[0]
    going.answer(
        short,
        AnswerKind.SPLIT,
        parts=[answers.Part(Decimal(90), short.requested_date)],
        reason_code="CAPACITY",
    )
    going.answer(going.lines(going.sent(170))[0], AnswerKind.REJECT, reason_code="NOT_MADE")
    making = going.confirmed(180)
    with acting_as(pair.supplier.id):
        production.production_report(
            actor=going.seller, schedule_line_id=making.id, version=making.version, percent=40
        )
    asked = going.confirmed(190)
    with acting_as(pair.buyer.id):
        changes.schedule_lines_cancel(
            actor=going.buyer,
            items=[changes.LineItem(asked.id, asked.version, "DEMAND_CHANGE", f"why {going.mark}")],
        )
    going.planned(going.confirmed(200), 100)
    going.departed(going.confirmed(210), 210)
    going.received(going.departed(going.confirmed(220), 220), 215)


def _own_things(firm: world.Firm) -> None:
    """What a firm keeps for itself: bills of material, saved views."""
    from accounts.services.saved_views import saved_view_save
    from suppliers.models import BomLine, Item

    with acting_as(firm.id, everything(firm).user_id):
        saved_view_save(
            actor=everything(firm),
            list_name="SCHEDULE_LINES",
            name=f"view of {firm.key}",
            content={"of": firm.key},
        )
        chain_id = world.OTHER_CHAIN if firm in (world.OTHER, world.THIRD) else world.CHAIN
        Item.objects.create(
            chain_id=chain_id, enterprise_id=firm.id, number=f"OWN-{firm.key}", name=f"item of {firm.key}", unit="KGM",
            category=f"category of {firm.key}",
        )  # fmt: skip
        own = list(Item.objects.filter(enterprise_id=firm.id).order_by("number"))
        if len(own) > 1:
            BomLine.objects.create(
                chain_id=own[0].chain_id, enterprise_id=firm.id, parent=own[0], component=own[1],
                quantity_per=Decimal("2.125") + firm.number,
            )  # fmt: skip


def _files(firm: world.Firm) -> None:
    """An upload, an import checked and not committed, and an export that is done."""
    from exchange.pipeline.exporter import export_run
    from exchange.services.exports import export_open
    from tests.exchange import steps

    actor = everything(firm)
    with acting_as(firm.id, actor.user_id):
        rows = [
            ["物料编码", "物料名称", "单位"],
            [f"NEW-{firm.key}", f"part of {firm.key}", "件"],
            ["", "x", "?"],
        ]
        steps.checked(actor, rows, "suppliers.items", name=f"items of {firm.key}.csv")
        run = export_open(actor=actor, kind="ITEMS")
        export_run(actor=actor, run=run)


def _memories(firm: world.Firm) -> None:
    """What the hub remembers for a firm: answers given, headers read, rows taken in, a price break."""
    from api.models import IdempotencyKey
    from common.clock import now
    from exchange.models import ColumnMapping, ImportedRow
    from suppliers.models import PriceBreak, SourceOption

    person = everything(firm).user_id
    with acting_as(firm.id, person):
        IdempotencyKey.objects.create(
            enterprise_id=firm.id, user=person, mutation="itemCreate", key=f"key of {firm.key}", fingerprint="f" * 64,
            answer={"of": firm.key}, created_at=now(),
        )  # fmt: skip
        ColumnMapping.objects.create(
            enterprise_id=firm.id, kind="suppliers.items", words={firm.key: "number"}
        )
        ImportedRow.objects.create(
            enterprise_id=firm.id, kind="suppliers.items", key=f"row of {firm.key}", subject_id=new_id()
        )
        source = SourceOption.objects.filter(enterprise_id=firm.id).first()
        if source is not None:
            PriceBreak.objects.create(
                chain_id=source.chain_id, enterprise_id=firm.id, source_option=source, from_quantity=Decimal(1000),
                unit_price=Decimal("211.03") + firm.number,
            )  # fmt: skip


def _gate(firm: world.Firm) -> None:
    """A token and a session of the firm's first person."""
    from accounts.models import ApiToken, Session
    from common.clock import now

    person = everything(firm)
    times = {"created_at": now(), "expires_at": now() + timedelta(hours=1)}
    with system_access("test"):
        ApiToken.objects.create(
            enterprise_id=firm.id, user_id=person.user_id, name=f"token of {firm.key}", prefix=f"lw_{firm.key[:6]}",
            token_hash=new_id().hex * 2, scopes=["ORDER_READ"], **times,
        )  # fmt: skip
        Session.objects.create(
            key_hash=new_id().hex * 2, user_id=person.user_id, enterprise_id=firm.id, last_seen_at=now(),
            agent=f"browser of {firm.key}", **times,
        )  # fmt: skip


def relay() -> None:
    """Everything that happened reaches its streams, its people and the sealed trail."""
    with system_access("event-relay"):
        while relay_once().events:
            pass
        relay_once()
    with system_access("audit-seal"):
        seal_pending(everything=True)


def build() -> None:
    """Set the stage once; needs a committed database and a folder for files."""
    for pair in world.PAIRS:
        trade(pair)
        stage_forecasts.forecast(pair, everything(pair.buyer), everything(pair.supplier))
        sharing.share(pair)
        stage_bands.replenish(pair)
    stage_market.build()
    stage_questions.questions()
    stage_plans.plans()
    stage_demand.demand()
    stage_network.build()
    for firm in world.FIRMS:
        _own_things(firm)
        _files(firm)
        _memories(firm)
        _gate(firm)
        _number_on(firm)
    relay()


def _number_on(firm: world.Firm) -> None:
    """New documents get longer numbers than those on the stage: by chance two firms may use the same ones."""
    with acting_as(firm.id):
        for prefix in (ORDER, NOTICE, RECEIPT):
            NumberSeries.objects.update_or_create(
                enterprise_id=firm.id, prefix=prefix, period=today().strftime("%y%m"),
                defaults={"last_number": 10**LEAST_DIGITS},
            )  # fmt: skip


def random_id() -> UUID:
    return new_id()
