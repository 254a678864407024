"""Chains, who takes part in them, and who has been introduced to whom."""

from typing import ClassVar

from django.db import models

from common.classification import DataCategory, DataLevel
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import ChainShared, Membership, Own


class Chain(GuardedModel):
    """One network led by one enterprise."""

    visibility = ChainShared("id", leader="leader")
    denied: ClassVar[frozenset[str]] = frozenset({"INSERT", "DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "leader name name_en"),
    )  # fmt: skip

    leader = enterprise_key()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leader"], name="chain_one_per_leader")]

    def __str__(self) -> str:
        return self.name


class ChainMembership(GuardedModel):
    """An enterprise's part in a chain. `tier` counts away from the leader: 0 the leader, 1 its direct partners."""

    class Role(models.TextChoices):
        LEADER = "leader"
        SUPPLIER = "supplier"
        CARRIER = "carrier"
        CUSTOMER = "customer"
        SERVICE = "service"
        OBSERVER = "observer"

    visibility = Membership("enterprise", leader="leader")
    denied: ClassVar[frozenset[str]] = frozenset({"INSERT", "UPDATE", "DELETE"})
    ties: ClassVar[dict[str, dict[str, str]]] = {"chain": {"leader": "leader"}}
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise leader role tier"),
    )  # fmt: skip

    enterprise = enterprise_key()
    leader = enterprise_key()
    chain = chain_key()
    role = models.CharField(max_length=10, choices=Role)
    tier = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "chain", "role"], name="membership_unique"),
        ]
        indexes = [models.Index(fields=["chain", "enterprise"], name="membership_by_chain")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.role}"


class KnownParty(GuardedModel):
    """`viewer` may see the directory row of `subject`: they met in a partnership or a chain."""

    visibility = Own("viewer")
    denied: ClassVar[frozenset[str]] = frozenset({"INSERT", "UPDATE", "DELETE"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.SENSITIVE, "viewer subject"),
    )  # fmt: skip

    viewer = enterprise_key()
    subject = enterprise_key()
    chain = chain_key()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["viewer", "subject", "chain"], name="known_party_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.viewer_id} knows {self.subject_id}"
