"""`manage.py create_admin LOGIN --kind security --enterprise USCC`: the first administrators of an installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.alias import SYSTEM, system_transaction
from accounts.logins import fold_login
from accounts.models import User
from accounts.roles import ADMIN_ROLES
from accounts.secrets_made import make_first_password
from accounts.services.provisioning import user_provision
from common.errors import DomainError
from tenancy.models import Enterprise


class Command(BaseCommand):
    help = "Make one of the three administrators; the password printed must be changed at the first sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login")
        parser.add_argument("--kind", required=True, choices=[k.value for k in ADMIN_ROLES.values()])
        parser.add_argument("--enterprise", required=True, help="unified social credit code")
        parser.add_argument("--name", default="", help="display name; the login otherwise")

    def handle(self, *args: Any, **options: Any) -> None:
        with system_transaction("onboarding"):
            is_taken = User.objects.filter(login=fold_login(options["login"])).exists()
            enterprise = Enterprise.objects.using(SYSTEM).filter(uscc=options["enterprise"].upper()).first()
        if enterprise is None:
            raise CommandError(f"no enterprise has the code {options['enterprise']}")
        if is_taken:
            raise CommandError(f"{options['login']} exists already")
        role = next(role for role, kind in ADMIN_ROLES.items() if kind == options["kind"])
        password = make_first_password()
        try:
            user = user_provision(
                login=options["login"],
                display_name=options["name"] or options["login"][:60],
                enterprise_id=enterprise.id,
                roles=[role],
                password=password,
                must_change=True,
            )
        except DomainError as error:
            raise CommandError(error.message("en")) from None
        self.stdout.write(f"{user.login}  {role.value}  {password}")
