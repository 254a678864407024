"""The order life of the demo chain, lived through the services as real users would, at the times it happened."""

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.actor import Actor
from accounts.gate import actor_for
from common import clock
from demo.directory import Directory
from demo.people import login_of
from demo.trade import Market, Offer
from orders.models import AsnLine, ChangeProposal, PurchaseOrder, ScheduleLine
from orders.services.answers import Answer, Part, schedule_lines_answer
from orders.services.backorders import backorder_promise
from orders.services.changes import (
    LineItem,
    schedule_lines_cancel,
    schedule_lines_close,
    schedule_lines_inspect,
    schedule_lines_settle,
)
from orders.services.order_inputs import NewLine, NewSchedule
from orders.services.production import production_report
from orders.services.proposals import Decision, proposals_decide
from orders.services.purchase_orders import (
    purchase_order_create,
    purchase_order_mark_seen,
    purchase_order_send,
)
from orders.services.receipts import ReceiptLineInput, goods_receipt_post
from orders.services.shipping import AsnLineInput, asn_arrive, asn_create, asn_depart
from orders.states import AnswerKind, DecisionKind, Reason, ScheduleStatus
from tenancy.context import acting_as

RECEIVERS = {"leader": "logistics", "leader2": "logistics"}
ZONE = ZoneInfo("Asia/Shanghai")
LATE_REASONS = (Reason.MATERIAL, Reason.CAPACITY, Reason.TOOLING)
PLATES = ("渝A·6T291", "渝B·9K058", "渝D·2H713", "渝G·5N460", "渝C·7Q182", "渝A·3M907")
CARRIERS = ("渝捷联运", "巴江快运", "山城货运")
PROMISED = (ScheduleStatus.CONFIRMED, ScheduleStatus.PART_CONFIRMED, ScheduleStatus.IN_PRODUCTION)

# How far an order has come: least and most age in days, fate, weight.
FATES: tuple[tuple[int, int, str, int], ...] = (
    (0, 6, "draft", 1), (0, 1, "sent", 9), (0, 2, "seen", 6), (1, 9, "answered", 9), (5, 16, "producing", 8),
    (12, 30, "shipped", 6), (15, 60, "received", 6), (20, 60, "inspected", 3), (26, 60, "settled", 3),
    (30, 60, "closed", 5), (3, 20, "cancelled", 1),
)  # fmt: skip
STAGES = (
    "draft", "sent", "seen", "answered", "producing", "shipped", "received", "inspected", "settled", "closed",
)  # fmt: skip
FORGOTTEN = 0.03


@dataclass(frozen=True)
class Desk:
    """The people of a trading pair, and what they trade. Who orders does not receive."""

    buyer: Actor
    receiver: Actor
    supplier: Actor
    partnership_id: UUID
    site_id: UUID
    offers: Sequence[Offer]


def lateness(supplier: str, dice: random.Random) -> int:
    """Days a delivery of the supplier leaves after the promised day: each has a punctuality of its own."""
    punctuality = 0.80 + zlib.crc32(supplier.encode()) % 17 / 100
    return dice.choice((-1, -1, 0)) if dice.random() < punctuality else dice.choice((1, 1, 2, 4))


@contextmanager
def _by(actor: Actor, moment: datetime) -> Iterator[None]:
    with clock.at(min(moment, clock.now())), acting_as(actor.enterprise_id, actor.user_id):
        yield


def desks(directory: Directory, market: Market) -> list[Desk]:
    """One desk for each partnership that has something to trade."""
    made = []
    for (buyer, supplier), offers in market.offers.items():
        if not offers:
            continue
        code = {"leader": "D" if offers[0].number.startswith("ED") else "A", "leader2": "M"}.get(buyer, "P1")
        made.append(
            Desk(
                buyer=actor_for(login_of(buyer, "buyer")),
                receiver=actor_for(login_of(buyer, RECEIVERS.get(buyer, "warehouse"))),
                supplier=actor_for(login_of(supplier, "sales")),
                partnership_id=market.partnerships[buyer, supplier].id,
                site_id=directory.sites[buyer, code],
                offers=offers,
            )
        )
    return made


