"""Turns the models' declarations into what the database enforces; run by the owner after every migrate.

Row-level security with one policy per act, grants, frozen party columns, append-only triggers and composite
foreign keys. Everything is dropped and made anew in one transaction, so it never drifts from the models.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models import ForeignKey, Model

from tenancy.models.base import GuardedModel
from tenancy.visibility import Gate, Outbox, Reference, visibility_of

FUNCTIONS = """
create schema if not exists app;
create or replace function app.tenant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
create or replace function app.person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create or replace function app.freeze_parties() returns trigger language plpgsql as $$
declare col text;
begin
  foreach col in array tg_argv loop
    if to_jsonb(new) -> col is distinct from to_jsonb(old) -> col then
      raise exception 'party column % is frozen', col using errcode = '23514';
    end if;
  end loop;
  return new;
end $$;
create or replace function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name using errcode = '23514';
end $$;
-- Arguments: child table, its key, its part, parent table, its whole, and the column of this row that names the parent.
create or replace function app.keep_within() returns trigger language plpgsql as $$
declare
  parent_id uuid := (to_jsonb(new) ->> tg_argv[5])::uuid;
  whole numeric;
  total numeric;
begin
  -- The parent is locked: of two transactions ending together the second sees what the first has added.
  execute format('select %I from %I where id = $1 for update', tg_argv[4], tg_argv[3]) into whole using parent_id;
  execute format('select sum(%I) from %I where %I = $1', tg_argv[2], tg_argv[0], tg_argv[1]) into total using parent_id;
  if total > whole then
    raise exception 'the sum of %.% exceeds %', tg_argv[0], tg_argv[2], tg_argv[4] using errcode = '23514';
  end if;
  return null;
