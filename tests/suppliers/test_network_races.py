"""The network changed by many hands while it travels: in the end everybody sees what is granted, and nothing else."""

from collections.abc import Callable

import pytest
from django.db import connections

from common.errors import DomainError
from suppliers.services.network.travel import network_travel
from suppliers.states import SharedField
from tests.orders.at_once import at_once
from tests.suppliers.network import (
    ANONYMOUS,
    EXACT,
    IDENTITY,
    ONWARD,
    UPSTREAM,
    line,
    names,
    open_up,
    revoke,
    share,
)
from tests.suppliers.tiers import Tiers

pytestmark = pytest.mark.usefixtures("committed")
THREE = (("root", "a"), ("a", "b"), ("b", "c"))


def said(act: Callable[[], object]) -> Callable[[], str]:
    def run() -> str:
        try:
            act()
        except DomainError as error:
            return error.code
        finally:
            connections["system"].close()
        return "OK"

    return run


def _together(tiers: Tiers, acts: list[tuple[str, Callable[[], object]]]) -> list[str]:
    return at_once([(tiers.members[name].actor, said(act)) for name, act in acts])


@pytest.mark.parametrize("_round", range(3))
def test_a_revocation_beside_journeys_leaves_nothing_behind(_round: int) -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, *THREE)
    grant = share(tiers, "b", "a", ONWARD, ANONYMOUS)

    results = _together(
        tiers,
        [
            ("root", network_travel),
            ("b", lambda: revoke(tiers, grant)),
            ("root", network_travel),
            ("a", lambda: share(tiers, "a", "root", UPSTREAM, EXACT)),
            ("root", network_travel),
        ],
    )
    network_travel()

    assert results == ["OK"] * 5
    assert names(tiers, "root") == [(1, "b")]


def test_grants_of_one_supplier_for_two_buyers_do_not_wait_for_each_other_for_ever() -> None:
    tiers = line("a", "b")
    tiers.member("x", free=None)
    tiers.buys("x", "a")
    share(tiers, "b", "a", IDENTITY)
    network_travel()

    def give(buyer: str, field: SharedField) -> Callable[[], object]:
        return lambda: share(tiers, "a", buyer, field)

    results = _together(
        tiers,
        [("a", give(buyer, field)) for buyer in ("root", "x") for field in (UPSTREAM, ONWARD, IDENTITY)],
    )
    network_travel()

    assert results == ["OK"] * 6
    assert names(tiers, "root") == names(tiers, "x") == [(1, "b")]


def test_a_journey_made_again_changes_nothing() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, *THREE)
    before = names(tiers, "root")

    assert network_travel() == 0
    assert names(tiers, "root") == before
