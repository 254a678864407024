"""Who sees a row: the declarations every model must make, and the policy each one means.

The expression shape is measured: `coalesce(..., false)` keeps the planner's estimate neutral so that the
selectors' own indexed predicate picks the plan, and `(select app.tenant())` is evaluated once a statement.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

TENANT = "(select app.tenant())"
PERSON = "(select app.person())"
BUSINESS_DAY = "(now() at time zone 'Asia/Shanghai')::date"


class Visibility(Protocol):
    """Columns of the parties and the row predicates for reading and writing, in SQL."""

    @property
    def parties(self) -> tuple[str, ...]: ...
    def read(self, columns: dict[str, str]) -> str: ...
    def write(self, columns: dict[str, str]) -> str: ...


def _is(column: str, value: str) -> str:
    return f"coalesce({column} = {value}, false)"


@dataclass(frozen=True)
class Own:
    """Private to one enterprise."""

    owner: str

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.owner,)

    def read(self, columns: dict[str, str]) -> str:
        return _is(columns[self.owner], TENANT)

    def write(self, columns: dict[str, str]) -> str:
        return self.read(columns)


@dataclass(frozen=True)
class Parties:
    """Shared whole by the two enterprises of a document; before release only `author` sees it."""

    buyer: str
    supplier: str
    released: str | None = None
    author: str = "buyer"

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.buyer, self.supplier)

    def read(self, columns: dict[str, str]) -> str:
        buyer, supplier = columns[self.buyer], columns[self.supplier]
        if self.released is None:
            return f"coalesce({TENANT} in ({buyer}, {supplier}), false)"
        first, second = (buyer, supplier) if self.author == "buyer" else (supplier, buyer)
        released = columns[self.released]
        return f"coalesce({TENANT} = {first} or ({released} and {TENANT} = {second}), false)"

    def write(self, columns: dict[str, str]) -> str:
        return f"coalesce({TENANT} in ({columns[self.buyer]}, {columns[self.supplier]}), false)"


@dataclass(frozen=True)
class Person:
    """Private to one person within the acting enterprise."""

    user: str
    enterprise: str

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.enterprise, self.user)

    def read(self, columns: dict[str, str]) -> str:
        user, enterprise = columns[self.user], columns[self.enterprise]
        return f"coalesce({user} = {PERSON} and {enterprise} = {TENANT}, false)"

    def write(self, columns: dict[str, str]) -> str:
        return self.read(columns)


@dataclass(frozen=True)
class Introduced:
    """A directory row: its own enterprise sees it, and whoever was introduced to that enterprise."""

    subject: str
    shared: str | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.subject,)

    def read(self, columns: dict[str, str]) -> str:
        subject = columns[self.subject]
        known = f"exists (select 1 from tenancy_knownparty k where k.viewer_id = {TENANT} and k.subject_id = {subject})"
        if self.shared is not None:
            known = f"({columns[self.shared]} and {known})"
        return f"coalesce({subject} = {TENANT} or {known}, false)"

    def write(self, columns: dict[str, str]) -> str:
        return _is(columns[self.subject], TENANT)


@dataclass(frozen=True)
class Membership:
    """A membership row: the member and the chain's leader see it; only the system writes it."""

    member: str
    leader: str

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.member, self.leader)

    def read(self, columns: dict[str, str]) -> str:
        return f"coalesce({TENANT} in ({columns[self.member]}, {columns[self.leader]}), false)"

    def write(self, columns: dict[str, str]) -> str:
        return "false"


@dataclass(frozen=True)
class ChainShared:
    """Seen by every member of the chain; written by its leader."""

    chain: str
    leader: str

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.leader,)

    def read(self, columns: dict[str, str]) -> str:
        member = (
            f"exists (select 1 from tenancy_chainmembership m where m.chain_id = {columns[self.chain]}"
            f" and m.enterprise_id = {TENANT})"
        )
        return f"coalesce({columns[self.leader]} = {TENANT} or {member}, false)"

    def write(self, columns: dict[str, str]) -> str:
        return _is(columns[self.leader], TENANT)


@dataclass(frozen=True)
class Outbox:
    """Written by the acting enterprise, read by the relay alone."""

    writer: str

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.writer,)

    def read(self, columns: dict[str, str]) -> str:
        return "false"

    def write(self, columns: dict[str, str]) -> str:
        return _is(columns[self.writer], TENANT)


@dataclass(frozen=True)
class Granted:
    """Written by its owner; read by the owner and, as long as the grant is live, by whom it was granted to.

    `grant`: the key to the grant's row and that row's table; without it the holder always reads, as it does the
    grant itself. A grant is live from its first to its last day in the zone of business, until it is revoked.
    `since` and `until`: days of the row's own between which alone the holder reads it, where it hangs on further grants.
    """

    owner: str
    holder: str
    grant: str | None = None
    grant_table: str = ""
    since: str | None = None
    until: str | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.owner, self.holder)

    def read(self, columns: dict[str, str]) -> str:
        owner, holder = columns[self.owner], columns[self.holder]
        if self.grant is None:
            return f"coalesce({TENANT} in ({owner}, {holder}), false)"
        live = (
            f"exists (select 1 from {self.grant_table} g where g.id = {columns[self.grant]} and g.revoked_at is null"
            f" and g.valid_from <= {BUSINESS_DAY} and coalesce(g.valid_until >= {BUSINESS_DAY}, true))"
        )
        if self.since is not None:
            live += f" and coalesce({columns[self.since]} <= {BUSINESS_DAY}, true)"
        if self.until is not None:
            live += f" and coalesce({columns[self.until]} >= {BUSINESS_DAY}, true)"
        return f"coalesce({owner} = {TENANT} or ({holder} = {TENANT} and {live}), false)"

    def write(self, columns: dict[str, str]) -> str:
        return _is(columns[self.owner], TENANT)


@dataclass(frozen=True)
class Reported:
    """Written by the one who did it, read by the one it is reported to."""

    reader: str
    writer: str

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.reader, self.writer)

    def read(self, columns: dict[str, str]) -> str:
        return _is(columns[self.reader], TENANT)

    def write(self, columns: dict[str, str]) -> str:
        return _is(columns[self.writer], TENANT)


@dataclass(frozen=True)
class Gate:
    """Sign-in material and other rows that only the system role may touch."""

    parties: tuple[str, ...] = field(default=())

    def read(self, columns: dict[str, str]) -> str:
        return "false"

    def write(self, columns: dict[str, str]) -> str:
        return "false"


@dataclass(frozen=True)
class Reference:
    """Public reference rows, equal for everybody; only migrations and the system write them."""

    parties: tuple[str, ...] = field(default=())

    def read(self, columns: dict[str, str]) -> str:
        return "true"

    def write(self, columns: dict[str, str]) -> str:
        return "false"


def visibility_of(model: Any) -> Visibility | None:
    declared: Visibility | None = getattr(model, "visibility", None)
    return declared
