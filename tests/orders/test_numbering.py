"""Numbers of documents: never twice, and silent about how many there are."""

from itertools import pairwise

from orders.services.numbering import number_at, take_numbers
from tenancy.context import acting_as
from tests.world import LEADER, OTHER

PLACES = 10_000


def test_no_number_is_given_twice_also_past_the_four_digits() -> None:
    given = [number_at(place, LEADER.id, "PO", "2611") for place in range(PLACES + 2_000)]

    assert len(set(given)) == len(given)
    assert {len(number) for number in given[:PLACES]} == {len("PO-2611-0387")}
    assert {len(number) for number in given[PLACES:]} == {len("PO-2611-10387")}


def test_numbers_do_not_tell_how_many_came_before() -> None:
    places = [int(number_at(place, LEADER.id, "PO", "2611")[-4:]) for place in range(400)]
    rising = sum(a < b for a, b in pairwise(places))

    # as often up as down, and spread over the whole range from the first days on
    assert 160 < rising < 240
    assert min(places) < 500
    assert max(places) > 9_500


def test_every_enterprise_kind_and_month_has_an_order_of_its_own() -> None:
    orders = {
        tuple(number_at(place, firm, prefix, period)[-4:] for place in range(20))
        for firm in (LEADER.id, OTHER.id)
        for prefix in ("PO", "GR")
        for period in ("2611", "2612")
    }

    assert len(orders) == 8


def test_taking_goes_on_where_it_stopped(db: None) -> None:
    with acting_as(LEADER.id):
        first = take_numbers(enterprise_id=LEADER.id, prefix="PO", count=3)
        second = take_numbers(enterprise_id=LEADER.id, prefix="PO", count=3)
    period = first[0].split("-")[1]

    assert first + second == [number_at(place, LEADER.id, "PO", period) for place in range(6)]
