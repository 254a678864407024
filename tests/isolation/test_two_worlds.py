"""Noninterference: what a supplier sees, hears and downloads is the same byte for byte with and without a rival.

The same life of FIRST is led twice, on two fresh databases: in the second one SECOND supplies the same buyer in
between, at other prices and in every state. Only random ids, the machine's own time and signed links may differ.
"""

import base64
import json
import random
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from common import clock
from live.subscriptions import Pushed
from orders.models import AdvanceShipNotice
from orders.services import answers
from orders.states import AnswerKind
from tenancy.context import acting_as
from tests import world
from tests.isolation import rows, sharing, stage
from tests.isolation.asking import ask, required_variables, text_of
from tests.isolation.oracle import Eyes, eyes_of
from tests.isolation.selections import act_document, documents, leaf_paths, schema, selection
from tests.isolation.selections import document as document_of
from tests.isolation.stage import Trade, everything

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]
BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ME, RIVAL = world.FIRST, world.SECOND
Rival = Callable[[int], None]

INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(\+00:00|Z)?")
RANDOM_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
NUMBER = re.compile(r"\b(PO|ASN|GR)-\d{4}-\w+")
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
LINK = re.compile(r"/files/downloads/[^\"]+")


class Dice:
    """Ids by the hand that draws them, so that one hand's ids do not depend on another's."""

    def __init__(self) -> None:
        self._hands: dict[str, random.Random] = {}
        self.hand = "house"

    def __call__(self) -> uuid.UUID:
        dice = self._hands.setdefault(self.hand, random.Random(self.hand))
        return uuid.UUID(int=dice.getrandbits(128), version=4)

    @contextmanager
    def held_by(self, hand: str) -> Iterator[None]:
        before, self.hand = self.hand, hand
        try:
            yield
        finally:
            self.hand = before


