"""Every text shown to people, in French and English: Fluent catalogues and the way to read them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from geo.errors import MaillageError

LANGUAGES = ("fr", "en")
_BEGINNING = re.compile(r"^([A-Za-z][\w-]*) *=", re.MULTILINE)
"""Only the first line of a message starts at the margin: all that follows, up to the next one, is its own."""


@dataclass(frozen=True)
class Texts:
    """The catalogue of one language: a message is parsed when it is first asked for."""

    language: str
    _bundle: FluentBundle
    _sources: Mapping[str, str] = field(repr=False)
    """Message → its own text, not parsed."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message ``key`` with its values filled in.

        Raises
        ------
        KeyError
            When the catalogue lacks the message, or a value that the message needs.
        """
        if not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._sources[key]))
        pattern: Any = self._bundle.get_message(key).value
        text, problems = self._bundle.format_pattern(pattern, {name: _plain(value) for name, value in values.items()})
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue holds a message."""
        return key in self._sources

    def error(self, error: MaillageError) -> str:
        """Return the sentence for an error; its bare key and values where no sentence was written."""
        key = f"error-{error.key}"
        return self(key, **error.values) if self.has(key) else str(error)


@cache
def texts(language: str) -> Texts:
    """Return the catalogue of a language (``fr`` or ``en``)."""
    folder = resources.files("ui.texts") / language
    files = [entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".ftl")]
    sources = {key: text for file in files for key, text in _messages(file)}
    return Texts(language, FluentBundle([language], use_isolating=False), sources)


def _messages(file: str) -> Iterator[tuple[str, str]]:
    found = list(_BEGINNING.finditer(file))
    ends = [later.start() for later in found[1:]] + [len(file)]
    for beginning, end in zip(found, ends, strict=True):
        yield beginning[1], file[beginning.start() : end]


def pick(names: Mapping[str, str], language: str) -> str:
    """Return a name in a language, or in French where it has no other."""
    return names.get(language) or names.get("fr", "")


def _plain(value: object) -> object:
    return value if isinstance(value, (int, float, str)) else str(value)
