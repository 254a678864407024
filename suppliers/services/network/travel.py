"""Carries changes of the network from hop to hop: each member looks itself what it shows on.

The system role only finds whose turn it is. A member whose view stays the same passes nothing further, so a journey
ends when nobody sees anything new.
"""

import logging
from collections import defaultdict
from uuid import UUID

from django.db import transaction

from accounts.actor import system_actor
from suppliers.models import NetworkRefresh
from suppliers.rules.network import MOST_DEPTH
from suppliers.services.network.projecting import project_network
from tenancy.context import acting_as, system_access

logger = logging.getLogger(__name__)
SYSTEM, JOB = "system", "network"
BATCH = 1_000
MOST_ROUNDS = 8 * MOST_DEPTH  # what is not through by then goes on with the next minute


def network_travel() -> int:
    """Carry every change as far as it gets now; how often a member has looked."""
    looked, stuck = 0, set[UUID]()
    for _ in range(MOST_ROUNDS):
        work = {member: ids for member, ids in _waiting().items() if member not in stuck}
        for member, ids in work.items():
            if _look(member):
                looked += 1
                _done(ids)
            else:
                stuck.add(member)
        if not work:
            break
    return looked


def _waiting() -> dict[UUID, list[UUID]]:
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    with system_access(JOB):
        rows = NetworkRefresh.objects.using(SYSTEM).order_by("created_at", "id")
        for key, member in rows.values_list("id", "member_id")[:BATCH]:
            found[member].append(key)
    return found


def _look(member: UUID) -> bool:
    try:
        with acting_as(member), transaction.atomic():
            project_network(system_actor(member))
    except Exception:
        # One member that cannot go on must not keep the others waiting; the next round tries again.
        logger.exception("the network of %s could not be shown on", member)
        return False
    return True


def _done(ids: list[UUID]) -> None:
    with system_access(JOB):
        NetworkRefresh.objects.using(SYSTEM).filter(id__in=ids).delete()
