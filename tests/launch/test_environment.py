"""The environment is built from hashes only, and says what is missing when it cannot be."""

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

from launch import environment, installers
from launch.console import LaunchError
from launch.environment import fingerprint
from launch.installers import LOCKS, find_installer


@pytest.mark.parametrize("lock", [environment.LOCK, *LOCKS.glob("*.txt")], ids=lambda path: path.name)
def test_every_locked_package_has_a_version_and_a_hash_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    packages = [part for part in re.split(r"\n(?=[a-z0-9])", text) if not part.startswith("#")]

    assert packages
    assert [part.split()[0] for part in packages if "==" not in part or "--hash=sha256:" not in part] == []
    assert "://" not in text


def test_fingerprint_follows_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    changed = tmp_path / "requirements.lock"
    changed.write_text(environment.LOCK.read_text() + "# one more\n")
    monkeypatch.setattr(environment, "LOCK", changed)

    assert fingerprint() != before


def test_python_without_pip_and_venv_is_told_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installers.shutil, "which", lambda name: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(LaunchError, match=r"apt-get install -y python3-venv python3-pip") as caught:
        find_installer(tmp_path)

    assert "\n" not in str(caught.value)


def test_mirrors_set_for_pip_are_handed_to_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = (
        "global.index-url='https://mirror.example/simple'\nglobal.find-links='/a /b'\n:env:.cert='/c.pem'\n"
    )
    monkeypatch.setattr(
        installers.subprocess, "run", lambda *args, **options: subprocess.CompletedProcess(args, 0, listed)
    )
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)

    settings = installers._uv_settings()

    assert settings["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert settings["UV_FIND_LINKS"] == "/a,/b"
    assert settings["SSL_CERT_FILE"] == "/c.pem"
