"""The one table of rights, and the authority that reads it."""

from dataclasses import replace
from itertools import combinations

import pytest

from accounts.actor import system_actor
from accounts.errors import MfaRequired
from accounts.permissions import ROLE_PERMISSIONS, SENSITIVE, P, permissions_of
from accounts.policy import can, require
from accounts.roles import ADMIN_ROLES, TITLES, Role
from common.errors import Forbidden
from tests import world
from tests.accounts.gate import BUYER, VIEWER, actor, entries


def test_every_role_has_a_row_and_a_title_and_every_permission_a_holder():
    assert set(ROLE_PERMISSIONS) == set(TITLES) == set(Role)
    assert permissions_of(Role) == set(P)


def test_the_three_administrators_share_nothing_with_anybody():
    business = permissions_of(set(Role) - set(ADMIN_ROLES))
    for role in ADMIN_ROLES:
        assert ROLE_PERMISSIONS[role]
        assert not ROLE_PERMISSIONS[role] & business, role
        assert ROLE_PERMISSIONS[role] <= SENSITIVE, role
    for a, b in combinations(ADMIN_ROLES, 2):
        assert not ROLE_PERMISSIONS[a] & ROLE_PERMISSIONS[b]


def test_no_role_no_right():
    assert permissions_of([]) == frozenset()


def test_who_orders_does_not_receive():
    assert P.RECEIPT_WRITE not in ROLE_PERMISSIONS[Role.BUYER]
    assert P.ORDER_SEND not in ROLE_PERMISSIONS[Role.LOGISTICS]


def test_nobody_may_nothing():
    assert not any(can(None, permission) for permission in P)


@pytest.mark.parametrize("permission", sorted(SENSITIVE))
def test_sensitive_acts_need_the_factor_even_with_the_right(db, permission):
    holder = replace(actor(BUYER), permissions=frozenset(P))

    assert can(holder, permission)
    assert not can(replace(holder, mfa_at=None), permission)
    with pytest.raises(MfaRequired) as refused:
        require(replace(holder, mfa_at=None), permission)
    assert refused.value.code == "MFA_REQUIRED"


def test_a_refusal_names_the_right_and_is_audited(db):
    with pytest.raises(Forbidden) as refused:
        require(actor(VIEWER), P.ORDER_SEND)

    assert refused.value.params == {"permission": "ORDER_SEND"}
    (entry,) = entries("accounts.refused")
    assert (entry.reason, entry.actor_name) == ("ORDER_SEND", actor(VIEWER).user_name)


def test_a_refusal_stays_on_record_when_the_act_rolls_back(committed):
    from django.db import transaction

    from tenancy.context import acting_as

    viewer = actor(VIEWER)
    with acting_as(world.LEADER.id), pytest.raises(Forbidden), transaction.atomic():
        require(viewer, P.ORDER_SEND)

    assert len(entries("accounts.refused")) == 1


def test_a_row_of_others_is_refused_even_with_the_right(db):
    from tenancy.models import Site

    own = Site(id=world.LEADER.site_id, enterprise_id=world.LEADER.id)
    foreign = Site(id=world.FIRST.site_id, enterprise_id=world.FIRST.id)

    assert can(actor(BUYER), P.ORDER_SEND, own)
    assert not can(actor(BUYER), P.ORDER_SEND, foreign)
    with pytest.raises(Forbidden):
        require(actor(BUYER), P.ORDER_SEND, foreign)
    assert not can(actor(BUYER), P.ORDER_SEND, object())


def test_scheduled_jobs_act_without_a_person():
    job = system_actor(world.LEADER.id)
    assert job.via == "system"
    assert all(can(job, permission) for permission in P)
