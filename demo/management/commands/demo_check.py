"""Walk the whole way through the running product and print the timeline; exit 1 when a step fails."""

import asyncio
import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.journey import Broken, Journey
from demo.participant import Participant, Refused
from demo.people import demo_password, present_code


class Command(BaseCommand):
    help = "Walk the demo's whole way through the public API of a running installation"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", default=os.environ.get("LIANWANG_URL"), help="the running product")

    def handle(self, *args: Any, url: str | None, **options: Any) -> None:
        if not settings.DEMO or not url:
            raise CommandError("only beside a running demo: give --url")
        try:
            asyncio.run(self._walk(url))
        except (Broken, Refused, TimeoutError) as fault:
            raise CommandError(f"✗ {fault or type(fault).__name__}") from fault
        self.stdout.write("✓ 全程走通")

    async def _walk(self, address: str) -> None:
        buyer, receiver, supplier = people = [
            Participant(address, login, demo_password(), present_code)
            for login in ("buyer@leader.demo", "logistics@leader.demo", "sales@supplier01.demo")
        ]
        try:
            await Journey(buyer, receiver, supplier, self.stdout.write).walk()
        finally:
            for person in people:
                await person.close()
