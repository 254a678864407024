"""The graphql-transport-ws protocol: messages, close codes, limits."""

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

SUBPROTOCOL: Final = "graphql-transport-ws"
MAX_FRAME: Final = 65_536  # bytes
MAX_MESSAGES_PER_SECOND: Final = 20
MAX_OPERATIONS: Final = 20  # subscriptions on one socket
MAX_ID: Final = 100  # characters
KINDS: Final = frozenset({"connection_init", "ping", "pong", "subscribe", "complete"})


class Close(IntEnum):
    """Why the server closes. Clients of the protocol do not retry after 4400, 4401, 4406, 4409, 4429."""

    TOO_BIG = 1009
    INTERNAL = 1011
    RIGHTS_CHANGED = 4205
    BAD_REQUEST = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    DUPLICATE = 4409
    TOO_MUCH = 4290
    SECOND_INIT = 4429


REASONS: Final = {
    Close.TOO_BIG: "Message too big",
    Close.INTERNAL: "Internal error",
    Close.RIGHTS_CHANGED: "Rights changed, connect again",
    Close.BAD_REQUEST: "Invalid message",
    Close.UNAUTHORIZED: "Unauthorized",
    Close.FORBIDDEN: "Forbidden",
    Close.SUBPROTOCOL: "Subprotocol not acceptable",
    Close.INIT_TIMEOUT: "Connection initialisation timeout",
    Close.DUPLICATE: "Subscriber already exists",
    Close.TOO_MUCH: "Too much, slow down",
    Close.SECOND_INIT: "Too many initialisation requests",
}


class Closing(Exception):
    """The connection must be closed with this code."""

    def __init__(self, code: Close, reason: str | None = None) -> None:
        super().__init__(reason or REASONS[code])
        self.code, self.reason = code, reason or REASONS[code]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a client, its form checked. `payload` of a subscribe is complete."""

    kind: str
    id: str
    payload: dict[str, Any]


def _bad(reason: str) -> Closing:
    return Closing(Close.BAD_REQUEST, reason)


def read_message(text: str | None) -> Message:
    """The message in a frame. Raises Closing (4400, 1009)."""
    if text is None:
        raise _bad("Only text frames are read")
    if len(text) > MAX_FRAME or len(text.encode()) > MAX_FRAME:
        raise Closing(Close.TOO_BIG)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise _bad("Invalid JSON") from None
    if not isinstance(content, dict) or content.get("type") not in KINDS:
        raise _bad("Unknown message type")
    kind, payload, identity = content["type"], content.get("payload"), content.get("id", "")
    if not isinstance(payload, (dict, type(None))):
        raise _bad("payload must be an object")
    if kind in ("subscribe", "complete") and not (isinstance(identity, str) and 0 < len(identity) <= MAX_ID):
        raise _bad("id must be a string")
    if kind == "subscribe":
        _check_subscribe(payload or {})
    return Message(kind, identity if isinstance(identity, str) else "", payload or {})


def _check_subscribe(payload: dict[str, Any]) -> None:
    if not isinstance(payload.get("query"), str):
        raise _bad("query must be a string")
    if not isinstance(payload.get("variables"), (dict, type(None))):
        raise _bad("variables must be an object")
    if not isinstance(payload.get("operationName"), (str, type(None))):
        raise _bad("operationName must be a string")


def write(kind: str, identity: str | None = None, payload: Any = None) -> str:
    """A message of the server as text."""
    content: dict[str, Any] = {"type": kind}
    if identity is not None:
        content["id"] = identity
    if payload is not None:
        content["payload"] = payload
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def write_next(identity: str, body: str) -> str:
    """A `next` message around a body that is JSON text already."""
    return f'{{"id":{json.dumps(identity)},"type":"next","payload":{body}}}'
