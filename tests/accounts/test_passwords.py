"""The password profile MLPS3: what a password must be, how long it lasts, what comes back."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.hashers import make_password

from accounts.password_rules import character_classes, check_password_rules
from common import clock
from common.errors import Invalid
from tests import world
from tests.accounts.gate import (
    BUYER,
    NOON,
    VIEWER,
    WRONG,
    Browser,
    alive,
    change,
    code,
    entries,
    outcomes,
    user,
)

NAMES = [
    "lin.xiaowen@leader.demo",
    "重庆巴岳动力科技有限公司",
    "Chongqing Bayue Power",
    "巴岳动力",
    "Bayue Power",
]
NEW = "Yangtze+Jialing=2"


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Aa1!xyz", "PASSWORD_TOO_SHORT"),
        ("", "PASSWORD_TOO_SHORT"),
        ("A1" + "b" * 255, "PASSWORD_TOO_LONG"),
        ("abcdefgh1", "PASSWORD_TOO_SIMPLE"),
        ("ABCDEFGH1", "PASSWORD_TOO_SIMPLE"),
        ("链网链网链网链网", "PASSWORD_TOO_SIMPLE"),
        ("12345678!", "PASSWORD_TOO_SIMPLE"),
        ("Lin.Xiaowen7", "PASSWORD_NAMES_OWNER"),
        ("xLIN.XIAOWENx7", "PASSWORD_NAMES_OWNER"),
        ("ｌｉｎ.xiaowenX7", "PASSWORD_NAMES_OWNER"),
        ("7Bayue PowerX", "PASSWORD_NAMES_OWNER"),
        ("7BAYUEpowerX", "PASSWORD_NAMES_OWNER"),
        ("巴岳动力Ab1234", "PASSWORD_NAMES_OWNER"),
        ("Password1", "PASSWORD_COMMON"),
        ("P@ssw0rd", "PASSWORD_COMMON"),
    ],
)
def test_each_rule_refuses_with_its_own_reason(password, expected):
    with pytest.raises(Invalid) as refused:
        check_password_rules(password, names=NAMES)
    assert refused.value.code == expected
    assert all(refused.value.message(language) for language in ("zh", "en"))


@pytest.mark.parametrize(
    "password", ["Kiwi7tree", "江水Abc12x", "a1 " + "B" * 61, "Ünïcode9 ok", "🔑Key4567", "Aa1" + "x" * 253]
)
def test_good_passwords_pass_in_every_script_and_length(password):
    check_password_rules(password, names=NAMES)


def test_classes_are_counted_over_all_of_unicode():
    assert character_classes("aB3!") == 4
    assert character_classes("链") == 1
    assert character_classes("Ж9") == 2


def _signed_in():
    browser = Browser()
    browser.enter()
    return browser


def test_changing_ends_the_other_sessions_and_keeps_this_browser_in(db):
    other, browser = Browser("192.0.2.1"), Browser()
    with clock.at(NOON):
        other.enter()
    with clock.at(NOON + timedelta(minutes=1)):
        browser.enter()
        old_key = browser.key
        answer = browser.post("password", {"current": world.PASSWORD, "new": NEW})

        assert answer.json() == {"state": "SIGNED_IN"}
        assert alive(browser.key)
        assert not alive(old_key)
        assert not alive(other.key)
    assert Browser().sign_in(BUYER, world.PASSWORD).status_code == 401
    assert Browser().sign_in(BUYER, NEW).status_code == 200
    assert len(entries("accounts.password_changed")) == 1


def test_the_last_five_do_not_come_back_the_sixth_may(db):
    browser = _signed_in()
    chain = [world.PASSWORD, *(f"{NEW}{n}" for n in range(6))]
    for current, following in pairwise(chain):
        assert browser.post("password", {"current": current, "new": following}).status_code == 200

    for former in chain[-5:]:
        answer = browser.post("password", {"current": chain[-1], "new": former})
        assert answer.json()["errors"][0]["code"] == "PASSWORD_REUSED", former
    assert browser.post("password", {"current": chain[-1], "new": chain[-6]}).status_code == 200


def test_a_refused_change_changes_nothing(db):
    browser = _signed_in()
    before, key = user().password, browser.key

    answer = browser.post("password", {"current": world.PASSWORD, "new": "short"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "new"
    assert user().password == before
    assert alive(key)


def test_guessing_the_present_one_from_an_open_browser_locks_too(db):
    browser = _signed_in()
    for _ in range(5):
        wrong = browser.post("password", {"current": WRONG, "new": NEW})
    locked = browser.post("password", {"current": world.PASSWORD, "new": NEW})

    assert locked.content == wrong.content
    assert outcomes("change") == ["failed"] * 5 + ["locked"]


@pytest.mark.parametrize("age", [timedelta(days=90, seconds=1), None])
def test_an_old_or_first_password_lets_only_itself_be_changed(db, age):
    with clock.at(NOON):
        change(BUYER, password_changed_at=NOON - age if age else None)
        browser = Browser()
        browser.sign_in()
        assert browser.post("second-factor", {"code": code()}).json() == {"state": "PASSWORD_EXPIRED"}
        assert not alive(browser.key)

        answer = browser.post("password", {"current": world.PASSWORD, "new": NEW})

        assert answer.json() == {"state": "SIGNED_IN"}
        assert alive(browser.key)


def test_it_grows_old_in_the_middle_of_a_session(db):
    from accounts.gate import authenticate_session_key, session_is_live

    with clock.at(NOON):
        change(BUYER, password_changed_at=NOON - timedelta(days=90) + timedelta(minutes=10))
        browser = _signed_in()
        found = authenticate_session_key(browser.key)
        assert session_is_live(found)
    with clock.at(NOON + timedelta(minutes=11)):
        assert not session_is_live(found)
        assert not alive(browser.key)
        assert browser.state() == "PASSWORD_EXPIRED"


def test_hashes_are_argon2id_and_weaker_ones_are_replaced_at_sign_in(db):
    change(VIEWER, password=make_password(world.PASSWORD, hasher="pbkdf2_sha256"))

    Browser().sign_in(VIEWER)

    assert user(VIEWER).password.startswith("argon2$argon2id$")
    assert Browser("192.0.2.1").sign_in(VIEWER).status_code == 200


def test_errors_speak_the_readers_language(db):
    chinese, english = Browser(language="zh-CN,zh;q=0.9"), Browser(language="en")
    assert "登录名或密码不对" in chinese.sign_in(BUYER, WRONG).json()["errors"][0]["message"]
    assert "Wrong sign-in name" in english.sign_in(BUYER, WRONG).json()["errors"][0]["message"]
