"""From events to people: by role, once, without the actor, and never at the stream's cost."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from common import clock
from common.errors import NotFound
from common.ids import parse_id
from events import handlers
from events.handlers import NotificationDraft, RelayedEvent
from events.models import Event, Notification
from events.notifying import MAX_ATTEMPTS
from events.relay import relay_once
from events.selectors import notification_list, stream_since, unread_count
from events.services import notifications_mark_read
from tenancy.context import acting_as, system_access
from tests.events.facts import DOCUMENT, buyer, seller, stream, tell
from tests.world import FIRST, LEADER, SECOND

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def _own_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_handlers", [])


def bring(*drafts: NotificationDraft, prefix: str = "test.") -> None:
    handlers.on(prefix)(lambda event: list(drafts))


def mine(actor: object) -> list[Notification]:
    with acting_as(actor.enterprise_id, actor.user_id):  # type: ignore[attr-defined]
        return list(notification_list(actor))  # type: ignore[arg-type]


def test_holders_of_the_roles_are_told_once_and_the_actor_is_not() -> None:
    draft = NotificationDraft(LEADER.id, (Role.BUYER, Role.PLANNER), "TOLD", {"n": "1"})
    bring(draft, NotificationDraft(FIRST.id, (Role.SUPPLIER_SALES,), "TOLD_TOO"))
    bring(draft)

    tell(buyer())
    relay_once()
    relay_once()

    with system_access("test"):
        rows = list(Notification.objects.using("system").order_by("kind"))
    assert [(row.enterprise_id, row.kind, row.params, row.root_id) for row in rows] == [
        (LEADER.id, "TOLD", {"n": "1"}, DOCUMENT), (FIRST.id, "TOLD_TOO", {}, DOCUMENT),
    ]  # fmt: skip
    assert mine(buyer()) == []
    assert [n.kind for n in mine(seller())] == ["TOLD_TOO"]


def test_a_named_person_is_told_even_of_their_own_act() -> None:
    actor = buyer()
    bring(NotificationDraft(LEADER.id, (), "DONE", user_ids=(actor.user_id,)))

    tell(actor)
    relay_once()

    assert [n.kind for n in mine(actor)] == ["DONE"]


def test_a_notification_has_its_place_in_the_stream_for_its_person_alone() -> None:
    bring(NotificationDraft(FIRST.id, (Role.SUPPLIER_SALES,), "TOLD"))
    tell(buyer())
    relay_once()

    entry = stream(FIRST)[-1]
    note = mine(seller())[0]
    colleague = _actor("VIEWER")
    assert (entry.type, entry.subject_id, entry.position) == ("notifications.added", note.id, note.position)
    assert [e.position for e in _since(seller())] == [1, 2]
    assert [e.position for e in _since(colleague)] == [1]


def _actor(role: str) -> object:
    from accounts.gate import actor_for

    return actor_for(FIRST.login(role))


def _since(actor: object) -> list[object]:
    with acting_as(actor.enterprise_id, actor.user_id):  # type: ignore[attr-defined]
        return list(stream_since(actor, 0).entries)  # type: ignore[arg-type]


def test_a_failing_handler_delays_its_notifications_never_the_stream() -> None:
    failures = []

    def fragile(event: RelayedEvent) -> list[NotificationDraft]:
        failures.append(event.number)
        if len(failures) < 3:
            raise KeyError
        return [NotificationDraft(FIRST.id, (Role.SUPPLIER_SALES,), "TOLD")]

    handlers.on("test.")(fragile)
    tell(buyer())

    relay_once()
    assert len(stream(FIRST)) == 1
    assert mine(seller()) == []
    relay_once()
    relay_once()
    relay_once()

    assert [n.kind for n in mine(seller())] == ["TOLD"]
    assert len(failures) == 3


def test_a_handler_that_never_works_is_given_up() -> None:
    handlers.on("test.")(lambda event: 1 / 0)  # type: ignore[arg-type, return-value]
    tell(buyer())

    for _ in range(MAX_ATTEMPTS + 2):
        relay_once()

    with system_access("test"):
        event = Event.objects.using("system").get()
    assert (event.attempts, event.notified_at is not None) == (MAX_ATTEMPTS, True)


def test_nobody_outside_the_audience_can_be_told() -> None:
    bring(NotificationDraft(SECOND.id, (Role.SUPPLIER_SALES,), "LEAK"))
    tell(buyer())

    relay_once()

    with system_access("test"):
        assert not Notification.objects.using("system").exists()


def test_handlers_hear_only_the_types_they_asked_for() -> None:
    bring(NotificationDraft(FIRST.id, (Role.SUPPLIER_SALES,), "TOLD"), prefix="other.")
    tell(buyer())

    relay_once()

    assert mine(seller()) == []


def test_reading_is_each_persons_own() -> None:
    bring(NotificationDraft(FIRST.id, (Role.SUPPLIER_SALES, Role.VIEWER), "TOLD"))
    for _ in range(3):
        tell(buyer())
    relay_once()
    person, colleague = seller(), _actor("VIEWER")

    with acting_as(person.enterprise_id, person.user_id):
        first = notification_list(person).first()
        assert first is not None
        assert notifications_mark_read(actor=person, notification_ids=[first.id]) == 2
        others = [n.id for n in mine(colleague)]
        assert notifications_mark_read(actor=person, notification_ids=others) == 2
        assert notifications_mark_read(actor=person) == 0
    with acting_as(colleague.enterprise_id, colleague.user_id):  # type: ignore[attr-defined]
        assert unread_count(colleague) == 3  # type: ignore[arg-type]


def test_imported_history_is_listed_but_is_no_news() -> None:
    bring(NotificationDraft(FIRST.id, (Role.SUPPLIER_SALES,), "TOLD"))
    for age in (timedelta(days=40), timedelta(hours=47)):
        with clock.at(clock.now() - age):
            tell(buyer())
    relay_once()

    recent, old = mine(seller())
    assert (recent.read_at, old.read_at is None) == (None, False)
    with acting_as(FIRST.id, seller().user_id):
        assert unread_count(seller()) == 1


def test_malformed_ids_are_unknown_ids() -> None:
    with pytest.raises(NotFound):
        parse_id("x")
