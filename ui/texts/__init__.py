"""Every text shown to people, in French and English: Fluent catalogues and the way to read them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from geo.errors import MaillageError

LANGUAGES = ("fr", "en")
_MESSAGE_ID = re.compile(r"^([A-Za-z][\w-]*) *=", re.MULTILINE)


@dataclass(frozen=True)
class Texts:
    """The catalogue of one language: its files are parsed when one of their messages is first asked for."""

    language: str
    _bundle: FluentBundle
    _sources: Mapping[str, str] = field(repr=False)
    """Message → the text of the file that holds it."""
    _parsed: set[str] = field(default_factory=set, repr=False)

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message ``key`` with its values filled in.

        Raises
        ------
        KeyError
            When the catalogue lacks the message, or a value that the message needs.
        """
        source = self._sources[key]
        if source not in self._parsed:
            self._bundle.add_resource(FluentResource(source))
            self._parsed.add(source)
        pattern = self._bundle.get_message(key).value
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
    sources = {key: text for text in files for key in _MESSAGE_ID.findall(text)}
    return Texts(language, FluentBundle([language], use_isolating=False), sources)


def pick(names: Mapping[str, str], language: str) -> str:
    """Return a name in a language, or in French where it has no other."""
    return names.get(language) or names.get("fr", "")


def _plain(value: object) -> object:
    return value if isinstance(value, (int, float, str)) else str(value)
