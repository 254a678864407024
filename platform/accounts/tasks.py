"""Nightly housekeeping of the gate."""

from celery import shared_task

from accounts.services.housekeeping import accounts_disable_unused, attempts_purge, sessions_purge


@shared_task(name="accounts.sessions_purge")
def purge() -> dict[str, int]:
    """Disable unused accounts, forget old sessions and guesses. Returns the counts."""
    return {
        "disabled": accounts_disable_unused(),
        "sessions": sessions_purge(),
        "attempts": attempts_purge(),
    }
