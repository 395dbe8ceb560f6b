"""The words of the programme and of the registers: every code with its French and English names.

Read from ``data/actors/kinds.toml`` and ``data/actors/functions.toml``, and from the kinds that the user added.
Codes of functions, strata and kinds are those of the programme's matrix; codes of stages, modes, statuses… are those
of ``geo.schema``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct, defstruct, field
from msgspec.structs import asdict

from geo.errors import BadInputError, NotFoundError
from geo.files.dates import read_date
from geo.files.names import name_key
from geo.files.toml import Text, read_toml
from geo.paths import data_folder, workspace_folder

LANGUAGES = ("fr", "en")
"""Languages of the names; the first is the default."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A code and what it is called. An empty plural, short name or definition means there is none of its own."""

    code: str
    fr: str
    en: str
    fr_plural: str = ""
    en_plural: str = ""
    short_fr: str = ""
    short_en: str = ""
    definition_fr: str = ""
    definition_en: str = ""

    def label(self, language: str = "fr", *, plural: bool = False) -> str:
        """Return the name in a language; the plural falls back on the singular."""
        names = {"fr": (self.fr, self.fr_plural), "en": (self.en, self.en_plural)}
        singular, several = names[_known_language(language)]
        return (several or singular) if plural else singular

    def short(self, language: str = "fr") -> str:
        """Return the short name in a language, else the name."""
        short = {"fr": self.short_fr, "en": self.short_en}[_known_language(language)]
        return short or self.label(language)


@dataclass(frozen=True, kw_only=True)
class Kind(Term):
    """A kind of actor; ``family`` groups the kinds for symbols and colours.

    ``synonyms_fr`` and ``synonyms_en`` are what lists and people also call it: words that are read, never shown.
    """

    family: str
    synonyms_fr: tuple[str, ...] = ()
    synonyms_en: tuple[str, ...] = ()

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Every other name of the kind: its plurals, its short names and its synonyms, in both languages."""
        names = (self.fr_plural, self.en_plural, self.short_fr, self.short_en, *self.synonyms_fr, *self.synonyms_en)
        return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True, kw_only=True)
class Function(Term):
    """A function of the programme; ``group`` names the function it is a part of, where it is one."""

    strategy: str
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class TerritorialRemit:
    """Whether the area that services of a kind declare bounds whom they serve, and who says so.

    ``bounded``: only families of the declared area count, wherever others may come from; else the area is information.
    ``status`` is ``stated`` (the source says it) or ``to-verify``; ``date`` that of the source, as ``YYYY``,
    ``YYYY-MM`` or ``YYYY-MM-DD``.
    """

    kind: str
    bounded: bool
    status: str
    source: str
    date: str
    reason_fr: str
    reason_en: str

    def reason(self, language: str = "fr") -> str:
        """Return why, in a language."""
        return {"fr": self.reason_fr, "en": self.reason_en}[_known_language(language)]


@dataclass(frozen=True)
class ProgrammeSource:
    """The document that the programme's codes and matrix come from."""

    title: str
    publisher: str
    date: str
    note_fr: str
    note_en: str


