"""One address for several processes: each visitor is led to one of them, and stays with it.

Streamlit keeps a session in the memory of one process: what is uploaded, drawn and downloaded must come back to it.
The first answer to a visitor therefore sets a cookie that names a process. Nothing is judged here: each process has
its own door (``ui.serving.request_guard``), which sees the request as it came.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any

import h11
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from ui.serving.asgi import Headers, Receive, Scope, Send, language_of
from ui.texts import texts

COOKIE = "maillage-worker"
PATIENCE_S = 120.0
_LOG = logging.getLogger(__name__)
_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"upgrade",
    }
)
"""Headers that speak of one connection only."""
_PASSED = (b"cookie", b"accept-language", b"user-agent", b"sec-fetch-site", b"sec-fetch-mode")
_CHUNK = 64 * 1024


class Worker:
    """A process that answers: its port on this computer, and who is with it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open = 0
        """Websockets open now."""
        self.led = 0
        """Visitors led to it so far."""


class Front:
    """The address, as an ASGI application.

    Parameters
    ----------
    workers
        The processes, whose list never changes: one that dies is started again on the same port.
    """

    def __init__(self, workers: Sequence[Worker]) -> None:
        self._workers = workers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or one websocket."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)

    def _worker_of(self, scope: Scope) -> tuple[Worker, int | None]:
        """Return the process of a visitor, and its number when the visitor does not know it yet."""
        known = _cookie(scope)
        if known.isascii() and known.isdigit() and int(known) < len(self._workers):
            return self._workers[int(known)], None
        number = min(range(len(self._workers)), key=lambda at: (self._workers[at].open, self._workers[at].led))
        self._workers[number].led += 1
        return self._workers[number], number

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if sum(name == b"host" for name, _ in scope["headers"]) != 1:
            await _answer(send, 421, texts(language_of(scope))("served-foreign-host", host="?"))
            return
        worker, new = self._worker_of(scope)
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", worker.port)
        except OSError:
            await _absent(scope, send)
            return
        begun = False
        try:
            connection = h11.Connection(h11.CLIENT)
            sending = asyncio.create_task(_pass_on(connection, scope, receive, writer))
            try:
                async with asyncio.timeout(PATIENCE_S):
                    async for event in _events(connection, reader):
                        if isinstance(event, h11.Response):
                            begun = True
                            headers = [pair for pair in event.headers.raw_items() if pair[0].lower() not in _HOP]
                            if new is not None:
                                headers.append((b"set-cookie", _cookie_header(new)))
                            kept = [pair for pair in headers if pair[0].lower() != b"transfer-encoding"]
                            await send({"type": "http.response.start", "status": event.status_code, "headers": kept})
                        elif isinstance(event, h11.Data):
                            await send({"type": "http.response.body", "body": bytes(event.data), "more_body": True})
                await send({"type": "http.response.body", "body": b""})
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)
        except (OSError, TimeoutError, h11.ProtocolError):
            if not begun:
                await _absent(scope, send)
        finally:
            writer.close()

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        worker, _ = self._worker_of(scope)
        await receive()
        worker.open += 1
        try:
            await _joined(worker, scope, receive, send)
        except InvalidStatus as refused:
            await _refuse(scope, send, refused.response.status_code, bytes(refused.response.body or b""))
        except (OSError, TimeoutError, InvalidHandshake):
            await _refuse(scope, send, 503, b"")
        finally:
            worker.open -= 1


