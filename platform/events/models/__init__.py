from events.models.notification import Notification
from events.models.outbox import Event
from events.models.stream import StreamEntry, StreamHead

__all__ = ["Event", "Notification", "StreamEntry", "StreamHead"]
