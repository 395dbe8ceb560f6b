"""Layers in the database: recorded whole, kept through a rebuild, listed."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from geo.files.issues import Findings
from geo.files.layers.columns import COUNTS
from geo.files.layers.reader import LayerReading
from geo.workspace.layers.plan import LayerPlan, kept_values, plan_layer
from geo.workspace.store import Database, hash_of
from geo.workspace.territory import Territory

LAYER_TABLES = ("place_layer", "layer_point", "layer_value")


def record_layer(
    database: Database, plan: LayerPlan, *, layer: str, moment: datetime, by: str, origin: str, source: str
) -> None:
    """Write a layer in place of the one of the same name; the caller holds the transaction.

    Parameters
    ----------
    by, origin, source
        Who imports, from which file, and who publishes it.
    """
    forget_layer(database, layer)
    reading = plan.reading
    about = {
        "layer": layer,
        "origin": origin,
        "source": source,
        "content_hash": content_hash(reading),
        "recorded_at": moment,
        "recorded_by": by,
        "crs": reading.crs,
        "cell_m": reading.cell_m,
        "population_column": reading.columns.get("population"),
        "rows_read": reading.rows_read,
    }
    database.insert("place_layer", pd.DataFrame([about]).astype({"cell_m": "float64"}))
    points = reading.points.drop(columns=[name for name in COUNTS if name in reading.points.columns])
    database.insert("layer_point", points.assign(layer=layer))
    database.insert("layer_value", kept_values(reading).assign(layer=layer))
    _write(database, plan, layer)


def content_hash(reading: LayerReading) -> str:
    """Return a hash of the points of a layer, the same for the same content."""
    return hash_of([reading.points, sorted(reading.columns.items()), reading.cell_m, reading.crs])


def forget_layer(database: Database, layer: str) -> None:
    """Remove a layer and what was spread on it."""
    for table in (*LAYER_TABLES, "place", "place_figure"):
        database.run(f"DELETE FROM {table} WHERE layer = $layer", {"layer": layer})  # noqa: S608 - own names


def restore_layers(database: Database, territory: Territory, kept: Mapping[str, pd.DataFrame]) -> None:
    """Put layers into a new database, and spread the figures that it holds on them.

    Parameters
    ----------
    kept
        The tables of an earlier database, as :func:`geo.workspace.user_tables.read_user_tables` gives them; none of
        them where that one had no layer.
    """
    for table in LAYER_TABLES:
        if table in kept:
            database.insert(table, kept[table])
    for about in kept["place_layer"].to_dict("records") if "place_layer" in kept else ():
        plan = plan_layer(database, territory, _reading(about["layer"], about["rows_read"], kept))
        if plan.ok:
            _write(database, plan, about["layer"])


def layer_table(database: Database, territory: Territory) -> pd.DataFrame:
    """Return every layer of a territory, the embedded one first.

    Returns
    -------
    pandas.DataFrame
        ``layer``, ``places`` (points of the layer and of the localities that stand in), ``zones`` (with a place),
        and for the layers of the user ``points`` (those of the file in the territory), ``origin``, ``source``,
        ``recorded_at``, ``recorded_by``, ``crs``, ``cell_m``, ``population_column``, ``rows_read``.
    """
    return database.frame(
        """
        WITH size AS (SELECT layer, count(*) AS places, count(DISTINCT zone_id) AS zones FROM place GROUP BY layer),
        own AS (
            SELECT place.layer, count(*) AS points FROM place
            JOIN layer_point ON layer_point.layer = place.layer AND layer_point.point_id = place.place_id
            GROUP BY place.layer
        )
        SELECT size.*, own.points, place_layer.* EXCLUDE (layer, content_hash)
        FROM size LEFT JOIN place_layer USING (layer) LEFT JOIN own USING (layer)
        ORDER BY layer <> $default, layer
        """,
        {"default": territory.default_layer},
    )


def _write(database: Database, plan: LayerPlan, layer: str) -> None:
    database.insert("place", plan.places.assign(layer=layer))
    if len(plan.figures):
        database.insert("place_figure", plan.figures.assign(layer=layer))


def _reading(layer: str, rows_read: int, kept: Mapping[str, pd.DataFrame]) -> LayerReading:
    """Return what was read of a layer, from what the database kept of it."""
    points = kept["layer_point"][kept["layer_point"]["layer"] == layer].drop(columns="layer")
    values = kept["layer_value"][kept["layer_value"]["layer"] == layer]
    points = points.sort_values("row_number", ignore_index=True)
    for indicator, rows in values.groupby("indicator"):
        points[str(indicator)] = points["point_id"].map(rows.set_index("point_id")["value"])
    return LayerReading(points, Findings(), rows_read)
