"""Values that every business speaks of: money, quantities with their unit, computed figures."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal as Number

import graphene

from api.types import Date, DecimalString
from common.clock import now
from common.language import current_language
from common.quantity import UNITS


def hours_since(instant: datetime) -> int:
    """Whole hours that have passed since."""
    return max(0, int((now() - instant).total_seconds() // 3600))


def unit_name(code: str) -> str:
    """The name of a Rec 20 code in the reader's language; the code itself for one we do not list."""
    unit = UNITS.get(code)
    if unit is None:
        return code
    return unit.en if current_language() == "en" else unit.zh


class Money(graphene.ObjectType):
    """An amount in an ISO 4217 currency, without tax unless said."""

    amount = DecimalString(required=True)
    currency = graphene.String(required=True)


class UnitQuantity(graphene.ObjectType):
    """A quantity with its UN/ECE Rec 20 unit and that unit's name in the reader's language."""

    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    quantity = DecimalString(required=True)


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure. `unit` is "percent" or "hours"; `value` None when the sample is empty."""

    value: Number | None
    unit: str
    formula: str
    start: date
    end: date
    sample_size: int
    numerator: int | None = None


class Indicator(graphene.ObjectType):
    """A computed figure with how it was computed."""

    value = DecimalString(description="Null when the sample is empty.")
    unit = graphene.String(required=True, description="percent or hours.")
    formula = graphene.String(required=True, description="In the reader's language.")
    start = Date(required=True, name="from")
    end = Date(required=True, name="to")
    sample_size = graphene.Int(required=True)
    numerator = graphene.Int()
