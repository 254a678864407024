"""Addresses behind proxies, the request's own data, and the commands."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.address import choose_address, client_address, counting_key
from accounts.middleware import actor_middleware
from accounts.origin import current_origin
from common.ids import make_uscc
from common.language import current_language
from common.request import request_id
from tests import world
from tests.accounts.gate import BUYER, Browser, code, user


@pytest.mark.parametrize(
    ("peer", "forwarded", "chosen"),
    [
        ("203.0.113.1", "", "203.0.113.1"),
        ("203.0.113.1", "198.51.100.7", "203.0.113.1"),
        ("10.0.0.2", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "6.6.6.6, 198.51.100.7, 10.0.0.3", "198.51.100.7"),
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("10.0.0.2", "198.51.100.7, nonsense", "10.0.0.2"),
        ("", "", ""),
    ],
)
def test_only_our_proxies_are_believed(settings, peer, forwarded, chosen):
    settings.TRUSTED_PROXIES = ["10.0.0.0/24"]
    assert choose_address(peer, forwarded) == chosen


def test_without_proxies_a_forwarded_address_is_only_a_claim():
    request = RequestFactory(REMOTE_ADDR="203.0.113.1").get("/", HTTP_X_FORWARDED_FOR="6.6.6.6")
    assert client_address(request) == "203.0.113.1"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.1", "203.0.113.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
    ],
)
def test_guesses_are_counted_by_customer(address, key):
    assert counting_key(address) == key


def test_the_environment_names_proxies_and_sealing_keys(monkeypatch):
    from config.environment import EnvironmentFault, read_environment

    monkeypatch.setenv("LIANWANG_PROXIES", "10.0.0.0/24,fd00::/8")
    monkeypatch.setenv("LIANWANG_SEALING_KEYS", "1:old secret,2:new:secret")
    found = read_environment()
    assert found.trusted_proxies == ["10.0.0.0/24", "fd00::/8"]
    assert found.sealing_keys == {1: "old secret", 2: "new:secret"}

    monkeypatch.setenv("LIANWANG_SEALING_KEYS", "secret")
    with pytest.raises(EnvironmentFault, match="LIANWANG_SEALING_KEYS"):
        read_environment()


def test_a_request_carries_id_language_origin_and_its_actor(db):
    seen = {}

    def view(request):
        seen.update(
            actor=request.actor, again=request.actor, id=request.request_id, var=request_id.get(),
            language=current_language(), origin=current_origin(),
        )  # fmt: skip
        return HttpResponse()

    key = Browser().enter()
    request = RequestFactory(REMOTE_ADDR="203.0.113.1").get(
        "/",
        HTTP_COOKIE=f"lianwang_session={key}",
        HTTP_ACCEPT_LANGUAGE="en-GB,zh;q=0.5",
        HTTP_USER_AGENT="Firefox",
    )
    answer = actor_middleware(view)(request)

    assert seen["actor"].login == BUYER
    assert seen["actor"] is seen["again"]
    assert seen["id"] == seen["var"] == answer.headers["X-Request-Id"]
    assert (seen["language"], seen["origin"].ip, seen["origin"].agent) == ("en", "203.0.113.1", "Firefox")
    assert (request_id.get(), current_language(), current_origin().ip) == ("", "zh", "")


def test_nobody_is_none_and_costs_no_query(db):
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    request = RequestFactory().get("/")
    actor_middleware(lambda request: HttpResponse())(request)
    with CaptureQueriesContext(connections["system"]) as caught:
        assert request.actor is None
    assert len(caught) == 0


def _run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


def test_the_demo_prints_codes_that_work(db, settings):
    settings.DEMO = True
    assert _run("totp", BUYER.upper()) == code()
    with pytest.raises(CommandError):
        _run("totp", "nobody@leader.test")


def test_outside_the_demo_no_code_is_printed(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo only"):
        _run("totp", BUYER)


def test_the_first_administrators_come_from_a_command(db):
    printed = _run(
        "create_admin", "root@first.test", "--kind", "system", "--enterprise", make_uscc(world.FIRST.number)
    )
    login, role, password = printed.split()

    assert (login, role) == ("root@first.test", "SYSTEM_ADMIN")
    assert user(login).password_changed_at is None
    assert Browser().sign_in(login, password).json() == {"state": "SECOND_FACTOR", "hasSecondFactor": False}
    with pytest.raises(CommandError, match="exists"):
        _run("create_admin", login, "--kind", "audit", "--enterprise", make_uscc(world.FIRST.number))
    with pytest.raises(CommandError, match="no enterprise"):
        _run("create_admin", "x@first.test", "--kind", "audit", "--enterprise", make_uscc(999))


def test_the_nightly_task_counts_what_it_did(db):
    from accounts.tasks import purge

    assert set(purge()) == {"disabled", "sessions", "attempts"}
