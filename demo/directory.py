"""Registers the demo's enterprises, sites, chains and introductions."""

from dataclasses import dataclass
from uuid import UUID

from common.ids import make_uscc
from demo.members import (
    CARRIERS,
    CUSTOMER,
    LEADER,
    SECOND_CHAIN_OWN,
    SECOND_CHAIN_SHARED,
    SECOND_LEADER,
    SUPPLIERS,
    UPSTREAM,
    Member,
    Place,
    all_members,
)
from tenancy.models import Chain, ChainMembership, Enterprise, Site
from tenancy.services import chain_open, enterprise_register, introduce, member_join

ALIAS = "system"
Role = ChainMembership.Role


@dataclass(frozen=True)
class Directory:
    """Ids of what was registered: enterprises by member key, sites by (member key, code), the two chains."""

    enterprises: dict[str, UUID]
    sites: dict[tuple[str, str], UUID]
    chain: Chain
    second_chain: Chain


def register() -> Directory:
    """Everything of the directory; run under system_access("demo-seed")."""
    enterprises = {m.key: _enterprise(number, m) for number, m in enumerate(all_members(), 1)}
    sites = {(m.key, p.code): s for m in all_members() for p, s in _sites(m, enterprises[m.key].id)}
    ids = {key: enterprise.id for key, enterprise in enterprises.items()}
    chain = chain_open(leader=enterprises[LEADER.key], name="巴岳动力链", name_en="Bayue Power chain")
    for member in (*SUPPLIERS, *CARRIERS, CUSTOMER):
        member_join(chain=chain, enterprise_id=ids[member.key], role=member.role, tier=member.tier)
    for buyer, supplier in UPSTREAM:
        introduce(chain.id, ids[buyer], ids[supplier])
    second = chain_open(leader=enterprises[SECOND_LEADER.key], name="渝东机车链", name_en="Yudong chain")
    for key in (*SECOND_CHAIN_SHARED, SECOND_CHAIN_OWN.key):
        member_join(chain=second, enterprise_id=ids[key], role=Role.SUPPLIER, tier=1)
    return Directory(ids, sites, chain, second)


def _enterprise(number: int, member: Member) -> Enterprise:
    return enterprise_register(
        uscc=make_uscc(number),
        name=member.name,
        name_en=member.name_en,
        short_name=member.short,
        short_name_en=member.short_en,
        region=member.region,
        maturity_level=member.maturity,
        door=member.door,
    )


def _sites(member: Member, enterprise_id: UUID) -> list[tuple[Place, UUID]]:
    made: list[tuple[Place, UUID]] = []
    for place in member.places:
        site = Site.objects.using(ALIAS).create(
            enterprise_id=enterprise_id,
            code=place.code,
            name=place.name,
            name_en=place.name_en,
            kind=place.kind,
            address=place.address,
            longitude=place.longitude,
            latitude=place.latitude,
        )
        made.append((place, site.id))
    return made
