"""Keeps the stock that bands share in step with the buyer's positions, in the transaction that changes either."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from common.clock import now
from events import services as events
from orders.models import BandMovement, BandStock, ReplenishmentBand
from orders.rules.replenishment import state_at
from orders.selectors.replenishment import bounds_of
from orders.services.acts import know_parties, parties_of
from orders.states import BandKind, BandState
from suppliers.models import InventoryPosition, Item
from suppliers.services.inventory import Movement
from suppliers.states import InventorySource, StockStatus

SHARED_STATUS = {BandKind.VMI: StockStatus.CONSIGNED, BandKind.SMI: StockStatus.UNRESTRICTED}
Place = tuple[UUID, UUID, str]


@dataclass(slots=True)
class _Found:
    """What lies at a place, over its lots."""

    quantity: Decimal = Decimal(0)
    as_of: datetime | None = None
    source: str = ""


def _place(band: ReplenishmentBand) -> Place:
    return (band.item_id, band.site_id, SHARED_STATUS[BandKind(band.kind)].value)


def follow_movements(actor: Actor, moves: Sequence[Movement], items: dict[UUID, Item]) -> None:
    """After stock has moved: the bands over it share the new figure, and each movement is told to both parties."""
    places = {(m.item_id, m.site_id, m.stock_status.value) for m in moves}
    live = ReplenishmentBand.objects.filter(
        buyer_id=actor.enterprise_id, item_id__in=items, site_id__in={m.site_id for m in moves}, ended_at__isnull=True
    )  # fmt: skip
    bands = [band for band in live.order_by("id") if _place(band) in places]
    if bands:
        before = renew_stock(actor, bands)
        _tell_movements(bands, moves, before)


def _tell_movements(
    bands: Sequence[ReplenishmentBand], moves: Sequence[Movement], before: dict[UUID, Decimal]
) -> None:
    rows = []
    for band in bands:
        after = before[band.id]
        for move in moves:
            is_here = (move.item_id, move.site_id, move.stock_status.value) == _place(band)
            if is_here and move.quantity != 0:
                after += move.quantity
                rows.append(
                    BandMovement(
                        chain_id=band.chain_id, buyer_id=band.buyer_id, supplier_id=band.supplier_id, band=band,
                        kind=move.kind.value, quantity=move.quantity, stock_after=after, occurred_at=now(),
                    )
                )  # fmt: skip
    BandMovement.objects.bulk_create(rows)


def renew_stock(actor: Actor, bands: Sequence[ReplenishmentBand]) -> dict[UUID, Decimal]:
    """Write what the bands share now; how much each shared before. The caller holds the locks of their items.

    A figure that stays the same is only younger, which is no news. Consigned stock nobody has booked is none; of
    unrestricted stock nobody has booked there is no data.
    """
    found = _found(actor, bands)
    rows = BandStock.objects.filter(buyer_id=actor.enterprise_id, band_id__in=[band.id for band in bands])
    present = {row.band_id: row for row in rows}
    before = {key: row.quantity or Decimal(0) for key, row in present.items()}
    told = []
    for band in bands:
        row = present.get(band.id) or BandStock(
            chain_id=band.chain_id, buyer_id=band.buyer_id, supplier_id=band.supplier_id, band=band, as_of=now(),
            source=InventorySource.TYPED.value,
        )  # fmt: skip
        former = (row.quantity, row.state)
        _renew(row, band, found.get(_place(band)))
        row.save()
        if former != (row.quantity, row.state):
            told.append((band, row, former[1] or BandState.NO_DATA.value))
    _emit(actor, told)
    return {band.id: before.get(band.id, Decimal(0)) for band in bands}


def _renew(row: BandStock, band: ReplenishmentBand, lying: _Found | None) -> None:
    row.quantity = Decimal(0) if band.kind == BandKind.VMI else None
    if lying is not None and lying.as_of is not None:
        row.quantity, row.as_of, row.source = lying.quantity, lying.as_of, lying.source
    row.state = state_at(row.quantity, bounds_of(band)).value


def _found(actor: Actor, bands: Sequence[ReplenishmentBand]) -> dict[Place, _Found]:
    positions = InventoryPosition.objects.filter(
        enterprise_id=actor.enterprise_id, item_id__in={b.item_id for b in bands},
        site_id__in={b.site_id for b in bands}, stock_status__in=[s.value for s in SHARED_STATUS.values()],
    )  # fmt: skip
    found: defaultdict[Place, _Found] = defaultdict(_Found)
    for position in positions.order_by("as_of", "id"):
        lying = found[position.item_id, position.site_id, position.stock_status]
        lying.quantity += position.quantity
        lying.as_of, lying.source = position.as_of, position.source
    return found


def _emit(actor: Actor, told: Sequence[tuple[ReplenishmentBand, BandStock, str]]) -> None:
    """Both parties hear that a band's stock has changed; how much it is they read under their own rights."""
    know_parties(band for band, _, _ in told)
    events.emit_many(
        actor, [band_happening(band, "stock_changed", state=row.state, formerState=former) for band, row, former in told]
    )  # fmt: skip


def band_happening(band: ReplenishmentBand, verb: str, **payload: object) -> events.Happening:
    """The event of an act on a band, for both parties; without any quantity."""
    return events.Happening(
        type=f"orders.band.{verb}",
        chain_id=band.chain_id,
        subject_type="replenishment_band",
        subject_id=band.id,
        root_type="replenishment_band",
        root_id=band.id,
        version=band.version,
        audience=(band.buyer_id, band.supplier_id),
        payload={
            "itemNumber": band.item_number, "itemName": band.item_name, "itemNameEn": band.item_name_en,
            **parties_of(band), **payload,
        },
    )  # fmt: skip
