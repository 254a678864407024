"""Time-based codes, recovery codes, enrolment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pyotp
import pytest
from django.core.management import call_command
from django.db import connections

from accounts.services.second_factor import secrets_reseal
from accounts.services.sessions import standing_of
from common import clock
from common.errors import Invalid
from tests import world
from tests.accounts.gate import BUYER, NOON, VIEWER, Browser, alive, change, code, entries, outcomes, user


def test_the_code_completes_the_sign_in_under_a_new_key(db):
    browser = Browser()
    browser.sign_in()
    first_key = browser.key

    answer = browser.post("second-factor", {"code": code()})

    assert answer.json() == {"state": "SIGNED_IN"}
    assert alive(browser.key)
    assert browser.key != first_key
    assert not alive(first_key)


def test_before_the_code_the_session_acts_for_nobody(db):
    browser = Browser()
    browser.sign_in()

    assert not alive(browser.key)
    assert browser.post("password", {"current": world.PASSWORD, "new": "x"}).status_code == 403


def test_a_code_is_used_up(db):
    with clock.at(NOON):
        Browser().enter()
        twin = Browser()
        twin.sign_in()
        again = twin.post("second-factor", {"code": code()})
        older = twin.post("second-factor", {"code": code(ahead=-1)})

        assert (again.status_code, older.status_code) == (400, 400)
        assert again.json()["errors"][0]["code"] == "CODE_REFUSED"
    with clock.at(NOON + timedelta(seconds=30)):
        assert twin.post("second-factor", {"code": code()}).status_code == 200


def test_of_twins_with_one_code_one_gets_in(committed):
    browsers = [Browser(f"198.51.100.{n}") for n in range(4)]
    for browser in browsers:
        browser.sign_in()
    one_code = code()

    def give(browser):
        try:
            return browser.post("second-factor", {"code": one_code}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(give, browsers)) == [200, 400, 400, 400]


@pytest.mark.parametrize(("ahead", "status"), [(-2, 400), (-1, 200), (0, 200), (1, 200), (2, 400)])
def test_half_a_minute_of_drift_is_allowed(db, ahead, status):
    with clock.at(NOON):
        browser = Browser()
        browser.sign_in()
        assert browser.post("second-factor", {"code": code(ahead)}).status_code == status


def test_five_wrong_codes_lock_even_the_right_one_and_a_new_password_sign_in_does_not_help(db):
    with clock.at(NOON):
        for n in range(5):
            browser = Browser(f"198.51.100.{n}")
            browser.sign_in()
            wrong = browser.post("second-factor", {"code": "000000"})
        locked = browser.post("second-factor", {"code": code()})

    assert locked.content == wrong.content
    assert outcomes("code") == ["failed"] * 5 + ["locked"]


def test_enrolment_gives_recovery_codes_that_work_once(db):
    change(BUYER, totp_secret="")
    browser = Browser()
    browser.sign_in()
    begun = browser.post("second-factor/enrol").json()
    assert begun["uri"].startswith("otpauth://totp/Lianwang:")
    assert begun["qrSvg"].startswith("<svg xmlns=")

    totp = pyotp.TOTP(begun["secret"])
    done = browser.post("second-factor/confirm", {"code": totp.at(clock.now())})

    assert done.json()["state"] == "SIGNED_IN"
    recovery = done.json()["recoveryCodes"]
    assert len(set(recovery)) == 10
    assert alive(browser.key)
    second = Browser("192.0.2.1")
    second.sign_in()
    assert second.post("second-factor", {"code": recovery[0].lower().replace("-", " ")}).status_code == 200
    third = Browser("192.0.2.2")
    third.sign_in()
    assert third.post("second-factor", {"code": recovery[0]}).status_code == 400
    assert third.post("second-factor", {"code": recovery[1]}).status_code == 200


def test_the_secret_and_recovery_codes_are_not_readable_at_rest(db):
    from accounts.alias import system_transaction
    from accounts.models import RecoveryCode

    change(BUYER, totp_secret="")
    browser = Browser()
    browser.sign_in()
    secret = browser.post("second-factor/enrol").json()["secret"]
    codes = browser.post("second-factor/confirm", {"code": pyotp.TOTP(secret).at(clock.now())}).json()

    with system_transaction("test"):
        kept = str(list(RecoveryCode.objects.values_list("digest", flat=True)))
    assert secret not in user().totp_secret
    assert not any(c in kept or c.replace("-", "") in kept for c in codes["recoveryCodes"])


def test_a_password_alone_cannot_put_another_authenticator_in_place(db):
    browser = Browser()
    browser.sign_in()

    answer = browser.post("second-factor/enrol")

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["code"] == "ALREADY_ENROLLED"
    assert browser.post("second-factor/confirm", {"code": code()}).status_code == 409


def test_confirming_ends_the_other_sessions(db):
    change(VIEWER, totp_secret="")
    other, browser = Browser("192.0.2.1"), Browser()
    other.sign_in(VIEWER)
    browser.sign_in(VIEWER)
    assert alive(other.key)

    secret = browser.post("second-factor/enrol").json()["secret"]
    browser.post("second-factor/confirm", {"code": pyotp.TOTP(secret).at(clock.now())})

    assert alive(browser.key)
    assert not alive(other.key)


def test_a_confirmation_without_enrolment_is_refused(db):
    change(BUYER, totp_secret="")
    browser = Browser()
    browser.sign_in()

    answer = browser.post("second-factor/confirm", {"code": "123456"})
    assert answer.json()["errors"][0]["code"] == "NOT_ENROLLING"


def test_nobody_gives_a_code_without_a_password_first(db):
    assert Browser().post("second-factor", {"code": code()}).status_code == 401


def test_the_wait_for_the_code_ends_after_ten_minutes(db):
    browser = Browser()
    with clock.at(NOON):
        browser.sign_in()
    with clock.at(NOON + timedelta(minutes=9)):
        assert browser.state() == "SECOND_FACTOR"
    with clock.at(NOON + timedelta(minutes=10)):
        assert browser.state() == "SIGNED_OUT"
        assert browser.post("second-factor", {"code": code()}).status_code == 401


def test_secrets_move_to_a_new_key_without_losing_one(db, settings):
    before = user().totp_secret
    settings.SEALING_KEYS = {1: settings.SECRET_KEY, 2: "another secret of the installation"}

    out = StringIO()
    call_command("reseal_secrets", stdout=out)
    assert out.getvalue().endswith("secrets sealed under key 2\n")
    assert secrets_reseal() == 0

    assert before.startswith("1:")
    assert user().totp_secret.startswith("2:")
    Browser().enter()


def test_a_secret_copied_to_another_row_is_useless(db):
    from cryptography.exceptions import InvalidTag

    from accounts.services.second_factor import code_now

    change(VIEWER, totp_secret=user(BUYER).totp_secret)
    with pytest.raises(InvalidTag):
        code_now(user(VIEWER))


def test_codes_leave_a_trail(db):
    browser = Browser()
    browser.sign_in()
    browser.post("second-factor", {"code": "000000"})
    browser.post("second-factor", {"code": code()})

    assert len(entries("accounts.second_factor_refused")) == 1
    assert len(entries("accounts.second_factor_given")) == 1


def test_a_dead_session_cannot_be_confirmed(db):
    from accounts.services.second_factor import second_factor_give

    browser = Browser()
    browser.sign_in()
    standing = standing_of(browser.key)
    with pytest.raises(Invalid):
        second_factor_give(standing.session, "no code at all")
