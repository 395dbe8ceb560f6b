"""The user's database of a territory: built from the embedded files, kept up to date, read as frames."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pandas as pd

from geo import schema
from geo.errors import BadInputError, NotFoundError, StoreError
from geo.paths import data_folder, workspace_folder
from geo.workspace import expected, journal
from geo.workspace.open_on_a_day import delivered_on, opened_on
from geo.workspace.progress import Progress
from geo.workspace.store import Database, finish_swap, hash_of, migrations, open_database
from geo.workspace.territory import Territory
from geo.workspace.write_lock import write_lock


@dataclass(frozen=True)
class TerritoryData:
    """Everything that measures need, as frames of the canonical tables.

    ``zones`` has no geometry (see :func:`zone_shapes`); ``ancestors`` pairs every zone with itself and each zone
    above it (``zone_id``, ``ancestor_id``, ``ancestor_level``). Births are the mean of ``births_years``: one year, or
    three; none where the territory has no births. ``on`` is the day whose open actors these are, None for today's.
    """

    territory: Territory
    layer: str
    births_years: tuple[int, ...]
    zones: pd.DataFrame
    ancestors: pd.DataFrame
    figures: pd.DataFrame
    places: pd.DataFrame
    actors: pd.DataFrame
    services: pd.DataFrame
    need_rules: pd.DataFrame
    inputs_hash: str
    expected: pd.DataFrame = field(default_factory=schema.EXPECTED.empty)
    on: date | None = None


def database_path(territory: Territory) -> Path:
    """Return the file that holds the territory in the user's workspace."""
    return workspace_folder() / f"{territory.id}.duckdb"


def now() -> datetime:
    """Return the present moment in UTC, without a time zone, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def ensure_built(territory: Territory, *, progress: Progress | None = None) -> str:
    """Build the database where it is absent or older than its inputs, and return the hash of the inputs.

    Raises
    ------
    BadInputError
        ``embedded-register-invalid`` when the embedded register has errors.
    StoreError
        When the file is held by another program or cannot be read.
    """
    path = database_path(territory)
    inputs_hash = hash_of_inputs(territory)
    if is_current(path, inputs_hash):
        return inputs_hash
    tell = progress or (lambda _step: None)
    with write_lock(path, waiting=lambda: tell("store-waiting")):
        finish_swap(path)
        if is_current(path, inputs_hash):  # another program built it meanwhile
            return inputs_hash
        # Imported only when there is something to build: it brings the geometry libraries, a second of start-up.
        build = import_module("geo.workspace.build")
        build.build_database(territory, path, inputs_hash=inputs_hash, moment=now(), progress=progress)
    return inputs_hash


def hash_of_inputs(territory: Territory) -> str:
    """Return a hash of all that the database of a territory is built from."""
    vocabulary = sorted((data_folder() / "actors").glob("*.toml"))
    return hash_of([*(sql for _, sql in migrations()), *territory.input_files(), *vocabulary])


def is_current(path: Path, inputs_hash: str) -> bool:
    """Tell whether a database is there and built from these inputs.

    Raises
    ------
    StoreError
        ``store-foreign`` when it is not one of Maillage's, ``store-newer`` when a later version wrote it.
    """
    if not path.exists():
        return False
    with open_database(path) as database:
        if not {"meta", "migration", "register_journal"} <= database.tables():
            raise StoreError("store-foreign", file=path.name)
        if set(database.frame("SELECT name FROM migration")["name"]) - {name for name, _ in migrations()}:
            raise StoreError("store-newer", file=path.name)
        return bool(database.value("SELECT value FROM meta WHERE key = 'inputs_hash'") == inputs_hash)


def named_in(data: TerritoryData, language: str) -> TerritoryData:
    """Return the same tables with the territory itself named as it is in a language: the names of the others are one.

    The tables themselves where that is its name already.
    """
    name = data.territory.names.get(language)
    root = data.zones["zone_id"] == data.territory.root
    if name is None or (data.zones.loc[root, "name"] == name).all():
        return data
    return replace(data, zones=data.zones.assign(name=data.zones["name"].mask(root, name)))


def told_apart(data: TerritoryData, zone_id: str | None, language: str) -> TerritoryData:
    """Return the same tables with a zone named with its level where a smaller one inside it has the same name.

    ``Charleroi`` is a town and its arrondissement: the second is then ``Charleroi (arrondissement)``. The tables
    themselves where no name stands twice.
    """
    own = data.zones["zone_id"] == zone_id
    inside = data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"]
    twins = data.zones.loc[data.zones["zone_id"].isin(inside) & ~own, "name"].isin(data.zones.loc[own, "name"])
    if not twins.any():
        return data
    level = data.territory.level(data.zones.loc[own, "level"].iloc[0])
    named = data.zones["name"] + f" ({level.names.get(language, level.id)})"
    return replace(data, zones=data.zones.assign(name=data.zones["name"].mask(own, named)))


def load(
    territory: Territory,
    *,
    births: str = "latest",
    layer: str | None = None,
    on: date | None = None,
    progress: Progress | None = None,
) -> TerritoryData:
    """Return the territory's tables, building the database first where needed.

    Parameters
    ----------
    births
        ``latest`` (the latest complete year), ``mean-3``, or a year such as ``"2023"``.
    layer
        Population layer: the territory's default when None, or one that the user imported (``geo.files.layers``).

    on
        The day that the data are about (:func:`at_date`); today when None.

    Raises
    ------
    BadInputError
        ``unknown-births-year`` when the territory has no births for that year.
    NotFoundError
        ``unknown-layer``.
    """
    inputs_hash = ensure_built(territory, progress=progress)
    layer = layer or territory.default_layer
    with open_database(database_path(territory)) as database:
        if layer != territory.default_layer:
            inputs_hash = hash_of([inputs_hash, layer, _layer_hash(database, layer)])
        years = _births_years(database, territory, births)
        figures = database.frame("SELECT * FROM figure ORDER BY zone_id, indicator, year")
        register = journal.present(database)
        places = _places(database, territory, layer, years)
        actors, services = split_register(register)
        located = database.frame("SELECT id AS actor_id, zone_id AS found FROM position_zone WHERE kind = 'actor'")
        data = TerritoryData(
            territory=territory,
            layer=layer,
            births_years=tuple(years),
            zones=database.frame("SELECT * EXCLUDE (geometry_wkb) FROM zone ORDER BY zone_id"),
            ancestors=database.frame("SELECT * FROM zone_ancestor ORDER BY zone_id, ancestor_id"),
            figures=schema.conform(figures, schema.FIGURE),
            places=schema.conform(places, schema.PLACE),
            actors=_with_found_zone(actors, located),
            services=services,
            need_rules=schema.conform(database.frame("SELECT * FROM need_rule ORDER BY rule_id"), schema.NEED_RULE),
            inputs_hash=inputs_hash,
            expected=expected.present(database),
        )
    return at_date(data, on)


def at_date(data: TerritoryData, day: date | None) -> TerritoryData:
    """Return the data of a day: who was open (:func:`geo.workspace.open_on_a_day.opened_on`), what was delivered.

    They are the same when ``day`` is None, or the day that they are already about.

    Raises
    ------
    BadInputError
        ``two-days`` when they are about another day: what was open on a third cannot be told from it.
    """
    if day is None or day == data.on:
        return data
    if data.on is not None:
        raise BadInputError("two-days", first=data.on.isoformat(), second=day.isoformat())
    return replace(
        data,
        actors=opened_on(data.actors, day),
        services=delivered_on(data.services, day),
        inputs_hash=hash_of([data.inputs_hash, day.isoformat()]),
        on=day,
    )


def split_register(register: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return actors (``schema.ACTOR``) and services (``schema.SERVICE``) from one row per actor and service."""
    actors = schema.conform(register.drop_duplicates("actor_id"), schema.ACTOR)
    return actors, schema.conform(register, schema.SERVICE)


