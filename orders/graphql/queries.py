"""Reads of orders, ship notices, receipts, and of what waits."""

from datetime import UTC, datetime
from typing import Any

import graphene
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from accounts.permissions import P
from api.connections import Connection, Listing
from api.fields import SIGNED_IN, DomainConnection, may, permission_field
from api.ids import found_or_none
from api.types import Info
from api.values import Money
from common.errors import Invalid
from common.paging import MAX_PAGE, PAGE_SIZE_INVALID, Order
from orders import models, selectors
from orders.graphql import filters
from orders.graphql.replenishment_queries import ReplenishmentQuery
from orders.graphql.types.forecasts import Forecast, ForecastRow, ForecastSummary
from orders.graphql.types.purchase_orders import PurchaseOrder
from orders.graphql.types.schedule_lines import ScheduleLine
from orders.graphql.types.shipping import AdvanceShipNotice, GoodsReceipt
from orders.graphql.types.totals import UnitTotals
from orders.graphql.types.worklist import NavigationCounts, ShownWorklist, Worklist, WorklistTab

NEVER = Value(datetime(9999, 1, 1, tzinfo=UTC))
NO_WORK = selectors.WorkCounts(0, 0, 0, 0, 0, 0)


class ScheduleLineTotals(graphene.ObjectType):
    """Sums over all rows of a filter."""

    count = graphene.Int(required=True)
    order_count = graphene.Int(required=True)
    by_unit = graphene.List(graphene.NonNull(UnitTotals), required=True)
    amounts = graphene.List(graphene.NonNull(Money), required=True, description="Empty without PRICE_READ.")

    @staticmethod
    def resolve_amounts(totals: selectors.ScheduleLineTotals, info: Info) -> list[dict[str, Any]]:
        if not may(info.context, P.PRICE_READ):
            return []
        return [
            {"currency": currency, "amount": amount} for currency, amount in sorted(totals.amounts.items())
        ]


class ScheduleLineConnection(Connection):
    """A page of the order book."""

    class Meta:
        node = ScheduleLine

    totals = graphene.Field(
        ScheduleLineTotals, required=True, description="Over all rows of the filter, not over the page."
    )

    @staticmethod
    def resolve_totals(listing: Listing, info: Info) -> selectors.ScheduleLineTotals:
        return selectors.totals_of(listing.queryset)


class OrderBookTabCount(graphene.ObjectType):
    """Rows of one tab."""

    tab = filters.OrderBookTab(required=True)
    count = graphene.Int(required=True)


class OrderBookQuery:
    """The order book."""

    schedule_lines = DomainConnection(
        ScheduleLine,
        connection=ScheduleLineConnection,
        permission=P.ORDER_READ,
        orders=filters.ScheduleLineOrder,
        args={"filter": filters.ScheduleLineFilter()},
        description="The order book: schedule lines I buy or supply.",
    )
    schedule_line = permission_field(
        ScheduleLine, permission=P.ORDER_READ, refuses=True, id=graphene.ID(required=True)
    )
    order_book_tabs = permission_field(
        graphene.List(graphene.NonNull(OrderBookTabCount)),
        permission=P.ORDER_READ,
        refuses=True,
        required=True,
        filter=filters.ScheduleLineFilter(),
        description="Counts of all tabs under the rest of the filter; its own tab is ignored.",
    )
    purchase_orders = DomainConnection(
        PurchaseOrder,
        permission=P.ORDER_READ,
        orders=filters.PurchaseOrderOrder,
        args={"filter": filters.PurchaseOrderFilter()},
    )
    purchase_order = permission_field(
        PurchaseOrder, permission=P.ORDER_READ, refuses=True, id=graphene.ID(required=True)
    )

    @staticmethod
    def resolve_schedule_lines(root: None, info: Info, filter: Any = None) -> QuerySet[models.ScheduleLine]:
        return selectors.schedule_line_list(info.context.actor, filters.schedule_line_filter(filter))

    @staticmethod
    def resolve_schedule_line(root: None, info: Info, id: str) -> models.ScheduleLine | None:
        return found_or_none(lambda key: selectors.schedule_line_get(info.context.actor, key), id)

    @staticmethod
    def resolve_order_book_tabs(root: None, info: Info, filter: Any = None) -> list[dict[str, Any]]:
        counts = selectors.order_book_tab_counts(info.context.actor, filters.schedule_line_filter(filter))
        return [{"tab": tab, "count": count} for tab, count in counts.items()]

    @staticmethod
    def resolve_purchase_orders(root: None, info: Info, filter: Any = None) -> QuerySet[models.PurchaseOrder]:
        rows = selectors.purchase_order_list(info.context.actor, filters.purchase_order_filter(filter))
        return rows.annotate(
            sent_or_created=Coalesce(F("sent_at"), F("created_at")),
            due_or_never=Coalesce(F("answer_due_at"), NEVER),
        )

    @staticmethod
    def resolve_purchase_order(root: None, info: Info, id: str) -> models.PurchaseOrder | None:
        return found_or_none(lambda key: selectors.purchase_order_get(info.context.actor, key), id)