@dataclass(frozen=True)
class Vocabulary:
    """Every code by topic, in the order of the files."""

    families: Mapping[str, Term]
    kinds: Mapping[str, Kind]
    strategies: Mapping[str, Term]
    groups: Mapping[str, Term]
    functions: Mapping[str, Function]
    strata: Mapping[str, Term]
    stages: Mapping[str, Term]
    capacity_units: Mapping[str, Term]
    modes: Mapping[str, Term]
    statuses: Mapping[str, Term]
    position_qualities: Mapping[str, Term]
    geometry_qualities: Mapping[str, Term]
    figure_statuses: Mapping[str, Term]
    travel_modes: Mapping[str, Term]
    source: ProgrammeSource
    remits: Mapping[str, TerritorialRemit]

    @property
    def bounded_kinds(self) -> frozenset[str]:
        """The kinds whose declared area bounds whom they serve."""
        return frozenset(kind for kind, remit in self.remits.items() if remit.bounded)

    def terms(self, topic: str) -> Mapping[str, Term]:
        """Return the terms of a topic of ``TOPICS`` (``kind``, ``function``, ``capacity-unit``…), by code.

        Raises
        ------
        NotFoundError
            ``unknown-topic``.
        """
        if topic not in TOPICS:
            raise NotFoundError("unknown-topic", topic=topic, known=", ".join(TOPICS))
        terms: Mapping[str, Term] = getattr(self, TOPICS[topic])
        return terms

    def term(self, topic: str, code: str) -> Term:
        """Return one term.

        Raises
        ------
        NotFoundError
            ``unknown-kind``, ``unknown-function`` or ``unknown-stratum`` for those topics, else ``unknown-code``.
        """
        terms = self.terms(topic)
        if code in terms:
            return terms[code]
        if topic in ("kind", "function", "stratum"):
            raise NotFoundError(f"unknown-{topic}", **{topic: code})
        raise NotFoundError("unknown-code", topic=topic, code=code, known=", ".join(terms))

    def label(self, topic: str, code: str, *, language: str = "fr", plural: bool = False) -> str:
        """Return the name of a code in a language; errors as :meth:`term`."""
        return self.term(topic, code).label(language, plural=plural)

    def kind_names(self) -> dict[str, str]:
        """Return every name of the kinds, in both languages, synonyms too, with the code that it designates."""
        labels = {kind.label(language): kind.code for kind in self.kinds.values() for language in LANGUAGES}
        synonyms = {name: kind.code for kind in self.kinds.values() for name in kind.synonyms}
        return synonyms | labels


TOPICS = MappingProxyType(
    {
        "family": "families",
        "kind": "kinds",
        "strategy": "strategies",
        "group": "groups",
        "function": "functions",
        "stratum": "strata",
        "stage": "stages",
        "capacity-unit": "capacity_units",
        "mode": "modes",
        "status": "statuses",
        "position-quality": "position_qualities",
        "geometry-quality": "geometry_qualities",
        "figure-status": "figure_statuses",
        "travel-mode": "travel_modes",
    }
)
"""Topic (singular) → section of the files, and field of :class:`Vocabulary`."""


KINDS_FILE = "kinds.toml"
"""Name of the file of the workspace that holds the kinds added by the user."""


def user_kinds_path() -> Path:
    """Return the file of the workspace that holds the kinds added by the user, whether it is there or not."""
    return workspace_folder() / KINDS_FILE


def embedded_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with Maillage, the user's own left out; errors as :func:`load_vocabulary`."""
    return _load(data_folder() / "actors")


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Return the vocabulary of ``folder``, read once; by default the embedded one with the kinds that the user added.

    Raises
    ------
    MissingFileError
        ``missing-file`` when ``kinds.toml`` or ``functions.toml`` is absent.
    BadInputError
        ``bad-vocabulary-file`` when a file is not TOML, lacks a name, names a family, strategy or group that does
        not exist, or gives two kinds the same name.
    """
    if folder is not None:
        return _load(folder)
    added = user_kinds_path()
    try:
        stamp = added.stat()
    except OSError:
        return embedded_vocabulary()
    return _with_added(data_folder() / "actors", added, (stamp.st_mtime_ns, stamp.st_size))


class _Entry(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    fr: Text
    en: Text
    fr_plural: str = ""
    en_plural: str = ""
    short_fr: str = ""
    short_en: str = ""
    definition_fr: str = ""
    definition_en: str = ""


class _Kind(_Entry, kw_only=True, frozen=True, forbid_unknown_fields=True):
    family: Text
    synonyms_fr: tuple[Text, ...] = ()
    synonyms_en: tuple[Text, ...] = ()


class _Function(_Entry, kw_only=True, frozen=True, forbid_unknown_fields=True):
    strategy: Text
    group: str = ""


class _Remit(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    bounded: bool
    status: Literal["stated", "to-verify"]
    source: Text
    date: Text
    reason_fr: Text
    reason_en: str = ""


_TYPES: Mapping[str, tuple[type[_Entry], Callable[..., Term]]] = {
    "kinds": (_Kind, Kind),
    "functions": (_Function, Function),
}
_File = defstruct(
    "_File",
    [
        *(
            (section, dict[str, _TYPES.get(section, (_Entry, Term))[0]], field(default_factory=dict))  # type: ignore[misc]
            for section in TOPICS.values()
        ),
        ("source", ProgrammeSource | None, None),
        ("remits", dict[str, _Remit], field(default_factory=dict)),
    ],
)


@cache
def _load(folder: Path) -> Vocabulary:
    files: list[Any] = [
        read_toml(folder / name, _File, "bad-vocabulary-file") for name in ("functions.toml", "kinds.toml")
    ]
    sections = {}
    for section in TOPICS.values():
        _, make = _TYPES.get(section, (_Entry, Term))
        entries = {code: entry for file in files for code, entry in getattr(file, section).items()}
        if not entries:
            raise BadInputError("bad-vocabulary-file", path=str(folder), reason=f"[{section}]")
        sections[section] = MappingProxyType({code: make(code=code, **asdict(one)) for code, one in entries.items()})
    source = next((file.source for file in files if file.source is not None), None)
    if source is None:
        raise BadInputError("bad-vocabulary-file", path=str(folder), reason="[source]")
    remits = _remits({code: one for file in files for code, one in file.remits.items()})
    vocabulary = Vocabulary(**sections, source=source, remits=remits)  # type: ignore[arg-type]
    _check_references(vocabulary, folder)
    return vocabulary


class _Added(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    kinds: dict[str, _Kind] = {}
    remits: dict[str, _Remit] = {}


def read_kinds(path: Path) -> tuple[dict[str, Kind], Mapping[str, TerritorialRemit]]:
    """Return the kinds and the remits of a user's file, by code; errors as :func:`load_vocabulary`."""
    added = read_toml(path, _Added, "bad-vocabulary-file")
    kinds = {code: Kind(code=code, **asdict(entry)) for code, entry in added.kinds.items()}
    return kinds, _remits(added.remits)


