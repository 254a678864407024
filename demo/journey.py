"""The whole way through the product, as two companies walk it, every step through the public API.

The leader imports a book and sends an order of four lines; the supplier confirms one, splits one, counters one
and rejects one; the leader decides; the supplier ships; the leader receives, short on one lot. Each step must
also arrive on the other side's live subscription.
"""

import io
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from common.clock import today
from demo import documents as d
from demo.participant import Listener, Participant

Show = Callable[[str], None]
FOUR_ITEMS = ("ED30-ST-01", "ED30-RT-01", "ED30-JB-02", "ED30-RV-01")


class Broken(RuntimeError):
    """A step did not do what it must."""


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise Broken(what)


def _nodes(connection: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in connection["edges"]]


class Journey:
    """The state of one walk. `show` prints a line of the timeline."""

    def __init__(self, buyer: Participant, receiver: Participant, supplier: Participant, show: Show) -> None:
        self.buyer, self.receiver, self.supplier, self._show = buyer, receiver, supplier, show
        self._began = time.monotonic()
        self.order: dict[str, Any] = {}
        self.asn: dict[str, Any] = {}

    def say(self, text: str) -> None:
        self._show(f"{time.monotonic() - self._began:6.2f} s  {text}")

    async def walk(self) -> None:
        """All steps. Raises Broken, Refused or TimeoutError at the first that fails."""
        for person in (self.buyer, self.receiver, self.supplier):
            await person.sign_in()
        self.say(f"登录：{self.buyer.login}、{self.receiver.login}、{self.supplier.login}")
        async with (
            self.buyer.listening(d.ORDER_CHANGES) as buyer_sees,
            self.supplier.listening(d.ORDER_CHANGES) as supplier_sees,
        ):
            await self._import_book()
            await self._send_order(supplier_sees)
            await self._answer(buyer_sees)
            await self._decide(supplier_sees)
            await self._ship(buyer_sees)
            await self._receive(supplier_sees)
            await self._check_facts()

    async def _seen(self, listener: Listener, who: str, step: str, *types: str) -> None:
        """The other side's screen has it; the lag is counted from the act's answer."""
        asked = time.monotonic()
        for kind in types:
            await listener.wait(lambda m, kind=kind: m["orderId"] == self.order["id"] and m["type"] == kind)  # type: ignore[misc]
        self.say(f"  ↳ {who}实时看到 {step}（{(time.monotonic() - asked) * 1000:.0f} ms）")

    async def _partnership(self) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
        partnership = _nodes((await self.buyer.ask(d.PARTNERS, search="锐川电机"))["partnerships"])[0]
        found = await self.buyer.ask(d.SOURCES, partnership=partnership["id"])
        site = next(s["id"] for s in found["sites"] if s["code"] == "D")
        return partnership, _nodes(found["sourceOptions"]), site

    async def _import_book(self) -> None:
        _, sources, _ = await self._partnership()
        upload = await self.buyer.upload("第50周补单.xlsx", _book(sources[:6]))
        run = (await self.buyer.act(d.IMPORT_START, upload=upload, mapping="orders.order_lines"))["run"]
        async with self.buyer.listening(d.IMPORT_PROGRESS, run=run["id"]) as progress:
            ready = await progress.wait(lambda m: m["state"] in ("READY", "MAPPING", "FAILED"), 60)
            _must(ready["state"] == "READY", f"import stands at {ready['state']}: {ready.get('error')}")
            await self.buyer.act(d.IMPORT_COMMIT, run=run["id"])
            done = await progress.wait(lambda m: m["state"] in ("DONE", "FAILED", "ABORTED"), 60)
        counts = done["counts"]
        _must(
            done["state"] == "DONE" and counts["rows"] == 6,
            f"import ended {done['state']}: {done.get('error')}",
        )
        _must(counts["created"] + counts["updated"] + counts["unchanged"] == 6, f"import counts {counts}")
        self.say(
            f"导入订单簿：6 行，新增 {counts['created']}，未变 {counts['unchanged']}，拒绝 {counts['refused']}"
        )

    async def _send_order(self, supplier_sees: Listener) -> None:
        partnership, sources, site = await self._partnership()
        chosen = {s["item"]["number"]: s for s in sources if s["item"]["number"] in FOUR_ITEMS}
        _must(len(chosen) == 4, f"sources found: {sorted(chosen)}")
        lines = [
            {
                "itemId": chosen[number]["item"]["id"],
                "schedule": [
                    {"quantity": "1200", "requestedDate": _day(chosen[number]["leadTimeDays"] + 20)}
                ],
            }
            for number in FOUR_ITEMS
        ]
        created = await self.buyer.act(
            d.ORDER_CREATE, partnership=partnership["id"], site=site, lines=lines, note=""
        )
        sent = await self.buyer.act(
            d.ORDER_SEND, order=created["order"]["id"], version=created["order"]["version"]
        )
        self.order = sent["order"]
        self.say(f"发出订单 {self.order['number']}，4 行")
        await self._seen(supplier_sees, "供应商", "新订单", "orders.purchase_order.sent")

    async def _lines(self, who: Participant) -> list[dict[str, Any]]:
        order = (await who.ask(d.ORDER, id=self.order["id"]))["purchaseOrder"]
        _must(order is not None, f"{who.login} does not see the order")
        return [{**line["scheduleLines"][0], "line": line} for line in order["lines"]]

    async def _answer(self, buyer_sees: Listener) -> None:
        await self.supplier.act(d.ORDER_SEEN, order=self.order["id"])
        first, second, third, fourth = await self._lines(self.supplier)
        late = str(date.fromisoformat(third["requestedDate"]) + timedelta(days=9))
        half = [
            {"quantity": "700", "date": second["requestedDate"]},
            {"quantity": "500", "date": second["requestedDate"]},
        ]
        payload = await self.supplier.act(
            d.ANSWER,
            answers=[
                {"scheduleLineId": first["id"], "version": first["version"], "kind": "ACCEPT"},
                {"scheduleLineId": second["id"], "version": second["version"], "kind": "SPLIT", "parts": half},
                {
                    "scheduleLineId": third["id"], "version": third["version"], "kind": "COUNTER",
                    "quantity": "1200", "date": late, "reasonCode": "MATERIAL",
                },
                {"scheduleLineId": fourth["id"], "version": fourth["version"], "kind": "REJECT", "reasonCode": "CAPACITY"},
            ],
        )  # fmt: skip
        outcomes = [r["outcome"] for r in payload["results"]]
        _must(outcomes == ["CONFIRMED", "CONFIRMED", "COUNTERED", "REJECTED"], f"outcomes {outcomes}")
        self.say("供应商答复：确认 1 行，分批 1 行，反提案 1 行，拒绝 1 行")
        await self._seen(
            buyer_sees, "采购", "四种答复", "orders.schedule_line.confirmed", "orders.schedule_line.countered",
            "orders.schedule_line.rejected",
        )  # fmt: skip

    async def _decide(self, supplier_sees: Listener) -> None:
        countered = (await self._lines(self.buyer))[2]
        proposal = countered["openProposal"]
        _must(bool(proposal and proposal["isMineToDecide"]), "the counter waits for the buyer")
        decision = {"proposalId": proposal["id"], "version": countered["version"], "kind": "ACCEPT"}
        payload = await self.buyer.act(d.DECIDE, decisions=[decision])
        agreed = payload["results"][0]["scheduleLine"]
        _must(
            agreed["status"] == "CONFIRMED" and agreed["promisedDate"] == proposal["newDate"],
            f"agreed: {agreed}",
        )
        self.say(f"采购接受反提案：{agreed['label']} 改到 {agreed['promisedDate']}")
        await self._seen(supplier_sees, "供应商", "决定", "orders.schedule_line.counter_accepted")

    async def _ship(self, buyer_sees: Listener) -> None:
        partnership, _, site = await self._partnership()
        first = (await self._lines(self.supplier))[0]
        lots = [
            {"scheduleLineId": first["id"], "quantity": "600", "lotNumber": _lot(mark), "packageCount": 3}
            for mark in "AB"
        ]
        created = await self.supplier.act(
            d.ASN_CREATE,
            partnership=partnership["id"],
            site=site,
            lines=lots,
            plate="渝B·9K058",
            carrier="渝捷联运",
            eta=None,
        )
        departed = await self.supplier.act(
            d.ASN_DEPART, asn=created["asn"]["id"], version=created["asn"]["version"]
        )
        self.asn = departed["asn"]
        self.say(f"供应商发运 {self.asn['number']}：1,200 件，2 个批次")
        await self._seen(buyer_sees, "采购", "发运", "orders.schedule_line.shipped")

    async def _receive(self, supplier_sees: Listener) -> None:
        asn = (await self.receiver.ask(d.ASN, id=self.asn["id"]))["advanceShipNotice"]
        lines = [
            {
                "asnLineId": line["id"],
                "acceptedQuantity": "600" if n == 0 else "580",
                "shortQuantity": "0" if n == 0 else "20",
            }
            for n, line in enumerate(asn["lines"])
        ]
        arrived = await self.receiver.act(d.ASN_ARRIVE, asn=asn["id"], version=asn["version"])
        payload = await self.receiver.act(
            d.RECEIPT, asn=asn["id"], version=arrived["asn"]["version"], lines=lines
        )
        _must(payload["receipt"]["hasDifference"], "the receipt shows the short lot")
        self.say(f"仓库收货 {payload['receipt']['number']}：收 1,180 件，第二批短 20 件")
        await self._seen(supplier_sees, "供应商", "收货差异", "orders.schedule_line.received")

    async def _check_facts(self) -> None:
        """Order, ledger and stock agree, read by both sides."""
        mine, theirs = await self._lines(self.buyer), await self._lines(self.supplier)
        _must([x["ledger"] for x in mine] == [x["ledger"] for x in theirs], "both read the same ledger")
        for row in mine:
            line = row["line"]
            parts = (
                "confirmedQuantity",
                "backorderedQuantity",
                "rejectedQuantity",
                "cancelledQuantity",
                "openQuantity",
            )
            _must(
                sum(Decimal(line[p]) for p in parts) == Decimal(line["orderedQuantity"]),
                f"sum of line {line['number']}",
            )
        _must(Decimal(mine[0]["receivedQuantity"]) == 1180, f"received {mine[0]['receivedQuantity']}")
        _, sources, _ = await self._partnership()
        item = next(s["item"]["id"] for s in sources if s["item"]["number"] == FOUR_ITEMS[0])
        lots = {_lot("A"), _lot("B")}
        stock = _nodes((await self.buyer.ask(d.STOCK, item=item))["inventoryPositions"])
        held = sum(Decimal(p["quantity"]) for p in stock if p["lotNumber"] in lots)
        _must(held == 1180, f"stock of the two lots is {held}")
        self.say("核对：双方台账一致，数量守恒，库存 1,180 件")


def _day(offset: int) -> str:
    return str(today() + timedelta(days=offset))


def _lot(mark: str) -> str:
    return f"RC{today():%y%m%d}-{mark}"


def _book(sources: list[dict[str, Any]]) -> bytes:
    """A spreadsheet as a buyer would fill it in, from the source options just read."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("订单行")
        sheet.write_row(
            0, 0, ["物料编码", "物料名称", "供应商", "数量", "单位", "要求交期", "单价（含税）", "交货地"]
        )
        for row, source in enumerate(sources, 1):
            quantity = max(Decimal(source["minimumOrderQuantity"]), Decimal(source["orderMultiple"]) * 4)
            gross = Decimal(source["unitPrice"]) * Decimal("1.13")
            sheet.write_row(
                row, 0, [source["item"]["number"], source["item"]["name"], "锐川电机", str(quantity.normalize().quantize(Decimal(1))), "件",
                         _day(source["leadTimeDays"] + 14), f"{gross:.2f}", "两江二厂"],
            )  # fmt: skip
    return buffer.getvalue()
