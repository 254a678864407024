"""Fill an empty installation with the demo's two chains; on a filled one, change nothing."""

import random
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from demo.directory import register
from demo.forecasts import foretell
from demo.market import open_exchange
from demo.members import CARRIERS, CUSTOMER, LEADER, SUPPLIERS, all_members
from demo.network import show_networks
from demo.past import take_over
from demo.people import demo_password, enrol, login_of
from demo.planning import plan_the_chain
from demo.production import schedule_production
from demo.questions import ask_the_chain
from demo.replenishment import agree_bands
from demo.sharing import open_books
from demo.story import Desk, OrderStory, desks, fate_at
from demo.trade import open_market
from tenancy.context import system_access
from tenancy.models import Enterprise

OLDEST_DAYS = 42


def _dice(seed: int) -> random.Random:
    """Each part of the seed has its own, so that one more throw in one part changes no other."""
    return random.Random(seed)  # noqa: S311 - play, not secrets


class Command(BaseCommand):
    help = "Seed the demo chains: enterprises, people, items and an order life of half a year"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--orders", type=int, default=110, help="living purchase orders")
        parser.add_argument("--past", type=int, default=1200, help="finished order lines")
        parser.add_argument("--seed", type=int, default=2026)

    def handle(self, *args: Any, orders: int, past: int, seed: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("only in the demo (LIANWANG_DEMO=1)")
        with system_access("demo-seed"):
            is_filled = Enterprise.objects.using("system").exists()
        if not is_filled:
            self._fill(orders, past, seed)
        self._show_sign_ins()

    def _fill(self, orders: int, past: int, seed: int) -> None:
        began = time.monotonic()
        founded = clock.now() - timedelta(days=220)
        with clock.at(founded), system_access("demo-seed"):
            directory = register()
        # Accounts are made today: a password set back then would have to be changed at the first sign-in.
        with system_access("demo-seed"):
            enrol([(m, directory.enterprises[m.key]) for m in all_members()], demo_password())
        with clock.at(founded), system_access("demo-seed"):
            market = open_market(directory)
        dice = _dice(seed)
        places = desks(directory, market)
        for desk in places:
            take_over(desk, dice, past // len(places))
        for _ in range(orders):
            self._live_one(places, dice)
        open_books(directory, market, dice)
        foretell(places, _dice(seed + 1))
        open_exchange(directory)
        agree_bands(places, _dice(seed + 2))
        schedule_production(directory, market, _dice(seed + 3))
        ask_the_chain(directory, market, _dice(seed + 4))
        show_networks(directory, market)
        plan_the_chain(directory, "A", _dice(seed + 5))
        self.stderr.write(f"seeded in {time.monotonic() - began:.0f} s")

    def _live_one(self, places: list[Desk], dice: random.Random) -> None:
        # The leader's own partners carry most of the traffic; recent weeks more than old ones.
        leaders = [d for d in places if d.buyer.login.startswith("buyer@leader.")]
        desk = dice.choice(leaders if dice.random() < 0.8 else places)
        age = int(OLDEST_DAYS * dice.random() ** 1.6)
        born = clock.now() - timedelta(days=age, hours=dice.randint(1, 9))
        OrderStory(desk, dice, born).live(fate_at(age, dice))

    def _show_sign_ins(self) -> None:
        rows = [
            (login_of(LEADER.key, "buyer"), "采购员", "buyer"),
            (login_of(LEADER.key, "planner"), "计划员", "planner"),
            (login_of(LEADER.key, "logistics"), "物流调度", "logistics"),
            (login_of(LEADER.key, "manager"), "管理者", "manager"),
            (login_of(LEADER.key, "auditor"), "审计管理员", "audit administrator"),
            (login_of(LEADER.key, "security"), "安全管理员", "security administrator"),
            (login_of(SUPPLIERS[0].key, "sales"), f"供应商 {SUPPLIERS[0].short}", "supplier"),
            (login_of(CARRIERS[0].key, "dispatcher"), f"承运商 {CARRIERS[0].short}", "carrier"),
            (login_of(CUSTOMER.key, "buyer"), f"客户 {CUSTOMER.short}", "customer"),
            ("buyer@leader2.demo", "另一条链的采购员", "buyer of the second chain"),
        ]
        for login, zh, en in rows:
            self.stdout.write(f"{login:<28}{zh}  {en}")
        self.stdout.write("Second factor: python3 manage.py totp LOGIN")
