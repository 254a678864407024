"""What the demo's suppliers have in stock and can make, and how much of it they let their buyers see."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from accounts.actor import Actor
from accounts.gate import actor_for
from common import clock
from demo.directory import Directory
from demo.members import SUPPLIERS
from demo.people import login_of
from demo.trade import Market
from suppliers.models import Item, Partnership, SourceOption
from suppliers.selectors import grants_given, shared_figure_list
from suppliers.services.capacity import GroupValues, WeekValues, capacity_group_save, capacity_weeks_save
from suppliers.services.reading import reading_record
from suppliers.services.sharing import (
    NewGrant,
    sharing_grant_revoke,
    sharing_grant_set,
    sharing_template_apply,
)
from suppliers.services.stock import Count, stock_count
from suppliers.states import Grain, InventorySource, ItemKind, SharedField, StockStatus
from tenancy.context import acting_as

WEEKS = 13
SOURCES = (InventorySource.TYPED, InventorySource.FILE, InventorySource.API)
GROUPS = {"supplier01": ("WD-01", "定子绕线", "Stator winding")}
USUAL_GROUP = ("L-01", "主生产线", "Main line")
TEMPLATES = ("MOST_SUPPLIERS", "MOST_SUPPLIERS", "CAREFUL", "CLOSE")
# The first supplier trusts the chain it grew up in, and gives the second leader signals.
OPEN = (
    (SharedField.FREE, Grain.EXACT),
    (SharedField.AGREED, Grain.EXACT),
    (SharedField.UNRESTRICTED, Grain.RANGE),
)


@dataclass(frozen=True)
class House:
    """One supplier's desk: who acts, its products by partnership, its number in the demo."""

    actor: Actor
    key: str
    number: int
    products: dict[str, list[Item]]
    partnerships: dict[str, Partnership]


def open_books(directory: Directory, market: Market, dice: random.Random) -> None:
    """Stock, capacity, grants and a few readings, for every first-tier supplier."""
    for number, supplier in enumerate((s for s in SUPPLIERS if s.tier == 1), 1):
        house = _house(directory, market, supplier.key, number)
        with acting_as(house.actor.enterprise_id, house.actor.user_id):
            _stock(directory, house, dice)
            _capacity(directory, house, dice)
            _grants(house)
    _readings(directory, dice)


def _house(directory: Directory, market: Market, key: str, number: int) -> House:
    actor = actor_for(login_of(key, "sales"), directory.enterprises[key])
    mine = {buyer: p for (buyer, supplier), p in market.partnerships.items() if supplier == key}
    products = {buyer: _products(directory, actor, buyer, partnership) for buyer, partnership in mine.items()}
    return House(actor, key, number, products, mine)


def _products(directory: Directory, actor: Actor, buyer: str, partnership: Partnership) -> list[Item]:
    """The supplier's own items for what the buyer buys, under the numbers both know."""
    with acting_as(directory.enterprises[buyer]):
        sources = SourceOption.objects.filter(partnership=partnership).select_related("item")
        bought = [(s.supplier_item_number, s.item.name, s.item.name_en, s.item.unit) for s in sources]
    with acting_as(actor.enterprise_id):
        return Item.objects.bulk_create(
            Item(
                chain_id=partnership.chain_id, enterprise_id=actor.enterprise_id, number=number, name=name,
                name_en=name_en, unit=unit, kind=ItemKind.MAKE, category="产成品", is_lot_managed=True,
            )
            for number, name, name_en, unit in bought
        )  # fmt: skip


@contextmanager
def _days_ago(days: float) -> Iterator[None]:
    with clock.at(clock.now() - timedelta(days=days)):
        yield


def _stock(directory: Directory, house: House, dice: random.Random) -> None:
    site = next(i for (key, _), i in directory.sites.items() if key == house.key)
    counts = []
    for item in (item for items in house.products.values() for item in items):
        lot = f"L{clock.today():%y%m%d}-{dice.randint(1, 9)}"
        counts.append(Count(site, item.id, Decimal(dice.randint(0, 40) * 50), lot))
        if dice.random() < 0.3:
            waiting = dice.choice((StockStatus.IN_INSPECTION, StockStatus.BLOCKED))
            counts.append(Count(site, item.id, Decimal(dice.randint(1, 60)), lot, waiting))
    # Every fourth supplier counts seldom: its figures have grown stale.
    age = 6.5 if house.number % 4 == 0 else dice.uniform(0.02, 2.0)
    with _days_ago(age):
        stock_count(actor=house.actor, counts=counts, source=SOURCES[house.number % 3])


def _capacity(directory: Directory, house: House, dice: random.Random) -> None:
    site = next(i for (key, _), i in directory.sites.items() if key == house.key)
    code, name, name_en = GROUPS.get(house.key, USUAL_GROUP)
    usages = [(item.id, Decimal("0.05")) for items in house.products.values() for item in items[:4]]
    group = capacity_group_save(
        actor=house.actor, values=GroupValues(site, code, name, name_en, usages=usages)
    )
    weeks = []
    for number in range(WEEKS):
        shares = [(p.id, Decimal(dice.randint(25, 55))) for p in house.partnerships.values()]
        weeks.append(
            WeekValues(
                clock.today() + timedelta(weeks=number), Decimal(160 + 8 * dice.randint(-2, 2)), Decimal(16),
                Decimal(8), Decimal(dice.choice((72, 88, 95, 100))), shares,
            )
        )  # fmt: skip
    with _days_ago(20 if house.number % 4 == 0 else dice.uniform(0.1, 6)):
        capacity_weeks_save(actor=house.actor, group_id=group.id, weeks=weeks)


def _grants(house: House) -> None:
    for buyer, partnership in house.partnerships.items():
        if house.number % 6 == 4:
            continue  # shares nothing yet
        if house.key == "supplier01" and buyer == "leader":
            _open(house, partnership)
        else:
            template = "CAREFUL" if buyer == "leader2" else TEMPLATES[house.number % len(TEMPLATES)]
            sharing_template_apply(actor=house.actor, partnership_id=partnership.id, template=template)
        if house.number % 5 == 0:
            regretted = grants_given(house.actor).filter(field=SharedField.FREE.value).first()
            if regretted is not None:
                sharing_grant_revoke(actor=house.actor, grant_id=regretted.id, version=regretted.version)


def _open(house: House, partnership: Partnership) -> None:
    items = [item.id for item in house.products["leader"]]
    for field, grain in OPEN:
        is_stock = field is SharedField.UNRESTRICTED
        wanted = NewGrant(partnership.id, field, grain, "联合排产与补货", item_ids=items if is_stock else ())
        sharing_grant_set(actor=house.actor, grant=wanted)


def _readings(directory: Directory, dice: random.Random) -> None:
    """The leader's people have looked now and then."""
    for person in ("buyer", "planner"):
        actor = actor_for(login_of("leader", person), directory.enterprises["leader"])
        with acting_as(actor.enterprise_id, actor.user_id):
            figures = list(shared_figure_list(actor))
            for _ in range(3):
                with _days_ago(dice.uniform(0.1, 3)):
                    reading_record(actor=actor, figures=figures)
