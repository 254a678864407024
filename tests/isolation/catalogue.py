"""The catalogue lint: pitfalls P1–P19 of row-level security, each a rule that lists its findings.

A rule takes a cursor of the owner and the application role's name and reads PostgreSQL's catalogue or the
sources; an empty list means the pitfall is closed. tests/isolation/test_catalogue.py runs every rule and, for
each, a negative control that must make it speak.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import ForeignKey

from tenancy.guard import composite_keys_of, guarded_models
from tenancy.visibility import Gate, Reference

ROOT = Path(__file__).resolve().parents[2]
Rule = Callable[[Any, str], list[str]]
RULES: dict[str, Rule] = {}
# Unique for the whole installation by their meaning; both answer uniformly (sign-in, onboarding).
GLOBAL_UNIQUES = {("tenancy_enterprise", "uscc"), ("tenancy_chain", "leader_id")}
# Server versions with the row-security fixes CVE-2025-8713 and older.
SAFE_MINORS = {15: 14, 16: 10, 17: 6}


def rule(name: str) -> Callable[[Rule], Rule]:
    def keep(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return keep


def _rows(cursor: Any, query: str, *params: Any) -> list[tuple[Any, ...]]:
    cursor.execute(query, params or None)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _sources(*, tests: bool = False) -> list[Path]:
    folders = [
        *ROOT.glob("platform/*/"),
        *(ROOT / app for app in ("suppliers", "orders", "optimizer", "demo")),
    ]
    return [p for folder in folders for p in folder.rglob("*.py")]


def _grep(pattern: str) -> list[str]:
    matcher = re.compile(pattern, re.IGNORECASE)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _sources()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if matcher.search(line)
    ]


def _tables() -> dict[str, Any]:
    return {m._meta.db_table: m for m in guarded_models()}


@rule("P1 the owner or the role could bypass")
def owner_bypass(cursor: Any, app: str) -> list[str]:
    off = _rows(
        cursor,
        "select relname from pg_class where relname = any(%s) and not (relrowsecurity and relforcerowsecurity)",
        list(_tables()),
    )
    role = _rows(cursor, "select rolsuper or rolbypassrls from pg_roles where rolname = %s", app)
    owned = _rows(cursor, "select relname from pg_class where relowner = %s::regrole", app)
    return [f"row security off: {r[0]}" for r in off] + [f"{app} bypasses" for r in role if r[0]] + [
        f"{app} owns {r[0]}" for r in owned
    ]  # fmt: skip


@rule("P2 a view runs with its owner's rights")
def views(cursor: Any, app: str) -> list[str]:
    return [
        r[0]
        for r in _rows(
            cursor,
            "select relname from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'v'"
            " and nspname in ('public', 'app') and not coalesce(reloptions::text like '%%security_invoker=true%%', false)",
        )
    ]


@rule("P3 a function runs with its owner's rights")
def definer_functions(cursor: Any, app: str) -> list[str]:
    return [
        r[0]
        for r in _rows(
            cursor,
            "select proname from pg_proc p join pg_namespace n on n.oid = pronamespace"
            " where prosecdef and nspname in ('public', 'app')",
        )
    ]


@rule("P4 a materialised view is readable")
def materialised_views(cursor: Any, app: str) -> list[str]:
    return [
        r[0]
        for r in _rows(
            cursor,
            "select relname from pg_class where case when relkind = 'm' then has_table_privilege(%s, oid, 'SELECT') end",
            app,
        )
    ]


@rule("P5 a foreign key leaves out the party")
def untied_keys(cursor: Any, app: str) -> list[str]:
    present = {r[0] for r in _rows(cursor, "select conname from pg_constraint where contype = 'f'")}
    return [
        name for model in guarded_models() for name, _, _ in composite_keys_of(model) if name not in present
    ]


@rule("P6 a delete cascades past the policies")
def cascades(cursor: Any, app: str) -> list[str]:
    """Every one that the models do not declare as what it is: a shown row falling with the one it shows."""
    found = _rows(cursor, "select conname from pg_constraint where contype = 'f' and confdeltype <> 'a'")
    declared = {
        constraint
        for model in guarded_models()
        for name, (constraint, _, _) in zip(model.ties, composite_keys_of(model), strict=True)
        if name in model.falls_with
    }
    return [r[0] for r in found if r[0] not in declared]


@rule("P7 a unique key tells of another's row")
def unique_oracles(cursor: Any, app: str) -> list[str]:
    found = []
    for table, model in _tables().items():
        if isinstance(model.visibility, (Gate, Reference)):
            continue
        firsts = {model._meta.get_field(p).column for p in model.visibility.parties} | {"id", "chain_id"}
        firsts |= {
            f.column
            for f in model._meta.concrete_fields
            if isinstance(f, ForeignKey) and f.name in model.ties
        }
        for index, column in _rows(
            cursor,
            "select i.relname, a.attname from pg_index x join pg_class i on i.oid = indexrelid"
            " join pg_attribute a on a.attrelid = indrelid and a.attnum = indkey[0]"
            " where indisunique and indrelid = %s::regclass",
            table,
        ):
            if column not in firsts and (table, column) not in GLOBAL_UNIQUES:
                found.append(f"{index} begins with {column}")
    return found


@rule("P8 a sequence counts others' work")
def sequences(cursor: Any, app: str) -> list[str]:
    readable = _rows(
        cursor,
        "select relname from pg_class where case when relkind = 'S' then has_sequence_privilege(%s, oid, 'SELECT') end",
        app,
    )
    serial = [m._meta.label for m in guarded_models() if m._meta.pk.get_internal_type() != "UUIDField"]
    return [r[0] for r in readable] + serial


@rule("P9 a setting outlives its transaction")
def session_settings(cursor: Any, app: str) -> list[str]:
    return _grep(r"set_config\([^)]*false\)|\bset\s+session\b|execute\(.set app\.")


@rule("P11 an empty context is not caught")
def empty_context(cursor: Any, app: str) -> list[str]:
    return [
        r[0]
        for r in _rows(
            cursor,
            "select proname from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname = 'app'"
            " and prosrc like '%%current_setting%%' and prosrc not like '%%nullif(%%'",
        )
    ]


@rule("P12 rows are copied in around the policies")
def copies(cursor: Any, app: str) -> list[str]:
    return _grep(r"\.copy\(\s*[\"']copy|copy_expert")


@rule("P13 a table can be truncated")
def truncation(cursor: Any, app: str) -> list[str]:
    return [
        r[0]
        for r in _rows(
            cursor,
            "select relname from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'r'"
            " and nspname = 'public' and has_table_privilege(%s, c.oid, 'TRUNCATE')",
            app,
        )
    ]


@rule("P14 statistics are shown")
def statistics(cursor: Any, app: str) -> list[str]:
    return _grep(r"\bexplain\s+(analyze|select|\()|pg_stat_|reltuples")


@rule("P15 a policy misleads the planner")
def policy_shape(cursor: Any, app: str) -> list[str]:
    return [
        f"{table}: {name}"
        for table, name, using in _rows(
            cursor,
            "select tablename, policyname, coalesce(qual, with_check) from pg_policies where schemaname = 'public'",
        )
        if using not in ("true", "false") and not using.upper().startswith("COALESCE(")
    ]


@rule("P16 a notification carries facts")
def notifications(cursor: Any, app: str) -> list[str]:
    return [place for place in _grep(r"pg_notify\(|\bnotify\s+\w+\s*,") if "events" not in place]


@rule("P17 the server lacks row-security fixes")
def old_server(cursor: Any, app: str) -> list[str]:
    number = int(_rows(cursor, "show server_version_num")[0][0])
    return server_faults(number)


def server_faults(number: int) -> list[str]:
    major, minor = divmod(number, 10_000)
    if major < 15 or minor < SAFE_MINORS.get(major, 0):
        return [f"PostgreSQL {major}.{minor}"]
    return []


@rule("P18 the role may dump everything")
def dump_roles(cursor: Any, app: str) -> list[str]:
    return [
        r[0]
        for r in _rows(
            cursor,
            "select rolname from pg_roles where rolname like 'pg\\_%%' and pg_has_role(%s, oid, 'MEMBER')",
            app,
        )
    ]


@rule("P19 a table has no policy")
def tables_without_policy(cursor: Any, app: str) -> list[str]:
    tables = [r[0] for r in _rows(cursor, "select tablename from pg_tables where schemaname = 'public'")]
    counts = dict(_rows(cursor, "select tablename, count(*) from pg_policies group by 1"))
    known = _tables()
    return [t for t in tables if t != "django_migrations" and (t not in known or counts.get(t, 0) != 4)]
