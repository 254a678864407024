"""Documents that are too large, or not of the schema, are refused before any resolver runs."""

import pytest

from api import documents
from api.documents import DocumentRefused, prepare
from api.errors import TooLarge
from api.limits import Limits
from tests.api.samples import ask, calls, context, engine, schema


def _nested(depth: int) -> str:
    return "{thing{" + "boss{" * (depth - 2) + "name" + "}" * (depth - 2) + "}}"


def _fragments(count: int) -> str:
    """Each fragment spreads the next twice: 2^count fields from a short text."""
    parts = [f"fragment f{i} on Thing{{...f{i + 1} x:boss{{...f{i + 1}}}}}" for i in range(count)]
    return "{thing{...f0}} " + " ".join(parts) + f" fragment f{count} on Thing{{name}}"


HOSTILE = {
    "depth 50": _nested(50),
    "depth 5,000": "{thing" + "{boss" * 5_000 + "}" * 5_000,
    "1,000 aliases": "{" + "".join(f"a{i}:thing{{name}} " for i in range(1_000)) + "}",
    "16 aliases": "{" + "".join(f"a{i}:thing{{key}} " for i in range(16)) + "}",
    "5 MB": "{thing{" + "name " * 1_000_000 + "}}",
    "20,001 characters": "{thing{name}}" + " " * 20_000,
    "unknown field": "{thing{name nonexistent}}",
    "unknown root field": "{nonexistent}",
    "unknown argument": "{thing(nonexistent: 1){name}}",
    "201 fields": "{thing{" + "name " * 200 + "}}",
    "directives": "{thing{name " + " ".join("key @include(if: true)" for _ in range(11)) + "}}",
    "repeated directive": "{thing{name @include(if: true) @include(if: true)}}",
    "fragment cycle": "{thing{...a}} fragment a on Thing{boss{...b}} fragment b on Thing{boss{...a}}",
    "fragment on itself": "{thing{...a}} fragment a on Thing{...a}",
    "exponential fragments": _fragments(30),
    "5 mutations": "mutation{" + "".join(f'm{i}:siteCreate(idempotencyKey:"k{i}23456789",code:"{i}"){{notes}} ' for i in range(5)) + "}",
    "5 mutations in fragments": "mutation{...m ...m} fragment m on Mutation{"
    + "".join(f'm{i}:siteCreate(idempotencyKey:"k{i}23456789",code:"{i}"){{notes}} ' for i in range(3)) + "}",
    "comments": "{thing{name}}" + "#\n" * 101,
    "tokens": "{thing{" + "...on Thing{key}" * 1_200 + "}}",
    "introspection": "{__schema{types{name}}}",
    "type introspection": '{__type(name:"Thing"){name}}',
    "two operations without a name": "query a{thing{name}} query b{thing{name}}",
    "syntax": "{thing{name}",
    "empty": "",
    "wrong variable": "query($k: Int!){thing(key: $k){name}}",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_reach_no_resolver(name: str) -> None:
    body = ask(HOSTILE[name])

    assert "data" not in body
    assert body["errors"][0]["extensions"]["code"] in (
        "LIMIT_EXCEEDED",
        "DOCUMENT_INVALID",
        "REQUEST_INVALID",
    )
    assert calls == []


FIT = {
    "depth 10": _nested(10),
    "15 aliases": "{" + "".join(f"a{i}:thing{{key}} " for i in range(15)) + "}",
    "200 fields": "{thing{" + "name " * 199 + "}}",
    "10 directives": "{thing{name " + " ".join("key @include(if: true)" for _ in range(10)) + "}}",
    "fragment spread twice": "{thing{...a boss{...a}}} fragment a on Thing{name}",
    "typename": "{__typename}",
}


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", FIT)
def test_documents_just_within_the_limits_are_answered(name: str) -> None:
    body = ask(FIT[name])

    assert "errors" not in body
    assert body["data"]
    assert calls or name == "typename"


BOUNDLESS = Limits(*[10**9] * 10)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", ["depth 50", "16 aliases", "201 fields"])
def test_control_without_limits_the_same_documents_do_run(name: str) -> None:
    prepared = prepare(schema, HOSTILE[name], limits=BOUNDLESS)
    calls.clear()

    engine.run(prepared, context())

    assert calls


def test_standard_rules_are_on_and_the_check_would_see_them_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "{thing{name nonexistentOnlyHere}}"
    with pytest.raises(DocumentRefused):
        prepare(schema, text)

    monkeypatch.setattr(documents, "_rules", lambda: ())

    assert prepare(schema, text)


def test_no_suggestions() -> None:
    message = ask("{thing{nam}}")["errors"][0]["message"]

    assert "nam" in message
    assert "mean" not in message


def _pages(first: str) -> str:
    return f"query($n: Int){{sites(first: {first}){{edges{{node{{code}}}}}}}}"


@pytest.mark.parametrize(
    ("text", "variables"), [(_pages("100"), {}), (_pages("$n"), {"n": 100}), (_pages("$n"), {"n": 10**6})]
)
def test_cost_multiplies_page_sizes_wherever_they_stand(text: str, variables: dict[str, int]) -> None:
    if "$n)" not in text:
        text = text.replace("query($n: Int)", "query")

    with pytest.raises(TooLarge) as caught:
        prepare(schema, text, variables, limits=Limits(cost=299))

    assert caught.value.params == {"what": "cost", "value": 300, "limit": 299}
    assert prepare(schema, text, variables, limits=Limits(cost=300))


def test_plain_lists_count_a_few_rows_each() -> None:
    with pytest.raises(TooLarge) as caught:
        prepare(schema, "{things(keys: [1]){boss{parts{name}}}}", limits=Limits(cost=1))

    assert caught.value.params["value"] == 5 * (1 + 1 + 5)


def test_remembered_documents_stay_within_their_length_and_the_oldest_go_first() -> None:
    memory = documents.DocumentMemory(100)
    document = prepare(schema, "{thing{name}}").document
    for name in "abc":
        memory.keep((1, Limits(), name * 40), document)
    memory.get((1, Limits(), "b" * 40))
    memory.keep((1, Limits(), "d" * 40), document)

    kept = [name for name in "abcd" if memory.get((1, Limits(), name * 40)) is not None]

    assert kept == ["b", "d"]
