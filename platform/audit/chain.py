"""The arithmetic of the chain, without a database: one canonical form, one hash, one head code."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

START = "0" * 64
# Every column of an entry, in the order in which people read it; all of them are covered.
COLUMNS = (
    "id", "enterprise_id", "actor_id", "actor_name", "via", "request_id", "ip", "action", "subject_type",
    "subject_id", "before", "after", "reason", "occurred_at", "recorded_at",
)  # fmt: skip


def canonical(row: Mapping[str, Any]) -> bytes:
    """The one spelling of an entry read from the database: sorted keys, no blanks, UTC microseconds, UTF-8."""
    values = {name: _plain(row[name]) for name in COLUMNS}
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if hasattr(value, "isoformat"):
        return value.isoformat(timespec="microseconds")
    return value


def link(previous: str, row: Mapping[str, Any]) -> str:
    """SHA-256 in hex over the previous hash and the entry."""
    return hashlib.sha256(previous.encode() + canonical(row)).hexdigest()


def head_code(key: bytes, scope: str, position: int, head: str) -> str:
    """HMAC-SHA-256 in hex that binds a head to its chain and length."""
    return hmac.new(key, f"{scope}|{position}|{head}".encode(), hashlib.sha256).hexdigest()
