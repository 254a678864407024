"""`manage.py verify`: style, types, import contracts, and drift of migrations and schema."""

import argparse
import os
import sys

from launch.connections import placeholders
from launch.console import say
from launch.frontend import ensure_packages, run_npm
from launch.parts import Part, run_parts
from launch.places import FRONTEND, MANAGE, ROOT, VENV


def run(arguments: list[str]) -> int:
    """Run every check that needs no database."""
    argparse.ArgumentParser(prog="manage.py verify", description=__doc__).parse_args(arguments)
    say("Verifying")
    return 0 if run_parts([*backend_parts(), *frontend_parts()], at_once=2) else 1


def backend_parts() -> list[Part]:
    """The checks of the Python code, the longest first."""
    environ = {**os.environ, **placeholders(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    # There is no database to compare the history of migrations with, and none is needed.
    environ["PYTHONWARNINGS"] = "ignore::RuntimeWarning"
    programs = VENV / "bin"
    django = [sys.executable, str(MANAGE)]
    commands = {
        "types": [str(programs / "mypy")],
        "import contracts": [str(programs / "lint-imports"), "--no-cache"],
        "migration drift": [*django, "makemigrations", "--check", "--dry-run"],
        "schema drift": [*django, "export_schema", "--check"],
        "style": [str(programs / "ruff"), "check", "."],
        "format": [str(programs / "ruff"), "format", "--check", "."],
    }
    return [Part(name, command, ROOT, environ) for name, command in commands.items()]


def frontend_parts() -> list[Part]:
    """The checks of the front end; its types are generated from the schema first."""
    node = ensure_packages()
    run_npm(node, "run", "codegen")
    commands = {
        "front-end types": ["exec", "--", "tsc", "--noEmit"],
        "front-end style": ["run", "lint"],
    }
    return [Part(name, [node.npm, *command], FRONTEND, node.environ()) for name, command in commands.items()]
