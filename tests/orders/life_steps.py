"""What the steps of the life machine are drawn from, and when a step makes sense."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from orders.models import AdvanceShipNotice, AsnLine
from orders.services.receipts import ReceiptLineInput, goods_receipt_post
from tests.orders.trade import RECEIVER

# A share of what the act is about, in percent: inside and outside every tolerance, and absurd.
shares = st.sampled_from([1, 40, 50, 89, 95, 100, 100, 100, 105, 106, 110, 111, 400, 5000])
days = st.sampled_from([18, 19, 20, 21, 22, 30])
reasons = st.sampled_from(["", "CAPACITY", "DRAWING", "TRANSPORT"])
staleness = st.sampled_from([0, 0, 0, 0, -1, 1])
places = st.integers(0, 50)
UNANSWERED = ("sent", "seen")
PROMISED = ("confirmed", "part_confirmed", "in_production")
ANYWHERE = 7


def share(base: Decimal, percent: int) -> Decimal:
    """So many percent of a quantity, in whole pieces, at least one."""
    return max(Decimal(1), (base * percent / 100).to_integral_value())


def is_there(*statuses: str) -> Callable[[Any], bool]:
    """A rule makes sense once a line is in one of these states."""
    return lambda self: any(row["status"] in statuses for row in self.now.lines.values())


def has_notice(*statuses: str) -> Callable[[Any], bool]:
    return lambda self: any(status in statuses for status, _ in self.now.notices.values())


def has_open_proposal(self: Any) -> bool:
    return any(status == "OPEN" for status, _ in self.now.proposals.values())


def first_error(done: Any) -> None:
    """Raise what a bulk act refused, so that single and bulk acts are judged alike."""
    for result in done if isinstance(done, list) else []:
        error = getattr(result, "error", None)
        if error is not None:
            raise error


def receive_all(asn_id: UUID) -> None:
    """Everything on the notice is there and good."""
    version = AdvanceShipNotice.objects.get(id=asn_id).version
    lines = [ReceiptLineInput(line.id, line.quantity) for line in AsnLine.objects.filter(asn_id=asn_id)]
    goods_receipt_post(actor=RECEIVER, asn_id=asn_id, version=version, lines=lines)
