"""What each territory holds, in a few figures: counted once for each state of its files, however many there are."""

from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from geo.errors import MaillageError
from geo.files.atomic import write_atomic
from geo.paths import workspace_folder
from geo.workspace.data import database_path, load
from geo.workspace.store import wal_path
from geo.workspace.territory import Territory, embedded_territories, list_territories, load_territory


class TerritorySummary(Struct, frozen=True):
    """A territory in a few figures; ``zones`` by level, ``births`` of the latest complete year, None where unknown."""

    id: str
    name: dict[str, str]
    country: str
    embedded: bool
    zones: dict[str, int]
    places: int
    actors: int
    births: int | None
    births_years: list[int]


class _Counted(Struct, frozen=True):
    state: str
    summary: TerritorySummary


def summaries() -> list[TerritorySummary]:
    """Return every territory in a few figures; only those that changed since they were last asked about are opened."""
    path = workspace_folder() / "answers" / "territories.summary"
    before: dict[str, _Counted] = {}
    with suppress(OSError, msgspec.DecodeError):
        before = msgspec.json.decode(path.read_bytes(), type=dict[str, _Counted])
    embedded, found = set(embedded_territories()), {}
    for name in list_territories():
        territory = load_territory(name)
        known = before.get(name)
        if known is None or known.state != _state(territory):
            summary = _summary(territory, embedded=name in embedded)  # builds the database where need be
            known = _Counted(_state(territory), summary)
        found[name] = known
    if found != before:
        with suppress(OSError, MaillageError):
            write_atomic(path, msgspec.json.encode(found))
    return [one.summary for one in found.values()]


def _state(territory: Territory) -> str:
    """Return what changes with the files of a territory and with its database."""
    database = database_path(territory)
    files = [*territory.input_files(), database, wal_path(database)]
    return "|".join(_seen(file) for file in files)


def _seen(file: Path) -> str:
    try:
        seen = file.stat()
    except FileNotFoundError:
        return file.name
    return f"{file.name} {seen.st_size} {seen.st_mtime_ns} {seen.st_ino}"


def _summary(territory: Territory, *, embedded: bool) -> TerritorySummary:
    data = load(territory)
    sizes = data.zones["level"].value_counts()
    births = float(data.places["births"].sum(min_count=1))
    return TerritorySummary(
        id=territory.id,
        name=dict(territory.names),
        country=territory.country,
        embedded=embedded,
        zones={level.id: int(sizes.get(level.id, 0)) for level in territory.levels},
        places=len(data.places),
        actors=len(data.actors),
        births=None if births != births else int(births),  # noqa: PLR0124
        births_years=[int(year) for year in data.births_years],
    )
