"""Simulated partners: ordinary API clients that keep the demo chain moving while one looks.

Each turn one partner does what waits for it: a supplier answers, reports production or ships; the second buyer
desk of the leader decides on counters and receives. Never for supplier01, whose desk is left to the visitor.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from common.clock import now, today
from demo import documents as d
from demo.participant import Participant, Refused

Say = Callable[[str], None]
Node = dict[str, Any]
LATE_REASONS = ("MATERIAL", "CAPACITY", "TOOLING")
PLATES = ("渝A·6T291", "渝B·9K058", "渝D·2H713", "渝G·5N460", "渝C·7Q182", "渝A·3M907")
CARRIERS = ("渝捷联运", "巴江快运", "山城货运")
# Of the turns, how many go into stock and capacity instead of orders.
FIGURES_SHARE = 0.2


def _nodes(connection: Node) -> list[Node]:
    return [edge["node"] for edge in connection["edges"]]


class SupplierDesk:
    """A supplier's sales desk: one act a turn."""

    def __init__(self, who: Participant, dice: random.Random, say: Say) -> None:
        self.who, self._dice, self._say = who, dice, say

    async def sign_in(self) -> None:
        await self.who.sign_in()

    async def turn(self) -> bool:
        """Do the most urgent thing; False when nothing waits."""
        acts: list[Callable[[], Awaitable[bool]]] = [
            self._answer, self._make_or_ship, self._commit, self._answer_question,
        ]  # fmt: skip
        if self._dice.random() < FIGURES_SHARE:
            acts = [self._dice.choice([self._count_stock, self._report_machines, self._replenish])]
        self._dice.shuffle(acts)
        # What the market proposes is answered first: a visitor who has accepted waits for it.
        for act in (self._trade, *acts):
            if await act():
                return True
        return False

    async def _answer(self) -> bool:
        orders = _nodes((await self.who.ask(d.TO_ANSWER))["purchaseOrders"])
        if not orders:
            return False
        order = (await self.who.ask(d.ORDER, id=orders[0]["id"]))["purchaseOrder"]
        if order["status"] == "SENT":
            await self.who.act(d.ORDER_SEEN, order=order["id"])
            self._say(f"{self.who.login} 查看 {order['number']}")
            return True
        lines = [s for line in order["lines"] for s in line["scheduleLines"] if "ANSWER" in s["allowedActs"]]
        if not lines:
            return False
        await self.who.act(d.ANSWER, answers=[self._one_answer(line) for line in lines])
        self._say(f"{self.who.login} 答复 {order['number']} 的 {len(lines)} 行")
        return True

    async def _commit(self) -> bool:
        forecasts = _nodes((await self.who.ask(d.TO_COMMIT))["forecasts"])
        waiting = [one for one in forecasts if one["openCells"] > 0]
        # Most of the time the sheet can wait, so that a visitor finds open weeks.
        if not waiting or self._dice.random() > 0.05:
            return False
        chosen = waiting[0]
        await self.who.act(d.COMMIT_ALL, forecast=chosen["id"], version=chosen["version"])
        self._say(f"{self.who.login} 承诺预测 v{chosen['number']} 的 {chosen['openCells']} 格")
        return True

    async def _answer_question(self) -> bool:
        waiting = _nodes((await self.who.ask(d.TO_TELL))["receivedQuestions"])
        # A person takes time, so that a visitor sees questions on their way.
        if not waiting or self._dice.random() > 0.2:
            return False
        question = waiting[0]
        verdict = self._dice.choices(("YES", "SHORT", "NO"), (6, 3, 1))[0]
        low = self._dice.choice(question["shortageSteps"][:-1] or question["shortageSteps"])["low"]
        await self.who.act(
            d.TELL, inquiry=question["id"], version=question["version"], verdict=verdict,
            low=low if verdict == "SHORT" else None,
        )  # fmt: skip
        self._say(f"{self.who.login} 答复问询 {question['itemNumber']}：{verdict}")
        return True

    def _one_answer(self, line: Node) -> Node:
        answer: Node = {"scheduleLineId": line["id"], "version": line["version"]}
        chance = self._dice.random()
        if chance < 0.72:
            return {**answer, "kind": "ACCEPT"}
        wanted = date.fromisoformat(line["requestedDate"])
        quantity = Decimal(line["orderedQuantity"])
        if chance < 0.84 and quantity >= 4:
            first = (quantity / 2).to_integral_value()
            parts = [(first, wanted), (quantity - first, wanted + timedelta(days=1))]
            return {
                **answer,
                "kind": "SPLIT",
                "parts": [{"quantity": str(q), "date": str(day)} for q, day in parts],
            }
        if chance < 0.96:
            late = wanted + timedelta(days=self._dice.randint(3, 8))
            reason = self._dice.choice(LATE_REASONS)
            return {
                **answer,
                "kind": "COUNTER",
                "quantity": str(quantity),
                "date": str(late),
                "reasonCode": reason,
            }
        return {**answer, "kind": "REJECT", "reasonCode": "CAPACITY"}

    async def _make_or_ship(self) -> bool:
        lines = _nodes((await self.who.ask(d.TO_MAKE))["scheduleLines"])
        if not lines:
            return False
        line = self._dice.choice(lines[:8])
        percent = line["productionPercent"] or 0
        is_due = date.fromisoformat(line["promisedDate"]) <= today() + timedelta(days=3)
        if Decimal(line["shippableQuantity"]) > 0 and (percent >= 90 or is_due):
            return await self._ship(line)
        if percent >= 100:
            return False
        step = min(100, percent + self._dice.randint(10, 35))
        await self.who.act(d.PRODUCTION, line=line["id"], version=line["version"], percent=step)
        self._say(f"{self.who.login} 报工 {line['label']}：{step}%")
        return True

    async def _ship(self, line: Node) -> bool:
        created = await self.who.act(
            d.ASN_CREATE,
            partnership=line["order"]["partnership"]["id"],
            site=line["order"]["shipTo"]["id"],
            lines=[
                {
                    "scheduleLineId": line["id"],
                    "quantity": line["shippableQuantity"],
                    "lotNumber": f"L{today():%y%m%d}-{self._dice.randint(1, 9)}",
                    "packageCount": self._dice.randint(2, 8),
                }
            ],
            plate=self._dice.choice(PLATES),
            carrier=self._dice.choice(CARRIERS),
            eta=(now() + timedelta(hours=self._dice.randint(3, 20))).isoformat(),
        )
        await self.who.act(d.ASN_DEPART, asn=created["asn"]["id"], version=created["asn"]["version"])
        self._say(f"{self.who.login} 发运 {created['asn']['number']}")
        return True

    async def _count_stock(self) -> bool:
        positions = _nodes((await self.who.ask(d.MY_STOCK))["inventoryPositions"])
        if not positions:
            return False
        position = self._dice.choice(positions)
        found = max(Decimal(0), Decimal(position["quantity"]) + self._dice.randint(-3, 6) * 20)
        count = {
            "siteId": position["site"]["id"], "itemId": position["item"]["id"], "quantity": str(found),
            "lotNumber": position["lotNumber"],
        }  # fmt: skip
        await self.who.act(d.STOCK_COUNT, counts=[count])
        self._say(f"{self.who.login} 盘点 {position['item']['number']}：{found:f}")
        return True

    async def _trade(self) -> bool:
        """Accept what the market proposes; hand over and take back what is lent. A return is left to its day."""
        market = await self.who.ask(d.MARKET)
        for proposal in _nodes(market["marketProposals"]):
            await self.who.act(d.MARKET_ANSWER, proposal=proposal["id"], version=proposal["version"])
            self._say(f"{self.who.login} 接受撮合 {proposal['subjectName']} {proposal['quantity']}")
            return True
        for loan in _nodes(market["loans"]):
            for act in loan["allowedActs"]:
                if act != "RETURN":
                    await self.who.act(d.LOAN_MOVE, loan=loan["id"], version=loan["version"], act=act)
                    self._say(f"{self.who.login} 借用 {loan['subjectName']}：{act}")
                    return True
        return False

    async def _report_machines(self) -> bool:
        groups = _nodes((await self.who.ask(d.CAPACITY_GROUPS))["capacityGroups"])
        if not groups:
            return False
        group = self._dice.choice(groups)
        weeks = _nodes((await self.who.ask(d.CAPACITY_WEEKS, group=group["id"]))["capacityWeeks"])
        if not weeks:
            return False
        week = {**self._dice.choice(weeks), "machineAvailable": str(self._dice.choice((70, 85, 95, 100)))}
        await self.who.act(d.CAPACITY_SAVE, group=group["id"], version=group["version"], weeks=[week])
        self._say(f"{self.who.login} 更新 {group['code']} 的设备可用率")
        return True

    async def _replenish(self) -> bool:
        """Bring what fits to a band that is short; now and then one is left for a visitor to find."""
        bands = _nodes((await self.who.ask(d.SHORT_BANDS))["replenishmentBands"])
        open_bands = [b for b in bands if Decimal(b["outlook"]["proposedQuantity"] or 0) > 0]
        if not open_bands or self._dice.random() < 0.4:
            return False
        band = self._dice.choice(open_bands)
        found = band["outlook"]
        done = await self.who.act(
            d.REPLENISH,
            band=band["id"],
            version=band["version"],
            quantity=found["proposedQuantity"],
            day=found["proposedDay"],
        )
        self._say(f"{self.who.login} 补货 {band['itemNumber']}：{done['order']['number']}")
        return True


