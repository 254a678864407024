"""A session ends when it must, at once and everywhere."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts import gate
from accounts.alias import system_transaction
from accounts.models import Session
from accounts.secrets_made import digest
from accounts.services import members
from accounts.services.housekeeping import accounts_disable_unused, attempts_purge, sessions_purge
from accounts.services.sessions import session_revoke
from common import clock
from common.errors import NotFound
from tests import world
from tests.accounts.gate import BUYER, NOON, VIEWER, Browser, actor, alive, change, entries, user

AUDITOR = world.LEADER.login("AUDIT_ADMIN")
SECURITY = world.LEADER.login("SECURITY_ADMIN")
SYSTEM = world.LEADER.login("SYSTEM_ADMIN")


def _enter(login=BUYER, address="203.0.113.10"):
    browser = Browser(address)
    browser.enter(login)
    return browser.key


@pytest.mark.parametrize(("login", "minutes"), [(BUYER, 30), (AUDITOR, 15)])
def test_idle_sessions_end(db, login, minutes):
    with clock.at(NOON):
        key = _enter(login)
    with clock.at(NOON + timedelta(minutes=minutes, seconds=-1)):
        found = gate.authenticate_session_key(key)
        assert found is not None
    with clock.at(NOON + timedelta(minutes=2 * minutes, seconds=-2)):
        assert alive(key), "the look a moment before counted as activity"
        assert gate.session_is_live(found)
    with clock.at(NOON + timedelta(minutes=3 * minutes)):
        assert not gate.session_is_live(found)
        assert not alive(key)


def test_looking_at_the_state_or_a_socket_is_no_activity(db):
    with clock.at(NOON):
        browser = Browser()
        browser.enter()
        found = gate.authenticate_session_key(browser.key)
    with clock.at(NOON + timedelta(minutes=29)):
        assert browser.state() == "SIGNED_IN"
        assert gate.session_is_live(found)
    with clock.at(NOON + timedelta(minutes=30)):
        assert browser.state() == "SIGNED_OUT"


def test_after_twelve_hours_it_is_over_however_busy(db):
    with clock.at(NOON):
        key = _enter()
    for step in range(1, 36):
        with clock.at(NOON + timedelta(minutes=20 * step)):
            assert alive(key), step
    with clock.at(NOON + timedelta(hours=12)):
        assert not alive(key)


def test_signing_out_ends_it_and_leaves_a_trail(db):
    browser = Browser()
    key = browser.enter()
    found = gate.authenticate_session_key(key)

    assert browser.post("sign-out").json() == {"state": "SIGNED_OUT"}

    assert not alive(key)
    assert not gate.session_is_live(found)
    assert len(entries("accounts.signed_out")) == 1


def _disable():
    members.user_disable(actor=actor(SYSTEM), user_id=user().id)


def _assign():
    members.role_assign(actor=actor(SECURITY), user_id=user().id, role="PLANNER")


def _remove():
    members.role_remove(actor=actor(SECURITY), user_id=user().id, role="BUYER")


@pytest.mark.parametrize("act", [_disable, _assign, _remove])
def test_disabling_and_role_changes_end_every_session_at_once(db, act):
    keys = [_enter(), _enter(VIEWER, "192.0.2.1")]
    found = gate.authenticate_session_key(keys[0])

    act()

    assert not alive(keys[0])
    assert not gate.session_is_live(found)
    assert alive(keys[1]), "nobody else's session"


def test_a_lost_seat_ends_a_socket_even_if_the_session_were_left(db):
    """Rights are compared, not only the session: the second net under the one above."""
    found = gate.authenticate_session_key(_enter())
    assert gate.session_is_live(found)

    with system_transaction("test"):
        from accounts.models import RoleAssignment

        RoleAssignment.objects.filter(user=user(), role="BUYER").update(role="VIEWER")

    assert not gate.session_is_live(found)


def test_an_account_switched_off_by_whatever_hand_is_out_at_once(db):
    key = _enter()
    found = gate.authenticate_session_key(key)
    change(BUYER, is_active=False)

    assert not alive(key)
    assert not gate.session_is_live(found)


def test_many_sockets_are_checked_at_the_cost_of_one(db):
    found = [
        gate.authenticate_session_key(_enter(world.LEADER.login(role), f"198.51.100.{n}"))
        for n, role in enumerate(("BUYER", "VIEWER", "PLANNER", "MANAGER"))
    ]
    counts = []
    for crowd in (found[:1], found):
        with CaptureQueriesContext(connections["system"]) as caught:
            assert gate.still_live(crowd) == set(crowd)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_key_is_not_readable_at_rest(db):
    key = _enter()

    with system_transaction("test"):
        kept = list(Session.objects.values_list("key_hash", flat=True))
    assert digest(key) in kept
    assert key not in kept


@pytest.mark.parametrize("key", ["", "x", "0" * 64, "a" * 4_000])
def test_made_up_keys_are_nobody(db, key):
    assert not alive(key)


def test_changing_without_the_guard_header_is_nobody(db):
    key = _enter()
    requests = RequestFactory(HTTP_COOKIE=f"{gate.COOKIE}={key}")
    assert gate.authenticate_request(requests.get("/files/x")) is not None
    assert gate.authenticate_request(requests.post("/graphql/")) is None
    assert gate.authenticate_request(requests.post("/graphql/", HTTP_X_LIANWANG="1")) is not None


def test_one_ends_ones_own_sessions_only(db):
    mine, foreign = _enter(), _enter(VIEWER, "192.0.2.1")
    me = gate.authenticate_session_key(mine)
    other = gate.authenticate_session_key(foreign)

    with pytest.raises(NotFound):
        session_revoke(actor=me, session_id=other.session_id)
    assert alive(foreign)

    session_revoke(actor=me, session_id=me.session_id)
    assert not alive(mine)


def test_unused_accounts_are_switched_off_after_ninety_days(db):
    with clock.at(NOON):
        _enter()
        change(VIEWER, last_signed_in_at=NOON - timedelta(days=91))
        assert accounts_disable_unused() >= 1

    assert not user(VIEWER).is_active
    assert user(BUYER).is_active
    assert user(VIEWER).id in {e.subject_id for e in entries("accounts.user_disabled")}


def test_old_sessions_and_guesses_are_forgotten(db):
    with clock.at(NOON):
        _enter()
    with clock.at(NOON + timedelta(days=100)):
        assert (sessions_purge(), attempts_purge()) == (0, 0)
    with clock.at(NOON + timedelta(days=200)):
        assert sessions_purge() == 2
        assert attempts_purge() == 2
