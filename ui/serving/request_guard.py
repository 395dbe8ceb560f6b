"""The door of the app: every request and every websocket passes here before Streamlit sees it.

A page of another site can make a browser knock at an app of this computer or of the network, under a name that it
chooses (DNS rebinding) or with its own origin. Such a knock is refused here, before Streamlit would ask another
machine what its address is. The door also limits what is sent, ends the sessions that nobody uses, and says to the
browser what a page of the app may load.
"""

import asyncio
import logging
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from geo.errors import FileError, StoreError
from ui.serving.asgi import Application, Headers, Message, Receive, Scope, Send, header_values, language_of
from ui.serving.settings import MEGABYTE, ServingLimits, plain_host
from ui.serving.sign_in import SignIn
from ui.texts import texts

_LOG = logging.getLogger(__name__)
_TILES = "https://tile.openstreetmap.org"
_FRAMING = MEGABYTE
"""What a form adds around a file, in bytes, at most."""
_UPLOAD = re.compile(r"^/_stcore/upload_file/([^/]+)/[^/]+$")
_STATIC = re.compile(r"^/app/static/(leaflet|jquery)/[\w./-]+\.(js|css|png)$")
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_SENDING = frozenset({"PUT", "POST", "DELETE"})
_SESSIONS_KNOWN = 4096
_GONE = 1001
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    # Background tiles, where the user switches them on, are only given to pages that say where they are.
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"x-frame-options": b"SAMEORIGIN",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_POLICY = (
    "default-src 'self'; "
    # Streamlit's page and the frames of its components write scripts in the page; its charts compile expressions.
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data: blob: {_TILES}; "
    "font-src 'self' data:; "
    "connect-src 'self' {sockets}data: blob:; "
    "frame-src 'self' blob: data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class _Refused(Exception):  # noqa: N818 - an answer, not a fault
    """An answer to give instead of the app's: a status, and the message that says why."""

    def __init__(self, status: int, key: str, **values: object) -> None:
        super().__init__(key)
        self.status, self.key, self.values = status, key, values


class Guard:
    """The door, as an ASGI application around another.

    Parameters
    ----------
    app
        What is guarded.
    hosts
        Names under which the app answers, in lower case.
    limits
        What is accepted.
    session_in
        Returns the id of the session that a message to the browser opens, or None; a session that ended is then not
        taken up again by the page that comes back.
    sign_in
        Where everybody says who they are; None on a machine of one's own.
    """

    def __init__(
        self,
        app: Application,
        *,
        hosts: frozenset[str],
        limits: ServingLimits,
        session_in: Callable[[bytes], str | None] = lambda _: None,
        sign_in: SignIn | None = None,
    ) -> None:
        self._app, self._hosts, self._limits, self._session_in = app, hosts, limits, session_in
        self._sign_in = sign_in
        self._open = 0
        self._receiving = 0
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._sent: OrderedDict[str, list[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or one websocket."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def answered(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": _with_headers(message.get("headers", []), scope)}
            await send(message)

        try:
            self._check_caller(scope)
            if self._sign_in is not None and await self._sign_in.answer(scope, receive, answered):
                return
            self._check_path(scope)
            sending = _UPLOAD.match(scope["path"]) if scope["method"] in ("PUT", "POST") else None
            if sending is None:
                await self._app(_without_origin(scope), receive, answered)
                return
            self._check_upload(scope, sending[1])
            self._receiving += 1
            try:
                await self._app(_without_origin(scope), self._counted(receive), answered)
            finally:
                self._receiving -= 1
        except _Refused as refused:
            _LOG.info("refused: %s %s", refused.key, refused.values)
            if not begun:
                await _say(refused, scope, answered, "http.response")

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._check_socket(scope)
        except _Refused as refused:
            _LOG.warning("refused: %s %s", refused.key, refused.values)
            await receive()
            if "websocket.http.response" in scope.get("extensions", {}):
                await _say(refused, scope, send, "websocket.http.response")
            else:
                await send({"type": "websocket.close", "code": 1008})
            return
        self._open += 1
        session: str | None = None

        async def told(message: Message) -> None:
            nonlocal session
            if session is None and message["type"] == "websocket.send" and message.get("bytes"):
                session = self._session_in(message["bytes"])
            await send(message)

        async def heard() -> Message:
            try:
                async with asyncio.timeout(self._limits.idle_s):
                    message = await receive()
            except TimeoutError:
                if session is not None:
                    _remember(self._ended, session, None)
                await send({"type": "websocket.close", "code": _GONE, "reason": "idle"})
                return {"type": "websocket.disconnect", "code": _GONE}
            if self._sign_in is not None and message["type"] == "websocket.receive":
                await self._sign_in.gesture(scope)
            return message

        try:
            await self._app(self._begun_anew(_without_origin(scope)), heard, told)
        finally:
            self._open -= 1

    async def _check_socket(self, scope: Scope) -> None:
        self._check_caller(scope)
        if self._open >= self._limits.sessions:
            raise _Refused(503, "served-full", sessions=self._limits.sessions)
        try:
            admitted = self._sign_in is None or await self._sign_in.admits(scope)
        except (StoreError, FileError) as error:
            raise _Refused(503, f"error-{error.key}", **error.values) from error
        if not admitted:
            raise _Refused(401, "sign-in-first")

    def _check_caller(self, scope: Scope) -> None:
        """Refuse a name that is not ours, and a page of another site."""
        given = header_values(scope, b"host")
        host = given[0] if len(given) == 1 else ""
        if _name_of(host) not in self._hosts:
            raise _Refused(421, "served-foreign-host", host=_short(host))
        for origin in header_values(scope, b"origin"):
            asked = _address(origin)
            if asked is None or asked != _address(f"{urlsplit(origin).scheme}://{host}"):
                raise _Refused(403, "served-foreign-origin", origin=_short(origin))
        site, mode = header_values(scope, b"sec-fetch-site"), header_values(scope, b"sec-fetch-mode")
        if "cross-site" in site and "navigate" not in mode:
            raise _Refused(403, "served-foreign-origin", origin="cross-site")

    def _check_path(self, scope: Scope) -> None:
        method, path = scope["method"], scope["path"]
        closed = path.startswith(_CLOSED) and not (self._sign_in is not None and self._sign_in.opens(path))
        if closed or (path.startswith("/app/static/") and not _meant(path)):
            raise _Refused(404, "served-nothing")
        if method not in _READING and not (method in _SENDING and _UPLOAD.match(path)):
            raise _Refused(405, "served-nothing")

    def _check_upload(self, scope: Scope, session: str) -> None:
        length = next(iter(header_values(scope, b"content-length")), "0")
        megabytes = self._limits.upload_bytes // MEGABYTE
        if not length.isdigit() or int(length) > self._limits.upload_bytes + _FRAMING:
            raise _Refused(413, "served-upload-large", megabytes=megabytes)
        if self._receiving >= self._limits.uploads_at_once:
            raise _Refused(429, "served-upload-busy")
        now = time.monotonic()
        recent = [at for at in self._sent.get(session, []) if now - at < self._limits.uploads_window_s]
        if len(recent) >= self._limits.uploads:
            raise _Refused(429, "served-upload-many", uploads=self._limits.uploads)
        _remember(self._sent, session, [*recent, now])

    def _counted(self, receive: Receive) -> Receive:
        """Return what receives a body, and stops where it is longer than it may be, whatever it announced."""
        received = 0

        async def counting() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limits.upload_bytes + _FRAMING:
                raise _Refused(413, "served-upload-large", megabytes=self._limits.upload_bytes // MEGABYTE)
            return message

        return counting

    def _begun_anew(self, scope: Scope) -> Scope:
        """Return the request of a websocket without the session that it asks to go on with, where that one ended."""
        offered = [
            part.strip() for value in header_values(scope, b"sec-websocket-protocol") for part in value.split(",")
        ]
        if len(offered) < 3 or offered[2] not in self._ended:
            return scope
        kept = offered[:2]
        headers = [pair for pair in scope["headers"] if pair[0] != b"sec-websocket-protocol"]
        headers.append((b"sec-websocket-protocol", ", ".join(kept).encode("latin-1")))
        return {**scope, "headers": headers, "subprotocols": kept}


def _with_headers(headers: Headers, scope: Scope) -> Headers:
    host = next(iter(header_values(scope, b"host")), "")
    # Old browsers do not count a websocket of the same address as the same source.
    sockets = f"ws://{host} wss://{host} " if re.fullmatch(r"[\w.:\[\]-]+", host) else ""
    ours = {**_HEADERS, b"content-security-policy": _POLICY.format(sockets=sockets).encode("latin-1")}
    return [pair for pair in headers if pair[0].lower() not in ours] + list(ours.items())


async def _say(refused: _Refused, scope: Scope, send: Send, kind: str) -> None:
    """Answer with a sentence, in the language of the browser."""
    sentence = texts(language_of(scope))(refused.key, **refused.values)
    body = f"{sentence}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": f"{kind}.start", "status": refused.status, "headers": headers})
    await send({"type": f"{kind}.body", "body": body})


def _without_origin(scope: Scope) -> Scope:
    """Return a request that was checked without its origin: Streamlit would look up its own addresses to compare."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}


def _name_of(host: str) -> str:
    """Return the name in a Host header, or nothing when it is not a name with or without a port."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?", host.strip())
    return plain_host(found[1]) if found else ""


def _address(origin: str) -> tuple[str, int] | None:
    """Return the name and the port of an origin; None for what is not the origin of a page."""
    try:
        parts = urlsplit(origin)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.path.strip("/"):
        return None
    return plain_host(parts.hostname), port


def _meant(path: str) -> bool:
    return bool(_STATIC.match(path)) and ".." not in path


def _short(text: str) -> str:
    """Return what somebody sent, fit to be repeated."""
    return re.sub(r"[^\w.:/\[\]-]", "?", text)[:100]


def _remember(kept: OrderedDict[str, Any], key: str, value: object) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _SESSIONS_KNOWN:
        kept.popitem(last=False)
