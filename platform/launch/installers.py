"""Who installs packages: uv where it can be had, pip otherwise. Hashes are always checked."""

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from launch.console import LaunchError
from launch.places import python_in

LOCKS = Path(__file__).with_name("locks")
INSTALL_HINT = "Install what is missing, then try again:  sudo apt-get install -y python3-venv python3-pip"


@dataclass(frozen=True)
class Installer:
    """Either uv (path of its program) or pip, with the environment variables it needs."""

    uv: Path | None
    environ: dict[str, str] = field(default_factory=dict)

    def venv_command(self, folder: Path) -> list[str]:
        """The command that makes an empty virtual environment of this interpreter."""
        if self.uv:
            return [str(self.uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)]
        return [sys.executable, "-m", "venv", "--clear", str(folder)]

    def install(self, lock: Path, environment: Path) -> None:
        """Bring the environment to what the lock says. Raises LaunchError with the installer's words."""
        python = str(python_in(environment))
        if self.uv:
            uv = [str(self.uv), "pip", "sync", "--quiet", "--require-hashes", "--python", python, str(lock)]
            if (
                subprocess.run(
                    uv, env={**os.environ, **self.environ}, check=False, capture_output=True
                ).returncode
                == 0
            ):
                return
        subprocess.run([python, "-m", "ensurepip", "--default-pip"], capture_output=True, check=False)
        pip_install(python, lock)

    def fetch(self, lock: Path, target: Path, environment: Path) -> None:
        """Install a lock into a plain folder. Raises LaunchError with the installer's words."""
        python = str(python_in(environment))
        if self.uv:
            uv = [str(self.uv), "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", str(lock)]
            uv += ["--python", python, "--target", str(target)]
            environ = {**os.environ, **self.environ}
            if subprocess.run(uv, env=environ, check=False, capture_output=True).returncode == 0:
                return
        pip_install(python, lock, target=target)


def find_installer(tools: Path) -> Installer:
    """uv from the PATH, or fetched with pip into `tools`; else pip through venv.

    Raises LaunchError if this Python can neither install packages nor make environments.
    """
    found = shutil.which("uv")
    settings = _uv_settings()
    if found:
        return Installer(Path(found), settings)
    if importlib.util.find_spec("pip"):
        folder = tools / "uv"
        program = folder / "bin" / "uv"
        if not program.exists():
            try:
                pip_install(sys.executable, LOCKS / "uv.txt", target=folder)
            except LaunchError:
                return _plain_pip()
        return Installer(program, settings)
    return _plain_pip()


def pip_install(python: str, lock: Path, target: Path | None = None) -> None:
    """Install a lock with pip. Raises LaunchError with pip's words."""
    command = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", str(lock)]
    command += ["--disable-pip-version-check", "--no-input", "--root-user-action=ignore"]
    if target:
        command += ["--upgrade", "--target", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LaunchError(f"pip could not install {lock.name}:\n{done.stderr.strip()[-1500:]}")


def _plain_pip() -> Installer:
    if not importlib.util.find_spec("ensurepip"):
        raise LaunchError(f"This Python has neither pip nor venv. {INSTALL_HINT}")
    return Installer(None)


def _uv_settings() -> dict[str, str]:
    """uv does not read pip's configuration: hand over the package mirrors a person has set for pip."""
    settings = {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_LINK_MODE": "copy",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    pip = _pip_settings()
    translated = {
        "UV_DEFAULT_INDEX": pip.get("index-url", ""),
        "UV_INDEX": pip.get("extra-index-url", ""),
        "UV_FIND_LINKS": ",".join(pip.get("find-links", "").split()),
        "SSL_CERT_FILE": pip.get("cert", ""),
    }
    return settings | {key: value for key, value in translated.items() if value and key not in os.environ}


def _pip_settings() -> dict[str, str]:
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    settings: dict[str, str] = {}
    for line in listed.splitlines():
        name, found, value = line.partition("=")
        if found:
            settings[name.rpartition(".")[2]] = value.strip().strip("'\"")
    return settings
