"""Sharing beside movements, many hands at once: what partners see is what the books hold in the end."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from common.clock import today
from common.errors import DomainError
from suppliers.models import SharedFigure, SharingGrant
from suppliers.services.expiry import expired_figures_remove
from suppliers.states import Grain, MovementKind
from tenancy.context import acting_as
from tests import world
from tests.orders.at_once import at_once
from tests.suppliers.sharing import SALES, move, product, revoke, seen, share

pytestmark = pytest.mark.usefixtures("committed")


def said(act: Callable[[], object]) -> Callable[[], str]:
    def run() -> str:
        try:
            act()
        except DomainError as error:
            return error.code
        return "OK"

    return run


@pytest.mark.parametrize("_round", range(3))
def test_a_grant_given_beside_movements_shows_the_last_of_them(_round: int) -> None:
    item = product()
    move(MovementKind.RECEIPT, 100, item)
    acts = [said(lambda: move(MovementKind.RECEIPT, 7, item)) for _ in range(6)]
    acts.insert(3, said(lambda: share(Grain.EXACT, item)))

    assert at_once([(SALES, act) for act in acts]) == ["OK"] * 7

    assert [figure.quantity for figure in seen()] == [Decimal(142)]


def test_a_grant_revoked_beside_movements_leaves_nothing_behind() -> None:
    item = product()
    move(MovementKind.RECEIPT, 100, item)
    grant = share(Grain.EXACT, item)
    acts = [said(lambda: move(MovementKind.RECEIPT, 7, item)) for _ in range(6)]
    acts.insert(3, said(lambda: revoke(grant)))

    assert at_once([(SALES, act) for act in acts]) == ["OK"] * 7

    assert seen() == []
    with acting_as(world.FIRST.id):
        assert SharedFigure.objects.count() == 0


def test_two_hands_that_share_the_same_field_leave_one_grant() -> None:
    item = product()
    move(MovementKind.RECEIPT, 100, item)

    results = at_once([(SALES, said(lambda: share(Grain.EXACT, item))) for _ in range(5)])

    assert "OK" in results
    assert set(results) <= {"OK", "CONFLICT"}
    with acting_as(world.FIRST.id):
        assert SharingGrant.objects.filter(revoked_at__isnull=True).count() == 1
    assert len(seen()) == 1


def test_what_was_shared_until_yesterday_is_removed_and_nothing_else() -> None:
    item = product()
    move(MovementKind.RECEIPT, 100, item)
    past, present = share(Grain.EXACT, item), share(Grain.EXACT, item, pair=world.OTHER_FIRST)
    yesterday = today() - timedelta(days=1)
    with acting_as(world.FIRST.id):
        SharingGrant.objects.filter(id=past.id).update(valid_from=yesterday, valid_until=yesterday)

    assert expired_figures_remove() == 1

    with acting_as(world.FIRST.id):
        assert list(SharedFigure.objects.values_list("grant_id", flat=True)) == [present.id]
    assert expired_figures_remove() == 0
