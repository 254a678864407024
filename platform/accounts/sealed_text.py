"""Text encrypted at rest: AES-256-GCM under keys derived from the installation's secret, with a key version.

`settings.SEALING_KEYS = {version: secret}` allows rotation: the highest version seals, older ones still open.
Without it the settings' SECRET_KEY is version 1.
"""

import base64
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE_BYTES = 12


def _secrets() -> dict[int, str]:
    keys: dict[int, str] = getattr(settings, "SEALING_KEYS", None) or {1: settings.SECRET_KEY}
    return keys


@lru_cache(maxsize=32)
def derive_key(secret: str, purpose: str) -> bytes:
    """32 bytes for one purpose, so that no key serves two."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"lianwang:{purpose}".encode()).derive(
        secret.encode()
    )


def current_version() -> int:
    return max(_secrets())


def seal_text(text: str, *, purpose: str, bound_to: str) -> str:
    """`version:base64`. `bound_to` (a row's id) is authenticated: the value is useless in another row."""
    version = current_version()
    nonce = os.urandom(_NONCE_BYTES)
    cipher = AESGCM(derive_key(_secrets()[version], purpose))
    sealed = cipher.encrypt(nonce, text.encode(), bound_to.encode())
    return f"{version}:{base64.b64encode(nonce + sealed).decode()}"


def open_text(sealed: str, *, purpose: str, bound_to: str) -> str:
    """The text again; raises cryptography's InvalidTag when it was altered or belongs to another row."""
    version, _, encoded = sealed.partition(":")
    raw = base64.b64decode(encoded)
    cipher = AESGCM(derive_key(_secrets()[int(version)], purpose))
    return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], bound_to.encode()).decode()


def version_of(sealed: str) -> int:
    return int(sealed.partition(":")[0])
