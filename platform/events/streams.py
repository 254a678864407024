"""Appending to streams: each entry gets the next position of its enterprise, without gaps.

The heads' rows are locked in a fixed order for the length of the transaction, so positions become visible in
their order. Runs in a transaction of the system role.
"""

from collections.abc import Iterable
from uuid import UUID

from events.models import StreamEntry, StreamHead

SYSTEM = "system"


def _locked_heads(enterprise_ids: Iterable[UUID]) -> dict[UUID, StreamHead]:
    wanted = sorted(set(enterprise_ids))
    heads = StreamHead.objects.using(SYSTEM)
    held = heads.filter(enterprise_id__in=wanted).values_list("enterprise_id", flat=True)
    missing = set(wanted) - set(held)
    if missing:
        heads.bulk_create([StreamHead(enterprise_id=e) for e in sorted(missing)], ignore_conflicts=True)
    locked = heads.select_for_update().filter(enterprise_id__in=wanted).order_by("enterprise_id")
    return {head.enterprise_id: head for head in locked}


def append(entries: list[StreamEntry]) -> dict[UUID, int]:
    """Give the entries their positions, in list order, and store them; the new head per enterprise."""
    if not entries:
        return {}
    heads = _locked_heads(entry.enterprise_id for entry in entries)
    for entry in entries:
        head = heads[entry.enterprise_id]
        head.last_position += 1
        entry.position = head.last_position
    StreamEntry.objects.using(SYSTEM).bulk_create(entries)
    StreamHead.objects.using(SYSTEM).bulk_update(heads.values(), ["last_position"])
    return {enterprise_id: head.last_position for enterprise_id, head in heads.items()}
