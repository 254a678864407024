"""`manage.py reseal_secrets`: encrypt every second-factor secret anew under the newest sealing key."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.sealed_text import current_version
from accounts.services.second_factor import secrets_reseal


class Command(BaseCommand):
    help = "After adding a key to LIANWANG_SEALING_KEYS; the older key can be taken out when this is done."

    def handle(self, *args: Any, **options: Any) -> None:
        count = secrets_reseal()
        self.stdout.write(f"{count} secrets sealed under key {current_version()}")
