"""Sharing: each grain shows what it says and no more; a revoked grant is closed at once."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.permissions import P
from audit.models import AuditEntry
from common.clock import today
from common.errors import Conflict, DomainError
from events import services as events
from exchange.registry import export_kind
from suppliers.models import ReadingEntry, SharedFigure, SharingGrant
from suppliers.rules import range_of
from suppliers.selectors import grants_received, sharing_preview
from suppliers.services import sharing as services
from suppliers.services.inventory import StockStatus
from suppliers.services.items import NewItem, item_update
from suppliers.states import Grain, MovementKind, SharedField
from tenancy.context import acting_as
from tests import world
from tests.isolation.asking import ask
from tests.suppliers.sharing import BUYER, RIVAL_BUYER, SALES, count, move, product, revoke, seen, share

FIGURES = (
    "{ sharedFigures { totalCount edges { node { reference grain quantity low high light asOf source } } } }"
)


@pytest.mark.usefixtures("db")
def test_each_grain_shows_what_it_says_and_nothing_closer() -> None:
    item = product()
    move(MovementKind.RECEIPT, 137, item)
    share(Grain.EXACT, item)
    (exact,) = seen()
    assert (exact.quantity, exact.low, exact.high, exact.light) == (137, None, None, "")
    share(Grain.RANGE, item)
    (coarse,) = seen()
    assert (coarse.quantity, coarse.low, coarse.high, coarse.light) == (None, 100, 200, "")
    assert (coarse.as_of.minute, coarse.as_of.second) == (0, 0)
    share(Grain.LIGHT, item)
    (light,) = seen()
    assert (light.quantity, light.low, light.high, light.light) == (None, None, None, "AMBER")
    share(Grain.PLANNER_ONLY, item)
    assert seen() == []
    # one figure, one owner, one partner: nobody else has a row at all
    assert seen(RIVAL_BUYER) == []


@pytest.mark.usefixtures("db")
def test_what_is_seen_follows_every_change_of_the_owner() -> None:
    item = product()
    share(Grain.EXACT, item)
    assert seen() == []
    for act, expected in (
        (lambda: move(MovementKind.RECEIPT, 500, item), 500),
        (lambda: move(MovementKind.CONSUMPTION, 120, item), 380),
        (lambda: move(MovementKind.BLOCK, 80, item), 300),
        (lambda: count(310, item), 310),
    ):
        act()
        assert [f.quantity for f in seen()] == [expected]
    with acting_as(world.FIRST.id):
        item_update(actor=SALES, item_id=item.id, item=NewItem("NEW-NO", "新名", "H87", kind="MAKE"))
    assert [(f.reference, f.name, f.quantity) for f in seen()] == [("NEW-NO", "新名", 310)]


@pytest.mark.usefixtures("db")
def test_a_revoked_grant_is_closed_at_once_and_a_second_revocation_says_so() -> None:
    item = product()
    move(MovementKind.RECEIPT, 137, item)
    grant = share(Grain.EXACT, item)
    assert len(seen()) == 1
    revoke(grant)
    assert seen() == []
    assert ask(BUYER, FIGURES)["data"]["sharedFigures"] == {"totalCount": 0, "edges": []}
    move(MovementKind.RECEIPT, 10, item)
    assert seen() == []
    with pytest.raises(DomainError) as again:
        revoke(grant)
    assert again.value.code == "GRANT_REVOKED"
    assert "撤销" in again.value.message("zh")


@pytest.mark.usefixtures("db")
def test_the_database_itself_closes_a_grant_that_has_run_out() -> None:
    item = product()
    move(MovementKind.RECEIPT, 137, item)
    grant = share(Grain.EXACT, item, valid_until=today() + timedelta(days=5))
    past = today() - timedelta(days=3)
    with acting_as(world.LEADER.id):
        assert SharedFigure.objects.count() == 1
    with acting_as(world.FIRST.id):
        SharingGrant.objects.filter(id=grant.id).update(valid_from=past, valid_until=past)
        assert SharedFigure.objects.count() == 1
    with acting_as(world.LEADER.id):
        assert SharedFigure.objects.count() == 0
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            SharedFigure.objects.bulk_create([SharedFigure(
                chain_id=world.CHAIN, grantor_id=world.FIRST.id, grantee_id=world.LEADER.id, grant=grant, field="FREE",
                subject="CAPACITY", reference="x", name="x", grain="EXACT", quantity=1, unit="H87",
                as_of=grant.created_at, source="API",
            )])  # fmt: skip


@pytest.mark.usefixtures("db")
def test_the_database_refuses_an_exact_figure_under_a_coarse_grain() -> None:
    item = product()
    move(MovementKind.RECEIPT, 137, item)
    share(Grain.RANGE, item)
    for closer in ({"quantity": Decimal(137)}, {"grain": "EXACT"}, {"grain": "PLANNER_ONLY"}):
        with acting_as(world.FIRST.id), pytest.raises(IntegrityError), transaction.atomic():
            SharedFigure.objects.update(**closer)


@given(st.decimals(0, 10**9, places=3))
def test_a_range_holds_its_quantity_and_is_wide(quantity: Decimal) -> None:
    low, high = range_of(quantity)
    assert low <= quantity < high
    assert high - low >= max(Decimal(10), low / 2)
    # a fixed grid: every quantity of the range gives the same range, so no question narrows it
    for other in (low, (low + high) / 2, high - Decimal("0.001")):
        assert range_of(other) == (low, high)


@pytest.mark.usefixtures("db")
@given(
    quantity=st.integers(0, 3000),
    steps=st.lists(
        st.sampled_from(["ask", "regrant", "period", "rescope", "template", "recount"]), max_size=8
    ),
)
def test_no_way_of_asking_narrows_a_range(quantity: int, steps: list[str]) -> None:
    """Whatever the partner asks and however the grant is given anew, the ranges seen are one and the same."""
    with transaction.atomic():
        item, other = product(), product("second-item")
        count(quantity, item)
        count(40, other)
        share(Grain.RANGE, item)
        ranges = set()
        for step in ["ask", *steps]:
            if step == "regrant":
                share(Grain.RANGE, item)
            elif step == "period":
                share(Grain.RANGE, item, valid_until=today() + timedelta(days=len(ranges)))
            elif step == "rescope":
                share(Grain.RANGE, item, other)
            elif step == "recount":
                count(quantity, item)
            asked = ask(
                BUYER,
                '{ sharedFigures(filter: {search: "first-"}) { edges { node { quantity low high } } } }',
            )
            for edge in asked["data"]["sharedFigures"]["edges"]:
                assert edge["node"]["quantity"] is None
                ranges.add((Decimal(edge["node"]["low"]), Decimal(edge["node"]["high"])))
        assert ranges == {range_of(Decimal(quantity))}
        transaction.set_rollback(True)


@pytest.mark.usefixtures("db")
def test_a_coarse_figure_that_stays_the_same_makes_no_news(heard: list[Any]) -> None:
    """Otherwise the partner could count the movements behind it."""
    item = product()
    move(MovementKind.RECEIPT, 137, item)
    share(Grain.RANGE, item)
    told = len(heard)
    move(MovementKind.CONSUMPTION, 5, item)
    assert len(heard) == told
    move(MovementKind.CONSUMPTION, 100, item)
    assert len(heard) == told + 1
    # and no event holds a figure
    assert all(set(payload) == {"subject", "field", "grain"} for payload in heard)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Payloads of the events of sharing, as they are emitted."""
    payloads: list[Any] = []
    emit = events.emit_many

    def listen(actor: Any, happenings: Any) -> None:
        payloads.extend(h.payload for h in happenings if h.type.startswith("suppliers.sharing."))
        emit(actor, happenings)

    monkeypatch.setattr(events, "emit_many", listen)
    return payloads


