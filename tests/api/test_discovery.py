"""The schema is what the apps declare, every root field names its right, and the committed file is up to date."""

from pathlib import Path
from types import SimpleNamespace

import graphene
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from accounts.permissions import P
from api import discovery
from api.discovery import compose
from api.fields import permission_field
from tests.api.samples import module, schema


class Careless(graphene.ObjectType):
    unguarded = graphene.String()


class Again(graphene.ObjectType):
    thing = permission_field(graphene.String, permission=P.ORDER_READ)


def test_a_root_field_without_a_permission_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"Query.unguarded"):
        compose([module, SimpleNamespace(Query=Careless)])


def test_two_apps_cannot_declare_the_same_field() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"Query.thing"):
        compose([module, SimpleNamespace(Query=Again)])


def test_export_writes_and_check_finds_a_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "build_schema", lambda: schema)
    out = tmp_path / "schema.graphql"

    call_command("export_schema", out=out)
    call_command("export_schema", check=True, out=out)
    out.write_text(out.read_text().replace("price", "cost"))

    with pytest.raises(CommandError, match="price"):
        call_command("export_schema", check=True, out=out)


def test_mutations_take_a_key_and_answer_errors() -> None:
    field = schema.mutation_type.fields["siteCreate"]  # type: ignore[union-attr]

    assert str(field.args["idempotencyKey"].type) == "String!"
    assert str(field.type) == "SitePayload!"
    assert str(field.type.of_type.fields["errors"].type) == "[DomainError!]!"
