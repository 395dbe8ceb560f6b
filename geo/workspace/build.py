"""Building the database of a territory from its embedded files: all of it, or nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import shapely

from geo import schema
from geo.errors import BadInputError, MissingFileError
from geo.files.register import RegisterContext, read_register
from geo.paths import data_folder
from geo.workspace import expected, journal, proposals
from geo.workspace.by_law import FILE, rows_by_law
from geo.workspace.layers.keep import restore_layers
from geo.workspace.progress import Progress
from geo.workspace.store import Database, migrate, new_database, open_database
from geo.workspace.territory import Territory, read_expected, read_figures, read_need_rules
from geo.workspace.user_tables import UserTables, check_user_tables, read_user_tables
from geo.workspace.vocabulary import Term, load_vocabulary
from geo.workspace.write_lock import write_lock

LAYER_INDICATORS = ("population", "births", "children_0_2", "children_0_4", "women_15_49")
"""Columns of a population layer that hold figures; ``births_2025`` holds those of 2025."""


def build_database(
    territory: Territory,
    path: Path,
    *,
    inputs_hash: str,
    moment: datetime,
    kept: UserTables | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the database of a territory in place of the one at ``path``, carrying over its journal and its layers.

    Nobody else writes to ``path`` from the moment when it is read until it is replaced, and it is replaced only by a
    database that was read back from the disk with the whole journal and every layer in it.

    Parameters
    ----------
    kept
        What to carry over instead of what is at ``path``: a backup being restored.

    Raises
    ------
    BadInputError
        ``embedded-register-invalid`` when the embedded register has errors.
    MissingFileError
        ``missing-data-file``.
    StoreError
        When the file is held by another program or cannot be read.
    """
    tell = progress or (lambda _step: None)
    with write_lock(path, waiting=lambda: tell("store-waiting")):
        carried = read_kept(path) if kept is None else kept
        _write_database(territory, path, carried, inputs_hash=inputs_hash, moment=moment, tell=tell)


def _write_database(
    territory: Territory, path: Path, kept: UserTables, *, inputs_hash: str, moment: datetime, tell: Progress
) -> None:
    with new_database(path, spatial=True, verify=lambda written: check_user_tables(written, kept)) as database:
        migrate(database)
        with database.transaction():
            tell("build-zones")
            _insert_zones(database, territory)
            _insert_places(database, territory)
            database.insert("figure", read_figures(territory))
            database.insert("need_rule", read_need_rules(territory))
            database.insert("expected", read_expected(territory))
            if "expected_journal" in kept:
                expected.restore(database, kept["expected_journal"])
            if "proposal_journal" in kept:
                proposals.restore(database, kept["proposal_journal"])
            if "handover_journal" in kept:
                database.insert("handover_journal", kept["handover_journal"].drop(columns="entry"))
            tell("build-register")
            if "register_journal" in kept:
                journal.restore(database, kept["register_journal"])
            register = _embedded_register(database, territory, moment=moment)
            journal.follow_embedded(database, register, moment=moment)
            tell("build-positions")
            join_positions(database)
            if len(kept.get("place_layer", ())):
                tell("layer-spread")
                restore_layers(database, territory, kept)
            database.run("INSERT INTO meta VALUES ('inputs_hash', $hash)", {"hash": inputs_hash})


def register_context(database: Database, territory: Territory, *, moment: datetime) -> RegisterContext:
    """Return what a register file of this territory is checked against."""
    vocabulary = load_vocabulary()
    links = database.frame("SELECT actor_id, max(same_as) AS same_as FROM register_present GROUP BY actor_id")
    return RegisterContext(
        zones=read_shapes(database),
        kinds=frozenset(vocabulary.kinds),
        functions=frozenset(vocabulary.functions),
        places=database.frame(
            """
            SELECT place_id, name, zone_id, lon, lat, max(value) AS population
            FROM place LEFT JOIN place_figure USING (layer, place_id)
            WHERE layer = $layer AND coalesce(indicator, 'population') = 'population'
            GROUP BY ALL ORDER BY place_id
            """,
            {"layer": territory.default_layer},
        ),
        existing_ids=frozenset(database.frame("SELECT DISTINCT actor_id FROM register_journal")["actor_id"]),
        today=moment.date(),
        kind_labels=vocabulary.kind_names(),
        function_labels=_codes_by_label(vocabulary.functions),
        country=territory.country,
        known_names=read_known_names(territory),
        metric_crs=territory.metric_crs,
        existing_links=dict(zip(links["actor_id"], map(_linked, links["same_as"]), strict=True)),
        existing_kinds=_kinds_by_actor(database),
    )


