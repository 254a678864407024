"""Capacity: agreed shares never exceed a week's maximum, and each leader sees its own alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from common.clock import today
from common.errors import Conflict, DomainError
from suppliers.models import CapacityGroup, CapacityShare, CapacityWeek
from suppliers.rules import monday_of
from suppliers.services.capacity import GroupValues, WeekValues, capacity_group_save, capacity_weeks_save
from suppliers.states import Grain, SharedField
from tenancy.context import acting_as
from tests import world
from tests.suppliers.sharing import BUYER, RIVAL_BUYER, SALES, seen, share

OURS, THEIRS = world.LEADER_FIRST, world.OTHER_FIRST


def group(code: str = "WD-01") -> CapacityGroup:
    with acting_as(world.FIRST.id):
        found = CapacityGroup.objects.filter(code=code).first()
        values = GroupValues(world.FIRST.site_id, code, "绕线")
        return found or capacity_group_save(actor=SALES, values=values)


def agree(maximum: object, ours: object = 0, theirs: object = 0, week: date | None = None) -> CapacityGroup:
    shares = [(OURS.id, Decimal(str(ours))), (THEIRS.id, Decimal(str(theirs)))]
    values = WeekValues(week or today(), Decimal(str(maximum)), machine_available=Decimal(70), shares=shares)
    with acting_as(world.FIRST.id):
        return capacity_weeks_save(actor=SALES, group_id=group().id, weeks=[values])


@pytest.mark.usefixtures("db")
def test_two_leaders_see_their_own_share_and_the_free_rest_and_nothing_else() -> None:
    agree(160, 60, 72)
    share(Grain.EXACT, field=SharedField.AGREED)
    share(Grain.EXACT, field=SharedField.FREE)
    share(Grain.RANGE, field=SharedField.AGREED, pair=THEIRS)
    share(Grain.LIGHT, field=SharedField.FREE, pair=THEIRS)
    share(Grain.LIGHT, field=SharedField.MACHINE_AVAILABLE, pair=THEIRS)
    assert [(f.field, f.quantity, f.week) for f in seen()] == [
        ("AGREED", 60, monday_of(today())), ("FREE", 28, monday_of(today())),
    ]  # fmt: skip
    told = [(f.field, f.quantity, f.low, f.high, f.light) for f in seen(RIVAL_BUYER)]
    assert told == [
        ("AGREED", None, 50, 100, ""), ("FREE", None, None, None, "AMBER"),
        ("MACHINE_AVAILABLE", None, None, None, "AMBER"),
    ]  # fmt: skip
    for buyer in (BUYER, RIVAL_BUYER):
        with acting_as(buyer.enterprise_id):
            assert not CapacityWeek.objects.exists()
            assert not CapacityShare.objects.exists()
    # an edit is seen in the transaction that makes it
    agree(160, 60, 100)
    assert [f.quantity for f in seen() if f.field == "FREE"] == [0]
    assert [f.light for f in seen(RIVAL_BUYER) if f.field == "FREE"] == ["RED"]


def checked_at_once(change: Callable[[], object]) -> None:
    """Make a change as its commit would find it."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        change()
        cursor.execute("set constraints all immediate")


@pytest.mark.usefixtures("db")
def test_shares_beyond_the_maximum_are_refused_with_the_number_and_by_the_database_itself() -> None:
    agree(100, 60, 40)
    with pytest.raises(DomainError) as refused:
        agree(100, 60, "40.5")
    assert refused.value.code == "CAPACITY_EXCEEDED"
    assert refused.value.allowed == ["100"]
    assert "100.5" in refused.value.message("zh")
    with pytest.raises(DomainError):
        agree(99, 60, 40)
    for change in (
        lambda: CapacityShare.objects.filter(partnership_id=OURS.id).update(agreed=61),
        lambda: CapacityWeek.objects.update(maximum=99),
    ):
        with acting_as(world.FIRST.id), pytest.raises(IntegrityError, match="exceeds"):
            checked_at_once(change)


@pytest.mark.usefixtures("db")
@given(
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=8)
)
def test_no_course_of_edits_gives_the_leaders_more_than_there_is(edits: list[tuple[int, int, int]]) -> None:
    with transaction.atomic():
        share(Grain.EXACT, field=SharedField.AGREED)
        share(Grain.EXACT, field=SharedField.AGREED, pair=THEIRS)
        for edit in edits:
            maximum, ours, theirs = edit
            if ours + theirs <= maximum:
                agree(*edit)
                continue
            with pytest.raises(DomainError, match="CAPACITY_EXCEEDED"):
                agree(*edit)
        with acting_as(world.FIRST.id):
            maxima = {week.maximum for week in CapacityWeek.objects.all()} or {Decimal(0)}
        told = [f.quantity or 0 for buyer in (BUYER, RIVAL_BUYER) for f in seen(buyer)]
        assert sum(told) <= max(maxima)
        transaction.set_rollback(True)


@pytest.mark.usefixtures("committed")
def test_two_people_agreeing_at_once_do_not_give_away_the_same_hours() -> None:
    agree(100)

    def give(pair: world.Pair) -> str:
        values = WeekValues(today(), Decimal(100), shares=[(pair.id, Decimal(60))])
        with acting_as(world.FIRST.id):
            try:
                present = CapacityGroup.objects.get()
                capacity_weeks_save(actor=SALES, group_id=present.id, weeks=[values], version=2)
            except Conflict:
                return "stale"
            finally:
                connections["default"].close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(give, (OURS, THEIRS))) == ["done", "stale"]


@pytest.mark.usefixtures("db")
def test_a_sheet_is_saved_whole_or_not_at_all() -> None:
    made = group()
    weeks = [WeekValues(today() + timedelta(weeks=n), Decimal(100)) for n in range(26)]
    wrong: list[tuple[str, Any]] = [
        ("WEEK_REPEATED", [*weeks, WeekValues(today(), Decimal(1))]),
        ("QUANTITY_NEGATIVE", [*weeks[:3], WeekValues(weeks[3].week, Decimal(-1))]),
        ("PERCENT_OUT_OF_RANGE", [WeekValues(today(), Decimal(1), machine_available=Decimal(101))]),
        ("NOT_FOUND", [WeekValues(today(), Decimal(1), shares=[(world.LEADER_SECOND.id, Decimal(1))])]),
        ("TOO_MANY_ROWS", []),
    ]
    with acting_as(world.FIRST.id):
        for code, sheet in wrong:
            with pytest.raises(DomainError) as refused:
                capacity_weeks_save(actor=SALES, group_id=made.id, weeks=sheet, version=made.version)
            assert refused.value.code == code
        assert not CapacityWeek.objects.exists()
        saved = capacity_weeks_save(actor=SALES, group_id=made.id, weeks=weeks, version=made.version)
        assert CapacityWeek.objects.count() == 26
        with pytest.raises(Conflict):
            capacity_weeks_save(actor=SALES, group_id=made.id, weeks=weeks, version=made.version)
        renamed = GroupValues(world.FIRST.site_id, "WD-02", "绕线二")
        capacity_group_save(actor=SALES, values=renamed, group_id=made.id, version=saved.version)
        group("WD-01")
        with pytest.raises(Conflict) as taken:
            capacity_group_save(actor=SALES, values=GroupValues(world.FIRST.site_id, "WD-02", "x"))
    assert taken.value.code == "CODE_TAKEN"
