"""Forgetting what nobody resumes from any more."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from common.clock import now
from events.models import Event, StreamEntry, StreamHead
from events.streams import SYSTEM


def prune(days: int | None = None) -> int:
    """Drop entries and relayed events older than `days` (default: settings.STREAM_DAYS); returns entries dropped.

    Within `system_access("purge")`. Whoever then resumes from below a stream's new floor is told to read anew.
    """
    cutoff = now() - timedelta(days=settings.STREAM_DAYS if days is None else days)
    old = StreamEntry.objects.using(SYSTEM).filter(appended_at__lt=cutoff)
    floors = dict(old.order_by().values_list("enterprise_id").annotate(Max("position")))
    dropped = sum(_prune_stream(enterprise_id, floor) for enterprise_id, floor in floors.items())
    Event.objects.using(SYSTEM).filter(relayed_at__lt=cutoff, notified_at__isnull=False).delete()
    return dropped


def _prune_stream(enterprise_id: UUID, floor: int) -> int:
    with transaction.atomic(using=SYSTEM):
        StreamHead.objects.using(SYSTEM).filter(enterprise_id=enterprise_id).update(pruned_position=floor)
        entries = StreamEntry.objects.using(SYSTEM).filter(enterprise_id=enterprise_id, position__lte=floor)
        return entries.delete()[0]