class ShippingQuery:
    """Ship notices and goods receipts."""

    advance_ship_notices = DomainConnection(
        AdvanceShipNotice,
        permission=P.ASN_READ,
        orders=filters.AdvanceShipNoticeOrder,
        args={"filter": filters.AdvanceShipNoticeFilter()},
    )
    advance_ship_notice = permission_field(
        AdvanceShipNotice, permission=P.ASN_READ, refuses=True, id=graphene.ID(required=True)
    )
    goods_receipts = DomainConnection(
        GoodsReceipt,
        permission=P.RECEIPT_READ,
        order=Order("newest", (("posted_at", True), ("id", True))),
        args={"filter": filters.GoodsReceiptFilter()},
        description="Newest first.",
    )
    goods_receipt = permission_field(
        GoodsReceipt, permission=P.RECEIPT_READ, refuses=True, id=graphene.ID(required=True)
    )

    @staticmethod
    def resolve_advance_ship_notices(
        root: None, info: Info, filter: Any = None
    ) -> QuerySet[models.AdvanceShipNotice]:
        rows = selectors.asn_list(info.context.actor, filters.asn_filter(filter))
        return rows.annotate(arrival_or_created=Coalesce(F("estimated_arrival_at"), F("created_at")))

    @staticmethod
    def resolve_advance_ship_notice(root: None, info: Info, id: str) -> models.AdvanceShipNotice | None:
        return found_or_none(lambda key: selectors.asn_get(info.context.actor, key), id)

    @staticmethod
    def resolve_goods_receipts(root: None, info: Info, filter: Any = None) -> QuerySet[models.GoodsReceipt]:
        return selectors.receipt_list(info.context.actor, filters.receipt_filter(filter))

    @staticmethod
    def resolve_goods_receipt(root: None, info: Info, id: str) -> models.GoodsReceipt | None:
        return found_or_none(lambda key: selectors.receipt_get(info.context.actor, key), id)


class ForecastQuery:
    """Forecast and commit."""

    forecasts = DomainConnection(
        Forecast,
        permission=P.FORECAST_READ,
        order=Order("newest", (("created_at", True), ("id", True))),
        args={"filter": filters.ForecastFilter()},
        description="Versions, newest first.",
    )
    forecast = permission_field(
        Forecast, permission=P.FORECAST_READ, refuses=True, id=graphene.ID(required=True)
    )
    forecast_rows = DomainConnection(
        ForecastRow,
        permission=P.FORECAST_READ,
        order=Order("grid", (("partnership_id", False), ("item_number", False), ("id", False))),
        args={"filter": filters.ForecastRowFilter()},
        description="Rows of the grid, partnership by partnership, by item number.",
    )
    forecast_row = permission_field(
        ForecastRow, permission=P.FORECAST_READ, refuses=True, id=graphene.ID(required=True)
    )
    forecast_summary = permission_field(
        ForecastSummary,
        permission=P.FORECAST_READ,
        refuses=True,
        required=True,
        filter=filters.ForecastRowFilter(),
    )

    @staticmethod
    def resolve_forecasts(root: None, info: Info, filter: Any = None) -> QuerySet[models.Forecast]:
        return selectors.forecast_list(info.context.actor, filters.forecast_filter(filter))

    @staticmethod
    def resolve_forecast(root: None, info: Info, id: str) -> models.Forecast | None:
        return found_or_none(lambda key: selectors.forecast_get(info.context.actor, key), id)

    @staticmethod
    def resolve_forecast_rows(root: None, info: Info, filter: Any = None) -> QuerySet[models.ForecastLine]:
        return selectors.forecast_line_list(info.context.actor, filters.forecast_row_filter(filter))

    @staticmethod
    def resolve_forecast_row(root: None, info: Info, id: str) -> models.ForecastLine | None:
        return found_or_none(lambda key: selectors.forecast_line_get(info.context.actor, key), id)

    @staticmethod
    def resolve_forecast_summary(root: None, info: Info, filter: Any = None) -> selectors.ForecastSummary:
        return selectors.forecast_summary(info.context.actor, filters.forecast_row_filter(filter))


class Query(OrderBookQuery, ShippingQuery, ForecastQuery, ReplenishmentQuery, graphene.ObjectType):
    worklist = permission_field(
        Worklist,
        permission=P.ORDER_READ,
        refuses=True,
        required=True,
        tab=WorklistTab(default_value=selectors.WorklistTab.ALL.value),
        first=graphene.Int(default_value=50),
        description="What waits for my enterprise, the most harmful first.",
    )
    navigation_counts = permission_field(
        NavigationCounts, permission=SIGNED_IN, required=True, description="Badges of the navigation."
    )

    @staticmethod
    def resolve_worklist(root: None, info: Info, tab: Any, first: int) -> ShownWorklist:
        if not 1 <= first <= MAX_PAGE:
            raise Invalid(PAGE_SIZE_INVALID, field="first", value=first, limit=MAX_PAGE)
        wanted = selectors.WorklistTab(getattr(tab, "value", tab))
        return ShownWorklist(selectors.worklist(info.context.actor, wanted), first)

    @staticmethod
    def resolve_navigation_counts(root: None, info: Info) -> selectors.WorkCounts:
        return selectors.work_counts(info.context.actor) if may(info.context, P.ORDER_READ) else NO_WORK
