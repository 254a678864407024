"""Live changes of the market and of plans. They carry no figure: what is to be seen is read afresh."""

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.types import DateTime
from events.models import StreamEntry
from live.subscriptions import stream_field


class MarketChange(graphene.ObjectType):
    """Something of my listings, proposals or loans has changed."""

    position = graphene.String(
        required=True, description="Pass it as `after` to resume. Grows with every event of my enterprise."
    )
    type = graphene.String(required=True, description="E.g. optimizer.proposal.agreed.")
    occurred_at = DateTime(required=True)
    root_id = graphene.ID(required=True, description="The listing, the proposal or the loan.")


class PlanChange(graphene.ObjectType):
    """Demand, a forecast of it or a plan of mine has changed."""

    position = graphene.String(
        required=True, description="Pass it as `after` to resume. Grows with every event of my enterprise."
    )
    type = graphene.String(required=True, description="E.g. optimizer.plan.progressed.")
    occurred_at = DateTime(required=True)
    root_id = graphene.ID(required=True, description="The run, or what of the demand has changed.")


def _read(entry: StreamEntry, actor: Actor) -> StreamEntry:
    return entry


class Subscription(graphene.ObjectType):
    market_changes = stream_field(
        MarketChange,
        types=("optimizer.market.", "optimizer.proposal.", "optimizer.loan."),
        permission=P.MARKET_READ,
        read=_read,
        description="My enterprise's own part of the market, and its loans.",
    )
    plan_changes = stream_field(
        PlanChange,
        types=("optimizer.plan.", "optimizer.demand.", "optimizer.forecast.", "optimizer.scenario."),
        permission=P.PLAN_READ,
        read=_read,
        description="My enterprise's demand, forecasts, plans and scenarios; a running search about once a second.",
    )
