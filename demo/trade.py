"""Partnerships with terms, items with bills of material, and where each can be bought."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from common.clock import now
from demo.directory import Directory
from demo.items import MATERIAL_CATEGORIES, MATERIALS, PARTS, ItemRow, Part, leader_items
from demo.members import SECOND_CHAIN_OWN, SECOND_CHAIN_SHARED, SUPPLIERS, UPSTREAM
from suppliers.models import BomLine, Item, Partnership, PriceBreak, SourceOption
from suppliers.states import DefaultOutcome, ItemKind, PartnershipStatus
from tenancy.context import acting_as
from tenancy.models import Chain

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Offer:
    """What can be ordered: the item, its source's terms and how much a usual order takes."""

    item_id: UUID
    number: str
    price: Decimal
    moq: Decimal
    multiple: Decimal
    lead_days: int
    usual: Decimal


@dataclass
class Market:
    """Offers by partnership, in the order they were made."""

    partnerships: dict[tuple[str, str], Partnership] = field(default_factory=dict)
    offers: dict[tuple[str, str], list[Offer]] = field(default_factory=dict)


def open_market(directory: Directory) -> Market:
    """All partnerships and items of both chains."""
    market = Market()
    for supplier in (s for s in SUPPLIERS if s.tier == 1):
        _partner(market, directory, directory.chain, "leader", supplier.key)
    _leader_items(market, directory)
    for buyer, supplier_key in UPSTREAM:
        _partner(market, directory, directory.chain, buyer, supplier_key)
        _materials(market, directory, buyer, supplier_key)
    for key in (*SECOND_CHAIN_SHARED, SECOND_CHAIN_OWN.key):
        _partner(market, directory, directory.second_chain, "leader2", key)
    _second_leader_items(market, directory)
    _supplier_products(directory)
    return market


def _partner(market: Market, directory: Directory, chain: Chain, buyer: str, supplier: str) -> None:
    number = len([1 for b, _ in market.partnerships if b == buyer]) + 1
    buyer_id = directory.enterprises[buyer]
    with acting_as(buyer_id):
        market.partnerships[buyer, supplier] = Partnership.objects.create(
            chain=chain,
            buyer_id=buyer_id,
            supplier_id=directory.enterprises[supplier],
            status=PartnershipStatus.ACTIVE,
            supplier_code=f"V{number:04d}",
            payment_terms="收货后 60 天",
            payment_terms_en="60 days after receipt",
            incoterm="DAP",
            quantity_tolerance_percent=Decimal(2),
            date_tolerance_days=1,
            price_tolerance_percent=Decimal(1),
            over_delivery_percent=Decimal(2),
            under_delivery_percent=Decimal(2),
            acknowledge_hours=24,
            freeze_days=7,
            default_outcome=DefaultOutcome.KEEP_REQUESTED,
            created_at=now(),
            changed_at=now(),
        )
    market.offers[buyer, supplier] = []


def _item(
    directory: Directory, chain: Chain, owner: str, number: str, names: tuple[str, str], **details: object
) -> Item:
    values: dict[str, object] = {
        "name": names[0],
        "name_en": names[1],
        "unit": "H87",
        "kind": ItemKind.BUY,
        "is_lot_managed": True,
        "drawing_revision": "B",
    }
    return Item(
        chain=chain, enterprise_id=directory.enterprises[owner], number=number, **{**values, **details}
    )


def _leader_items(market: Market, directory: Directory) -> None:
    rows = list(leader_items())
    made: dict[str, Item] = {}
    with acting_as(directory.enterprises["leader"]):
        for row in rows:
            made[row.number] = _item(
                directory, directory.chain, "leader", row.number, (row.name, row.name_en),
                kind=row.kind, category=row.category, is_lot_managed=row.kind == "BUY",
            )  # fmt: skip
        Item.objects.bulk_create(made.values())
        BomLine.objects.bulk_create(
            BomLine(
                chain=directory.chain,
                enterprise_id=directory.enterprises["leader"],
                parent=made[row.parent],
                component=made[row.number],
                quantity_per=row.per,
                scrap_percent=Decimal("0.5") if row.part else Decimal(0),
                lead_time_offset_days=1 if row.part else 0,
            )
            for row in rows
            if row.parent
        )
        for row in rows:
            if row.part is not None:
                _sources(market, directory, row, row.part, made[row.number])


