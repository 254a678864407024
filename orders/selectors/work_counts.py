"""The badges of the navigation: how much waits of each sort."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q

from accounts.actor import Actor
from common.clock import today
from orders.models import AdvanceShipNotice, ChangeProposal, ScheduleLine
from orders.selectors.goods import ON_THE_WAY
from orders.selectors.schedule_lines import OVER, PROMISED_VALUES
from orders.selectors.worklist import SHIP_DAYS
from orders.states import ProposalStatus, ScheduleStatus, Side

S = ScheduleStatus


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Badges of the navigation."""

    open_schedule_lines: int
    to_confirm: int
    to_decide: int
    to_ship: int
    in_transit: int
    to_receive: int


def work_counts(actor: Actor) -> WorkCounts:
    """The badges, in three queries."""
    me = actor.enterprise_id
    mine = ScheduleLine.objects.filter(Q(buyer_id=me) | Q(supplier_id=me))
    counted = mine.aggregate(
        open=Count("id", filter=~Q(status__in=OVER)),
        confirm=Count("id", filter=Q(supplier_id=me, status__in=[S.SENT.value, S.SEEN.value])),
        ship=Count(
            "id",
            filter=Q(
                supplier_id=me, status__in=PROMISED_VALUES, confirmed_quantity__gt=F("shipped_quantity"),
                due_date__lte=today() + timedelta(days=SHIP_DAYS),
            ),
        ),
        transit=Count("id", filter=Q(in_transit_quantity__gt=0)),
    )  # fmt: skip
    theirs = Q(buyer_id=me, side=Side.SUPPLIER.value) | Q(supplier_id=me, side=Side.BUYER.value)
    return WorkCounts(
        open_schedule_lines=counted["open"],
        to_confirm=counted["confirm"],
        to_decide=ChangeProposal.objects.filter(theirs, status=ProposalStatus.OPEN.value).count(),
        to_ship=counted["ship"],
        in_transit=counted["transit"],
        to_receive=AdvanceShipNotice.objects.filter(buyer_id=me, status__in=ON_THE_WAY).count(),
    )
