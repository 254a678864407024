"""Resuming a stream: from any kept position in order, and RESYNC from any other."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.clock import now
from events.errors import Resync
from events.models import Event, StreamEntry
from events.pruning import prune
from events.relay import relay_once
from events.selectors import Bounds, parse_position, stream_bounds, stream_of_root, stream_since
from tenancy.context import acting_as, system_access
from tests.events.facts import DOCUMENT, buyer, stream, tell
from tests.world import FIRST, LEADER, SECOND

pytestmark = pytest.mark.usefixtures("committed")


def since(after: object, limit: int = 200) -> tuple[list[int], int]:
    with acting_as(LEADER.id):
        found = stream_since(buyer(), after, limit)  # type: ignore[arg-type]
    return [entry.position for entry in found.entries], found.position


@pytest.fixture
def ten_entries() -> None:
    for number in range(10):
        tell(buyer(), payload={"n": number})
    relay_once()


@pytest.mark.usefixtures("ten_entries")
def test_every_position_resumes_with_exactly_what_follows() -> None:
    for after in range(11):
        assert since(after) == (list(range(after + 1, 11)), 10)
        assert since(str(after), limit=3)[0] == list(range(after + 1, min(after + 4, 11)))


@pytest.mark.usefixtures("ten_entries")
@pytest.mark.parametrize("after", ["11", "-1", "", "nonsense", "9" * 30, "١", "1.0", " 1", "0x1"])
def test_positions_that_never_were_are_answered_with_resync(after: str) -> None:
    with pytest.raises(Resync) as caught:
        since(after)

    assert caught.value.params["position"] == "10"


@pytest.mark.usefixtures("ten_entries")
def test_what_is_pruned_cannot_be_resumed_and_the_rest_still_can() -> None:
    with system_access("test"):
        old = StreamEntry.objects.using("system").filter(enterprise_id=LEADER.id, position__lte=4)
        old.update(appended_at=now() - timedelta(days=31))
        # Numbers do not begin at 1: tests that were rolled back before have used some.
        first = list(Event.objects.using("system").order_by("number").values_list("id", flat=True)[:4])
        Event.objects.using("system").filter(id__in=first).update(relayed_at=now() - timedelta(days=31))
    with system_access("purge"):
        assert prune() == 4

    with pytest.raises(Resync):
        since(3)
    assert since(4) == ([5, 6, 7, 8, 9, 10], 10)
    assert len(stream(FIRST)) == 10
    with system_access("test"):
        assert Event.objects.using("system").count() == 6
    tell(buyer())
    relay_once()
    assert since(10) == ([11], 11)


def test_an_enterprise_nobody_wrote_to_has_an_empty_stream() -> None:
    with acting_as(SECOND.id):
        assert stream_bounds(SECOND.id) == Bounds(0, 0)
    assert parse_position("0", Bounds(0, 0)) == 0


@pytest.mark.usefixtures("ten_entries")
def test_the_events_of_one_document() -> None:
    tell(buyer(), root_id=LEADER.id)
    relay_once()
    with acting_as(LEADER.id):
        assert stream_of_root(buyer(), DOCUMENT).count() == 10


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=25), st.integers(0, 50), st.integers(0, 50))
def test_no_text_is_read_as_a_position_outside_the_bounds(text: str, floor: int, length: int) -> None:
    bounds = Bounds(floor, floor + length)
    try:
        position = parse_position(text, bounds)
    except Resync:
        return
    assert bounds.floor <= position <= bounds.head
    assert str(position) == text.lstrip("0") or position == 0
