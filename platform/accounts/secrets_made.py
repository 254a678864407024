"""Random secrets and the digests we keep of them. High entropy, so a plain fast digest is enough."""

import hashlib
import hmac
import secrets

from django.conf import settings

from accounts.sealed_text import derive_key

TOKEN_PREFIX = "lw_"  # noqa: S105 - a mark, not a secret
_PREFIX_SHOWN = 9
# Without the characters people mix up when copying from paper.
_PAPER_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def make_session_key() -> str:
    return secrets.token_urlsafe(32)


def make_token() -> str:
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def shown_prefix(token: str) -> str:
    """The beginning by which people recognise a token in a list."""
    return token[:_PREFIX_SHOWN]


def digest(secret: str) -> str:
    """SHA-256 in hex of a random key or token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_recovery_code() -> str:
    """Twelve characters in three groups: 60 bits, typed from paper."""
    characters = [secrets.choice(_PAPER_ALPHABET) for _ in range(12)]
    return "-".join("".join(characters[i : i + 4]) for i in (0, 4, 8))


def recovery_digest(code: str) -> str:
    """Keyed digest, insensitive to case, blanks and dashes: a copy of the table alone does not help to guess."""
    plain = "".join(c for c in code.upper() if c.isalnum())
    key = derive_key(settings.SECRET_KEY, "recovery-codes")
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def make_first_password() -> str:
    """A first password of 16 characters that meets the rules by itself; it must be changed at once."""
    body = "".join(secrets.choice(_PAPER_ALPHABET.lower()) for _ in range(13))
    return f"{secrets.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}{body}{secrets.choice('23456789')}#"
