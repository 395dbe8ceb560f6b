"""Signing in: nobody reaches the app of a shared workspace who has not said who they are, at this door."""

import asyncio
import html
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote, unquote, urlsplit

from geo.errors import FileError, MaillageError, RightError, StoreError
from geo.workspace import accounts
from geo.workspace.rights import Person, decide
from ui.serving.asgi import Headers, Receive, Scope, Send, header_values, language_of
from ui.serving.oidc import PATHS, Provider, left_behind, recognised
from ui.session.person import COOKIE
from ui.texts import LANGUAGES, Texts, texts

SIGN_IN, SIGN_OUT, WITH_ORGANISATION = "/sign-in", "/sign-out", "/sign-in/oidc"
_OPEN = frozenset({"/_stcore/health"})
"""What answers anybody: that the app is there."""

_NEXT = "maillage-next"
_LONGEST_FORM, _LONGEST_NEXT = 8 * 1024, 2000
_AT_ONCE, _WAITING = 2, 40
_TOUCH_S = 20.0
_KNOWN = 4096
_LOG = logging.getLogger(__name__)


class SignIn:
    """The door of a shared workspace.

    Parameters
    ----------
    idle_s
        Seconds without a gesture after which a session ends.
    provider
        The organisation whose accounts are accepted beside those of the workspace.
    """

    def __init__(self, *, idle_s: float, provider: Provider | None = None) -> None:
        self._idle_s, self._provider = idle_s, provider
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        self._touched: dict[str, float] = {}

    def opens(self, path: str) -> bool:
        """Tell whether a path of Streamlit's is open because somebody signs in by it."""
        return self._provider is not None and path in PATHS

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer a request that is about signing in, or that comes from nobody; False when it may go on."""
        try:
            return await self._answered(scope, receive, send)
        except (StoreError, FileError) as error:
            _LOG.exception("accounts cannot be read")
            await _say(send, 503, texts(language_of(scope)).error(error))
            return True

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> bool:
        path, method = scope["path"], scope["method"]
        if path in _OPEN or self.opens(path):
            return False
        if path == SIGN_IN and method == "POST":
            await self._try(scope, receive, send)
        elif path == SIGN_IN:
            await self._page(scope, send, next_=_next(_asked(scope).get("next", "")))
        elif path == SIGN_OUT:
            await self._leave(scope, send)
        elif path == WITH_ORGANISATION and self._provider is not None:
            await self._to_organisation(scope, send, self._provider)
        elif decide(await self.person(scope), "read").allowed:
            return False
        elif self._provider is not None and _is_visit(scope) and left_behind(_cookies(scope)):
            await self._from_organisation(scope, send)
        elif _is_visit(scope):
            await _redirect(send, f"{SIGN_IN}?next={quote(_here(scope), safe='')}")
        else:
            await _say(send, 401, texts(language_of(scope))("sign-in-first"))
        return True

    async def admits(self, scope: Scope) -> bool:
        """Tell whether a websocket may open: to whoever is signed in, and to whoever was, who is then told so."""
        secret = _secret(scope)
        return bool(secret) and await asyncio.to_thread(accounts.was_signed_in, secret)

    async def gesture(self, scope: Scope) -> None:
        """Note that somebody did something, a few times a minute at most."""
        secret, now = _secret(scope), time.monotonic()
        if now - self._touched.get(secret, -_TOUCH_S) < _TOUCH_S:
            return
        if len(self._touched) >= _KNOWN:
            self._touched.clear()
        self._touched[secret] = now
        with suppress(MaillageError):  # a gesture that is not noted only shortens the session
            await asyncio.to_thread(partial(accounts.touch, secret, idle_s=self._idle_s))

    async def person(self, scope: Scope) -> Person:
        """Return who asks."""
        found = await asyncio.to_thread(partial(accounts.person_of, _secret(scope), idle_s=self._idle_s))
        if found.name:
            await self.gesture(scope)
        return found

    async def _try(self, scope: Scope, receive: Receive, send: Send) -> None:
        form = await _form(receive)
        said = texts(_language(scope, form.get("lang", "")))
        next_ = _next(form.get("next", ""))
        if form == {} or self._waiting >= _WAITING:
            await self._page(scope, send, next_=next_, status=429, error=said("sign-in-busy"))
            return
        self._waiting += 1
        try:
            async with self._turns:
                secret = await asyncio.to_thread(accounts.sign_in, form.get("name", ""), form.get("password", ""))
        except RightError as refused:
            _LOG.warning("refused: %s", refused.key)
            status = 429 if refused.key == "sign-in-wait" else 401
            await self._page(scope, send, next_=next_, status=status, error=said.error(refused), form=form)
            return
        finally:
            self._waiting -= 1
        await self._begin(scope, send, secret, next_)

    async def _begin(self, scope: Scope, send: Send, secret: str, next_: str, more: Headers | None = None) -> None:
        await asyncio.to_thread(accounts.sign_out, _secret(scope))
        cookie = _cookie_header(COOKIE, secret, secure=self._is_secure(scope))
        await _redirect(send, next_, [(b"set-cookie", cookie), *(more or [])])

    async def _leave(self, scope: Scope, send: Send) -> None:
        """End a session, unless another site asked for it."""
        if "cross-site" not in header_values(scope, b"sec-fetch-site"):
            await asyncio.to_thread(accounts.sign_out, _secret(scope))
        await _redirect(send, SIGN_IN, [(b"set-cookie", _forget(COOKIE))])

    async def _to_organisation(self, scope: Scope, send: Send, provider: Provider) -> None:
        kept = quote(_next(_asked(scope).get("next", "")), safe="")
        cookie = _cookie_header(_NEXT, kept, secure=self._is_secure(scope), seconds=600)
        await _redirect(send, provider.address(), [(b"set-cookie", cookie)])

    async def _from_organisation(self, scope: Scope, send: Send) -> None:
        """Begin the session of whom an organisation has recognised, where they have an account here."""
        cookies = _cookies(scope)
        forgotten = [(b"set-cookie", _forget(name)) for name in [*left_behind(cookies), _NEXT]]
        try:
            email = recognised(cookies)
            if email is None:
                await _redirect(send, f"{SIGN_IN}?next={quote(_here(scope), safe='')}", forgotten)
                return
            secret = await asyncio.to_thread(accounts.sign_in_as, email)
        except RightError as refused:
            _LOG.warning("refused: %s", refused.key)
            error = texts(_language(scope)).error(refused)
            await self._page(scope, send, next_="/", status=403, error=error, more=forgotten)
            return
        await self._begin(scope, send, secret, _next(unquote(cookies.get(_NEXT, "")) or _here(scope)), forgotten)

    async def _page(
        self,
        scope: Scope,
        send: Send,
        *,
        next_: str,
        status: int = 200,
        error: str = "",
        form: Mapping[str, str] | None = None,
        more: Headers | None = None,
    ) -> None:
        given = form or {}
        said = texts(_language(scope, given.get("lang", "")))
        known = await asyncio.to_thread(accounts.list_accounts)
        body = page(
            said,
            next_=next_,
            error=error,
            name=given.get("name", ""),
            by_password=any(one.way == "password" for one in known),
            by_organisation=self._provider is not None,
        )
        headers = [(b"cache-control", b"no-store"), *(more or [])]
        await _send(send, status, body.encode(), b"text/html; charset=utf-8", headers)

    def _is_secure(self, scope: Scope) -> bool:
        """Tell whether the browser came by HTTPS, as far as it or the server in front says: then so goes the cookie."""
        told = [*header_values(scope, b"origin"), *header_values(scope, b"x-forwarded-proto")]
        behind = self._provider is not None and self._provider.secure
        return behind or any(value.startswith("https") for value in told)


def page(said: Texts, *, next_: str, error: str, name: str, by_password: bool, by_organisation: bool) -> str:
    """Return the page that asks who comes in: it loads nothing and runs nothing."""
    told = {key: html.escape(said(f"sign-in-{key}")) for key in _WORDS}
    where = html.escape(next_, quote=True)
    alert = f'<p role="alert">{html.escape(error)}</p>' if error else ""
    password = (
        f'<form method="post" action="{SIGN_IN}">'
        f'<label for="name">{told["name"]}</label>'
        f'<input id="name" name="name" value="{html.escape(name, quote=True)}" autocomplete="username" required'
        f' maxlength="{accounts.LONGEST_NAME}" autofocus>'
        f'<label for="password">{told["password"]}</label>'
        f'<input id="password" name="password" type="password" autocomplete="current-password" required'
        f' maxlength="{accounts.LONGEST_PASSWORD}">'
        f'<input type="hidden" name="next" value="{where}"><input type="hidden" name="lang" value="{said.language}">'
        f"<button>{told['enter']}</button></form>"
    )
    organisation = f'<p><a class="wide" href="{WITH_ORGANISATION}?next={quote(next_, safe="")}">{told["oidc"]}</a></p>'
    ways = (password if by_password else "") + (organisation if by_organisation else "")
    others = " · ".join(
        f'<a href="{SIGN_IN}?lang={one}&amp;next={quote(next_, safe="")}" lang="{one}">{one.upper()}</a>'
        for one in LANGUAGES
        if one != said.language
    )
    return (
        f'<!doctype html><html lang="{said.language}"><head><meta charset="utf-8"><title>Maillage</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><style>{_STYLE}</style></head><body><main>'
        f"<header><h1>Maillage</h1><nav>{others}</nav></header><p>{told['lead']}</p>{alert}"
        f"{ways or '<p>' + told['no-way'] + '</p>'}<p class='small'>{told['ask']}</p></main></body></html>"
    )


_WORDS = ("name", "password", "enter", "oidc", "lead", "ask", "no-way")
_STYLE = """
body { margin: 0; background: #f3f5f7; color: #1c2733; font: 1rem/1.5 "Source Sans", "Source Sans 3", sans-serif; }
main { max-width: 24rem; margin: 10vh auto 2rem; padding: 1.5rem 2rem 1.2rem; background: #fff;
  border: 1px solid #dfe4e9; border-radius: .6rem; }
header { display: flex; justify-content: space-between; align-items: baseline; }
h1 { font-size: 1.5rem; margin: 0; color: #1f5f8b; }
label { display: block; margin: .9rem 0 .2rem; font-weight: 600; }
input { width: 100%; box-sizing: border-box; padding: .55rem .7rem; font: inherit; border: 1px solid #8593a1;
  border-radius: .4rem; }
button, .wide { display: block; width: 100%; box-sizing: border-box; margin: 1.2rem 0 .4rem; padding: .6rem;
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; border: 1px solid #1f5f8b;
  border-radius: .4rem; }
button { background: #1f5f8b; color: #fff; cursor: pointer; }
a { color: #1f5f8b; }
[role=alert] { padding: .6rem .8rem; border-left: 4px solid #b3261e; background: #fdecea; }
.small { font-size: .875rem; color: #4a5663; margin-top: 1rem; }
:focus-visible { outline: 3px solid #c2410c; outline-offset: 2px; }
@media (max-width: 480px) { main { margin: 0; min-height: 100vh; box-sizing: border-box; border: 0; border-radius: 0;
  padding: 1.2rem; } }
"""


async def _form(receive: Receive) -> dict[str, str]:
    """Return the fields of a form; none when it is too long or is no form."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return {}
        body += message.get("body", b"")
        if len(body) > _LONGEST_FORM:
            return {}
        if not message.get("more_body", False):
            break
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=8, strict_parsing=True)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _next(asked: str) -> str:
    """Return where to go once signed in: a page of this app, never of another site."""
    parts = urlsplit(asked if len(asked) <= _LONGEST_NEXT and asked.isprintable() else "")
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    barred = parts.path.startswith((SIGN_IN, SIGN_OUT, "/auth/", "/oauth2callback", "/_stcore"))
    return asked if inside and "\\" not in asked and not barred and parts.path else "/"


def _here(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return _next(scope["path"] + (f"?{query}" if query else ""))


def _asked(scope: Scope) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(scope.get("query_string", b"").decode("latin-1")).items()}


def _is_visit(scope: Scope) -> bool:
    """Tell whether a person goes to a page, rather than a page asking for something."""
    mode, wanted = header_values(scope, b"sec-fetch-mode"), ",".join(header_values(scope, b"accept"))
    return scope["method"] in ("GET", "HEAD") and ("navigate" in mode or (not mode and "text/html" in wanted))


def _language(scope: Scope, chosen: str = "") -> str:
    asked = _asked(scope)
    within = parse_qs(urlsplit(asked.get("next", "")).query).get("lang", [""])[0]
    return next((one for one in (chosen, asked.get("lang", ""), within) if one in LANGUAGES), language_of(scope))


def _cookies(scope: Scope) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    for value in header_values(scope, b"cookie"):
        with suppress(CookieError):
            jar.load(value)
    return {name: morsel.value for name, morsel in jar.items()}


def _secret(scope: Scope) -> str:
    return _cookies(scope).get(COOKIE, "")


def _cookie_header(name: str, value: str, *, secure: bool, seconds: int | None = None) -> bytes:
    """Return a cookie that no script reads and that other sites do not send; it ends with the browser by default."""
    age = "" if seconds is None else f"; Max-Age={seconds}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if secure else ''}".encode("latin-1")


def _forget(name: str) -> bytes:
    return f"{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax".encode("latin-1")


async def _redirect(send: Send, where: str, more: Headers | None = None) -> None:
    headers = [
        (b"location", quote(where, safe="/?=&%:;,@+~!$'()*#[]").encode("latin-1")),
        (b"cache-control", b"no-store"),
    ]
    await _send(send, 303, b"", b"text/plain; charset=utf-8", headers + (more or []))


async def _say(send: Send, status: int, sentence: str) -> None:
    await _send(send, status, f"{sentence}\n".encode(), b"text/plain; charset=utf-8", [])


async def _send(send: Send, status: int, body: bytes, kind: bytes, more: Headers) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
