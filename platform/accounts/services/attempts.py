"""Counting guesses so that parallel ones gain nothing: a guess takes its place before anything is checked.

A place is PENDING until its outcome is known and counts against the limit meanwhile. When places run out
only because others are pending, the guess waits for their outcome; it is refused when failures alone fill
the limit. So never more than the limit of guesses is checked, and honest people who arrive together pass.
"""

import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet

from accounts.alias import SYSTEM, system_transaction
from accounts.models import SignInAttempt
from accounts.profile import profile
from common.clock import now

_WAIT_STEP = 0.1
_WAIT_LIMIT = 10.0
# A guess whose process died keeps its place as a failure after this long.
_PENDING_AGE = timedelta(seconds=30)
Outcome = SignInAttempt.Outcome


class Guess:
    """A place taken. `is_allowed` False: locked; the caller must answer as for a wrong guess."""

    def __init__(self, attempt: SignInAttempt) -> None:
        self.id: UUID = attempt.id
        self.is_allowed = attempt.outcome == Outcome.PENDING

    def succeeded(self) -> None:
        self._settle(Outcome.SUCCEEDED)

    def failed(self) -> None:
        if self.is_allowed:
            self._settle(Outcome.FAILED)

    def _settle(self, outcome: str) -> None:
        with system_transaction("sign-in"):
            SignInAttempt.objects.filter(id=self.id).update(outcome=outcome, at=now())


def take_guess(kind: SignInAttempt.Kind, *, account: str, address: str) -> Guess:
    """Take a place for one guess at `account` (a login or a user id) from `address` (a counting key).

    Must run outside any transaction of the system role, so that the place is seen by everybody at once.
    """
    waited = 0.0
    while True:
        outcome = _try_take(kind, account[:254], address, may_wait=waited < _WAIT_LIMIT)
        if outcome is not None:
            return Guess(outcome)
        time.sleep(_WAIT_STEP)
        waited += _WAIT_STEP


def _try_take(
    kind: SignInAttempt.Kind, account: str, address: str, *, may_wait: bool
) -> SignInAttempt | None:
    """The attempt written, or None when the outcome of a pending one must be awaited."""
    with system_transaction("sign-in"):
        _lock_counters(f"{kind}:account:{account}", f"{kind}:address:{address}")
        counters = [_Count(_since_success(kind, account)), _Count(_not_made_good(kind, address))]
        is_locked = any(counter.is_locked() for counter in counters)
        if not is_locked and any(counter.is_crowded() for counter in counters):
            if may_wait:
                return None
            is_locked = True
        return SignInAttempt.objects.create(
            kind=kind,
            account=account,
            address=address,
            outcome=Outcome.LOCKED if is_locked else Outcome.PENDING,
            at=now(),
        )


def _lock_counters(*names: str) -> None:
    with connections[SYSTEM].cursor() as cursor:
        for name in sorted(names):
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _recent(kind: SignInAttempt.Kind) -> QuerySet[SignInAttempt]:
    limits = profile()
    return SignInAttempt.objects.filter(kind=kind, at__gt=now() - limits.failure_window - limits.lock)


def _since_success(kind: SignInAttempt.Kind, account: str) -> QuerySet[SignInAttempt]:
    """Guesses at the account after the last good one."""
    attempts = _recent(kind).filter(account=account)
    last = attempts.filter(outcome=Outcome.SUCCEEDED).order_by("-at").values_list("at", flat=True).first()
    return attempts.filter(at__gt=last) if last else attempts


def _not_made_good(kind: SignInAttempt.Kind, address: str) -> QuerySet[SignInAttempt]:
    """Guesses from the address, without those their own account made good there: typing errors of an office."""
    later = SignInAttempt.objects.filter(
        kind=kind,
        address=address,
        account=OuterRef("account"),
        outcome=Outcome.SUCCEEDED,
        at__gte=OuterRef("at"),
    )
    return _recent(kind).filter(address=address).filter(~Exists(later))


class _Count:
    """The unforgiven guesses of one counter, read in one statement: an outcome that is written meanwhile is
    seen either as pending or as failed, never as neither.
    """

    def __init__(self, guesses: QuerySet[SignInAttempt]) -> None:
        self.limits, self.instant = profile(), now()
        counted = guesses.filter(outcome__in=[Outcome.FAILED, Outcome.PENDING]).order_by("-at")
        rows = list(counted.values_list("outcome", "at")[: 4 * self.limits.failures])
        self.pending = sum(self._is_open(outcome, at) for outcome, at in rows)
        self.failures: list[datetime] = [at for outcome, at in rows if not self._is_open(outcome, at)]

    def _is_open(self, outcome: str, at: datetime) -> bool:
        return outcome == Outcome.PENDING and at > self.instant - _PENDING_AGE

    def is_locked(self) -> bool:
        """Whether the last failures, as many as the limit, lie within the window and the lock still lasts."""
        last = self.failures[: self.limits.failures]
        return (
            len(last) == self.limits.failures
            and last[0] - last[-1] <= self.limits.failure_window
            and self.instant - last[0] < self.limits.lock
        )

    def is_crowded(self) -> bool:
        """Whether pending guesses could still fill the limit together with the failures of the window."""
        recent = sum(at > self.instant - self.limits.failure_window for at in self.failures)
        return self.pending > 0 and recent + self.pending >= self.limits.failures
