"""The chain's finished orders of the last half year, taken over in bulk with their promises and deliveries."""

import random
from collections.abc import Iterator
from datetime import timedelta

from common import clock
from demo.story import Desk, lateness
from orders.services.history import HistoricLine, record_closed_orders
from tenancy.context import acting_as

FROM_DAYS, TO_DAYS = 190, 36


def take_over(desk: Desk, dice: random.Random, lines: int) -> int:
    """About `lines` closed order lines of a trading pair; how many were made."""
    rows = list(_rows(desk, dice, lines))
    with acting_as(desk.buyer.enterprise_id, desk.buyer.user_id):
        return record_closed_orders(actor=desk.buyer, rows=rows).count("created")


def _rows(desk: Desk, dice: random.Random, lines: int) -> Iterator[HistoricLine]:
    made, order = 0, 0
    while made < lines:
        order += 1
        ordered_on = clock.today() - timedelta(days=dice.randint(TO_DAYS + 30, FROM_DAYS))
        number = f"PO-{ordered_on:%y%m}-{desk.supplier.login[-7:-5]}{order:02d}"
        for place in range(1, dice.randint(3, 6)):
            offer = dice.choice(list(desk.offers))
            requested = ordered_on + timedelta(days=offer.lead_days + dice.randint(4, 12))
            promised = requested + timedelta(days=dice.choice((0,) * 8 + (1, 3)))
            actual = promised + timedelta(days=lateness(desk.supplier.login, dice))
            quantity = (
                max(offer.moq, offer.usual * dice.choice((1, 1, 2)) / 2) // offer.multiple * offer.multiple
            )
            received = quantity - (5 if dice.random() < 0.03 and quantity > 100 else 0)
            yield HistoricLine(
                partnership_id=desk.partnership_id,
                external_order_number=number,
                line_reference=f"{number}/{place * 10}",
                item_id=offer.item_id,
                site_id=desk.site_id,
                quantity=quantity,
                unit_price=offer.price,
                requested_date=requested,
                promised_date=promised,
                actual_date=min(actual, clock.today()),
                received_quantity=received,
                ordered_on=ordered_on,
            )
            made += 1
