"""The defence taken out piece by piece: every policy, trigger, party key and right must be missed at once.

A defence whose removal nobody notices is not tested. Each mutant here removes or widens one piece, sees the checks turn
red, and puts it back.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import Error, connections, transaction

from accounts import policy
from accounts.actor import Actor
from accounts.permissions import P
from tenancy.context import acting_as
from tenancy.guard import composite_keys_of, guard, guarded_models, policies_of, rights_of
from tenancy.models.base import GuardedModel
from tenancy.visibility import Person
from tests import world
from tests.isolation import (
    acts_questions,  # noqa: F401 - notes its acts
    catalogue,
    rows,
)
from tests.isolation.acts import ACTS
from tests.isolation.asking import ask, codes, refusals, required_variables, tried
from tests.isolation.oracle import SEES, Eyes, eyes_of, rows_of
from tests.isolation.selections import act_document, plain_document
from tests.isolation.stage import holding

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.slow]
Model = type[GuardedModel]
APP = settings.DATABASE_ROLES["app"]
DENIED = "42501"


def readable() -> list[Model]:
    return [model for model in guarded_models() if "SELECT" in rights_of(model)]


def run(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def mutated(model: Model, act: str, statement: str) -> Iterator[None]:
    """The table with one policy dropped or replaced; afterwards as declared."""
    run(f'drop policy lw_{act} on "{model._meta.db_table}"; {statement}')
    try:
        yield
    finally:
        run(f'drop policy if exists lw_{act} on "{model._meta.db_table}"')
        run(next(p for p in policies_of(model) if f"create policy lw_{act} " in p))


def faults(model: Model) -> set[str]:
    """Where what a firm reads differs from what the oracle lets it see."""
    found = set()
    everything = rows_of(model)
    for firm in world.FIRMS:
        for person, expected in _expected(model, firm, everything):
            with acting_as(firm.id, person):
                seen = set(model._base_manager.using("default").values_list("id", flat=True))
            if seen != expected:
                found.add(f"{firm.key}: {len(seen - expected)} too many, {len(expected - seen)} missing")
    return found


def _expected(
    model: Model, firm: world.Firm, everything: list[dict[str, Any]]
) -> Iterator[tuple[UUID | None, set[UUID]]]:
    allowed = [row for row in everything if SEES[model._meta.label](firm.id, row)]
    kind = model.visibility
    if not isinstance(kind, Person):
        yield None, {row["id"] for row in allowed}
        return
    column = model._meta.get_field(kind.user).attname  # type: ignore[union-attr]
    for person in {row[column] for row in allowed} | {None}:
        yield person, {row["id"] for row in allowed if row[column] == person}


@pytest.mark.parametrize("model", readable(), ids=lambda m: m._meta.label)
def test_every_row_is_read_by_exactly_those_the_oracle_names(model: Model) -> None:
    assert faults(model) == set()


@pytest.mark.parametrize("model", readable(), ids=lambda m: m._meta.label)
def test_a_missing_or_open_reading_policy_is_noticed(model: Model) -> None:
    assert rows_of(model), "the stage leaves a row in every table"
    with mutated(model, "select", ""):
        assert faults(model) != set()
    opened = f'create policy lw_select on "{model._meta.db_table}" for select using (true)'
    with mutated(model, "select", opened):
        assert faults(model) != set()


def refused_insert(model: Model) -> str | None:
    """SQLSTATE of putting a copy of a hidden row under its owner's name; None when it went in or none is hidden."""
    for firm in world.FIRMS:
        for row in rows_of(model):
            if firm.id in {row.get(model._meta.get_field(p).attname) for p in model.visibility.parties}:  # type: ignore[union-attr]
                continue
            copy = model(**{**row, "id": UUID(int=row["id"].int ^ 1)})
            try:
                with acting_as(firm.id), transaction.atomic():
                    copy.save(force_insert=True, using="default")
                    transaction.set_rollback(True)
            except Error as error:
                return str(getattr(error.__cause__, "sqlstate", ""))
            return None
    return None


# The queue of the audit trail is empty between seals, and it refuses what the trail itself would let in; both
# are held by the comparison with the declaration below.
HELD_BY_DECLARATION = {"audit.AuditEntry", "audit.AuditPending"}
WRITABLE = [
    m for m in guarded_models() if "INSERT" in rights_of(m) and m._meta.label not in HELD_BY_DECLARATION
]


