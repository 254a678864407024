"""Scheduled jobs: questions go from hop to hop and end at their deadlines; what is no longer shared is removed."""

from celery import shared_task

from suppliers.services.expiry import expired_figures_remove
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


@shared_task(name="suppliers.shared_figures_expire")
def shared_figures_expire() -> int:
    """Remove the figures of grants that have run out; how many."""
    return expired_figures_remove()
