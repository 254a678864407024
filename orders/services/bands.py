"""Replenishment bands: the buyer sets and ends them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now
from common.errors import Conflict, DomainError, Invalid, NotFound
from common.quantity import check_quantity
from events import services as events
from orders import errors
from orders.models import BandStock, ReplenishmentBand
from orders.selectors.parties import party
from orders.services.acts import facts_of, number_text
from orders.services.band_stock import band_happening, renew_stock
from orders.services.locking import require_side
from orders.services.order_inputs import own_site
from orders.states import BandKind, Side
from suppliers.models import Item, Partnership, SourceOption
from suppliers.selectors import (
    partnership_to_order_from,
    source_option_list,
    source_options_for_items,
)
from suppliers.services.inputs import check_percent, clean_text
from tenancy.models import Site

BAND_FACTS = (
    "item_number", "site_name", "kind", "minimum", "maximum", "weekly_demand", "demand_share",
    "minimum_order_quantity", "order_multiple", "lead_time_days", "note", "version", "ended_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BandValues:
    """The figures of a band, in the item's unit. `weekly_demand`: for weeks nothing is forecast for."""

    minimum: Decimal
    maximum: Decimal
    weekly_demand: Decimal | None = None
    demand_share: Decimal = Decimal(100)
    note: str = ""


@dataclass(frozen=True, slots=True)
class BandPlace:
    """What a band is about; it never changes."""

    partnership_id: UUID
    item_id: UUID
    site_id: UUID
    kind: BandKind


@transaction.atomic
def band_create(*, actor: Actor, place: BandPlace, values: BandValues) -> ReplenishmentBand:
    """A new band; from now on its supplier sees the stock it is about.

    Raises NotFound, Invalid naming the field, Conflict BAND_EXISTS, DomainError BAND_SOURCE_MISSING, BAND_NOT_ALONE,
    PARTNERSHIP_NOT_ACTIVE.
    """
    require(actor, P.REPLENISHMENT_WRITE)
    partnership = partnership_to_order_from(actor, place.partnership_id)
    item = _lock_item(actor, place.item_id)
    site = own_site(actor, place.site_id)
    source = _source(actor, partnership, item)
    _check_alone(actor, place, item)
    _check_free(actor, place, item, site)
    band = _new_band(partnership, item, site, source, place.kind)
    _fill(band, values, source)
    band.save(force_insert=True)
    renew_stock(actor, [band])
    record_band(actor, band, "set", None)
    return band


@transaction.atomic
def band_update(*, actor: Actor, band_id: UUID, version: int | None, values: BandValues) -> ReplenishmentBand:
    """New figures of a band, with the lot terms the source has now. `version`: None as from a file.

    Raises NotFound, Forbidden, Conflict, Invalid naming the field, DomainError BAND_ENDED, BAND_SOURCE_MISSING.
    """
    require(actor, P.REPLENISHMENT_WRITE)
    item_id = (
        ReplenishmentBand.objects.filter(party(actor), id=band_id).values_list("item_id", flat=True).first()
    )
    band = lock_band(actor, band_id, version, item_id=item_id)
    before = facts_of(band, BAND_FACTS)
    _fill(band, values, _source(actor, band.partnership, _lock_item(actor, band.item_id)))
    band.version += 1
    band.save(force_update=True)
    renew_stock(actor, [band])
    record_band(actor, band, "set", before)
    return band


@transaction.atomic
def band_end(*, actor: Actor, band_id: UUID, version: int) -> ReplenishmentBand:
    """End a band: its stock is shared no more when this commits. Orders under way go on.

    Raises NotFound, Forbidden, Conflict, DomainError BAND_ENDED.
    """
    require(actor, P.REPLENISHMENT_WRITE)
    item_id = (
        ReplenishmentBand.objects.filter(party(actor), id=band_id).values_list("item_id", flat=True).first()
    )
    band = lock_band(actor, band_id, version, item_id=item_id)
    before = facts_of(band, BAND_FACTS)
    BandStock.objects.filter(buyer_id=actor.enterprise_id, band=band).delete()
    band.ended_at = band.changed_at = now()
    band.version += 1
    band.save(force_update=True)
    record_band(actor, band, "ended", before)
    return band