@pytest.mark.parametrize("model", WRITABLE, ids=lambda m: m._meta.label)
def test_an_open_writing_policy_is_noticed(model: Model) -> None:
    assert refused_insert(model) == DENIED
    opened = f'create policy lw_insert on "{model._meta.db_table}" for insert with check (true)'
    with mutated(model, "insert", opened):
        assert refused_insert(model) != DENIED


def declared_defence() -> dict[tuple[str, ...], str]:
    """Every policy, trigger and grant as PostgreSQL has it now."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select 'policy', tablename::text, policyname::text, concat(cmd, qual, with_check) from pg_policies"
            " where schemaname = 'public' union all"
            " select 'trigger', tgrelid::regclass::text, tgname::text, pg_get_triggerdef(oid) from pg_trigger"
            " where not tgisinternal union all"
            " select 'grant', table_name::text, privilege_type::text, grantee::text from information_schema.role_table_grants"
            " where table_schema = 'public' and grantee = %s",
            [APP],
        )
        return {tuple(row[:3]): row[3] for row in cursor.fetchall()}


def test_the_database_defends_as_the_models_declare() -> None:
    before = declared_defence()
    guard("owner")
    assert declared_defence() == before


def test_every_changed_policy_and_trigger_differs_from_the_declaration() -> None:
    declared = declared_defence()
    for kind, table, name in declared:
        if kind == "grant":
            continue
        with transaction.atomic(using="owner"):
            run(f'drop {kind} "{name}" on {table}')
            assert declared_defence() != declared, (kind, table, name)
            transaction.set_rollback(True, using="owner")


def test_every_removed_party_key_is_noticed() -> None:
    keys = [(m, name) for m in guarded_models() for name, _, _ in composite_keys_of(m)]
    assert len(keys) > len(guarded_models()) / 2
    for model, name in keys:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(f'alter table "{model._meta.db_table}" drop constraint "{name}"')
            assert catalogue.untied_keys(cursor, APP) == [name]
            transaction.set_rollback(True, using="owner")


@contextmanager
def waved_through(permission: P) -> Iterator[None]:
    """As if nobody asked for this one right, wherever the question is asked."""
    asked: dict[str, Callable[..., Any]] = {"can": policy.can, "require": policy.require}

    def can(actor: Actor | None, wanted: P, *rest: Any) -> bool:
        return wanted == permission or bool(asked["can"](actor, wanted, *rest))

    def require(actor: Actor, wanted: P, *rest: Any) -> None:
        if wanted != permission:
            asked["require"](actor, wanted, *rest)

    with pytest.MonkeyPatch.context() as patch:
        for module in list(sys.modules.values()):
            for name, stand_in in (("can", can), ("require", require)):
                if getattr(module, name, None) is asked[name]:
                    patch.setattr(module, name, stand_in)
        yield


def refused_fields(permission: P, eyes: dict[str, Eyes]) -> set[str]:
    """Fields asking for this right alone that refuse somebody who holds every other one."""
    found, others = set(), frozenset(P) - {permission}
    for root, needed in rows.QUERIES.items():
        if needed == {permission}:
            without = holding(world.LEADER, permissions=others)
            body = ask(without, plain_document(root), required_variables(root, eyes[world.LEADER.key]))
            found |= {root} if codes(body) == {"FORBIDDEN"} else set()
    for name, needed in rows.MUTATIONS.items():
        if needed == {permission}:
            firm = ACTS[name].firm
            without = holding(firm, permissions=others)
            body = tried(without, act_document(name), ACTS[name].variables(eyes[firm.key]))
            found |= {name} if refusals(body["data"][name]) == {"FORBIDDEN"} else set()
    return found


ALONE = sorted(
    {p for needed in (*rows.QUERIES.values(), *rows.MUTATIONS.values()) if len(needed) == 1 for p in needed}
)


@pytest.mark.parametrize("permission", ALONE)
def test_a_right_nobody_asks_for_is_noticed(permission: P) -> None:
    eyes = {firm.key: eyes_of(firm) for firm in world.FIRMS}
    expected = {
        name
        for table in (rows.QUERIES, rows.MUTATIONS)
        for name, needed in table.items()
        if needed == {permission}
    }
    assert refused_fields(permission, eyes) == expected
    with waved_through(permission):
        assert refused_fields(permission, eyes) != expected
