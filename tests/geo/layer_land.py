"""A land of three square communes, drawn in the metres of the European grid, and the files that describe it.

Each letter is a square of 1 km; x from 4 000 000, y from 3 000 000 (EPSG:3035)::

    3 002 000  A A B B C
    3 001 000  A A B B C
               4000    4004

The localities: one in A (a-village), two in B (b-bourg heavier than b-hameau), one in C.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

A, B, C = "01001", "01002", "01003"
X0, Y0 = 4_000_000, 3_000_000

TERRITORY = """
id = "land"
country = "BE"
languages = ["fr"]
metric_crs = "EPSG:3035"
root = "01000"
births_year = 2025
population_year = 2025
thresholds_min = [15, 30]
comparison_level = "commune"
default_layer = "localities"
name.fr = "Pays carré"
name.en = "Square land"
headline.kind = "hopital"

[[levels]]
id = "region"
fr = "région"
fr_plural = "régions"
en = "region"
en_plural = "regions"

[[levels]]
id = "commune"
fr = "commune"
fr_plural = "communes"
en = "commune"
en_plural = "communes"

[indicators.births]
fr = "Naissances"
en = "Births"
unit = "births"
kind = "count"

[indicators.population]
fr = "Population"
en = "Population"
unit = "inhabitants"
kind = "count"

[indicators.poverty_share]
fr = "Pauvreté"
en = "Poverty"
unit = "percent"
kind = "share"

[sources.invented]
title = "Chiffres inventés"

[travel]
horizon_min = 240

[travel.car]
detour = 1.3
near_kph = 20
far_kph = 60
scale_km = 15
access_min = 2
status = "hypothesis"
source = "invented"
date = "2025"
"""

FIGURES = f"""zone_id,indicator,year,value,status,source_id
{A},births,2024,9,official,invented
{B},births,2024,,missing,invented
{C},births,2024,2,official,invented
{A},births,2025,10,official,invented
{B},births,2025,7,official,invented
{C},births,2025,3,official,invented
{A},population,2025,1001,official,invented
{B},population,2025,700,official,invented
{C},population,2025,250,official,invented
{A},poverty_share,2025,12.5,official,invented
"""


def square(column: int, row: int, width: int = 1, height: int = 1) -> shapely.Polygon:
    """A rectangle of the land, in EPSG:3035: its corner in kilometres, then its sides."""
    x, y = X0 + 1000 * column, Y0 + 1000 * row
    return shapely.box(x, y, x + 1000 * width, y + 1000 * height)


def degrees(x: float, y: float) -> tuple[float, float]:
    """A point of EPSG:3035 as longitude and latitude."""
    point = gpd.GeoSeries([shapely.Point(x, y)], crs="EPSG:3035").to_crs("EPSG:4326").iloc[0]
    return point.x, point.y


def write_land(folder: Path) -> None:
    """Write the embedded files of the land."""
    folder.mkdir(parents=True)
    (folder / "territory.toml").write_text(TERRITORY, "utf-8")
    (folder / "figures.csv").write_text(FIGURES, "utf-8")
    shapes = [square(0, 0, 5, 2), square(0, 0, 2, 2), square(2, 0, 2, 2), square(4, 0, 1, 2)]
    drawn = gpd.GeoSeries([shapely.segmentize(shape, 100) for shape in shapes], crs="EPSG:3035").to_crs("EPSG:4326")
    zones = pd.DataFrame(
        {
            "zone_id": ["01000", A, B, C],
            "level": ["region", "commune", "commune", "commune"],
            "parent_id": [None, "01000", "01000", "01000"],
            "name": ["Pays carré", "Aville", "Bville", "Cville"],
            "geometry_quality": "official",
            "geometry": shapely.to_wkb(drawn.to_numpy()),
        }
    )
    at = [degrees(X0 + x, Y0 + y) for x, y in ((900, 900), (2500, 500), (3500, 1500), (4500, 500))]
    places = pd.DataFrame(
        {
            "place_id": ["a-village", "b-bourg", "b-hameau", "c-village"],
            "name": ["Village A", "Bourg B", "Hameau B", "Village C"],
            "zone_id": [A, B, B, C],
            "lon": [lon for lon, _ in at],
            "lat": [lat for _, lat in at],
            "weight": [1.0, 9.0, 1.0, 1.0],
            "population": [1001.0, 630.0, 70.0, 250.0],
            "births_2024": [9.0, None, None, 2.0],
            "births_2025": [10.0, 6.0, 1.0, 3.0],
        }
    )
    for name, frame in (("zones", zones), ("places", places)):
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), folder / f"{name}.parquet")
