"""Signing in, and everything a guesser could try."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from accounts.errors import Unauthenticated
from accounts.origin import Origin, coming_from
from accounts.services import passwords
from accounts.services.sign_in import sign_in
from common import clock
from tests import world
from tests.accounts.gate import BUYER, NOON, VIEWER, WRONG, Browser, change, entries, outcomes, user


def _answer(response):
    """Everything a client can tell two answers apart by, but the request's own id."""
    headers = {k: v for k, v in response.headers.items() if k != "X-Request-Id"}
    return response.status_code, headers, response.content, dict(response.cookies)


def test_a_reader_without_second_factor_is_signed_in_at_once(db):
    change(VIEWER, totp_secret="")
    browser = Browser()

    answer = browser.sign_in(VIEWER)

    assert answer.json() == {"state": "SIGNED_IN", "hasSecondFactor": False}
    assert browser.state() == "SIGNED_IN"
    cookie = answer.cookies["lianwang_session"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"


def test_who_may_bind_the_enterprise_is_not_signed_in_by_password_alone(db):
    change(BUYER, totp_secret="")
    browser = Browser()

    assert browser.sign_in().json() == {"state": "SECOND_FACTOR", "hasSecondFactor": False}
    assert browser.state() == "SECOND_FACTOR"


def test_whoever_has_enrolled_a_second_factor_gives_it(db):
    browser = Browser()
    assert browser.sign_in(VIEWER).json() == {"state": "SECOND_FACTOR", "hasSecondFactor": True}
    assert browser.state() == "SECOND_FACTOR"


@pytest.mark.parametrize("spelling", [BUYER.upper(), f"  {BUYER} ", BUYER.replace("b", "ｂ", 1)])
def test_look_alike_spellings_are_one_name(db, spelling):
    assert Browser().sign_in(spelling).status_code == 200


@pytest.mark.parametrize("language", ["zh", "en"])
def test_unknown_wrong_locked_and_disabled_get_the_same_bytes(db, language):
    def guess(login, address):
        return _answer(Browser(address, language).sign_in(login, WRONG))

    wrong = guess(BUYER, "203.0.113.1")
    unknown = guess("nobody@leader.test", "203.0.113.2")
    change(VIEWER, is_active=False)
    disabled = guess(VIEWER, "203.0.113.3")
    disabled_right = _answer(Browser("203.0.113.3", language).sign_in(VIEWER))
    for last in range(4, 8):
        guess(BUYER, f"203.0.113.{last}")
    locked = guess(BUYER, "203.0.113.9")
    locked_right = _answer(Browser("203.0.113.9", language).sign_in(BUYER))

    assert wrong[0] == 401
    assert len({str(a) for a in (wrong, unknown, disabled, disabled_right, locked, locked_right)}) == 1
    assert outcomes()[-1] == "locked"


def test_every_path_hashes_exactly_once(db, monkeypatch):
    counted = []
    real = passwords.check_password
    monkeypatch.setattr(passwords, "check_password", lambda *a, **k: counted.append(1) or real(*a, **k))

    Browser().sign_in(BUYER, WRONG)
    Browser().sign_in("nobody@leader.test", WRONG)
    change(VIEWER, is_active=False)
    Browser().sign_in(VIEWER, WRONG)
    for _ in range(3):
        Browser().sign_in(BUYER, WRONG)  # the last ones find the address locked

    assert len(counted) == 6
    assert outcomes().count("locked") == 1


def test_five_failures_lock_the_account_for_thirty_minutes_from_any_address(db):
    with clock.at(NOON):
        for n in range(5):
            assert Browser(f"198.51.100.{n}").sign_in(BUYER, WRONG).status_code == 401
        assert Browser("192.0.2.1").sign_in().status_code == 401
    with clock.at(NOON + timedelta(minutes=29)):
        assert Browser("192.0.2.1").sign_in().status_code == 401
    with clock.at(NOON + timedelta(minutes=30)):
        assert Browser("192.0.2.1").sign_in().status_code == 200


def test_five_failures_lock_the_address_for_every_account(db):
    for n in range(5):
        Browser().sign_in(f"guess{n}@leader.test", WRONG)

    assert Browser().sign_in().status_code == 401
    assert Browser("192.0.2.1").sign_in().status_code == 200


def test_failures_spread_over_more_than_the_window_do_not_lock(db):
    for n in range(8):
        with clock.at(NOON + timedelta(minutes=4 * n)):
            Browser().sign_in(BUYER, WRONG)

    with clock.at(NOON + timedelta(minutes=33)):
        assert Browser().sign_in().status_code == 200


def test_typing_errors_made_good_do_not_lock_an_office(db):
    for role in ("BUYER", "PLANNER", "LOGISTICS", "QUALITY", "VIEWER", "MANAGER"):
        Browser().sign_in(world.LEADER.login(role), WRONG)
        assert Browser().sign_in(world.LEADER.login(role)).status_code == 200, role


def test_an_own_account_does_not_wipe_away_guesses_at_others(db):
    """Negative control of the rule above: a good sign-in forgives its own account only."""
    for n in range(5):
        Browser().sign_in(f"guess{n}@leader.test", WRONG)
        Browser().sign_in(VIEWER)

    assert Browser().sign_in(VIEWER).status_code == 401


def test_a_hundred_parallel_guesses_are_five(committed, monkeypatch):
    checked = []

    def wrong(person, password):
        """As long as a hash takes, without a hundred hashes."""
        if person is not None:
            checked.append(password)
        time.sleep(0.02)
        return False

    monkeypatch.setattr(passwords, "matches", wrong)
    start = threading.Barrier(20)

    def guess(n):
        try:
            if n < 20:
                start.wait(timeout=30)
            with coming_from(Origin(ip=f"198.51.100.{n}")), pytest.raises(Unauthenticated):
                sign_in(login=BUYER, password=f"{WRONG}{n}")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(guess, range(100)))

    assert len(checked) == 5
    assert sorted(set(outcomes())) == ["failed", "locked"]
    assert outcomes().count("failed") == 5
    assert len(entries("accounts.sign_in_refused")) == 100


