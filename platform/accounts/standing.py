"""Where a person has a seat: the enterprises they may act for and their roles there."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import RoleAssignment
from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """An enterprise and the roles held there."""

    enterprise_id: UUID
    name: str
    name_en: str
    roles: frozenset[Role]


def seats_of(user_id: UUID) -> tuple[Seat, ...]:
    """The person's seats, oldest first. Runs in the caller's system access."""
    found: dict[UUID, Seat] = {}
    assignments = (
        RoleAssignment.objects.filter(user_id=user_id)
        .select_related("enterprise")
        .order_by("created_at", "id")
    )
    for assignment in assignments:
        company, known = assignment.enterprise, found.get(assignment.enterprise_id)
        roles = frozenset({Role(assignment.role)}) | (known.roles if known else frozenset())
        found[company.id] = Seat(company.id, company.short_name, company.short_name_en, roles)
    return tuple(found.values())
