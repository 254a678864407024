"""For which enterprise a person acts: one where they hold a role, named in the request."""

from uuid import UUID

import pytest
from django.test import RequestFactory

from accounts import gate
from accounts.permissions import P
from accounts.selectors import own_seats
from common.errors import NotFound
from tests import world
from tests.accounts.gate import BUYER, Browser, entries, seat


@pytest.fixture
def key(db):
    """A leader's buyer who is also a viewer at FIRST."""
    seat(BUYER, world.FIRST, "VIEWER")
    return Browser().enter()


def test_home_comes_first_and_the_last_choice_is_remembered(key):
    assert gate.authenticate_session_key(key).enterprise_id == world.LEADER.id
    assert gate.authenticate_session_key(key, str(world.FIRST.id)).enterprise_id == world.FIRST.id
    assert gate.authenticate_session_key(key).enterprise_id == world.FIRST.id


def test_rights_are_those_held_there(key):
    home = gate.authenticate_session_key(key, world.LEADER.id)
    away = gate.authenticate_session_key(key, world.FIRST.id)

    assert P.ORDER_SEND in home.permissions
    assert P.ORDER_SEND not in away.permissions
    assert away.enterprise_name == world.FIRST.short_name


@pytest.mark.parametrize(
    "wanted", [world.SECOND.id, world.OTHER.id, UUID(int=7), "nonsense", "", "1" * 5_000]
)
def test_foreign_random_and_malformed_ids_are_the_same_not_found(key, wanted):
    gate.authenticate_session_key(key)
    with pytest.raises(NotFound) as refused:
        gate.authenticate_session_key(key, str(wanted))

    assert (refused.value.code, refused.value.params) == ("NOT_FOUND", {})
    assert gate.authenticate_session_key(key).enterprise_id == world.LEADER.id
    (entry,) = entries("accounts.refused")
    assert entry.enterprise_id == world.LEADER.id, "nothing is written at the foreign enterprise"


def test_the_first_act_for_another_enterprise_is_audited_there_once(key):
    for wanted in (world.LEADER, world.FIRST, world.LEADER, world.FIRST):
        gate.authenticate_session_key(key, wanted.id)

    (entry,) = entries("accounts.enterprise_switched")
    assert entry.enterprise_id == world.FIRST.id


def test_the_header_decides_per_request(key):
    requests = RequestFactory(HTTP_COOKIE=f"{gate.COOKIE}={key}", HTTP_X_LIANWANG="1")
    request = requests.post(
        "/graphql/", HTTP_X_ACTING_ENTERPRISE=str(world.FIRST.id), HTTP_ACCEPT_LANGUAGE="en"
    )

    found = gate.authenticate_request(request)

    assert (found.enterprise_id, found.language) == (world.FIRST.id, "en")
    assert gate.authenticate_request(request) is found
    with pytest.raises(NotFound):
        gate.authenticate_request(requests.post("/graphql/", HTTP_X_ACTING_ENTERPRISE=str(world.OTHER.id)))


def test_the_switcher_lists_the_seats(key):
    seats = own_seats(gate.authenticate_session_key(key))
    assert [s.enterprise_id for s in seats] == [world.LEADER.id, world.FIRST.id]


def test_commands_act_at_home_unless_told(db):
    seat(BUYER, world.FIRST, "VIEWER")
    assert gate.actor_for(BUYER).enterprise_id == world.LEADER.id
    assert gate.actor_for(BUYER, world.FIRST.id).via == "command"
    for login, wanted in ((BUYER, world.OTHER.id), ("nobody@leader.test", None)):
        with pytest.raises(NotFound):
            gate.actor_for(login, wanted)
