"""GraphQL over HTTP: statuses, media types, who may ask, and that strangers reach nothing."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.gate import actor_for
from accounts.permissions import P
from accounts.services.tokens import token_create
from api import discovery, http
from tests.api.samples import calls, engine
from tests.world import LEADER, OTHER

URL = "/graphql/"
RESPONSE_JSON = "application/graphql-response+json"
HELLO = {"query": "{thing{name}}"}


@pytest.fixture(autouse=True)
def _sample_schema(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "engine", lambda: engine)
    calls.clear()


@pytest.fixture
def bearer() -> str:
    actor = actor_for(LEADER.login("INTEGRATION"))
    _, secret = token_create(actor=actor, name="test", scopes=[P.ORDER_READ], expires_in_days=1)
    return f"Bearer {secret}"


def post(bearer: str | None, body: Any = HELLO, **options: Any) -> HttpResponse:
    headers = {**({"Authorization": bearer} if bearer else {}), **options.pop("headers", {})}
    content = body if isinstance(body, (str, bytes)) else json.dumps(body)
    kind = options.pop("content_type", "application/json")
    return Client().post(options.pop("url", URL), content, content_type=kind, headers=headers)


def code_of(response: HttpResponse) -> str:
    return str(json.loads(response.content)["errors"][0]["extensions"]["code"])


def test_a_query_is_answered(bearer: str) -> None:
    response = post(bearer)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert json.loads(response.content) == {"data": {"thing": {"name": "thing 1"}}}


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer lw_unknown", "Basic YTpi", "Bearer x" * 50]
)
@pytest.mark.parametrize("body", [HELLO, {"query": "{" * 50}, "not json"])
def test_strangers_get_the_same_answer_before_anything_is_read(authorization: str | None, body: Any) -> None:
    response = post(authorization, body)

    assert (response.status_code, code_of(response)) == (401, "UNAUTHENTICATED")
    assert response["WWW-Authenticate"] == "Bearer"
    assert calls == []


def test_a_cookie_without_the_guard_header_is_nobody() -> None:
    client = Client()
    client.cookies["lianwang_session"] = "whatever"

    assert client.post(URL, json.dumps(HELLO), content_type="application/json").status_code == 401


@pytest.mark.parametrize("enterprise", [str(OTHER.id), "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "nonsense"])
def test_a_foreign_a_random_and_a_malformed_enterprise_are_refused_alike(
    bearer: str, enterprise: str
) -> None:
    response = post(bearer, headers={"X-Acting-Enterprise": enterprise})

    assert (response.status_code, code_of(response)) == (404, "NOT_FOUND")
    assert calls == []


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head", "options"])
def test_only_post_is_served(bearer: str, method: str) -> None:
    response = getattr(Client(), method)(f"{URL}?query={{thing{{name}}}}", headers={"Authorization": bearer})

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert calls == []


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "application/graphql", "",
        "application/json; charset=utf-16", "application/json; charset=latin-1", "application/jsonp",
    ],
)  # fmt: skip
def test_only_json_in_utf8_is_read(bearer: str, kind: str) -> None:
    response = post(bearer, content_type=kind)

    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert calls == []


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "Application/JSON; charset=UTF-8"]
)
def test_utf8_is_assumed_or_said(bearer: str, kind: str) -> None:
    assert post(bearer, content_type=kind).status_code == 200


BAD_BODIES = [
    " ", "nonsense", "[]", '[{"query":"{thing{name}}"}]', '"{thing{name}}"', "null", "{}", '{"query": null}',
    '{"query": 1}', '{"query": ["{thing{name}}"]}', '{"query": {"a": 1}}', '{"query": "{thing{name}}", "variables": "a"}',
    '{"query": "{thing{name}}", "variables": [1]}', '{"query": "{thing{name}}", "operationName": 1}',
    '{"query": "{thing{name}}", "extensions": "a"}', '{"query": "{thing{name}}", "variables": {"a": NaN}}',
    b'{"query": "\xff\xfe"}', "[" * 200_000, '{"query": "{thing{name}}", "variables": {"a": ' + "9" * 5_000 + "}}",
]  # fmt: skip


@pytest.mark.parametrize("accept", ["application/json", RESPONSE_JSON])
@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_malformed_requests_are_400(bearer: str, body: str | bytes, accept: str) -> None:
    response = post(bearer, body, headers={"Accept": accept})

    assert (response.status_code, code_of(response)) == (400, "REQUEST_INVALID")
    assert calls == []


@pytest.mark.parametrize("name", ["variables", "operationName", "extensions"])
def test_optional_parameters_may_be_null(bearer: str, name: str) -> None:
    assert post(bearer, {**HELLO, name: None}).status_code == 200


def test_a_body_beyond_a_megabyte_is_refused_unread(bearer: str) -> None:
    response = post(bearer, {"query": "{thing{" + "name " * 1_000_000 + "}}"})

    assert (response.status_code, code_of(response)) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize(
    ("body", "as_json", "as_response"),
    [
        (HELLO, 200, 200),
        ({"query": "{thing{broken}}"}, 200, 200),
        ({"query": "{thing{"}, 200, 400),
        ({"query": "{nonexistent}"}, 200, 400),
        ({"query": "query($k: Int!){thing(key: $k){name}}"}, 200, 400),
        ({"query": "{thing{name}}", "operationName": "other"}, 200, 400),
    ],
    ids=["good", "field error", "syntax", "unknown field", "variables", "operation"],
)
def test_the_media_type_decides_the_status(bearer: str, body: Any, as_json: int, as_response: int) -> None:
    plain, newer = post(bearer, body), post(bearer, body, headers={"Accept": RESPONSE_JSON})

    assert (plain.status_code, newer.status_code) == (as_json, as_response)
    assert newer["Content-Type"] == f"{RESPONSE_JSON}; charset=utf-8"
    assert json.loads(plain.content).keys() == json.loads(newer.content).keys()


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, http.PLAIN_JSON), ("", http.PLAIN_JSON), ("*/*", http.PLAIN_JSON), ("application/*", http.PLAIN_JSON),
        ("application/json", http.PLAIN_JSON), (RESPONSE_JSON, RESPONSE_JSON),
        (f"{RESPONSE_JSON}, application/json;q=0.9", RESPONSE_JSON), (f"application/json, {RESPONSE_JSON}", RESPONSE_JSON),
        (f"{RESPONSE_JSON};q=0.2, application/json;q=0.8", http.PLAIN_JSON), ("text/html, */*;q=0.1", http.PLAIN_JSON),
    ],
)  # fmt: skip
def test_the_media_type_of_the_answer(accept: str | None, chosen: str) -> None:
    assert http.choose_media_type(accept) == chosen


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/json;q=0", "*/*;q=nonsense"])
def test_who_takes_neither_media_type_gets_406(bearer: str, accept: str) -> None:
    assert post(bearer, headers={"Accept": accept}).status_code == 406


def test_a_subscription_is_sent_to_the_socket(bearer: str) -> None:
    assert code_of(post(bearer, {"query": "subscription{siteAdded{code}}"})) == "SUBSCRIPTION_OVER_HTTP"


@pytest.mark.parametrize(("language", "word"), [("en", "at most"), ("zh-CN,zh;q=0.9", "最多")])
def test_errors_come_in_the_language_of_the_request(bearer: str, language: str, word: str) -> None:
    body = {"query": "{" + "".join(f"a{i}:thing{{key}} " for i in range(16)) + "}"}

    response = post(bearer, body, headers={"Accept-Language": language})

    assert word in json.loads(response.content)["errors"][0]["message"]


def test_masked_errors_name_the_request_the_answer_names(bearer: str) -> None:
    response = post(bearer, {"query": "{thing{broken}}"})

    error = json.loads(response.content)["errors"][0]
    assert error["extensions"]["requestId"] == response["X-Request-Id"]
    assert response["X-Request-Id"] in error["message"]


def test_the_schema_is_published_to_those_who_are_signed_in(
    bearer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discovery, "build_schema", lambda: engine.schema)

    found = Client().get("/schema.graphql", headers={"Authorization": bearer})

    assert found.status_code == 200
    assert "type Thing" in found.content.decode()
    assert Client().get("/schema.graphql").status_code == 401
    assert Client().post("/schema.graphql").status_code == 405
