"""Enterprises (the tenants) and their sites."""

from typing import ClassVar

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, enterprise_key
from tenancy.visibility import Introduced


class Enterprise(GuardedModel):
    """An enterprise, known by its unified social credit code (GB 32100-2015)."""

    class Door(models.TextChoices):
        LINK = "link"
        PHONE = "phone"
        SPREADSHEET = "spreadsheet"
        API = "api"
        EDI = "edi"

    visibility = Introduced("id")
    denied: ClassVar[frozenset[str]] = frozenset({"INSERT", "DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PUBLIC, "uscc name name_en short_name short_name_en region"),
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "maturity_level door"),
    )  # fmt: skip

    uscc = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    short_name_en = models.CharField(max_length=60)
    region = models.CharField(max_length=40, blank=True)
    maturity_level = models.PositiveSmallIntegerField(default=1)
    door = models.CharField(max_length=12, choices=Door, default=Door.PHONE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(maturity_level__gte=1, maturity_level__lte=5),
                name="enterprise_maturity_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class Site(GuardedModel):
    """A place of an enterprise. Point in WGS-84 degrees; `timezone` is an IANA name."""

    class Kind(models.TextChoices):
        PLANT = "plant"
        WAREHOUSE = "warehouse"
        DOCK = "dock"
        YARD = "yard"

    visibility = Introduced("enterprise", shared="is_shared")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER,
         "enterprise code name name_en kind address longitude latitude timezone is_shared "
         "allows_negative_stock"),
    )  # fmt: skip

    enterprise = enterprise_key()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    address = models.CharField(max_length=200)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    timezone = models.CharField(max_length=40, default="Asia/Shanghai")
    is_shared = models.BooleanField(default=True)
    allows_negative_stock = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "code"], name="site_code_unique_per_enterprise"),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90),
                name="site_point_is_wgs84",
            ),
        ]

    def __str__(self) -> str:
        return self.name
