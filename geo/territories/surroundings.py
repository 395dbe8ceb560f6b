"""What a map shows around a territory: the land of each country, its borders, its provinces or départements."""

import geopandas as gpd
import numpy as np
import shapely

from geo.paths import data_folder, read_once

AROUND, AROUND_WIDE = 0.8, 0.45
"""How far around a territory the land is kept, as a share of its longer side; less where that is already half a
continent."""
PRECISION = 600
"""The longer side of a territory over the largest error of the lines around it."""
BESIDE_DEGREES = 0.04
"""Lines nearer than this to the territory are those of its own outline, which is drawn from a better source."""
UNDIVIDED = {"MAR", "SAH", "LUX"}
"""Countries whose divisions are neither drawn nor named: older than the present ones, or too small to help."""
UNDRAWN = {frozenset({"MAR", "SAH"})}
"""Borders that are left out: whether and where they run is not for a map of services to say."""
UNNAMED = {"SAH"}
WIDE_DEGREES = 8.0
"""A territory wider than this is drawn among countries, not among their divisions."""
_MOST_SPOTS = 24


def surroundings(root: shapely.Geometry, divisions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return what a map shows around a territory.

    Parameters
    ----------
    root
        The whole of the territory, in degrees (EPSG:4326).
    divisions
        Provinces, départements… of the countries around: ``country`` (three letters), ``code`` (two), ``fr``, ``en``,
        ``geometry``; those that are neighbours share their lines.

    Returns
    -------
    geopandas.GeoDataFrame
        ``what`` (``land``, ``border``, ``division``, and both ``-name``), ``fr``, ``en``, ``room``, ``geometry``; no
        row where no division is known. A country is written by its code: its name in each language is known elsewhere.
        ``room``, how wide a name may be without reaching over the territory, is in degrees of longitude.
    """
    main = _main_part(root)
    west, south, east, north = main.bounds
    side = max(east - west, north - south)
    margin = side * (AROUND if side < WIDE_DEGREES else AROUND_WIDE)
    frame = shapely.box(west - margin, south - margin, east + margin, north + margin)
    known = divisions[divisions.intersects(frame)].reset_index(drop=True)
    if known.empty:
        return gpd.GeoDataFrame({"what": [], "fr": [], "en": [], "room": []}, geometry=[], crs="EPSG:4326")
    # A division that the frame cuts keeps its own lines: only afterwards is it cut.
    light = known.assign(geometry=shapely.coverage_simplify(known.geometry.to_numpy(), tolerance=side / PRECISION))
    light["geometry"] = shapely.make_valid(light.geometry.to_numpy())
    own = shapely.buffer(root, BESIDE_DEGREES)
    rows: list[tuple[str, str, str, shapely.Geometry]] = []
    countries = {name: shapely.union_all(part.geometry.to_numpy()) for name, part in light.groupby("country")}
    cut = {name: shapely.intersection(land, frame) for name, land in countries.items()}
    rows += [("land", name, name, land) for name, land in cut.items() if not land.is_empty]
    names = sorted(countries)
    borders = [
        _shared(countries[one], countries[other])
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if frozenset({one, other}) not in UNDRAWN
    ]
    rows.append(("border", "", "", _lines(borders, frame, own)))
    undivided = UNDIVIDED if side < WIDE_DEGREES else set(names)
    inner = [
        _shared(part.geometry.iloc[one], part.geometry.iloc[other])
        for name, part in light.groupby("country")
        if name not in undivided
        for one in range(len(part))
        for other in range(one + 1, len(part))
    ]
    rows.append(("division", "", "", _lines(inner, frame, own)))
    for _, one in light.iterrows():
        seen = shapely.difference(shapely.intersection(one.geometry, frame), own)
        if one["country"] not in undivided and seen.area > 0.3 * one.geometry.area:
            rows.append(("division-name", one["fr"], one["en"], _middle(seen)))
    codes = dict(zip(known["country"], known["code"], strict=True))
    for name, land in cut.items():
        seen = shapely.difference(land, own)
        if name not in UNNAMED and seen.area > (side / 25) ** 2:
            rows += [("country-name", codes[name], codes[name], spot) for spot in _spots(seen, root)]
    built = gpd.GeoDataFrame(rows, columns=["what", "fr", "en", "geometry"], crs="EPSG:4326")
    # A name is written where it does not reach over the territory: how wide it may be, in degrees of longitude.
    built["room"] = 2 * shapely.distance(built.geometry.to_numpy(), root)
    built["geometry"] = shapely.set_precision(built.geometry.to_numpy(), 0.0001)
    return built[~built.geometry.is_empty].reset_index(drop=True)


def _main_part(root: shapely.Geometry) -> shapely.Geometry:
    """Return what a map opens on: the parts near the largest one, not those beyond an ocean."""
    parts = shapely.get_parts(root)
    largest = parts[shapely.area(parts).argmax()]
    near = shapely.distance(parts, largest) < 5
    return shapely.union_all(parts[near])


def _shared(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    return shapely.intersection(shapely.boundary(one), shapely.boundary(other))


def _lines(found: list[shapely.Geometry], frame: shapely.Geometry, own: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(found, return_index=False) if found else []
    lines = [part for part in parts if part.geom_type == "LineString"]
    merged = shapely.line_merge(shapely.union_all(lines)) if lines else shapely.MultiLineString()
    return shapely.difference(shapely.intersection(merged, frame), own)


def _middle(land: shapely.Geometry) -> shapely.Point:
    parts = shapely.get_parts(land)
    return shapely.point_on_surface(parts[shapely.area(parts).argmax()])


def _spots(land: shapely.Geometry, root: shapely.Geometry) -> list[shapely.Point]:
    """Return where the name of a country may stand, the best places first: well inside its land, near the territory."""
    west, _, east, _ = root.bounds
    step = (east - west) / 9
    left, low, right, high = land.bounds
    grid = [
        shapely.Point(x, y)
        for x in np.arange(left + step / 2, right, step)
        for y in np.arange(low + step / 2, high, step)
    ]
    inside = [_middle(land), *(spot for spot in grid if land.contains(spot))]
    away = {id(spot): spot.distance(root) + max(0.0, step - spot.distance(land.boundary)) for spot in inside}
    near = [spot for spot in inside if spot.distance(root) < 8 * step]
    return sorted(near, key=lambda spot: away[id(spot)])[:_MOST_SPOTS]


@read_once
def kept_divisions() -> gpd.GeoDataFrame:
    """Read the divisions of the countries whose territories can be made, and of their neighbours.

    Returns
    -------
    geopandas.GeoDataFrame
        As :func:`surroundings` takes them, and ``law``: the country or region whose speed limits hold (``BE-WAL``).
    """
    return gpd.read_parquet(data_folder() / "surroundings" / "divisions.parquet")
