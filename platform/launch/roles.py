"""The three database roles: who owns the tables, who serves the users, who works across enterprises."""

import os
import re
import subprocess
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from launch.binaries import Binaries
from launch.console import LaunchError

DATABASE = "lianwang"
OWNER, APP, SYSTEM = "lianwang_owner", "lianwang_app", "lianwang_system"
# Raised when the statements below change, so that existing clusters follow.
VERSION = 1

_ROLE = """
SELECT 'CREATE ROLE {name}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') \\gexec
ALTER ROLE {name} WITH LOGIN PASSWORD '{password}' {rights};
"""
_RIGHTS = {
    OWNER: "CREATEDB BYPASSRLS",
    APP: "NOCREATEDB NOCREATEROLE",
    SYSTEM: "NOCREATEDB NOCREATEROLE BYPASSRLS",
}
_DATABASE = """
SELECT 'CREATE DATABASE {database} OWNER {owner}'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
"""
_GRANTS = """
GRANT {app}, {system} TO {owner};
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}, {system};
"""
_MAY = """
SELECT r.rolsuper OR (r.rolcreaterole AND r.rolbypassrls) FROM pg_roles r WHERE r.rolname = current_user
"""


@dataclass(frozen=True)
class DatabaseUrls:
    """One address per role; all lead to the same database."""

    app: str
    owner: str
    system: str


def address(host: str, port: int, role: str, password: str, database: str) -> str:
    """A connection address."""
    return f"postgresql://{role}:{quote(password, safe='')}@{host}:{port}/{database}"


def with_user(url: str, role: str, password: str) -> str:
    """The same address for another role."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}"))


def make_embedded(admin_url: str, passwords: dict[str, str], binaries: Binaries) -> None:
    """Create or mend the three roles and the database in the embedded cluster. Safe to repeat."""
    script = "".join(_ROLE.format(name=n, password=passwords[n], rights=_RIGHTS[n]) for n in _RIGHTS)
    script += _DATABASE.format(database=DATABASE, owner=OWNER)
    script += _GRANTS.format(owner=OWNER, app=APP, system=SYSTEM, database=DATABASE)
    run_sql(admin_url, script, binaries)


def make_external(admin_url: str, passwords: dict[str, str], binaries: Binaries) -> None:
    """Create the app and system roles in a database of the user's own, whose user stays the owner.

    Raises LaunchError if that user may not create them.
    """
    if run_sql(admin_url, _MAY, binaries).strip() != "t":
        raise LaunchError(
            "The user in DATABASE_URL may not create roles. Either give an administrator's address there,"
            " or create the roles yourself and set DATABASE_URL (application), DATABASE_OWNER_URL"
            " and DATABASE_SYSTEM_URL."
        )
    parts = urlsplit(admin_url)
    owner = '"' + unquote(parts.username or "postgres").replace('"', '""') + '"'
    database = '"' + unquote(parts.path.lstrip("/")).replace('"', '""') + '"'
    script = "".join(
        _ROLE.format(name=n, password=passwords[n], rights="NOSUPERUSER " + _RIGHTS[n]) for n in (APP, SYSTEM)
    )
    script += _GRANTS.format(owner=owner, app=APP, system=SYSTEM, database=database)
    run_sql(admin_url, script, binaries)


def run_sql(url: str, script: str, binaries: Binaries) -> str:
    """Run statements, return what they print. The password travels in the environment, not as argument."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username else ""
    command = [binaries.program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"]
    environment = {**os.environ, "PGCONNECT_TIMEOUT": "10", "PGOPTIONS": "-c client_min_messages=warning"}
    if parts.password:
        environment["PGPASSWORD"] = unquote(parts.password)
    done = subprocess.run(
        [*command, urlunsplit(parts._replace(netloc=user + place))],
        input=script,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    if done.returncode != 0:
        # An error quotes the statement, and with it the password.
        reason = re.sub(r"PASSWORD '[^']*'?", "PASSWORD '…'", done.stderr.strip()[-800:], flags=re.I)
        raise LaunchError(f"The database at {place or 'the local socket'} refuses: {reason}")
    return done.stdout
