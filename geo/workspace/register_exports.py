"""The register of a territory in the formats that others speak, with what the journal and the territory say of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from geo.files.register.formats.content import Material, Words, WrittenExport
from geo.files.register.formats.writing import Format, write_spoken
from geo.workspace import journal
from geo.workspace.build import read_shapes
from geo.workspace.data import database_path, ensure_built, now
from geo.workspace.progress import Progress
from geo.workspace.register_changes import register_on
from geo.workspace.rights import OWNER, Person, decide, require
from geo.workspace.store import open_database
from geo.workspace.territory import Territory
from geo.workspace.vocabulary import load_vocabulary

_REGIONS = frozenset({"province", "departement"})


def export_register(
    territory: Territory,
    path: Path,
    chosen: Format,
    *,
    language: str,
    words: Words,
    on: date | None = None,
    publisher: str = "",
    licence: str = "",
    person: Person = OWNER,
    progress: Progress | None = None,
) -> WrittenExport:
    """Write the register of a territory, as it stands or as it stood at the end of a day.

    Parameters
    ----------
    chosen
        One of :data:`geo.files.register.formats.writing.FORMATS`.
    words
        The texts of the catalogues: language, key and values → text.
    publisher, licence
        Who publishes it, and the address of the licence; empty when nobody said it.
    person
        Who takes it away: who wrote what in the journal is told to those who may read it.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``file-exists``; those of :func:`geo.workspace.register_changes.register_on`.
    FileError
        When the disk refuses.
    """
    require(person, "export")
    material = export_material(territory, language=language, words=words, on=on, progress=progress)
    if not decide(person, "names").allowed:
        nameless = words(language, "register-by-somebody")
        told = [line if line.by == journal.EMBEDDED else replace(line, by=nameless) for line in material.history]
        material = replace(material, history=told)
    return write_spoken(path, replace(material, publisher=publisher, licence=licence), chosen)


def export_material(
    territory: Territory, *, language: str, words: Words, on: date | None = None, progress: Progress | None = None
) -> Material:
    """Return what an export of the register is made of.

    Raises
    ------
    BadInputError
        Those of :func:`geo.workspace.register_changes.register_on`.
    """
    ensure_built(territory, progress=progress)
    earlier = None if on is None else register_on(territory, on)
    day = on or now().date()
    until = datetime.combine(day, time.min) + timedelta(days=1, microseconds=-1)
    with open_database(database_path(territory)) as database:
        register = journal.present(database) if earlier is None else earlier
        history = journal.told(database, until=None if on is None else until)
        zones = read_shapes(database)
    bounds = zones.loc[zones["zone_id"] == territory.root].total_bounds
    vocabulary = load_vocabulary()
    parents = dict(zip(zones["zone_id"], zones["parent_id"], strict=True))
    levels = dict(zip(zones["zone_id"], zones["level"], strict=True))
    names = dict(zip(zones["zone_id"], zones["name"], strict=True))
    return Material(
        register=register,
        history=history,
        day=day,
        language=language,
        territory_id=territory.id,
        country=territory.country,
        titles=dict(territory.names),
        zone_names=names,
        regions={zone: names[over] for zone in names if (over := _region(zone, parents, levels)) is not None},
        kinds={code: term.label(language=language) for code, term in vocabulary.kinds.items()},
        functions={code: term.label(language=language) for code, term in vocabulary.functions.items()},
        words=words,
        bounds=(bounds[0], bounds[1], bounds[2], bounds[3]),
    )


def _region(zone: object, parents: Mapping[str, object], levels: Mapping[str, str]) -> str | None:
    """Return the province or the department that a zone lies in."""
    while isinstance(zone, str) and zone in levels:
        if levels[zone] in _REGIONS:
            return zone
        zone = parents[zone]
    return None
