"""Thousands of subscribers in one process, with as little of their own as the protocol allows."""

import asyncio
import base64
import json
import os
import struct
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit


def _frame(opcode: int, payload: bytes) -> bytes:
    """A client's frame; masked with zeros, which is as good as any for loopback."""
    length = len(payload)
    head = bytes([0x80 | opcode])
    if length < 126:
        return head + bytes([0x80 | length]) + b"\0\0\0\0" + payload
    return head + bytes([0x80 | 126]) + struct.pack("!H", length) + b"\0\0\0\0" + payload


class Listener(asyncio.Protocol):
    """One socket: handshake, init, subscribe, then notes position and time of every event."""

    def __init__(self, url: str, token: str, query: str) -> None:
        self._parts, self._token, self._query = urlsplit(url), token, query
        self._buffer = b""
        self._is_open = False
        self.is_ready = asyncio.get_running_loop().create_future()
        self.heard: list[tuple[int, float]] = []
        self.closed_with: str | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET {self._parts.path} HTTP/1.1\r\nHost: {self._parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
        )

    def _send(self, message: dict[str, Any]) -> None:
        self._transport.write(_frame(1, json.dumps(message).encode()))

    def data_received(self, data: bytes) -> None:
        now = perf_counter()
        self._buffer += data
        if not self._is_open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            self._is_open, self._buffer = True, rest
            if b" 101 " not in head.split(b"\r\n")[0]:
                self._fail(head.decode("latin-1")[:80])
                return
            self._send({"type": "connection_init", "payload": {"token": self._token}})
        while self._take(now):
            pass

    def _take(self, now: float) -> bool:
        """Read one frame; whether there was a whole one."""
        buffer = self._buffer
        if len(buffer) < 2:
            return False
        length, start = buffer[1], 2
        if length == 126:
            length, start = int.from_bytes(buffer[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(buffer[2:10], "big"), 10
        if len(buffer) < start + length:
            return False
        self._buffer = buffer[start + length :]
        self._obey(buffer[0] & 15, buffer[start : start + length], now)
        return True

    def _obey(self, opcode: int, payload: bytes, now: float) -> None:
        if opcode == 9:
            self._transport.write(_frame(10, payload))
        elif opcode == 8:
            self._fail(payload[2:].decode())
        elif b'"type":"next"' in payload:
            self.heard.append((int(payload.split(b'"position":"', 1)[1].split(b'"', 1)[0]), now))
        elif b'"type":"ping"' in payload:
            self._send({"type": "pong"})
        elif b'"connection_ack"' in payload:
            self._send({"type": "subscribe", "id": "1", "payload": {"query": self._query, "variables": {}}})
            if not self.is_ready.done():
                self.is_ready.set_result(None)

    def _fail(self, reason: str) -> None:
        self.closed_with = reason
        if not self.is_ready.done():
            self.is_ready.set_exception(ConnectionError(reason))

    def connection_lost(self, fault: Exception | None) -> None:
        self._fail(self.closed_with or "lost")

    def close(self) -> None:
        self._transport.close()


async def listen(urls: list[str], tokens: list[str], count: int, query: str) -> list[Listener]:
    """So many sockets, spread over the servers and the people; all have been acknowledged."""
    loop, opened, limit = asyncio.get_running_loop(), [], asyncio.Semaphore(40)

    async def open_one(number: int) -> None:
        url = urls[number % len(urls)]
        parts = urlsplit(url)
        token = tokens[(number // len(urls)) % len(tokens)]
        async with limit:
            _, listener = await loop.create_connection(
                lambda: Listener(url, token, query), parts.hostname, parts.port
            )
            await asyncio.wait_for(listener.is_ready, 60)
            opened.append(listener)

    await asyncio.gather(*(open_one(number) for number in range(count)))
    return opened
