"""Batched reads of the market."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from api.loaders import Loader, ManyLoader
from optimizer.models import MarketListing, PlanAssumption, PlanningItem, PlanRun
from optimizer.selectors import terms_by_item
from suppliers.models import CapacityGroup, Item, Partnership, SourceOption
from tenancy.models import Site


class ListingByIdLoader(Loader[UUID, MarketListing]):
    """Listings of the acting enterprise; another's loads None."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, MarketListing]:
        mine = MarketListing.objects.filter(enterprise_id=self.context.actor.enterprise_id)
        return mine.in_bulk(keys)


class OwnItemLoader(Loader[UUID, Item]):
    """Items of the acting enterprise."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Item]:
        return Item.objects.filter(enterprise_id=self.context.actor.enterprise_id).in_bulk(keys)


class OwnItemByNumberLoader(Loader[str, Item]):
    """Items of the acting enterprise by their numbers."""

    def batch(self, keys: list[str]) -> Mapping[str, Item]:
        mine = Item.objects.filter(enterprise_id=self.context.actor.enterprise_id, number__in=keys)
        return {item.number: item for item in mine}


class OwnSiteLoader(Loader[UUID, Site]):
    """Sites of the acting enterprise."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Site]:
        return Site.objects.filter(enterprise_id=self.context.actor.enterprise_id).in_bulk(keys)


class PartnershipBySourceLoader(Loader[UUID, Partnership]):
    """The partnership of each of the acting enterprise's sources."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Partnership]:
        mine = SourceOption.objects.filter(enterprise_id=self.context.actor.enterprise_id, id__in=keys)
        return {source.id: source.partnership for source in mine.select_related("partnership")}


class TermsByItemLoader(Loader[UUID, PlanningItem]):
    """What planning knows of the acting enterprise's items; the defaults where nothing has been set."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, PlanningItem]:
        return terms_by_item(self.context.actor, keys)

    def missing(self) -> PlanningItem:
        return PlanningItem(version=0)


class AssumptionsLoader(ManyLoader[UUID, PlanAssumption]):
    """Assumptions of the acting enterprise's scenarios, in their order."""

    def rows(self, keys: list[UUID]) -> Iterable[PlanAssumption]:
        mine = PlanAssumption.objects.filter(enterprise_id=self.context.actor.enterprise_id)
        return mine.filter(scenario__in=keys).order_by("place")

    def key_of(self, row: PlanAssumption) -> UUID:
        return row.scenario_id


class NewestRunLoader(Loader[UUID, PlanRun]):
    """The newest run of each of the acting enterprise's scenarios."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, PlanRun]:
        mine = PlanRun.objects.filter(enterprise_id=self.context.actor.enterprise_id, scenario__in=keys)
        newest = mine.defer("problem").order_by("scenario", "-number").distinct("scenario")
        return {run.scenario_id: run for run in newest if run.scenario_id is not None}


class OwnPartnershipLoader(Loader[UUID, Partnership]):
    """Partnerships in which the acting enterprise buys."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Partnership]:
        return Partnership.objects.filter(buyer_id=self.context.actor.enterprise_id).in_bulk(keys)


class OwnGroupLoader(Loader[UUID, CapacityGroup]):
    """Capacity groups of the acting enterprise."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, CapacityGroup]:
        return CapacityGroup.objects.filter(enterprise_id=self.context.actor.enterprise_id).in_bulk(keys)
