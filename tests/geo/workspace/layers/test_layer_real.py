"""The 2021 census grids (1 km) of Wallonia and the Ain, imported as a user would; skipped where they are absent."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.question import Question
from geo.files.layers import ReadingOptions
from geo.workspace.data import load
from geo.workspace.layer_intake import check_layer, import_layer
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory

pytestmark = pytest.mark.slow

# Per territory: squares in the territory, squares outside, largest difference of a share within reach.
EXPECTED = {"wallonie": (11_357, 12_803, 0.015), "ain": (4_150, 12_133, 0.015)}


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def imported(request, shared, tmp_path_factory):
    """A territory with its census grid, in a workspace of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_WORKSPACE", str(tmp_path_factory.mktemp("grids")))
        territory = load_territory(request.param)
        path = shared / "data" / territory.id / "census2021_grid_1km.parquet"
        plan = check_layer(territory, path, options=ReadingOptions(crs="EPSG:3035"))
        import_layer(territory, plan, layer="grille-1km", by="test", origin=path.name)
        yield territory, plan, path


def test_the_squares_kept_and_left_out(imported):
    territory, plan, path = imported
    inside, outside, _ = EXPECTED[territory.id]
    assert (plan.points, plan.outside, plan.localities, plan.confidential) == (inside, outside, 0, 0)
    assert plan.points + plan.outside + plan.nobody == plan.reading.rows_read == pq.read_metadata(path).num_rows
    assert plan.reading.cell_m == 1000
    assert plan.births_column == "children_0_14"


def test_a_zero_that_the_flag_says_is_confidential_is_unknown(imported):
    _, plan, path = imported
    raw = pq.read_table(path, columns=["Y_LT15", "Y_LT15_CI"]).to_pandas(ignore_metadata=True)
    hidden = raw["Y_LT15_CI"] == 1
    assert plan.reading.points["children_0_14"].isna().sum() == hidden.sum() == plan.reading.hidden["children_0_14"]
    assert plan.confidential_births == plan.reading.points["children_0_14"][_kept(plan)].isna().sum()


def test_the_spatial_join_agrees_with_another_library(imported):
    territory, plan, path = imported
    raw = pq.read_table(path, columns=["X", "Y"]).to_pandas(ignore_metadata=True)
    middles = gpd.GeoSeries(gpd.points_from_xy(raw["X"] + 500, raw["Y"] + 500), crs="EPSG:3035").to_crs("EPSG:4326")
    zones = zone_shapes(territory, level=territory.smallest_level)[["zone_id", "geometry"]]
    joined = gpd.sjoin(gpd.GeoDataFrame(geometry=middles), zones, predicate="intersects")
    expected = joined.groupby(joined.index)["zone_id"].min()
    found = plan.places.set_index("place_id")["zone_id"].loc[plan.reading.points["point_id"][_kept(plan)]]
    assert found.tolist() == expected.tolist()


def test_every_total_of_every_commune_and_year_is_kept(imported):
    territory, _, _ = imported
    for births in sorted({"latest", "mean-3", *map(str, range(2022, territory.births_year + 1))}):
        own = load(territory, births=births).places.groupby("zone_id")
        grid = load(territory, births=births, layer="grille-1km").places.groupby("zone_id")
        for column in ("births", "population"):
            pd.testing.assert_series_equal(
                own[column].sum(min_count=1), grid[column].sum(min_count=1), check_exact=births != "mean-3"
            )


def test_the_grid_follows_the_file_within_a_commune(imported):
    territory, plan, _ = imported
    places = load(territory, layer="grille-1km").places
    counted = plan.reading.points.set_index("point_id")["population"].loc[places["place_id"]].to_numpy(np.float64)
    share = places["population"] / places.groupby("zone_id")["population"].transform("sum")
    own = pd.Series(counted) / pd.Series(counted).groupby(places["zone_id"]).transform("sum")
    np.testing.assert_allclose(share, own, atol=1 / 1024)


def test_the_diagnosis_runs_on_the_grid_with_the_same_totals(imported):
    territory, _, _ = imported
    records = {}
    for layer in (territory.default_layer, "grille-1km"):
        data = load(territory, layer=layer)
        measures = measure(data, Question(kind="hopital", to_verify=True))
        records[layer] = diagnosis_record(data, measures, territory.root)
    own, grid = records[territory.default_layer], records["grille-1km"]
    assert (grid["layer"], grid["births"], grid["population"]) == ("grille-1km", own["births"], own["population"])
    assert [part["births"] for part in grid["parts"]] == [part["births"] for part in own["parts"]]
    largest = EXPECTED[territory.id][2]
    for threshold, share in own["share_within"].items():
        assert grid["share_within"][threshold] == pytest.approx(share, abs=largest)
    assert grid["share_within"] != own["share_within"]


def test_official_codes_win_and_small_communes_keep_their_localities(shared, tmp_path):
    """Cells of the Ain given the code of their official commune: five communes hold the middle of no square."""
    folder = shared / "data" / "ain"
    raw = pq.read_table(folder / "census2021_grid_1km.parquet", columns=["X", "Y", "T"]).to_pandas(ignore_metadata=True)
    middles = gpd.GeoSeries(gpd.points_from_xy(raw["X"] + 500, raw["Y"] + 500), crs="EPSG:3035").to_crs("EPSG:4326")
    official = gpd.read_file(folder / "communes_2026.geojson")[["code", "geometry"]]
    joined = gpd.sjoin(gpd.GeoDataFrame(raw, geometry=middles), official, predicate="intersects")
    path = tmp_path / "ain-codes.csv"
    joined[["X", "Y", "T", "code"]].rename(columns={"code": "code commune"}).to_csv(path, index=False)
    plan = check_layer(load_territory("ain"), path, options=ReadingOptions(crs="EPSG:3035"))
    assert plan.ok, plan.findings.table().to_dict("records")
    assert plan.zones_without is not None
    assert sorted(plan.zones_without["zone_id"]) == ["01026", "01076", "01160", "01171", "01370"]
    assert (plan.points, plan.outside) == (len(joined), 0)
    assert "layer-zone-differs" in set(plan.findings.table()["rule"])
    zone = plan.places.set_index("place_id")["zone_id"]
    births = plan.figures[plan.figures["indicator"] == "births"].set_index("place_id")["value"]
    assert births.groupby(zone).sum().sum() == 6881


def _kept(plan):
    return plan.reading.points["point_id"].isin(plan.places["place_id"])