end $$;
"""


def guarded_models() -> list[type[GuardedModel]]:
    return [m for m in apps.get_models(include_auto_created=True) if issubclass(m, GuardedModel)]


def column_of(model: type[Model], attribute: str) -> str:
    field = model._meta.get_field(attribute)
    return str(getattr(field, "column"))  # noqa: B009 - reverse relations have none, declarations never name them


def columns_of(model: type[Model]) -> dict[str, str]:
    # Qualified: inside a policy's subquery a bare name would mean the inner table's column.
    return {f.name: f'"{model._meta.db_table}"."{f.column}"' for f in model._meta.concrete_fields}


def rights_of(model: type[GuardedModel]) -> list[str]:
    """What the application role may do on the table."""
    if isinstance(model.visibility, Gate):
        return []
    if isinstance(model.visibility, Reference):
        return ["SELECT"]
    rights = ["SELECT", "INSERT", "UPDATE", "DELETE"]
    if isinstance(model.visibility, Outbox):
        rights = ["INSERT"]
    elif model.append_only:
        rights = ["SELECT", "INSERT"]
    return [r for r in rights if r not in model.denied]


def policies_of(model: type[GuardedModel]) -> list[str]:
    table, columns = model._meta.db_table, columns_of(model)
    read, write = model.visibility.read(columns), model.visibility.write(columns)
    clauses = {
        "select": f"using ({read})",
        "insert": f"with check ({write})",
        "update": f"using ({write}) with check ({write})",
        "delete": f"using ({write})",
    }
    return [f'create policy lw_{act} on "{table}" for {act} {clause}' for act, clause in clauses.items()]


def triggers_of(model: type[GuardedModel]) -> list[str]:
    table = model._meta.db_table
    made = []
    parties = [column_of(model, p) for p in model.visibility.parties]
    if any(f.name == "chain" for f in model._meta.concrete_fields):
        parties.append(column_of(model, "chain"))
    if parties:
        names = ", ".join(f"'{p}'" for p in dict.fromkeys(parties))
        made.append(
            f'create trigger lw_frozen before update on "{table}" for each row'
            f" execute function app.freeze_parties({names})"
        )
    if model.append_only:
        made.append(
            f'create trigger lw_append_only before update or delete on "{table}" for each row'
            " execute function app.refuse_change()"
        )
    return made


def limits_of(model: type[GuardedModel]) -> list[str]:
    """The triggers that hold a declared limit: on the parts and on the whole."""
    if model.limit is None:
        return []
    key = model._meta.get_field(model.limit.parent)
    assert isinstance(key, ForeignKey)
    child, parent = model._meta.db_table, key.related_model._meta.db_table
    shape = f"'{child}', '{key.column}', '{model.limit.part}', '{parent}', '{model.limit.whole}'"
    return [
        f'create constraint trigger lw_limit after {acts} on "{table}" deferrable initially deferred'
        f" for each row execute function app.keep_within({shape}, '{column}')"
        for table, acts, column in (
            (child, "insert or update", key.column), (parent, f"update of {model.limit.whole}", "id"),
        )
    ]  # fmt: skip


def composite_keys_of(model: type[GuardedModel]) -> list[tuple[str, str, str]]:
    """(constraint name, its SQL on our table, the unique key it needs on the parent's)."""
    made = []
    for name, tie in model.ties.items():
        key = model._meta.get_field(name)
        assert isinstance(key, ForeignKey)
        parent: type[Model] = key.related_model
        ours = [key.column, *(column_of(model, c) for c in tie)]
        theirs = ["id", *(column_of(parent, p) for p in tie.values())]
        # What falls with its parent does so in the same statement; every other key waits for the end of the transaction.
        end = "on delete cascade" if name in model.falls_with else "deferrable initially deferred"
        unique = f"lw_u_{parent._meta.db_table}_{'_'.join(t[:4] for t in theirs[1:])}"[:60]
        made.append(
            (
                f"lw_tie_{model._meta.db_table}_{key.column}"[:60],
                f'alter table "{model._meta.db_table}" add constraint {{name}} foreign key ({_names(ours)})'
                f' references "{parent._meta.db_table}" ({_names(theirs)}) {end}',
                f'create unique index if not exists "{unique}" on "{parent._meta.db_table}" ({_names(theirs)})',
            )
        )
    return made


def _names(columns: list[str]) -> str:
    return ", ".join(f'"{c}"' for c in columns)


def _drop_ours(cursor: Any) -> None:
    cursor.execute(
        "select format('drop policy %I on %I.%I', policyname, schemaname, tablename) from pg_policies"
        " where policyname like 'lw\\_%'"
    )
    drops = [row[0] for row in cursor.fetchall()]
    cursor.execute(
        "select format('drop trigger %I on %s', tgname, tgrelid::regclass) from pg_trigger"
        " where tgname like 'lw\\_%' and not tgisinternal"
    )
    drops += [row[0] for row in cursor.fetchall()]
    for statement in drops:
        cursor.execute(statement)


def _guard_table(cursor: Any, model: type[GuardedModel], app_role: str, system_role: str) -> None:
    table = model._meta.db_table
    cursor.execute(f'alter table "{table}" enable row level security, force row level security')
    cursor.execute(f'revoke all on "{table}" from "{app_role}", "{system_role}", public')
    rights = rights_of(model)
    if rights:
        cursor.execute(f'grant {", ".join(rights)} on "{table}" to "{app_role}"')
    system_rights = "SELECT, INSERT" if model.append_only else "SELECT, INSERT, UPDATE, DELETE"
    cursor.execute(f'grant {system_rights} on "{table}" to "{system_role}"')
    for statement in [*policies_of(model), *triggers_of(model)]:
        cursor.execute(statement)


def _tie(cursor: Any, model: type[GuardedModel]) -> None:
    for name, constraint, unique in composite_keys_of(model):
        cursor.execute("select 1 from pg_constraint where conname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(unique)
            cursor.execute(constraint.replace("{name}", f'"{name}"'))


def guard(alias: str = "owner") -> None:
    """Make the database enforce what the models declare."""
    app_role, system_role = settings.DATABASE_ROLES["app"], settings.DATABASE_ROLES["system"]
    connection = connections[alias]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        cursor.execute(FUNCTIONS)
        cursor.execute(f'grant usage on schema app, public to "{app_role}", "{system_role}"')
        _drop_ours(cursor)
        models = [m for m in guarded_models() if m._meta.db_table in existing]
        for model in models:
            _guard_table(cursor, model, app_role, system_role)
        for model in models:
            _tie(cursor, model)
            for statement in limits_of(model):
                cursor.execute(statement)
        if "django_migrations" in existing:
            cursor.execute(f'grant select on django_migrations to "{app_role}", "{system_role}"')
        # A sequence behind an identity column needs USAGE to insert; its value stays unreadable (P8).
        cursor.execute(f'grant usage on all sequences in schema public to "{app_role}", "{system_role}"')


def guard_after_migrate(using: str, app_config: Any, **_: Any) -> None:
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if using == "owner" and app_config.label == last.label:
        guard(using)


def undeclared_models() -> list[str]:
    """Models of the product without a visibility; start-up refuses while there is one."""
    return [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if visibility_of(model) is None or not issubclass(model, GuardedModel)
    ]
