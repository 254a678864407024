"""Which pages may open a socket with a person's cookie."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def _place(origin: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an origin; None when it is not one."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    is_origin = parts.scheme in _DEFAULT_PORTS and parts.hostname and "@" not in parts.netloc
    if not is_origin or parts.path or parts.query or parts.fragment or not origin.isascii():
        return None
    return parts.scheme, parts.hostname or "", port if port is not None else _DEFAULT_PORTS[parts.scheme]


def is_allowed(origin: str, host: str, is_secure: bool, trusted: Iterable[str]) -> bool:
    """Whether a page of `origin` may connect to `host` (the Host header).

    Its own host and port in the same scheme may, and the origins listed as trusted; nothing else, `null` included.
    """
    place = _place(origin)
    if place is None:
        return False
    own = _place(f"{'https' if is_secure else 'http'}://{host}")
    return place == own or place in {_place(other) for other in trusted}
