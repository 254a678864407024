"""Partnerships: opened, agreed, suspended; who may see and change them."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from accounts.roles import Role
from audit.models import AuditEntry
from common.errors import DomainError
from suppliers import selectors
from suppliers.models import Partnership
from suppliers.selectors import PartnershipFilter
from suppliers.services.partnerships import (
    Terms,
    partnership_extend,
    partnership_move,
    partnership_open,
    partnership_terms_update,
    terms_of,
)
from suppliers.states import PartnershipAction
from tenancy.context import acting_as
from tests import world
from tests.orders.trade import BUYER, RIVAL, SALES, STRANGER, person

pytestmark = pytest.mark.usefixtures("db")


def refused(act: Any) -> DomainError:
    with pytest.raises(DomainError) as found:
        act()
    return found.value


def test_each_side_sees_its_own_partnerships() -> None:
    expected = {
        BUYER: {world.LEADER_FIRST.id, world.LEADER_SECOND.id},
        SALES: {world.LEADER_FIRST.id, world.OTHER_FIRST.id},
        RIVAL: {world.LEADER_SECOND.id},
        STRANGER: {world.OTHER_FIRST.id, world.OTHER_THIRD.id},
    }
    for actor, ids in expected.items():
        with acting_as(actor.enterprise_id):
            assert {p.id for p in selectors.partnership_list(actor)} == ids
    with acting_as(RIVAL.enterprise_id):
        for row_id in (world.LEADER_FIRST.id, uuid4()):
            assert refused(lambda i=row_id: selectors.partnership_get(RIVAL, i)).code == "NOT_FOUND"  # type: ignore[misc]


def test_the_list_is_searched_by_the_partners_name() -> None:
    with acting_as(BUYER.enterprise_id):

        def found(**conditions: Any) -> int:
            return selectors.partnership_list(BUYER, PartnershipFilter(**conditions)).count()

        assert found(search="一号") == 1
        assert found(search="V-00") == 2
        assert found(search="甲链主") == 0
        assert found(side="SUPPLIER") == 0
        assert found(statuses=("suspended",)) == 0
        assert set(selectors.partnerships_by_code(BUYER, ["V-003", "nope", ""])) == {"V-003"}


def test_a_partnership_is_opened_with_a_member_one_knows() -> None:
    buyer = person(world.FIRST, Role.BUYER)
    with acting_as(buyer.enterprise_id):
        opened = partnership_open(
            actor=buyer, chain_id=world.CHAIN, supplier_id=world.LEADER.id, supplier_code="X"
        )
        assert (opened.status, opened.version) == ("invited", 1)
        again = refused(
            lambda: partnership_open(actor=buyer, chain_id=world.CHAIN, supplier_id=world.LEADER.id)
        )
        assert again.code == "PARTNERSHIP_EXISTS"
        # a sibling it was never introduced to, itself, nobody
        for stranger in (world.SECOND.id, world.FIRST.id, uuid4()):
            error = refused(
                lambda s=stranger: partnership_open(actor=buyer, chain_id=world.CHAIN, supplier_id=s)  # type: ignore[misc]
            )
            assert error.code == "NOT_FOUND"


def test_terms_are_the_buyers_and_versioned() -> None:
    with acting_as(BUYER.enterprise_id):
        old = Partnership.objects.get(id=world.LEADER_FIRST.id)
        terms = replace(terms_of(old), quantity_tolerance_percent=None, acknowledge_hours=48)
        new = partnership_terms_update(actor=BUYER, partnership_id=old.id, version=1, terms=terms)
        assert (new.version, new.quantity_tolerance_percent, new.acknowledge_hours) == (2, None, 48)
        stale = refused(
            lambda: partnership_terms_update(actor=BUYER, partnership_id=old.id, version=1, terms=terms)
        )
        assert (stale.code, stale.params["current_version"]) == ("CONFLICT", 2)
        entry = AuditEntry.objects.get(subject_id=old.id)
        assert (entry.before["acknowledge_hours"], entry.after["acknowledge_hours"]) == (24, 48)
    supplier = person(world.FIRST, Role.BUYER)
    with acting_as(supplier.enterprise_id):
        error = refused(
            lambda: partnership_terms_update(
                actor=supplier, partnership_id=world.LEADER_FIRST.id, version=2, terms=terms
            )
        )
        assert error.code == "FORBIDDEN"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"over_delivery_percent": Decimal(101)}, "PERCENT_OUT_OF_RANGE"),
        ({"under_delivery_percent": Decimal(-1)}, "PERCENT_OUT_OF_RANGE"),
        ({"price_tolerance_percent": Decimal("NaN")}, "PERCENT_OUT_OF_RANGE"),
        ({"acknowledge_hours": 0}, "NUMBER_OUT_OF_RANGE"),
        ({"date_tolerance_days": 400}, "NUMBER_OUT_OF_RANGE"),
        ({"currency": "XXX"}, "CURRENCY_UNKNOWN"),
        ({"default_outcome": "MAYBE"}, "CHOICE_UNKNOWN"),
        ({"payment_terms": "长" * 81}, "TEXT_TOO_LONG"),
    ],
)
def test_terms_out_of_range_are_refused(changes: dict[str, Any], code: str) -> None:
    with acting_as(BUYER.enterprise_id):
        terms = replace(Terms(), **changes)
        act = partial(
            partnership_terms_update,
            actor=BUYER,
            partnership_id=world.LEADER_FIRST.id,
            version=1,
            terms=terms,
        )
        assert refused(act).code == code
        assert Partnership.objects.get(id=world.LEADER_FIRST.id).version == 1


def test_the_course_of_a_partnership() -> None:
    def move(actor: Any, action: PartnershipAction, version: int) -> Partnership:
        with acting_as(actor.enterprise_id):
            return partnership_move(
                actor=actor, partnership_id=world.LEADER_FIRST.id, version=version, action=action
            )

    assert move(BUYER, PartnershipAction.SUSPEND, 1).status == "suspended"
    error = refused(lambda: move(BUYER, PartnershipAction.SUSPEND, 2))
    assert (error.code, error.allowed) == ("ILLEGAL_TRANSITION", ["RESUME", "END"])
    supplier = person(world.FIRST, Role.BUYER)
    assert refused(lambda: move(supplier, PartnershipAction.RESUME, 2)).code == "FORBIDDEN"
    stranger = person(world.OTHER, Role.BUYER)
    assert refused(lambda: move(stranger, PartnershipAction.RESUME, 2)).code == "NOT_FOUND"
    assert move(BUYER, PartnershipAction.RESUME, 2).status == "active"
    with acting_as(BUYER.enterprise_id):
        extended = partnership_extend(
            actor=BUYER, partnership_id=world.LEADER_FIRST.id, version=3, valid_until=None
        )
        assert extended.version == 4
