"""Taking suppliers into the chain by name alone, as a file of another system knows them.

Directory rows are the system role's to write and are committed at once; an interrupted onboarding is simply
continued, for the same buyer and name always mean the same enterprise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from audit import services as audit
from suppliers.models import Partnership
from suppliers.services.inputs import clean_text
from suppliers.services.partnerships import Terms, partnership_open
from suppliers.states import PartnershipStatus
from tenancy.context import system_access
from tenancy.models import Chain, ChainMembership, Site
from tenancy.selectors import home_chain, site_list
from tenancy.services import enterprise_provisional, introduce, member_join

ALIAS = "system"


@dataclass(frozen=True, slots=True)
class NewSupplier:
    """A supplier as another system knows it: its name, and the terms of the partnership."""

    name: str
    terms: Terms


def supplier_onboard(*, actor: Actor, name: str, terms: Terms | None = None) -> Partnership:
    """The acting buyer's active partnership with the supplier of this name, made when new. Raises Invalid."""
    return suppliers_onboard(actor=actor, suppliers=[NewSupplier(name, terms or Terms())])[name]


@transaction.atomic
def suppliers_onboard(*, actor: Actor, suppliers: Sequence[NewSupplier]) -> dict[str, Partnership]:
    """The same for many, by name. Raises Forbidden, Invalid for empty or endless names."""
    require(actor, P.PARTNERSHIP_WRITE)
    wanted = {s.name: s for s in suppliers}
    names = {clean_text(s.name, "name", limit=120, is_required=True): s for s in wanted.values()}
    chain = home_chain(actor.enterprise_id)
    ids = _enterprises(actor, chain, names)
    standing = Partnership.objects.filter(
        buyer_id=actor.enterprise_id, chain=chain, supplier_id__in=ids.values()
    )
    by_supplier = {partnership.supplier_id: partnership for partnership in standing}
    made: dict[str, Partnership] = {}
    for name, supplier in names.items():
        partnership = by_supplier.get(ids[name]) or partnership_open(
            actor=actor,
            chain_id=chain.id,
            supplier_id=ids[name],
            terms=supplier.terms,
            status=PartnershipStatus.ACTIVE,
        )
        made[supplier.name] = partnership
    return made


def _enterprises(actor: Actor, chain: Chain, names: Iterable[str]) -> dict[str, UUID]:
    """Directory rows, memberships and introductions; committed before the partnerships that point at them."""
    ids: dict[str, UUID] = {}
    with system_access("onboarding"), transaction.atomic(using=ALIAS):
        for name in names:
            enterprise = enterprise_provisional(sponsor_id=actor.enterprise_id, name=name)
            member_join(chain=chain, enterprise_id=enterprise.id, role=ChainMembership.Role.SUPPLIER)
            introduce(chain.id, actor.enterprise_id, enterprise.id)
            ids[name] = enterprise.id
    return ids


@transaction.atomic
def places_ensure(*, actor: Actor, names: Iterable[str]) -> dict[str, Site]:
    """The acting enterprise's warehouses of these names, made when new; codes are numbered W001, W002, …"""
    require(actor, P.PARTNERSHIP_WRITE)
    mine = list(site_list(actor.enterprise_id))
    by_name = {site.name: site for site in mine}
    codes = {site.code for site in mine}
    for name in names:
        if name in by_name:
            continue
        clean = clean_text(name, "name", limit=80, is_required=True)
        code = next(c for number in range(1, 1000) if (c := f"W{number:03}") not in codes)
        codes.add(code)
        by_name[name] = Site.objects.create(
            enterprise_id=actor.enterprise_id, code=code, name=clean, name_en=clean, kind=Site.Kind.WAREHOUSE,
            address="",
        )  # fmt: skip
        audit.record(
            actor,
            action="suppliers.site.added",
            subject_type="tenancy.Site",
            subject_id=by_name[name].id,
            before=None,
            after={"code": code, "name": clean},
        )
    return by_name
