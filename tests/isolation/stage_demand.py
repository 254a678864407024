"""Demand histories, forecasts and overrides on the stage, each firm's of its own product."""

from datetime import timedelta
from decimal import Decimal

from common.clock import today
from optimizer.models import DemandHistory
from optimizer.services.planning.forecasting import forecast_carry_out, forecast_start
from optimizer.services.planning.history import HistoryValues, history_save
from optimizer.services.planning.overriding import OverrideValues, override_save, override_withdraw
from optimizer.states.forecasting import OverrideReason
from suppliers.models import Item
from suppliers.rules import monday_of
from tenancy.context import acting_as
from tests import world
from tests.isolation.stage_plans import CHAINS, actor_of

WEEKS = 20


def demand() -> None:
    """Histories that are forecast, a standing and a withdrawn override; with FIRST a forecast that waits."""
    for firm in CHAINS:
        with acting_as(firm.id):
            item = Item.objects.get(enterprise_id=firm.id, number=f"DRIVE-{firm.key}")
        _sold(firm, item)
        _forecast(firm, is_done=firm is not world.FIRST)
        _overridden(firm, item, 10)


def more() -> None:
    """Another product of each with its history and overrides, and another forecast."""
    for firm in CHAINS:
        with acting_as(firm.id):
            number = 1 + Item.objects.filter(enterprise_id=firm.id, number__startswith="SPARE-").count()
            item = Item.objects.create(
                chain_id=CHAINS[firm], enterprise_id=firm.id, number=f"SPARE-{firm.key}-{number}",
                name=f"spare of {firm.key}", unit="KGM", kind="MAKE",
            )  # fmt: skip
        _sold(firm, item)
        if firm is not world.FIRST:
            _forecast(firm, is_done=True)
        _overridden(firm, item, 14)


def _sold(firm: world.Firm, item: Item) -> None:
    actor, own = actor_of(firm), Decimal(firm.number) / 1000
    with acting_as(firm.id, actor.user_id):
        rows = [
            HistoryValues(item.id, monday_of(today()) - timedelta(weeks=back), Decimal("731.05") + back + own)
            for back in range(1, WEEKS + 1)
        ]
        history_save(actor=actor, rows=rows)
        assert DemandHistory.objects.filter(item=item).count() == WEEKS


def _forecast(firm: world.Firm, *, is_done: bool) -> None:
    actor = actor_of(firm)
    with acting_as(firm.id, actor.user_id):
        run = forecast_start(actor=actor)
    if is_done:
        forecast_carry_out(enterprise_id=firm.id, run_id=run.id)


def _overridden(firm: world.Firm, item: Item, week: int) -> None:
    actor, own = actor_of(firm), Decimal(firm.number) / 1000
    with acting_as(firm.id, actor.user_id):
        weeks = [
            OverrideValues(monday_of(today()) + timedelta(weeks=week + n), Decimal("8410.02") + n + own)
            for n in range(2)
        ]
        made = override_save(
            actor=actor,
            item_id=item.id,
            weeks=weeks,
            reason=OverrideReason.OTHER,
            note=f"campaign of {firm.key}",
        )
        override_withdraw(actor=actor, override_id=made[1].id, version=made[1].version)
