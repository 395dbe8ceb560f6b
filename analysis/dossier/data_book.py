"""The data of a territory as tables to take away: what is known of it, and the measures of each kind of service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from analysis.diagnosis.ask import Measures, measure
from analysis.doubt.parameters import load_parameters
from analysis.doubt.small_counts import is_sensitive, masked, observed_needs
from analysis.need.bases import base_counts
from analysis.need.rules import all_rules
from analysis.question import Question
from geo import schema
from geo.errors import CancelledError
from geo.workspace.data import TerritoryData

DEGREES = "EPSG:4326"
_FROM_NEED = ("coverage_rate", "coverage_rate_low", "gap", "gap_low", "gap_high", "undeclared")
_OF_MEASURES = (
    *("kind", "zone_id", "level", "name", "births", "population"),
    *("services", "services_low", "capacity", "capacity_low", "capacity_known", "capacity_complete", "used"),
    *("need", "need_status", "coverage_rate", "gap", "gap_low", "gap_high", "masked"),
    *("mean_min", "max_min", "register_state", "reach_state"),
)
"""Columns of the table of measures, before those of each threshold."""


@dataclass(frozen=True, eq=False)
class DataBook:
    """Tables of a territory by name, in the order they are read.

    ``zones``, ``places``, ``actors`` and ``minutes`` are drawn (``geometry``, EPSG:4326; None where an actor's place is
    unknown): ``schema.ZONE`` with births and population, ``schema.PLACE``, ``schema.ACTOR``, and the smallest zones
    with the mean minutes to each kind of actor, one column per kind. ``services``, ``needs``, ``figures`` and
    ``expected`` are ``schema.SERVICE``, ``NEED_RULE``, ``FIGURE`` and ``EXPECTED``. ``measures`` has one row per kind
    and zone; ``nearest`` one per kind and place, without those that nothing reaches. ``sources`` are those of the
    territory's files. Every trip would fill a table of its own: the files have it (``travel``), this does not.
    """

    data: TerritoryData
    question: Question
    tables: Mapping[str, pd.DataFrame]


def data_book(
    data: TerritoryData,
    shapes: gpd.GeoDataFrame,
    question: Question | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> DataBook:
    """Return the tables of a territory.

    Parameters
    ----------
    shapes
        Polygons of every zone, in EPSG:4326.
    question
        How trips are made, which actors count, on which day; the services that it is about are left aside.
    progress, cancel
        Told of the kinds measured, and their number; asked between two kinds whether to stop.

    Raises
    ------
    CancelledError
        When ``cancel`` answers true.
    NotFoundError
        ``no-travel-assumption``.
    """
    asked = replace(question or Question(), kind=None, function=None, stratum=None, stage=None, zone=None)
    data = asked.about_its_day(data)
    kinds = sorted(set(data.actors["kind"]))
    measured: dict[str, Measures] = {}
    for rank, kind in enumerate(kinds):
        if cancel is not None and cancel():
            raise CancelledError("cancelled")
        measured[kind] = measure(data, replace(asked, kind=kind))
        if progress is not None:
            progress(rank + 1, len(kinds))
    measures = [measures_table(one) for one in measured.values()]
    sources = [[key, one.title, one.publisher, one.vintage, one.licence] for key, one in data.territory.sources.items()]
    tables = {
        "zones": _zones(data, shapes),
        "places": _points(data.places),
        "actors": _points(data.actors),
        "services": data.services,
        "needs": all_rules(data)[schema.NEED_RULE.names],
        "measures": pd.concat(measures, ignore_index=True) if measures else pd.DataFrame(columns=[*_OF_MEASURES]),
        "nearest": _nearest(measured),
        "minutes": _minutes(data, shapes, measured),
        "figures": data.figures,
        "expected": data.expected,
        "sources": pd.DataFrame(sources, columns=["source_id", "title", "publisher", "vintage", "licence"]),
    }
    return DataBook(data, asked, tables)


def measures_table(measures: Measures) -> pd.DataFrame:
    """Return the measures of a kind of actor, one row per zone: those of `Measures.zones`, and what is within reach.

    Shares are those of births, of the population where no births are known (``share_of``), within each threshold.
    ``register_state`` and ``reach_state`` say what they are worth: where the register is ``partial``, what is offered
    and within reach is a least, minutes and gaps a most. Small needs of families in delicate situations are hidden.
    """
    zones, within = measures.zones, measures.within
    parameters = load_parameters()
    below = parameters.mask_below if is_sensitive(measures.selection, parameters) else 0
    hidden = pd.concat(
        [
            masked(
                lines,
                ["need"],
                derived=_FROM_NEED,
                below=below,
                parts_of_a_total=True,
                observed=observed_needs(lines, measures.need.rules),
            )
            for _, lines in zones.groupby("parent_id", dropna=False)
        ]
    ).sort_values("zone_id")
    table = hidden.assign(kind=measures.selection.kind, reach_state=measures.area.reach_state)
    table = table.reindex(columns=[*_OF_MEASURES])
    births = within["births_total"].notna().any()
    base = "births" if births else "population"
    share = within[base] / within[f"{base}_total"].where(within[f"{base}_total"] > 0)
    wide = within.assign(share=share).pivot_table(
        index="zone_id", columns="threshold_min", values="share", dropna=False, aggfunc="first"
    )
    wide.columns = pd.Index([f"share_within_{limit:g}_min" for limit in wide.columns])
    return table.assign(share_of=base).merge(wide.reset_index(), on="zone_id", how="left")


def _zones(data: TerritoryData, shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    counted = base_counts(data, ["births", "population"])
    table = shapes[schema.ZONE.names].reset_index(drop=True)
    for name in ("births", "population"):
        values = counted[name].set_index("zone_id")["value"] if name in counted else pd.Series(dtype="float64")
        table[name] = table["zone_id"].map(values)
    columns = [*(name for name in schema.ZONE.names if name != "geometry"), "births", "population", "geometry"]
    return gpd.GeoDataFrame(table[columns], geometry="geometry", crs=DEGREES)


def _points(table: pd.DataFrame) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(table["lon"], table["lat"])
    known = (table["lon"].notna() & table["lat"].notna()).to_numpy()
    shapes = [point if here else None for point, here in zip(points, known, strict=True)]
    return gpd.GeoDataFrame(table.reset_index(drop=True), geometry=gpd.GeoSeries(shapes, crs=DEGREES))


def _nearest(measured: Mapping[str, Measures]) -> pd.DataFrame:
    columns = ["place_id", "kind", "actor_id", "minutes"]
    parts = [
        one.nearest.assign(kind=kind)[columns].dropna(subset=["minutes"])
        for kind, one in measured.items()
        if len(one.area.located)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _minutes(data: TerritoryData, shapes: gpd.GeoDataFrame, measured: Mapping[str, Measures]) -> gpd.GeoDataFrame:
    low = shapes.loc[shapes["level"] == data.territory.smallest_level, ["zone_id", "name", "geometry"]]
    kinds = {
        kind: low["zone_id"].map(one.zones.set_index("zone_id")["mean_min"])
        for kind, one in measured.items()
        if len(one.area.located)
    }
    table = low[["zone_id", "name"]].assign(**kinds)
    shaped = gpd.GeoDataFrame(table, geometry=low.geometry.to_numpy(), crs=DEGREES)
    return shaped.reset_index(drop=True)
