"""What happened to orders, as the reader's enterprise heard of it."""

from typing import Any

import graphene

from api.types import JSON, DateTime, Info
from events.models import StreamEntry
from orders.graphql import loaders
from tenancy.graphql.parties import PartySide

ORDER_ROOT, LINE_SUBJECT = "purchase_order", "schedule_line"


class OrderChange(graphene.ObjectType):
    """One act on an order, a ship notice or a receipt. What it points at is read now, under my rights."""

    position = graphene.String(
        required=True, description="Pass it as `after` to resume. Grows with every event of my enterprise."
    )
    type = graphene.String(required=True, description="E.g. orders.schedule_line.confirmed.")
    occurred_at = DateTime(required=True)
    actor_name = graphene.String(required=True, description="Empty for the other side's people.")
    side = PartySide(description="The side that acted.")
    order_id = graphene.ID()
    subject_type = graphene.String(
        required=True, description="purchase_order, schedule_line, asn or goods_receipt."
    )
    subject_id = graphene.ID(required=True)
    order = graphene.Field("orders.graphql.types.purchase_orders.PurchaseOrder")
    schedule_line = graphene.Field("orders.graphql.types.schedule_lines.ScheduleLine")
    payload = graphene.Field(JSON, required=True)

    @staticmethod
    def resolve_side(entry: StreamEntry, info: Info) -> Any:
        return entry.payload.get("side")

    @staticmethod
    def resolve_order_id(entry: StreamEntry, info: Info) -> Any:
        return entry.root_id if entry.root_type == ORDER_ROOT else None

    @staticmethod
    def resolve_order(entry: StreamEntry, info: Info) -> Any:
        if entry.root_type != ORDER_ROOT:
            return None
        return info.context.loaders.get(loaders.OrderByIdLoader).load(entry.root_id)

    @staticmethod
    def resolve_schedule_line(entry: StreamEntry, info: Info) -> Any:
        if entry.subject_type != LINE_SUBJECT:
            return None
        return info.context.loaders.get(loaders.ScheduleLineByIdLoader).load(entry.subject_id)
