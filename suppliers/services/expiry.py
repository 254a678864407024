"""Removing what was shared under grants that have run out."""

from datetime import timedelta

from django.db.models import Q

from common.clock import now, today
from suppliers.models import NetworkRefresh, SharedFigure, SharedNode, SharingGrant
from suppliers.states import SharingSubject
from tenancy.context import system_access

SYSTEM = "system"


def expired_figures_remove() -> int:
    """Delete the figures and nodes of the network whose last day has passed; how many.

    Nobody could read them any more, the policy asks for the day: this only keeps no copy of what is no longer shared.
    """
    with system_access("purge"):
        figures = SharedFigure.objects.using(SYSTEM).filter(grant__valid_until__lt=today())
        nodes = SharedNode.objects.using(SYSTEM).filter(valid_until__lt=today())
        return figures.delete()[0] + nodes.delete()[0]


def network_day_turn() -> int:
    """Have members look what they show on where a grant begins today or ended yesterday; how many."""
    with system_access("purge"):
        turns = Q(valid_from=today()) | Q(valid_until=today() - timedelta(days=1))
        grants = SharingGrant.objects.using(SYSTEM).filter(
            turns, subject=SharingSubject.NETWORK.value, revoked_at__isnull=True
        )
        made = [
            NetworkRefresh(
                chain_id=g.chain_id, enterprise_id=g.grantor_id, member_id=member, created_at=now()
            )
            for g in grants
            for member in (g.grantor_id, g.grantee_id)
        ]
        NetworkRefresh.objects.using(SYSTEM).bulk_create(made)
        return len(made)
