"""Min–max bands by which a supplier keeps a buyer's stock up, and what of that stock the supplier sees."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.classification import DataCategory, DataLevel
from orders.states import BandKind, BandState
from suppliers.models.fields import choices, legal, not_negative, percent, quantity
from suppliers.states import InventorySource, MovementKind, SharingSubject
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Granted, Parties

_PARTIES = {"chain": "chain", "buyer": "buyer", "supplier": "supplier"}


class ReplenishmentBand(GuardedModel):
    """What stock of an item a supplier keeps at a buyer's site, set by the buyer; the agreement to share that stock.

    One band lives per item and site: one supplier answers for it. Names and lot terms are copied, as the supplier
    reads neither the buyer's items nor its source options. `weekly_demand` stands in where nothing is forecast;
    `demand_share`: percent of the forecast this site uses. Ended, it stays as history and shares nothing more.
    """

    visibility = Parties("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "partnership": _PARTIES,
        "item": {"buyer": "enterprise"},
        "site": {"buyer": "enterprise"},
    }
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier partnership item site item_number item_name item_name_en "
         "supplier_item_number site_name site_name_en unit kind minimum weekly_demand demand_share "
         "minimum_order_quantity order_multiple lead_time_days note created_at changed_at ended_at"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "maximum"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    partnership = models.ForeignKey("suppliers.Partnership", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("suppliers.Item", on_delete=models.PROTECT, related_name="+", db_index=False)
    site = models.ForeignKey("tenancy.Site", on_delete=models.PROTECT, related_name="+", db_index=False)
    item_number = models.CharField(max_length=40)
    item_name = models.CharField(max_length=160)
    item_name_en = models.CharField(max_length=160, blank=True)
    supplier_item_number = models.CharField(max_length=40, blank=True)
    site_name = models.CharField(max_length=80)
    site_name_en = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=3)
    kind = models.CharField(max_length=3, choices=choices(BandKind))
    minimum = quantity()
    maximum = quantity()
    weekly_demand = quantity(null=True, blank=True)
    demand_share = percent(default=Decimal(100))
    minimum_order_quantity = quantity(default=Decimal(0))
    order_multiple = quantity(default=Decimal(0))
    lead_time_days = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer", "item", "site"], condition=Q(ended_at__isnull=True), name="band_one_per_item_and_site"
            ),
            models.CheckConstraint(condition=legal("kind", BandKind), name="band_kind_legal"),
            models.CheckConstraint(
                condition=Q(minimum__gte=0, maximum__gt=F("minimum")), name="band_minimum_below_maximum"
            ),
            models.CheckConstraint(
                condition=not_negative("minimum_order_quantity", "order_multiple")
                & (Q(weekly_demand__isnull=True) | Q(weekly_demand__gte=0))
                & Q(demand_share__gte=0, demand_share__lte=100),
                name="band_figures_legal",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["buyer", "item_number", "id"], name="band_by_buyer"),
            models.Index(fields=["supplier", "item_number", "id"], name="band_by_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.item_number} {self.kind}"


class BandStock(GuardedModel):
    """The stock a live band shares, written in the transaction that moves it; the supplier reads it, never writes.

    VMI shares what is consigned, SMI what is unrestricted at the site. `quantity` is null when nobody has counted yet.
    `state` compares it with the band, in step with both.
    """

    visibility = Granted("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {"band": _PARTIES}
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER, "buyer supplier band quantity as_of source state"),
    )  # fmt: skip
    subject = SharingSubject.INVENTORY

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    band = models.OneToOneField(ReplenishmentBand, on_delete=models.PROTECT, related_name="stock")
    quantity = quantity(null=True, blank=True)
    as_of = models.DateTimeField()
    source = models.CharField(max_length=8, choices=choices(InventorySource))
    state = models.CharField(max_length=13, choices=choices(BandState))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=legal("state", BandState), name="band_stock_state_legal"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True, state=BandState.NO_DATA.value)
                | (Q(quantity__isnull=False) & ~Q(state=BandState.NO_DATA.value)),
                name="band_stock_known_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.band_id} {self.state}"


class BandMovement(GuardedModel):
    """One change of a band's stock as both parties see it: what it was and how much was there afterwards."""

    visibility = Granted("buyer", "supplier")
    ties: ClassVar[dict[str, dict[str, str]]] = {"band": _PARTIES}
    append_only = True
    data_classes = classed(
        (DataCategory.BUSINESS, DataLevel.PARTNER,
         "buyer supplier band kind stock_after quantity occurred_at"),
    )  # fmt: skip

    chain = chain_key()
    buyer = enterprise_key()
    supplier = enterprise_key()
    band = models.ForeignKey(
        ReplenishmentBand, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    kind = models.CharField(max_length=11, choices=choices(MovementKind))
    stock_after = quantity()
    quantity = quantity()
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="band_movement_not_zero"),
            models.CheckConstraint(condition=legal("kind", MovementKind), name="band_movement_kind_legal"),
        ]
        indexes = [models.Index(fields=["band", "-occurred_at", "-id"], name="band_movement_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"
