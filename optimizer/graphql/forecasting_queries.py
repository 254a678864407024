"""Reads of demand history, forecasts and overrides."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection, order_enum, permission_field
from api.ids import found_or_none, sought_id
from api.types import Date, Info
from common.paging import Order
from optimizer import models
from optimizer.graphql import forecasting_types as types
from optimizer.selectors import forecasting as selectors

DemandSeriesOrder = order_enum(
    "DemandSeriesOrder",
    {
        "NUMBER": Order("number", (("item__number", False), ("id", False))),
        "WORST_FIRST": Order("worst", (("ranked_error", True), ("id", False))),
    },
)


class DemandSeriesFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    search = graphene.String(description="Part of the item's number or name.")
    classes = graphene.List(graphene.NonNull(types.DemandClass))
    is_biased = graphene.Boolean(description="Too much or too little by a tenth or more.")
    is_overridden = graphene.Boolean(description="In this week or later.")


class DemandHistoryFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    item_id = graphene.ID()
    search = graphene.String(description="Part of the item's number or name.")
    first_week = Date()
    last_week = Date()


class ForecastOverrideFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    item_id = graphene.ID()
    is_standing = graphene.Boolean(description="Not withdrawn.")


class ForecastingQuery(graphene.ObjectType):
    demand_series = DomainConnection(
        types.DemandSeries,
        permission=P.PLAN_READ,
        orders=DemandSeriesOrder,
        args={"filter": DemandSeriesFilter()},
        description="Demand of my items, each with its newest forecast.",
    )
    demand_series_one = permission_field(
        types.DemandSeries, permission=P.PLAN_READ, refuses=True, id=graphene.ID(required=True)
    )
    demand_history = DomainConnection(
        types.DemandHistory,
        permission=P.PLAN_READ,
        order=Order("newest", (("week", True), ("item__number", False), ("id", False))),
        args={"filter": DemandHistoryFilter()},
        description="What customers took, the newest week first.",
    )
    forecast_overrides = DomainConnection(
        types.ForecastOverride,
        permission=P.PLAN_READ,
        order=Order("week", (("week", True), ("made_at", True), ("id", True))),
        args={"filter": ForecastOverrideFilter()},
        description="Overrides of my planners, the latest week first; withdrawn ones too.",
    )
    forecast_runs = DomainConnection(
        types.ForecastRun,
        permission=P.PLAN_READ,
        order=Order("newest", (("number", True), ("id", True))),
        description="Forecasts of all series, newest first.",
    )

    @staticmethod
    def resolve_demand_series(root: None, info: Info, filter: Any = None) -> QuerySet[models.DemandSeries]:
        given = filter or {}
        wanted = selectors.SeriesFilter(
            search=(given.get("search") or "").strip(),
            classes=tuple(kind.value for kind in given.get("classes") or ()),
            is_biased=bool(given.get("is_biased")),
            is_overridden=bool(given.get("is_overridden")),
        )
        return selectors.series_list(info.context.actor, wanted)

    @staticmethod
    def resolve_demand_series_one(root: None, info: Info, id: str) -> models.DemandSeries | None:
        return found_or_none(lambda key: selectors.series_get(info.context.actor, key), id)

    @staticmethod
    def resolve_demand_history(root: None, info: Info, filter: Any = None) -> QuerySet[models.DemandHistory]:
        given = filter or {}
        item = given.get("item_id")
        wanted = selectors.HistoryFilter(
            item_id=None if item is None else sought_id(item),
            search=(given.get("search") or "").strip(),
            first_week=given.get("first_week"),
            last_week=given.get("last_week"),
        )
        return selectors.history_list(info.context.actor, wanted)

    @staticmethod
    def resolve_forecast_overrides(
        root: None, info: Info, filter: Any = None
    ) -> QuerySet[models.ForecastOverride]:
        given = filter or {}
        item = given.get("item_id")
        wanted = selectors.OverrideFilter(
            item_id=None if item is None else sought_id(item), is_standing=bool(given.get("is_standing"))
        )
        return selectors.override_list(info.context.actor, wanted)

    @staticmethod
    def resolve_forecast_runs(root: None, info: Info) -> QuerySet[models.ForecastRun]:
        return selectors.forecast_run_list(info.context.actor)
