"""Granting a partner a look at one's figures, and taking it back at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from common.clock import now, today
from common.errors import Conflict, DomainError, Invalid, NotFound
from suppliers import errors
from suppliers.models import (
    CapacityGroup,
    Item,
    Partnership,
    SharedFigure,
    SharingGrant,
    SharingGrantItem,
)
from suppliers.rules import TEMPLATES
from suppliers.services.data_class import data_class_of
from suppliers.services.inputs import clean_text
from suppliers.services.network.projecting import network_end, network_lock, project_network
from suppliers.services.projection import project_grant, tell
from suppliers.services.recording import plain
from suppliers.states import (
    FIELD_SUBJECTS,
    ITEM_SUBJECTS,
    Grain,
    ItemKind,
    PartnershipStatus,
    SharedField,
    SharingSubject,
    grains_of,
)

FACTS = (
    "partnership_id",
    "field",
    "grain",
    "purpose",
    "valid_from",
    "valid_until",
    "data_category",
    "data_level",
)


@dataclass(frozen=True, slots=True)
class NewGrant:
    """What to share. `item_ids`: for stock, the items; the thresholds are those of a light, in the items' units."""

    partnership_id: UUID
    field: SharedField
    grain: Grain
    purpose: str
    valid_from: date | None = None
    valid_until: date | None = None
    item_ids: Sequence[UUID] = ()
    red_below: Decimal | None = None
    amber_below: Decimal | None = None


@transaction.atomic
def sharing_grant_set(*, actor: Actor, grant: NewGrant, version: int | None = None) -> SharingGrant:
    """Share a figure at a grain; what was granted for it before ends in the same moment.

    `version`: of the grant in force that the person saw, None when there was none.
    Raises NotFound, Conflict, Invalid, DomainError SHARING_CLOSED.
    """
    require(actor, P.SHARING_WRITE)
    partnership = _lock_partnership(actor, grant.partnership_id)
    checked = check_grant(grant)
    items = _lock_figures(actor, FIELD_SUBJECTS[checked.field], checked.item_ids)
    present = _in_force(actor, partnership).filter(field=checked.field.value).first()
    if (present.version if present else None) != version:
        raise Conflict(current_version=present.version if present else 0, stated_version=version or 0)
    if present is not None:
        _end(actor, present)
    return _grant(actor, partnership, checked, items)


@transaction.atomic
def sharing_grant_revoke(*, actor: Actor, grant_id: UUID, version: int) -> SharingGrant:
    """Take a grant back: its figures are gone when this commits, and open screens are told.

    Raises NotFound, Conflict, DomainError GRANT_REVOKED.
    """
    require(actor, P.SHARING_WRITE)
    grant = SharingGrant.objects.filter(id=grant_id, grantor_id=actor.enterprise_id).first()
    if grant is None:
        raise NotFound
    items = SharingGrantItem.objects.filter(enterprise_id=actor.enterprise_id, grant=grant)
    _lock_figures(actor, SharingSubject(grant.subject), list(items.values_list("item_id", flat=True)))
    grant = SharingGrant.objects.select_for_update().get(id=grant_id, grantor_id=actor.enterprise_id)
    if grant.revoked_at is not None:
        raise DomainError(errors.GRANT_REVOKED, field="grantId", at=f"{grant.revoked_at:%Y-%m-%d %H:%M} UTC")
    if grant.version != version:
        raise Conflict(current_version=grant.version, stated_version=version)
    _end(actor, grant)
    if grant.subject == SharingSubject.NETWORK:
        project_network(actor)
    tell(actor, [grant], "revoked")
    return grant


@transaction.atomic
def sharing_template_apply(*, actor: Actor, partnership_id: UUID, template: str) -> list[SharingGrant]:
    """Grant what a template proposes wherever nothing is decided yet; what is granted already stays.

    Stock is shared of all items made for the partner's chain. Raises NotFound, Invalid, DomainError SHARING_CLOSED.
    """
    require(actor, P.SHARING_WRITE)
    if template not in TEMPLATES:
        known = list(TEMPLATES)
        raise Invalid(
            errors.CHOICE_UNKNOWN,
            field="template",
            value=template[:40],
            known="、".join(known),
            allowed=known,
        )
    partnership = _lock_partnership(actor, partnership_id)
    chosen = TEMPLATES[template]
    decided = set(_in_force(actor, partnership).values_list("field", flat=True))
    made = [
        i.id for i in Item.objects.filter(
            enterprise_id=actor.enterprise_id, chain_id=partnership.chain_id, kind=ItemKind.MAKE.value
        )
    ]  # fmt: skip
    granted = []
    for line in chosen.lines:
        is_stock = FIELD_SUBJECTS[line.field] is SharingSubject.INVENTORY
        if line.field.value in decided or (is_stock and not made):
            continue
        wanted = NewGrant(
            partnership.id, line.field, line.grain, chosen.purpose(actor.language),
            item_ids=made if is_stock else (), red_below=line.red_below, amber_below=line.amber_below,
        )  # fmt: skip
        checked = check_grant(wanted)
        items = _lock_figures(actor, FIELD_SUBJECTS[line.field], checked.item_ids)
        granted.append(_grant(actor, partnership, checked, items))
    return granted


