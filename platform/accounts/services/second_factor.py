"""The second factor: time-based codes (RFC 6238) of an authenticator, and one-time recovery codes."""

from dataclasses import dataclass
from io import BytesIO

import pyotp
import segno

from accounts import trail
from accounts.address import counting_key
from accounts.alias import system_transaction
from accounts.errors import ALREADY_ENROLLED, CODE_REFUSED, NOT_ENROLLING
from accounts.models import RecoveryCode, Session, SignInAttempt, User
from accounts.origin import current_origin
from accounts.profile import profile
from accounts.sealed_text import current_version, open_text, seal_text, version_of
from accounts.secrets_made import make_recovery_code, recovery_digest
from accounts.services.attempts import Guess, take_guess
from accounts.services.sessions import session_open, sessions_revoke
from common.clock import now
from common.errors import Conflict, Invalid

ISSUER = "Lianwang"
_STEP_SECONDS = 30
_PURPOSE = "totp"
# A phone's clock may be half a minute off either way.
_DRIFT_STEPS = (0, -1, 1)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the authenticator needs: the secret in base32, as a URI, and as a QR code in SVG."""

    secret: str
    uri: str
    qr_svg: str


def secret_seal(user: User, secret: str) -> str:
    return seal_text(secret, purpose=_PURPOSE, bound_to=str(user.id))


def secret_open(user: User, sealed: str) -> str:
    return open_text(sealed, purpose=_PURPOSE, bound_to=str(user.id))


def code_now(user: User) -> str:
    """The code an authenticator would show now. For the demo's command and for tests."""
    return pyotp.TOTP(secret_open(user, user.totp_secret)).at(now())


def enrol_begin(session: Session) -> Enrolment:
    """A fresh secret waiting for its first code. Raises Conflict when one is enrolled and was not given now."""
    user = session.user
    _refuse_silent_change(session)
    secret = pyotp.random_base32()
    with system_transaction("sign-in"):
        User.objects.filter(id=user.id).update(totp_candidate=secret_seal(user, secret))
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.login, issuer_name=ISSUER)
    return Enrolment(secret, uri, _drawn(uri))


def _drawn(uri: str) -> str:
    """The QR code as an SVG element that also stands alone, e.g. as the source of an image."""
    drawing = BytesIO()
    segno.make(uri, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=True, scale=4, border=2, nl=False
    )
    return drawing.getvalue().decode()


def enrol_confirm(session: Session, code: str) -> tuple[str, list[str]]:
    """Enrol the waiting secret by its first code. Returns the new session key and the recovery codes.

    Raises Invalid for a wrong code, Conflict when nothing waits or the present factor was not given.
    """
    _refuse_silent_change(session)
    if not session.user.totp_candidate:
        raise Conflict(NOT_ENROLLING)
    guess = _take(session.user)
    with system_transaction("sign-in"):
        user = User.objects.select_for_update().get(id=session.user_id)
        is_open = guess.is_allowed and bool(user.totp_candidate)
        step = _matching_step(secret_open(user, user.totp_candidate), code) if is_open else None
        if step is not None:
            user.totp_secret, user.totp_candidate, user.totp_last_step = user.totp_candidate, "", step
            user.save(using="system", update_fields=["totp_secret", "totp_candidate", "totp_last_step"])
            codes = recovery_codes_make(user)
            sessions_revoke(user.id)
            key, opened = session_open(user, mfa=True)
            _note(user, opened, "accounts.second_factor_enrolled")
    if step is None:
        guess.failed()
        raise Invalid(CODE_REFUSED, field="code")
    guess.succeeded()
    return key, codes


def _refuse_silent_change(session: Session) -> None:
    """Whoever has a factor must have given it before putting another in its place."""
    if session.user.has_second_factor and session.mfa_at is None:
        raise Conflict(ALREADY_ENROLLED)


def recovery_codes_make(user: User) -> list[str]:
    """A fresh set, replacing the former; returned this once. Runs in the caller's system transaction."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [make_recovery_code() for _ in range(profile().recovery_codes)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=recovery_digest(c)) for c in codes)
    return codes


def second_factor_give(session: Session, code: str) -> str:
    """Pass the second factor; the session is replaced by a new one whose key is returned.

    Raises Invalid, always the same, for a wrong, used or locked code.
    """
    user = session.user
    guess = _take(user)
    with system_transaction("sign-in"):
        is_right = guess.is_allowed and user.has_second_factor and _use(user, code)
        if is_right:
            Session.objects.filter(id=session.id).update(revoked_at=now())
            key, opened = session_open(user, mfa=True)
            _note(user, opened, "accounts.second_factor_given")
        else:
            _note(user, session, "accounts.second_factor_refused")
    if not is_right:
        guess.failed()
        raise Invalid(CODE_REFUSED, field="code")
    guess.succeeded()
    return key


def secrets_reseal() -> int:
    """Seal every secret anew that lies under an older key. Returns how many."""
    count = 0
    with system_transaction("users"):
        for user in User.objects.exclude(totp_secret="").select_for_update():
            if version_of(user.totp_secret) != current_version():
                user.totp_secret = secret_seal(user, secret_open(user, user.totp_secret))
                user.save(using="system", update_fields=["totp_secret"])
                count += 1
    return count


def _take(user: User) -> Guess:
    return take_guess(
        SignInAttempt.Kind.CODE, account=str(user.id), address=counting_key(current_origin().ip)
    )


def _use(user: User, code: str) -> bool:
    """Whether the code is right; it is used up by that, also against a twin arriving at the same moment."""
    step = _matching_step(secret_open(user, user.totp_secret), code)
    if step is not None:
        fresh = User.objects.filter(id=user.id, totp_last_step__lt=step)
        return fresh.update(totp_last_step=step) == 1
    recovery = RecoveryCode.objects.filter(user=user, digest=recovery_digest(code), used_at__isnull=True)
    return recovery.update(used_at=now()) == 1


def _matching_step(secret: str, code: str) -> int | None:
    """The time step the code belongs to, within the drift allowed."""
    totp, present = pyotp.TOTP(secret), int(now().timestamp()) // _STEP_SECONDS
    matching = [
        present + drift
        for drift in _DRIFT_STEPS
        if pyotp.utils.strings_equal(code, totp.generate_otp(present + drift))
    ]
    return matching[0] if matching else None


def _note(user: User, session: Session, action: str) -> None:
    trail.note(
        enterprise_id=session.enterprise_id or user.enterprise_id,
        actor_id=user.id,
        actor_name=user.display_name,
        action=action,
        subject_type="accounts.Session",
        subject_id=session.id,
    )