class Transcript:
    """Everything one person was told, with what may differ replaced by its place of first appearance."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._names: dict[str, str] = {}

    def note(self, what: str, told: Any) -> None:
        text = told if isinstance(told, str) else text_of(_opened(told))
        text = LINK.sub("<link>", DIGEST.sub("<digest>", INSTANT.sub(self._instant, text)))
        text = NUMBER.sub(self._named, RANDOM_ID.sub(self._named, text))
        self.lines.append(f"{what}: {text}")

    def _instant(self, found: re.Match[str]) -> str:
        """Instants of the life that is led stay; those of the machine go."""
        return found[0] if found[0].startswith("2026-03") else "<now>"

    def _named(self, found: re.Match[str]) -> str:
        return self._names.setdefault(found[0], f"<{len(self._names)}>")


def _opened(told: Any) -> Any:
    """The answer with its cursors decoded: they carry ids."""
    if isinstance(told, dict):
        return {
            name: _decoded(value)
            if name in ("cursor", "startCursor", "endCursor") and value
            else _opened(value)
            for name, value in told.items()
        }
    return [_opened(item) for item in told] if isinstance(told, list) else told


def _decoded(cursor: str) -> Any:
    try:
        return json.loads(base64.urlsafe_b64decode(cursor))
    except ValueError:
        return cursor


def observe(transcript: Transcript, name: str) -> None:
    """Every query, every stream, every list as a file: all that FIRST can learn at this moment."""
    eyes, me = _tidy(eyes_of(ME)), everything(ME)
    for root in rows.QUERIES:
        for index, asked in enumerate(documents(root)):
            transcript.note(f"{name} {root} {index}", ask(me, asked, required_variables(root, eyes)))
    _listen(transcript, name)
    _export(transcript, name)


def _tidy(eyes: Eyes) -> Eyes:
    """The same row is asked for in both worlds."""
    for label in eyes.visible_ids:
        eyes.visible_ids[label].sort(key=lambda row: str(row["id"]))
    return eyes


def _listen(transcript: Transcript, name: str) -> None:
    from api.discovery import engine
    from events.selectors import stream_since

    me = everything(ME)
    with acting_as(me.enterprise_id, me.user_id):
        entries = stream_since(me, 0, limit=1000).entries
    for root, types in HEARD.items():
        kind: Any = schema().subscription_type.fields[root].type.of_type  # type: ignore[union-attr]
        paths = sorted((path for path, _, _ in leaf_paths(kind, 2)), key=len)[:60]
        chosen: Any = engine().subscription(
            document_of(root, selection(paths), "subscription"), {"after": "0"}, None, "zh"
        )
        for entry in entries:
            if entry.type.startswith(types):
                transcript.note(f"{name} heard", engine().push(chosen, me, "zh", [Pushed(entry)]))


HEARD = {
    "orderChanges": ("orders.",),
    "sharingChanges": ("suppliers.sharing.",),
    "supplyChanges": ("suppliers.item.stock_", "suppliers.capacity.", "suppliers.production."),
    "questionChanges": ("suppliers.question.", "suppliers.inquiry."),
}


def _export(transcript: Transcript, name: str) -> None:
    from exchange.registry import export_kinds
    from tests.isolation.test_matrix_files import exported

    for kind in export_kinds():
        transcript.note(f"{name} export {kind.key}", text_of(exported(everything(ME), kind.key)))


def say(transcript: Transcript, name: str, **variables: Any) -> dict[str, Any]:
    """FIRST acts over the API; what it is answered is noted."""
    key = {"idempotencyKey": f"first-{len(transcript.lines):06d}"}
    body = ask(everything(ME), act_document(name), key | variables)
    transcript.note(name, body)
    return body


def live(dice: Dice, rival: Rival) -> Transcript:
    """The life of FIRST as a supplier of LEADER, step by step; between the steps the rival does what it likes."""
    transcript, mine = Transcript(), Trade(world.LEADER_FIRST)
    minute = 0

    @contextmanager
    def step() -> Iterator[None]:
        nonlocal minute
        minute += 10
        with clock.at(BEGIN + timedelta(minutes=minute - 5)), dice.held_by("rival"):
            rival(minute)
            stage.relay()
        with clock.at(BEGIN + timedelta(minutes=minute)), dice.held_by("first"):
            yield
            with dice.held_by("house"):
                stage.relay()

    with step():
        accepted = mine.lines(mine.sent(100))[0]
    with step():
        split = mine.lines(mine.sent(200))[0]
    with step():
        countered = mine.lines(mine.sent(300))[0]
        observe(transcript, "orders came")
    with step():
        answer = {"scheduleLineId": str(accepted.id), "version": accepted.version, "kind": "ACCEPT"}
        say(transcript, "scheduleLinesAnswer", answers=[answer])
    with step():
        parts = [answers.Part(Decimal(150), split.requested_date)]
        mine.answer(split, AnswerKind.SPLIT, parts=parts, reason_code="CAPACITY")
    with step():
        later = countered.requested_date + timedelta(days=9)
        mine.answer(countered, AnswerKind.COUNTER, date=later, reason_code="MATERIAL")
        observe(transcript, "answered")
    with step():
        sharing.share(world.LEADER_FIRST)
        observe(transcript, "shared")
    with step():
        line = {"scheduleLineId": str(accepted.id), "quantity": "100", "lotNumber": "L-1"}
        too_much = line | {"quantity": "900"}
        place = {"partnershipId": str(mine.pair.id), "shipToSiteId": str(world.LEADER.site_id)}
        say(transcript, "asnCreate", **place, lines=[too_much])
        body = say(transcript, "asnCreate", **place, lines=[line])
        asn = body["data"]["asnCreate"]["asn"]
        say(transcript, "asnDepart", asnId=asn["id"], version=asn["version"])
    with step():
        with acting_as(world.LEADER.id):
            notice = AdvanceShipNotice.objects.get(id=asn["id"])
        mine.received(notice, 95)
        observe(transcript, "received")
    return transcript


def no_rival(_: int) -> None:
    """The world in which SECOND has nothing to do."""


def busy_rival(minute: int) -> None:
    """SECOND trades and shares with the same buyer, in every state, before each step of FIRST, and is read."""
    if minute == 10:
        stage.trade(world.LEADER_SECOND)
        sharing.share(world.LEADER_SECOND)
    sharing.read(world.LEADER_SECOND)
    rival = Trade(world.LEADER_SECOND)
    line = rival.lines(rival.sent(400 + minute))[0]
    if minute % 20 == 0:
        rival.received(rival.departed(rival.answer(line).schedule_lines[0], 400), 380)


@pytest.fixture
def lead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Rival], Transcript]:
    from tests import databases

    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)

    def run(rival: Rival) -> Transcript:
        dice = Dice()
        monkeypatch.setattr("common.ids.uuid.uuid4", dice)
        databases.mark_used()
        return live(dice, rival)

    return run


def test_a_rival_leaves_no_trace(lead: Callable[[Rival], Transcript]) -> None:
    alone, beside = lead(no_rival), lead(busy_rival)

    assert len(alone.lines) > 200
    different = [(a, b) for a, b in zip(alone.lines, beside.lines, strict=True) if a != b]
    assert different == []


def test_the_comparison_sees_a_trace(lead: Callable[[Rival], Transcript]) -> None:
    """Negative control: one more order to FIRST itself, far away in time, shows."""

    def leaky(minute: int) -> None:
        if minute == 20:
            Trade(world.LEADER_FIRST).sent(7)

    alone, beside = lead(no_rival), lead(leaky)

    assert alone.lines != beside.lines