class OrderStory:
    """One order from its draft to where its fate leaves it."""

    def __init__(self, desk: Desk, dice: random.Random, born: datetime) -> None:
        self._desk, self._dice, self._born = desk, dice, born
        self._age = clock.now() - born
        self._order: PurchaseOrder

    def live(self, fate: str) -> None:
        """Run every stage up to `fate`; a stage's own accidents may leave single lines behind."""
        with acting_as(self._desk.buyer.enterprise_id):
            self._run(fate)

    def _run(self, fate: str) -> None:
        self._draft()
        last = STAGES.index("seen" if fate == "cancelled" else fate)
        acts: list[Callable[[], None]] = [
            self._send, self._see, self._answer, self._produce, self._ship, self._receive, self._inspect, self._settle,
            self._close,
        ]  # fmt: skip
        for act in acts[:last]:
            act()
        # What falls due while an order is being made leaves and arrives like any other.
        if fate in ("producing", "shipped"):
            self._ship()
            self._receive(before=clock.now() - timedelta(hours=10))
        if fate == "cancelled":
            self._cancel()
            self._answer()

    def _at(self, days: float) -> datetime:
        return self._born + timedelta(days=days, minutes=self._dice.randint(0, 200))

    def _draft(self) -> None:
        dice, desk = self._dice, self._desk
        chosen = dice.sample(list(desk.offers), k=min(len(desk.offers), dice.randint(3, 7)))
        with _by(desk.buyer, self._at(0)):
            self._order = purchase_order_create(
                actor=desk.buyer, partnership_id=desk.partnership_id, ship_to_site_id=desk.site_id,
                lines=[NewLine(item_id=o.item_id, schedule=self._schedule(o)) for o in chosen],
            )  # fmt: skip

    def _schedule(self, offer: Offer) -> list[NewSchedule]:
        start = self._born.astimezone(ZONE).date() + timedelta(
            days=offer.lead_days + self._dice.randint(4, 9)
        )
        parts = []
        for number in range(self._dice.choice((1, 1, 2, 3))):
            day = start + timedelta(days=7 * number)
            quantity = max(offer.moq, offer.usual * self._dice.choice((1, 1, 2)) / 2)
            quantity = (quantity // offer.multiple or 1) * offer.multiple
            parts.append(
                NewSchedule(quantity=quantity, requested_date=day + timedelta(days=-(day.weekday() == 6)))
            )
        return parts

    def _send(self) -> None:
        with _by(self._desk.buyer, self._at(0.1)):
            self._order = purchase_order_send(
                actor=self._desk.buyer, order_id=self._order.id, version=self._order.version
            )

    def _see(self) -> None:
        with _by(self._desk.supplier, self._at(0.4)):
            purchase_order_mark_seen(actor=self._desk.supplier, order_id=self._order.id)

    def _lines(self, *statuses: ScheduleStatus) -> list[ScheduleLine]:
        found = ScheduleLine.objects.filter(order_id=self._order.id).select_related("line")
        if statuses:
            found = found.filter(status__in=[s.value for s in statuses])
        return list(found.order_by("line__number", "number"))

    def _answer(self) -> None:
        desk = self._desk
        with _by(desk.supplier, self._at(0.8)):
            answers = [self._one_answer(line) for line in self._lines(ScheduleStatus.SEEN)]
            schedule_lines_answer(actor=desk.supplier, answers=answers)
        with _by(desk.buyer, self._at(1.6)):
            self._decide()

    def _one_answer(self, line: ScheduleLine) -> Answer:
        chance, quantity, wanted = self._dice.random(), line.ordered_quantity, line.requested_date
        answer = Answer(schedule_line_id=line.id, version=line.version, kind=AnswerKind.ACCEPT)
        half = (quantity / 2).to_integral_value()
        reason = self._dice.choice(LATE_REASONS)
        if chance < 0.78:
            return answer
        if chance < 0.84:
            parts = [Part(half, wanted), Part(quantity - half, wanted + timedelta(days=1))]
            return replace(answer, kind=AnswerKind.SPLIT, parts=parts)
        if chance < 0.89:
            return replace(answer, kind=AnswerKind.SPLIT, parts=[Part(half, wanted)], reason_code=reason)
        if chance < 0.97:
            late = wanted + timedelta(days=self._dice.randint(3, 8))
            note = self._dice.choice(("漆包线到料延迟", "模具本周保养", "周末无班次", ""))
            return replace(
                answer, kind=AnswerKind.COUNTER, quantity=quantity, date=late, reason_code=reason, note=note
            )
        return replace(answer, kind=AnswerKind.REJECT, reason_code=Reason.CAPACITY)

    def _decide(self) -> None:
        """The buyer decides on most counters and lets rejected lines go; fresh ones still wait."""
        desk = self._desk
        if self._age < timedelta(days=4):
            return
        found = ChangeProposal.objects.filter(order_id=self._order.id, status="OPEN").select_related(
            "schedule_line"
        )
        decisions = [
            Decision(
                proposal_id=p.id, version=p.schedule_line.version,
                kind=DecisionKind.ACCEPT if self._dice.random() < 0.85 else DecisionKind.DECLINE,
            )
            for p in found
        ]  # fmt: skip
        if decisions:
            proposals_decide(actor=desk.buyer, decisions=decisions)
        self._settle_rest()
        self._on_all(ScheduleStatus.REJECTED, schedule_lines_close, desk.buyer, 5)

    def _settle_rest(self) -> None:
        """What was declined is taken as asked after all, and open rests get a day, unless they are fresh."""
        desk = self._desk
        with _by(desk.supplier, self._at(2.4)):
            again = [
                Answer(schedule_line_id=line.id, version=line.version, kind=AnswerKind.ACCEPT)
                for line in self._lines(ScheduleStatus.SEEN)
            ]
            if again:
                schedule_lines_answer(actor=desk.supplier, answers=again)
            for line in self._lines(ScheduleStatus.PART_CONFIRMED):
                if self._dice.random() < 0.7 or self._age > timedelta(days=9):
                    day = line.requested_date + timedelta(days=self._dice.randint(4, 10))
                    parts = [Part(line.backordered_quantity, max(day, clock.today() + timedelta(days=1)))]
                    backorder_promise(
                        actor=desk.supplier, schedule_line_id=line.id, version=line.version, parts=parts
                    )

    def _produce(self) -> None:
        """Reports of what is made for the coming two weeks."""
        desk, today = self._desk, clock.today()
        for line in self._lines(ScheduleStatus.CONFIRMED):
            due = line.confirmed_date or line.requested_date
            if not today + timedelta(days=2) < due <= today + timedelta(days=14):
                continue
            with _by(desk.supplier, self._at(4)):
                percent = self._dice.choice((40, 60, 86, 100))
                production_report(
                    actor=desk.supplier, schedule_line_id=line.id, version=line.version, percent=percent
                )

    def _ship(self) -> None:
        """One load a day for what falls due, as punctual as this supplier is; now and then a line is forgotten."""
        desk, dice = self._desk, self._dice
        loads: dict[date, list[ScheduleLine]] = {}
        for line in self._lines(*PROMISED):
            day, rest = line.confirmed_date, line.confirmed_quantity - line.shipped_quantity
            if day and rest and day <= clock.today() + timedelta(days=2) and dice.random() > FORGOTTEN:
                loads.setdefault(day, []).append(line)
        for day, lines in loads.items():
            slip = lateness(desk.supplier.login, dice)
            leaves = datetime.combine(
                day + timedelta(days=slip), time(dice.randint(6, 14), dice.randint(0, 59)), ZONE
            )
            if leaves > clock.now() + timedelta(days=1):
                continue
            with _by(desk.supplier, leaves):
                asn = asn_create(
                    actor=desk.supplier, partnership_id=desk.partnership_id, ship_to_site_id=desk.site_id,
                    lines=[self._packed(x, day.isoformat()) for x in lines],
                    vehicle_plate=dice.choice(PLATES), carrier_name=dice.choice(CARRIERS),
                    estimated_arrival_at=min(leaves, clock.now()) + timedelta(hours=dice.randint(2, 7)),
                )  # fmt: skip
                asn_depart(actor=desk.supplier, asn_id=asn.id, version=asn.version)

    def _packed(self, line: ScheduleLine, day: str) -> AsnLineInput:
        rest = line.confirmed_quantity - line.shipped_quantity
        return AsnLineInput(line.id, rest, self._lot(day), self._dice.randint(2, 8))

    def _lot(self, day: str) -> str:
        return f"L{day[2:].replace('-', '')}-{self._dice.choice('ABC')}"

    def _receive(self, before: datetime | None = None) -> None:
        """Receive what is on the way, or of it what should have come before a moment."""
        desk, dice = self._desk, self._dice
        found = AsnLine.objects.filter(order_id=self._order.id).select_related("asn")
        notices = {line.asn.id: line.asn for line in found if line.asn.status == "departed"}
        for asn in notices.values():
            comes = (asn.estimated_arrival_at or clock.now()) + timedelta(minutes=dice.randint(-40, 180))
            if before and comes > before:
                continue
            with _by(desk.receiver, comes):
                arrived = asn_arrive(actor=desk.receiver, asn_id=asn.id, version=asn.version)
                lines = [self._counted(line) for line in AsnLine.objects.filter(asn_id=asn.id)]
                goods_receipt_post(actor=desk.receiver, asn_id=asn.id, version=arrived.version, lines=lines)

    def _counted(self, line: AsnLine) -> ReceiptLineInput:
        damaged = Decimal(self._dice.choice((0,) * 60 + (2, 6))) if line.quantity >= 100 else Decimal(0)
        short = Decimal(self._dice.choice((0,) * 60 + (5, 20))) if line.quantity >= 100 else Decimal(0)
        return ReceiptLineInput(
            asn_line_id=line.id, accepted=line.quantity - damaged - short, damaged=damaged, short=short,
            note="外箱压损" if damaged else "",
        )  # fmt: skip

    def _on_all(self, status: ScheduleStatus, act: Callable[..., object], actor: Actor, days: float) -> None:
        lines = self._lines(status)
        if lines:
            with _by(actor, self._at(days)):
                act(actor=actor, items=[LineItem(x.id, x.version) for x in lines])

    def _inspect(self) -> None:
        self._on_all(ScheduleStatus.RECEIVED, schedule_lines_inspect, self._desk.receiver, 23)

    def _settle(self) -> None:
        self._on_all(ScheduleStatus.INSPECTED, schedule_lines_settle, self._desk.buyer, 31)

    def _close(self) -> None:
        self._on_all(ScheduleStatus.SETTLED, schedule_lines_close, self._desk.buyer, 35)

    def _cancel(self) -> None:
        lines = self._lines(ScheduleStatus.SEEN)[:2]
        if lines:
            with _by(self._desk.buyer, self._at(3)):
                items = [LineItem(x.id, x.version, Reason.DEMAND_CHANGE, "机型切换") for x in lines]
                schedule_lines_cancel(actor=self._desk.buyer, items=items)


def fate_at(age: int, dice: random.Random) -> str:
    """How far an order of `age` days has come."""
    reachable = [(fate, weight) for least, most, fate, weight in FATES if least <= age <= most]
    fates, weights = zip(*reachable, strict=True)
    return str(dice.choices(fates, weights)[0])
