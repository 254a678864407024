"""The relay: every committed event reaches every audience once, in order, whatever commits when."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from events import relay, streams
from events.models import Event, StreamEntry, StreamHead
from events.relay import place_pending, relay_once
from events.selectors import stream_bounds
from tenancy.context import acting_as, system_access
from tests.events.facts import buyer, say, seller, stream, tell
from tests.world import FIRST, LEADER, OTHER, SECOND

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[object, int]]:
    """The hints that would have been sent."""
    told: list[dict[object, int]] = []
    monkeypatch.setattr(relay, "tell_positions", lambda heads: told.append(dict(heads)) or True)
    return told


def test_an_event_reaches_its_audience_and_nobody_else() -> None:
    tell(buyer(), payload={"n": 1})

    relay_once()

    assert [entry.payload for entry in stream(LEADER)] == [{"n": 1}]
    assert [entry.payload for entry in stream(FIRST)] == [{"n": 1}]
    assert stream(SECOND) == []
    assert stream(OTHER) == []


def test_names_of_people_stay_on_their_own_side() -> None:
    tell(buyer())
    tell(seller())

    relay_once()

    assert [bool(entry.actor_name) for entry in stream(LEADER)] == [True, False]
    assert [bool(entry.actor_name) for entry in stream(FIRST)] == [False, True]


def test_positions_have_no_gap_and_each_enterprise_its_own() -> None:
    for number in range(5):
        tell(buyer(), payload={"n": number}, audience=(LEADER, FIRST) if number % 2 else (LEADER,))
        relay_once()

    assert [entry.position for entry in stream(LEADER)] == [1, 2, 3, 4, 5]
    assert [entry.position for entry in stream(FIRST)] == [1, 2]


def test_a_second_pass_adds_nothing() -> None:
    tell(buyer())
    relay_once()

    assert relay_once().events == 0
    assert len(stream(LEADER)) == 1


def test_what_was_rolled_back_is_never_heard_of() -> None:
    actor = buyer()
    with acting_as(actor.enterprise_id), transaction.atomic():
        say(actor)
        transaction.set_rollback(True)

    relay_once()

    assert stream(LEADER) == []


def test_a_lower_number_that_commits_late_is_not_skipped() -> None:
    early = buyer()
    emitted, commit = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with acting_as(early.enterprise_id), transaction.atomic():
                say(early, payload={"who": "slow"})
                emitted.set()
                commit.wait(10)
        finally:
            connections.close_all()

    writer = threading.Thread(target=slow)
    writer.start()
    emitted.wait(10)
    tell(buyer(), payload={"who": "quick"})
    relay_once()
    seen_first = [entry.payload["who"] for entry in stream(LEADER)]
    commit.set()
    writer.join()
    relay_once()

    assert seen_first == ["quick"]
    assert [entry.payload["who"] for entry in stream(LEADER)] == ["quick", "slow"]
    with system_access("test"):
        numbers = dict(Event.objects.using("system").values_list("payload__who", "number"))
    assert numbers["slow"] < numbers["quick"]  # a reader of "number > last seen" would have lost it


def test_interleaved_writers_lose_nothing_double_nothing_and_keep_each_documents_order() -> None:
    """Eight writers, rows locked as services do, commits at random moments, the relay running beside them."""
    actor, rounds, documents = buyer(), 12, 3
    stop = threading.Event()
    heads = [StreamHead(enterprise_id=firm.id) for firm in (SECOND, OTHER, FIRST)]
    with system_access("test"):
        StreamHead.objects.using("system").bulk_create(heads)
    roots = [head.id for head in heads]  # any rows that can be locked will do for documents

    def write(seed: int) -> None:
        dice = random.Random(seed)
        try:
            for turn in range(rounds):
                root = dice.choice(roots)
                with (
                    system_access("test"),
                    acting_as(actor.enterprise_id),
                    transaction.atomic(using="system"),
                    transaction.atomic(),
                ):
                    StreamHead.objects.using("system").select_for_update().get(id=root)
                    version = StreamHead.objects.using("system").get(id=root).pruned_position + 1
                    StreamHead.objects.using("system").filter(id=root).update(pruned_position=version)
                    say(actor, root_id=root, version=version, payload={"id": f"{seed}.{turn}"})
                    threading.Event().wait(dice.random() * 0.01)
                    if dice.random() < 0.2:
                        transaction.set_rollback(True)
                        transaction.set_rollback(True, using="system")
        finally:
            connections.close_all()

    def relaying() -> None:
        try:
            while not stop.is_set():
                relay_once()
        finally:
            connections.close_all()

    relays = [threading.Thread(target=relaying) for _ in range(2)]
    for thread in relays:
        thread.start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    stop.set()
    for thread in relays:
        thread.join()
    relay_once()

    entries = stream(LEADER)
    with system_access("test"):
        emitted = set(Event.objects.using("system").values_list("id", flat=True))
    assert len(emitted) > documents * 8
    assert [entry.position for entry in entries] == list(range(1, len(emitted) + 1))
    assert {entry.event_id for entry in entries} == emitted
    for root in roots:
        versions = [entry.version for entry in entries if entry.root_id == root]
        assert versions == list(range(1, len(versions) + 1))


def test_a_crash_before_the_commit_changes_nothing_and_the_next_pass_makes_up_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tell(buyer())

    def crash(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(relay, "now", crash)
        with pytest.raises(ConnectionError), system_access("test"):
            place_pending()
    assert stream(LEADER) == []

    relay_once()

    assert [entry.position for entry in stream(LEADER)] == [1]


def test_the_inbox_key_refuses_a_second_entry_of_one_event() -> None:
    """At-least-once delivery into the stream ends in once: the database has the last word."""
    tell(buyer())
    relay_once()
    with system_access("test"):
        Event.objects.using("system").update(relayed_at=None)
        with pytest.raises(IntegrityError):
            place_pending()

    assert len(stream(LEADER)) == 1


def test_positions_are_told_after_the_commit_only(
    told: list[dict[object, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(buyer())

    def look(heads: dict[object, int]) -> bool:
        if heads:
            with acting_as(LEADER.id):
                assert stream_bounds(LEADER.id).head == heads[LEADER.id]
            told.append(heads)
        return True

    monkeypatch.setattr(relay, "tell_positions", look)
    relay_once()

    assert told == [{LEADER.id: 1, FIRST.id: 1}]


def test_more_than_a_batch_takes_several_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "BATCH", 3)
    for _ in range(7):
        tell(buyer())

    passes = [relay_once().events for _ in range(4)]

    assert passes == [3, 3, 1, 0]


def test_while_one_relay_works_the_other_stands_by() -> None:
    tell(buyer())
    with system_access("test"), transaction.atomic(using="system"):
        assert relay._takes_turn()

        def other() -> int:
            try:
                with system_access("test"):
                    return place_pending().events
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(other).result() == 0
    assert relay_once().events == 1


def test_the_application_cannot_write_streams_or_read_the_outbox() -> None:
    tell(buyer())
    relay_once()
    actor = buyer()
    attempts = (
        lambda: StreamEntry.objects.update(position=9),
        lambda: StreamEntry.objects.all().delete(),
        lambda: StreamHead.objects.update(last_position=9),
        lambda: list(Event.objects.all()),
        lambda: Event.objects.update(relayed_at=None),
    )
    for attempt in attempts:
        with (
            pytest.raises(Exception, match="permission denied"),
            acting_as(actor.enterprise_id),
            transaction.atomic(),
        ):
            attempt()
    assert streams.SYSTEM == "system"


def test_an_event_cannot_be_emitted_in_anothers_name() -> None:
    actor = buyer()
    with pytest.raises(Exception, match="row-level security"), acting_as(OTHER.id), transaction.atomic():
        say(actor)


def test_an_event_needs_a_transaction_and_an_audience() -> None:
    actor = buyer()
    with acting_as(actor.enterprise_id):
        with pytest.raises(RuntimeError, match="transaction"):
            say(actor)
        with pytest.raises(ValueError, match="audience"), transaction.atomic():
            say(actor, audience=())