def _sources(market: Market, directory: Directory, row: ItemRow, part: Part, item: Item) -> None:
    price = (Decimal(part.price) * row.factor).quantize(CENT, ROUND_HALF_UP)
    _offer(market, directory, "leader", part.supplier, item, price, part, share=(Decimal(60), Decimal(100)))
    if part.second_source:
        dearer = (price * Decimal("1.06")).quantize(CENT, ROUND_HALF_UP)
        _offer(
            market,
            directory,
            "leader",
            part.second_source,
            item,
            dearer,
            part,
            share=(Decimal(0), Decimal(40)),
        )


def _offer(
    market: Market,
    directory: Directory,
    buyer: str,
    supplier: str,
    item: Item,
    price: Decimal,
    part: Part,
    share: tuple[Decimal, Decimal],
) -> None:
    partnership = market.partnerships[buyer, supplier]
    source = SourceOption.objects.create(
        chain_id=partnership.chain_id,
        enterprise_id=directory.enterprises[buyer],
        partnership=partnership,
        item=item,
        supplier_item_number=f"{supplier[-2:]}-{item.number.replace('-', '')}",
        unit_price=price,
        minimum_order_quantity=part.moq,
        order_multiple=part.multiple,
        lead_time_days=part.lead_days,
        share_min=share[0],
        share_max=share[1],
    )
    if part.moq > 1:
        PriceBreak.objects.create(
            chain_id=partnership.chain_id,
            enterprise_id=directory.enterprises[buyer],
            source_option=source,
            from_quantity=part.moq * 10,
            unit_price=(price * Decimal("0.97")).quantize(CENT, ROUND_HALF_UP),
        )
    usual = max(Decimal(part.moq), Decimal(1200 * part.per // part.multiple * part.multiple))
    market.offers[buyer, supplier].append(
        Offer(item.id, item.number, price, Decimal(part.moq), Decimal(part.multiple), part.lead_days, usual)
    )


def _materials(market: Market, directory: Directory, buyer: str, supplier: str) -> None:
    with acting_as(directory.enterprises[buyer]):
        for material in (m for m in MATERIALS if (m.buyer, m.supplier) == (buyer, supplier)):
            item = _item(
                directory, directory.chain, buyer, material.number, (material.name, material.name_en),
                unit=material.unit, category=MATERIAL_CATEGORIES[material.number[:2]],
            )  # fmt: skip
            item.save()
            part = Part("", "", "", "", supplier, material.price, 1, material.moq, 1, material.lead_days, "")
            _offer(
                market,
                directory,
                buyer,
                supplier,
                item,
                Decimal(material.price),
                part,
                (Decimal(0), Decimal(100)),
            )


def _second_leader_items(market: Market, directory: Directory) -> None:
    rows = {
        "supplier01": (("M-ST-11", "起动电机定子", "Starter stator", "96.00"), ("M-RT-11", "磁电机转子", "Magneto rotor", "88.00")),
        "supplier03": (("M-GR-21", "副轴齿轮", "Countershaft gear", "34.50"), ("M-SH-22", "主轴", "Main shaft", "46.00")),
        SECOND_CHAIN_OWN.key: (("M-FR-01", "车架总成", "Frame assembly", "520.00"), ("M-SW-02", "后摇臂", "Swing arm", "148.00")),
    }  # fmt: skip
    with acting_as(directory.enterprises["leader2"]):
        for supplier, parts in rows.items():
            for number, name, name_en, price in parts:
                item = _item(
                    directory, directory.second_chain, "leader2", number, (name, name_en), category="整车件"
                )
                item.save()
                part = Part("", "", "", "", supplier, price, 1, 100, 50, 10, "")
                _offer(
                    market,
                    directory,
                    "leader2",
                    supplier,
                    item,
                    Decimal(price),
                    part,
                    (Decimal(0), Decimal(100)),
                )


def _supplier_products(directory: Directory) -> None:
    """What each first-tier supplier makes, from the materials it buys."""
    for supplier in (s for s in SUPPLIERS if s.tier == 1):
        with acting_as(directory.enterprises[supplier.key]):
            products = [
                _item(
                    directory, directory.chain, supplier.key, f"{supplier.key[-2:]}-{p.line}{p.suffix}", (p.name, p.name_en),
                    kind=ItemKind.MAKE, category="产成品",
                )
                for p in PARTS
                if p.supplier == supplier.key
            ]  # fmt: skip
            Item.objects.bulk_create(products)
            materials = list(
                Item.objects.filter(enterprise_id=directory.enterprises[supplier.key], kind=ItemKind.BUY)
            )
            BomLine.objects.bulk_create(
                BomLine(
                    chain=directory.chain,
                    enterprise_id=directory.enterprises[supplier.key],
                    parent=product,
                    component=material,
                    quantity_per=Decimal(1),
                    scrap_percent=Decimal(2),
                )
                for product in products
                for material in materials[:3]
            )
