"""Forecasts of the leader to its suppliers: three weekly versions of 26 weeks, and what each supplier made of them."""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from common import clock
from demo.story import Desk
from demo.trade import Offer
from orders.models import Forecast, ForecastCommit, ForecastLine
from orders.rules.forecasts import monday_of, week_at
from orders.services.forecast_commits import CommitCell, CommitRow, forecast_commit, forecast_commit_all
from orders.services.forecasts import ForecastRow, forecast_draft, forecast_publish, forecast_save
from orders.states import Confidence, Reason
from tenancy.context import acting_as

WEEKS, FROZEN = 26, 4
VERSIONS_AGO = (2, 1, 0)
LONG_KNOWN = 8  # desks that forecast since three weeks, the others since two
REASONS = (Reason.MATERIAL, Reason.CAPACITY, Reason.TOOLING)
# Motorcycles sell in spring and stand still around the Spring Festival.
FESTIVAL_WEEKS, FESTIVAL_SHARE = (6, 7), 0.4


def foretell(places: Sequence[Desk], dice: random.Random) -> None:
    """Publish and answer every version for the leader's desks; the last supplier leaves the newest unanswered."""
    leaders = [desk for desk in places if desk.buyer.login.startswith("buyer@leader.")]
    for place, desk in enumerate(leaders):
        levels = {offer.item_id: offer.usual * dice.choice((8, 10, 12)) / 10 for offer in desk.offers}
        for ago in VERSIONS_AGO if place < LONG_KNOWN else VERSIONS_AGO[1:]:
            born = _published_at(ago)
            live = _publish(desk, dice, levels, born)
            if ago > 0 or place < len(leaders) - 1:
                answered = min(born + timedelta(hours=dice.randint(3, 20)), clock.now())
                with clock.at(answered), acting_as(desk.supplier.enterprise_id, desk.supplier.user_id):
                    _answer(desk, dice, live)


def _published_at(weeks_ago: int) -> datetime:
    """Monday early in the chain's zone, `weeks_ago` weeks before this one."""
    monday = monday_of(clock.today()) - timedelta(weeks=weeks_ago)
    midnight = datetime.combine(monday, datetime.min.time(), tzinfo=clock.now().tzinfo)
    return min(midnight + timedelta(minutes=30), clock.now())


def _publish(desk: Desk, dice: random.Random, levels: Mapping[UUID, Decimal], born: datetime) -> Forecast:
    with clock.at(born), acting_as(desk.buyer.enterprise_id, desk.buyer.user_id):
        draft = forecast_draft(
            actor=desk.buyer, partnership_id=desk.partnership_id, weeks=WEEKS, frozen_weeks=FROZEN
        )
        rows = [_row(draft, offer, levels[offer.item_id], dice) for offer in desk.offers]
        draft = forecast_save(actor=desk.buyer, forecast_id=draft.id, version=draft.version, rows=rows)
        return forecast_publish(actor=desk.buyer, forecast_id=draft.id, version=draft.version)


def _row(draft: Forecast, offer: Offer, level: Decimal, dice: random.Random) -> ForecastRow:
    """A season over the year, rounded to the order multiple; the first version in full, later ones where they move."""
    quantities: list[Decimal | None] = []
    for place in range(draft.weeks):
        is_told = draft.number > 1 and place < draft.weeks - 1
        moves = dice.random() < (0.03 if place < draft.frozen_weeks else 0.12)
        if is_told and not moves:
            quantities.append(None)
            continue
        number = week_at(draft.start, place).isocalendar().week
        season = 1 + 0.22 * math.sin((number - 4) / 52 * 2 * math.pi)
        if number in FESTIVAL_WEEKS:
            season *= FESTIVAL_SHARE
        wanted = level * Decimal(str(round(season * dice.uniform(0.95, 1.05), 3)))
        quantities.append(max(offer.multiple, wanted // offer.multiple * offer.multiple))
    return ForecastRow(offer.item_id, draft.start, quantities)


def _answer(desk: Desk, dice: random.Random, live: Forecast) -> None:
    """Near weeks are sure, far ones likely; here and there a shortfall with its reason."""
    seller = desk.supplier
    done = forecast_commit_all(actor=seller, forecast_id=live.id, version=live.version)
    commits = ForecastCommit.objects.filter(supplier_id=seller.enterprise_id, forecast=live)
    rows = []
    for commit in commits.select_related("line").order_by("line__item_number"):
        cells = [
            _cell(live, commit.line, place, dice)
            for place in range(live.weeks)
            if place < FROZEN or dice.random() < 0.05
        ]
        rows.append(CommitRow(commit.line_id, cells))
    forecast_commit(actor=seller, forecast_id=live.id, version=done.version, rows=rows)


def _cell(live: Forecast, line: ForecastLine, place: int, dice: random.Random) -> CommitCell:
    quantity, week = line.quantities[place], week_at(live.start, place)
    is_short = dice.random() < (0.06 if place < FROZEN else 0.5)
    if not is_short:
        return CommitCell(week, quantity, Confidence.SURE if place < FROZEN else Confidence.LIKELY)
    less = (quantity * dice.choice((75, 85, 90, 95)) / 100).to_integral_value()
    return CommitCell(week, less, Confidence.LIKELY, dice.choice(REASONS).value)
