"""Where things lie: the checkout, its environment, and the runtime folders of each profile."""

import hashlib
import os
import tempfile
from pathlib import Path

from launch.servant import Servant, reachable

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
MANAGE = ROOT / "manage.py"

# One profile is one set of servers with data of its own: the demo, the tests, the unattended check
# the browser tests and the benchmarks never meet.
PROFILES = ("main", "test", "check", "browser", "bench")


def python_in(environment: Path) -> Path:
    """Path of the interpreter inside a virtual environment."""
    return environment / "bin" / "python"


def runtime_home(servant: Servant | None) -> Path:
    """Folder for everything built or stored at run time.

    `LIANWANG_RUNTIME` decides if set. Otherwise `.lianwang` in the checkout, unless the user the servers
    run as could not reach it (a checkout below a private home); then a folder below the temp folder.
    """
    chosen = os.environ.get("LIANWANG_RUNTIME")
    if chosen:
        return Path(chosen).resolve()
    if servant is None or reachable(ROOT):
        return ROOT / ".lianwang"
    return shared_home()


def shared_home() -> Path:
    """The per-checkout folder outside the checkout; `/var/tmp` outlives a reboot, so it comes first."""
    lasting = Path("/var/tmp")  # noqa: S108 - the folder inside is checked to be ours
    base = lasting if lasting.is_dir() and os.access(lasting, os.W_OK) else Path(tempfile.gettempdir())
    return base / f"lianwang-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]}"
