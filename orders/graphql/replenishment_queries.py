"""Reads of replenishment bands."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.fields import DomainConnection, permission_field
from api.ids import found_or_none, sought_ids
from api.types import Info
from common.paging import Order
from orders import models, selectors
from orders.graphql.types.replenishment import BandKind, BandState, ReplenishmentBand
from tenancy.graphql.parties import PartySide


class ReplenishmentBandFilter(graphene.InputObjectType):
    """All given conditions must hold; absent: no condition."""

    states = graphene.List(graphene.NonNull(BandState))
    kinds = graphene.List(graphene.NonNull(BandKind))
    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    side = PartySide(description="My side.")
    search = graphene.String(
        description="Part of an item number or name, of the site's or the partner's name."
    )
    with_ended = graphene.Boolean(description="Also those that have ended.")


class BandStateCount(graphene.ObjectType):
    """Live bands in one state."""

    state = graphene.Field(BandState, required=True)
    count = graphene.Int(required=True)


def _band_filter(given: Any) -> selectors.BandFilter:
    given = given or {}
    return selectors.BandFilter(
        states=tuple(one.value for one in given.get("states") or ()),
        kinds=tuple(one.value for one in given.get("kinds") or ()),
        partner_ids=sought_ids(given.get("partner_ids")),
        side=getattr(given.get("side"), "value", None) or "",
        search=(given.get("search") or "").strip(),
        with_ended=bool(given.get("with_ended")),
    )


class ReplenishmentQuery:
    """Replenishment bands."""

    replenishment_bands = DomainConnection(
        ReplenishmentBand,
        permission=P.REPLENISHMENT_READ,
        order=Order("harm", (("urgency", False), ("item_number", False), ("id", False))),
        args={"filter": ReplenishmentBandFilter()},
        description="Bands by harm: out, below the minimum, no data, above the maximum, on track.",
    )
    replenishment_band = permission_field(
        ReplenishmentBand, permission=P.REPLENISHMENT_READ, refuses=True, id=graphene.ID(required=True)
    )
    band_state_counts = permission_field(
        graphene.List(graphene.NonNull(BandStateCount)),
        permission=P.REPLENISHMENT_READ,
        refuses=True,
        required=True,
        filter=ReplenishmentBandFilter(),
        description="Live bands by state under the rest of the filter; its own states are ignored.",
    )

    @staticmethod
    def resolve_replenishment_bands(
        root: None, info: Info, filter: Any = None
    ) -> QuerySet[models.ReplenishmentBand]:
        return selectors.band_list(info.context.actor, _band_filter(filter))

    @staticmethod
    def resolve_replenishment_band(root: None, info: Info, id: str) -> models.ReplenishmentBand | None:
        return found_or_none(lambda key: selectors.band_get(info.context.actor, key), id)

    @staticmethod
    def resolve_band_state_counts(root: None, info: Info, filter: Any = None) -> list[dict[str, Any]]:
        counts = selectors.band_state_counts(info.context.actor, _band_filter(filter))
        return [{"state": state, "count": count} for state, count in counts.items()]
