"""Writes `schema.graphql` at the repository root, or checks that it is up to date."""

import difflib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.discovery import schema_text

SHOWN_LINES = 40


class Command(BaseCommand):
    help = "Write the GraphQL schema to schema.graphql; --check only compares and fails on a difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--out", type=Path, default=settings.ROOT / "schema.graphql")

    def handle(self, *, check: bool, out: Path, **_: Any) -> None:
        present, wanted = out.read_text() if out.is_file() else "", schema_text()
        if present == wanted:
            self.stdout.write(f"{out.name} is up to date")
            return
        if not check:
            out.write_text(wanted)
            self.stdout.write(f"{out.name} written")
            return
        difference = difflib.unified_diff(
            present.splitlines(), wanted.splitlines(), "committed", "code", lineterm=""
        )
        shown = "\n".join(list(difference)[:SHOWN_LINES])
        raise CommandError(f"{out.name} differs from the code; run: manage.py export_schema\n{shown}")
