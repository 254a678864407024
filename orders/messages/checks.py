"""What is looked at in the rows of an order book, in the order a buyer would.

A book names few suppliers, items, places and prices many times over: what depends on these alone is looked at
once per combination.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from common.clock import today
from common.quantity import UNIT_WORDS, UNITS
from exchange.cells.reading import Finding
from exchange.issues import NUMBER_SCALE, READ_AS, Issue, IssueText, Severity
from exchange.registry import ParsedRow, Values
from orders.messages import findings as f
from orders.messages.lookups import Lookups
from orders.messages.meaning import Meaning
from orders.messages.rounding import gross_of, grouped, net_of, plain, rounded_up
from orders.states import ScheduleStatus
from suppliers.models import Item

# Prices typed with two decimals differ from the contract's six by so much without meaning to.
PENNY = Decimal("0.005")

Told = tuple[str, Finding]


def _told(
    column: str,
    text: IssueText,
    severity: Severity = Severity.ERROR,
    suggestion: str | None = None,
    **params: str,
) -> Told:
    return column, Finding(text, severity, params, suggestion)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a combination of words comes to: findings, and the prices that will be imported."""

    told: tuple[Told, ...]
    net: Decimal | None
    gross: Decimal | None


class RowChecks:
    """Checks the rows of one file; puts quantity, net price and amount into their values."""

    def __init__(self, lookups: Lookups, language: str) -> None:
        self._lookups = lookups
        self._is_english = language == "en"
        self._today = today()
        self._terms: dict[tuple[Any, ...], Terms] = {}
        self._quantities: dict[tuple[Any, ...], tuple[Decimal, tuple[Told, ...]]] = {}
        self._new_orders: dict[str, tuple[UUID, UUID]] = {}

    def check(self, row: ParsedRow, meaning: Meaning) -> list[Issue]:
        """All findings of a row."""
        values = row.values
        values["net"] = values["amount"] = None
        terms = self._terms_of(values, meaning)
        told = list(terms.told)
        if values.get("order_number"):
            told += self._order(values["order_number"], meaning)
        if meaning.item is not None:
            told += self._quantity(values, meaning, meaning.item)
            told += self._day(values, meaning)
            self._price(values, meaning, terms)
        return [
            Issue(row.number, column, found.text, found.severity, found.params, found.suggestion)
            for column, found in told
        ]

    def _terms_of(self, values: Values, meaning: Meaning) -> Terms:
        contract = self._contract(values, meaning)
        key = (
            values["supplier"], values["item"], values["ship_to"], values.get("unit"), values.get("unit_price"),
            values.get("unit_price_net"), values.get("currency"), contract,
        )  # fmt: skip
        known = self._terms.get(key)
        if known is None:
            told = [
                *self._partner(values, meaning),
                *self._place(values, meaning),
                *self._item(values, meaning),
            ]
            gross, net = (
                values.get("unit_price"),
                meaning.net_price if meaning.net_price is not None else contract,
            )
            if meaning.item is not None and meaning.partner is not None:
                told += self._prices(values, meaning, net, contract)
                if net is not None and gross is None:
                    gross = gross_of(net, meaning.partner.partnership.tax_rate)
            known = self._terms[key] = Terms(tuple(told), net, gross)
        return known

    def _contract(self, values: Values, meaning: Meaning) -> Decimal | None:
        if meaning.source is None:
            return None
        return self._lookups.price(meaning.source, values["quantity"])

    def _partner(self, values: Values, meaning: Meaning) -> Iterator[Told]:
        partner = meaning.partner
        if partner is None:
            near = self._lookups.near_supplier(values["supplier"])
            text = f.SUPPLIER_UNKNOWN_NEAR if near else f.SUPPLIER_UNKNOWN
            yield _told("supplier", text, suggestion=near, near=near or "")
            return
        if partner.refusal is not None:
            refusal = partner.refusal
            yield _told("supplier", f.SUPPLIER_CLOSED, zh=refusal.message("zh"), en=refusal.message("en"))
        currency, expected = values.get("currency"), partner.partnership.currency
        if currency and currency.upper() != expected:
            yield _told("currency", f.CURRENCY_DIFFERS, suggestion=expected, currency=expected)

    def _place(self, values: Values, meaning: Meaning) -> Iterator[Told]:
        site = meaning.site
        if site is None:
            names = list(dict.fromkeys(s.name for s in self._lookups.sites.values()))
            only = names[0] if len(names) == 1 else None
            yield _told("ship_to", f.SITE_UNKNOWN, suggestion=only, known="、".join(names)[:120])
        elif not meaning.is_site_exact:
            name = site.name_en if self._is_english else site.name
            yield _told("ship_to", READ_AS, Severity.REWRITTEN, value=name)

    def _item(self, values: Values, meaning: Meaning) -> Iterator[Told]:
        item = meaning.item
        if item is None:
            near = self._lookups.near_item(values["item"])
            text = f.ITEM_UNKNOWN_NEAR if near else f.ITEM_UNKNOWN
            yield _told("item", text, suggestion=near, near=near or "")
            return
        given = values.get("unit")
        if given and UNIT_WORDS.get(given, UNIT_WORDS.get(given.upper())) != item.unit:
            unit = self._unit_word(item)
            yield _told("unit", f.UNIT_WRONG, suggestion=unit, unit=unit)

    def _unit_word(self, item: Item) -> str:
        return UNITS[item.unit].en if self._is_english else UNITS[item.unit].zh

    def _prices(
        self, values: Values, meaning: Meaning, net: Decimal | None, contract: Decimal | None
    ) -> Iterator[Told]:
        gross = values.get("unit_price")
        column = "unit_price" if gross is not None else "unit_price_net"
        if meaning.source is None:
            yield _told("item", f.SOURCE_UNKNOWN, Severity.ATTENTION)
        if net is None or meaning.partner is None:
            yield _told("unit_price", f.PRICE_UNKNOWN)
            return
        if net < 0:
            yield _told(column, f.PRICE_NEGATIVE)
        rate = meaning.partner.partnership.tax_rate
        if gross is not None and abs(gross_of(net, rate) - gross) > PENNY:
            yield _told("unit_price_net", f.PRICE_TWICE, expected=grouped(net_of(gross, rate)))
        if contract and net - contract > PENNY:
            percent = round((net / contract - 1) * 100, 1)
            if percent > 0:
                yield _told(column, f.PRICE_ABOVE, Severity.ATTENTION, percent=f"{percent:f}")

    def _order(self, number: str, meaning: Meaning) -> Iterator[Told]:
        if meaning.partner is None or meaning.site is None:
            return
        order, here = meaning.order, (meaning.partner.partnership.id, meaning.site.id)
        if order is None:
            if self._new_orders.setdefault(number, here) != here:
                yield _told("order_number", f.ORDER_OTHER)
        elif (order.partnership_id, order.site_id) != here:
            yield _told("order_number", f.ORDER_OTHER)
        elif order.status is not ScheduleStatus.DRAFT:
            yield _told("order_number", f.ORDER_SENT)

    def _quantity(self, values: Values, meaning: Meaning, item: Item) -> tuple[Told, ...]:
        source = meaning.source
        key = (source.id if source else item.unit, values["quantity"])
        known = self._quantities.get(key)
        if known is None:
            known = self._quantities[key] = self._rounded(values["quantity"], meaning, item)
        values["quantity"] = known[0]
        return known[1]

    def _rounded(self, quantity: Decimal, meaning: Meaning, item: Item) -> tuple[Decimal, tuple[Told, ...]]:
        """The quantity that will be ordered, and what is to be said about it."""
        source = meaning.source
        if quantity != round(quantity, UNITS[item.unit].scale):
            return quantity, (_told("quantity", NUMBER_SCALE, scale=str(UNITS[item.unit].scale)),)
        if source is None:
            return quantity, ()
        wanted = rounded_up(max(quantity, source.minimum_order_quantity), source.order_multiple)
        if quantity < source.minimum_order_quantity:
            minimum, unit = grouped(source.minimum_order_quantity), self._unit_word(item)
            told = _told("quantity", f.BELOW_MINIMUM, suggestion=plain(wanted), minimum=minimum, unit=unit)
            return quantity, (told,)
        if wanted == quantity:
            return quantity, ()
        multiple, value = grouped(source.order_multiple), grouped(wanted)
        told = _told(
            "quantity", f.NOT_A_MULTIPLE, Severity.ATTENTION, plain(wanted), multiple=multiple, value=value
        )
        return wanted, (told,)

    def _day(self, values: Values, meaning: Meaning) -> Iterator[Told]:
        earliest = self._today
        if meaning.source is not None:
            earliest += timedelta(days=meaning.source.lead_time_days)
        if values["requested_date"] < earliest:
            day = earliest.isoformat()
            yield _told("requested_date", f.TOO_EARLY, suggestion=day, earliest=day[5:])

    def _price(self, values: Values, meaning: Meaning, terms: Terms) -> None:
        if terms.net is None or terms.gross is None or meaning.partner is None:
            return
        values["net"] = terms.net
        values["amount"] = (meaning.partner.partnership.currency, values["quantity"] * terms.gross)
