"""From an empty database to a seeded one; what is already done is told by a stamp and not done again."""

import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from launch.console import LaunchError, step
from launch.places import MANAGE, ROOT
from launch.services import Services
from launch.state import MIGRATED, SEEDED, SEEDING, load, locked

PASSWORD = "LIANWANG_DEMO_PASSWORD"  # noqa: S105 - the name of a variable
DEMO_ROLE = "demo"


def demo_password(services: Services) -> str:
    """The password of all demo sign-ins: the one it was seeded with, else the user's, else a new one."""
    with locked(services.folder) as state:
        given = os.environ.get(PASSWORD)
        if given and SEEDED not in state.stamps:
            state.passwords[DEMO_ROLE] = given
        return state.passwords.setdefault(DEMO_ROLE, f"lianwang-{secrets.token_hex(4)}")


def prepare_database(
    services: Services, environ: Mapping[str, str], *, is_embedded: bool, seed: Sequence[str] = ()
) -> str:
    """Migrate and seed (with the arguments `seed`) where needed; returns what the seeding said: its sign-ins.

    In a database of the user's own both always run (they change nothing that is already right): somebody else
    may have emptied it. Raises LaunchError with the failing command's words.
    """
    if is_embedded:
        _drop_half_seeded(services)
    stamps = load(services.folder).stamps if is_embedded else {}
    sources = _digest(_sources())
    if stamps.get(MIGRATED) != sources:
        with step("database"):
            django(environ, "migrate", "--database", "owner", "--verbosity", "0")
        _stamp(services, MIGRATED, sources)
    if SEEDED not in stamps:
        _stamp(services, SEEDING, "begun")
        with step("demo chain"):
            said = django(environ, "seed", *seed)
        _stamp(services, SEEDED, said.strip() or "done")
        return said.strip()
    return stamps[SEEDED]


def _drop_half_seeded(services: Services) -> None:
    """Begin anew if a seeding was interrupted: half a chain is not coherent."""
    with locked(services.folder) as state:
        if SEEDING in state.stamps and SEEDED not in state.stamps:
            services.empty_database(state)
            state.stamps.clear()


def django(environ: Mapping[str, str], *arguments: str) -> str:
    """Run one management command and return its standard output. Raises LaunchError with its words."""
    done = subprocess.run(
        [sys.executable, str(MANAGE), *arguments],
        cwd=ROOT,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        words = (done.stdout + done.stderr).strip()[-3000:]
        raise LaunchError(f"manage.py {' '.join(arguments)} failed:\n{words}")
    return done.stdout


def _stamp(services: Services, name: str, value: str) -> None:
    with locked(services.folder) as state:
        state.stamps[name] = value


def _sources() -> Iterable[Path]:
    """Every Python file the shape of the database may depend on."""
    for folder in (*ROOT.iterdir(), *(ROOT / "platform").iterdir()):
        if (folder / "__init__.py").is_file() and folder.name not in ("tests", "launch"):
            yield from folder.rglob("*.py")


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return total.hexdigest()
