from celery import shared_task

from events.pruning import prune
from tenancy.context import system_access


@shared_task(name="events.stream_purge")
def stream_purge() -> int:
    with system_access("purge"):
        return prune()
