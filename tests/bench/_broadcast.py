"""The reference for push: an ASGI application that writes what Redis tells it to all its sockets, and nothing else."""

import asyncio
import os
from typing import Any

import redis.asyncio

CHANNEL = "bench-broadcast"
_sockets: set[Any] = set()
_tasks: list[asyncio.Task[None]] = []


async def _pump() -> None:
    client = redis.asyncio.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=None)
    async with client.pubsub() as channel:
        await channel.subscribe(CHANNEL)
        async for message in channel.listen():
            if message["type"] == "message":
                text = message["data"].decode()
                for send in list(_sockets):
                    await send({"type": "websocket.send", "text": text})


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "websocket":
        return
    if not _tasks:
        _tasks.append(asyncio.create_task(_pump()))
    await receive()
    await send({"type": "websocket.accept", "subprotocol": "graphql-transport-ws"})
    await receive()
    await send({"type": "websocket.send", "text": '{"type":"connection_ack"}'})
    _sockets.add(send)
    try:
        while (await receive())["type"] != "websocket.disconnect":
            pass
    finally:
        _sockets.discard(send)
