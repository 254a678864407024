"""Sends what has changed in the network on its way once the act that changed it is committed."""

from celery import current_app
from django.db import transaction

TRAVEL = "suppliers.network_travel"


def launch_travel() -> None:
    """Have a worker carry on. Should the broker be away, the next minute's round does."""
    transaction.on_commit(lambda: current_app.send_task(TRAVEL), robust=True)
