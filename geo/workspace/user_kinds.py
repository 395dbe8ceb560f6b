"""The kinds of actors that the user adds, and what areas mean: a file of the workspace, beside what Maillage says."""

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from geo.errors import BadInputError, MaillageError, NotFoundError
from geo.files.atomic import write_atomic
from geo.files.dates import read_date
from geo.files.issues import Unread
from geo.files.names import name_key
from geo.workspace import journal
from geo.workspace.data import database_path
from geo.workspace.rights import OWNER, Person, require
from geo.workspace.store import open_database
from geo.workspace.territory import list_territories, load_territory
from geo.workspace.vocabulary import (
    Kind,
    TerritorialRemit,
    Vocabulary,
    embedded_vocabulary,
    load_vocabulary,
    read_kinds,
    user_kinds_path,
)
from geo.workspace.write_lock import write_lock

LONGEST_NAME = 100
"""Most characters of a name."""
LONGEST_REASON = 500
"""Most characters of a reason or of a source."""

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_CODE = 60
_HEAD = "# Kinds of actors added in this workspace, in the form of Maillage's own kinds.toml.\n"


def own_kinds() -> list[Kind]:
    """Return the kinds that the user added, in the order of their file."""
    embedded = embedded_vocabulary().kinds
    return [kind for code, kind in load_vocabulary().kinds.items() if code not in embedded]


def add_kind(
    code: str,
    *,
    fr: str,
    en: str = "",
    family: str,
    synonyms: tuple[str, ...] = (),
    plural: str = "",
    person: Person = OWNER,
) -> Kind:
    """Add a kind to the workspace, and return it.

    Parameters
    ----------
    code
        Small letters without accents, figures and hyphens.
    fr, en
        Its names; the French one stands where the English one is empty.
    family
        A code of the families of kinds, which gives its colour on the map.
    synonyms
        What lists also call it.
    plural
        Its French plural; the name where empty.
    person
        Who adds it.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``kind-code`` for another code, ``kind-exists`` when a kind has it, ``kind-name`` for an empty, too long or
        unprintable name, ``kind-name-taken`` when a name already means another kind.
    NotFoundError
        ``unknown-code`` for an unknown family.
    FileError
        When the workspace cannot be written.
    """
    require(person, "kinds")
    path = user_kinds_path()
    with write_lock(path):
        words = load_vocabulary()
        made = Kind(
            code=code.strip(),
            fr=_tidy(fr),
            en=_tidy(en) or _tidy(fr),
            family=family,
            fr_plural=_tidy(plural),
            synonyms_fr=tuple(name for one in synonyms if (name := _tidy(one))),
        )
        _check(made, words)
        _write(path, [*own_kinds(), made])
    return load_vocabulary().kinds[made.code]


def remove_kind(code: str) -> None:
    """Take away a kind that the user added and that no actor has.

    Raises
    ------
    NotFoundError
        ``unknown-kind``.
    BadInputError
        ``kind-embedded`` for a kind that comes with Maillage, ``kind-used`` when a register of the workspace names it.
    """
    path = user_kinds_path()
    with write_lock(path):
        if code not in load_vocabulary().kinds:
            raise NotFoundError("unknown-kind", kind=code)
        if code in embedded_vocabulary().kinds:
            raise BadInputError("kind-embedded", kind=code)
        for territory, count in _users(code):
            raise BadInputError("kind-used", kind=code, territory=territory, count=count)
        _write(path, [kind for kind in own_kinds() if kind.code != code], without=code)


def own_remits() -> dict[str, TerritorialRemit]:
    """Return what the user says of the declared areas of kinds, by kind, in the order of their file."""
    path = user_kinds_path()
    return dict(read_kinds(path)[1]) if path.is_file() else {}


def set_remit(remit: TerritorialRemit, *, person: Person = OWNER) -> None:
    """Say whether the declared area of a kind bounds whom it serves, in place of what Maillage says.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    NotFoundError
        ``unknown-kind``.
    BadInputError
        ``remit-text`` when the reason or the source is empty or too long, ``remit-date`` for a date that is none.
    FileError
        When the workspace cannot be written.
    """
    require(person, "kinds")
    load_vocabulary().term("kind", remit.kind)
    french = _tidy(remit.reason_fr)
    made = replace(remit, reason_fr=french, reason_en=_tidy(remit.reason_en) or french, source=_tidy(remit.source))
    for name in ("reason_fr", "reason_en", "source"):
        text = getattr(made, name)
        if not text or len(text) > LONGEST_REASON or not text.isprintable():
            raise BadInputError("remit-text", kind=remit.kind, most=LONGEST_REASON)
    told = read_date(remit.date)
    if isinstance(told, Unread):
        raise BadInputError("remit-date", value=remit.date)
    path = user_kinds_path()
    with write_lock(path):
        _write(path, own_kinds(), own_remits() | {remit.kind: replace(made, date=told)})


