"""One audit entry and one event for each change of this app."""

from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from audit import services as audit
from events import services as events
from suppliers.models import Item, Partnership

# An item, the past tense of what happened to it, and the values before and after.
ItemChange = tuple[Item, str, dict[str, Any] | None, dict[str, Any]]


def plain(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """The named values of a row as JSON."""
    values = {name: getattr(row, name) for name in names}
    return {k: v if isinstance(v, (str, int, bool, type(None))) else str(v) for k, v in values.items()}


def record_partnership(
    actor: Actor, partnership: Partnership, verb: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    """Audit and event of a change both parties see."""
    audit.record(
        actor,
        action=f"suppliers.partnership.{verb}",
        subject_type="suppliers.Partnership",
        subject_id=partnership.id,
        before=before,
        after=after,
    )
    events.emit(
        actor,
        type=f"suppliers.partnership.{verb}",
        chain_id=partnership.chain_id,
        subject_type="partnership",
        subject_id=partnership.id,
        root_type="partnership",
        root_id=partnership.id,
        version=partnership.version,
        audience=[partnership.buyer_id, partnership.supplier_id],
        payload={"status": partnership.status},
    )


def record_item(
    actor: Actor, item: Item, verb: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    """Audit and event of a change only the owner sees."""
    record_items(actor, [(item, verb, before, after)])


def record_items(actor: Actor, changes: Sequence[ItemChange]) -> None:
    """The same for many changes, in two statements."""
    audit.record_many(
        actor,
        [
            audit.Change(
                action=f"suppliers.item.{verb}",
                subject_type="suppliers.Item",
                subject_id=item.id,
                before=before,
                after=after,
            )
            for item, verb, before, after in changes
        ],
    )
    events.emit_many(
        actor,
        [
            events.Happening(
                type=f"suppliers.item.{verb}",
                chain_id=item.chain_id,
                subject_type="item",
                subject_id=item.id,
                root_type="item",
                root_id=item.id,
                version=item.version,
                audience=(actor.enterprise_id,),
                payload={"number": item.number, "name": item.name, "nameEn": item.name_en},
            )
            for item, verb, _, _ in changes
        ],
    )
