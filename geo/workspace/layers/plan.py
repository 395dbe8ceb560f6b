"""What a layer becomes in a territory: its points with their zone, and the territory's figures spread on them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.files.issues import Findings
from geo.files.layers.columns import COUNTS
from geo.files.layers.reader import LayerReading
from geo.workspace.layers.spread import spread
from geo.workspace.layers.weights import count_weights, population_weights, weight_column
from geo.workspace.layers.zone_of_points import attach, placed_by_code
from geo.workspace.store import Database
from geo.workspace.territory import Territory

FAR_RATIO = 2.0
"""A zone whose share of the layer's population is this many times its share of the official one, or as many times
less, is named: the boundaries or the codes may be at fault. The official total is kept all the same."""


@dataclass(frozen=True)
class LayerPlan:
    """A layer ready to be recorded.

    ``places`` has the columns of the table ``place`` without ``layer``; ``figures`` those of ``place_figure``.
    ``points`` counts the points kept, ``localities`` the embedded points that stand in for zones without any:
    ``zones_without`` (``zone_id``, ``name``). ``outside`` and ``nobody`` count the points left out. ``births_column``
    is the count by which births are spread; ``confidential`` counts the kept points whose population is hidden or
    missing, ``confidential_births`` those where the count that spreads births is.
    """

    reading: LayerReading
    findings: Findings
    places: pd.DataFrame
    figures: pd.DataFrame
    points: int = 0
    localities: int = 0
    confidential: int = 0
    confidential_births: int = 0
    outside: int = 0
    nobody: int = 0
    births_column: str = "population"
    zones_without: pd.DataFrame | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing forbids the import."""
        return self.findings.ok


def plan_layer(database: Database, territory: Territory, reading: LayerReading) -> LayerPlan:
    """Return what a layer becomes in a territory, writing nothing.

    Every count that the territory knows per zone (births of each year, population) is spread on the points of the
    zone, by largest remainders, so that the zone's total is kept. A zone without any point keeps the embedded
    population points, so that none of its births is lost. A point where nobody lives is left out.

    Parameters
    ----------
    database
        The territory's, open with the spatial functions.
    """
    if not reading.ok:
        return refused_layer(reading, reading.findings)
    findings = Findings()
    if reading.by_zone:
        reading = replace(reading, points=placed_by_code(database, territory, reading.points, findings=findings))
    zone_ids = attach(database, reading.points, findings=findings)
    if not findings.ok:
        return refused_layer(reading, reading.findings.merged(findings))
    located = reading.points.assign(zone_id=zone_ids)
    inside = located[located["zone_id"].notna()]
    points = inside[inside["population"].isna() | (inside["population"] > 0)].reset_index(drop=True)
    births_column = weight_column("births", points.columns)
    unknown = {name: int(points[name].isna().sum()) for name in ("population", births_column)}
    totals = _totals(database, territory)
    kept_places, kept_figures, without = _localities(database, territory, points)
    places = points[["point_id", "name", "zone_id", "lon", "lat"]].rename(columns={"point_id": "place_id"})
    figures, by_population = _figures(points, totals)
    if len(inside) > len(points):
        findings.add("layer-nobody-there", count=len(inside) - len(points))
    _tell_unknown(findings, unknown, reading)
    if by_population:
        findings.add("layer-spread-by-population", count=len(by_population))
    if len(without):
        findings.add("layer-zones-without-points", value=_names(without["name"].tolist()), count=len(without))
    if "population" in reading.columns:
        _tell_far(database, territory, points, totals, findings)
    return LayerPlan(
        reading=reading,
        findings=reading.findings.merged(findings),
        places=pd.concat([places, _apart(kept_places, places)], ignore_index=True),
        figures=pd.concat([figures, _apart(kept_figures, places)], ignore_index=True),
        points=len(points),
        localities=len(kept_places),
        confidential=unknown["population"],
        confidential_births=unknown[births_column],
        outside=len(located) - len(inside),
        nobody=len(inside) - len(points),
        births_column=births_column,
        zones_without=without,
    )


def refused_layer(reading: LayerReading, findings: Findings) -> LayerPlan:
    """Return the plan of a layer that its findings forbid: nothing to record."""
    return LayerPlan(reading, findings, places=pd.DataFrame(), figures=pd.DataFrame())


