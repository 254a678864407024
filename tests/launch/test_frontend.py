"""The front end is built when its sources change, beside other work, and only then."""

import subprocess
import time
from pathlib import Path

import pytest

from launch import frontend
from launch.console import LaunchError
from launch.frontend import bundling, digest, is_bundled
from launch.node import Node

SLOW = "import time; time.sleep(30)"
BROKEN = "raise SystemExit('cannot build')"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small front end whose builder is a script at `manage.py`."""
    sources = tmp_path / "frontend" / "src"
    sources.mkdir(parents=True)
    (sources / "main.tsx").write_text("render()")
    (tmp_path / "schema.graphql").write_text("type Query { me: String }")
    for name, path in {
        "ROOT": tmp_path,
        "FRONTEND": tmp_path / "frontend",
        "MANAGE": tmp_path / "manage.py",
        "DIST": tmp_path / "frontend" / "dist",
        "GENERATED": sources / "graphql",
        "STAMPS": tmp_path / "stamps",
    }.items():
        monkeypatch.setattr(frontend, name, path)
    return tmp_path


def wanted() -> str:
    return digest(frontend._sources())


def test_digest_follows_sources_and_schema_but_not_what_is_generated(checkout: Path) -> None:
    first = wanted()
    (checkout / "frontend" / "src" / "graphql").mkdir()
    (checkout / "frontend" / "src" / "graphql" / "gql.ts").write_text("generated")
    (checkout / "frontend" / "node_modules").mkdir()
    (checkout / "frontend" / "node_modules" / "x.js").write_text("installed")
    unchanged = wanted()
    (checkout / "schema.graphql").write_text("type Query { you: String }")

    assert unchanged == first
    assert wanted() != first


def test_bundle_is_built_once_per_change(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[tuple[str, ...]] = []

    def npm(node: Node, *arguments: str) -> None:
        built.append(arguments)
        (checkout / "frontend" / "dist").mkdir(exist_ok=True)
        (checkout / "frontend" / "dist" / "index.html").write_text("page")

    monkeypatch.setattr(frontend, "ensure_packages", lambda: Node(checkout))
    monkeypatch.setattr(frontend, "run_npm", npm)

    frontend.ensure_bundle()
    frontend.ensure_bundle()
    once = list(built)
    (checkout / "frontend" / "src" / "main.tsx").write_text("render(more)")
    frontend.ensure_bundle()

    assert [arguments[-1] for arguments in once] == ["codegen", "build"]
    assert built == [*once, *once]
    assert is_bundled(wanted())


def test_builder_is_given_up_when_the_other_work_fails(checkout: Path) -> None:
    (checkout / "manage.py").write_text(SLOW)
    begun = time.monotonic()

    with pytest.raises(LaunchError, match="no database"), bundling():
        raise LaunchError("no database")

    assert time.monotonic() - begun < 10


def test_failed_build_stops_the_start(checkout: Path) -> None:
    (checkout / "manage.py").write_text(BROKEN)

    with pytest.raises(LaunchError, match="front end"), bundling():
        pass


def test_programs_of_the_wheel_stand_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from launch import node as module

    home = tmp_path / "node" / "some_wheel"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "node").write_text('#!/bin/sh\necho "node $@"\n')
    (home / "bin" / "node").chmod(0o755)

    class Fetcher:
        def fetch(self, *arguments: object) -> None:
            """The wheel is there already."""

    monkeypatch.setattr(module, "find_installer", lambda folder: Fetcher())

    node = module._from_wheel(tmp_path / "node")

    said = subprocess.run([node.npm, "ci"], capture_output=True, text=True, check=True).stdout
    assert said.strip().endswith("npm-cli.js ci")
    assert node.environ()["PATH"].startswith(str(node.folder))
