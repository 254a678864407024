"""Many requests with one key at once have one effect and one answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from api.idempotency import KEPT, purge
from api.models import IdempotencyKey
from common.clock import now
from tenancy.context import acting_as, system_access
from tenancy.models import Site
from tests.api.samples import context, engine, person
from tests.world import LEADER

pytestmark = pytest.mark.usefixtures("committed")

TEXT = "mutation($key: String!, $code: String!) { siteCreate(idempotencyKey: $key, code: $code) { notes errors { code } } }"


def race(requests: list[tuple[str, str]]) -> list[dict[str, object]]:
    """Send all requests (key, code) at the same moment."""
    start = Barrier(len(requests))

    def send(request: tuple[str, str]) -> dict[str, object]:
        try:
            start.wait(10)
            key, code = request
            return engine.answer(TEXT, {"key": key, "code": code}, None, context()).body["data"]["siteCreate"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def sites(prefix: str) -> int:
    with acting_as(LEADER.id):
        return Site.objects.filter(enterprise_id=LEADER.id, code__startswith=prefix).count()


def test_one_effect_and_one_answer_for_twenty_equal_requests() -> None:
    answers = race([("key-0001", "K1")] * 20)

    assert answers == [{"notes": ["K1"], "errors": []}] * 20
    assert sites("K") == 1


def test_of_different_contents_under_one_key_one_wins() -> None:
    answers = race([("key-0001", f"K{n}") for n in range(8)])

    codes = sorted(e["code"] for a in answers for e in a["errors"])  # type: ignore[attr-defined]
    assert codes == ["IDEMPOTENCY_MISMATCH"] * 7
    assert sites("K") == 1


def test_a_refused_first_lets_the_waiting_ones_try_themselves() -> None:
    answers = race([("key-0001", "BAD1")] * 5)

    assert [a["errors"] for a in answers] == [[{"code": "CODE_TAKEN"}]] * 5
    with acting_as(LEADER.id, person().user_id):
        assert not IdempotencyKey.objects.exists()


def test_keys_are_forgotten_after_their_time_and_not_before() -> None:
    race([("key-0001", "K1")])
    with acting_as(LEADER.id, person().user_id):
        IdempotencyKey.objects.update(created_at=now() - KEPT - timedelta(hours=1))
    race([("key-0002", "K2")])

    with system_access("purge"):
        assert purge() == 1
    assert race([("key-0002", "K2")]) == [{"notes": ["K2"], "errors": []}]
    assert sites("K2") == 1
