"""What members see of the network above their suppliers: hop by hop, by consent, and no longer than it is granted."""

from datetime import timedelta

import pytest

from common import clock
from common.clock import now, today
from common.errors import Invalid
from events.models import Event
from suppliers.models import Item, Partnership
from suppliers.services.expiry import expired_figures_remove, network_day_turn
from suppliers.services.items import NewItem, item_update
from suppliers.services.network.travel import network_travel
from suppliers.services.partnerships import partnership_move
from suppliers.states import Grain, PartnershipAction
from tenancy.context import acting_as, system_access
from tenancy.models import Chain
from tests.suppliers.network import (
    ANONYMOUS,
    IDENTITY,
    ONWARD,
    UPSTREAM,
    as_member,
    edges,
    line,
    names,
    nodes,
    open_up,
    revoke,
    settle,
    share,
)

pytestmark = pytest.mark.usefixtures("committed")
THREE = (("root", "a"), ("a", "b"), ("b", "c"))


def test_whoever_consents_is_named_through_every_tier() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, *THREE)

    assert names(tiers, "root") == [(1, "b"), (2, "c")]
    found = nodes(tiers, "root")
    assert [(n.province, n.cities) for n in found] == [("四川", ["成都市"])] * 2
    assert [(e.buyer_node_id, e.reference) for e in edges(tiers, "root")] != []
    assert {e.reference for e in edges(tiers, "root")} == {"B-b", "B-c"}


def test_an_anonymous_grant_tells_category_tier_and_province_only() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, *THREE[1:])
    share(tiers, "a", "root", UPSTREAM, ANONYMOUS)

    assert names(tiers, "root") == [(1, ""), (2, "")]
    for node in nodes(tiers, "root"):
        assert (node.party, node.name_en, node.cities, node.province) == (None, "", [], "四川")
    assert {(e.reference, e.name) for e in edges(tiers, "root")} == {("", "")}


def test_without_the_third_partys_consent_it_has_no_name() -> None:
    tiers = line("a", "b", "c")
    for buyer, supplier in THREE:
        share(tiers, supplier, buyer, UPSTREAM)
        share(tiers, supplier, buyer, ONWARD)
    share(tiers, "c", "b", IDENTITY)
    network_travel()

    # c has consented, but it is known through b, who has not.
    assert names(tiers, "root") == [(1, ""), (2, "")]
    assert names(tiers, "a") == [(1, "c")]


def test_what_a_hop_does_not_grant_onward_stays_there() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, ("root", "a"))
    share(tiers, "b", "a", UPSTREAM)
    share(tiers, "b", "a", IDENTITY)
    network_travel()

    assert names(tiers, "root") == [(1, "b")]
    assert names(tiers, "a") == [(1, "")]


def test_nothing_is_passed_on_that_the_buyer_may_not_see_itself() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, ("root", "a"))
    share(tiers, "b", "a", ONWARD)
    network_travel()

    assert names(tiers, "root") == [(1, "")]
    assert nodes(tiers, "a", ONWARD) == []


@pytest.mark.parametrize("field", [UPSTREAM, ONWARD])
def test_a_revoked_grant_closes_every_tier_in_the_same_transaction(field: object) -> None:
    tiers = line("a", "b", "c", "d")
    open_up(tiers, *THREE, ("c", "d"))
    assert names(tiers, "root") == [(1, "b"), (2, "c"), (3, "d")]
    grant = share(tiers, "b", "a", field)  # type: ignore[arg-type]
    network_travel()
    assert names(tiers, "root") == [(1, "b"), (2, "c"), (3, "d")]

    revoke(tiers, grant)

    assert names(tiers, "root") == [(1, "b")]  # before anybody has travelled
    network_travel()
    assert names(tiers, "root") == [(1, "b")]
    assert names(tiers, "b") == [(1, "d")]


def test_a_consent_taken_back_unnames_at_once_and_returns_without_a_name() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, *THREE)
    consent = share(tiers, "b", "a", IDENTITY)
    network_travel()

    revoke(tiers, consent)

    assert "b" not in [name for _, name in names(tiers, "root")]
    network_travel()
    assert names(tiers, "root") == [(1, ""), (2, "")]


def test_viewers_two_hops_up_hear_of_what_they_lose() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, *THREE)
    grant = share(tiers, "b", "a", ONWARD)
    network_travel()
    before = now()

    revoke(tiers, grant)
    network_travel()

    root = tiers.members["root"].id
    with system_access("test"):
        heard = Event.objects.using("system").filter(audience__contains=[root], occurred_at__gte=before)
        assert {e.type for e in heard} == {"suppliers.sharing.figures_changed"}


def test_a_viewer_hears_nothing_of_what_does_not_reach_it() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, ("root", "a"))
    share(tiers, "b", "a", IDENTITY)
    network_travel()
    before = now()

    share(tiers, "b", "a", UPSTREAM)
    network_travel()

    root = tiers.members["root"].id
    with system_access("test"):
        heard = Event.objects.using("system").filter(audience__contains=[root], occurred_at__gte=before)
        assert not heard.exists()