def forget_remit(kind: str, *, person: Person = OWNER) -> None:
    """Come back to what Maillage says of the declared area of a kind; errors as :func:`set_remit`.

    Raises
    ------
    NotFoundError
        ``no-own-remit`` where the user said nothing of it.
    """
    require(person, "kinds")
    load_vocabulary().term("kind", kind)
    path = user_kinds_path()
    with write_lock(path):
        remits = own_remits()
        if remits.pop(kind, None) is None:
            raise NotFoundError("no-own-remit", kind=kind)
        _write(path, own_kinds(), remits)


def bring_kinds(content: bytes) -> int:
    """Add the kinds of another workspace's file to those that are there, and return how many are new.

    What it says of declared areas is added where nothing is said here.

    A kind whose code or whose name is already known is left out: the one that is there stands.

    Raises
    ------
    BadInputError
        ``bad-vocabulary-file`` when the file is none of kinds.
    """
    path = user_kinds_path()
    with tempfile.TemporaryDirectory() as folder:
        brought = Path(folder) / path.name
        brought.write_bytes(content)
        kinds, remits = read_kinds(brought)
    with write_lock(path):
        new = []
        for kind in kinds.values():
            words = load_vocabulary()
            try:
                _check(kind, words)
            except MaillageError:
                continue
            new.append(kind)
            _write(path, [*own_kinds(), kind])
        known = load_vocabulary().kinds
        if missing := {code: one for code, one in remits.items() if code in known and code not in own_remits()}:
            _write(path, own_kinds(), own_remits() | missing)
    return len(new)


def _check(made: Kind, words: Vocabulary) -> None:
    if not _CODE.fullmatch(made.code) or len(made.code) > _LONGEST_CODE:
        raise BadInputError("kind-code", value=made.code)
    if made.code in words.kinds:
        raise BadInputError("kind-exists", kind=made.code)
    names = (made.fr, made.en, *made.synonyms)
    for name in names:
        if not name or len(name) > LONGEST_NAME or not name.isprintable() or not name_key(name):
            raise BadInputError("kind-name", value=name[:LONGEST_NAME], most=LONGEST_NAME)
    words.term("family", made.family)
    taken = {name_key(name): kind for name, kind in words.kind_names().items()}
    taken |= {name_key(known): known for known in words.kinds}
    for name in (*names, made.code):
        if name_key(name) in taken:
            raise BadInputError("kind-name-taken", value=name, kind=taken[name_key(name)])


def _users(code: str) -> list[tuple[str, int]]:
    """Return the built territories whose register names a kind, with how many services do."""
    found = []
    for name in list_territories():
        path = database_path(load_territory(name))
        if not path.exists():
            continue
        with open_database(path) as database:
            register = journal.present(database)
        if count := int((register["kind"] == code).sum()):
            found.append((name, count))
    return found


def _write(
    path: Path, kinds: list[Kind], remits: Mapping[str, TerritorialRemit] | None = None, *, without: str | None = None
) -> None:
    """Write the file; remits are those that are there where none are given, but for that of a kind taken away."""
    told = own_remits() if remits is None else remits
    kept = [remit for code, remit in told.items() if code != without]
    write_atomic(path, _HEAD + "".join(map(_entry, kinds)) + "".join(map(_remit_entry, kept)))


def _remit_entry(remit: TerritorialRemit) -> str:
    texts = {name: getattr(remit, name) for name in ("status", "source", "date", "reason_fr", "reason_en")}
    return _table(f"remits.{remit.kind}", {"bounded": remit.bounded, **texts})


def _entry(kind: Kind) -> str:
    """Return a kind as a table of TOML, whose texts are written as JSON has them."""
    values = {
        "family": kind.family,
        "fr": kind.fr,
        "en": kind.en,
        "fr_plural": kind.fr_plural,
        "en_plural": kind.en_plural,
        "synonyms_fr": list(kind.synonyms_fr),
        "synonyms_en": list(kind.synonyms_en),
    }
    return _table(f"kinds.{kind.code}", {name: value for name, value in values.items() if value})


def _table(name: str, values: Mapping[str, object]) -> str:
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["", f"[{name}]", *lines, ""])


def _tidy(text: str) -> str:
    return " ".join(text.split())
