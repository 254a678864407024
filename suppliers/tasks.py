"""Scheduled jobs: questions and the network go from hop to hop; what is no longer shared is removed."""

from celery import shared_task

from suppliers.services.expiry import expired_figures_remove, network_day_turn
from suppliers.services.network.travel import network_travel as carry_network
from suppliers.services.questions import travel


@shared_task(name="suppliers.questions_travel")
def questions_travel() -> int:
    """Carry questions as far as they get; launched by every act that moves one."""
    return travel.travel()


@shared_task(name="suppliers.questions_close")
def questions_close() -> int:
    """Close what is past its deadline and carry on what that sets free; how many questions ended."""
    ended = travel.close_due()
    travel.travel()
    return ended


@shared_task(name="suppliers.network_travel")
def network_travel() -> int:
    """Carry changes of the network from hop to hop; launched by every act that makes one."""
    return carry_network()


@shared_task(name="suppliers.shared_figures_expire")
def shared_figures_expire() -> int:
    """Remove the figures of grants that have run out, and have the network shown anew without them; how many."""
    network_day_turn()
    return expired_figures_remove()