def test_a_loop_ends_where_it_began() -> None:
    tiers = line("a", "b", "c")
    tiers.buys("c", "a")
    open_up(tiers, *THREE, ("c", "a"))

    assert names(tiers, "root") == [(1, "b"), (2, "c")]
    back = [e for e in edges(tiers, "root") if e.supplier_node_id is None]
    assert len(back) == 1
    assert network_travel() == 0


def test_an_anonymous_loop_comes_to_an_end_too() -> None:
    tiers = line("a", "b", "c")
    tiers.buys("c", "a")
    open_up(tiers, *THREE, ("c", "a"), grain=ANONYMOUS)

    assert {name for _, name in names(tiers, "root")} == {""}
    assert network_travel() == 0


def test_a_partnership_that_is_suspended_leaves_the_picture_in_the_same_transaction() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, *THREE)
    with as_member(tiers, "a") as actor:
        partnership = Partnership.objects.get(id=tiers.partnerships["a", "b"].id)
        partnership_move(
            actor=actor, partnership_id=partnership.id, version=partnership.version, action=PartnershipAction.SUSPEND
        )  # fmt: skip

    assert names(tiers, "root") == []


def test_a_renamed_item_is_seen_renamed() -> None:
    tiers = line("a", "b")
    open_up(tiers, ("root", "a"), ("a", "b"))
    with as_member(tiers, "a") as actor:
        item = Item.objects.get(number="B-b")
        item_update(actor=actor, item_id=item.id, item=NewItem("B-b", "新名", "H87", category="锻件"))

    assert [(e.name, e.category) for e in edges(tiers, "root")] == [("新名", "锻件")]


def test_rows_stay_while_they_say_the_same() -> None:
    tiers = line("a", "b")
    open_up(tiers, ("root", "a"), ("a", "b"))
    first = [n.id for n in nodes(tiers, "root")]
    tiers.member("b2", free=None)
    tiers.buys("a", "b2")
    share(tiers, "b2", "a", IDENTITY)
    network_travel()

    assert set(first) < {n.id for n in nodes(tiers, "root")}


def test_a_grant_of_one_chain_shows_nothing_of_another() -> None:
    """The same supplier in two chains: its sources of the one are not seen in the other."""
    tiers = line("a", "b")
    tiers.member("x", free=None)
    open_up(tiers, ("root", "a"), ("a", "b"))
    with system_access("test"):
        leader = tiers.members["x"].id
        tiers.chain = Chain.objects.using("system").create(leader_id=leader, name="另一条", name_en="2")
    tiers.buys("x", "a")
    open_up(tiers, ("x", "a"))

    assert names(tiers, "root") == [(1, "b")]
    assert names(tiers, "x") == []


def test_a_grain_a_field_does_not_have_is_refused() -> None:
    tiers = line("a")
    for field, grain in ((IDENTITY, ANONYMOUS), (UPSTREAM, Grain.RANGE), (ONWARD, Grain.PLANNER_ONLY)):
        with pytest.raises(Invalid) as refused:
            share(tiers, "a", "root", field, grain)
        assert refused.value.code == "GRAIN_NOT_FOR_FIELD"


def test_the_days_of_every_hop_hold() -> None:
    tiers = line("a", "b", "c")
    open_up(tiers, ("root", "a"))
    share(tiers, "b", "a", IDENTITY, valid_until=today() + timedelta(days=1))
    share(tiers, "b", "a", UPSTREAM)
    share(tiers, "b", "a", ONWARD)
    share(tiers, "c", "b", IDENTITY)
    network_travel()
    assert names(tiers, "root") == [(1, "b"), (2, "c")]

    with clock.at(now() + timedelta(days=2)):
        assert "b" not in [name for _, name in names(tiers, "root")]
        assert network_day_turn() > 0
        assert expired_figures_remove() > 0
        network_travel()
        assert names(tiers, "root") == [(1, ""), (2, "")]


def test_places_come_from_addresses() -> None:
    tiers = line("a", "b")
    settle(tiers, "b", "重庆市江津区双福新区祥福大道 21 号")
    open_up(tiers, ("root", "a"), ("a", "b"))

    assert [(n.province, n.cities) for n in nodes(tiers, "root")] == [("重庆", ["重庆江津区"])]


def test_a_row_passed_on_belongs_to_what_its_shower_received() -> None:
    """The composite key: nobody shows on what was shown to somebody else."""
    from django.db import IntegrityError

    tiers = line("a", "b", "c")
    open_up(tiers, *THREE)
    mine = nodes(tiers, "root")[0]
    strange = mine.id  # shown to root, not to a
    mine.id, mine.origin_id = mine.grant_id, strange
    with acting_as(tiers.members["a"].id), pytest.raises(IntegrityError):
        mine.save(force_insert=True)
