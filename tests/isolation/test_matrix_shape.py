"""Every field, argument and masked value of the live schema stands in the matrix, and nothing else does."""

from typing import Any

import pytest
from graphql import is_leaf_type
from graphql.type import get_named_type

from accounts.permissions import P
from api.children import ChildConnection
from api.fields import AnyOf, PermissionField, SignedIn
from tests.isolation import ids, oracle, rows
from tests.isolation.selections import documents, id_arguments, leaf_paths, reachable_types, root_type, schema

ROOTS = {
    "query_type": (rows.QUERIES, ids.QUERY_IDS),
    "mutation_type": (rows.MUTATIONS, ids.MUTATION_IDS),
    "subscription_type": (rows.SUBSCRIPTIONS, ids.SUBSCRIPTION_IDS),
}


def _rights(right: Any) -> frozenset[P]:
    if isinstance(right, SignedIn):
        return rows.SIGNED_IN
    return frozenset(right.permissions) if isinstance(right, AnyOf) else frozenset({right})


@pytest.mark.parametrize("root", list(ROOTS))
def test_every_root_field_has_a_row_with_its_right(root: str) -> None:
    kind = getattr(schema(), root)
    declared = kind.graphene_type._meta.fields
    rights = {graphene_name(name): _rights(field.permission) for name, field in declared.items()}

    assert set(kind.fields) == set(ROOTS[root][0])
    assert rights == ROOTS[root][0]


def graphene_name(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@pytest.mark.parametrize("root", list(ROOTS))
def test_every_id_argument_has_a_row(root: str) -> None:
    taken = {(a.root, *a.path) for a in id_arguments(getattr(schema(), root).fields)}

    assert taken == set(ROOTS[root][1])


def test_every_field_with_a_right_of_its_own_has_a_row() -> None:
    declared: dict[str, Any] = {}
    for name, kind in reachable_types().items():
        for field_name, field in kind.graphene_type._meta.fields.items():
            if isinstance(field, (PermissionField, ChildConnection)) and name != "Query":
                declared[f"{name}.{graphene_name(field_name)}"] = field.permission

    assert {key: rows.MASKED.get(key) for key in declared} == declared
    for key in rows.MASKED:
        kind_name, field_name = key.split(".")
        assert field_name in reachable_types()[kind_name].fields


def test_the_documents_ask_for_every_leaf_of_the_schema() -> None:
    leaves = {
        (name, field_name)
        for name, kind in reachable_types().items()
        for field_name, field in kind.fields.items()
        if is_leaf_type(get_named_type(field.type))
    }
    asked = set()
    for root in rows.QUERIES:
        kind = root_type(root)
        if kind is not None:
            asked |= {(owner, leaf) for _, owner, leaf in leaf_paths(kind)}
            assert documents(root)

    assert leaves - asked == set()


def test_the_oracle_knows_every_table() -> None:
    assert oracle.unruled() == set()
