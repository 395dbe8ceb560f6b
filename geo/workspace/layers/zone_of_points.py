"""The zone of every point: its official code where the file gives one, else where it falls, by a spatial join."""

import numpy as np
import pandas as pd

from geo.files.issues import Findings
from geo.workspace.store import Database
from geo.workspace.territory import Territory

ASTRAY_DEG = 0.1
"""A point with a code of the territory but farther than this from its extent, in degrees, is in the wrong place."""

_LISTED = 8


def attach(database: Database, points: pd.DataFrame, *, findings: Findings) -> pd.Series:
    """Return the smallest zone of each point, missing where it is outside the territory.

    A square or a sector belongs to the zone in which its middle lies. The official code wins over the boundaries,
    which may be approximate; a code that the territory does not know says nothing.

    Parameters
    ----------
    database
        Open with the spatial functions; its ``zone`` table is read, nothing is written.
    points
        ``geo.files.layers.reader.POINT_COLUMNS``.
    findings
        Receives ``layer-zone-unknown``, ``layer-code-lost-zero``, ``layer-zone-differs``, ``layer-outside``,
        ``layer-astray``, ``layer-swapped`` and ``layer-nothing-inside``.
    """
    coded = _coded(database, points["zone_code"], findings)
    found = _found(database, points)
    differing = coded.notna() & found.notna() & (coded != found)
    if differing.any():
        findings.add("layer-zone-differs", count=int(differing.sum()))
    zone_ids = coded.where(coded.notna(), found)
    inside = int(zone_ids.notna().sum())
    if inside == 0:
        swapped = points.assign(lon=points["lat"], lat=points["lon"])
        findings.add("layer-swapped" if _found(database, swapped).notna().any() else "layer-nothing-inside")
    elif inside < len(points):
        findings.add("layer-outside", count=len(points) - inside)
    _check_astray(database, points[coded.notna()], findings)
    return zone_ids


def placed_by_code(
    database: Database, territory: Territory, points: pd.DataFrame, *, findings: Findings
) -> pd.DataFrame:
    """Return the points whose zone is known, each at the main place of its zone: that of its name, else the largest.

    Parameters
    ----------
    points
        ``geo.files.layers.reader.POINT_COLUMNS``, without positions.
    findings
        Receives ``layer-zone-unknown`` and ``layer-code-lost-zero``.
    """
    seats = database.frame(
        """
        SELECT place.zone_id, place.lon, place.lat FROM place JOIN zone USING (zone_id)
        LEFT JOIN place_figure AS figure
            ON figure.place_id = place.place_id AND figure.layer = place.layer AND figure.indicator = 'population'
        WHERE place.layer = $layer
        QUALIFY row_number() OVER (
            PARTITION BY place.zone_id
            ORDER BY place.name = zone.name DESC, figure.value DESC NULLS LAST, place.place_id
        ) = 1
        """,
        {"layer": territory.default_layer},
    ).set_index("zone_id")
    zones = _coded(database, points["zone_code"], findings)
    known = zones.isin(seats.index)
    placed = {axis: zones[known].map(seats[axis]).astype("float64") for axis in ("lon", "lat")}
    return points[known].assign(zone_code=zones[known], **placed).reset_index(drop=True)


def _coded(database: Database, codes: pd.Series, findings: Findings) -> pd.Series:
    known = set(_smallest(database)["zone_id"])
    length = {len(zone_id) for zone_id in known}
    written = codes.dropna().unique()
    meaning = {code: code for code in written if code in known}
    padded = {code: code.zfill(max(length, default=0)) for code in written if code not in known and code.isdigit()}
    lost = {code: full for code, full in padded.items() if full in known}
    unknown = codes.dropna()[~codes.dropna().isin([*meaning, *lost])]
    if lost:
        first = next(iter(lost))
        findings.add("layer-code-lost-zero", value=first, code=lost[first], count=int(codes.isin(list(lost)).sum()))
    if len(unknown):
        values = sorted(unknown.unique())
        findings.add("layer-zone-unknown", value=_named(values), count=len(unknown), codes=len(values))
    return codes.map(meaning | lost).astype("str").where(codes.isin([*meaning, *lost]))


def _found(database: Database, points: pd.DataFrame) -> pd.Series:
    """Return the zone in which each point falls; between two that touch, the first by code."""
    database.run("CREATE OR REPLACE TEMP TABLE incoming_point (number BIGINT, lon DOUBLE, lat DOUBLE)")
    database.insert("incoming_point", points[["lon", "lat"]].assign(number=np.arange(len(points), dtype=np.int64)))
    rows = database.frame(
        """
        WITH smallest AS (
            SELECT zone_id, ST_GeomFromWKB(geometry_wkb) AS shape FROM zone
            WHERE zone_id NOT IN (SELECT parent_id FROM zone WHERE parent_id IS NOT NULL)
        ),
        point AS (SELECT number, ST_Point(lon, lat) AS position FROM incoming_point)
        SELECT number, min(zone_id) AS zone_id FROM point JOIN smallest ON ST_Intersects(shape, position)
        GROUP BY number
        """
    )
    database.run("DROP TABLE incoming_point")
    found = rows.set_index("number")["zone_id"].reindex(np.arange(len(points)))
    return found.set_axis(points.index)


def _smallest(database: Database) -> pd.DataFrame:
    return database.frame(
        "SELECT zone_id FROM zone WHERE zone_id NOT IN (SELECT parent_id FROM zone WHERE parent_id IS NOT NULL)"
    )


def _check_astray(database: Database, coded: pd.DataFrame, findings: Findings) -> None:
    extent = database.frame(
        """
        WITH shape AS (SELECT ST_GeomFromWKB(geometry_wkb) AS shape FROM zone)
        SELECT min(ST_XMin(shape)) AS west, max(ST_XMax(shape)) AS east,
            min(ST_YMin(shape)) AS south, max(ST_YMax(shape)) AS north
        FROM shape
        """
    ).iloc[0]
    astray = coded[
        ~coded["lon"].between(extent["west"] - ASTRAY_DEG, extent["east"] + ASTRAY_DEG)
        | ~coded["lat"].between(extent["south"] - ASTRAY_DEG, extent["north"] + ASTRAY_DEG)
    ]
    texts = [f"{lon:g} ; {lat:g}" for lon, lat in zip(astray["lon"], astray["lat"], strict=True)]
    findings.add_lines("layer-astray", astray["row_number"].tolist(), texts, column=None)


def _named(values: list[str]) -> str:
    return ", ".join(values[:_LISTED]) + ("…" if len(values) > _LISTED else "")
