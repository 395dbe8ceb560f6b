"""The user's database of a territory: built from the embedded files, kept up to date, read as frames."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from geo import journal, schema
from geo.errors import BadInputError, MissingFileError
from geo.paths import workspace_folder
from geo.register import RegisterContext, read_register
from geo.store import Database, hash_of, migrate, migrations, new_database, open_database
from geo.territory import Territory, read_figures, read_need_rules
from geo.vocabulary import load_vocabulary

Progress = Callable[[str], None]
"""Told the key of each step as it starts."""

EMBEDDED_LAYER_INDICATORS = ("population", "births", "children_0_2", "children_0_4", "women_15_49")


@dataclass(frozen=True)
class TerritoryData:
    """Everything that measures need, as frames of the canonical tables.

    ``zones`` has no geometry (see :func:`zone_shapes`); ``ancestors`` pairs every zone with itself and each zone
    above it (``zone_id``, ``ancestor_id``, ``ancestor_level``). Births are the mean of ``births_years``: one year, or
    three; none where the territory has no births.
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


def database_path(territory: Territory) -> Path:
    """Return the file that holds the territory in the user's workspace."""
    return workspace_folder() / f"{territory.id}.duckdb"


def ensure_built(territory: Territory, *, progress: Progress | None = None) -> str:
    """Build the database where it is absent or older than its inputs, and return the hash of the inputs.

    A rebuild is atomic (a temporary file, then a rename) and carries the journal of the register over.

    Raises
    ------
    BadInputError
        ``embedded-register-invalid`` when the embedded register has errors.
    StoreError
        When the file is held by another program or cannot be read.
    """
    path = database_path(territory)
    inputs_hash = hash_of([*(sql for _, sql in migrations()), *territory.input_files(), *_vocabulary_files(territory)])
    if path.exists():
        with open_database(path) as database:
            if database.value("SELECT value FROM meta WHERE key = 'inputs_hash'") == inputs_hash:
                return inputs_hash
    tell = progress or (lambda _step: None)
    kept = _kept_journal(path)
    with new_database(path, spatial=True) as database:
        migrate(database)
        with database.transaction():
            tell("build-zones")
            _insert_zones(database, territory)
            _insert_places(database, territory)
            database.insert("figure", read_figures(territory))
            database.insert("need_rule", read_need_rules(territory))
            tell("build-register")
            if kept is not None:
                journal.restore(database, kept)
            journal.follow_embedded(database, _embedded_register(database, territory), moment=_now())
            tell("build-positions")
            join_positions(database)
            database.run("INSERT INTO meta VALUES ('inputs_hash', $hash)", {"hash": inputs_hash})
    return inputs_hash


def load(
    territory: Territory, *, births: str = "latest", layer: str | None = None, progress: Progress | None = None
) -> TerritoryData:
    """Return the territory's tables, building the database first where needed.

    Parameters
    ----------
    births
        ``latest`` (the latest complete year), ``mean-3``, or a year such as ``"2023"``.
    layer
        Population layer; the territory's default when None.

    Raises
    ------
    BadInputError
        ``unknown-births-year`` when the territory has no births for that year.
    """
    inputs_hash = ensure_built(territory, progress=progress)
    layer = layer or territory.default_layer
    with open_database(database_path(territory)) as database:
        years = _births_years(database, territory, births)
        figures = database.frame("SELECT * FROM figure ORDER BY zone_id, indicator, year")
        register = journal.register_at(database, _now())
        places = _places(database, layer, years)
        actors, services = split_register(register)
        located = database.frame("SELECT id AS actor_id, zone_id AS found FROM position_zone WHERE kind = 'actor'")
        return TerritoryData(
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
        )


def zone_shapes(territory: Territory, *, level: str | None = None) -> pd.DataFrame:
    """Return zones with their geometry as WKB bytes in ``geometry`` (EPSG:4326), of one level or all."""
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return database.frame(
            "SELECT * EXCLUDE (geometry_wkb), geometry_wkb AS geometry FROM zone "
            "WHERE $level IS NULL OR level = $level ORDER BY zone_id",
            {"level": level},
        )


