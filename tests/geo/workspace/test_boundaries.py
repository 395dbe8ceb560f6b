"""Official boundaries brought by a user: recognised by code or name, drawn at once, no figure changed."""

import geopandas as gpd
import pytest
import shapely

from geo.errors import BadInputError, MissingFileError
from geo.workspace.boundaries import keep_boundaries, read_boundaries, remove_boundaries, with_boundaries
from geo.workspace.data import load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory

TERRITORY = load_territory("ain")
pytestmark = pytest.mark.usefixtures("own_workspace")


@pytest.fixture
def zones() -> gpd.GeoDataFrame:
    return zone_shapes(TERRITORY)


def low_of(zones: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return zones[zones["level"] == "commune"].reset_index(drop=True)


def written(folder, frame: gpd.GeoDataFrame, name: str = "limites.geojson"):
    frame.to_file(folder / name)
    return folder / name


def test_boundaries_by_code_are_official_and_the_larger_zones_are_their_sum(tmp_path, zones):
    low = low_of(zones)
    inner = low.assign(geometry=shapely.buffer(low.geometry.to_numpy(), -0.001))[["zone_id", "geometry"]]
    # Codes as a spreadsheet leaves them, in another coordinate system, among zones of elsewhere.
    inner = inner.assign(INSEE=inner["zone_id"].str.lstrip("0") + ".0").drop(columns="zone_id").to_crs("EPSG:2154")
    other = gpd.GeoDataFrame({"INSEE": ["99001"]}, geometry=[shapely.box(0, 0, 1, 1)], crs="EPSG:2154")
    path = written(tmp_path, gpd.pd.concat([inner, other], ignore_index=True), "limites.gpkg")
    reading = read_boundaries(path, zones, TERRITORY)
    assert (reading.column, len(reading.shapes), reading.missing, reading.other) == ("INSEE", len(low), (), 1)
    keep_boundaries(TERRITORY, reading)
    now = zone_shapes(TERRITORY)
    assert (now["geometry_quality"] == "official").all()
    small = now[now["level"] == "commune"]
    whole = now.loc[now["level"] == "departement", "geometry"].iloc[0]
    assert whole.area == pytest.approx(shapely.area(small.geometry.to_numpy()).sum(), rel=1e-6)
    assert shapely.area(small.geometry.to_numpy()).sum() < shapely.area(low.geometry.to_numpy()).sum()
    remove_boundaries(TERRITORY)
    assert zone_shapes(TERRITORY).geometry.equals(zones.geometry)
    with pytest.raises(MissingFileError) as told:
        remove_boundaries(TERRITORY)
    assert told.value.key == "boundaries-none"


def test_names_do_as_well_and_what_is_missing_is_said(tmp_path, zones):
    low = low_of(zones)
    some = low[low["name"] != "Oyonnax"]
    path = written(tmp_path, gpd.GeoDataFrame({"NOM": some["name"].str.upper()}, geometry=some.geometry, crs=low.crs))
    reading = read_boundaries(path, zones, TERRITORY)
    assert reading.column == "NOM"
    assert "Oyonnax" in reading.missing
    keep_boundaries(TERRITORY, reading)
    quality = with_boundaries(zones, TERRITORY).set_index("name")["geometry_quality"]
    assert (quality["Bourg-en-Bresse"], quality["Oyonnax"]) == ("official", "approximate")
    remove_boundaries(TERRITORY)


def test_figures_stay_as_they_are(tmp_path, zones):
    before = load(TERRITORY)
    low = low_of(zones)
    keep_boundaries(TERRITORY, read_boundaries(written(tmp_path, low[["zone_id", "geometry"]]), zones, TERRITORY))
    after = load(TERRITORY)
    assert after.places.equals(before.places)
    assert after.actors.equals(before.actors)
    remove_boundaries(TERRITORY)


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (lambda low: low.assign(zone_id="x")[["zone_id", "geometry"]], "boundaries-no-zone"),
        (
            lambda low: low.assign(geometry=low.geometry.translate(20, 0))[["zone_id", "geometry"]],
            "boundaries-elsewhere",
        ),
    ],
)
def test_what_is_not_the_territory_is_refused(tmp_path, zones, made, key):
    path = written(tmp_path, made(low_of(zones)))
    with pytest.raises(BadInputError) as told:
        read_boundaries(path, zones, TERRITORY)
    assert told.value.key == key


def test_what_is_no_file_of_boundaries_is_refused(tmp_path, zones):
    path = tmp_path / "x.geojson"
    path.write_text("bonjour", encoding="utf-8")
    with pytest.raises(BadInputError) as told:
        read_boundaries(path, zones, TERRITORY)
    assert told.value.key == "boundaries-unreadable"
    with pytest.raises(MissingFileError):
        read_boundaries(tmp_path / "absent.gpkg", zones, TERRITORY)


def test_the_communes_of_wallonia_are_recognised_in_their_public_file(shared):
    path = shared / "data" / "wallonie" / "communes_2025_50m.geojson"
    if not path.is_file():
        pytest.skip("the public file of communes is not there")
    territory = load_territory("wallonie")
    reading = read_boundaries(path, zone_shapes(territory), territory)
    assert (len(reading.shapes), reading.missing) == (261, ())