@pytest.mark.usefixtures("db")
def test_planner_only_figures_appear_in_no_answer_export_log_or_error(heard: list[Any]) -> None:
    item = product()
    move(MovementKind.RECEIPT, 73193, item)
    share(Grain.PLANNER_ONLY, item)
    everybody = replace(BUYER, permissions=frozenset(P))
    told: list[Any] = [
        ask(everybody, FIGURES),
        ask(everybody, "{ grantsReceived { edges { node { grain items { id } } } } }"),
    ]
    told.append(ask(everybody, '{ sharedFigures(filter: {search: "73193"}) { totalCount } }'))
    with acting_as(world.LEADER.id, BUYER.user_id):
        told.append(list(export_kind("SHARED_FIGURES").rows(everybody, {}, None, None)))
        told += [list(AuditEntry.objects.values("before", "after")), list(SharedFigure.objects.values())]
        assert [g.grain for g in grants_received(everybody)] == ["PLANNER_ONLY"]
        assert ReadingEntry.objects.count() == 0
    told.append(heard)
    assert "73193" not in json.dumps(told, default=str)
    with acting_as(world.FIRST.id):
        assert not ReadingEntry.objects.exists()


@pytest.mark.usefixtures("db")
def test_the_reading_log_has_one_entry_per_grant_and_reading_on_every_way() -> None:
    item, other = product(), product("second-item")
    move(MovementKind.RECEIPT, 137, item)
    move(MovementKind.RECEIPT, 20, other)
    move(MovementKind.RECEIPT, 9, item, stock_status=StockStatus.IN_INSPECTION)
    share(Grain.RANGE, item, other)
    share(Grain.EXACT, item, field=SharedField.IN_INSPECTION)
    ask(BUYER, FIGURES)
    ask(replace(BUYER, via="token"), FIGURES)
    with acting_as(world.LEADER.id, BUYER.user_id):
        list(export_kind("SHARED_FIGURES").rows(BUYER, {}, None, None))
    # nothing read: nothing logged
    ask(BUYER, '{ sharedFigures(filter: {search: "none such"}) { totalCount } }')
    entries = ask(
        SALES, "{ readingEntries { edges { node { via field figureCount readerName readerRole } } } }"
    )
    found = sorted(
        (e["node"]["via"], e["node"]["field"], e["node"]["figureCount"])
        for e in entries["data"]["readingEntries"]["edges"]
    )
    assert found == sorted(
        (via, field, count_)
        for via in ("SCREEN", "API", "EXPORT")
        for field, count_ in (("UNRESTRICTED", 2), ("IN_INSPECTION", 1))
    )
    assert {e["node"]["readerRole"] for e in entries["data"]["readingEntries"]["edges"]} == {"采购员"}
    with acting_as(world.LEADER.id):
        assert not ReadingEntry.objects.exists()
    with (
        acting_as(world.FIRST.id),
        pytest.raises(Exception, match=r"permission denied|append-only"),
        transaction.atomic(),
    ):
        ReadingEntry.objects.all().delete()


