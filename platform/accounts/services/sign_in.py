"""Signing in and out by name and password. Unknown, wrong and locked get one answer after the same work."""

from dataclasses import dataclass

from accounts import trail
from accounts.address import counting_key
from accounts.alias import system_transaction
from accounts.errors import SIGN_IN_REFUSED, Unauthenticated
from accounts.logins import fold_login
from accounts.models import Session, SignInAttempt, User
from accounts.origin import current_origin
from accounts.profile import profile
from accounts.services import passwords
from accounts.services.attempts import take_guess
from accounts.services.sessions import State, session_open, state_of
from accounts.standing import seats_of
from common.clock import now
from tenancy.context import system_access


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The key of the new session, and what is still missing before it may act."""

    key: str
    state: State
    has_second_factor: bool


def sign_in(*, login: str, password: str) -> SignedIn:
    """Open a session. Raises Unauthenticated, always the same, unless name and password are right."""
    account, origin = fold_login(login), current_origin()
    guess = take_guess(SignInAttempt.Kind.PASSWORD, account=account, address=counting_key(origin.ip))
    with system_access("sign-in"):
        user = User.objects.filter(login=account).first()
        is_known = user is not None and user.is_active
        is_right = passwords.matches(user if guess.is_allowed and is_known else None, password)
    if user is None or not is_right:
        guess.failed()
        _note_refusal(account, user, was_locked=not guess.is_allowed)
        raise Unauthenticated(
            SIGN_IN_REFUSED, failures=profile().failures, minutes=int(profile().lock.total_seconds() // 60)
        )
    guess.succeeded()
    return _admit(user)


def _admit(user: User) -> SignedIn:
    with system_transaction("sign-in"):
        key, session = session_open(user)
        User.objects.filter(id=user.id).update(last_signed_in_at=now())
        state = state_of(session, user, seats_of(user.id))
        _note(user, session, "accounts.signed_in", state)
    return SignedIn(key, state, user.has_second_factor)


def sign_out(session: Session) -> None:
    """End the session at once."""
    with system_transaction("sign-in"):
        Session.objects.filter(id=session.id, revoked_at__isnull=True).update(revoked_at=now())
        _note(session.user, session, "accounts.signed_out", None)


def _note(user: User, session: Session, action: str, state: State | None) -> None:
    trail.note(
        enterprise_id=session.enterprise_id or user.enterprise_id,
        actor_id=user.id,
        actor_name=user.display_name,
        action=action,
        subject_type="accounts.Session",
        subject_id=session.id,
        after={"state": state.value} if state else None,
    )


def _note_refusal(account: str, user: User | None, *, was_locked: bool) -> None:
    """The guess as an entry of the account's enterprise; a guess at an unknown name is nobody's."""
    with system_transaction("sign-in"):
        trail.note(
            enterprise_id=user.enterprise_id if user else None,
            actor_id=user.id if user else None,
            actor_name=account[:60],
            action="accounts.sign_in_refused",
            subject_id=user.id if user else None,
            reason="locked" if was_locked else "wrong",
        )
