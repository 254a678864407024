"""The result of reading one cell: a value, and a finding about it."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from exchange.issues import IssueText, Severity

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said about a cell, before it is known in which row it stands."""

    text: IssueText
    severity: Severity
    params: dict[str, Any] = field(default_factory=dict)
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Read(Generic[Value]):
    """`value` is None for an empty or unreadable cell; an unreadable one has a finding of severity ERROR."""

    value: Value | None
    finding: Finding | None = None

    @property
    def is_refused(self) -> bool:
        return self.finding is not None and self.finding.severity is Severity.ERROR
