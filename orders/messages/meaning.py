"""What the words of a row mean to the acting buyer."""

from dataclasses import dataclass
from decimal import Decimal

from orders.messages.lookups import Partner
from orders.selectors.order_book import BookOrder
from suppliers.models import Item, SourceOption
from tenancy.models import Site


@dataclass(slots=True)
class Meaning:
    """None where the words mean nothing here. `net_price`: as typed, without tax. `key`: what the row says."""

    partner: Partner | None
    item: Item | None
    site: Site | None
    is_site_exact: bool
    source: SourceOption | None
    net_price: Decimal | None
    key: str
    order: BookOrder | None = None
