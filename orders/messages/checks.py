"""What is looked at in one row of an order book, in the order a buyer would."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from common.clock import today
from common.quantity import UNIT_WORDS, UNITS
from exchange.issues import NUMBER_SCALE, READ_AS, Issue, IssueText, Severity
from exchange.registry import ParsedRow
from orders.messages import findings as f
from orders.messages.lookups import Lookups
from orders.messages.meaning import Meaning
from orders.messages.rounding import gross_of, grouped, net_of, plain, rounded_up
from orders.states import ScheduleStatus
from suppliers.models import Item, SourceOption
from suppliers.selectors.sources import price_for

# Prices typed with two decimals differ from the contract's six by so much without meaning to.
PENNY = Decimal("0.005")


class RowCheck:
    """Checks one row and puts into its values what will be imported: quantity, net price, amount."""

    def __init__(
        self,
        row: ParsedRow,
        meaning: Meaning,
        lookups: Lookups,
        language: str,
        new_orders: dict[str, tuple[UUID, UUID]],
    ) -> None:
        self._row, self._values = row, row.values
        self._meaning, self._lookups = meaning, lookups
        self._language, self._new_orders = language, new_orders

    def run(self) -> Iterator[Issue]:
        yield from self._partner()
        yield from self._place()
        yield from self._order()
        item = self._meaning.item
        if item is None:
            near = self._lookups.near_item(self._values["item"])
            text = f.ITEM_UNKNOWN_NEAR if near else f.ITEM_UNKNOWN
            yield self._issue("item", text, suggestion=near, near=near or "")
            return
        yield from self._unit(item)
        yield from self._quantity(item)
        yield from self._day()
        yield from self._price(item)

    def _issue(
        self, column: str, text: IssueText, severity: Severity = Severity.ERROR, suggestion: str | None = None,
        **params: str,
    ) -> Issue:  # fmt: skip
        return Issue(self._row.number, column, text, severity, params, suggestion)

    def _partner(self) -> Iterator[Issue]:
        partner = self._meaning.partner
        if partner is None:
            near = self._lookups.near_supplier(self._values["supplier"])
            text = f.SUPPLIER_UNKNOWN_NEAR if near else f.SUPPLIER_UNKNOWN
            yield self._issue("supplier", text, suggestion=near, near=near or "")
            return
        if partner.refusal is not None:
            said = {language: partner.refusal.message(language) for language in ("zh", "en")}
            yield self._issue("supplier", f.SUPPLIER_CLOSED, **said)
        currency = self._values.get("currency")
        if currency and currency.upper() != partner.partnership.currency:
            expected = partner.partnership.currency
            yield self._issue("currency", f.CURRENCY_DIFFERS, suggestion=expected, currency=expected)

    def _place(self) -> Iterator[Issue]:
        site = self._meaning.site
        if site is None:
            names = list(dict.fromkeys(s.name for s in self._lookups.sites.values()))
            only = names[0] if len(names) == 1 else None
            yield self._issue("ship_to", f.SITE_UNKNOWN, suggestion=only, known="、".join(names)[:120])
        elif not self._meaning.is_site_exact:
            name = site.name_en if self._language == "en" else site.name
            yield self._issue("ship_to", READ_AS, Severity.REWRITTEN, value=name)

    def _order(self) -> Iterator[Issue]:
        number, partner, site = self._values.get("order_number"), self._meaning.partner, self._meaning.site
        if not number or partner is None or site is None:
            return
        order, here = self._meaning.order, (partner.partnership.id, site.id)
        if order is None:
            if self._new_orders.setdefault(number, here) != here:
                yield self._issue("order_number", f.ORDER_OTHER)
        elif (order.partnership_id, order.site_id) != here:
            yield self._issue("order_number", f.ORDER_OTHER)
        elif order.status is not ScheduleStatus.DRAFT:
            yield self._issue("order_number", f.ORDER_SENT)

    def _unit(self, item: Item) -> Iterator[Issue]:
        given = self._values.get("unit")
        if given and UNIT_WORDS.get(given, UNIT_WORDS.get(given.upper())) != item.unit:
            unit = self._unit_word(item)
            yield self._issue("unit", f.UNIT_WRONG, suggestion=unit, unit=unit)

    def _unit_word(self, item: Item) -> str:
        return UNITS[item.unit].en if self._language == "en" else UNITS[item.unit].zh

    def _quantity(self, item: Item) -> Iterator[Issue]:
        quantity, source = self._values["quantity"], self._meaning.source
        if quantity != round(quantity, UNITS[item.unit].scale):
            yield self._issue("quantity", NUMBER_SCALE, scale=str(UNITS[item.unit].scale))
            return
        if source is None:
            return
        wanted = rounded_up(max(quantity, source.minimum_order_quantity), source.order_multiple)
        if quantity < source.minimum_order_quantity:
            minimum = grouped(source.minimum_order_quantity)
            unit = self._unit_word(item)
            yield self._issue(
                "quantity", f.BELOW_MINIMUM, suggestion=plain(wanted), minimum=minimum, unit=unit
            )
        elif wanted != quantity:
            said = {"multiple": grouped(source.order_multiple), "value": grouped(wanted)}
            yield self._issue(
                "quantity", f.NOT_A_MULTIPLE, Severity.ATTENTION, suggestion=plain(wanted), **said
            )
            self._values["quantity"] = wanted

    def _day(self) -> Iterator[Issue]:
        source = self._meaning.source
        earliest = today() + timedelta(days=source.lead_time_days if source else 0)
        if self._values["requested_date"] < earliest:
            day = earliest.isoformat()
            yield self._issue("requested_date", f.TOO_EARLY, suggestion=day, earliest=day[5:])

    def _price(self, item: Item) -> Iterator[Issue]:
        partner, source, net = self._meaning.partner, self._meaning.source, self._meaning.net_price
        if partner is None:
            return
        gross, rate = self._values.get("unit_price"), partner.partnership.tax_rate
        column = "unit_price" if gross is not None else "unit_price_net"
        contract = self._contract(source)
        if source is None:
            yield self._issue("item", f.SOURCE_UNKNOWN, Severity.ATTENTION)
        if net is None:
            net = contract
        if net is None:
            yield self._issue("unit_price", f.PRICE_UNKNOWN)
            return
        if net < 0:
            yield self._issue(column, f.PRICE_NEGATIVE)
        if gross is not None and abs(gross_of(net, rate) - gross) > PENNY:
            yield self._issue("unit_price_net", f.PRICE_TWICE, expected=grouped(net_of(gross, rate)))
        yield from self._above(column, net, contract)
        self._values["net"] = net
        total = self._values["quantity"] * (gross if gross is not None else gross_of(net, rate))
        self._values["amount"] = (partner.partnership.currency, total)

    def _contract(self, source: SourceOption | None) -> Decimal | None:
        return price_for(source, self._values["quantity"]) if source is not None else None

    def _above(self, column: str, net: Decimal, contract: Decimal | None) -> Iterator[Issue]:
        if not contract or net - contract <= PENNY:
            return
        percent = round((net / contract - 1) * 100, 1)
        if percent > 0:
            yield self._issue(column, f.PRICE_ABOVE, Severity.ATTENTION, percent=f"{percent:f}")


def check_row(
    row: ParsedRow,
    meaning: Meaning,
    lookups: Lookups,
    language: str,
    new_orders: dict[str, tuple[UUID, UUID]],
) -> Iterator[Issue]:
    """All findings of a row; on the way its values become those that will be imported."""
    row.values["net"] = row.values["amount"] = None
    return RowCheck(row, meaning, lookups, language, new_orders).run()