def lock_band(
    actor: Actor, band_id: UUID, version: int | None, *, side: Side = Side.BUYER, item_id: UUID | None = None
) -> ReplenishmentBand:
    """A live band of the actor's on its side, locked; the buyer locks the item first, as every movement does.

    Raises NotFound, Forbidden, Conflict, DomainError BAND_ENDED.
    """
    if item_id is not None and side is Side.BUYER:
        Item.objects.select_for_update(no_key=True).filter(
            enterprise_id=actor.enterprise_id, id=item_id
        ).first()
    rows = ReplenishmentBand.objects.select_for_update(of=("self",)).select_related("partnership")
    band = rows.filter(party(actor), id=band_id).first()
    if band is None:
        raise NotFound
    require_side(actor, band, side)
    if band.ended_at is not None:
        raise DomainError(
            errors.BAND_ENDED, field="bandId", item=band.item_number, at=f"{band.ended_at:%Y-%m-%d}"
        )
    if version is not None and band.version != version:
        raise Conflict(current_version=band.version, stated_version=version, number=band.item_number)
    return band


def _lock_item(actor: Actor, item_id: UUID) -> Item:
    mine = Item.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id)
    item = mine.filter(id=item_id).first()
    if item is None:
        raise NotFound
    return item


def _source(actor: Actor, partnership: Partnership, item: Item) -> SourceOption:
    source = source_options_for_items(actor, partnership.id, [item.id]).get(item.id)
    if source is None:
        raise DomainError(errors.BAND_SOURCE_MISSING, field="itemId", item=item.number)
    return source


def _check_alone(actor: Actor, place: BandPlace, item: Item) -> None:
    """The buyer's own stock is shared only where no other supplier brings the item: its deliveries would show in it."""
    if place.kind is not BandKind.SMI:
        return
    others = source_option_list(actor, item_id=item.id).filter(is_approved=True)
    if others.exclude(partnership_id=place.partnership_id).exists():
        raise DomainError(errors.BAND_NOT_ALONE, field="kind", allowed=[BandKind.VMI.value], item=item.number)


def _check_free(actor: Actor, place: BandPlace, item: Item, site: Site) -> None:
    live = ReplenishmentBand.objects.filter(
        buyer_id=actor.enterprise_id, item=item, site=site, ended_at__isnull=True
    )
    if live.exists():
        raise Conflict(errors.BAND_EXISTS, field="siteId", item=item.number, site=site.name)


def _new_band(
    partnership: Partnership, item: Item, site: Site, source: SourceOption, kind: BandKind
) -> ReplenishmentBand:
    return ReplenishmentBand(
        chain_id=partnership.chain_id, buyer_id=partnership.buyer_id, supplier_id=partnership.supplier_id,
        partnership=partnership, item=item, site=site, item_number=item.number, item_name=item.name,
        item_name_en=item.name_en, supplier_item_number=source.supplier_item_number, site_name=site.name,
        site_name_en=site.name_en, unit=item.unit, kind=kind.value, created_at=now(),
    )  # fmt: skip


def _fill(band: ReplenishmentBand, values: BandValues, source: SourceOption) -> None:
    band.minimum = check_quantity(values.minimum, band.unit, "minimum")
    band.maximum = check_quantity(values.maximum, band.unit, "maximum")
    if band.maximum <= band.minimum:
        raise Invalid(
            errors.BAND_REVERSED, field="maximum", minimum=number_text(band.minimum), maximum=number_text(band.maximum)
        )  # fmt: skip
    band.weekly_demand = None
    if values.weekly_demand is not None:
        band.weekly_demand = check_quantity(values.weekly_demand, band.unit, "weeklyDemand")
    band.demand_share = check_percent(values.demand_share, "demandShare")
    band.note = clean_text(values.note, "note", limit=500)
    band.minimum_order_quantity, band.order_multiple = source.minimum_order_quantity, source.order_multiple
    band.lead_time_days = source.lead_time_days
    band.changed_at = now()


def record_band(
    actor: Actor, band: ReplenishmentBand, verb: str, before: dict[str, Any] | None, **told: Any
) -> None:
    """Audit and event of an act on a band."""
    audit.record(
        actor, action=f"orders.band.{verb}", subject_type="orders.ReplenishmentBand", subject_id=band.id,
        before=before, after=facts_of(band, BAND_FACTS) | told,
    )  # fmt: skip
    side = Side.BUYER if band.buyer_id == actor.enterprise_id else Side.SUPPLIER
    events.emit_many(actor, [band_happening(band, verb, side=side.value, **told)])
