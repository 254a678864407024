"""Finished orders of another system into closed orders with their promises."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import DomainError
from common.quantity import UNIT_WORDS, UNITS
from exchange.columns import CellKind, Column
from exchange.issues import NUMBER_SCALE, READ_AS, Issue, IssueText, Severity, refusal
from exchange.registry import FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from orders.messages import columns as c
from orders.messages import findings as f
from orders.messages.lookups import Lookups, Partner, word
from orders.messages.rounding import net_of
from orders.selectors.order_book import known_references
from orders.services.history import HistoricLine, record_closed_orders
from suppliers.models import Item
from tenancy.models import Site

HISTORY_COLUMNS = (
    Column(
        "order_number", "订单号", "Order number", CellKind.CODE, is_required=True, limit=40, width=18,
        aliases=c.ORDER_NUMBER.aliases, example="PO-2025-0387",
    ),
    Column(
        "reference", "行标识", "Line reference", CellKind.CODE, limit=80, width=14, aliases=("行项目编号", "Line id", "ID"),
        hint_zh="在来源系统里认出这一行；空着就用订单号和行号", hint_en="names the line in its system; else order and line number",
    ),
    c.LINE_NUMBER, c.SCHEDULE_NUMBER, c.ITEM, c.ITEM_NAME, c.SUPPLIER, c.QUANTITY, c.UNIT, c.REQUESTED_DATE,
    Column(
        "promised_date", "承诺交期", "Promised date", CellKind.DATE, width=13, example="2025-12-18",
        aliases=("确认交期", "首次承诺", "Confirmed date"), hint_zh="空着就按要求交期", hint_en="blank: the requested date",
    ),
    Column(
        "actual_date", "实际到货日期", "Actual receipt date", CellKind.DATE, is_required=True, width=13, example="2025-12-20",
        aliases=("到货日期", "收货日期", "实际交期", "Received on", "Receipt date"),
    ),
    Column(
        "received_quantity", "到货数量", "Received quantity", CellKind.NUMBER, is_positive=True, width=12, example="1200",
        aliases=("实收数量", "收货数量", "已收数量", "Received"), hint_zh="空着就按订购数量", hint_en="blank: as ordered",
    ),
    Column("ordered_on", "下单日期", "Ordered on", CellKind.DATE, width=13, aliases=("订单日期", "Order date")),
    c.UNIT_PRICE, c.UNIT_PRICE_NET, c.SHIP_TO,
)  # fmt: skip


def reference_of(values: Values) -> str:
    """What names the line within its order for good."""
    parts = (values.get("line_number"), values.get("schedule_number"))
    named = "/".join(f"{part:f}" for part in parts if part is not None)
    by_content = (
        f"{values.get('item') or values.get('item_name')}/{values['requested_date']}/{values['quantity']:f}"
    )
    return str(values.get("reference") or named or by_content)[:80]


class HistorySession:
    """Compares with what the buyer has; suppliers, items and places must be known."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self.actor = actor
        self.lookups = Lookups(actor)

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        self.prepare(rows)
        found = known_references(self.actor, {row.values["order_number"] for row in rows})
        keys = {row.number: (row.values["order_number"], reference_of(row.values)) for row in rows}
        return {row: str(found[key]) for row, key in keys.items() if key in found}

    def prepare(self, rows: Sequence[ParsedRow]) -> None:
        self.lookups.load_items(row.values["item"] for row in rows)

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        for row in rows:
            yield from self.check_row(row)

    def check_row(self, row: ParsedRow) -> Iterable[Issue]:
        partner, item, site = self.meaning(row.values)
        if partner is None:
            near = self.lookups.near_supplier(row.values["supplier"])
            text = f.SUPPLIER_UNKNOWN_NEAR if near else f.SUPPLIER_UNKNOWN
            yield _issue(row, "supplier", text, suggestion=near, near=near or "")
        if item is None:
            near = self.lookups.near_item(row.values["item"])
            text = f.ITEM_UNKNOWN_NEAR if near else f.ITEM_UNKNOWN
            yield _issue(row, "item", text, suggestion=near, near=near or "")
        else:
            yield from _figures(row, item, self.actor.language)
        if site is None:
            names = dict.fromkeys(site.name for site in self.lookups.sites.values())
            yield _issue(row, "ship_to", f.SITE_UNKNOWN, known="、".join(names)[:120])
        elif word(row.values["ship_to"]) not in self.lookups.sites:
            yield _issue(row, "ship_to", READ_AS, Severity.REWRITTEN, value=site.name)
        if self.price(row.values, partner) is None:
            yield _issue(row, "unit_price", f.PRICE_UNKNOWN)
        ordered = row.values.get("ordered_on")
        if ordered and ordered > row.values["actual_date"]:
            yield _issue(row, "ordered_on", f.ORDERED_AFTER, Severity.ATTENTION)

    def meaning(self, values: Values) -> tuple[Partner | None, Item | None, Site | None]:
        """Supplier, item and place the row means."""
        site, _ = self.lookups.site(values["ship_to"])
        return (
            self.lookups.partner(values["supplier"]),
            self.lookups.items.get(values["item"]),
            site,
        )

    def price(self, values: Values, partner: Partner | None) -> Decimal | None:
        """Without tax."""
        net, gross = values.get("unit_price_net"), values.get("unit_price")
        if net is None and gross is not None and partner is not None:
            net = net_of(gross, partner.partnership.tax_rate)
        return net if net is None or net >= 0 else None

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        lines: list[HistoricLine] = []
        taken: list[ParsedRow] = []
        for row in rows:
            try:
                lines.append(self._historic(row.values))
                taken.append(row)
            except DomainError as error:
                yield RowOutcome(row.number, Outcome.REFUSED, issue=refusal(row.number, error))
        results = record_closed_orders(actor=self.actor, rows=lines).rows
        for row, result in zip(taken, results, strict=True):
            if result.error is not None:
                yield RowOutcome(row.number, Outcome.REFUSED, issue=refusal(row.number, result.error))
            else:
                yield RowOutcome(row.number, Outcome[result.outcome.upper()], _text(result.order_id))

    def _historic(self, values: Values) -> HistoricLine:
        partner, item, site = self.meaning(values)
        price = self.price(values, partner)
        if partner is None or item is None or site is None or price is None:
            raise RuntimeError("a row that was refused cannot be taken over")
        return HistoricLine(
            partnership_id=partner.partnership.id,
            external_order_number=values["order_number"],
            line_reference=reference_of(values),
            item_id=item.id,
            site_id=site.id,
            quantity=values["quantity"],
            unit_price=price,
            requested_date=values["requested_date"],
            actual_date=values["actual_date"],
            received_quantity=values.get("received_quantity") or values["quantity"],
            promised_date=values.get("promised_date"),
            ordered_on=values.get("ordered_on"),
        )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _issue(
    row: ParsedRow, column: str, text: IssueText, severity: Severity = Severity.ERROR, suggestion: str | None = None,
    **params: str,
) -> Issue:  # fmt: skip
    return Issue(row.number, column, text, severity, params, suggestion)


def _figures(row: ParsedRow, item: Item, language: str) -> Iterable[Issue]:
    unit, given = UNITS[item.unit], row.values.get("unit")
    if given and UNIT_WORDS.get(given, UNIT_WORDS.get(given.upper())) != item.unit:
        name = unit.en if language == "en" else unit.zh
        yield _issue(row, "unit", f.UNIT_WRONG, suggestion=name, unit=name)
    for column in ("quantity", "received_quantity"):
        value = row.values.get(column)
        if value is not None and value != round(value, unit.scale):
            yield _issue(row, column, NUMBER_SCALE, scale=str(unit.scale))


HISTORY_IMPORT = ImportKind(
    key="orders.history",
    title_zh="历史订单",
    title_en="Finished orders",
    about_zh="别的系统里已完成的订单行，连同承诺和到货，进台账作历史；已有的行不重复。",
    about_en="Finished order lines of another system with promises and receipts, as history; known lines stay.",
    columns=HISTORY_COLUMNS,
    permission=P.ORDER_WRITE,
    open=HistorySession,
    identity=lambda values: (values["order_number"], reference_of(values)),
)
