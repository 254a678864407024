"""No pitfall of row-level security is open, and the lint would say so if one were."""

import pytest
from django.conf import settings
from django.db import connections, transaction

from tenancy.context import TenantContextMissing, acting_as
from tenancy.guard import guarded_models
from tenancy.visibility import Gate
from tests.isolation import catalogue

pytestmark = pytest.mark.usefixtures("committed")
APP = settings.DATABASE_ROLES["app"]


def _owner():
    return connections["owner"].cursor()


@pytest.mark.parametrize("name", list(catalogue.RULES))
def test_no_pitfall_is_open(name):
    with _owner() as cursor:
        assert catalogue.RULES[name](cursor, APP) == []


BREAKS = {
    "P1 the owner or the role could bypass": "alter table tenancy_site no force row level security",
    "P2 a view runs with its owner's rights": "create view leak as select * from tenancy_site",
    "P3 a function runs with its owner's rights": (
        "create function leak() returns bigint language sql security definer as 'select count(*) from tenancy_site'"
    ),
    "P4 a materialised view is readable": (
        f'create materialized view leak as select 1 as n; grant select on leak to "{APP}"'
    ),
    "P5 a foreign key leaves out the party": (
        "alter table tenancy_chainmembership drop constraint lw_tie_tenancy_chainmembership_chain_id"
    ),
    "P6 a delete cascades past the policies": (
        "alter table tenancy_site add constraint leak foreign key (enterprise_id)"
        " references tenancy_enterprise (id) on delete cascade"
    ),
    "P7 a unique key tells of another's row": "create unique index leak on tenancy_site (id, code); "
    "create unique index leak2 on tenancy_site (code, id)",
    "P8 a sequence counts others' work": f'create sequence leak; grant select on leak to "{APP}"',
    "P11 an empty context is not caught": (
        "create function app.leak() returns uuid language sql as $$ select current_setting('app.tenant', true)::uuid $$"
    ),
    "P13 a table can be truncated": f'grant truncate on tenancy_site to "{APP}"',
    "P15 a policy misleads the planner": (
        "create policy lw_leak on tenancy_site for select using (enterprise_id = app.tenant())"
    ),
    "P19 a table has no policy": "create table leak (id uuid primary key)",
}


@pytest.mark.parametrize("name", list(BREAKS))
def test_the_lint_finds_an_opened_pitfall(name):
    with transaction.atomic(using="owner"), _owner() as cursor:
        cursor.execute(BREAKS[name])
        assert catalogue.RULES[name](cursor, APP) != []
        transaction.set_rollback(True, using="owner")


def test_the_lint_finds_a_bypassing_role_and_an_old_server():
    owner = settings.DATABASES["owner"]["USER"]
    with _owner() as cursor:
        assert f"{owner} bypasses" in catalogue.owner_bypass(cursor, owner)
    assert catalogue.server_faults(150_013) == ["PostgreSQL 15.13"]
    assert catalogue.server_faults(180_004) == []


def test_every_removed_policy_is_found():
    """One at a time, for all of them: the lint turns red."""
    with _owner() as cursor:
        cursor.execute("select tablename, policyname from pg_policies where schemaname = 'public'")
        policies = cursor.fetchall()
    assert len(policies) == 4 * len(guarded_models())
    for table, policy in policies:
        with transaction.atomic(using="owner"), _owner() as cursor:
            cursor.execute(f'drop policy "{policy}" on "{table}"')
            assert table in catalogue.tables_without_policy(cursor, APP)
            transaction.set_rollback(True, using="owner")


def test_a_query_without_context_raises_and_returns_nothing():
    model = next(m for m in guarded_models() if m._meta.label == "tenancy.Site")
    with pytest.raises(TenantContextMissing):
        model.objects.count()


def test_the_application_role_cannot_touch_sign_in_material(world):
    gates = [m for m in guarded_models() if isinstance(m.visibility, Gate)]
    assert gates
    with acting_as(world.LEADER.id), connections["default"].cursor() as cursor:
        for model in gates:
            cursor.execute(
                "select has_table_privilege(%s, %s, 'SELECT, INSERT, UPDATE, DELETE')",
                [APP, model._meta.db_table],
            )
            assert cursor.fetchone() == (False,), model._meta.label
