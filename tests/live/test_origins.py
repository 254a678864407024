"""Which pages may use a person's cookie for a socket."""

import pytest

from live.origins import is_allowed

TRUSTED = ["https://portal.example", "http://dev.example:5173"]

REFUSED = [
    "", "null", "*", "https://", "http://", "//shop.example", "shop.example", "https://shop.example/", "https://shop.example/path",
    "https://shop.example?x", "https://shop.example#x", "http://shop.example", "http://shop.example:443",
    "https://shop.example:8443", "https://shop.example:", "https://shop.example:0443x", "https://shop.example:99999",
    "https://shop.example.evil.example", "https://evil-shop.example", "https://evil.example/shop.example",
    "https://shop.example@evil.example", "https://evil.example:443@shop.example", "https://user@shop.example",
    "https://shop.example%2eevil.example", "https://shop.example\\.evil.example", "https://shop.example .evil.example",
    "https://shop.example\n", " https://shop.example", "https://shop。example", "https://ѕhop.example", "https://xn--hop-5cd.example",
    "https://sub.shop.example", "https://shop.examplex", "https://hop.example", "ftp://shop.example", "file://", "ws://shop.example",
    "wss://shop.example", "javascript://shop.example", "chrome-extension://shop.example", "data:text/html,x", "https://[::1]",
    "https://127.0.0.1", "https://localhost", "https://portal.example.evil.example", "http://portal.example", "https://dev.example:5173",
    "http://dev.example", "http://dev.example:51730", "https://shop.example, https://evil.example",
]  # fmt: skip


@pytest.mark.parametrize("origin", REFUSED)
def test_foreign_pages(origin: str) -> None:
    assert not is_allowed(origin, "shop.example", True, TRUSTED)


@pytest.mark.parametrize(
    ("origin", "host", "is_secure"),
    [
        ("https://shop.example", "shop.example", True),
        ("https://shop.example:443", "shop.example", True),
        ("https://SHOP.example", "shop.example", True),
        ("https://shop.example", "shop.example:443", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", False),
        ("http://[::1]:8000", "[::1]:8000", False),
        ("https://portal.example", "shop.example", True),
        ("http://dev.example:5173", "shop.example", True),
    ],
)
def test_own_and_trusted_pages(origin: str, host: str, is_secure: bool) -> None:
    assert is_allowed(origin, host, is_secure, TRUSTED)
