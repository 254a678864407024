"""The project's own Python environment: made from the hashed lock, renewed when the lock changes."""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from launch.console import LaunchError, say, step
from launch.installers import INSTALL_HINT, Installer, find_installer
from launch.places import ROOT, VENV, python_in

LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lianwang.stamp"
SOURCES = (ROOT, ROOT / "platform")


def enter() -> None:
    """Make this process run in the project's environment: build it if needed, start over inside it."""
    ensure()
    if Path(sys.prefix).resolve() != VENV.resolve():
        interpreter = str(python_in(VENV))
        os.execv(interpreter, [interpreter, *sys.argv])  # noqa: S606 - no shell is wanted


def ensure() -> None:
    """Build or renew the environment unless its stamp fits. Raises LaunchError with the remedy."""
    if _is_current():
        return
    folder = ROOT / ".lianwang"
    folder.mkdir(exist_ok=True)
    with (folder / "environment.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not _is_current():
            _build(folder / "tools")


def fingerprint() -> str:
    """What the environment must fit to: locked packages, Python version, place of the sources."""
    text = f"{sys.version_info[:2]} {ROOT} ".encode() + LOCK.read_bytes()
    return hashlib.sha256(text).hexdigest()


def _is_current() -> bool:
    return STAMP.exists() and STAMP.read_text().strip() == fingerprint()


def _build(tools: Path) -> None:
    say("Preparing the Python environment (once per change of requirements.lock)")
    with step("installer"):
        installer = find_installer(tools)
    STAMP.unlink(missing_ok=True)
    _make_venv(installer)
    with step("packages"):
        installer.install(LOCK, VENV)
    site = next((VENV / "lib").glob("python*/site-packages"))
    (site / "lianwang.pth").write_text("".join(f"{path}\n" for path in SOURCES), encoding="utf-8")
    STAMP.write_text(fingerprint(), encoding="utf-8")


def _make_venv(installer: Installer) -> None:
    if python_in(VENV).exists() and _version_in(VENV) == sys.version_info[:2]:
        return
    with step("virtual environment"):
        done = subprocess.run(installer.venv_command(VENV), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise LaunchError(
                f"No virtual environment could be made.\n{INSTALL_HINT}\n{done.stderr.strip()[-500:]}"
            )


def _version_in(environment: Path) -> tuple[int, ...]:
    script = "import sys; print(*sys.version_info[:2])"
    done = subprocess.run([python_in(environment), "-c", script], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in done.stdout.split())
