"""Accounts and roles: who may give what to whom, and what the database itself refuses."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections

from accounts.alias import SYSTEM, system_transaction
from accounts.errors import MfaRequired
from accounts.models import RoleAssignment, User
from accounts.selectors import member_get, member_page, members_of, mfa_state, session_list
from accounts.services.members import profile_update, role_assign, role_remove, user_create, user_disable
from common import clock
from common.errors import Forbidden, Invalid, NotFound
from tests import world
from tests.accounts.gate import BUYER, VIEWER, Browser, actor, alive, code, entries, seat, user

SYSTEM_ADMIN = world.LEADER.login("SYSTEM_ADMIN")
SECURITY_ADMIN = world.LEADER.login("SECURITY_ADMIN")
AUDIT_ADMIN = world.LEADER.login("AUDIT_ADMIN")


def _create(login="new.person@leader.test", by=SYSTEM_ADMIN, **more):
    return user_create(actor=actor(by), login=login, display_name="新人", **more)


def test_a_new_account_has_no_right_and_must_change_its_password(db):
    person, first_password = _create()
    browser = Browser()

    assert browser.sign_in(person.login, first_password).json()["state"] == "PASSWORD_EXPIRED"
    answer = browser.post("password", {"current": first_password, "new": "Yangtze+Jialing=2"})
    assert answer.json() == {"state": "NO_ROLE"}
    assert not alive(browser.key)


def test_rights_come_from_the_security_administrator_afterwards(db):
    person, first_password = _create()
    role_assign(actor=actor(SECURITY_ADMIN), user_id=person.id, role="VIEWER")
    browser = Browser()
    browser.sign_in(person.login, first_password)
    browser.post("password", {"current": first_password, "new": "Yangtze+Jialing=2"})

    assert alive(browser.key)
    assert [str(e.after) for e in entries("accounts.role_assigned")] == ["{'roles': ['VIEWER']}"]


def test_no_administrator_does_anothers_work(db):
    target = user(VIEWER).id
    for login in (SECURITY_ADMIN, AUDIT_ADMIN, BUYER):
        with pytest.raises(Forbidden):
            _create(by=login)
        with pytest.raises(Forbidden):
            user_disable(actor=actor(login), user_id=target)
    for login in (SYSTEM_ADMIN, AUDIT_ADMIN, BUYER):
        with pytest.raises(Forbidden):
            role_assign(actor=actor(login), user_id=target, role="BUYER")
    with pytest.raises(Forbidden):
        _create(roles=["BUYER"])
    assert {e.reason for e in entries("accounts.refused")} == {"USER_ADMIN", "ROLE_ADMIN"}


def test_administrators_need_their_second_factor(db):
    with pytest.raises(MfaRequired):
        role_assign(actor=replace(actor(SECURITY_ADMIN), mfa_at=None), user_id=user(VIEWER).id, role="BUYER")


def test_nobody_gives_or_takes_their_own_roles_or_disables_themselves(db):
    me = actor(SECURITY_ADMIN)
    for act in (role_assign, role_remove):
        with pytest.raises(Forbidden) as refused:
            act(actor=me, user_id=me.user_id, role="SECURITY_ADMIN")
        assert refused.value.code == "ROLE_FOR_ONESELF"
    system = actor(SYSTEM_ADMIN)
    with pytest.raises(Invalid):
        user_disable(actor=system, user_id=system.user_id)


@pytest.mark.parametrize(
    ("login", "role"),
    [(BUYER, "AUDIT_ADMIN"), (AUDIT_ADMIN, "SYSTEM_ADMIN"), (AUDIT_ADMIN, "BUYER"), (SYSTEM_ADMIN, "VIEWER")],
)
def test_administration_mixes_neither_with_business_nor_with_another(db, login, role):
    with pytest.raises(Invalid) as refused:
        role_assign(actor=actor(SECURITY_ADMIN), user_id=user(login).id, role=role)
    assert refused.value.code == "ROLES_NOT_TOGETHER"


@pytest.mark.parametrize(
    ("login", "role", "kind"),
    [
        (BUYER, "AUDIT_ADMIN", "audit"),
        (BUYER, "AUDIT_ADMIN", "none"),
        (AUDIT_ADMIN, "SYSTEM_ADMIN", "system"),
        (AUDIT_ADMIN, "SYSTEM_ADMIN", "audit"),
        (AUDIT_ADMIN, "BUYER", "none"),
        (AUDIT_ADMIN, "BUYER", "audit"),
    ],
)
def test_the_database_refuses_the_mixture_by_itself(db, login, role, kind):
    def mix():
        with system_transaction("test"):
            RoleAssignment.objects.create(
                user=user(login),
                enterprise_id=world.LEADER.id,
                role=role,
                admin_kind=kind,
                created_at=clock.now(),
            )
            connections[SYSTEM].check_constraints()

    with pytest.raises(IntegrityError):
        mix()


def test_the_database_refuses_to_turn_an_account_that_holds_roles(db):
    def turn():
        with system_transaction("test"):
            User.objects.filter(login=BUYER).update(admin_kind="audit")
            connections[SYSTEM].check_constraints()

    with pytest.raises(IntegrityError):
        turn()


def test_an_empty_account_becomes_an_administrator(db):
    person, _ = _create()
    role_assign(actor=actor(SECURITY_ADMIN), user_id=person.id, role="AUDIT_ADMIN")
    assert user(person.login).admin_kind == "audit"


def test_roles_come_and_go_once(db):
    security, person = actor(SECURITY_ADMIN), user(VIEWER)
    for _ in range(2):
        role_assign(actor=security, user_id=person.id, role="FINANCE")
    assert [str(r) for r in member_get(security, person.id).roles] == ["FINANCE", "VIEWER"]
    for _ in range(2):
        role_remove(actor=security, user_id=person.id, role="FINANCE")
    assert [str(r) for r in member_get(security, person.id).roles] == ["VIEWER"]
    assert (len(entries("accounts.role_assigned")), len(entries("accounts.role_removed"))) == (1, 1)


@pytest.mark.parametrize("act", [role_assign, role_remove])
def test_strangers_do_not_exist(db, act):
    for stranger in (user(world.FIRST.login("VIEWER")).id, uuid4()):
        with pytest.raises(NotFound):
            act(actor=actor(SECURITY_ADMIN), user_id=stranger, role="VIEWER")
        with pytest.raises(NotFound):
            user_disable(actor=actor(SYSTEM_ADMIN), user_id=stranger)


def test_a_guest_with_a_seat_can_get_roles_but_only_home_disables(db):
    guest = user(world.FIRST.login("VIEWER"))
    seat(guest.login, world.LEADER, "VIEWER")

    role_assign(actor=actor(SECURITY_ADMIN), user_id=guest.id, role="QUALITY")
    with pytest.raises(NotFound):
        user_disable(actor=actor(SYSTEM_ADMIN), user_id=guest.id)


@pytest.mark.parametrize("role", ["", "GOD", "buyer", "SYSTEM"])
def test_unknown_roles_are_named(db, role):
    with pytest.raises(Invalid) as refused:
        role_assign(actor=actor(SECURITY_ADMIN), user_id=user(VIEWER).id, role=role)
    assert refused.value.code == "ROLE_UNKNOWN"


@pytest.mark.parametrize(
    "login", [BUYER, BUYER.upper(), world.FIRST.login("VIEWER"), BUYER.replace("b", "ｂ", 1)]
)
def test_a_name_is_taken_on_the_whole_platform_in_every_spelling(db, login):
    with pytest.raises(Invalid) as refused:
        _create(login=login)
    assert refused.value.code == "LOGIN_TAKEN"
    assert len(entries("accounts.user_created")) == sum(len(f.roles) for f in world.FIRMS)


@pytest.mark.parametrize(
    "login", ["", "ab", "a b@c.d", "аdmin@leader.test", "x" * 255, "a\x00b@c", "采购@leader.test"]
)
def test_names_with_look_alike_or_odd_characters_are_refused(db, login):
    with pytest.raises(Invalid) as refused:
        _create(login=login)
    assert refused.value.code == "LOGIN_INVALID"


@pytest.mark.parametrize("name", ["", "   ", "长" * 61])
def test_display_names_have_bounds(db, name):
    with pytest.raises(Invalid):
        user_create(actor=actor(SYSTEM_ADMIN), login="some.one@leader.test", display_name=name)
    with pytest.raises(Invalid):
        profile_update(actor=actor(BUYER), display_name=name)


def test_ones_own_profile(db):
    profile_update(actor=actor(BUYER), display_name=" 林晓雯 ", language="en")
    assert (user().display_name, user().language) == ("林晓雯", "en")
    assert actor(BUYER).language == "en"
    with pytest.raises(Invalid):
        profile_update(actor=actor(BUYER), language="fr")


def test_administrators_list_their_own_people(db):
    seat(world.FIRST.login("VIEWER"), world.LEADER, "VIEWER")
    admin = actor(SYSTEM_ADMIN)

    first = member_page(admin, first=4)
    rest = member_page(admin, first=50, after=first.cursors[-1])
    members = members_of(admin, [*first.rows, *rest.rows])

    assert len(members) == len(world.LEADER.roles) + 1
    assert [m.login for m in members] == sorted(m.login for m in members)
    guest = next(m for m in members if m.login.endswith("@first.test"))
    assert [str(r) for r in guest.roles] == ["VIEWER"], "roles held elsewhere are not shown"
    assert [u.login for u in member_page(admin, search="audit").rows] == [AUDIT_ADMIN]
    with pytest.raises(Forbidden):
        member_page(actor(BUYER))
    with pytest.raises(NotFound):
        member_get(admin, user(world.SECOND.login("VIEWER")).id)


def test_the_list_costs_the_same_for_one_and_for_all(db):
    from django.test.utils import CaptureQueriesContext

    admin = actor(SYSTEM_ADMIN)
    counts = []
    for size in (1, 10):
        with CaptureQueriesContext(connections[SYSTEM]) as caught:
            members_of(admin, member_page(admin, first=size).rows)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_second_factor_as_its_owner_sees_it(db):
    browser = Browser()
    browser.sign_in()
    browser.post("second-factor", {"code": code()})
    me = actor(BUYER)

    given, missing = mfa_state(me), mfa_state(replace(me, mfa_at=None))

    assert (given.enrolled, given.required_for) == (True, ())
    assert [str(p) for p in missing.required_for] == [
        "MARKET_DECIDE",
        "ORDER_CANCEL",
        "ORDER_DECIDE",
        "ORDER_SEND",
    ]
    assert len(session_list(me)) == 1
