"""Filters and orders of the lists of orders, and how they become what selectors take."""

from typing import Any

import graphene

from api.fields import order_enum
from api.ids import sought_id, sought_ids
from api.types import Date
from common.paging import Order
from orders import selectors
from orders.graphql.enums import AsnStatus, ScheduleLineStatus
from orders.graphql.types.forecasts import ForecastException, ForecastStatus
from tenancy.graphql.parties import PartySide

OrderBookTab = graphene.Enum.from_enum(
    selectors.OrderBookTab,
    name="OrderBookTab",
    description="OPEN: not settled, closed or cancelled. UNCONFIRMED: no answer yet. CHANGING: countered, or with an"
    " unpromised rest. DUE_THIS_WEEK: promised (else requested) within this week. LATE: isLate. IN_TRANSIT. DONE.",
)


class ScheduleLineFilter(graphene.InputObjectType):
    """All given conditions must hold; absent: no condition."""

    tab = OrderBookTab()
    statuses = graphene.List(graphene.NonNull(ScheduleLineStatus))
    partner_ids = graphene.List(graphene.NonNull(graphene.ID), description="Enterprises on the other side.")
    order_id = graphene.ID()
    item_ids = graphene.List(graphene.NonNull(graphene.ID), description="Items of my own.")
    side = PartySide(description="My side of the order.")
    requested_from = Date()
    requested_to = Date()
    promised_from = Date()
    promised_to = Date()
    search = graphene.String(
        description="Part of order number, item number or name, partner's name, or external reference."
    )
    needs_my_answer = graphene.Boolean()
    answer_overdue = graphene.Boolean()
    late = graphene.Boolean()
    shippable = graphene.Boolean(
        description="Promised goods of mine that have not all left: the to-ship list."
    )
    categories = graphene.List(graphene.NonNull(graphene.String), description="Item categories of my own.")


class PurchaseOrderFilter(graphene.InputObjectType):
    """All given conditions must hold; absent: no condition."""

    statuses = graphene.List(graphene.NonNull(ScheduleLineStatus))
    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    side = PartySide()
    awaiting_my_answer = graphene.Boolean(description="A schedule line waits for my answer or decision.")
    due_today = graphene.Boolean(description="One that waits for me is due before the end of today.")
    changed_by_other = graphene.Boolean(description="An open proposal of the other side waits for me.")
    requested_from = Date()
    requested_to = Date()
    search = graphene.String()


class AdvanceShipNoticeFilter(graphene.InputObjectType):
    """All given conditions must hold; absent: no condition."""

    statuses = graphene.List(graphene.NonNull(AsnStatus))
    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    side = PartySide()
    order_id = graphene.ID()
    awaiting_receipt = graphene.Boolean(description="Departed or arrived, not yet received.")
    search = graphene.String()


class GoodsReceiptFilter(graphene.InputObjectType):
    """All given conditions must hold; absent: no condition."""

    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    side = PartySide()
    order_id = graphene.ID()
    posted_from = Date()
    posted_to = Date()
    with_difference = graphene.Boolean()
    search = graphene.String()


def _both_ways(name: str, *fields: str) -> dict[str, Order]:
    """An ascending and a descending order over the fields."""
    return {
        f"{name}_{word}": Order(f"{sign}{name.lower()}", tuple((field, descending) for field in fields))
        for word, sign, descending in (("ASC", "", False), ("DESC", "-", True))
    }