def test_twelve_people_of_one_office_sign_in_at_once(committed):
    logins = [world.LEADER.login(role) for role in world.LEADER.roles]

    def enter(login):
        try:
            with coming_from(Origin(ip="198.51.100.1")):
                return sign_in(login=login, password=world.PASSWORD).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(logins)) as pool:
        states = list(pool.map(enter, logins))

    assert len(states) == len(logins) == 10
    assert "failed" not in outcomes()


def test_without_the_guard_header_nothing_happens(db):
    answer = Browser().post("sign-in", {"login": BUYER, "password": world.PASSWORD}, HTTP_X_LIANWANG="")

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "HEADER_MISSING"
    assert outcomes() == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("login=a&password=b", "application/x-www-form-urlencoded", 415),
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"login": 3, "password": "x"}', "application/json", 400),
        ('{"login": "a\\u0000b", "password": "x"}', "application/json", 400),
        ('{"login": "a\\ud800", "password": "x"}', "application/json", 400),
        ('{"login": "' + "a" * 9_000 + '", "password": "x"}', "application/json", 400),
        ("[" * 4_000, "application/json", 400),
    ],
)
def test_malformed_requests_are_refused_with_a_reason(db, body, kind, status):
    answer = Browser().client.post("/auth/sign-in", body, content_type=kind, HTTP_X_LIANWANG="1")

    assert answer.status_code == status
    assert answer.json()["errors"][0]["code"] == "REQUEST_MALFORMED"
    assert outcomes() == []


def test_get_is_not_a_way_in(db):
    assert Browser().client.get("/auth/sign-in").status_code == 405


def test_sign_ins_and_refusals_leave_a_trail(db):
    browser = Browser()
    browser.sign_in(BUYER, WRONG)
    browser.sign_in("nobody@leader.test", WRONG)
    browser.sign_in(BUYER)

    known, unknown = entries("accounts.sign_in_refused")
    (signed,) = entries("accounts.signed_in")
    assert (known.enterprise_id, known.actor_id, known.reason) == (world.LEADER.id, user().id, "wrong")
    assert (unknown.enterprise_id, unknown.actor_id) == (None, None)
    assert (signed.enterprise_id, signed.actor_name, signed.ip) == (
        world.LEADER.id, user().display_name, "203.0.113.10",
    )  # fmt: skip
    assert len(signed.request_id) == 32


def test_no_password_is_ever_written_to_the_trail(db):
    Browser().sign_in(BUYER, WRONG)
    Browser().sign_in(BUYER)

    written = [
        str((e.actor_name, e.before, e.after, e.reason))
        for e in entries("accounts.sign_in_refused") + entries("accounts.signed_in")
    ]
    assert not any(WRONG in text or world.PASSWORD in text for text in written)