def split_register(register: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return actors (``schema.ACTOR``) and services (``schema.SERVICE``) from one row per actor and service."""
    actors = schema.conform(register.drop_duplicates("actor_id"), schema.ACTOR)
    return actors, schema.conform(register, schema.SERVICE)


def join_positions(database: Database) -> None:
    """Find the smallest zone that every place and every actor falls in, by a spatial join."""
    database.run("DELETE FROM position_zone")
    database.run(
        """
        WITH smallest AS (
            SELECT zone_id, ST_GeomFromWKB(geometry_wkb) AS shape FROM zone
            WHERE zone_id NOT IN (SELECT parent_id FROM zone WHERE parent_id IS NOT NULL)
        ),
        point AS (
            SELECT 'place' AS kind, layer, place_id AS id, ST_Point(lon, lat) AS position FROM place
            UNION ALL
            SELECT DISTINCT 'actor', '', actor_id, ST_Point(lon, lat) FROM register_at(now()::TIMESTAMP)
            WHERE lon IS NOT NULL AND lat IS NOT NULL
        )
        INSERT INTO position_zone
        SELECT kind, layer, id, min(zone_id) FROM point JOIN smallest ON ST_Intersects(shape, position)
        GROUP BY kind, layer, id
        """
    )
    database.run(
        """
        UPDATE place SET zone_id = found.zone_id FROM position_zone AS found
        WHERE place.zone_id IS NULL AND found.kind = 'place'
          AND found.layer = place.layer AND found.id = place.place_id
        """
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _vocabulary_files(territory: Territory) -> list[Path]:
    return sorted(territory.register_path.parent.glob("*.toml"))


def _kept_journal(path: Path) -> pd.DataFrame | None:
    if not path.exists():
        return None
    with open_database(path) as database:
        return journal.entries(database)


def _insert_zones(database: Database, territory: Territory) -> None:
    zones = _read_parquet(territory.folder / "zones.parquet").rename(columns={"geometry": "geometry_wkb"})
    database.insert("zone", zones[[*(name for name in schema.ZONE.names if name != "geometry"), "geometry_wkb"]])
    database.run(
        """
        INSERT INTO zone_ancestor
        WITH RECURSIVE line AS (
            SELECT zone_id, zone_id AS ancestor_id FROM zone
            UNION ALL
            SELECT line.zone_id, zone.parent_id FROM line JOIN zone ON zone.zone_id = line.ancestor_id
            WHERE zone.parent_id IS NOT NULL
        )
        SELECT line.zone_id, ancestor_id, level FROM line JOIN zone ON zone.zone_id = line.ancestor_id
        """
    )


def _insert_places(database: Database, territory: Territory) -> None:
    places = _read_parquet(territory.folder / "places.parquet").assign(layer=territory.default_layer)
    database.insert("place", places[["layer", "place_id", "name", "zone_id", "lon", "lat"]])
    for column in places.columns:
        indicator, _, year = column.rpartition("_")
        if indicator in EMBEDDED_LAYER_INDICATORS and year.isdigit() and len(year) == 4:
            values = {"indicator": indicator, "year": int(year)}
        elif column in EMBEDDED_LAYER_INDICATORS:
            values = {"indicator": column, "year": territory.population_year}
        else:
            continue
        figures = places[["layer", "place_id"]].assign(value=places[column].astype("float64"), **values)
        database.insert("place_figure", figures)


def _read_parquet(path: Path) -> pd.DataFrame:
    if not path.exists():
        raise MissingFileError("missing-data-file", file=path.name, folder=path.parent.name)
    frame: pd.DataFrame = pq.read_table(path).to_pandas(ignore_metadata=True)
    return frame


def _embedded_register(database: Database, territory: Territory) -> pd.DataFrame:
    if not territory.register_path.exists():
        return pd.DataFrame(columns=journal.REGISTER_COLUMNS)
    reading = read_register(territory.register_path, context=register_context(database))
    if not reading.ok:
        first = reading.issues[reading.issues["severity"] == "error"].iloc[0]
        raise BadInputError(
            "embedded-register-invalid",
            file=territory.register_path.name,
            row=first["row"],
            column=first["column"],
            rule=first["rule"],
            count=int((reading.issues["severity"] == "error").sum()),
        )
    return journal.as_register(reading.actors, reading.services)


def register_context(database: Database) -> RegisterContext:
    """Return what a register file of this territory is checked against."""
    vocabulary = load_vocabulary()
    zones = database.frame("SELECT * EXCLUDE (geometry_wkb), geometry_wkb AS geometry FROM zone ORDER BY zone_id")
    return RegisterContext(
        zones=zones,
        kinds=frozenset(vocabulary.kinds),
        functions=frozenset(vocabulary.functions),
        places=database.frame("SELECT place_id, name, zone_id, lon, lat FROM place"),
        existing_ids=frozenset(database.frame("SELECT DISTINCT actor_id FROM register_journal")["actor_id"]),
        today=_now().date(),
    )


def _births_years(database: Database, territory: Territory, births: str) -> list[int]:
    known = list(database.frame("SELECT DISTINCT year FROM figure WHERE indicator = 'births' ORDER BY year")["year"])
    if not known:
        return []
    if births == "latest":
        return [territory.births_year]
    if births == "mean-3":
        return [year for year in known if year <= territory.births_year][-3:]
    if births.isdigit() and int(births) in known:
        return [int(births)]
    raise BadInputError("unknown-births-year", births=births, known=", ".join(map(str, known)))


def _places(database: Database, layer: str, births_years: list[int]) -> pd.DataFrame:
    return database.frame(
        """
        WITH value AS (
            SELECT place_id, indicator, avg(value) AS value FROM place_figure
            WHERE layer = $layer AND (indicator <> 'births' OR list_contains($years::INTEGER[], year))
            GROUP BY place_id, indicator
        ),
        wide AS (
            SELECT place_id,
                max(value) FILTER (indicator = 'population') AS population,
                max(value) FILTER (indicator = 'births') AS births,
                max(value) FILTER (indicator = 'children_0_2') AS children_0_2,
                max(value) FILTER (indicator = 'women_15_49') AS women_15_49
            FROM value GROUP BY place_id
        )
        SELECT place.*, wide.* EXCLUDE (place_id), $vintage::INTEGER AS vintage
        FROM place LEFT JOIN wide USING (place_id)
        WHERE layer = $layer ORDER BY place_id
        """,
        {"layer": layer, "years": births_years, "vintage": max(births_years, default=None)},
    )


def _with_found_zone(actors: pd.DataFrame, located: pd.DataFrame) -> pd.DataFrame:
    found = actors["actor_id"].map(located.set_index("actor_id")["found"])
    return actors.assign(zone_id=actors["zone_id"].where(actors["zone_id"].notna(), found))
