"""`manage.py totp USER`: the code the user's authenticator would show now. In the demo only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.alias import system_transaction
from accounts.logins import fold_login
from accounts.models import User
from accounts.services.second_factor import code_now


class Command(BaseCommand):
    help = "Print the present 6-digit code of a demo user (demo only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="sign-in name, e.g. buyer@leader.demo")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("totp works in the demo only: elsewhere nobody but the owner may see a code")
        with system_transaction("users"):
            user = User.objects.filter(login=fold_login(options["user"])).first()
        if user is None or not user.has_second_factor:
            raise CommandError(f"{options['user']} has no second factor here")
        self.stdout.write(code_now(user))