class LeaderDesk:
    """The leader's desk: the buyer decides on counters, logistics receives what has come."""

    def __init__(self, who: Participant, receiver: Participant, dice: random.Random, say: Say) -> None:
        self.who, self.receiver, self._dice, self._say = who, receiver, dice, say

    async def sign_in(self) -> None:
        await self.who.sign_in()
        await self.receiver.sign_in()

    async def turn(self) -> bool:
        if self._dice.random() < FIGURES_SHARE:
            return await self._consume()
        return await self._receive() or await self._decide()

    async def _consume(self) -> bool:
        """Production takes from consigned stock."""
        found = _nodes((await self.receiver.ask(d.CONSIGNED_STOCK))["inventoryPositions"])
        positions = [one for one in found if Decimal(one["quantity"]) >= 20]
        if not positions:
            return False
        position = self._dice.choice(positions)
        quantity = (Decimal(position["quantity"]) / self._dice.randint(8, 20)).to_integral_value()
        await self.receiver.act(
            d.STOCK_MOVE, site=position["site"]["id"], item=position["item"]["id"], quantity=str(quantity),
            lot=position["lotNumber"],
        )  # fmt: skip
        self._say(f"{self.receiver.login} 消耗寄售 {position['item']['number']}：{quantity:f}")
        return True

    async def _decide(self) -> bool:
        lines = [x for x in _nodes((await self.who.ask(d.TO_DECIDE))["scheduleLines"]) if x["openProposal"]]
        lines = [x for x in lines if x["openProposal"]["isMineToDecide"]]
        # Some counters are left standing, so that a visitor finds them.
        if len(lines) < 8:
            return False
        line = self._dice.choice(lines)
        kind = "ACCEPT" if self._dice.random() < 0.8 else "DECLINE"
        decision = {"proposalId": line["openProposal"]["id"], "version": line["version"], "kind": kind}
        await self.who.act(d.DECIDE, decisions=[decision])
        self._say(f"{self.who.login} 决定 {line['orderNumber']} / {line['label']}：{kind}")
        return True

    async def _receive(self) -> bool:
        notices = _nodes((await self.receiver.ask(d.TO_RECEIVE))["advanceShipNotices"])
        if len(notices) < 5:
            return False
        notice = notices[0]
        lines = []
        for line in notice["lines"]:
            short = (
                Decimal(self._dice.choice([0, 0, 0, 0, 5])) if Decimal(line["quantity"]) > 5 else Decimal(0)
            )
            accepted = Decimal(line["quantity"]) - short
            lines.append(
                {"asnLineId": line["id"], "acceptedQuantity": str(accepted), "shortQuantity": str(short)}
            )
        version = notice["version"]
        if notice["status"] == "DEPARTED":
            version = (await self.receiver.act(d.ASN_ARRIVE, asn=notice["id"], version=version))["asn"][
                "version"
            ]
        receipt = await self.receiver.act(d.RECEIPT, asn=notice["id"], version=version, lines=lines)
        self._say(f"{self.receiver.login} 收货 {receipt['receipt']['number']}")
        return True


async def keep_moving(
    desks: list[SupplierDesk | LeaderDesk], acts_per_minute: float, dice: random.Random
) -> None:
    """Give random desks their turn, at the given pace, until cancelled."""
    pause = 60 / acts_per_minute
    while True:
        desk = dice.choice(desks)
        try:
            await desk.turn()
        except Refused as refused:
            if any(e.get("code") == "UNAUTHENTICATED" for e in refused.errors):
                await desk.sign_in()
        except OSError:
            pass  # the web process restarts; the next turn asks again
        await asyncio.sleep(pause * dice.uniform(0.5, 1.5))