@pytest.mark.usefixtures("db")
def test_a_preview_is_exactly_what_the_partner_then_sees_and_shares_nothing() -> None:
    item = product()
    move(MovementKind.RECEIPT, 137, item)
    with acting_as(world.FIRST.id):
        shown = sharing_preview(
            SALES, partnership_id=world.LEADER_FIRST.id, field=SharedField.UNRESTRICTED, grain=Grain.RANGE,
            item_ids=[item.id],
        )  # fmt: skip
    assert seen() == []
    share(Grain.RANGE, item)
    names = ("reference", "name", "grain", "quantity", "low", "high", "light", "unit", "as_of", "source")
    assert [[getattr(f, n) for n in names] for f in shown] == [[getattr(f, n) for n in names] for f in seen()]


@pytest.mark.usefixtures("db")
def test_a_template_fills_only_what_is_undecided() -> None:
    item = product()
    move(MovementKind.RECEIPT, 137, item)
    share(Grain.EXACT, item)
    with acting_as(world.FIRST.id):
        granted = services.sharing_template_apply(
            actor=SALES, partnership_id=world.LEADER_FIRST.id, template="MOST_SUPPLIERS"
        )
        again = services.sharing_template_apply(
            actor=SALES, partnership_id=world.LEADER_FIRST.id, template="MOST_SUPPLIERS"
        )
    assert [(g.field, g.grain) for g in granted] == [
        ("AGREED", "EXACT"), ("FREE", "LIGHT"), ("MACHINE_AVAILABLE", "PLANNER_ONLY"),
    ]  # fmt: skip
    assert again == []
    assert [f.quantity for f in seen()] == [137]


@pytest.mark.usefixtures("db")
def test_wrong_grants_are_refused_with_cause_and_remedy() -> None:
    item = product()
    cases: list[tuple[str, dict[str, Any]]] = [
        ("THRESHOLDS_MISSING", {"grain": Grain.LIGHT, "red_below": None}),
        ("SHARED_ITEMS_MISSING", {"item_ids": ()}),
        ("GRAIN_NOT_FOR_FIELD", {"field": SharedField.AGREED, "grain": Grain.LIGHT}),
        ("PERIOD_REVERSED", {"valid_until": today() - timedelta(days=1)}),
        ("TEXT_MISSING", {"purpose": " "}),
        ("NOT_FOUND", {"partnership_id": world.LEADER_SECOND.id}),
        ("NOT_FOUND", {"item_ids": (world.STATOR.id,)}),
    ]
    good = services.NewGrant(
        world.LEADER_FIRST.id, SharedField.UNRESTRICTED, Grain.RANGE, "计划", item_ids=(item.id,)
    )
    with acting_as(world.FIRST.id):
        for code, wrong in cases:
            with pytest.raises(DomainError) as refused:
                services.sharing_grant_set(actor=SALES, grant=replace(good, **wrong))
            assert refused.value.code == code
            assert refused.value.message("zh")
            assert refused.value.message("en")
        made = services.sharing_grant_set(actor=SALES, grant=good)
        with pytest.raises(Conflict):
            services.sharing_grant_set(actor=SALES, grant=good)
        services.sharing_grant_set(actor=SALES, grant=good, version=made.version)
        assert SharingGrant.objects.filter(revoked_at__isnull=True).count() == 1
    with acting_as(world.LEADER.id), pytest.raises(DomainError) as forbidden:
        services.sharing_grant_revoke(actor=BUYER, grant_id=made.id, version=1)
    assert forbidden.value.code == "FORBIDDEN"
