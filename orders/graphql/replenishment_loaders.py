"""Batched reads of replenishment bands."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from api.children import ChildPages
from api.loaders import Loader
from common.paging import Order
from orders import selectors
from orders.models import BandMovement, BandStock, ReplenishmentBand
from orders.selectors.parties import party


class StockByBandLoader(Loader[UUID, BandStock]):
    def batch(self, keys: list[UUID]) -> Mapping[UUID, BandStock]:
        return selectors.band_stocks(self.context.actor, keys)


class OutlookByBandLoader(Loader[ReplenishmentBand, selectors.Outlook]):
    """The next weeks of all bands of an answer, in the same four queries."""

    def batch(self, keys: list[ReplenishmentBand]) -> Mapping[ReplenishmentBand, selectors.Outlook]:
        found = selectors.outlooks(self.context.actor, keys)
        return {band: found[band.id] for band in keys}


class MovementPagesLoader(ChildPages):
    """Changes of a band's stock, newest first."""

    parent, order = "band_id", Order("newest", (("occurred_at", True), ("id", True)))

    def rows(self) -> QuerySet[BandMovement]:
        return BandMovement.objects.filter(party(self.context.actor))