def check_grant(grant: NewGrant) -> NewGrant:
    """The grant with clean text and its first day; raises Invalid naming the field."""
    known = [g.value for g in grains_of(grant.field)]
    if grant.grain.value not in known:
        raise Invalid(
            errors.GRAIN_NOT_FOR_FIELD, field="grain", allowed=known, grain=grant.grain.value,
            known="、".join(known), name=grant.field.value,
        )  # fmt: skip
    start = grant.valid_from or today()
    if grant.valid_until is not None and grant.valid_until < max(start, today()):
        raise Invalid(
            errors.PERIOD_REVERSED, field="validUntil", until=grant.valid_until.isoformat(), start=start.isoformat()
        )  # fmt: skip
    of_items = FIELD_SUBJECTS[grant.field] in ITEM_SUBJECTS
    if of_items and not grant.item_ids:
        raise Invalid(errors.SHARED_ITEMS_MISSING, field="itemIds")
    has_light = of_items and grant.grain is Grain.LIGHT
    if has_light and not _is_light(grant.red_below, grant.amber_below):
        raise Invalid(errors.THRESHOLDS_MISSING, field="redBelow")
    return NewGrant(
        grant.partnership_id, grant.field, grant.grain,
        clean_text(grant.purpose, "purpose", limit=200, is_required=True), start, grant.valid_until,
        tuple(dict.fromkeys(grant.item_ids)) if of_items else (),
        grant.red_below if has_light else None, grant.amber_below if has_light else None,
    )  # fmt: skip


def _is_light(red: Decimal | None, amber: Decimal | None) -> bool:
    return red is not None and amber is not None and 0 < red <= amber


def _lock_partnership(actor: Actor, partnership_id: UUID) -> Partnership:
    """The partnership in which the actor supplies; acts on its grants wait for each other here."""
    found = Partnership.objects.select_for_update(no_key=True, of=("self",)).select_related("buyer")
    partnership = found.filter(id=partnership_id, supplier_id=actor.enterprise_id).first()
    if partnership is None:
        raise NotFound
    if partnership.status != PartnershipStatus.ACTIVE:
        raise DomainError(errors.SHARING_CLOSED, field="partnershipId", partner=partnership.buyer.short_name)
    return partnership


def _lock_figures(actor: Actor, subject: SharingSubject, item_ids: Sequence[UUID]) -> list[Item]:
    """Lock what the figures are computed from, in the order every writer does; the items of a stock grant."""
    if subject is SharingSubject.NETWORK:
        network_lock(actor)
        return []
    if subject is SharingSubject.CAPACITY:
        groups = CapacityGroup.objects.select_for_update(no_key=True)
        list(groups.filter(enterprise_id=actor.enterprise_id).order_by("id"))
        return []
    mine = Item.objects.select_for_update(no_key=True).filter(enterprise_id=actor.enterprise_id)
    items = list(mine.filter(id__in=item_ids).order_by("id"))
    if len(items) != len(set(item_ids)):
        raise NotFound
    return items


def _in_force(actor: Actor, partnership: Partnership) -> Any:
    return SharingGrant.objects.select_for_update().filter(
        grantor_id=actor.enterprise_id, partnership=partnership, revoked_at__isnull=True
    )


def _grant(actor: Actor, partnership: Partnership, wanted: NewGrant, items: Sequence[Item]) -> SharingGrant:
    subject = FIELD_SUBJECTS[wanted.field]
    category, level = data_class_of(wanted.field)
    grant = SharingGrant.objects.create(
        chain_id=partnership.chain_id, grantor_id=actor.enterprise_id, grantee_id=partnership.buyer_id,
        partnership=partnership, subject=subject.value, field=wanted.field.value, grain=wanted.grain.value,
        purpose=wanted.purpose, valid_from=wanted.valid_from or today(), valid_until=wanted.valid_until,
        data_category=category.value, data_level=level.value, created_at=now(),
    )  # fmt: skip
    SharingGrantItem.objects.bulk_create(
        SharingGrantItem(
            chain_id=item.chain_id, enterprise_id=actor.enterprise_id, grant=grant, item=item,
            red_below=wanted.red_below, amber_below=wanted.amber_below,
        )
        for item in items
    )  # fmt: skip
    if subject is SharingSubject.NETWORK:
        project_network(actor)
    else:
        project_grant(actor, grant)
    _record(actor, grant, "granted", None, {**plain(grant, FACTS), "items": [item.number for item in items]})
    tell(actor, [grant], "granted")
    return grant


def _end(actor: Actor, grant: SharingGrant) -> None:
    SharedFigure.objects.filter(grantor_id=actor.enterprise_id, grant=grant).delete()
    grant.revoked_at = now()
    grant.version += 1
    grant.save(update_fields=["revoked_at", "version"])
    if grant.subject == SharingSubject.NETWORK:
        network_end(actor, grant)
    _record(actor, grant, "revoked", plain(grant, FACTS), plain(grant, ("revoked_at",)))


def _record(
    actor: Actor, grant: SharingGrant, verb: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    audit.record(
        actor, action=f"suppliers.sharing.{verb}", subject_type="suppliers.SharingGrant", subject_id=grant.id,
        before=before, after=after,
    )  # fmt: skip
