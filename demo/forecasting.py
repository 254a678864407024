"""What the leader has sold: three years of products and of assemblies for repairs, the forecast of them, and the planner's word."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounts.actor import Actor
from common import clock
from optimizer.services.planning.forecasting import forecast_carry_out, forecast_start
from optimizer.services.planning.history import HistoryValues, history_save
from optimizer.services.planning.overriding import OverrideValues, override_save
from optimizer.states.forecasting import OverrideReason
from suppliers.models import Item
from suppliers.rules import monday_of
from suppliers.states import InventorySource
from tenancy.context import acting_as

YEARS = 160  # weeks of history
LEVEL = 690
# First day of the Spring Festival, by year.
FESTIVALS = (
    date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26),
    date(2029, 2, 13), date(2030, 2, 3),
)  # fmt: skip
FESTIVE_SHARES = {-1: 0.75, 0: 0.35, 1: 0.55}  # by weeks from the festival's
GROWTH = 0.06  # a year
# A large customer's spring campaign: more than the history and the chain know of.
CAMPAIGN, CAMPAIGN_WEEKS, CAMPAIGN_MORE = "BY-250", range(7, 10), 1.35


@dataclass(frozen=True)
class ServicePart:
    """An assembly sold for repairs: of `chance` weeks in which any is taken, about `level` each; `since` so many weeks."""

    number: str
    level: int
    chance: float = 1.0
    since: int = YEARS
    winter: float = 0.0


SERVICE_PARTS = (
    ServicePart("BY25-TA-00", 36),
    ServicePart("BY25-WA-00", 28),
    ServicePart("BY25-EA-00", 24, winter=0.5),
    ServicePart("BY25-EN-00", 6, chance=0.22),
    ServicePart("ED30-CA-00", 9, chance=0.3),
    ServicePart("ED30-GA-00", 5, chance=0.15),
    ServicePart("BY40-TA-00", 12, since=13),
)


def foretell_demand(planner: Actor, products: list[str], items: dict[str, Item], dice: random.Random) -> None:
    """History, the forecast made of it, and what the planner knows better."""
    with acting_as(planner.enterprise_id, planner.user_id):
        rows = [*_sold(products, items, dice), *_repaired(items, dice)]
        history_save(actor=planner, rows=rows, source=InventorySource.FILE)
        run = forecast_start(actor=planner)
    forecast_carry_out(enterprise_id=planner.enterprise_id, run_id=run.id)
    with acting_as(planner.enterprise_id, planner.user_id):
        _campaign(planner, items[CAMPAIGN])
        _holiday(planner, items["ED-30"])


def festive_share(monday: date) -> float:
    """What of an ordinary week is sold in this one: the chain stands still around the Spring Festival."""
    for festival in FESTIVALS:
        distance = (monday - monday_of(festival)).days // 7
        if distance in FESTIVE_SHARES:
            return FESTIVE_SHARES[distance]
    return 1.0


def season_of(monday: date) -> float:
    """Motorcycles and drives sell in spring."""
    return 1 + 0.18 * math.sin((monday.isocalendar().week - 4) / 52 * 2 * math.pi)


def _past(weeks: int) -> Iterator[tuple[int, date]]:
    """Weeks that have ended, the oldest first, each with how many weeks ago it was."""
    this_week = monday_of(clock.today())
    return ((back, this_week - timedelta(weeks=back)) for back in range(weeks, 0, -1))


def _sold(products: list[str], items: dict[str, Item], dice: random.Random) -> Iterator[HistoryValues]:
    for number in products:
        for back, monday in _past(YEARS):
            grown = (1 + GROWTH) ** (-back / 52)
            level = LEVEL * grown * season_of(monday) * festive_share(monday)
            quantity = round(level * dice.gauss(1, 0.06) / 10) * 10
            yield HistoryValues(items[number].id, monday, Decimal(max(0, quantity)))


def _repaired(items: dict[str, Item], dice: random.Random) -> Iterator[HistoryValues]:
    for part in SERVICE_PARTS:
        for _, monday in _past(part.since):
            if dice.random() >= part.chance:
                continue
            cold = 1 + part.winter * math.cos((monday.isocalendar().week - 2) / 52 * 2 * math.pi)
            quantity = round(part.level * cold * dice.gauss(1, 0.18))
            yield HistoryValues(items[part.number].id, monday, Decimal(max(1, quantity)))


def _campaign(planner: Actor, item: Item) -> None:
    weeks = [_ahead(week, CAMPAIGN_MORE) for week in CAMPAIGN_WEEKS]
    override_save(
        actor=planner, item_id=item.id, weeks=weeks, reason=OverrideReason.PROMOTION,
        note="大客户春季促销，销售部周会确认",
    )  # fmt: skip


def _holiday(planner: Actor, item: Item) -> None:
    """The festival falls on other weeks every year; the next one within the horizon is put right by hand."""
    this_week = monday_of(clock.today())
    coming = [f for f in FESTIVALS if timedelta(0) <= monday_of(f) - this_week < timedelta(weeks=25)]
    if coming:
        first = (monday_of(coming[0]) - this_week).days // 7
        override_save(
            actor=planner, item_id=item.id, weeks=[_ahead(first, 1.0), _ahead(first + 1, 1.0)],
            reason=OverrideReason.HOLIDAY, note="春节按今年的日期",
        )  # fmt: skip


def _ahead(week: int, more: float) -> OverrideValues:
    monday = monday_of(clock.today()) + timedelta(weeks=week)
    level = LEVEL * season_of(monday) * festive_share(monday) * more
    return OverrideValues(monday, Decimal(round(level / 10) * 10))