async def _joined(worker: Worker, scope: Scope, receive: Receive, send: Send) -> None:
    """Open the same websocket at a process, and pass on what either side says until one of them leaves."""
    given = dict(scope["headers"])
    target = scope.get("raw_path", scope["path"].encode()).decode("latin-1")
    query = scope.get("query_string", b"").decode("latin-1")
    host = given.get(b"host", b"").decode("latin-1")
    passed = [(name, given[name]) for name in _PASSED if name in given] + [_forwarded(scope)]
    async with connect(
        f"ws://{host}{target}{'?' + query if query else ''}",
        host="127.0.0.1",
        port=worker.port,
        origin=given[b"origin"].decode("latin-1") if b"origin" in given else None,
        subprotocols=scope.get("subprotocols") or None,
        additional_headers=[(name.decode(), value.decode("latin-1")) for name, value in passed],
        user_agent_header=None,
        compression=None,
        max_size=None,
        ping_interval=None,
        proxy=None,
    ) as there:
        await send({"type": "websocket.accept", "subprotocol": there.subprotocol})
        here = asyncio.create_task(_listen(there, receive))
        back = asyncio.create_task(_speak(there, send))
        _, pending = await asyncio.wait({here, back}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(here, back, return_exceptions=True)


async def _listen(there: ClientConnection, receive: Receive) -> None:
    """Pass on what the browser says."""
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        if message["type"] == "websocket.receive":
            said = message.get("bytes")
            await there.send(message["text"] if said is None else said)


async def _speak(there: ClientConnection, send: Send) -> None:
    """Pass on what the process says."""
    with suppress(ConnectionClosed):
        async for said in there:
            await send({"type": "websocket.send", "text" if isinstance(said, str) else "bytes": said})
    with suppress(RuntimeError):
        await send({"type": "websocket.close", "code": there.close_code or 1011})


async def _pass_on(connection: h11.Connection, scope: Scope, receive: Receive, writer: asyncio.StreamWriter) -> None:
    """Send a request and its body to a process, as they come; where that fails, nothing is waited for any more."""
    try:
        await _send_all(connection, scope, receive, writer)
    except BaseException:
        writer.close()
        raise


async def _send_all(connection: h11.Connection, scope: Scope, receive: Receive, writer: asyncio.StreamWriter) -> None:
    target = scope.get("raw_path", scope["path"].encode())
    if scope.get("query_string"):
        target += b"?" + scope["query_string"]
    headers = [pair for pair in scope["headers"] if pair[0].lower() not in _HOP]
    headers += [(b"connection", b"close"), _forwarded(scope)]
    writer.write(connection.send(h11.Request(method=scope["method"], target=target, headers=headers)) or b"")
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            writer.close()
            return
        if message.get("body"):
            writer.write(connection.send(h11.Data(data=message["body"])) or b"")
            await writer.drain()
        more = message.get("more_body", False)
    writer.write(connection.send(h11.EndOfMessage()) or b"")
    await writer.drain()


async def _events(connection: h11.Connection, reader: asyncio.StreamReader) -> AsyncIterator[Any]:
    """Yield the answer of a process, part by part."""
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_CHUNK))
        elif isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)) or event is h11.PAUSED:
            return
        else:
            yield event


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _absent(scope: Scope, send: Send) -> None:
    """Say that the process of a visitor is not there, and let the next request choose another."""
    forget = f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax".encode()
    sentence = texts(language_of(scope))("served-restarting")
    await _answer(send, 503, sentence, [(b"retry-after", b"5"), (b"set-cookie", forget)])


async def _answer(send: Send, status: int, sentence: str, more: Headers | None = None) -> None:
    body = f"{sentence}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers + (more or [])})
    await send({"type": "http.response.body", "body": body})


async def _refuse(scope: Scope, send: Send, status: int, body: bytes) -> None:
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})


def _cookie(scope: Scope) -> str:
    jar: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            with suppress(CookieError):
                jar.load(value.decode("latin-1"))
    return jar[COOKIE].value if COOKIE in jar else ""


def _cookie_header(number: int) -> bytes:
    return f"{COOKIE}={number}; Path=/; HttpOnly; SameSite=Lax".encode()


def _forwarded(scope: Scope) -> tuple[bytes, bytes]:
    client = scope.get("client")
    return b"x-forwarded-for", (client[0] if client else "unknown").encode("latin-1")