def _totals(database: Database, territory: Territory) -> pd.DataFrame:
    """Return the known counts per zone, indicator and year; shares and rates do not spread."""
    counts = [key for key, indicator in territory.indicators.items() if indicator.kind == "count"]
    return database.frame(
        """
        SELECT zone_id, indicator, year, value FROM figure
        WHERE value IS NOT NULL AND list_contains($counts::VARCHAR[], indicator)
        ORDER BY indicator, year, zone_id
        """,
        {"counts": counts},
    )


def _figures(points: pd.DataFrame, totals: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the figures spread on the points, where they are known, and the zones without any child counted.

    The figures have ``place_id``, ``indicator``, ``year``, ``value``; the births of those zones go by population.
    """
    population = population_weights(points)
    weights = {"population": population}
    by_population: list[str] = []
    parts = []
    for (indicator, year), known in totals.groupby(["indicator", "year"]):
        column = weight_column(str(indicator), points.columns)
        if column not in weights:
            weights[column], without = count_weights(points, population, column=column)
            by_population = without if indicator == "births" else by_population
        shares = spread(known.set_index("zone_id")["value"], points["zone_id"], weights[column])
        rows = pd.DataFrame({"place_id": points["point_id"], "indicator": indicator, "year": year, "value": shares})
        parts.append(rows[shares.notna()])
    empty = pd.DataFrame({"place_id": [], "indicator": [], "year": [], "value": []})
    return (pd.concat(parts, ignore_index=True) if parts else empty), by_population


def _localities(
    database: Database, territory: Territory, points: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the embedded points of the zones that the layer leaves without any, their figures, and these zones."""
    layer = {"layer": territory.default_layer}
    places = database.frame(
        "SELECT place_id, name, zone_id, lon, lat FROM place WHERE layer = $layer ORDER BY place_id", layer
    )
    figures = database.frame("SELECT place_id, indicator, year, value FROM place_figure WHERE layer = $layer", layer)
    zones = database.frame(
        """
        SELECT zone_id, name FROM zone
        WHERE zone_id NOT IN (SELECT parent_id FROM zone WHERE parent_id IS NOT NULL) ORDER BY zone_id
        """
    )
    without = zones[~zones["zone_id"].isin(points["zone_id"].unique())].reset_index(drop=True)
    kept = places[places["zone_id"].isin(without["zone_id"])]
    return kept, figures[figures["place_id"].isin(kept["place_id"])], without


def _apart(rows: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return embedded rows whose ``place_id`` differs from every one of the layer."""
    own = rows["place_id"].unique()
    taken = rows["place_id"].isin(places.loc[places["place_id"].isin(own), "place_id"])
    return rows.assign(place_id=rows["place_id"].where(~taken, rows["place_id"] + " (embedded)"))


def _tell_unknown(findings: Findings, unknown: Mapping[str, int], reading: LayerReading) -> None:
    for name, count in unknown.items():
        if count:
            rule = "layer-confidential" if name == "population" else "layer-confidential-count"
            findings.add(rule, column=reading.columns.get(name), count=count)


def _tell_far(
    database: Database, territory: Territory, points: pd.DataFrame, totals: pd.DataFrame, findings: Findings
) -> None:
    official = totals[(totals["indicator"] == "population") & (totals["year"] == territory.population_year)]
    counted = points.groupby("zone_id")["population"].sum()
    both = official.set_index("zone_id")["value"].to_frame("official").join(counted.rename("layer"), how="inner")
    both = both[(both["official"] > 0) & (both["layer"] > 0)]
    ratio = (both["layer"] / both["layer"].sum()) / (both["official"] / both["official"].sum())
    far = ratio[(ratio >= FAR_RATIO) | (ratio <= 1 / FAR_RATIO)]
    if far.empty:
        return
    names = database.frame("SELECT zone_id, name FROM zone").set_index("zone_id")["name"]
    order = np.argsort(-np.abs(np.log(far.to_numpy(np.float64))), kind="stable")
    worst = names.loc[far.index[order]].tolist()
    findings.add("layer-shares-far", value=_names(worst), count=len(far), ratio=int(FAR_RATIO))


def _names(names: list[str], *, most: int = 8) -> str:
    return ", ".join(names[:most]) + ("…" if len(names) > most else "")


def kept_values(reading: LayerReading) -> pd.DataFrame:
    """Return the other counts of the file, as it gives them (``point_id``, ``indicator``, ``value``)."""
    columns = [name for name in COUNTS if name in reading.points.columns]
    return reading.points.melt(id_vars="point_id", value_vars=columns, var_name="indicator", value_name="value").astype(
        {"value": "float64"}
    )
