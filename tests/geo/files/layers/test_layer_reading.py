"""Reading layer files: formats, columns, positions, and values that are unknown rather than zero."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.files.layers import ReadingOptions, read_layer
from geo.workspace.layers.keep import content_hash
from tests.geo.layer_land import X0, Y0, degrees, square

GRID = ReadingOptions(crs="EPSG:3035")


def written(tmp_path, text: str, name: str = "couche.csv", encoding: str = "utf-8"):
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return path


def rules(reading) -> set[str]:
    return set(reading.issues["rule"])


CORNERS = f"X;Y;T\n{X0};{Y0};10\n{X0 + 1000};{Y0};20\n{X0};{Y0 + 1000};30\n"


def test_a_census_grid_by_its_corners(tmp_path):
    reading = read_layer(written(tmp_path, CORNERS), options=GRID)
    assert reading.ok
    assert (reading.cell_m, reading.crs, reading.rows_read) == (1000, "EPSG:3035", 3)
    assert reading.points["point_id"].tolist() == ["1kmN3000E4000", "1kmN3000E4001", "1kmN3001E4000"]
    assert reading.points["row_number"].tolist() == [2, 3, 4]
    lon, lat = degrees(X0 + 500, Y0 + 500)
    assert (reading.points["lon"][0], reading.points["lat"][0]) == pytest.approx((lon, lat), abs=1e-9)


def test_centres_and_given_sizes(tmp_path):
    centres = f"X;Y;T\n{X0 + 500};{Y0 + 500};10\n{X0 + 1500};{Y0 + 500};20\n"
    reading = read_layer(written(tmp_path, centres), options=GRID)
    assert reading.cell_m is None
    assert reading.points["lon"][0] == pytest.approx(degrees(X0 + 500, Y0 + 500)[0], abs=1e-9)
    reading = read_layer(written(tmp_path, CORNERS), options=ReadingOptions(crs="EPSG:3035", cell_m=0))
    assert reading.cell_m is None
    assert reading.points["lon"][0] == pytest.approx(degrees(X0, Y0)[0], abs=1e-9)
    reading = read_layer(written(tmp_path, CORNERS), options=ReadingOptions(crs="EPSG:3035", cell_m=200))
    assert reading.points["lon"][0] == pytest.approx(degrees(X0 + 100, Y0 + 100)[0], abs=1e-9)
    assert reading.points["point_id"][0] == "200mN3000000E4000000"


@pytest.mark.parametrize(
    ("xs", "side"),
    [
        ([0, 1000, 5000], 1000),
        ([0, 4000], 1000),  # two squares far apart are not squares of 4 km
        ([0, 200, 600], 200),
        ([0, 500], 500),
        ([500, 1500], None),  # centres
        ([100, 300], None),
        ([0, 1001], None),
        ([0, 0], None),  # nothing to see a spacing in
    ],
)
def test_the_side_of_squares_is_seen_from_their_spacing(tmp_path, xs, side):
    rows = "".join(f"{n};{X0 + x};{Y0};1\n" for n, x in enumerate(xs))
    assert read_layer(written(tmp_path, f"id;X;Y;T\n{rows}"), options=GRID).cell_m == side


def test_metric_points_that_are_no_grid(tmp_path):
    reading = read_layer(written(tmp_path, f"x;y;pop\n{X0 + 12.5};{Y0};3\n{X0};{Y0 + 7};4\n"), options=GRID)
    assert reading.ok
    assert reading.cell_m is None
    assert reading.points["point_id"].tolist() == ["row-2", "row-3"]


@pytest.mark.parametrize(
    "codes",
    [("CRS3035RES1000mN3000000E4000000", "CRS3035RES1000mN3001000E4002000"), ("1kmN3000E4000", "1kmN3001E4002")],
)
def test_grid_codes_say_everything(tmp_path, codes):
    reading = read_layer(written(tmp_path, f"GRD_ID,T\n{codes[0]},5\n{codes[1]},6\n"))
    assert reading.ok
    assert (reading.cell_m, reading.crs) == (1000, "EPSG:3035")
    assert reading.points["point_id"].tolist() == list(codes)
    assert reading.points["lon"][1] == pytest.approx(degrees(X0 + 2500, Y0 + 1500)[0], abs=1e-9)


def test_degrees_with_decimal_commas_and_another_encoding(tmp_path):
    text = "identifiant;nom;commune;longitude;latitude;habitants\nr1;Bièvre;01001;5,01;49,93;1 204\n"
    reading = read_layer(written(tmp_path, text, encoding="cp1252"))
    assert reading.points.iloc[0].to_dict() == {
        "row_number": 2,
        "point_id": "r1",
        "name": "Bièvre",
        "zone_code": "01001",
        "lon": 5.01,
        "lat": 49.93,
        "population": 1204.0,
    }
    assert rules(reading) == {"layer-encoding-converted"}


def test_blank_lines_and_a_byte_order_mark_keep_line_numbers(tmp_path):
    text = "\ufeff\nlon;lat;population\n\n4,0;50;1\n5;50;2\n"
    reading = read_layer(written(tmp_path, text))
    assert reading.points["row_number"].tolist() == [4, 5]


def test_the_writing_of_a_header_tells_columns_apart(tmp_path):
    # x and y are the numbers of the row and column in the picture, X and Y the metres.
    frame = pd.DataFrame({"x": [1, 2], "y": [7, 7], "T": [4, 5], "X": [X0, X0 + 1000], "Y": [Y0, Y0 + 1000], "t": 0})
    path = tmp_path / "grille.parquet"
    frame.to_parquet(path)
    reading = read_layer(path, options=GRID)
    assert reading.columns == {"x": "X", "y": "Y", "population": "T"}
    assert rules(reading) == {"layer-column-passed-over", "layer-columns-not-read", "layer-read-as-cells"}


def test_negative_flagged_and_worded_values_are_unknown_never_zero(tmp_path):
    text = (
        "lon;lat;T;T_CI;Y_LT15;Y_LT15_CI;F\n"
        "5;50;12;0;3;0;7\n"  # known
        "5;50;-9999;0;0;1;-1\n"  # negative; a zero that the flag says is hidden
        "5;50;0;0;0;0;0\n"  # true zeros
        "5;50;;0;:c;0;?\n"  # missing; a word; unknown
    )
    reading = read_layer(written(tmp_path, text))
    assert reading.ok
    points = reading.points
    np.testing.assert_array_equal(points["population"], [12, np.nan, 0, np.nan])
    np.testing.assert_array_equal(points["children_0_14"], [3, np.nan, 0, np.nan])
    np.testing.assert_array_equal(points["women"], [7, np.nan, 0, np.nan])
    assert reading.hidden == {"population": 1, "children_0_14": 2, "women": 1}


def test_decimals_are_read_when_the_column_shows_that_the_point_is_decimal(tmp_path):
    reading = read_layer(written(tmp_path, "lon,lat,pop\n5,50,1.250\n5,50,2.5\n"))
    assert reading.points["population"].tolist() == [1.25, 2.5]


def test_the_user_names_the_population(tmp_path):
    path = written(tmp_path, "lon,lat,population,Ménages\n5,50,100,40\n")
    assert read_layer(path).points["population"].tolist() == [100]
    named = read_layer(path, options=ReadingOptions(population="ménages"))
    assert named.points["population"].tolist() == [40]
    assert named.columns["population"] == "Ménages"


def test_addresses_count_the_same_only_when_asked(tmp_path):
    path = written(tmp_path, "lon,lat,adresse\n5,50,Rue Haute 1\n5,50,Rue Haute 1\n")
    assert rules(read_layer(path)) == {"layer-no-population"}
    reading = read_layer(path, options=ReadingOptions(equal=True))
    assert reading.points["population"].tolist() == [1, 1]
    assert reading.points["name"].tolist() == ["Rue Haute 1", "Rue Haute 1"]


def test_numeric_codes_are_texts_without_decimals(tmp_path):
    path = tmp_path / "points.parquet"
    pd.DataFrame({"lon": [5.0, 5.1], "lat": [50.0, 50.1], "T": [1, 2], "nis": [1001.0, None]}).to_parquet(path)
    reading = read_layer(path)
    assert reading.points["zone_code"].tolist()[0] == "1001"
    assert reading.points["zone_code"].isna().tolist() == [False, True]


def shapes_frame():
    horseshoe = square(0, 0, 3, 3).difference(square(1, 0, 1, 2))
    return gpd.GeoDataFrame(
        {"CD_SECTOR": ["a", "b", "c"], "POPULATION": [5, 6, 7]},
        geometry=[square(0, 0), horseshoe, None],
        crs="EPSG:3035",
    )


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet"])
def test_sectors_stand_at_a_point_inside_their_shape(tmp_path, suffix):
    path = tmp_path / f"secteurs{suffix}"
    frame = shapes_frame()
    frame.to_file(path) if suffix == ".gpkg" else frame.to_parquet(path)
    reading = read_layer(path)
    assert reading.ok
    assert reading.points["point_id"].tolist() == ["a", "b"]
    assert reading.points["lon"][0] == pytest.approx(degrees(X0 + 500, Y0 + 500)[0], abs=1e-6)
    inside = gpd.GeoSeries.from_xy(reading.points["lon"], reading.points["lat"], crs="EPSG:4326").to_crs("EPSG:3035")
    assert shapely.contains(frame.geometry[1], inside[1])
    lost = reading.issues.set_index("rule").loc["layer-position-missing"]
    assert lost["row"] == 3
    assert lost["values"] == {"count": 1, "population": 7.0}


def test_only_the_first_drawn_table_of_a_geopackage_is_read(tmp_path):
    path = tmp_path / "deux.gpkg"
    shapes_frame().to_file(path, layer="secteurs")
    shapes_frame().to_file(path, layer="autres")
    told = read_layer(path).issues.set_index("rule").loc["layer-other-tables", "values"]
    assert told == {"value": "secteurs", "others": "autres"}


def test_the_same_content_has_the_same_hash(tmp_path):
    one = read_layer(written(tmp_path, CORNERS), options=GRID)
    same = read_layer(written(tmp_path, CORNERS, name="autre.csv"), options=GRID)
    other = read_layer(written(tmp_path, CORNERS.replace(";30", ";31")), options=GRID)
    assert content_hash(one) == content_hash(same) != content_hash(other)


FILOSOFI = """idcar_200m,idcar_1km,i_est_200,lcog_geo,ind,men,ind_0_3
CRS3035RES200mN3000000E4000000,CRS3035RES1000mN3000000E4000000,0,01053,120,55,6.5
CRS3035RES200mN3000200E4000000,CRS3035RES1000mN3000000E4000000,1,0105301451,14.5,6,0.8
"""


def test_the_squares_of_200_m_of_the_french_tax_grid(tmp_path):
    reading = read_layer(written(tmp_path, FILOSOFI))
    assert reading.ok
    assert (reading.cell_m, reading.crs) == (200, "EPSG:3035")
    assert reading.points["population"].tolist() == [120, 14.5]
    assert reading.points["children_0_3"].tolist() == [6.5, 0.8]
    assert reading.points["zone_code"].tolist() == ["01053", "0105301451"]
    lon, lat = degrees(4000100, 3000100)
    assert (reading.points["lon"][0], reading.points["lat"][0]) == pytest.approx((lon, lat), abs=1e-9)


@pytest.mark.parametrize("header", ["population_2020", "POP_2020", "pop 2020", "total_pop_2020"])
def test_a_population_with_its_year_is_one_and_the_latest_is_read(tmp_path, header):
    text = f"latitude,longitude,population_2015,{header}\n30.4,-9.5,1,12.4\n30.5,-9.6,1,3\n"
    reading = read_layer(written(tmp_path, text))
    assert reading.ok
    assert reading.points["population"].tolist() == [12.4, 3]


def test_a_raster_written_as_points_is_in_degrees_and_metres_still_need_a_system(tmp_path):
    reading = read_layer(written(tmp_path, "X,Y,Z\n-9.5981,30.4276,12.4\n-9.5908,30.4203,3.1\n"))
    assert reading.ok
    assert "layer-degrees" in rules(reading)
    assert reading.points[["lon", "lat", "population"]].to_numpy().tolist() == [
        [-9.5981, 30.4276, 12.4],
        [-9.5908, 30.4203, 3.1],
    ]
    for text in ("X,Y,Z\n100000.5,120000.5,3\n", "X,Y,Z\n10,20,3\n", "X,Y,Z\n10.5,95.5,3\n"):
        assert "layer-crs-missing" in rules(read_layer(written(tmp_path, text)))


def test_geojson_gives_the_points_of_its_shapes_and_rows_without_shape_are_left_aside(tmp_path):
    square = {"type": "Polygon", "coordinates": [[[4, 50], [5, 50], [5, 51], [4, 51], [4, 50]]]}
    features = [
        {"type": "Feature", "properties": {"CD_SECTOR": code, "TOTAL": count}, "geometry": shape}
        for code, count, shape in (("a", 820, square), ("b", 50, None))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    reading = read_layer(written(tmp_path, text, name="secteurs.geojson"))
    assert reading.ok
    assert reading.points[["point_id", "lon", "lat", "population"]].to_numpy().tolist() == [["a", 4.5, 50.5, 820.0]]
    assert "layer-position-missing" in rules(reading)


def test_a_file_that_says_zones_and_no_position_is_read_without_any(tmp_path):
    reading = read_layer(written(tmp_path, "CD_REFNIS|CD_SECTOR|TOTAL\n92094|92094A00-|820\n", name="secteurs.txt"))
    assert reading.ok
    assert reading.by_zone
    assert reading.points[["lon", "lat"]].isna().all(axis=None)
