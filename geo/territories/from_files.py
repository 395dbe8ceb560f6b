"""A territory drafted from a file of boundaries, a table of levels, a table of figures: checked, nothing kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import schema
from geo.errors import BadInputError
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.issues import Findings, Refusal
from geo.files.names import name_key, slug
from geo.files.table import open_table
from geo.territories.draft import SHARES, TerritoryDraft, metric_crs_of
from geo.territories.figures_file import SOURCE, FiguresReading, bare_code, read_figures_file
from geo.territories.level_words import level_of
from geo.territories.levels import raise_level, stack_levels
from geo.territories.zone_columns import code_text, text_of, zone_columns
from geo.workspace.boundaries import open_shapes, polygons_of
from geo.workspace.territory import FigureSource, Level

BOUNDARIES = "boundaries"
"""Key of the source of the outlines."""

_OVERLAP = 0.01
"""Share of the smaller of two zones that they may share: rounding, not a mistake."""
_MOST_VERTICES = 250_000
_SIMPLER_M = (20.0, 40.0, 80.0, 160.0, 320.0)


@dataclass(frozen=True)
class LevelColumns:
    """A level above the zones of the file: what it is called, the headers of its codes and, where given, its names."""

    word: str
    code: str
    name: str | None = None


@dataclass(frozen=True)
class TerritoryRequest:
    """What a person says of a new territory besides its files.

    Parameters
    ----------
    name
        As people write it.
    country
        ISO 3166 code of two letters, ``""`` where none is said.
    territory_id
        Name of the folder; made of the name when None.
    code, label
        Headers of the codes and of the names of the zones; found when None.
    smallest
        What a zone of the file is called (``commune``).
    levels
        Levels between the whole and the zones, from the largest.
    whole
        What the whole is called (``département``).
    crs
        Coordinate system of the boundaries, instead of the one that the file states.
    year
        Year of the columns of figures that say none, and of the outlines.
    official
        Whether the outlines are the official ones.
    boundaries_source, figures_source
        Who publishes each, with its date, as people write it.
    """

    name: str
    country: str = ""
    territory_id: str | None = None
    code: str | None = None
    label: str | None = None
    smallest: str = "commune"
    levels: tuple[LevelColumns, ...] = ()
    whole: str = "territoire"
    crs: str | None = None
    year: int | None = None
    official: bool = False
    boundaries_source: str = ""
    figures_source: str = ""


@dataclass(frozen=True)
class TerritoryReading:
    """A territory as its files say it: ``draft`` is None when an error forbids it.

    ``columns`` goes from what was looked for (``code``, ``name``, a level, an indicator) to the header that gave it.
    """

    draft: TerritoryDraft | None
    findings: Findings
    columns: Mapping[str, str]


def read_territory_files(
    boundaries: Path,
    request: TerritoryRequest,
    *,
    today_year: int,
    levels_file: Path | None = None,
    figures: Path | None = None,
) -> TerritoryReading:
    """Draft a territory from files.

    Parameters
    ----------
    boundaries
        A shape per zone, or several parts of one code (:func:`geo.workspace.boundaries.open_shapes`).
    today_year
        Year of what no file dates.
    levels_file
        Table with the code of each zone and the columns of ``request.levels``, where the boundaries lack them.
    figures
        Table of births, population… per zone (:func:`read_figures_file`).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        Those of :func:`geo.workspace.boundaries.open_shapes`; ``territory-bad-name``.
    """
    if not name_key(request.territory_id or request.name):
        raise BadInputError("territory-bad-name", name=request.name)
    findings = Findings()
    frame = open_shapes(boundaries, crs=request.crs)
    named = _named(frame, request, findings)
    if named is None:
        return TerritoryReading(None, findings, {})
    zones, columns = named
    zones = _levelled(zones, request, levels_file, columns, findings)
    _check_overlaps(zones, findings)
    told = _figures(zones, figures, request, findings)
    columns |= {f"{indicator} {year}": header for header, (indicator, year) in told.columns.items()}
    if not findings.ok:
        return TerritoryReading(None, findings, columns)
    return TerritoryReading(_draft(zones, request, told, today_year, findings), findings, columns)


def _named(
    frame: gpd.GeoDataFrame, request: TerritoryRequest, findings: Findings
) -> tuple[gpd.GeoDataFrame, dict[str, str]] | None:
    """Return one row per zone (``zone_id``, ``name``, what the file says besides, ``row``), and the headers."""
    headers = [str(name) for name in frame.columns if name != frame.geometry.name]
    listed = ", ".join(headers[:12])
    code, label = zone_columns(pd.DataFrame(frame[headers]), code=request.code, name=request.label)
    for header, wanted in ((code, request.code), (label, request.label)):
        if header is None:
            findings.add("territory-column-absent" if wanted else "territory-no-name-column", value=wanted or listed)
            return None
    columns = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    shapes = gpd.GeoDataFrame(columns, geometry=frame.geometry.to_numpy(), crs=frame.crs).assign(
        zone_id=frame[code].map(code_text), name=frame[label].map(text_of), row=np.arange(1, len(frame) + 1)
    )
    for column, header in (("zone_id", code), ("name", label)):
        for row in shapes.loc[shapes[column] == "", "row"]:
            findings.add("missing-value", row=int(row), column=header)
    shapes = shapes[(shapes["zone_id"] != "") & (shapes["name"] != "")]
    for zone, group in shapes.groupby("zone_id"):
        if len(names := sorted(set(group["name"]))) > 1:
            told = ", ".join(names[:4])
            findings.add("territory-code-two-names", row=int(group["row"].iloc[-1]), value=str(zone), names=told)
    merged = shapes.dissolve("zone_id", aggfunc="first").reset_index()
    merged["geometry"] = polygons_of(merged.geometry.to_numpy())
    for row, zone in merged.loc[merged.geometry.is_empty, ["row", "zone_id"]].itertuples(index=False):
        findings.add("territory-no-area", row=int(row), value=str(zone))
    if len(merged) < len(shapes):
        findings.add("territory-parts-joined", count=len(shapes) - len(merged))
    merged = merged[~merged.geometry.is_empty].reset_index(drop=True)
    if merged.empty:
        findings.add("territory-no-name-column", value=listed)
        return None
    return merged, {"code": str(code), "name": str(label)}


def _levelled(
    zones: gpd.GeoDataFrame,
    request: TerritoryRequest,
    levels_file: Path | None,
    columns: dict[str, str],
    findings: Findings,
) -> gpd.GeoDataFrame:
    """Return the zones with ``level-N`` and ``level-N-name`` for each level asked, and tell what does not hold."""
    table = (
        pd.DataFrame(zones.drop(columns="geometry"))
        if levels_file is None
        else _levels_table(levels_file, zones["zone_id"], findings)
    )
    if table is None:
        return zones
    headers = {name_key(str(name)): str(name) for name in table.columns}
    zones = zones.copy()
    for position, level in enumerate(request.levels):
        code = headers.get(name_key(level.code))
        name = headers.get(name_key(level.name)) if level.name else code
        if code is None or name is None:
            findings.add("territory-column-absent", value=level.code if code is None else level.name)
            return zones
        columns[level.word] = code
        by_zone = table.drop_duplicates("zone_id").set_index("zone_id")
        zones[f"level-{position}"] = zones["zone_id"].map(by_zone[code].map(code_text)).fillna("")
        zones[f"level-{position}-name"] = zones["zone_id"].map(by_zone[name].map(text_of)).fillna("")
        for row, zone in zones.loc[zones[f"level-{position}"] == "", ["row", "zone_id"]].itertuples(index=False):
            findings.add("territory-level-missing", row=int(row), column=code, value=str(zone), level=level.word)
    _check_levels(zones, request, findings)
    return zones


def _check_levels(zones: gpd.GeoDataFrame, request: TerritoryRequest, findings: Findings) -> None:
    """Tell the units that lie in two of the level above, and the codes that stand at two levels."""
    for upper, lower in pairwise(range(len(request.levels))):
        for unit, group in zones.groupby(f"level-{lower}"):
            if len(above := sorted(set(group[f"level-{upper}"]))) > 1:
                word, told = request.levels[lower].word, ", ".join(above[:4])
                findings.add("territory-level-two-parents", value=str(unit), level=word, above=told)
    seen: dict[str, str] = {}
    for column in [*(f"level-{position}" for position in range(len(request.levels))), "zone_id"]:
        for unit in sorted(set(zones[column]) - {""}):
            if seen.setdefault(unit, column) != column:
                findings.add("territory-code-two-levels", value=unit)


def _levels_table(path: Path, zone_ids: pd.Series, findings: Findings) -> pd.DataFrame | None:
    try:
        table = open_table(path, Expected({**TEXTS, **WORKBOOKS}, most_mb=100, most_rows=200_000), findings)
    except Refusal as refusal:
        issue = refusal.issue
        findings.add(issue.rule, row=issue.row, column=issue.column, value=issue.value, **issue.values)
        return None
    known = {bare_code(zone): str(zone) for zone in zone_ids}
    found = {str(name): table.frame[name].map(bare_code).map(known) for name in table.frame.columns}
    best = max(found, key=lambda name: found[name].nunique(), default=None)
    if best is None or found[best].nunique() == 0:
        findings.add("territory-no-code-column", value=", ".join(map(str, table.frame.columns[:12])))
        return None
    return table.frame.assign(zone_id=found[best]).dropna(subset=["zone_id"])


def _check_overlaps(zones: gpd.GeoDataFrame, findings: Findings) -> None:
    shapes = zones.to_crs(6933).geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    shared = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    smaller = np.minimum(shapely.area(shapes)[one], shapely.area(shapes)[other])
    bad = np.flatnonzero(shared > _OVERLAP * smaller)
    for pair in bad[np.argsort(-shared[bad] / smaller[bad])]:
        first, second = zones.iloc[one[pair]], zones.iloc[other[pair]]
        findings.add(
            "territory-overlap",
            row=int(second["row"]),
            value=f"{first['name']} – {second['name']}",
            share=round(100 * float(shared[pair] / smaller[pair])),
        )


def _figures(
    zones: gpd.GeoDataFrame, path: Path | None, request: TerritoryRequest, findings: Findings
) -> FiguresReading:
    if path is None:
        findings.add("territory-no-figures")
        return FiguresReading(schema.FIGURE.empty(), findings, {}, ())
    return read_figures_file(path, zones["zone_id"], year=request.year, findings=findings)


def _draft(
    zones: gpd.GeoDataFrame, request: TerritoryRequest, told: FiguresReading, today_year: int, findings: Findings
) -> TerritoryDraft:
    territory_id = slug(request.territory_id or request.name)
    zones = _simpler(zones, findings)
    tiles = bool(shapely.coverage_is_valid(zones.geometry.to_numpy()))
    quality = "official" if request.official else "approximate"
    levels = [level_of(request.whole), *(level_of(level.word) for level in request.levels), level_of(request.smallest)]
    parents = [f"level-{position}" for position in range(len(request.levels))]
    rows = zones.assign(
        level=levels[-1].id, parent_id=zones[parents[-1]] if parents else territory_id, geometry_quality=quality
    )
    stacked = [rows[[*(name for name in schema.ZONE.names)]]]
    for position in reversed(range(len(parents))):
        column = parents[position]
        units = zones.drop_duplicates(column)
        above = units[parents[position - 1]] if position else pd.Series(territory_id, index=units.index)
        stacked.append(
            raise_level(
                stacked[-1],
                pd.DataFrame({"zone_id": units[column], "name": units[f"{column}-name"]}),
                level=levels[position + 1].id,
                parents=dict(zip(units[column], above, strict=True)),
                tiles=tiles,
            )
        )
    whole = pd.DataFrame({"zone_id": [territory_id], "name": [request.name]})
    stacked.append(raise_level(stacked[-1], whole, level=levels[0].id, tiles=tiles))
    return with_figures(
        TerritoryDraft(
            territory_id=territory_id,
            names={"fr": request.name, "en": request.name},
            country=request.country.upper(),
            levels=tuple(_distinct(levels)),
            zones=stack_levels(*reversed(stacked)),
            places=_one_place_each(rows),
            figures=schema.FIGURE.empty(),
            sources={BOUNDARIES: _source(request.boundaries_source, str(request.year or today_year))},
            metric_crs=metric_crs_of(zones, request.country.upper()),
            population_year=request.year or today_year,
        ),
        told.figures,
        source=request.figures_source,
    )


def with_figures(draft: TerritoryDraft, figures: pd.DataFrame, *, source: str) -> TerritoryDraft:
    """Return a draft with figures in place of those of the same indicators, and the years that they are of.

    The births in use are those of the latest year that knows them for nine zones of ten, else the latest.
    """
    if figures.empty:
        return draft
    kept = draft.figures[~draft.figures["indicator"].isin(figures["indicator"])]
    # What is kept keeps the source that it came from.
    named = {f"{SOURCE}-{rank}" if rank else SOURCE: None for rank in range(len(kept) + 1)}
    own = next(name for name in named if not (kept["source_id"] == name).any())
    figures = figures.assign(source_id=own)
    both = schema.conform(pd.concat([kept, figures], ignore_index=True), schema.FIGURE) if len(kept) else figures
    both = both.sort_values(["indicator", "year", "zone_id"], ignore_index=True)
    n_zones = int((draft.zones["level"] == draft.levels[-1].id).sum())
    births = both[(both["indicator"] == "births") & both["value"].notna()].groupby("year").size()
    whole = births[births >= _MOST_KNOWN * n_zones]
    others = both.loc[~both["indicator"].isin({"births", *SHARES}), "year"]
    used = set(both["source_id"]) | {BOUNDARIES}
    sources = {key: one for key, one in draft.sources.items() if key in used}
    years = sorted({int(year) for year in both.loc[both["source_id"] == own, "year"]})
    vintage = "–".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
    return replace(
        draft,
        figures=both,
        births_year=None if births.empty else int(max(whole.index, default=max(births.index))),
        population_year=int(max(others, default=draft.population_year)),
        sources={**sources, own: _source(source, vintage)},
    )


_MOST_KNOWN = 0.9


def _source(written: str, vintage: str) -> FigureSource:
    return FigureSource("", title=written or "–", vintage=vintage)


def _one_place_each(zones: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return one point inside each zone: nothing says where its people live."""
    points = gpd.GeoSeries(zones.geometry.representative_point(), crs=4326)
    return pd.DataFrame(
        {
            "place_id": zones["zone_id"] + "-" + zones["name"].map(slug),
            "name": zones["name"],
            "zone_id": zones["zone_id"],
            "lon": points.x.round(6),
            "lat": points.y.round(6),
            "weight": 1.0,
            "position_quality": "approximate",
        }
    )


def _simpler(zones: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Return zones of at most so many vertices that a map stays quick, neighbours still fitting."""
    metric = zones.to_crs(zones.estimate_utm_crs()) if shapely.get_num_coordinates(zones.geometry).sum() else zones
    for tolerance in _SIMPLER_M:
        if shapely.get_num_coordinates(zones.geometry.to_numpy()).sum() <= _MOST_VERTICES:
            break
        simple = shapely.coverage_simplify(metric.geometry.to_numpy(), tolerance)
        zones = zones.set_geometry(gpd.GeoSeries(simple, index=zones.index, crs=metric.crs).to_crs(4326))
        findings.add("territory-simplified", value=f"{tolerance:.0f} m")
    return zones


def _distinct(levels: Sequence[Level]) -> list[Level]:
    """Return levels of different names: a file whose zones bear the name of the whole keeps both apart."""
    seen: dict[str, int] = {}
    out = []
    for level in levels:
        seen[level.id] = seen.get(level.id, 0) + 1
        out.append(level if seen[level.id] == 1 else replace(level, id=f"{level.id}-{seen[level.id]}"))
    return out
