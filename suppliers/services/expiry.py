"""Removing what was shared under grants that have run out."""

from common.clock import today
from suppliers.models import SharedFigure
from tenancy.context import system_access

SYSTEM = "system"


def expired_figures_remove() -> int:
    """Delete the figures of grants whose last day has passed; how many.

    Nobody could read them any more, the policy asks for the day: this only keeps no copy of what is no longer shared.
    """
    with system_access("purge"):
        figures = SharedFigure.objects.using(SYSTEM).filter(grant__valid_until__lt=today())
        return figures.delete()[0]
