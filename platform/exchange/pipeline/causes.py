"""Findings of one cause, gathered so that they can be cured in one act."""

import hashlib
from typing import Any

from exchange.issues import Issue

ROWS_SHOWN = 50
CAUSES_KEPT = 200


def cause_key(issue: Issue, raw: str) -> str:
    """The same for findings that one act can cure: code and column, and the value where it matters."""
    value = raw if issue.text.by_value else ""
    return hashlib.sha256(f"{issue.text.code}\0{issue.column}\0{value}".encode()).hexdigest()[:16]


class Causes:
    """Gathers findings as they come; the most frequent errors come out first."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Any]] = {}

    def add(self, issue: Issue, raw: str) -> None:
        key = cause_key(issue, raw)
        cause = self._found.get(key)
        if cause is None:
            cause = self._found[key] = {
                "key": key,
                "severity": issue.severity.value,
                "code": issue.text.code,
                "column": issue.column,
                "count": 0,
                "rows": [],
                "raw": raw,
                "suggestion": issue.suggestion,
                "curable": 0,
            }
        cause["count"] += 1
        cause["curable"] += issue.suggestion is not None or issue.text.skips
        if len(cause["rows"]) < ROWS_SHOWN and issue.row not in cause["rows"][-1:]:
            cause["rows"].append(issue.row)
        if cause["raw"] != raw:
            cause["raw"] = None
        if cause["suggestion"] != issue.suggestion:
            cause["suggestion"] = None

    def stored(self) -> list[dict[str, Any]]:
        """Errors before remarks, then by how many rows they touch."""
        found = sorted(
            self._found.values(), key=lambda c: (c["severity"] != "ERROR", -c["count"], c["rows"][0])
        )
        return found[:CAUSES_KEPT]
