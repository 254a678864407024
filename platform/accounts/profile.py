"""The security profile MLPS3 (等保三级, GB/T 22239-2019 §8.1.4.1) and its numbers, in one place.

A deployment may tighten them by `settings.ACCOUNTS_PROFILE = {"idle": timedelta(minutes=20), ...}`.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Profile:
    """Lengths in characters, times as timedelta, the rest counts."""

    name: str = "MLPS3"
    minimum_length: int = 8
    recommended_length: int = 12
    maximum_length: int = 256
    character_classes: int = 3
    password_age: timedelta = timedelta(days=90)
    password_history: int = 5
    failures: int = 5
    failure_window: timedelta = timedelta(minutes=15)
    lock: timedelta = timedelta(minutes=30)
    idle: timedelta = timedelta(minutes=30)
    admin_idle: timedelta = timedelta(minutes=15)
    absolute: timedelta = timedelta(hours=12)
    second_factor_wait: timedelta = timedelta(minutes=10)
    touch_every: timedelta = timedelta(seconds=30)
    token_age: timedelta = timedelta(days=365)
    recovery_codes: int = 10
    unused_account: timedelta = timedelta(days=90)


def profile() -> Profile:
    """The profile in force."""
    return replace(Profile(), **getattr(settings, "ACCOUNTS_PROFILE", {}))
