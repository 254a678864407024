"""Every column has a category and a level; the catalogue is the database, column for column."""

import json
from io import StringIO
from types import MappingProxyType
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from common.classification import DataCategory, DataLevel, strictest
from suppliers.models import Item
from suppliers.services.data_class import SOURCES, data_class_of
from suppliers.states import SharedField
from tenancy.catalogue import misclassified
from tenancy.checks import declarations_are_complete
from tenancy.classification import classed
from tenancy.context import system_access


def test_no_field_is_without_category_and_level() -> None:
    assert misclassified() == []


@pytest.mark.parametrize("field", ["number", "nothing_of_ours"])
def test_a_field_left_out_and_a_name_too_many_are_refused(
    monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    declared: dict[str, Any] = dict(Item.data_classes)
    if declared.pop(field, None) is None:
        declared[field] = (DataCategory.BUSINESS, DataLevel.PARTNER)
    monkeypatch.setattr(Item, "data_classes", MappingProxyType(declared))

    assert misclassified() == [f"suppliers.Item.{field}"]
    assert [error.id for error in declarations_are_complete()] == ["tenancy.E003"]


def test_a_name_is_classified_once() -> None:
    with pytest.raises(ValueError, match="price is classified twice"):
        classed(
            (DataCategory.BUSINESS, DataLevel.PARTNER, "day price"),
            (DataCategory.BUSINESS, DataLevel.SENSITIVE, "price"),
        )


@pytest.mark.usefixtures("db")
def test_the_catalogue_is_the_database_column_for_column() -> None:
    out = StringIO()
    call_command("data_catalogue", "--json", stdout=out)
    told = [(row["table"], row["column"]) for row in json.loads(out.getvalue())]
    tables = sorted({table for table, _ in told})
    with system_access("test"), connections["system"].cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'public' and table_name not like 'django\\_%%'",
        )
        real = cursor.fetchall()
    assert sorted(told) == sorted(real)
    assert len(told) == len(set(told))
    assert {"orders_purchaseorder", "accounts_session", "suppliers_sharedfigure"} <= set(tables)


@given(st.lists(st.sampled_from(DataLevel), min_size=1))
def test_what_is_joined_is_as_strict_as_its_strictest_part(levels: list[DataLevel]) -> None:
    joined = strictest(levels)
    assert joined in levels
    assert all(joined.rank >= level.rank for level in levels)


def test_a_shared_figure_is_never_below_its_sources() -> None:
    assert set(SOURCES) == set(SharedField)
    for field, columns in SOURCES.items():
        _, level = data_class_of(field)
        assert all(level.rank >= model.data_classes[name][1].rank for model, name in columns)


@pytest.mark.parametrize(
    ("table", "column", "category", "level"),
    [
        ("accounts_user", "totp_secret", "OPERATIONS", "RESTRICTED"),
        ("orders_purchaseorderline", "unit_price", "BUSINESS", "SENSITIVE"),
        ("suppliers_sourceoption", "share_max", "BUSINESS", "RESTRICTED"),
        ("suppliers_capacityweek", "maximum", "BUSINESS", "SENSITIVE"),
        ("tenancy_enterprise", "uscc", "MANAGEMENT", "PUBLIC"),
        ("orders_promiseentry", "actor_name", "PERSONAL", "SENSITIVE"),
    ],
)
def test_the_catalogue_says_what_people_would_expect(
    table: str, column: str, category: str, level: str
) -> None:
    out = StringIO()
    call_command("data_catalogue", "--json", stdout=out)
    (row,) = [r for r in json.loads(out.getvalue()) if (r["table"], r["column"]) == (table, column)]
    assert (row["category"], row["level"]) == (category, level)
