"""Order lines from a spreadsheet into drafts: the columns, and how a file is checked and taken over."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import P
from exchange.issues import Issue, refusal
from exchange.registry import FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from exchange.services.memory import known_rows, remember_rows, row_key
from orders.messages.checks import RowChecks
from orders.messages.columns import ORDER_LINE_COLUMNS
from orders.messages.lookups import Lookups, Partner, word
from orders.messages.meaning import Meaning
from orders.messages.rounding import net_of, rounded_up
from orders.selectors.order_book import BookOrder, BookPart, book_orders, book_parts, living_orders
from orders.services.order_book import BookLine, order_book_take_over
from suppliers.models import Item
from tenancy.models import Site

KIND = "orders.order_lines"


class OrderLineSession:
    """Compares with the acting buyer's suppliers, items, terms and orders."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor
        self._lookups = Lookups(actor)
        self._meanings: dict[int, Meaning] = {}
        self._checks = RowChecks(self._lookups, actor.language)
        self._net_prices: dict[tuple[Decimal, Decimal], Decimal] = {}

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        """Rows that stand in the order book already, and rows without an order number that came in before."""
        self._lookups.load_items(row.values["item"] for row in rows)
        self._meanings = {row.number: self._meaning(row.values) for row in rows}
        return self._in_orders(rows) | self._came_in(rows)

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        for row in rows:
            yield from self._checks.check(row, self._meanings[row.number])

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        lines = [self._book_line(row) for row in rows]
        results = order_book_take_over(actor=self._actor, lines=lines)
        made: dict[str, UUID] = {}
        for row, result in zip(rows, results, strict=True):
            if result.error is not None or result.order_id is None:
                issue = refusal(row.number, result.error) if result.error else None
                yield RowOutcome(row.number, Outcome.REFUSED, issue=issue)
                continue
            if not row.values.get("order_number"):
                made[self._meanings[row.number].key] = result.order_id
            yield RowOutcome(row.number, Outcome[result.outcome.upper()], str(result.order_id))
        remember_rows(self._actor, KIND, made)

    def _meaning(self, values: Values) -> Meaning:
        partner = self._lookups.partner(values["supplier"])
        item = self._lookups.items.get(values["item"])
        site, is_exact = self._lookups.site(values["ship_to"])
        source = self._lookups.sources.get((partner.partnership.id, item.id)) if partner and item else None
        gross, net = values.get("unit_price"), values.get("unit_price_net")
        if net is None and gross is not None and partner is not None:
            net = self._net_price(gross, partner.partnership.tax_rate)
        # values change while they are checked: what the row says is kept as it came
        key = "" if values.get("order_number") else _key(partner, item, site, values, net)
        return Meaning(partner, item, site, is_exact, source, net, key)

    def _net_price(self, gross: Decimal, rate: Decimal) -> Decimal:
        known = self._net_prices.get((gross, rate))
        if known is None:
            known = self._net_prices[gross, rate] = net_of(gross, rate)
        return known

    def _in_orders(self, rows: Sequence[ParsedRow]) -> dict[int, str]:
        numbers = {number for row in rows if (number := row.values.get("order_number"))}
        if not numbers:
            return {}
        orders = book_orders(self._actor, numbers)
        by_order: dict[UUID, list[BookPart]] = {}
        for part in book_parts(self._actor, [order.id for order in orders.values()]):
            by_order.setdefault(part.order_id, []).append(part)
        found: dict[int, str] = {}
        for row in rows:
            meaning = self._meanings[row.number]
            meaning.order = orders.get(row.values.get("order_number") or "")
            if meaning.order is None or not _same_order(meaning, meaning.order):
                continue
            parts = by_order.get(meaning.order.id, [])
            match = next((part for part in parts if _same_part(row.values, meaning, part)), None)
            if match is not None:
                parts.remove(match)
                found[row.number] = str(meaning.order.id)
        return found

    def _came_in(self, rows: Sequence[ParsedRow]) -> dict[int, str]:
        keys = {
            row.number: self._meanings[row.number].key for row in rows if not row.values.get("order_number")
        }
        if not keys:
            return {}
        made = known_rows(self._actor, KIND, keys.values())
        alive = living_orders(self._actor, made.values())
        return {row: str(made[key]) for row, key in keys.items() if made.get(key) in alive}

    def _book_line(self, row: ParsedRow) -> BookLine:
        meaning, values = self._meanings[row.number], row.values
        partner, item, site = meaning.partner, meaning.item, meaning.site
        if partner is None or item is None or site is None or values["net"] is None:
            raise RuntimeError("a row that was refused cannot be taken over")
        return BookLine(
            key=row.number,
            partnership=partner.partnership,
            site=site,
            item=item,
            supplier_item_number=meaning.source.supplier_item_number if meaning.source else "",
            quantity=values["quantity"],
            requested_date=values["requested_date"],
            unit_price=values["net"],
            order_number=values.get("order_number") or "",
            group=f"{partner.partnership.id}/{site.id}",
            line_number=_whole(values.get("line_number")),
            schedule_number=_whole(values.get("schedule_number")),
        )


def _key(
    partner: Partner | None, item: Item | None, site: Site | None, values: Values, net: Decimal | None
) -> str:
    """What a row without an order number says, in one short word."""
    return row_key(
        partner.partnership.id if partner else None,
        item.id if item else None,
        site.id if site else None,
        values["requested_date"],
        f"{values['quantity']:f}",
        None if net is None else f"{net:f}",
    )


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _same_order(meaning: Meaning, order: BookOrder) -> bool:
    return (
        meaning.partner is not None
        and meaning.site is not None
        and (order.partnership_id, order.site_id) == (meaning.partner.partnership.id, meaning.site.id)
    )


def _same_part(values: Values, meaning: Meaning, part: BookPart) -> bool:
    """Whether the row says what the schedule line says already; the quantity also as it would be rounded."""
    line, place = values.get("line_number"), values.get("schedule_number")
    if (
        meaning.item is None
        or part.item_id != meaning.item.id
        or part.requested_date != values["requested_date"]
    ):
        return False
    if (line is not None and int(line) != part.line_number) or (
        place is not None and int(place) != part.number
    ):
        return False
    if meaning.net_price is not None and meaning.net_price != part.unit_price:
        return False
    multiple = meaning.source.order_multiple if meaning.source else Decimal(0)
    return part.quantity in (values["quantity"], rounded_up(values["quantity"], multiple))


def _identity(values: Values) -> object:
    if values.get("order_number") and values.get("line_number") is not None:
        return (values["order_number"], values["line_number"], values.get("schedule_number"))
    return (
        values.get("order_number"), word(values["supplier"]), values["item"], values["requested_date"],
        values["quantity"], word(values["ship_to"]),
    )  # fmt: skip


ORDER_LINE_IMPORT = ImportKind(
    key=KIND,
    title_zh="订单行",
    title_en="Order lines",
    about_zh="每行一条交货计划，进草稿订单；同一订单号的行归一张订单，没有订单号的按供应商和交货地归并。",
    about_en="One schedule line per row, into drafts; rows of one number form an order, others are grouped by "
    "supplier and place.",
    columns=ORDER_LINE_COLUMNS,
    permission=P.ORDER_WRITE,
    open=OrderLineSession,
    identity=_identity,
    amount=lambda values: values.get("amount"),
)
