"""What the words of an order book mean in the acting buyer's world; loaded set-wise, each value once."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from uuid import UUID

from django.db.models import Prefetch

from accounts.actor import Actor
from common.errors import DomainError
from exchange.cells.text import half_width
from suppliers.models import Item, Partnership, PriceBreak, SourceOption
from suppliers.rules import price_at
from suppliers.selectors.items import item_list, items_by_number
from suppliers.selectors.partnerships import PartnershipFilter, check_ordering, partnership_list
from suppliers.selectors.sources import source_option_list
from tenancy.models import Site
from tenancy.selectors import site_list

# Nearest words are sought for so many different unknown ones; a wrong column needs no more.
MOST_GUESSES = 200
CLOSE = 0.75


def word(text: str) -> str:
    """A word as it is compared: half width, one case, no blanks."""
    return half_width(text).casefold().replace(" ", "")


@dataclass(frozen=True, slots=True)
class Partner:
    """A supplier one buys from; `refusal` says why no new order may go there now."""

    partnership: Partnership
    name: str
    refusal: DomainError | None


class Lookups:
    """Suppliers and places are few and loaded at once; items and their terms as rows name them."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self.partners, self._partner_names = self._load_partners()
        self.sites = self._load_sites()
        self.items: dict[str, Item] = {}
        self.sources: dict[tuple[UUID, UUID], SourceOption] = {}
        self._breaks: dict[UUID, list[tuple[Decimal, Decimal]]] = {}
        self._words: dict[str, Partner | None] = {}
        self._places: dict[str, tuple[Site | None, bool]] = {}
        self._asked_items: set[str] = set()
        self._asked_sources: set[UUID] = set()
        self._numbers: list[str] | None = None
        self._guesses: dict[str, str | None] = {}

    def _load_partners(self) -> tuple[dict[str, Partner], list[str]]:
        by_word: dict[str, Partner] = {}
        names = []
        mine = partnership_list(self._actor, PartnershipFilter(side="BUYER")).select_related("supplier")
        for partnership in mine.order_by("created_at", "id"):
            supplier = partnership.supplier
            try:
                check_ordering(partnership, supplier.short_name)
                refusal = None
            except DomainError as error:
                refusal = error
            partner = Partner(partnership, supplier.short_name, refusal)
            names.append(supplier.short_name)
            spellings = (
                partnership.supplier_code, supplier.short_name, supplier.name, supplier.short_name_en,
                supplier.name_en, supplier.uscc,
            )  # fmt: skip
            for spelling in filter(None, map(word, spellings)):
                by_word.setdefault(spelling, partner)
        return by_word, names

    def _load_sites(self) -> dict[str, Site]:
        sites = list(site_list(self._actor.enterprise_id))
        by_word = {word(name): site for site in reversed(sites) for name in (site.name_en, site.name)}
        return by_word | {word(site.code): site for site in sites}

    def partner(self, text: str) -> Partner | None:
        """The supplier a text means."""
        if text not in self._words:
            self._words[text] = self.partners.get(word(text))
        return self._words[text]

    def add_partner(self, name: str, partner: Partner) -> None:
        """Make a supplier known that has come into being meanwhile."""
        self.partners[word(name)] = self._words[name] = partner

    def site(self, text: str) -> tuple[Site | None, bool]:
        """The place a text means, and whether it names it exactly; "两江二厂 D3" means 两江二厂."""
        if text not in self._places:
            self._places[text] = self._site(text)
        return self._places[text]

    def _site(self, text: str) -> tuple[Site | None, bool]:
        whole = self.sites.get(word(text))
        if whole is not None:
            return whole, True
        head, _, rest = half_width(text).rpartition(" ")
        return (self.sites.get(word(head)), False) if rest else (None, False)

    def load_items(self, numbers: Iterable[str]) -> None:
        """Make the items of these numbers known, with their terms at all suppliers."""
        missing = set(numbers) - self._asked_items
        self._asked_items |= missing
        if missing:
            self.items |= items_by_number(self._actor, missing)
        fresh = {item.id for number in missing if (item := self.items.get(number))} - self._asked_sources
        self._asked_sources |= fresh
        if not fresh:
            return
        breaks = Prefetch("price_breaks", PriceBreak.objects.filter(enterprise_id=self._actor.enterprise_id))
        options = source_option_list(self._actor).filter(item_id__in=fresh, is_approved=True)
        for option in options.prefetch_related(breaks):
            self.sources[option.partnership_id, option.item_id] = option
            self._breaks[option.id] = [(b.from_quantity, b.unit_price) for b in option.price_breaks.all()]

    def price(self, option: SourceOption, quantity: Decimal) -> Decimal:
        """The contract price without tax of a quantity."""
        return price_at(option.unit_price, self._breaks[option.id], quantity)

    def near_item(self, number: str) -> str | None:
        """The item number that looks most like it."""
        if self._numbers is None:
            self._numbers = list(item_list(self._actor).values_list("number", flat=True)[:50_000])
        return self._near(f"item:{number}", number, self._numbers)

    def near_supplier(self, name: str) -> str | None:
        return self._near(f"supplier:{name}", name, self._partner_names)

    def _near(self, key: str, text: str, among: list[str]) -> str | None:
        if key not in self._guesses:
            if len(self._guesses) >= MOST_GUESSES:
                return None
            kin = [other for other in among if other[:2].casefold() == text[:2].casefold()] or among[:5_000]
            found = get_close_matches(text, kin, n=1, cutoff=CLOSE)
            self._guesses[key] = found[0] if found else None
        return self._guesses[key]
