"""What the upper tiers can make, who answers by rule, and a question of the leader in each state."""

import random
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from accounts.gate import actor_for
from common import clock
from demo.directory import Directory
from demo.members import SUPPLIERS, UPSTREAM
from demo.people import login_of
from demo.trade import Market
from suppliers.models import BomLine, CapacityUsage, Inquiry, Item, SourceOption
from suppliers.rules import monday_of
from suppliers.services.capacity import GroupValues, WeekValues, capacity_group_save, capacity_weeks_save
from suppliers.services.questions.answering import question_policy_set
from suppliers.services.questions.asking import NewQuestion, question_ask, question_withdraw
from suppliers.services.questions.travel import close_due, travel
from suppliers.states import ItemKind
from tenancy.context import acting_as

WEEKS = 13
# These leave every question to a person; the first desk is the visitor's, the others let some lapse.
BY_PERSON = frozenset({"supplier01", "supplier05", "supplier08"})


def ask_the_chain(directory: Directory, market: Market, dice: random.Random) -> None:
    """Capacity above the first tier, policies, and questions answered, waiting, lapsed and withdrawn."""
    for supplier in (s for s in SUPPLIERS if s.tier > 1):
        _furnish(directory, market, supplier.key, dice)
    for buyer in dict.fromkeys(buyer for buyer, _ in UPSTREAM):
        _structure(directory, buyer)
    for supplier in SUPPLIERS:
        _policy(directory, supplier.key)
    _questions(directory, market)


def _sold(directory: Directory, market: Market, supplier: str) -> Iterator[tuple[str, str, str, str]]:
    """Number, names and unit of what the supplier sells, as its buyers' sources have it."""
    for (buyer, seller), partnership in market.partnerships.items():
        if seller == supplier:
            with acting_as(directory.enterprises[buyer]):
                sources = SourceOption.objects.filter(partnership=partnership).select_related("item")
                rows = [(s.supplier_item_number, s.item.name, s.item.name_en, s.item.unit) for s in sources]
            yield from rows


def _furnish(directory: Directory, market: Market, key: str, dice: random.Random) -> None:
    actor = actor_for(login_of(key, "sales"), directory.enterprises[key])
    site = next(i for (owner, _), i in directory.sites.items() if owner == key)
    rows = {row[0]: row for row in _sold(directory, market, key)}
    with acting_as(actor.enterprise_id, actor.user_id):
        items = Item.objects.bulk_create(
            Item(
                chain=directory.chain, enterprise_id=actor.enterprise_id, number=number, name=name, name_en=name_en,
                unit=unit, kind=ItemKind.MAKE, category="产成品",
            )
            for number, name, name_en, unit in rows.values()
        )  # fmt: skip
        usages = [(item.id, Decimal("0.02")) for item in items]
        values = GroupValues(site, "L-01", "主生产线", "Main line", usages=usages)
        group = capacity_group_save(actor=actor, values=values)
        weeks = [
            WeekValues(clock.today() + timedelta(weeks=n), Decimal(120 + 10 * dice.randint(0, 6)))
            for n in range(WEEKS)
        ]
        capacity_weeks_save(actor=actor, group_id=group.id, weeks=weeks)


def _structure(directory: Directory, buyer: str) -> None:
    """What a buyer's capacity is planned for is made from what it buys."""
    enterprise_id = directory.enterprises[buyer]
    numbers = _planned(enterprise_id)
    with acting_as(enterprise_id):
        mine = Item.objects.filter(enterprise_id=enterprise_id)
        made, bought = list(mine.filter(number__in=numbers)), list(mine.filter(kind=ItemKind.BUY))
        BomLine.objects.bulk_create(
            BomLine(
                chain=directory.chain, enterprise_id=enterprise_id, parent=parent, component=component,
                quantity_per=Decimal(1), scrap_percent=Decimal(2),
            )
            for parent in made
            for component in bought
        )  # fmt: skip


def _planned(enterprise_id: UUID) -> list[str]:
    """Numbers of the items a member's capacity is planned for."""
    with acting_as(enterprise_id):
        usages = CapacityUsage.objects.filter(enterprise_id=enterprise_id)
        return sorted(set(usages.values_list("item__number", flat=True)))


def _policy(directory: Directory, key: str) -> None:
    actor = actor_for(login_of(key, "sales"), directory.enterprises[key])
    by_rule = key not in BY_PERSON
    with acting_as(actor.enterprise_id, actor.user_id):
        question_policy_set(actor=actor, version=0, by_capacity=by_rule, by_stock=by_rule, passes_on=True)


def _questions(directory: Directory, market: Market) -> None:
    planner = actor_for(login_of("leader", "planner"), directory.enterprises["leader"])
    with clock.at(clock.now() - timedelta(days=6)):
        _ask(planner, market, "supplier08", 900, hours=48)
        travel()
    close_due()
    travel()
    for supplier, quantity in (("supplier03", 900), ("supplier02", 6000), ("supplier01", 1200)):
        _ask(planner, market, supplier, quantity)
    regretted = _ask(planner, market, "supplier05", 400)
    with acting_as(planner.enterprise_id, planner.user_id):
        question_withdraw(actor=planner, inquiry_id=regretted.id, version=regretted.version)
    travel()


def _ask(planner: Actor, market: Market, supplier: str, quantity: int, hours: int = 72) -> Inquiry:
    """Of the first item the leader buys there and the supplier has planned capacity for."""
    partnership = market.partnerships["leader", supplier]
    numbers = _planned(partnership.supplier_id)
    with acting_as(planner.enterprise_id, planner.user_id):
        sources = SourceOption.objects.filter(partnership=partnership, supplier_item_number__in=numbers)
        item_id = sources.order_by("item__number").values_list("item_id", flat=True)[0]
        wanted = NewQuestion(
            item_id, Decimal(quantity), monday_of(clock.today()) + timedelta(weeks=2), 4,
            clock.now() + timedelta(hours=hours),
        )  # fmt: skip
        return question_ask(actor=planner, question=wanted)
