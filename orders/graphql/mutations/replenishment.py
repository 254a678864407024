"""Acts on replenishment bands."""

from decimal import Decimal
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DecimalString, Info, Payload
from common.ids import parse_id
from orders import selectors, states
from orders.graphql.types.purchase_orders import PurchaseOrder
from orders.graphql.types.replenishment import BandKind, ReplenishmentBand
from orders.services import bands, replenishment


class BandPayload(Payload):
    band = graphene.Field(ReplenishmentBand)


class BandInput(graphene.InputObjectType):
    """The figures of a band, in the item's unit."""

    minimum = DecimalString(required=True)
    maximum = DecimalString(required=True)
    weekly_demand = DecimalString(description="For weeks nothing is forecast for.")
    demand_share = DecimalString(description="Percent of the forecast this site uses; absent: 100.")
    note = graphene.String()


def _values(given: Any) -> bands.BandValues:
    share = given.get("demand_share")
    return bands.BandValues(
        minimum=given["minimum"],
        maximum=given["maximum"],
        weekly_demand=given.get("weekly_demand"),
        demand_share=Decimal(100) if share is None else share,
        note=given.get("note") or "",
    )


class BandCreate(DomainMutation):
    """A band for an item at a site of mine; its supplier sees the stock it is about from now on."""

    permission = P.REPLENISHMENT_WRITE
    Output = BandPayload

    class Arguments:
        partnership_id = graphene.ID(required=True)
        item_id = graphene.ID(required=True)
        site_id = graphene.ID(required=True)
        kind = BandKind(required=True)
        band = BandInput(required=True)

    @classmethod
    def perform(
        cls,
        actor: Actor,
        info: Info,
        *,
        partnership_id: str,
        item_id: str,
        site_id: str,
        kind: Any,
        band: Any,
    ) -> dict[str, Any]:
        place = bands.BandPlace(
            parse_id(partnership_id), parse_id(item_id), parse_id(site_id), states.BandKind(kind.value)
        )
        return {"band": bands.band_create(actor=actor, place=place, values=_values(band))}


class BandUpdate(DomainMutation):
    """New figures of a band, with the lot terms its source has now."""

    permission = P.REPLENISHMENT_WRITE
    Output = BandPayload

    class Arguments:
        band_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        band = BandInput(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, band_id: str, version: int, band: Any) -> dict[str, Any]:
        changed = bands.band_update(
            actor=actor, band_id=parse_id(band_id), version=version, values=_values(band)
        )
        return {"band": changed}


class BandEnd(DomainMutation):
    """End a band: its stock is shared no more; orders under way go on."""

    permission = P.REPLENISHMENT_WRITE
    Output = BandPayload

    class Arguments:
        band_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, band_id: str, version: int) -> dict[str, Any]:
        return {"band": bands.band_end(actor=actor, band_id=parse_id(band_id), version=version)}


class ReplenishmentPayload(Payload):
    band = graphene.Field(ReplenishmentBand)
    order = graphene.Field(PurchaseOrder)


class ReplenishmentStart(DomainMutation):
    """Bring goods under a band: it becomes an order of the buyer's, released and confirmed at once."""

    permission = P.REPLENISHMENT_PROPOSE
    Output = ReplenishmentPayload

    class Arguments:
        band_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        quantity = DecimalString(required=True, description="In the band's unit.")
        day = Date(required=True, description="When the goods arrive.")

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, band_id: str, version: int, quantity: Any, day: Any
    ) -> dict[str, Any]:
        wanted = replenishment.Replenishment(parse_id(band_id), version, quantity, day)
        order = replenishment.replenishment_start(actor=actor, wanted=wanted)
        return {"order": order, "band": selectors.band_get(actor, wanted.band_id)}
