"""Directory writes: registering enterprises and chains, introducing members. System jobs only."""

import hashlib
from uuid import UUID

from common.ids import check_uscc
from tenancy.context import current_job
from tenancy.models import Chain, ChainMembership, Enterprise, KnownParty

ALIAS = "system"


def _require_job() -> None:
    if current_job() is None:
        raise PermissionError("directory writes need system_access(...)")


def enterprise_register(*, uscc: str, name: str, short_name: str, **details: object) -> Enterprise:
    """A new enterprise, or the registered one with this code. Raises Invalid for a wrong code."""
    _require_job()
    values = {"name": name, "short_name": short_name, "name_en": name, "short_name_en": short_name, **details}
    enterprise, _ = Enterprise.objects.using(ALIAS).get_or_create(uscc=check_uscc(uscc), defaults=values)
    return enterprise


def provisional_code(sponsor_id: UUID, name: str) -> str:
    """A stand-in for the social credit code of a member only its sponsor vouches for; never a valid code.

    The same for the same sponsor and name; different sponsors get different enterprises, for nobody has
    checked that they mean the same one.
    """
    digest = hashlib.sha256(f"{sponsor_id}/{name.casefold()}".encode()).hexdigest()
    return "X" + digest[:17].upper()


def enterprise_provisional(*, sponsor_id: UUID, name: str) -> Enterprise:
    """The enterprise a member entered by name alone, to be identified when it joins by itself."""
    _require_job()
    values = {"name": name[:120], "name_en": name[:160], "short_name": name[:40], "short_name_en": name[:60]}
    enterprise, _ = Enterprise.objects.using(ALIAS).get_or_create(
        uscc=provisional_code(sponsor_id, name), defaults={**values, "door": Enterprise.Door.SPREADSHEET}
    )
    return enterprise


def chain_open(*, leader: Enterprise, name: str, name_en: str) -> Chain:
    """The chain led by `leader`, opened when new, with the leader as its first member."""
    _require_job()
    chain, _ = Chain.objects.using(ALIAS).get_or_create(
        leader=leader, defaults={"name": name, "name_en": name_en}
    )
    member_join(chain=chain, enterprise_id=leader.id, role=ChainMembership.Role.LEADER, tier=0)
    return chain


def member_join(*, chain: Chain, enterprise_id: UUID, role: str, tier: int = 1) -> ChainMembership:
    """Take an enterprise into a chain; its leader and it are introduced to each other."""
    _require_job()
    membership, _ = ChainMembership.objects.using(ALIAS).get_or_create(
        chain=chain,
        enterprise_id=enterprise_id,
        role=role,
        defaults={"leader_id": chain.leader_id, "tier": tier},
    )
    introduce(chain.id, chain.leader_id, enterprise_id)
    return membership


def introduce(chain_id: UUID, a: UUID, b: UUID) -> None:
    """Let two enterprises see each other's directory row within a chain."""
    _require_job()
    if a == b:
        return
    for viewer, subject in ((a, b), (b, a)):
        KnownParty.objects.using(ALIAS).get_or_create(viewer_id=viewer, subject_id=subject, chain_id=chain_id)
