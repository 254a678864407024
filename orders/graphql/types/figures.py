"""Computed figures with their formulas, and what orders tell of a partnership."""

from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from typing import Any

import graphene

from accounts.permissions import P
from api.fields import may, permission_field
from api.types import Info
from api.values import Indicator, Money
from common.clock import today
from common.errors import Invalid
from common.language import current_language
from orders import errors
from orders.graphql import loaders
from orders.graphql.forecast_loaders import QualityByPartnershipLoader
from orders.graphql.types.forecasts import ForecastQuality, quality_shown
from orders.selectors import Figure
from suppliers.models import Partnership

LONGEST_DAYS = 730
OTIF = (
    "准交率 ＝ 按承诺日足量收下的计划行 ÷ 承诺日在期内的计划行；承诺以台账首诺为准，只随非供方原因的双方约定移动",
    "OTIF = schedule lines accepted in full by the promised day ÷ schedule lines promised within the period; the"
    " promise is the ledger's first one, moved only by agreed changes the supplier did not cause",
)
CONFIRMATION_CYCLE = (
    "确认周期 ＝ 从发出到首次答复的小时数的中位数",
    "Confirmation cycle = median hours from sending to the first answer",
)
FIRST_PROMISE = (
    "首诺按时足量 ＝ 本订单按首诺足量收下的计划行 ÷ 已到承诺日的计划行",
    "First promise kept = schedule lines of this order accepted in full by their promised day ÷ those due",
)


def indicator(figure: Figure, formula: tuple[str, str]) -> dict[str, Any]:
    """A figure with its formula in the reader's language."""
    return asdict(figure) | {"formula": formula[1 if current_language() == "en" else 0]}


def checked_days(days: int) -> int:
    """A period in days, 1 to 730; raises Invalid PERIOD_WRONG."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(errors.PERIOD_WRONG, field="days", value=days, limit=LONGEST_DAYS)
    return days


class PartnershipFigures:
    """What orders add to a partnership."""

    otif = permission_field(
        Indicator,
        permission=P.ORDER_READ,
        refuses=True,
        required=True,
        days=graphene.Int(default_value=90),
        description="On time in full, from the promise ledger alone; days looked back: 1–730.",
    )
    confirmation_cycle = permission_field(
        Indicator,
        permission=P.ORDER_READ,
        refuses=True,
        required=True,
        days=graphene.Int(default_value=90),
        description="Median hours from sending to the first answer.",
    )
    open_schedule_line_count = permission_field(
        graphene.Int, permission=P.ORDER_READ, refuses=True, required=True
    )
    open_amount = permission_field(Money, permission=P.PRICE_READ, description="Without tax.")

    forecast_quality = permission_field(
        ForecastQuality,
        permission=P.FORECAST_READ,
        refuses=True,
        required=True,
        description="How good the buyer's forecasts were.",
    )

    @staticmethod
    def resolve_forecast_quality(row: Partnership, info: Info) -> Any:
        found = info.context.loaders.get(QualityByPartnershipLoader).load(row.id)
        return found.then(quality_shown)

    @staticmethod
    def resolve_otif(row: Partnership, info: Info, days: int) -> Any:
        since = today() - timedelta(days=checked_days(days))
        found = info.context.loaders.get(loaders.OtifByPartnershipLoader, since).load(row.id)
        return found.then(lambda figure: indicator(figure, OTIF))

    @staticmethod
    def resolve_confirmation_cycle(row: Partnership, info: Info, days: int) -> Any:
        since = today() - timedelta(days=checked_days(days))
        found = info.context.loaders.get(loaders.CycleByPartnershipLoader, since).load(row.id)
        return found.then(lambda figure: indicator(figure, CONFIRMATION_CYCLE))

    @staticmethod
    def resolve_open_schedule_line_count(row: Partnership, info: Info) -> Any:
        found = info.context.loaders.get(loaders.OpenLinesByPartnershipLoader).load(row.id)
        return found.then(lambda open_lines: open_lines.count if open_lines else 0)

    @staticmethod
    def resolve_open_amount(row: Partnership, info: Info) -> Any:
        if not may(info.context, P.ORDER_READ):
            return None
        found = info.context.loaders.get(loaders.OpenLinesByPartnershipLoader).load(row.id)
        return found.then(
            lambda open_lines: {
                "amount": open_lines.amount if open_lines else Decimal(0),
                "currency": row.currency,
            }
        )
