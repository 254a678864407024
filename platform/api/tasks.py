from celery import shared_task

from api import idempotency
from tenancy.context import system_access


@shared_task(name="api.idempotency_purge")
def idempotency_purge() -> int:
    with system_access("purge"):
        return idempotency.purge()
