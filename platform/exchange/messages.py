"""The exchange's own list: the audit trail, which lies below it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from audit.selectors import EntryFilter, audit_entry_list
from exchange.columns import Column
from exchange.filters import read_filter
from exchange.registry import ExportKind, Values, register_export

COLUMNS = (
    Column("occurred_at", "时间（UTC）", "Time (UTC)", width=20),
    Column("actor_name", "谁", "Who", width=16),
    Column("via", "经由", "Via", width=10),
    Column("ip", "来源地址", "Address", width=16),
    Column("action", "动作", "Action", width=30),
    Column("subject_type", "对象类型", "Subject type", width=22),
    Column("subject_id", "对象编号", "Subject id", width=38),
    Column("reason", "原因", "Reason", width=30),
    Column("before", "之前", "Before", width=40),
    Column("after", "之后", "After", width=40),
)


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = audit_entry_list(actor, read_filter(EntryFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    for entry in rows.order_by("-occurred_at", "-id").iterator(chunk_size=2000):
        yield {column.key: _shown(getattr(entry, column.key)) for column in COLUMNS}


def _shown(value: Any) -> Any:
    return value if value is None or isinstance(value, str) or hasattr(value, "isoformat") else str(value)


register_export(ExportKind("AUDIT_ENTRIES", "审计记录", "Audit trail", COLUMNS, P.AUDIT_READ, _rows))
