"""Every text shown to people, in French and English: Fluent catalogues and the way to read them."""

import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, cast

from fluent.runtime import FluentBundle, FluentResource

from geo.errors import MaillageError, RightError

LANGUAGES = ("fr", "en")
_BEGINNING = re.compile(r"^([A-Za-z][\w-]*) *=", re.MULTILINE)
"""Only the first line of a message starts at the margin: all that follows, up to the next one, is its own."""

LONGEST_VALUE = 600
"""Characters of a value that an error shows."""

_MUTE = frozenset("AEIOUYaeiouyh")
"""First letters before which « de » is cut."""

_CODES = {"action": "action", "role": "role", "needed": "role"}
"""Values of a refusal that are codes → what their messages begin with."""

_LONGEST_HELD = 500
_MOST_WRITTEN = 1e15
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_SAID = 4096
_PLAIN = (str, int, float, bool)
_INFINITIES = (float("inf"), float("-inf"))
_HOLDER = re.compile("\ue000(\\d+)\ue001")
_DAYS = frozenset({"day", "first", "last"})
"""Values of errors that are days: French writes them its own way."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

_BREAK = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


@dataclass(frozen=True)
class Texts:
    """The catalogue of one language: a message is parsed when it is first asked for."""

    language: str
    _bundle: FluentBundle
    _sources: Mapping[str, str] = field(repr=False)
    """Message → its own text, not parsed."""
    _said: dict[Hashable, str] = field(default_factory=dict, repr=False, compare=False)
    """What was said with numbers and short texts, by what was asked: a screen says the same hundreds of times."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message ``key`` with its values filled in.

        Raises
        ------
        KeyError
            When the catalogue lacks the message, or a value that the message needs.
        """
        if not all(type(value) in _PLAIN for value in values.values()):
            return self._say(key, values)
        # Written out where it is nothing: 0.0 and -0.0 are equal, and not said alike.
        asked = (key, *((name, type(value), value or str(value)) for name, value in values.items()))
        said = self._said.get(asked)
        if said is None:
            said = self._say(key, values)
            if len(self._said) >= _MOST_SAID:
                self._said.clear()
            if len(said) <= _LONGEST_HELD:
                self._said[asked] = said
        return said

    def _say(self, key: str, values: Mapping[str, object]) -> str:
        if not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._sources[key]))
        pattern: Any = self._bundle.get_message(key).value
        held: list[str] = []
        plain = {name: _held(_plain(value, self.language), held) for name, value in values.items()}
        text, problems = self._bundle.format_pattern(pattern, plain)
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return _HOLDER.sub(lambda found: held[int(found[1])], str(text)) if held else str(text)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue holds a message."""
        return key in self._sources

    def error(self, error: MaillageError) -> str:
        """Return the sentence for an error; its bare key and values where no sentence was written."""
        key = f"error-{error.key}"
        if not self.has(key):
            return shortened(str(error))
        values = {name: _short(value) for name, value in error.values.items()}
        if self.language == "fr":
            values |= {name: _DAY.sub(r"\3/\2/\1", str(values[name])) for name in _DAYS & values.keys()}
        if isinstance(error, RightError):
            values |= {name: self(f"{_CODES[name]}-{value}") for name, value in values.items() if name in _CODES}
        return self(key, **values)


@cache
def texts(language: str) -> Texts:
    """Return the catalogue of a language (``fr`` or ``en``)."""
    folder = resources.files("ui.texts") / language
    files = [entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".ftl")]
    sources = {key: text for file in files for key, text in _messages(file)}
    return Texts(language, FluentBundle([language], functions=cast("Any", {"DE": _of}), use_isolating=False), sources)


def _of(name: object) -> str:
    """Return « de » and a name, as French joins them: « d’Arlon », « du Rœulx », « d’habitants », « de Huy »."""
    said = str(name)
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if said.startswith(article):
            return joined + said.removeprefix(article)
    # A capital H begins the name of a place: there, it is seldom mute.
    first = unicodedata.normalize("NFD", said[:1]).replace("Œ", "O").replace("œ", "o")[:1]
    return f"d’{said}" if first in _MUTE else f"de {said}"


def _messages(file: str) -> Iterator[tuple[str, str]]:
    found = list(_BEGINNING.finditer(file))
    ends = [later.start() for later in found[1:]] + [len(file)]
    for beginning, end in zip(found, ends, strict=True):
        yield beginning[1], file[beginning.start() : end]


def shortened(text: str, *, longest: int = LONGEST_VALUE) -> str:
    """Return a text on one line, cut with an ellipsis where it is longer than ``longest`` characters."""
    line = _BREAK.sub(" ", text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def pick(names: Mapping[str, str], language: str) -> str:
    """Return a name in a language, or in French where it has no other."""
    return names.get(language) or names.get("fr", "")


def _short(value: object) -> object:
    """Return a value as an error shows it: whoever gave ten pages where a name was wanted need not read them again."""
    return value if isinstance(value, (int, float)) else shortened(_plain_text(value))


def _plain(value: object, language: str) -> int | float | str:
    if isinstance(value, (int, float)):
        return value if not abs(value) >= _MOST_WRITTEN or value in _INFINITIES else _powers(value, language)
    return _plain_text(value)


def _plain_text(value: object) -> str:
    text = value if isinstance(value, str) else str(value)
    if text.isascii() or not _SURROGATE.search(text):
        return text
    # Bytes of a name in no encoding, as Python keeps them: shown as the letters they are, else as unknown ones.
    return _LONE.sub("\ufffd", text).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _powers(value: float, language: str) -> str:
    """Return a number too large for its digits to be read, in powers of ten: ``1.5 × 10³⁰⁰``."""
    written = f"{Decimal(value):.3e}" if isinstance(value, int) else f"{value:.3e}"
    digits, power = written.split("e+")
    digits = digits.rstrip("0").rstrip(".")
    return f"{digits.replace('.', ',') if language == 'fr' else digits}\u00a0×\u00a010{power.translate(_RAISED)}"


def _held(value: float | str, held: list[str]) -> float | str:
    """Return what stands for a long text while the message is put together: Fluent refuses long values."""
    if not isinstance(value, str) or (len(value) <= _LONGEST_HELD and "\ue000" not in value):
        return value
    held.append(value)
    return f"\ue000{len(held) - 1}\ue001"
