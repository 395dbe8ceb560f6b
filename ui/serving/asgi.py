"""The shapes of what a server and an application tell each other, and how a request is read."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ui.texts import LANGUAGES

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


def header_values(scope: Scope, name: bytes) -> list[str]:
    """Return what a request says under a name, in order."""
    return [value.decode("latin-1") for known, value in scope["headers"] if known == name]


def language_of(scope: Scope) -> str:
    """Return the language that a browser asks for, French where it asks for none of ours."""
    asked = next(iter(header_values(scope, b"accept-language")), "")[:2].lower()
    return asked if asked in LANGUAGES else LANGUAGES[0]
