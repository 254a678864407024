"""Who may do what in the database, embedded or the user's own."""

import json

import pytest

from launch import connections
from launch.connections import external_urls
from launch.console import LaunchError
from launch.roles import APP, DATABASE, OWNER, SYSTEM, DatabaseUrls, make_external, run_sql, with_user
from launch.services import POSTGRES, Services
from launch.state import load
from tests.launch.conftest import sql

RIGHTS = """
select json_agg(r) from (
  select rolsuper s, rolbypassrls b, rolcreatedb d, rolcreaterole c from pg_roles where rolname = current_user
) r
"""


@pytest.mark.parametrize(
    ("role", "bypasses", "creates"), [("app", False, False), ("system", True, False), ("owner", True, True)]
)
def test_rights_of_each_role(standing: Services, role: str, bypasses: bool, creates: bool) -> None:
    rights = json.loads(sql(standing, RIGHTS, role))

    assert rights == [{"s": False, "b": bypasses, "d": creates, "c": False}]


def test_owner_owns_the_database_and_may_act_for_the_others(standing: Services) -> None:
    owner = sql(
        standing, "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"
    )
    sql(standing, f"set role {APP}; reset role; set role {SYSTEM}")

    assert owner == OWNER


def test_application_may_not_create_tables(standing: Services) -> None:
    with pytest.raises(LaunchError, match="permission denied"):
        sql(standing, "create table mine (n int)", "app")


def test_error_of_a_statement_does_not_tell_its_password(standing: Services) -> None:
    with pytest.raises(LaunchError) as caught:
        sql(standing, "alter role x with password 'known-to-few' oops")

    assert "unrecognized role option" in str(caught.value)
    assert "known-to-few" not in str(caught.value)


def test_roles_are_made_in_a_database_of_the_users_own(services: Services) -> None:
    admin = own_database(services)

    urls = external_urls(services, {"DATABASE_URL": admin})

    assert urls.owner == admin
    assert json.loads(run_sql(urls.app, RIGHTS, services.binaries()))[0]["b"] is False
    assert json.loads(run_sql(urls.system, RIGHTS, services.binaries()))[0]["b"] is True
    assert external_urls(services, {"DATABASE_URL": admin}) == urls


def test_user_without_rights_is_told_what_to_do(standing: Services) -> None:
    urls = standing.database_urls(load(standing.folder))

    with pytest.raises(LaunchError, match="DATABASE_SYSTEM_URL"):
        make_external(urls.owner, {APP: "a", SYSTEM: "b"}, standing.binaries())


def test_three_addresses_are_taken_as_they_are(standing: Services) -> None:
    given = {"DATABASE_URL": "a", "DATABASE_OWNER_URL": "b", "DATABASE_SYSTEM_URL": "c"}

    assert external_urls(standing, given) == DatabaseUrls(app="a", owner="b", system="c")


def test_two_addresses_are_not_enough(standing: Services) -> None:
    with pytest.raises(LaunchError, match="DATABASE_SYSTEM_URL is missing"):
        external_urls(standing, {"DATABASE_URL": "a", "DATABASE_OWNER_URL": "b"})


def test_complete_surroundings_need_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "DATABASE_SYSTEM_URL",
        "REDIS_URL",
        "LIANWANG_SECRET_KEY",
    ):
        monkeypatch.setenv(key, "given")
    monkeypatch.setattr(connections, "services_of", lambda profile: pytest.fail("servers were asked for"))

    with connections.connected("test") as found:
        assert found == {}


def test_password_with_odd_characters_survives_the_address() -> None:
    assert with_user("postgresql://a:b@h:1/d?sslmode=require", "r", "p@/:") == (
        "postgresql://r:p%40%2F%3A@h:1/d?sslmode=require"
    )


def own_database(services: Services) -> str:
    """A database that some administrator made without us; returns the administrator's address."""
    state = services.acquire([POSTGRES])
    admin = services.admin_url(state)
    run_sql(admin, "create database theirs", services.binaries())
    run_sql(admin, f"drop database {DATABASE}; drop role {APP}; drop role {SYSTEM}", services.binaries())
    return admin.removesuffix("postgres") + "theirs"
