"""Batched loading, null propagation, rights of fields, masking."""

from typing import Any

import pytest

from accounts.permissions import P
from tests.api.samples import ask, calls, person

pytestmark = pytest.mark.usefixtures("db")


def test_one_batch_for_all_rows_and_answers_in_the_order_of_the_rows() -> None:
    body = ask("{things(keys: [3, 1, 2, 1]){key boss{name} parts{name}}}")

    assert calls == ["things", "bosses [1, 2, 3]", "parts [1, 2, 3]"]
    assert [row["boss"]["name"] for row in body["data"]["things"]] == ["boss 3", "boss 1", "boss 2", "boss 1"]
    assert [len(row["parts"]) for row in body["data"]["things"]] == [2, 2, 0, 2]


@pytest.mark.parametrize("count", [1, 50])
def test_as_many_batches_for_one_row_as_for_fifty(count: int) -> None:
    ask("query($k: [Int]){things(keys: $k){boss{boss{name}} parts{name}}}", {"k": list(range(1, count + 1))})

    assert len(calls) == 3  # things, bosses and parts: the bosses' bosses are known by then


def test_a_load_can_follow_a_load() -> None:
    body = ask("{things(keys: [1, 2]){nextKey}}")

    assert body["data"]["things"] == [{"nextKey": 101}, {"nextKey": 102}]
    assert calls == ["things", "bosses [1, 2]", "bosses [101, 102]"]


def test_keys_keep_their_order_although_some_come_later() -> None:
    body = ask("{thing(key: 1){name boss{key name} key}}")

    assert list(body["data"]["thing"]) == ["name", "boss", "key"]


def test_what_is_not_found_is_null_and_a_missing_sure_value_empties_its_row_only() -> None:
    body = ask("{things(keys: [1, 10, 2]){key boss{name} sureBoss{name}}}")

    assert [row and row["key"] for row in body["data"]["things"]] == [1, None, 2]
    assert [error["path"] for error in body["errors"]] == [["things", 1, "sureBoss"]]


def test_a_failing_batch_fails_its_fields_and_says_nothing_of_the_cause() -> None:
    body = ask("{things(keys: [666]){key boss{name}}}")

    assert body["data"]["things"] == [{"key": 666, "boss": None}]
    assert body["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "secret" not in str(body)


def test_an_unforeseen_fault_is_masked_and_names_the_request(caplog: pytest.LogCaptureFixture) -> None:
    body = ask("{thing{name broken}}")

    assert body["data"] == {"thing": {"name": "thing 1", "broken": None}}
    error = body["errors"][0]
    assert (error["extensions"]["code"], error["path"]) == ("INTERNAL", ["thing", "broken"])
    assert "request-1" in error["message"]
    assert "secret" not in str(body)
    assert "secret column" in caplog.text


@pytest.mark.parametrize(("language", "word"), [("en", "choose another"), ("zh", "请换一个")])
def test_a_declared_refusal_is_told_in_the_readers_language(language: str, word: str) -> None:
    error = ask("{thing{refused}}", language=language)["errors"][0]

    assert word in error["message"]
    assert error["extensions"]["code"] == "CODE_TAKEN"
    assert error["extensions"]["field"] == "siteCode"
    assert error["extensions"]["params"] == {"value": "X"}


def test_a_field_without_its_right_is_null_and_one_that_refuses_says_so() -> None:
    poor = person(frozenset({P.ITEM_READ}))

    assert ask("{thing{price}}")["data"] == {"thing": {"price": "12.50"}}
    assert ask("{thing{price}}", actor=poor) == {"data": {"thing": {"price": None}}}
    refused = ask("{things(keys: [1]){key}}", actor=poor)
    assert refused["data"] == {"things": None}
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert calls == []


def test_aliases_fragments_and_directives_are_executed_by_the_book() -> None:
    text = """query($no: Boolean = false) {
      a: thing(key: 1) { ...f name @skip(if: true) }
      b: thing(key: 2) { ...f boss @include(if: $no) { name } }
      __typename
    } fragment f on Thing { key again: key ... on Thing { __typename } }"""

    body = ask(text)

    row: dict[str, Any] = {"key": 1, "again": 1, "__typename": "Thing"}
    assert body == {"data": {"a": row, "b": {**row, "key": 2, "again": 2}, "__typename": "Query"}}
