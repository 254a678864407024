"""Items and bills of material: created, changed, and taken over in bulk from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.errors import Conflict, DomainError, NotFound
from common.quantity import check_quantity, unit_of
from suppliers import errors
from suppliers.models import BomLine, InventoryPosition, Item
from suppliers.rules import components_below
from suppliers.selectors.items import items_by_number
from suppliers.services.inputs import check_choice, check_percent, clean_text
from suppliers.services.network.projecting import project_items
from suppliers.services.projection import project_production, project_stock
from suppliers.services.recording import plain, record_item, record_items
from suppliers.states import ItemKind

FACTS = (
    "number", "name", "name_en", "unit", "kind", "category", "is_lot_managed", "drawing_revision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item as typed or read from a file. `unit`: a Rec 20 code or a common word for it."""

    number: str
    name: str
    unit: str
    name_en: str = ""
    kind: str = ItemKind.BUY.value
    category: str = ""
    is_lot_managed: bool = False
    drawing_revision: str = ""


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What became of one row: created, updated, unchanged, or refused with the error."""

    outcome: str
    item: Item | None = None
    error: DomainError | None = None


def check_item(item: NewItem) -> NewItem:
    """The item with clean texts and the unit's code; raises Invalid naming the field."""
    return NewItem(
        number=clean_text(item.number, "number", limit=40, is_required=True),
        name=clean_text(item.name, "name", limit=160, is_required=True),
        unit=unit_of(item.unit, "unit").code,
        name_en=clean_text(item.name_en, "nameEn", limit=160),
        kind=check_choice(item.kind, ItemKind, "kind"),
        category=clean_text(item.category, "category", limit=60),
        is_lot_managed=item.is_lot_managed,
        drawing_revision=clean_text(item.drawing_revision, "drawingRevision", limit=20),
    )


@transaction.atomic
def item_create(*, actor: Actor, chain_id: UUID, item: NewItem) -> Item:
    """A new item of the acting enterprise. Raises Conflict ITEM_NUMBER_TAKEN, Invalid."""
    require(actor, P.ITEM_WRITE)
    clean = check_item(item)
    row = Item(chain_id=chain_id, enterprise_id=actor.enterprise_id, **{n: getattr(clean, n) for n in FACTS})
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(errors.ITEM_NUMBER_TAKEN, field="number", value=clean.number) from None
    record_item(actor, row, "created", None, plain(row, FACTS))
    return row


@transaction.atomic
def item_update(*, actor: Actor, item_id: UUID, item: NewItem, version: int | None = None) -> Item:
    """New values of an item. Raises NotFound, Conflict (stale version, number taken), Invalid UNIT_FIXED."""
    require(actor, P.ITEM_WRITE)
    row = Item.objects.select_for_update().filter(id=item_id, enterprise_id=actor.enterprise_id).first()
    if row is None:
        raise NotFound
    if version is not None and row.version != version:
        raise Conflict(current_version=row.version, stated_version=version)
    clean, before = check_item(item), plain(row, FACTS)
    _check_unit_change(row, clean.unit)
    for name in FACTS:
        setattr(row, name, getattr(clean, name))
    if plain(row, FACTS) == before:
        return row
    row.version += 1
    try:
        with transaction.atomic():
            row.save(force_update=True)
    except IntegrityError:
        raise Conflict(errors.ITEM_NUMBER_TAKEN, field="number", value=clean.number) from None
    project_stock(actor, [row], [before["number"]])
    project_production(actor, [row], [before["number"]])
    record_item(actor, row, "updated", before, plain(row, FACTS))
    project_items(actor, [row])
    return row


def _check_unit_change(row: Item, unit: str) -> None:
    """A unit is fixed once stock is kept in it: figures would silently change their meaning."""
    if row.unit == unit:
        return
    if InventoryPosition.objects.filter(enterprise_id=row.enterprise_id, item_id=row.id).exists():
        raise Conflict(errors.UNIT_FIXED, field="unit", number=row.number, unit=row.unit)


