"""Files: every address × every person × own, others', random and malformed; and what is inside the exports."""

import csv
import io
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.permissions import P, permissions_of
from accounts.roles import Role
from exchange import store
from exchange.links import Target, link_to
from exchange.models import ExportRun
from exchange.pipeline.exporter import export_run
from exchange.registry import export_kinds, import_kinds
from exchange.services.exports import export_open
from exchange.states import FileFormat
from exchange.urls import urlpatterns
from tenancy.context import acting_as
from tests import world
from tests.isolation.oracle import Eyes, eyes_of, leaks
from tests.isolation.stage import everything, holding, random_id
from tests.live.samples import token_for

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.slow]
FIRMS = {firm.key: firm for firm in world.FIRMS}
PEOPLE = [(firm, role) for firm in world.FIRMS for role in firm.roles]
# Address → the right it needs; the last one is the answer to everything else under /files/.
ADDRESSES = {
    "uploads": P.IMPORT_RUN,
    "templates/<str:kind>": P.IMPORT_RUN,
    "downloads/<str:token>": None,
    "^.*$": None,
}
TARGETS = {
    Target.ORIGINAL: "exchange.ImportRun",
    Target.MARKED: "exchange.ImportRun",
    Target.EXPORT: "exchange.ExportRun",
}


@cache
def eyes(key: str) -> Eyes:
    return eyes_of(FIRMS[key])


@pytest.fixture(autouse=True, scope="module")
def _fresh_eyes(stage: object) -> None:
    eyes.cache_clear()
    bearer.cache_clear()


@cache
def bearer(login: str) -> str:
    return f"Bearer {token_for(login)}"


def get(login: str, address: str) -> HttpResponse:
    return Client().get(address, headers={"Authorization": bearer(login)})


def read(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_every_address_has_a_row() -> None:
    assert [str(pattern.pattern) for pattern in urlpatterns] == list(ADDRESSES)


@pytest.mark.parametrize("target", list(TARGETS))
def test_a_link_opens_for_its_person_alone(target: Target) -> None:
    nothing = read(get(LEADER_BUYER, "/files/downloads/nothing"))
    for firm in (world.LEADER, world.FIRST, world.OTHER):
        owner = everything(firm)
        run_id = eyes(firm.key).visible_ids[TARGETS[target]][0]["id"]
        link = link_to(owner, target, run_id)
        own = get(firm.login(firm.roles[0]), link)
        assert own.status_code == 200
        assert len(read(own)) > 20
        for other, role in PEOPLE:
            if other.login(role) == firm.login(firm.roles[0]):
                continue
            answer = get(other.login(role), link)
            assert (answer.status_code, read(answer)) == (404, nothing), (firm.key, other.key, role)


LEADER_BUYER = world.LEADER.login("BUYER")


def test_links_to_others_runs_and_broken_links_are_nothing() -> None:
    nothing = get(LEADER_BUYER, "/files/downloads/nothing")
    me = everything(world.LEADER)
    answers = set()
    for target, label in TARGETS.items():
        foreign = eyes("leader").hidden_ids[label][0]["id"]
        good = link_to(me, target, eyes("leader").visible_ids[label][0]["id"])
        for link in (
            link_to(me, target, foreign),
            link_to(me, target, random_id()),
            good[:-2],
            good + "x",
            "/files/x",
        ):
            answer = get(LEADER_BUYER, link)
            answers.add((answer.status_code, read(answer)))
    assert answers == {(404, read(nothing))}


@pytest.mark.parametrize("role", list(Role))
def test_uploads_and_templates_need_their_right(role: Role) -> None:
    person = next(((firm, r) for firm, r in PEOPLE if r == role), None)
    if person is None:
        pytest.skip("nobody of the world holds the role; the matrix of mutations covers its rights")
    firm, held = person[0], permissions_of([role])
    headers = {"Authorization": bearer(firm.login(role)), "X-Lianwang": "1"}
    upload = Client().post("/files/uploads", {"file": io.BytesIO(b"a,b\n1,2\n")}, headers=headers)
    assert upload.status_code == (201 if P.IMPORT_RUN in held else 403)
    for kind in import_kinds():
        answer = get(firm.login(role), f"/files/templates/{kind.key}")
        assert answer.status_code == (200 if {P.IMPORT_RUN, kind.permission} <= held else 403), kind.key
        assert leaks(eyes(firm.key), [], read(answer).decode("latin-1")) == set()


def exported(actor: Any, kind: str, **wanted: Any) -> list[list[str]]:
    """The rows of an export as the file holds them."""
    with acting_as(actor.enterprise_id, actor.user_id):
        run: ExportRun = export_open(actor=actor, kind=kind, file_format=FileFormat.CSV, **wanted)
        export_run(actor=actor, run=run)
        assert run.state == "DONE", run.error_params
        return list(csv.reader(io.StringIO(store.path_of(run.storage_key).read_text("utf-8-sig"))))


@pytest.mark.parametrize("key", list(FIRMS))
def test_no_export_holds_anything_hidden(key: str) -> None:
    for kind in export_kinds():
        rows = exported(everything(FIRMS[key]), kind.key)
        # Read after the export: what the firm did meanwhile is its own to see.
        found = leaks(eyes_of(FIRMS[key]), rows, str(rows))
        assert found == set(), (kind.key, found)


def test_the_detector_sees_a_leak_in_an_export() -> None:
    rows = exported(everything(world.LEADER), "SCHEDULE_LINES")

    assert len(rows) > 10
    assert leaks(eyes("second"), rows, str(rows))


@pytest.mark.parametrize("kind", ["SCHEDULE_LINES", "PURCHASE_ORDERS"])
def test_exports_hold_prices_only_for_those_who_may_see_them(kind: str) -> None:
    with_prices = exported(everything(world.LEADER), kind)
    without = exported(holding(world.LEADER, permissions=frozenset(P) - {P.PRICE_READ}), kind)
    dear = {cell for row in with_prices for cell in row} - {cell for row in without for cell in row}

    assert any(cell.startswith("311.17") for cell in dear) or kind == "PURCHASE_ORDERS"
    assert dear
    assert not any("311.17" in cell or "309.23" in cell for row in without for cell in row)


def test_an_export_by_foreign_random_and_malformed_ids_is_empty() -> None:
    actor = everything(world.SECOND)
    mine = eyes("second")
    foreign = str(mine.hidden_ids["orders.ScheduleLine"][0]["id"])
    for value in (foreign, str(random_id()), "not-an-id"):
        rows = exported(actor, "SCHEDULE_LINES", filter={"orderId": value})
        assert len(rows) == 1, value
        rows = exported(actor, "SCHEDULE_LINES", filter={"partnerIds": [value]})
        assert len(rows) == 1, value


def test_a_tokens_narrow_rights_go_with_the_export() -> None:
    """The work is done later by a worker: it may hold no more rights than who asked for it."""
    from exchange.tasks import export_task

    narrow = replace(
        everything(world.LEADER), via="token", permissions=frozenset({P.EXPORT_RUN, P.ORDER_READ})
    )
    with acting_as(narrow.enterprise_id, narrow.user_id):
        run = export_open(actor=narrow, kind="SCHEDULE_LINES", file_format=FileFormat.CSV)
        export_task(str(run.id))
        run.refresh_from_db()
        assert run.state == "DONE"
        assert "311.17" not in store.path_of(run.storage_key).read_text("utf-8-sig")
