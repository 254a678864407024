"""Servers find programs and data also when the checkout lies in a private home."""

import os
import subprocess
from pathlib import Path

import pytest

from launch import places
from launch.binaries import find_binaries
from launch.commands.fresh import built
from launch.places import ROOT, runtime_home, shared_home
from launch.servant import Servant, copy_readable, find_servant, reachable

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops privileges")
NOBODY = Servant(65534, 65534)


def test_file_below_a_private_folder_is_out_of_reach(runtime: Path) -> None:
    private = runtime / "home"
    private.mkdir(mode=0o700)
    inside = private / "file"
    inside.write_text("x")
    inside.chmod(0o644)

    assert reachable(runtime)
    assert not reachable(private)
    assert not reachable(inside)


def test_runtime_lies_in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIANWANG_RUNTIME", raising=False)

    assert runtime_home(None) == ROOT / ".lianwang"


def test_runtime_leaves_a_checkout_the_servant_cannot_enter(
    monkeypatch: pytest.MonkeyPatch, runtime: Path
) -> None:
    private = runtime / "home"
    private.mkdir(mode=0o700)
    monkeypatch.delenv("LIANWANG_RUNTIME", raising=False)
    monkeypatch.setattr(places, "ROOT", private)

    home = runtime_home(NOBODY)

    assert home == shared_home()
    assert not home.is_relative_to(private)


def test_runtime_goes_where_the_user_says(monkeypatch: pytest.MonkeyPatch, runtime: Path) -> None:
    monkeypatch.setenv("LIANWANG_RUNTIME", str(runtime))

    assert runtime_home(NOBODY) == runtime


def test_fresh_removes_only_what_is_ours_from_a_folder_of_the_user(runtime: Path) -> None:
    removed = {path for path in built(runtime) if path.is_relative_to(runtime)}

    assert runtime not in removed
    assert runtime / "main" in removed
    assert all(path.parent == runtime for path in removed)


def test_copies_are_readable_whatever_the_umask(runtime: Path) -> None:
    source = runtime / "source"
    source.mkdir(mode=0o700)
    program = source / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    before = os.umask(0o077)
    try:
        copy_readable(source, runtime / "copy")
    finally:
        os.umask(before)

    assert reachable(runtime / "copy" / "program")
    assert (runtime / "copy" / "program").stat().st_mode & 0o777 == 0o755


@needs_root
def test_copied_programs_run_as_the_servant(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    servant = find_servant()
    assert servant is not None
    monkeypatch.setattr("launch.binaries.reachable", lambda path: False)

    programs = find_binaries(runtime / "programs", servant)

    for command in ([programs.program("postgres"), "--version"], [str(programs.valkey), "--version"]):
        said = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=runtime, **servant.run_as()
        )
        assert programs.postgres.is_relative_to(runtime)
        assert said.stdout
