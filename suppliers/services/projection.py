"""Keeps what partners may see in step with the owner's rows, in the transaction that changes them.

The caller holds the locks of the items or capacity groups concerned, as every change of their figures and of the
grants over them does; so the last to change also writes what is seen.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from events import services as events
from suppliers.models import CapacityGroup, Item, SharedFigure, SharingGrant, SharingGrantItem
from suppliers.selectors.projections import (
    capacity_figures,
    open_grants,
    production_figures,
    stock_figures,
)
from suppliers.states import Grain, SharingSubject

CONTENT = ("name", "name_en", "quantity", "low", "high", "light", "unit", "source")
Key = tuple[UUID, str, date | None]


def project_stock(actor: Actor, items: Sequence[Item], former: Collection[str] = ()) -> None:
    """Renew what is seen of these items' stock under every grant. `former`: numbers they had before."""
    _project_items(actor, SharingSubject.INVENTORY, items, former)


def project_production(actor: Actor, items: Sequence[Item], former: Collection[str] = ()) -> None:
    """The same of what is made of them."""
    _project_items(actor, SharingSubject.PRODUCTION, items, former)


def _project_items(
    actor: Actor, subject: SharingSubject, items: Sequence[Item], former: Collection[str]
) -> None:
    lines = SharingGrantItem.objects.filter(
        enterprise_id=actor.enterprise_id, item_id__in={item.id for item in items}, grant__revoked_at__isnull=True
    )  # fmt: skip
    found = list(lines.order_by("id"))
    if not found:
        return
    grants = {g.id: g for g in open_grants(actor, subject)}
    shared = [(grants[line.grant_id], line) for line in found if line.grant_id in grants]
    numbers = {item.number for item in items} | set(former)
    compute = stock_figures if subject is SharingSubject.INVENTORY else production_figures
    figures = compute(actor, shared, {item.id: item for item in items})
    _publish(actor, {g.id: g for g, _ in shared}, figures, Q(reference__in=numbers))


def project_capacity(actor: Actor, group: CapacityGroup, former: Collection[str] = ()) -> None:
    """Renew what is seen of this group under every grant. `former`: codes it had before."""
    grants = open_grants(actor, SharingSubject.CAPACITY)
    if grants:
        figures = capacity_figures(actor, grants, [group.id])
        _publish(actor, {g.id: g for g in grants}, figures, Q(reference__in={group.code, *former}))


def project_grant(actor: Actor, grant: SharingGrant) -> None:
    """Write everything that is seen under a new grant."""
    if grant.grain == Grain.PLANNER_ONLY:
        return
    if grant.subject == SharingSubject.CAPACITY:
        figures = capacity_figures(actor, [grant])
    else:
        lines = list(SharingGrantItem.objects.filter(enterprise_id=actor.enterprise_id, grant=grant))
        items = Item.objects.filter(enterprise_id=actor.enterprise_id).in_bulk({i.item_id for i in lines})
        compute = stock_figures if grant.subject == SharingSubject.INVENTORY else production_figures
        figures = compute(actor, [(grant, line) for line in lines], items)
    SharedFigure.objects.bulk_create(figures, batch_size=1000)


def _key(figure: SharedFigure) -> Key:
    return (figure.grant_id, figure.reference, figure.week)


def _publish(
    actor: Actor, grants: dict[UUID, SharingGrant], figures: Iterable[SharedFigure], scope: Q
) -> None:
    """Make the figures in `scope` be exactly these; tell partners whose view has changed, without a figure."""
    wanted = {_key(f): f for f in figures}
    there = SharedFigure.objects.filter(scope, grantor_id=actor.enterprise_id, grant_id__in=grants)
    present = {_key(f): f for f in there}
    gone = [f for key, f in present.items() if key not in wanted]
    changed = [f for key, f in wanted.items() if key not in present or _differs(f, present[key])]
    # A coarse figure that stays the same is only younger: that alone is no news.
    younger = [f for key, f in wanted.items() if key in present and f.as_of != present[key].as_of]
    SharedFigure.objects.filter(grantor_id=actor.enterprise_id, id__in=[f.id for f in gone]).delete()
    SharedFigure.objects.bulk_create(
        {id(f): f for f in [*changed, *younger]}.values(),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["grant", "reference", "week"],
        update_fields=[*CONTENT, "as_of"],
    )
    tell(actor, [grants[i] for i in dict.fromkeys(f.grant_id for f in [*gone, *changed])], "figures_changed")


def _differs(one: SharedFigure, other: SharedFigure) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in CONTENT)


def tell(actor: Actor, grants: Sequence[SharingGrant], verb: str) -> None:
    """Both parties of each grant hear that something about it changed; what, they read under their own rights."""
    events.emit_many(
        actor,
        [
            events.Happening(
                type=f"suppliers.sharing.{verb}",
                chain_id=grant.chain_id,
                subject_type="sharing_grant",
                subject_id=grant.id,
                root_type="sharing_grant",
                root_id=grant.id,
                version=grant.version,
                audience=(grant.grantor_id, grant.grantee_id),
                payload={"subject": grant.subject, "field": grant.field, "grain": grant.grain},
            )
            for grant in grants
        ],
    )
