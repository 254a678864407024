"""Sums over schedule lines: quantities per unit, amounts per currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import graphene

from api.types import DecimalString, Info
from api.values import unit_name
from orders.models import ScheduleLine

ZERO = Decimal(0)


@dataclass(slots=True)
class UnitSums:
    """Sums of one unit."""

    unit: str
    ordered: Decimal = ZERO
    confirmed: Decimal = ZERO
    open: Decimal = ZERO
    shipped: Decimal = ZERO
    received: Decimal = ZERO


def unit_totals(lines: Iterable[ScheduleLine]) -> list[UnitSums]:
    """Sums per unit, in the order of the units' first appearance."""
    sums: dict[str, UnitSums] = {}
    for line in lines:
        found = sums.setdefault(line.unit, UnitSums(line.unit))
        found.ordered += line.ordered_quantity
        found.confirmed += line.confirmed_quantity
        found.open += line.open_quantity
        found.shipped += line.shipped_quantity
        found.received += line.received_quantity
    return list(sums.values())


class UnitTotals(graphene.ObjectType):
    """Sums of quantities in one unit."""

    unit = graphene.String(required=True)
    unit_name = graphene.String(required=True)
    ordered = DecimalString(required=True)
    confirmed = DecimalString(required=True)
    open = DecimalString(required=True)
    shipped = DecimalString(required=True)
    received = DecimalString(required=True)

    @staticmethod
    def resolve_unit_name(row: Any, info: Info) -> str:
        return unit_name(row.unit)