ScheduleLineOrder = order_enum(
    "ScheduleLineOrder",
    {
        **_both_ways("REQUESTED_DATE", "requested_date", "id"),
        **_both_ways("PROMISED_DATE", "due_date", "id"),
        **_both_ways("ORDER_NUMBER", "order_number", "line_number", "number", "id"),
        **_both_ways("AMOUNT", "amount", "id"),
        **_both_ways("QUANTITY", "ordered_quantity", "id"),
        **_both_ways("DEVIATION", "deviation_days", "id"),
        **_both_ways("LAST_ACT", "last_act_at", "id"),
        **_both_ways("ITEM", "item_number", "id"),
    },
)
PurchaseOrderOrder = order_enum(
    "PurchaseOrderOrder",
    {
        "SENT_DESC": Order("-sent", (("sent_or_created", True), ("id", True))),
        "SENT_ASC": Order("sent", (("sent_or_created", False), ("id", False))),
        "DUE_ASC": Order("due", (("due_or_never", False), ("id", False))),
        **_both_ways("NUMBER", "number", "id"),
    },
)
AdvanceShipNoticeOrder = order_enum(
    "AdvanceShipNoticeOrder",
    {
        "CREATED_DESC": Order("-created", (("created_at", True), ("id", True))),
        "CREATED_ASC": Order("created", (("created_at", False), ("id", False))),
        **_both_ways("ARRIVAL", "arrival_or_created", "id"),
        **_both_ways("NUMBER", "number", "id"),
    },
)


def _given(filter: Any) -> dict[str, Any]:
    """The conditions that were given, enum members as their texts."""
    plain: dict[str, Any] = {}
    for name, value in (filter or {}).items():
        if value is None:
            continue
        if isinstance(value, list):
            plain[name] = tuple(getattr(member, "value", member) for member in value)
        else:
            plain[name] = getattr(value, "value", value)
    for name in ("partner_ids", "item_ids"):
        if name in plain:
            plain[name] = sought_ids(plain[name])
    if "order_id" in plain:
        plain["order_id"] = sought_id(plain["order_id"])
    return plain


def schedule_line_filter(filter: Any) -> selectors.ScheduleLineFilter:
    return selectors.ScheduleLineFilter(**_given(filter))


def purchase_order_filter(filter: Any) -> selectors.PurchaseOrderFilter:
    return selectors.PurchaseOrderFilter(**_given(filter))


def asn_filter(filter: Any) -> selectors.AsnFilter:
    return selectors.AsnFilter(**_given(filter))


def receipt_filter(filter: Any) -> selectors.ReceiptFilter:
    return selectors.ReceiptFilter(**_given(filter))


class ForecastFilter(graphene.InputObjectType):
    """All given conditions must hold; absent: no condition."""

    partnership_id = graphene.ID()
    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    side = PartySide(description="My side.")
    status = ForecastStatus()
    current = graphene.Boolean(description="Only the newest published version of each partnership.")


class ForecastRowFilter(graphene.InputObjectType):
    """All given conditions must hold; without `forecastId` the current versions of all partnerships."""

    forecast_id = graphene.ID()
    partnership_id = graphene.ID()
    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    side = PartySide(description="My side.")
    exception = ForecastException(description="Rows with at least one such week.")
    search = graphene.String(description="Part of an item number or name, or of the partner's name.")


def _word(value: Any) -> str:
    return str(getattr(value, "value", value) or "")


def _sought(given: Any, name: str) -> Any:
    return None if given.get(name) is None else sought_id(given[name])


def forecast_filter(given: Any) -> selectors.ForecastFilter:
    """What the selector takes."""
    given = given or {}
    return selectors.ForecastFilter(
        partnership_id=_sought(given, "partnership_id"),
        partner_ids=sought_ids(given.get("partner_ids")),
        side=_word(given.get("side")),
        status=_word(given.get("status")),
        current=bool(given.get("current")),
    )


def forecast_row_filter(given: Any) -> selectors.ForecastLineFilter:
    """What the selector takes."""
    given = given or {}
    return selectors.ForecastLineFilter(
        forecast_id=_sought(given, "forecast_id"),
        partnership_id=_sought(given, "partnership_id"),
        partner_ids=sought_ids(given.get("partner_ids")),
        side=_word(given.get("side")),
        exception=_word(given.get("exception")),
        search=(given.get("search") or "").strip(),
    )