def _remits(entries: Mapping[str, _Remit]) -> Mapping[str, TerritorialRemit]:
    return MappingProxyType(
        {
            code: TerritorialRemit(kind=code, **(asdict(one) | {"reason_en": one.reason_en or one.reason_fr}))
            for code, one in entries.items()
        }
    )


@lru_cache(maxsize=8)
def _with_added(folder: Path, added: Path, stamp: tuple[int, int]) -> Vocabulary:
    """Return a vocabulary with the kinds of another file after its own; ``stamp`` tells its states apart."""
    del stamp
    vocabulary = _load(folder)
    kinds, remits = read_kinds(added)
    if again := sorted(set(kinds) & set(vocabulary.kinds)):
        raise BadInputError("bad-vocabulary-file", path=str(added), reason=f"[kinds.{again[0]}]")
    merged = replace(
        vocabulary,
        kinds=MappingProxyType({**vocabulary.kinds, **kinds}),
        remits=MappingProxyType({**vocabulary.remits, **remits}),
    )
    _check_references(merged, added)
    return merged


def _check_references(vocabulary: Vocabulary, folder: Path) -> None:
    wrong = [
        f"[kinds.{kind.code}] {kind.family}"
        for kind in vocabulary.kinds.values()
        if kind.family not in vocabulary.families
    ]
    for function in vocabulary.functions.values():
        if function.strategy not in vocabulary.strategies:
            wrong.append(f"[functions.{function.code}] {function.strategy}")
        if function.group and function.group not in vocabulary.groups:
            wrong.append(f"[functions.{function.code}] {function.group}")
    wrong += [f"[remits.{code}]" for code in vocabulary.remits if code not in vocabulary.kinds]
    wrong += [
        f"[remits.{code}] {one.date}" for code, one in vocabulary.remits.items() if read_date(one.date) != one.date
    ]
    wrong += [f"{' = '.join(f'[kinds.{code}]' for code in codes)} {name}" for name, codes in _shared_names(vocabulary)]
    if wrong:
        raise BadInputError("bad-vocabulary-file", path=str(folder), reason="; ".join(wrong))


def _shared_names(vocabulary: Vocabulary) -> list[tuple[str, list[str]]]:
    """Return the names, as they are compared, that designate several kinds: a file that says them cannot be read."""
    owners: dict[str, dict[str, None]] = {}
    for kind in vocabulary.kinds.values():
        for name in (kind.code, kind.fr, kind.en, *kind.synonyms):
            owners.setdefault(name_key(name), {})[kind.code] = None
    return [(name, list(codes)) for name, codes in owners.items() if len(codes) > 1]


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise NotFoundError("unknown-language", language=language, known=", ".join(LANGUAGES))
    return language
