"""A user of the platform as an ordinary client: signs in, asks and acts over HTTP, listens over a socket."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import websockets

Answer = dict[str, Any]
# How long a code of the second factor stands (RFC 6238), and a little more.
CODE_SECONDS = 31


class Refused(RuntimeError):
    """The platform refused an act; carries its errors."""

    def __init__(self, what: str, errors: list[Answer]) -> None:
        self.errors = errors
        super().__init__(f"{what}: " + "; ".join(f"{e.get('code')} {e.get('message')}" for e in errors))


class Participant:
    """One signed-in user. `second_factor` gives the present code of a login."""

    def __init__(self, base: str, login: str, password: str, second_factor: Callable[[str], str]) -> None:
        self.base, self.login = base.rstrip("/"), login
        self._password, self._second_factor = password, second_factor
        self.http = httpx.AsyncClient(
            base_url=self.base,
            headers={"X-Lianwang": "1", "Accept-Language": "zh"},
            timeout=30,
            trust_env=False,
        )

    async def sign_in(self) -> None:
        """Password, then the second factor where the account has one. Raises Refused."""
        state = await self._post("/auth/sign-in", {"login": self.login, "password": self._password})
        if state["state"] == "SECOND_FACTOR":
            state = await self._show_code()
        if state["state"] != "SIGNED_IN":
            raise Refused(f"{self.login} sign-in", [{"code": state["state"], "message": ""}])

    async def _show_code(self) -> Answer:
        """A code counts once: when somebody else just used it, the next one is waited for."""
        try:
            return await self._post("/auth/second-factor", {"code": await self._code()})
        except Refused as refused:
            if refused.errors[0].get("code") != "CODE_REFUSED":
                raise
        await asyncio.sleep(CODE_SECONDS)
        return await self._post("/auth/second-factor", {"code": await self._code()})

    async def _code(self) -> str:
        return await asyncio.to_thread(self._second_factor, self.login)

    async def close(self) -> None:
        await self.http.aclose()

    async def _post(self, path: str, body: Answer) -> Answer:
        response = await self.http.post(path, json=body)
        answer: Answer = response.json()
        if response.status_code >= 400:
            raise Refused(f"{self.login} {path}", answer.get("errors", []))
        return answer

    async def ask(self, document: str, **variables: Any) -> Answer:
        """The data of one GraphQL operation. Raises Refused for top-level errors."""
        answer = await self._post("/graphql/", {"query": document, "variables": variables})
        if answer.get("errors"):
            raise Refused(
                self.login, [{"code": e.get("extensions", {}).get("code"), **e} for e in answer["errors"]]
            )
        data: Answer = answer["data"]
        return data

    async def act(self, document: str, **variables: Any) -> Answer:
        """The payload of one mutation, sent with a key of its own. Raises Refused when it carries errors."""
        data = await self.ask(document, idempotencyKey=str(uuid4()), **variables)
        payload: Answer = next(iter(data.values()))
        errors = list(payload.get("errors") or [])
        for result in payload.get("results") or []:
            errors += result.get("errors") or []
        if errors:
            raise Refused(f"{self.login} {next(iter(data))}", errors)
        return payload

    async def upload(self, name: str, content: bytes) -> str:
        """Store a file; its id."""
        response = await self.http.post("/files/uploads", files={"file": (name, content)})
        if response.status_code >= 400:
            raise Refused(f"{self.login} upload", response.json().get("errors", []))
        return str(response.json()["id"])

    @asynccontextmanager
    async def listening(self, document: str, **variables: Any) -> AsyncIterator["Listener"]:
        """A live subscription for the length of the block."""
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
        address = self.base.replace("http", "ws", 1) + "/graphql/ws"
        async with websockets.connect(
            address, subprotocols=[websockets.Subprotocol("graphql-transport-ws")], proxy=None, origin=self.base,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookies},
        ) as socket:  # fmt: skip
            listener = Listener(socket)
            await listener.open(document, variables)
            pump = asyncio.create_task(listener.pump())
            try:
                yield listener
            finally:
                pump.cancel()


class Listener:
    """Keeps what a subscription delivered; `wait` returns the first message that fits."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.seen: list[Answer] = []
        self._news = asyncio.Condition()

    async def open(self, document: str, variables: Answer) -> None:
        await self._send({"type": "connection_init"})
        while json.loads(await self._socket.recv())["type"] != "connection_ack":
            pass
        payload = {"query": document, "variables": variables}
        await self._send({"id": "1", "type": "subscribe", "payload": payload})

    async def _send(self, message: Answer) -> None:
        await self._socket.send(json.dumps(message))

    async def pump(self) -> None:
        async for text in self._socket:
            message = json.loads(text)
            if message["type"] == "ping":
                await self._send({"type": "pong"})
            elif message["type"] == "next":
                async with self._news:
                    self.seen.append(next(iter((message["payload"].get("data") or {"": None}).values())))
                    self._news.notify_all()
            elif message["type"] == "error":
                raise Refused("subscription", message["payload"])

    async def wait(self, fits: Callable[[Answer], bool], seconds: float = 20) -> Answer:
        """The first delivered message that fits. Raises TimeoutError."""

        def found() -> Answer | None:
            return next((m for m in self.seen if m and fits(m)), None)

        async with asyncio.timeout(seconds), self._news:
            while True:
                message = found()
                if message is not None:
                    return message
                await self._news.wait()