def _births_years(database: Database, territory: Territory, births: str) -> list[int]:
    known = list(database.frame("SELECT DISTINCT year FROM figure WHERE indicator = 'births' ORDER BY year")["year"])
    latest = territory.births_year
    if not known or latest is None:
        return []
    if births == "latest":
        return [latest]
    if births == "mean-3":
        return [year for year in known if year <= latest][-3:]
    # Compared as written: a year of thousands of digits is no number that can be read.
    asked = [int(year) for year in known if str(year) == births]
    if asked:
        return asked
    raise BadInputError("unknown-births-year", births=births, known=", ".join(map(str, known)))


def _layer_hash(database: Database, layer: str) -> str:
    known = list(database.frame("SELECT DISTINCT layer FROM place ORDER BY layer")["layer"])
    if layer not in known:
        raise NotFoundError("unknown-layer", layer=layer, known=", ".join(known))
    return str(database.value("SELECT content_hash FROM place_layer WHERE layer = $layer", {"layer": layer}))


def _places(database: Database, territory: Territory, layer: str, births_years: list[int]) -> pd.DataFrame:
    return database.frame(
        """
        WITH value AS (
            SELECT place_id, indicator, avg(value) AS value FROM place_figure
            WHERE layer = $layer
              AND CASE WHEN indicator = 'births' THEN list_contains($years::INTEGER[], year) ELSE year = $other END
            GROUP BY place_id, indicator
            UNION ALL BY NAME
            SELECT point_id AS place_id, indicator || ' of the file' AS indicator, value FROM layer_value
            WHERE layer = $layer AND indicator IN ('children_0_2', 'women_15_49')
        ),
        wide AS (
            SELECT place_id,
                max(value) FILTER (indicator = 'population') AS population,
                max(value) FILTER (indicator = 'births') AS births,
                coalesce(
                    max(value) FILTER (indicator = 'children_0_2'),
                    max(value) FILTER (indicator = 'children_0_2 of the file')
                ) AS children_0_2,
                coalesce(
                    max(value) FILTER (indicator = 'women_15_49'),
                    max(value) FILTER (indicator = 'women_15_49 of the file')
                ) AS women_15_49
            FROM value GROUP BY place_id
        )
        SELECT place.*, wide.* EXCLUDE (place_id), $vintage::INTEGER AS vintage
        FROM place LEFT JOIN wide USING (place_id)
        WHERE layer = $layer ORDER BY place_id
        """,
        {
            "layer": layer,
            "years": births_years,
            "other": territory.population_year,
            "vintage": max(births_years, default=None),
        },
    )


def _with_found_zone(actors: pd.DataFrame, located: pd.DataFrame) -> pd.DataFrame:
    found = actors["actor_id"].map(located.set_index("actor_id")["found"])
    return actors.assign(zone_id=actors["zone_id"].where(actors["zone_id"].notna(), found))
