"""Where a person has a seat: the enterprises they may act for and their roles there."""

from collections.abc import Iterable
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
    return seats_by_user([user_id])[user_id]


def seats_by_user(user_ids: Iterable[UUID]) -> dict[UUID, tuple[Seat, ...]]:
    """The seats of several people, oldest first; one query. Runs in the caller's system access."""
    found: dict[UUID, dict[UUID, Seat]] = {user_id: {} for user_id in user_ids}
    assignments = RoleAssignment.objects.filter(user_id__in=list(found)).select_related("enterprise")
    for assignment in assignments.order_by("created_at", "id"):
        company, own = assignment.enterprise, found[assignment.user_id]
        known = own.get(company.id)
        roles = frozenset({Role(assignment.role)}) | (known.roles if known else frozenset())
        own[company.id] = Seat(company.id, company.short_name, company.short_name_en, roles)
    return {user_id: tuple(seats.values()) for user_id, seats in found.items()}