def _linked(cell: object) -> tuple[str, ...]:
    return tuple(schema.split_codes(cell))


def _kinds_by_actor(database: Database) -> dict[str, str]:
    rows = database.frame("SELECT DISTINCT actor_id, kind FROM register_present")
    return dict(zip(rows["actor_id"], rows["kind"], strict=True))


def read_known_names(territory: Territory) -> pd.DataFrame | None:
    """Return the other writings of the communes (``written, sort, zone_id, name``), None where there are none."""
    path = territory.folder / "known_names.csv"
    return pd.read_csv(path, dtype="str", keep_default_na=False) if path.is_file() else None


def _codes_by_label(terms: Mapping[str, Term]) -> dict[str, str]:
    return {term.label(language=language): code for code, term in terms.items() for language in ("fr", "en")}


def read_shapes(database: Database) -> gpd.GeoDataFrame:
    """Return every zone with its polygon (``schema.ZONE``, EPSG:4326)."""
    rows = database.frame("SELECT * FROM zone ORDER BY zone_id")
    shapes = shapely.from_wkb([bytes(cell) for cell in rows["geometry_wkb"]])
    return gpd.GeoDataFrame(rows.drop(columns="geometry_wkb"), geometry=shapes, crs="EPSG:4326")


def join_positions(database: Database) -> None:
    """Find the smallest zone that every embedded place and every actor falls in, by a spatial join."""
    database.run("DELETE FROM position_zone")
    database.run(
        """
        WITH smallest AS (
            SELECT zone_id, ST_GeomFromWKB(geometry_wkb) AS shape FROM zone
            WHERE zone_id NOT IN (SELECT parent_id FROM zone WHERE parent_id IS NOT NULL)
        ),
        point AS (
            SELECT 'place' AS kind, layer, place_id AS id, ST_Point(lon, lat) AS position FROM place
            WHERE layer NOT IN (SELECT layer FROM place_layer)
            UNION ALL
            SELECT DISTINCT 'actor', '', actor_id, ST_Point(lon, lat) FROM register_present
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


def join_actors(database: Database, actor_ids: Iterable[str]) -> None:
    """Find again the smallest zone that some actors fall in, after they changed."""
    for actor_id in sorted(set(actor_ids)):
        named = {"actor_id": actor_id}
        database.run("DELETE FROM position_zone WHERE kind = 'actor' AND id = $actor_id", named)
        database.run(
            """
            INSERT INTO position_zone
            SELECT 'actor', '', actor_id, min(zone_id) FROM zone
            JOIN (SELECT DISTINCT actor_id, lon, lat FROM register_present WHERE actor_id = $actor_id) AS actor
                ON ST_Intersects(ST_GeomFromWKB(geometry_wkb), ST_Point(lon, lat))
            WHERE zone_id NOT IN (SELECT parent_id FROM zone WHERE parent_id IS NOT NULL)
            GROUP BY actor_id
            """,
            named,
        )


def read_kept(path: Path) -> UserTables:
    """Return what the user wrote in the database that is there, first written out whole; the caller holds the lock."""
    if not path.exists():
        return {}
    with open_database(path, write=True) as database:
        database.run("CHECKPOINT")
        return read_user_tables(database)


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
        indicator, _, suffix = column.rpartition("_")
        if suffix.isdigit() and indicator in LAYER_INDICATORS:
            year = int(suffix)
        elif column in LAYER_INDICATORS:
            indicator, year = column, territory.population_year
        else:
            continue
        figures = places[["layer", "place_id"]].assign(indicator=indicator, year=year)
        database.insert("place_figure", figures.assign(value=places[column].astype("float64")))


def _read_parquet(path: Path) -> pd.DataFrame:
    if not path.exists():
        raise MissingFileError("missing-data-file", file=path.name, folder=path.parent.name)
    frame: pd.DataFrame = pq.read_table(path).to_pandas(ignore_metadata=True)
    return frame


def _embedded_register(database: Database, territory: Territory, *, moment: datetime) -> pd.DataFrame:
    if not territory.register_path.exists():
        return pd.DataFrame(columns=journal.REGISTER_COLUMNS)
    context = register_context(database, territory, moment=moment)
    reading = read_register(territory.register_path, context=context)
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
    register = journal.as_register(reading.actors, reading.services)
    by_law = rows_by_law(data_folder() / "actors" / FILE, territory.id, register, context=context)
    if by_law.empty:
        return register
    both = pd.concat([register, by_law.astype(register.dtypes)], ignore_index=True)
    schema.conform(both, schema.SERVICE)  # refuses two services of one key
    return both
