"""API tokens: narrow, expiring, revocable, shown once."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import RequestFactory

from accounts import gate
from accounts.alias import system_transaction
from accounts.errors import MfaRequired
from accounts.models import ApiToken
from accounts.permissions import P
from accounts.policy import can, require
from accounts.selectors import own_seats, token_list
from accounts.services.members import role_remove, user_disable
from accounts.services.tokens import token_create, token_revoke
from common import clock
from common.errors import Forbidden, Invalid, NotFound
from tests import world
from tests.accounts.gate import NOON, actor, entries, seat, user

INTEGRATOR = world.LEADER.login("INTEGRATION")


def _make(scopes=("ORDER_READ", "ORDER_SEND"), days=30, login=INTEGRATOR):
    return token_create(actor=actor(login), name="ERP", scopes=scopes, expires_in_days=days)


def test_a_token_acts_with_its_scopes_and_no_more(db):
    token, secret = _make()

    found = gate.authenticate_token(secret)

    assert found.permissions == {P.ORDER_READ, P.ORDER_SEND}
    assert found.enterprise_id == world.LEADER.id
    assert (found.via, found.token_id) == ("token", token.id)
    assert can(found, P.ORDER_SEND), "made in a session with a second factor, it counts as such"
    with pytest.raises(Forbidden) as refused:
        require(found, P.ORDER_CANCEL)
    assert refused.value.code == "FORBIDDEN"
    assert entries("accounts.refused")[-1].via == "token"


def test_it_is_shown_once_and_kept_as_a_hash(db):
    token, secret = _make()

    assert secret.startswith("lw_")
    assert len(secret) >= 43
    assert token.prefix == secret[:9]
    with system_transaction("test"):
        row = ApiToken.objects.values().get(id=token.id)
    assert secret not in str(row)
    assert secret not in str([e.after for e in entries("accounts.token_created")])


def test_nobody_hands_on_what_they_do_not_hold(db):
    with pytest.raises(Invalid) as refused:
        _make(scopes=("ORDER_READ", "USER_ADMIN"))
    assert refused.value.params["missing"] == "USER_ADMIN"
    assert "ORDER_READ" in refused.value.allowed


@pytest.mark.parametrize("scopes", [(), ("NONSENSE",)])
def test_scopes_must_be_named(db, scopes):
    with pytest.raises(Invalid):
        _make(scopes=scopes)


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_it_must_expire(db, days):
    with pytest.raises(Invalid) as refused:
        _make(days=days)
    assert refused.value.code == "TOKEN_AGE"


def test_without_a_second_factor_or_the_right_none_is_made(db):
    with pytest.raises(MfaRequired):
        token_create(
            actor=replace(actor(INTEGRATOR), mfa_at=None), name="x", scopes=["ORDER_READ"], expires_in_days=1
        )
    with pytest.raises(Forbidden):
        _make(login=world.LEADER.login("VIEWER"))


def test_it_ends_on_its_day(db):
    with clock.at(NOON):
        _, secret = _make(days=1)
        found = gate.authenticate_token(secret)
    with clock.at(NOON + timedelta(hours=23)):
        assert gate.authenticate_token(secret) is not None
        assert gate.session_is_live(found)
    with clock.at(NOON + timedelta(days=1)):
        assert gate.authenticate_token(secret) is None
        assert not gate.session_is_live(found)


def test_revoked_means_at_once(db):
    token, secret = _make()
    found = gate.authenticate_token(secret)

    token_revoke(actor=actor(INTEGRATOR), token_id=token.id)

    assert gate.authenticate_token(secret) is None
    assert not gate.session_is_live(found)
    assert len(entries("accounts.token_revoked")) == 1


def test_others_tokens_do_not_exist(db):
    token, secret = _make()
    seat(world.LEADER.login("BUYER"), world.LEADER, "INTEGRATION")
    for stranger, token_id in ((world.LEADER.login("BUYER"), token.id), (INTEGRATOR, uuid4())):
        with pytest.raises(NotFound):
            token_revoke(actor=actor(stranger), token_id=token_id)
    assert token_list(actor(world.LEADER.login("BUYER"))) == []
    assert gate.authenticate_token(secret) is not None


def test_it_shrinks_with_the_persons_rights_and_ends_with_the_account(db):
    _, secret = _make(scopes=("ORDER_READ", "ITEM_READ"))
    seat(INTEGRATOR, world.LEADER, "FINANCE")
    person = user(INTEGRATOR)
    found = gate.authenticate_token(secret)

    role_remove(actor=actor(world.LEADER.login("SECURITY_ADMIN")), user_id=person.id, role="INTEGRATION")
    assert gate.authenticate_token(secret).permissions == {P.ORDER_READ, P.ITEM_READ}
    role_remove(actor=actor(world.LEADER.login("SECURITY_ADMIN")), user_id=person.id, role="FINANCE")
    assert gate.authenticate_token(secret) is None
    assert not gate.session_is_live(found)

    user_disable(actor=actor(world.LEADER.login("SYSTEM_ADMIN")), user_id=person.id)
    with system_transaction("test"):
        assert ApiToken.objects.get(user=person).revoked_at is not None


@pytest.mark.parametrize("acting", [world.FIRST.id, world.OTHER.id, UUID(int=7), "nonsense", ""])
def test_it_acts_for_its_own_enterprise_alone(db, acting):
    seat(INTEGRATOR, world.FIRST, "VIEWER")
    _, secret = _make()

    with pytest.raises(NotFound):
        gate.authenticate_token(secret, acting)
    assert gate.authenticate_token(secret, str(world.LEADER.id)) is not None
    assert [s.enterprise_id for s in own_seats(gate.authenticate_token(secret))] == [world.LEADER.id]


def test_a_bearer_header_wins_over_the_cookie_and_needs_no_guard_header(db):
    _, secret = _make()
    requests = RequestFactory()

    found = gate.authenticate_request(requests.post("/graphql/", HTTP_AUTHORIZATION=f"Bearer {secret}"))
    assert found.via == "token"
    for header in ("Bearer lw_wrong", "Bearer", f"Basic {secret}", secret, ""):
        assert gate.authenticate_request(requests.post("/graphql/", HTTP_AUTHORIZATION=header)) is None


def test_use_is_remembered(db):
    token, secret = _make()
    with clock.at(NOON):
        gate.authenticate_token(secret)

    (listed,) = token_list(actor(INTEGRATOR))
    assert (listed.id, listed.last_used_at) == (token.id, NOON)