@transaction.atomic
def items_upsert(*, actor: Actor, chain_id: UUID, items: Sequence[NewItem]) -> list[ItemOutcome]:
    """Take over many items by number: new ones created, different ones updated, the others left alone.

    Set-based: a few statements whatever the number of rows. Outcomes in the order of the rows; a repeated
    number or a wrong value is refused alone.
    """
    require(actor, P.ITEM_WRITE)
    known = items_by_number(actor, {i.number.strip() for i in items})
    outcomes: list[ItemOutcome] = []
    created: list[Item] = []
    updated: list[tuple[Item, dict[str, object]]] = []
    seen: set[str] = set()
    for given in items:
        try:
            clean = check_item(given)
            if clean.number in seen:
                raise Conflict(errors.ITEM_NUMBER_TAKEN, field="number", value=clean.number)
            seen.add(clean.number)
            outcomes.append(_upsert_one(actor, chain_id, clean, known.get(clean.number), created, updated))
        except DomainError as error:
            outcomes.append(ItemOutcome("refused", error=error))
    Item.objects.bulk_create(created, batch_size=1000)
    Item.objects.bulk_update([row for row, _ in updated], [*FACTS, "version"], batch_size=500)
    project_stock(actor, [row for row, _ in updated])
    project_production(actor, [row for row, _ in updated])
    record_items(
        actor,
        [(row, "created", None, plain(row, FACTS)) for row in created]
        + [(row, "updated", before, plain(row, FACTS)) for row, before in updated],
    )
    project_items(actor, [row for row, _ in updated])
    return outcomes


def _upsert_one(
    actor: Actor, chain_id: UUID, clean: NewItem, row: Item | None, created: list[Item],
    updated: list[tuple[Item, dict[str, object]]],
) -> ItemOutcome:  # fmt: skip
    if row is None:
        values = {n: getattr(clean, n) for n in FACTS}
        row = Item(chain_id=chain_id, enterprise_id=actor.enterprise_id, **values)
        created.append(row)
        return ItemOutcome("created", row)
    before = plain(row, FACTS)
    _check_unit_change(row, clean.unit)
    for name in FACTS:
        setattr(row, name, getattr(clean, name))
    if plain(row, FACTS) == before:
        return ItemOutcome("unchanged", row)
    row.version += 1
    updated.append((row, before))
    return ItemOutcome("updated", row)


@dataclass(frozen=True, slots=True)
class Component:
    """A component of a parent: how much one parent takes, its scrap in percent, its offset in days."""

    item_id: UUID
    quantity_per: Decimal
    scrap_percent: Decimal = Decimal(0)
    lead_time_offset_days: int = 0


@transaction.atomic
def bom_replace(*, actor: Actor, parent_id: UUID, components: Sequence[Component]) -> list[BomLine]:
    """The parent's bill of materials becomes exactly these components.

    Raises NotFound for items that are not mine, Invalid for quantities, Conflict BOM_CYCLE.
    """
    require(actor, P.ITEM_WRITE)
    mine = Item.objects.filter(enterprise_id=actor.enterprise_id)
    parent = mine.select_for_update().filter(id=parent_id).first()
    parts = mine.in_bulk({c.item_id for c in components})
    if parent is None or len(parts) != len(components):
        raise NotFound
    _check_cycle(parent, parts)
    lines = [
        BomLine(
            chain_id=parent.chain_id, enterprise_id=actor.enterprise_id, parent=parent, component=parts[c.item_id],
            quantity_per=check_quantity(c.quantity_per, parts[c.item_id].unit, "quantityPer"),
            scrap_percent=check_percent(c.scrap_percent, "scrapPercent"),
            lead_time_offset_days=c.lead_time_offset_days,
        )
        for c in components
    ]  # fmt: skip
    old = BomLine.objects.filter(enterprise_id=actor.enterprise_id, parent=parent)
    before = {"components": {str(b.component_id): str(b.quantity_per) for b in old}}
    old.delete()
    BomLine.objects.bulk_create(lines)
    parent.version += 1
    parent.save(update_fields=["version"])
    after = {"components": {str(b.component_id): str(b.quantity_per) for b in lines}}
    record_item(actor, parent, "components_changed", before, after)
    return lines


def _check_cycle(parent: Item, parts: dict[UUID, Item]) -> None:
    below: dict[UUID, list[UUID]] = {}
    rows = BomLine.objects.filter(enterprise_id=parent.enterprise_id).exclude(parent_id=parent.id)
    for upper, lower in rows.values_list("parent_id", "component_id"):
        below.setdefault(upper, []).append(lower)
    for part in parts.values():
        if parent.id in components_below(below, [part.id]):
            raise Conflict(errors.BOM_CYCLE, field="components", component=part.number, parent=parent.number)
