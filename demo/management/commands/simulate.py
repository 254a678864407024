"""Simulated partners of the demo, as ordinary clients of the public API, until stopped."""

import asyncio
import os
import random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.members import SUPPLIERS
from demo.participant import Participant, Refused
from demo.people import demo_password, login_of, present_code
from demo.simulation import LeaderDesk, SupplierDesk, keep_moving

# Left to the visitor, who may want to be this supplier.
VISITORS_SUPPLIER = "supplier01"


class Command(BaseCommand):
    help = "Let simulated partners answer, produce, ship and receive through the public API"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", default=os.environ.get("LIANWANG_URL"), help="the running product")
        parser.add_argument("--pace", type=float, default=6.0, help="acts per minute")
        parser.add_argument("--seed", type=int, default=2026)

    def handle(self, *args: Any, url: str | None, pace: float, seed: int, **options: Any) -> None:
        if not settings.DEMO or not url:
            raise CommandError("only beside a running demo: give --url")
        asyncio.run(self._run(url, pace, random.Random(seed)))  # noqa: S311 - play, not secrets

    async def _run(self, url: str, pace: float, dice: random.Random) -> None:
        keys = [s.key for s in SUPPLIERS if s.tier == 1 and s.key != VISITORS_SUPPLIER]
        people = [self._person(url, login_of(key, "sales")) for key in keys]
        buyer, receiver = (self._person(url, login_of("leader", name)) for name in ("buyer2", "logistics2"))
        for person in (*people, buyer, receiver):
            await self._sign_in(person)
        say = self.stdout.write
        desks = [SupplierDesk(person, dice, say) for person in people]
        # The leader's desk gets about every fourth turn.
        share = max(1, len(desks) // 3)
        await keep_moving([*desks, *[LeaderDesk(buyer, receiver, dice, say)] * share], pace, dice)

    def _person(self, url: str, login: str) -> Participant:
        return Participant(url, login, demo_password(), present_code)

    async def _sign_in(self, person: Participant) -> None:
        """Try until the product answers; a second factor's code counts once, so a repeat waits for the next."""
        while True:
            try:
                return await person.sign_in()
            except (Refused, OSError):
                await asyncio.sleep(10)
