"""Node for the front end: the system's if it is new enough, else one from a wheel."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launch.console import LaunchError, step
from launch.installers import LOCKS, find_installer
from launch.places import FRONTEND, ROOT, VENV

OLDEST = (20, 19)


@dataclass(frozen=True)
class Node:
    """The folder with the programs `node` and `npm`."""

    folder: Path

    @property
    def npm(self) -> str:
        """The program npm."""
        return str(self.folder / "npm")

    def environ(self) -> dict[str, str]:
        """Environment in which programs of the front end find this Node first."""
        return {
            **os.environ,
            "PATH": f"{self.folder}{os.pathsep}{os.environ.get('PATH', '')}",
            "CI": "true",
            "NO_COLOR": "1",
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run npm in the front end's folder and return what it said."""
        return subprocess.run(
            [self.npm, *arguments],
            cwd=FRONTEND,
            env=self.environ(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def find_node() -> Node:
    """The system's Node from version 20.19 on, else the locked wheel, installed at its first use."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program and npm and Path(program).parent == Path(npm).parent and _version(program) >= OLDEST:
        return Node(Path(program).parent)
    return _from_wheel(ROOT / ".lianwang" / "tools" / "node")


def _from_wheel(target: Path) -> Node:
    """Install the locked wheel and set `node` and `npm` beside each other: the wheel's own `npm` does not run."""
    programs = target / "programs"
    if not (programs / "npm").exists():
        with step("Node (none new enough on this system)"):
            find_installer(target.parent).fetch(LOCKS / "node.txt", target, VENV)
        found = next(iter(target.glob("*/bin/node")), None)
        if found is None:
            raise LaunchError("The Node wheel holds no program for this system; install Node 20 or newer.")
        programs.mkdir(exist_ok=True)
        _write_program(programs / "node", f'exec "{found}" "$@"')
        client = found.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        _write_program(programs / "npm", f'exec "{found}" "{client}" "$@"')
    return Node(programs)


def _write_program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def _version(program: str) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2])
