"""Who supplies whom beyond one's own partners, as far as members let it be seen; and what keeps that in step."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.classification import DataCategory, DataLevel
from suppliers.models.fields import TIED, choices
from suppliers.models.sharing import SharingGrant
from suppliers.rules.network import MOST_DEPTH
from suppliers.states import SharedField, SharingSubject
from tenancy.classification import classed
from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.visibility import Granted, Outbox, Own

_SHOWN = Granted(
    "grantor", "grantee", grant="grant", grant_table="suppliers_sharinggrant", since="valid_from",
    until="valid_until",
)  # fmt: skip
_GRANT_TIE = {"grantor": "grantor", "grantee": "grantee"}


class SharedNode(GuardedModel):
    """One enterprise of the network above the grantor, as the grantee may see it; `depth` tiers above it, 0 itself.

    Without `party` it is anonymous: no name, no cities. `origin`: the row the grantor itself has it from, a consent to
    be named or a node passed on; it falls with that row, however many hops further it has been shown. Never changed: what
    is shown otherwise is another row, so that what was shown on before falls at once.
    """

    visibility = _SHOWN
    ties: ClassVar[dict[str, dict[str, str]]] = {"grant": _GRANT_TIE, "origin": {"grantor": "grantee"}}
    falls_with: ClassVar[frozenset[str]] = frozenset({"origin"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "grantor grantee grant field valid_from valid_until as_of"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "origin depth party name name_en category province cities"),
    )  # fmt: skip

    chain = chain_key()
    grantor = enterprise_key()
    grantee = enterprise_key()
    grant = models.ForeignKey(SharingGrant, on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=17, choices=choices(SharedField))
    origin = models.ForeignKey(
        "self", on_delete=models.DO_NOTHING, null=True, blank=True, related_name="+", **TIED
    )
    depth = models.PositiveSmallIntegerField()
    party = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=200, blank=True)
    province = models.CharField(max_length=20, blank=True)
    cities = models.JSONField(default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    as_of = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, name__gt="") | Q(party=None, name="", name_en="", cities=[]),
                name="shared_node_named_or_anonymous",
            ),
            models.CheckConstraint(condition=Q(depth__lte=MOST_DEPTH), name="shared_node_not_too_deep"),
        ]
        indexes = [
            models.Index(fields=["grantee", "field", "grantor"], name="shared_node_by_grantee"),
            models.Index(fields=["grantor", "grant"], name="shared_node_by_grant"),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.category} {self.depth}"

    @property
    def subject(self) -> str:
        """What its grant is about, as the reading log tells it."""
        return SharingSubject.NETWORK.value


class SharedEdge(GuardedModel):
    """Who buys what from whom above the grantor. A missing node is the grantor itself.

    `reference`, `name`: the buyer's item, where both ends are named; otherwise only the category.
    """

    visibility = _SHOWN
    ties: ClassVar[dict[str, dict[str, str]]] = {
        "grant": _GRANT_TIE,
        "buyer_node": _GRANT_TIE,
        "supplier_node": _GRANT_TIE,
    }
    falls_with: ClassVar[frozenset[str]] = frozenset({"buyer_node", "supplier_node"})
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "grantor grantee grant field valid_from valid_until"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE,
         "buyer_node supplier_node reference name name_en category"),
    )  # fmt: skip

    chain = chain_key()
    grantor = enterprise_key()
    grantee = enterprise_key()
    grant = models.ForeignKey(SharingGrant, on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=17, choices=choices(SharedField))
    buyer_node = models.ForeignKey(
        SharedNode, on_delete=models.DO_NOTHING, null=True, blank=True, related_name="+", **TIED
    )
    supplier_node = models.ForeignKey(
        SharedNode, on_delete=models.DO_NOTHING, null=True, blank=True, related_name="+", **TIED
    )
    reference = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)
    category = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(buyer_node__isnull=False) | Q(supplier_node__isnull=False),
                name="shared_edge_between_two",
            )
        ]
        indexes = [
            models.Index(fields=["grantee", "field", "grantor"], name="shared_edge_by_grantee"),
            models.Index(fields=["grantor", "grant"], name="shared_edge_by_grant"),
        ]

    def __str__(self) -> str:
        return self.reference or self.category


class NetworkOutline(GuardedModel):
    """What an enterprise remembers of what it shows under a grant: so that it notices what has fallen.

    `direct`: the node of each partnership; a node itself does not tell whom it stands for.
    """

    visibility = Own("enterprise")
    ties: ClassVar[dict[str, dict[str, str]]] = {"grant": {"enterprise": "grantor"}}
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise grant"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "direct node_count"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    grant = models.OneToOneField(SharingGrant, on_delete=models.PROTECT, related_name="+")
    direct = models.JSONField(default=dict)
    node_count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.node_count}"


class NetworkRefresh(GuardedModel):
    """A member's view has changed: it has to look what it shows on. Written with the change, read by the travel job."""

    visibility = Outbox("enterprise")
    data_classes = classed(
        (DataCategory.MANAGEMENT, DataLevel.PARTNER, "enterprise"),
        (DataCategory.BUSINESS, DataLevel.SENSITIVE, "member created_at"),
    )  # fmt: skip

    chain = chain_key()
    enterprise = enterprise_key()
    member = enterprise_key()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member_id}"
