"""One template database per state of the schema and the world; each worker's database is a copy of it."""

import hashlib
import os
import time
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

ALIASES = ("default", "system")
DROP_ATTEMPTS = 20
KEPT_TEMPLATES = 5
ROOT = Path(__file__).resolve().parents[1]
_names: dict[str, str] = {}
_state = {"used": False}


def _fingerprint() -> str:
    """Changes with every migration, declaration or change of the world."""
    digest = hashlib.sha256((settings.DATABASES["default"]["USER"] + settings.SECRET_KEY).encode())
    sources = [
        *ROOT.glob("*/migrations/*.py"), *ROOT.glob("platform/*/migrations/*.py"), *ROOT.glob("*/models/*.py"),
        *ROOT.glob("platform/*/models/*.py"), *ROOT.glob("platform/*/models.py"),
        *ROOT.glob("platform/tenancy/*.py"), ROOT / "tests" / "world.py",
    ]  # fmt: skip
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _owner(database: str) -> psycopg.Connection:
    owner = settings.DATABASES["owner"]
    return psycopg.connect(
        dbname=database, user=owner["USER"], password=owner["PASSWORD"], host=owner["HOST"] or None,
        port=owner["PORT"] or None, autocommit=True,
    )  # fmt: skip


def _use(name: str) -> None:
    for alias in ("default", "system", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def _exists(admin: psycopg.Connection, name: str) -> bool:
    return admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _forget_old_templates(admin: psycopg.Connection) -> None:
    """Keep the few newest: another run may still copy from one of them."""
    query = "select datname from pg_database where datname like 'lw_tpl_%' and datname not like '%_new' order by oid desc"
    for (old,) in admin.execute(query).fetchall()[KEPT_TEMPLATES:]:
        admin.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(old)))


def _make_template(template: str) -> None:
    from tests import world

    building = f"{template}_new"
    with _owner(_names["home"]) as admin:
        admin.execute("select pg_advisory_lock(714001)")
        if _exists(admin, template):
            return
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(building)))
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(building)))
        _use(building)
        call_command("migrate", database="owner", verbosity=0)
        world.build()
        _use(building)
        _forget_old_templates(admin)
        admin.execute(
            sql.SQL("alter database {} rename to {}").format(
                sql.Identifier(building), sql.Identifier(template)
            )
        )


def open_worker(worker: str) -> None:
    """Give this worker its own database with the world in it."""
    _names["home"] = settings.DATABASES["owner"]["NAME"]
    _names["template"] = f"lw_tpl_{_fingerprint()}"
    _names["own"] = f"lw_test_{worker}_{os.getpid()}"
    with _owner(_names["home"]) as admin:
        found = _exists(admin, _names["template"])
    if not found:
        _make_template(_names["template"])
    _copy()


def _copy() -> None:
    _use(_names["own"])
    with _owner(_names["home"]) as admin:
        admin.execute("select pg_advisory_lock(714002)")  # one copy of a template at a time
        own, template = sql.Identifier(_names["own"]), sql.Identifier(_names["template"])
        _drop(admin, own)
        admin.execute(sql.SQL("create database {} template {}").format(own, template))
    _state["used"] = False


def _drop(admin: psycopg.Connection, name: sql.Identifier) -> None:
    for attempt in range(1, DROP_ATTEMPTS + 1):
        try:
            admin.execute(sql.SQL("drop database if exists {} with (force)").format(name))
            return
        except psycopg.errors.InsufficientPrivilege:
            # The server's own vacuum worker was just looking at it; it cannot be ended, only waited for.
            if attempt == DROP_ATTEMPTS:
                raise
            time.sleep(0.2)


def renew_worker() -> None:
    if _state["used"]:
        _copy()
    _state["used"] = True


def mark_used() -> None:
    """After a test that commits, the next test must start from the template again."""
    _copy()


def keep(name: str) -> None:
    """Keep the worker's database as it is now, to come back to it with `take`."""
    _names[name] = f"{_names['own']}_{name}"
    _clone(_names["own"], _names[name])


def is_kept(name: str) -> bool:
    return name in _names


def take(name: str) -> None:
    """Give the worker a copy of the kept database; call `mark_used` afterwards."""
    _clone(_names[name], _names["own"])
    _state["used"] = True


def _clone(source: str, target: str) -> None:
    _use(_names["own"])
    with _owner(_names["home"]) as admin:
        admin.execute("select pg_advisory_lock(714002)")
        _drop(admin, sql.Identifier(target))
        admin.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(target), sql.Identifier(source))
        )


def drop_worker() -> None:
    """Remove every database of this worker."""
    _use(_names["home"])
    with _owner(_names["home"]) as admin:
        for key, name in _names.items():
            if key not in ("home", "template"):
                _drop(admin, sql.Identifier(name))
