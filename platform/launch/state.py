"""What is remembered between commands: servers, leases, secrets. One file per profile, under a lock."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from launch.console import LaunchError
from launch.marks import Mark

FILE = "state.json"
# Names of stamps.
MIGRATED, SEEDING, SEEDED = "migrated", "seeding", "seeded"


@dataclass
class Server:
    """A server we started: its process and the port it listens on."""

    mark: Mark
    port: int


@dataclass
class State:
    """Content of the state file.

    `ports` outlives the servers, so that addresses stay the same from start to start; `prepared` tells for
    which database the roles exist, and in which version of their definition; `stamps` what was done to the
    database, and from which sources. `keeper` is the process that runs the product at `address`.
    """

    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    passwords: dict[str, str] = field(default_factory=dict)
    prepared: dict[str, int] = field(default_factory=dict)
    servers: dict[str, Server] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    leases: list[Mark] = field(default_factory=list)
    stamps: dict[str, str] = field(default_factory=dict)
    keeper: Mark | None = None
    address: str = ""
    children: list[Mark] = field(default_factory=list)

    def password(self, role: str) -> str:
        """The password of a database role, made up at its first use."""
        return self.passwords.setdefault(role, secrets.token_urlsafe(24))


@contextmanager
def locked(folder: Path) -> Iterator[State]:
    """Hold the profile's lock; what is changed in the yielded state is written back, also after an error."""
    _prepare(folder)
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        state = load(folder)
        try:
            yield state
        finally:
            _save(folder, state)


def load(folder: Path) -> State:
    """The state as last written; a fresh one if there is none or it cannot be read."""
    try:
        raw: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return State()
    known = State.__dataclass_fields__
    state = State(**{key: value for key, value in raw.items() if key in known})
    servers = raw["servers"].items()
    state.servers = {name: Server(Mark(**item["mark"]), item["port"]) for name, item in servers}
    state.leases = [Mark(**item) for item in raw["leases"]]
    state.children = [Mark(**item) for item in raw["children"]]
    state.keeper = Mark(**raw["keeper"]) if raw.get("keeper") else None
    return state


def _prepare(folder: Path) -> None:
    """Make the folder; refuse one that another user put there before us."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place in (folder.parent, folder):
            if place.stat().st_uid == os.geteuid():
                # The servers' user must pass through; the file with the secrets is closed by itself.
                place.chmod(0o755)
    except OSError as error:
        raise LaunchError(f"Cannot write to {folder}: {error.strerror}.") from error
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise LaunchError(f"{folder} belongs to another user; remove it or run as that user.")


def _save(folder: Path, state: State) -> None:
    text = json.dumps(asdict(state), indent=1)
    fresh = folder / (FILE + ".new")
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.rename(folder / FILE)
