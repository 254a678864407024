"""`manage.py verify_audit [--enterprise ID|USCC] [--json]`: exit 1 with the places when the trail is broken."""

import json
import sys
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.verifying import Verdict, verify
from tenancy.context import system_access
from tenancy.models import Enterprise


class Command(BaseCommand):
    help = "Recompute the audit trail's hash chains and name every break."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--enterprise", help="only this one: id or unified social credit code")
        parser.add_argument("--json", action="store_true", help="print {ok, entries, chains, breaks}")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(_enterprise(options["enterprise"]) if options["enterprise"] else None)
        if options["json"]:
            self.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False))
        else:
            self._print(verdict)
        if not verdict.is_whole:
            sys.exit(1)

    def _print(self, verdict: Verdict) -> None:
        for found in verdict.breaks:
            entry = f", entry {found.entry}" if found.entry else ""
            self.stdout.write(f"BROKEN  chain {found.chain}, position {found.position}: {found.kind}{entry}")
        state = "whole" if verdict.is_whole else f"{len(verdict.breaks)} breaks"
        self.stdout.write(f"{verdict.entries} entries in {verdict.chains} chains: {state}")


def _enterprise(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        pass
    with system_access("audit-verify"):
        found = (
            Enterprise.objects.using("system").filter(uscc=text.upper()).values_list("id", flat=True).first()
        )
    if found is None:
        raise CommandError(f"no enterprise has the id or code {text}")
    return found
