"""Every text shown to people, in French and English: Fluent catalogues and the way to read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from geo.errors import MaillageError

LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Texts:
    """The catalogue of one language."""

    language: str
    _bundle: FluentBundle

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message ``key`` with its values filled in.

        Raises
        ------
        KeyError
            When the catalogue lacks the message, or a value that the message needs.
        """
        if not self._bundle.has_message(key):
            raise KeyError(key)
        pattern = self._bundle.get_message(key).value
        text, problems = self._bundle.format_pattern(pattern, {name: _plain(value) for name, value in values.items()})
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue holds a message."""
        return bool(self._bundle.has_message(key))

    def error(self, error: MaillageError) -> str:
        """Return the sentence for an error; its bare key and values where no sentence was written."""
        key = f"error-{error.key}"
        return self(key, **error.values) if self.has(key) else str(error)


@cache
def texts(language: str) -> Texts:
    """Return the catalogue of a language (``fr`` or ``en``)."""
    bundle = FluentBundle([language], use_isolating=False)
    folder = resources.files("ui.texts") / language
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(entry.read_text(encoding="utf-8")))
    return Texts(language, bundle)


def pick(names: Mapping[str, str], language: str) -> str:
    """Return a name in a language, or in French where it has no other."""
    return names.get(language) or names.get("fr", "")


def _plain(value: object) -> object:
    return value if isinstance(value, (int, float, str)) else str(value)
