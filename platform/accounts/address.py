"""Addresses of callers: which one is theirs behind our proxies, and what counts as one for guessing."""

from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The caller's address; forwarded ones are believed only from `settings.TRUSTED_PROXIES` (networks)."""
    return choose_address(
        str(request.META.get("REMOTE_ADDR", "")), str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    )


def choose_address(peer: str, forwarded: str) -> str:
    """The nearest address that is not one of our proxies: what stands further left anybody can write."""
    chosen = peer
    for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not _is_proxy(chosen) or _parsed(hop) is None:
            break
        chosen = hop
    return chosen if _parsed(chosen) is not None else ""


def counting_key(address: str) -> str:
    """What guesses are counted by: an IPv4 address, or the /64 that one IPv6 customer holds."""
    parsed = _parsed(address)
    if parsed is None:
        return "unknown"
    if parsed.version == 6:
        return str(ip_network(f"{parsed}/64", strict=False))
    return str(parsed)


def _is_proxy(address: str) -> bool:
    parsed = _parsed(address)
    networks = [ip_network(n) for n in getattr(settings, "TRUSTED_PROXIES", [])]
    return parsed is not None and any(parsed in network for network in networks)


def _parsed(address: str) -> Any:
    try:
        parsed = ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
