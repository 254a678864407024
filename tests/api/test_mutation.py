"""Mutations: right, one effect per key, refusals as data, faults that keep nothing."""

import pytest

from accounts.permissions import P
from api.models import IdempotencyKey
from api.mutation import DomainMutation
from tenancy.context import acting_as
from tenancy.models import Site
from tests.api.samples import SitePayload, ask, calls, person
from tests.world import LEADER, OTHER

CREATE = "mutation($key: String!, $code: String!) { siteCreate(idempotencyKey: $key, code: $code) %s }"
FULL = CREATE % "{ site { code } notes errors { code field message allowed } }"


def create(code: str, key: str = "key-0001", text: str = FULL, **options: object) -> dict[str, object]:
    return ask(text, {"key": key, "code": code}, **options)  # type: ignore[arg-type]


def codes(prefix: str = "K") -> list[str]:
    with acting_as(LEADER.id):
        return sorted(
            Site.objects.filter(enterprise_id=LEADER.id, code__startswith=prefix).values_list(
                "code", flat=True
            )
        )


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """All of these need one."""


def test_an_act_answers_what_it_made() -> None:
    body = create("K1")

    assert body == {"data": {"siteCreate": {"site": {"code": "K1"}, "notes": ["K1"], "errors": []}}}
    assert codes() == ["K1"]


def test_the_same_key_and_content_have_one_effect_and_the_first_answer() -> None:
    first = create("K1")

    second = create("K1")

    assert second == first
    assert calls == []
    assert codes() == ["K1"]


@pytest.mark.parametrize(
    ("code", "text"), [("K2", FULL), ("K1", CREATE % "{ notes }")], ids=["other arguments", "other selection"]
)
def test_the_same_key_with_other_content_is_refused(code: str, text: str) -> None:
    create("K1")

    body = create(
        code, text=text if "errors" in text else text.replace("{ notes }", "{ notes errors { code } }")
    )

    assert body["data"]["siteCreate"]["errors"][0]["code"] == "IDEMPOTENCY_MISMATCH"
    assert codes() == ["K1"]


def test_keys_are_each_persons_and_each_enterprises_own() -> None:
    create("K1")

    colleague = create("K2", actor=person(user_id=OTHER.id))
    elsewhere = create("K1", actor=person(enterprise_id=OTHER.id))

    assert colleague["data"]["siteCreate"]["site"] == {"code": "K2"}
    assert elsewhere["data"]["siteCreate"]["site"] == {"code": "K1"}
    assert codes() == ["K1", "K2"]


def test_a_refusal_is_data_keeps_nothing_and_leaves_the_key_free() -> None:
    refused = create("BAD1")

    payload = refused["data"]["siteCreate"]
    assert "errors" not in refused
    assert payload["site"] is None
    assert payload["notes"] == []
    assert payload["errors"] == [
        {
            "code": "CODE_TAKEN",
            "field": "siteCode",
            "message": "Code “BAD1” exists; choose another.",
            "allowed": ["OK"],
        }
    ]
    assert codes("BAD") == []
    assert create("K1")["data"]["siteCreate"]["errors"] == []


def test_a_fault_keeps_nothing_of_the_whole_request() -> None:
    text = """mutation { a: siteCreate(idempotencyKey: "key-0001", code: "K1") { notes }
                         b: siteCreate(idempotencyKey: "key-0002", code: "CRASH") { notes } }"""

    body = ask(text)

    assert body["data"] is None
    assert [error["extensions"]["code"] for error in body["errors"]] == ["INTERNAL"]
    assert codes() == []
    with acting_as(LEADER.id, person().user_id):
        assert not IdempotencyKey.objects.exists()


def test_a_fault_in_what_is_asked_back_keeps_nothing_either() -> None:
    body = create("K1", text=CREATE % "{ site { code } broken }")

    assert body["data"] is None
    assert codes() == []


def test_mutations_of_one_request_run_one_after_the_other() -> None:
    text = """mutation { a: siteCreate(idempotencyKey: "key-0001", code: "K1") { notes }
                         b: siteCreate(idempotencyKey: "key-0001", code: "K1") { notes }
                         c: siteCreate(idempotencyKey: "key-0002", code: "K2") { notes } }"""

    body = ask(text)

    assert calls == ["create K1", "create K2"]
    assert body["data"]["c"] == {"notes": ["K2"]}


def test_without_the_right_nothing_runs() -> None:
    body = create("K1", actor=person(frozenset({P.ITEM_READ})))

    assert body["data"]["siteCreate"]["errors"][0]["code"] == "FORBIDDEN"
    assert calls == []


@pytest.mark.parametrize("key", ["short", "x" * 101, "with blank", "键键键键键键键键", "line\nbreak"])
def test_malformed_keys_are_refused(key: str) -> None:
    assert create("K1", key)["data"]["siteCreate"]["errors"][0]["code"] == "IDEMPOTENCY_KEY_INVALID"
    assert calls == []


def test_a_mutation_without_a_permission_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="permission"):

        class Careless(DomainMutation):
            Output = SitePayload


def test_a_mutation_without_a_payload_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="Output"):

        class Shapeless(DomainMutation):
            permission = P.ITEM_WRITE
