"""The network on the stage: a ring of three that show, pass on and name each other, and a third party that does not.

LEADER buys from FIRST, FIRST from CARRIER, CARRIER from LEADER; SECOND, a supplier of LEADER, gives no consent. Only who
has met in the directory trades.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from common.clock import now
from common.ids import new_id
from suppliers.models import Item, Partnership, SharingGrant, SourceOption
from suppliers.selectors import grants_given
from suppliers.selectors.chain_graph import chain_graph
from suppliers.services import sharing
from suppliers.services.network.travel import network_travel
from suppliers.services.reading import reading_record
from suppliers.states import Grain, SharedField
from tenancy.context import acting_as, system_access
from tenancy.models import KnownParty
from tests import world

MEMBERS = (world.LEADER, world.FIRST, world.CARRIER)
FIELDS = (SharedField.UPSTREAM, SharedField.ONWARD, SharedField.IDENTITY)


def build() -> None:
    """The ring, everything shared in it, one reading; and a change that has not travelled yet."""
    with system_access("test"):
        for viewer, subject in ((world.FIRST, world.CARRIER), (world.CARRIER, world.FIRST)):
            KnownParty.objects.using("system").get_or_create(
                viewer_id=viewer.id, subject_id=subject.id, chain_id=world.CHAIN
            )
    ring = [
        (world.LEADER, world.FIRST, world.LEADER_FIRST.id),
        (world.FIRST, world.CARRIER, _partner(world.FIRST, world.CARRIER)),
        (world.CARRIER, world.LEADER, _partner(world.CARRIER, world.LEADER)),
    ]
    for _, supplier, partnership_id in ring:
        for field in FIELDS:
            is_coarse = field is SharedField.ONWARD and supplier == world.CARRIER
            grant(supplier, partnership_id, field, Grain.ANONYMOUS if is_coarse else Grain.EXACT)
    network_travel()
    for firm in MEMBERS:
        actor = _everything(firm)
        with acting_as(firm.id, actor.user_id):
            reading_record(actor=actor, figures=chain_graph(actor).told)
    grant(world.THIRD, world.OTHER_THIRD.id, SharedField.IDENTITY, Grain.EXACT)


def _everything(firm: world.Firm) -> Any:
    from tests.isolation.stage import everything

    return everything(firm)


def _partner(buyer: world.Firm, supplier: world.Firm) -> UUID:
    """An active partnership in which the buyer has a source of an item of its own."""
    with acting_as(buyer.id):
        partnership = Partnership.objects.create(
            chain_id=world.CHAIN, buyer_id=buyer.id, supplier_id=supplier.id, status="active",
            supplier_code=f"N-{supplier.number}", created_at=now(), changed_at=now(),
        )  # fmt: skip
        more(buyer, partnership.id)
    return partnership.id


def more(buyer: world.Firm, partnership_id: UUID) -> None:
    """One more item the buyer has from the partnership."""
    with acting_as(buyer.id):
        item = Item.objects.create(
            chain_id=world.CHAIN, enterprise_id=buyer.id, number=f"UP-{buyer.key}-{new_id().hex[:6]}", unit="KGM",
            name=f"material of {buyer.key}", category=f"upstream of {buyer.key}",
        )  # fmt: skip
        SourceOption.objects.create(
            chain_id=world.CHAIN, enterprise_id=buyer.id, partnership_id=partnership_id, item=item,
            unit_price=Decimal("7.31") + buyer.number,
        )  # fmt: skip


def grant(supplier: world.Firm, partnership_id: UUID, field: SharedField, grain: Grain) -> SharingGrant:
    actor = _everything(supplier)
    with acting_as(supplier.id, actor.user_id):
        present = grants_given(actor).filter(partnership_id=partnership_id, field=field.value).first()
        wanted = sharing.NewGrant(partnership_id, field, grain, f"network of {supplier.key}")
        return sharing.sharing_grant_set(
            actor=actor, grant=wanted, version=present.version if present else None
        )
