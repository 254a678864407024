"""The acting context reaches PostgreSQL in every way of running, and never outlives its transaction."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tenancy.context import TenantContextMissing, acting_as, system_access
from tenancy.models import Chain, Enterprise, KnownParty, Site
from tests import world as w


def _setting():
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.tenant', true)")
        return cursor.fetchone()[0]


def test_nothing_runs_without_a_context(db):
    with pytest.raises(TenantContextMissing):
        Enterprise.objects.count()
    with pytest.raises(TenantContextMissing):
        Enterprise.objects.using("system").count()


def test_an_unlisted_job_is_refused():
    with pytest.raises(ValueError, match="not a listed"), system_access("anything"):
        pass


def test_each_enterprise_sees_its_own_directory_only(db):
    with acting_as(w.LEADER.id):
        assert set(Enterprise.objects.values_list("short_name", flat=True)) == {
            w.LEADER.short_name, w.FIRST.short_name, w.SECOND.short_name, w.CARRIER.short_name
        }  # fmt: skip
    with acting_as(w.SECOND.id):
        assert set(Enterprise.objects.values_list("short_name", flat=True)) == {
            w.SECOND.short_name,
            w.LEADER.short_name,
        }
        assert Site.objects.filter(enterprise_id=w.FIRST.id).count() == 0
        assert list(Chain.objects.values_list("id", flat=True)) == [w.CHAIN]
    with acting_as(w.FIRST.id):
        assert set(Chain.objects.values_list("id", flat=True)) == {w.CHAIN, w.OTHER_CHAIN}


def test_the_context_changes_inside_one_transaction_and_survives_a_savepoint(db):
    with acting_as(w.LEADER.id):
        assert _setting() == str(w.LEADER.id)
        with acting_as(w.SECOND.id):
            assert _setting() == str(w.SECOND.id)
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("select 1/0")
            assert _setting() == str(w.SECOND.id)
        assert _setting() == str(w.LEADER.id)


def test_the_setting_ends_with_the_transaction(committed):
    with acting_as(w.LEADER.id):
        Site.objects.count()
    # Past the guard on purpose: what the bare connection still knows.
    assert connection.connection.execute("select current_setting('app.tenant', true)").fetchone()[0] == ""


def test_threads_never_see_each_others_context(committed):
    firms = [w.LEADER, w.OTHER, w.FIRST, w.SECOND, w.THIRD]
    expected = {w.LEADER: 3, w.OTHER: 2, w.FIRST: 2, w.SECOND: 1, w.THIRD: 1}
    wrong = []

    def look(number):
        firm = firms[number % len(firms)]
        with acting_as(firm.id):
            seen = Enterprise.objects.exclude(id=firm.id).count()
        if seen != expected[firm]:
            wrong.append((firm.key, seen))
        if number % 7 == 0:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(look, range(600)))
        list(pool.map(_close, range(32)))
    assert wrong == []


def _close(_):
    connections.close_all()


def test_the_directory_is_written_by_listed_jobs_only(db):
    with acting_as(w.LEADER.id):
        for act in (
            lambda: KnownParty.objects.create(viewer_id=w.LEADER.id, subject_id=w.THIRD.id, chain_id=w.CHAIN),
            lambda: Chain.objects.filter(id=w.CHAIN).delete(),
            lambda: Enterprise.objects.create(uscc="91500000MA7JH4BX0Y", name="x", short_name="x"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()
        assert not KnownParty.objects.filter(subject_id=w.THIRD.id).exists()
        assert Chain.objects.filter(id=w.CHAIN).exists()


def test_a_party_column_is_frozen(db):
    with acting_as(w.LEADER.id):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            Site.objects.filter(id=w.LEADER.site_id).update(enterprise_id=w.SECOND.id)
        assert Site.objects.get(id=w.LEADER.site_id).enterprise_id == w.LEADER.id


def test_anothers_row_is_neither_changed_nor_removed(db):
    with acting_as(w.SECOND.id):
        assert Site.objects.filter(id=w.LEADER.site_id).update(name="x") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Site.objects.create(
                enterprise_id=w.LEADER.id, code="Z", name="z", name_en="z", kind="plant", address="z"
            )
    with acting_as(w.LEADER.id):
        assert Site.objects.get(id=w.LEADER.site_id).name == f"{w.LEADER.short_name}一厂"
