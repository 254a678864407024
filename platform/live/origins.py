"""Which pages may open a socket with a person's cookie."""

import re
from collections.abc import Iterable
from typing import Final

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_ORIGIN: Final = re.compile(r"(https?)://([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?", re.ASCII)


def _place(origin: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an origin; None when it is not one."""
    found = _ORIGIN.fullmatch(origin.lower())
    if found is None:
        return None
    scheme, host, port = found.groups()
    return scheme, host, int(port) if port else _DEFAULT_PORTS[scheme]


def is_allowed(origin: str, host: str, is_secure: bool, trusted: Iterable[str]) -> bool:
    """Whether a page of `origin` may connect to `host` (the Host header).

    Its own host and port in the same scheme may, and the origins listed as trusted; nothing else, `null` included.
    """
    place = _place(origin)
    if place is None:
        return False
    own = _place(f"{'https' if is_secure else 'http'}://{host}")
    return place == own or place in {_place(other) for other in trusted}
