"""The unprivileged user that servers run as when we are root: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from launch.console import LaunchError

CANDIDATES = ("postgres", "nobody")


class RunAs(TypedDict, total=False):
    """Keyword arguments of `subprocess.Popen` that drop privileges."""

    user: int
    group: int
    extra_groups: Sequence[int]


@dataclass(frozen=True)
class Servant:
    """An existing account without rights of its own."""

    uid: int
    gid: int

    def run_as(self) -> RunAs:
        """Arguments that start a child as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def find_servant() -> Servant | None:
    """The account to drop to, or None when we are not root. Raises LaunchError when root finds none."""
    if os.geteuid() != 0:
        return None
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Servant(entry.pw_uid, entry.pw_gid)
    raise LaunchError(
        "PostgreSQL cannot run as root and there is no user 'nobody' here; run this as another user."
    )


def reachable(path: Path) -> bool:
    """True if any user can enter every folder on the way to `path` and read it."""
    wanted = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
    if path.stat().st_mode & wanted != wanted:
        return False
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)


def give(path: Path, servant: Servant | None) -> None:
    """Hand one folder to the servant, if there is one."""
    if servant is not None:
        os.chown(path, servant.uid, servant.gid)


def copy_readable(source: Path, target: Path) -> None:
    """Copy a folder so that every user can read it, whatever our umask; replaces nothing half-way."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(source, fresh, symlinks=True)
    for item in [fresh, *fresh.rglob("*")]:
        if not item.is_symlink():
            item.chmod(item.stat().st_mode | stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
            if item.is_dir() or item.stat().st_mode & stat.S_IXUSR:
                item.chmod(item.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH)
    fresh.rename(target)
