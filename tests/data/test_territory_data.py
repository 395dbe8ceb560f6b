"""The embedded territories: what their files must hold, whatever built them."""

import re
import tomllib
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo import schema
from geo.paths import data_folder
from scripts.locality_weights import cell_parts, locality_shares, moved
from scripts.territories.tables import read_locality_weights

TERRITORIES = ("ain", "france", "souss-massa", "wallonie")
COUNTS = {
    "wallonie": {"region": 1, "province": 5, "arrondissement": 20, "commune": 261},
    "ain": {"departement": 1, "epci": 17, "commune": 391},
    "souss-massa": {"region": 1, "province": 6, "commune": 175},
    "france": {"country": 1, "region": 18, "departement": 101},
}
AREA_KM2 = {"wallonie": 16_901, "ain": 5_762, "souss-massa": 53_789}
AREA_TOLERANCE = {"wallonie": 0.001, "ain": 0.02, "souss-massa": 0.02}
PLACES_AT_LEAST = {"wallonie": 1_500, "ain": 391, "souss-massa": 175, "france": 5_000}
SPREAD = {
    "wallonie": [("population", "population", 2026)] + [(f"births_{y}", "births", y) for y in (2022, 2023, 2024, 2025)],
    "ain": [
        ("population", "population", 2021),
        ("population_2023", "population", 2023),
        ("births_2022", "births", 2022),
    ],
    "souss-massa": [(name, name, 2024) for name in ("population", "children_0_4", "women_15_49")],
    "france": [("population", "population", 2023), ("births_2022", "births", 2022), ("births_2023", "births", 2023)],
}
OUTSIDE_SHARE, OUTSIDE_M = 0.035, 9_000
"""Places may lie outside the approximate drawing of their zone: at most this share of them, by at most this much
(France, whose outlines are the coarsest; the others are checked closer below)."""


def folder(territory: str) -> Path:
    return data_folder() / "territories" / territory


@cache
def described(territory: str) -> dict:
    return tomllib.loads((folder(territory) / "territory.toml").read_text(encoding="utf-8"))


@cache
def zones(territory: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(folder(territory) / "zones.parquet")


@cache
def places(territory: str) -> pd.DataFrame:
    return pd.read_parquet(folder(territory) / "places.parquet")


@cache
def figures(territory: str) -> pd.DataFrame:
    frame = pd.read_csv(folder(territory) / "figures.csv", dtype="str", keep_default_na=False, na_values=[""])
    return schema.conform(frame, schema.FIGURE)


def smallest(territory: str) -> gpd.GeoDataFrame:
    return zones(territory)[zones(territory)["level"] == described(territory)["levels"][-1]["id"]]


def figure(territory: str, indicator: str, year: int) -> pd.Series:
    frame = figures(territory)
    rows = frame[(frame["indicator"] == indicator) & (frame["year"] == year)]
    return rows.set_index("zone_id")["value"]


def overlap(drawn: gpd.GeoSeries, official: gpd.GeoSeries) -> pd.Series:
    both = drawn.loc[official.index]
    return both.intersection(official).area / both.union(official).area


# --- zones -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("territory", TERRITORIES)
def test_zones_are_canonical_and_complete(territory: str) -> None:
    frame = zones(territory)
    schema.conform(frame, schema.ZONE)
    assert list(frame.columns) == schema.ZONE.names
    assert frame.crs.to_epsg() == 4326
    assert frame["level"].value_counts().to_dict() == COUNTS[territory]
    assert [level["id"] for level in described(territory)["levels"]] == list(COUNTS[territory])
    assert not frame["name"].str.contains("’").any()


@pytest.mark.parametrize("territory", TERRITORIES)
def test_hierarchy_is_a_tree_of_consecutive_levels(territory: str) -> None:
    frame = zones(territory).set_index("zone_id")
    root = frame[frame["parent_id"].isna()]
    assert root.index.tolist() == [described(territory)["root"]]
    levels = [level["id"] for level in described(territory)["levels"]]
    for zone_id, row in frame.drop(index=root.index).iterrows():
        parent = frame.loc[row["parent_id"]]
        assert levels.index(parent["level"]) == levels.index(row["level"]) - 1, zone_id


@pytest.mark.parametrize("territory", TERRITORIES)
def test_polygons_are_valid_and_do_not_overlap_within_a_level(territory: str) -> None:
    frame = zones(territory)
    assert frame.geometry.is_valid.all()
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
    assert not frame.geometry.is_empty.any()
    for _, level in frame.groupby("level"):
        assert shapely.coverage_is_valid(level.geometry.to_numpy())


@pytest.mark.parametrize("territory", TERRITORIES)
def test_children_tile_their_parent_exactly(territory: str) -> None:
    frame = zones(territory).set_index("zone_id")
    for parent_id, children in frame.groupby("parent_id"):
        union = shapely.coverage_union_all(children.geometry.to_numpy())
        assert shapely.equals(union, frame.geometry[parent_id]), parent_id


@pytest.mark.parametrize("territory", sorted(AREA_KM2))
def test_area_is_that_of_the_territory(territory: str) -> None:
    area_km2 = smallest(territory).to_crs(described(territory)["metric_crs"]).area.sum() / 1e6
    assert area_km2 == pytest.approx(AREA_KM2[territory], rel=AREA_TOLERANCE[territory])


@pytest.mark.parametrize("territory", TERRITORIES)
def test_quality_of_levels_is_stated_and_never_flattered(territory: str) -> None:
    quality = described(territory)["geometry"]["quality"]
    for level, rows in zones(territory).groupby("level"):
        if quality[level] == "official":
            assert set(rows["geometry_quality"]) == {"official"}
        else:
            assert "approximate" in set(rows["geometry_quality"])


@pytest.mark.parametrize("territory", TERRITORIES)
def test_files_stay_small(territory: str) -> None:
    assert (folder(territory) / "zones.parquet").stat().st_size < 1_500_000
    assert (folder(territory) / "places.parquet").stat().st_size < 500_000


# --- places and figures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("territory", TERRITORIES)
def test_places_are_canonical_and_every_zone_has_one(territory: str) -> None:
    frame = places(territory)
    schema.conform(frame, schema.PLACE)
    assert len(frame) >= PLACES_AT_LEAST[territory]
    assert set(frame["zone_id"]) == set(smallest(territory)["zone_id"])
    assert (frame["weight"] >= 0).all()
    assert (frame.groupby("zone_id")["weight"].sum() > 0).all()
    assert not frame.duplicated(["zone_id", "lon", "lat"]).any()
    assert frame["place_id"].map(lambda text: re.fullmatch(r"[0-9A-Za-z.]+(-[a-z0-9]+)+", text) is not None).all()


@pytest.mark.parametrize(
    ("territory", "column", "indicator", "year"),
    [(territory, *row) for territory, rows in SPREAD.items() for row in rows],
)
def test_totals_per_zone_are_exact_to_the_unit(territory: str, column: str, indicator: str, year: int) -> None:
    frame = places(territory)
    values = frame[column].dropna()
    assert (values == values.round()).all()
    assert (values >= 0).all()
    total = frame.groupby("zone_id")[column].sum(min_count=1)
    expected = figure(territory, indicator, year)
    assert set(total.index) == set(expected.index)
    pd.testing.assert_series_equal(total, expected.loc[total.index], check_names=False)


@pytest.mark.parametrize("territory", TERRITORIES)
def test_a_missing_figure_is_missing_in_every_place_of_its_zone(territory: str) -> None:
    for column, indicator, year in SPREAD[territory]:
        expected = figure(territory, indicator, year)
        unknown = set(expected.index[expected.isna()])
        rows = places(territory)["zone_id"].isin(unknown)
        assert places(territory).loc[rows, column].isna().all()
        assert places(territory).loc[~rows, column].notna().all()


@pytest.mark.parametrize("territory", TERRITORIES)
def test_places_lie_in_their_zone_as_far_as_it_is_drawn_right(territory: str) -> None:
    crs = described(territory)["metric_crs"]
    frame = places(territory)
    if territory == "france":
        frame = frame[~frame["zone_id"].str.startswith("97")]
    drawn = smallest(territory).set_index("zone_id").to_crs(crs).geometry
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"], crs=4326)).to_crs(crs)
    away_m = points.distance(drawn.loc[frame["zone_id"]].reset_index(drop=True))
    share, farthest = (OUTSIDE_SHARE, OUTSIDE_M) if territory == "france" else (0.005, 400)
    assert (away_m > 0).mean() <= share
    assert away_m.max() <= farthest


@pytest.mark.parametrize("territory", TERRITORIES)
def test_figures_name_known_zones_indicators_and_sources(territory: str) -> None:
    frame = figures(territory)
    assert set(frame["zone_id"]) == set(smallest(territory)["zone_id"])
    assert set(frame["indicator"]) == set(described(territory)["indicators"])
    assert set(frame["source_id"]) <= set(described(territory)["sources"])
    assert (frame["value"].isna() == (frame["status"] == "missing")).all()
    assert (frame["value"].dropna() >= 0).all()
    for indicator in described(territory)["indicators"].values():
        assert indicator["kind"] in {"count", "share", "rate"}
        assert {"fr", "en", "unit"} <= set(indicator)
    for source in described(territory)["sources"].values():
        assert {"title", "publisher", "licence", "vintage", "read_through"} <= set(source)


@pytest.mark.parametrize("territory", TERRITORIES)
def test_figures_are_sorted_so_that_a_difference_can_be_read(territory: str) -> None:
    frame = figures(territory)
    ordered = frame.sort_values(["indicator", "year", "zone_id"], ignore_index=True)
    pd.testing.assert_frame_equal(frame, ordered)


@pytest.mark.parametrize("territory", TERRITORIES)
def test_sources_page_is_french_first_and_names_every_package(territory: str) -> None:
    page = (folder(territory) / "SOURCES.md").read_text(encoding="utf-8")
    assert "## In English" in page
    packages = {source["read_through"].split()[-2] for source in described(territory)["sources"].values()
                if source["read_through"].startswith("paquet")}  # fmt: skip
    assert packages
    assert {name for name in packages if name not in page} == set()


# --- Wallonia --------------------------------------------------------------------------------------------------


def test_wallonia_births_per_province_in_2023() -> None:
    parent = zones("wallonie").set_index("zone_id")["parent_id"]
    births = figure("wallonie", "births", 2023)
    province = births.index.map(parent).map(parent)
    assert births.groupby(province).sum().to_dict() == {
        "20002": 3_419,
        "50000": 12_591,
        "60000": 10_468,
        "80000": 2_899,
        "90000": 4_496,
    }


def test_wallonia_totals_and_the_gaps_of_bastogne() -> None:
    assert figure("wallonie", "population", 2026).sum() == 3_713_450
    assert [figure("wallonie", "births", year).sum() for year in range(2022, 2026)] == [35_565, 33_873, 32_319, 32_093]
    rows = figures("wallonie").query("zone_id == '82039'").set_index(["indicator", "year"])
    assert rows.loc[("births", 2024), "status"] == "missing"
    assert rows.loc[("bim_share", 2024), "status"] == "missing"
    assert rows.loc[("births", 2023), ["value", "status"]].tolist() == [214, "reconstructed"]
    assert rows.loc[("poverty_share", 2022), "status"] == "missing"
    assert (figures("wallonie")["status"] == "missing").sum() == 3


def test_wallonia_poverty_is_the_administrative_rate_of_2022(shared: Path) -> None:
    published = pd.read_csv(shared / "data" / "wallonie" / "wallonie_adi.csv", encoding="latin-1")
    published = published[published["CD_YEAR"] == 2022]
    published.index = published["CD_MUNTY_REFNIS"].astype("str")
    kept = figure("wallonie", "poverty_share", 2022).dropna()
    assert len(kept) == 260
    assert kept.to_dict() == pytest.approx(published.loc[kept.index, "MS_ADMIN_AROP"].to_dict())


def test_wallonia_main_towns_do_not_count_their_commune_twice() -> None:
    charleroi = places("wallonie").set_index("place_id").loc["52011-charleroi"]
    assert 10_000 < charleroi["population"] < 30_000
    assert charleroi["population"] < figure("wallonie", "population", 2026)["52011"] / 5


def test_wallonia_people_stand_where_the_census_counts_them() -> None:
    found = places("wallonie").set_index("place_id")
    town, commune = found.loc["82039-bastogne"], found[found["zone_id"] == "82039"]
    assert town["population"] / commune["population"].sum() == pytest.approx(0.53, abs=0.005)
    assert (town["births_2025"], commune["births_2025"].sum()) == (117, 223)
    durbuy = found[found["zone_id"] == "83012"]["population"]
    assert durbuy.idxmax() == "83012-barvaux-sur-ourthe"
    assert durbuy.max() / durbuy.sum() == pytest.approx(0.25, abs=0.005)
    # two localities so close that the one named is nowhere the nearest
    assert set(found.index[found["weight"] == 0]) == {"93010-senzeilles"}


CENSUS = {"wallonie": ("communes_2025_50m.geojson", "nis"), "ain": ("communes_2026.geojson", "code")}


@pytest.mark.parametrize("territory", CENSUS)
def test_localities_hold_their_share_of_the_census(territory: str, shared: Path) -> None:
    """Spread in whole numbers, and rounded to a millionth: fewer than one person in a thousand stands elsewhere."""
    file, code = CENSUS[territory]
    official = gpd.read_file(shared / "data" / territory / file).rename(columns={code: "zone_id"})
    grid = pd.read_parquet(shared / "data" / territory / "census2021_grid_1km.parquet")
    frame = places(territory)
    counted = locality_shares(cell_parts(grid, official), frame).reset_index(drop=True)
    population = frame.groupby("zone_id")["population"].sum()
    assert moved(frame["population"], counted, frame["zone_id"], population) < 0.001
    weights = read_locality_weights(territory)
    assert weights.loc[frame["place_id"]].to_numpy() == pytest.approx(counted.to_numpy(), abs=1e-6)
    assert weights.groupby(frame.set_index("place_id")["zone_id"]).sum().to_numpy() == pytest.approx(1.0, abs=1e-5)


def test_wallonia_lone_communes_and_provinces_follow_official_outlines() -> None:
    official = zones("wallonie").query("geometry_quality == 'official'")
    assert set(official["level"]) == {"region", "province", "arrondissement", "commune"}
    assert (official["level"] == "province").sum() == 5


def test_wallonia_figures_equal_the_shared_facts(shared: Path) -> None:
    facts = pd.read_csv(shared / "facts" / "wallonie_communes.csv", dtype={"nis": "str"}).set_index("nis")
    for column, indicator, year in [
        *[(f"births_{year}", "births", year) for year in range(2022, 2026)],
        ("population", "population", 2026),
        ("bim_share_pct", "bim_share", 2024),
        ("single_parent_share_pct", "single_parent_share", 2021),
    ]:
        ours = figure("wallonie", indicator, year)
        pd.testing.assert_series_equal(
            facts[column].astype(np.float64).sort_index(), ours.sort_index(), check_names=False
        )


def test_wallonia_communes_overlap_the_official_ones(shared: Path) -> None:
    official = gpd.read_file(shared / "data" / "wallonie" / "communes_2025_50m.geojson").to_crs(31370)
    official = official.set_index("nis").geometry
    ours = zones("wallonie").query("level == 'commune'").to_crs(31370).set_index("zone_id")
    assert set(ours.index) == set(official.index)
    share = overlap(ours.geometry, official)
    assert share.mean() >= 0.8
    assert share.min() > 0.4
    assert share[ours["geometry_quality"] == "official"].min() > 0.98


# --- Souss-Massa -----------------------------------------------------------------------------------------------


def test_souss_massa_population_and_absence_of_births() -> None:
    assert figure("souss-massa", "population", 2024).sum() == 3_020_431
    assert "births" not in set(figures("souss-massa")["indicator"])
    children = figures("souss-massa").query("indicator == 'children_0_4'")
    assert set(children["status"]) == {"reconstructed"}
    assert children["value"].sum() == pytest.approx(218_588, rel=0.01)


def test_souss_massa_agadir_is_where_agadir_is() -> None:
    agadir = smallest("souss-massa").set_index("name").geometry["Agadir"]
    assert agadir.contains(shapely.Point(-9.598, 30.420))


def test_souss_massa_communes_overlap_an_independent_layer(shared: Path) -> None:
    official = gpd.read_file(shared / "data" / "souss-massa" / "communes_poverty_2024.geojson").to_crs(32629)
    official = official.assign(geometry=official.make_valid()).set_index("Population").geometry
    ours = smallest("souss-massa").to_crs(32629).set_index("zone_id").geometry
    population = figure("souss-massa", "population", 2024)
    once = population[~population.duplicated(keep=False)]
    named = ours.loc[once.index].set_axis(once.to_numpy())
    share = overlap(named, official.loc[once.to_numpy()])
    assert len(share) > 160
    assert share.mean() > 0.97


# --- Ain and France --------------------------------------------------------------------------------------------


def test_ain_totals() -> None:
    assert figure("ain", "births", 2022).sum() == 6_881
    assert figure("ain", "population", 2021).sum() == 663_202
    assert figure("ain", "population_15_64", 2021).sum() == 410_987


def test_ain_inhabitants_aged_15_to_50_are_the_national_share_of_those_aged_15_to_64() -> None:
    whole, part = figure("ain", "population_15_64", 2021), figure("ain", "population_15_50", 2021)
    assert (part - whole * 29_589_375 / 41_802_936).abs().max() <= 0.05 + 1e-9
    assert part.sum() == pytest.approx(290_909, abs=1)


def test_ain_merged_commune_is_the_sum_of_the_former_ones() -> None:
    crosswalk = pd.read_csv(folder("ain") / "crosswalk.csv", dtype={"former_id": "str", "zone_id": "str"})
    for (zone_id, indicator, year), rows in crosswalk.groupby(["zone_id", "indicator", "year"]):
        assert figure("ain", indicator, year)[zone_id] == rows["value"].sum()
    merged = figures("ain").query("status == 'reconstructed' and indicator != 'population_15_50'")
    assert set(merged["zone_id"]) == set(crosswalk["zone_id"])


def test_ain_figures_equal_the_shared_facts(shared: Path) -> None:
    facts = pd.read_csv(shared / "facts" / "ain_communes.csv", dtype={"insee": "str"}).set_index("insee")
    ours = figure("ain", "births", 2022)
    assert set(facts.index) - set(ours.index) == {"01330"}
    same = ours.index.drop("01187")
    assert (facts.loc[same, "births_2022"] == ours[same]).all()


def test_ain_zones_overlap_the_official_ones_as_stated(shared: Path) -> None:
    official = gpd.read_file(shared / "data" / "ain" / "communes_2026.geojson").to_crs(2154).set_index("code")
    ours = zones("ain").to_crs(2154).set_index("zone_id")
    parent = ours["parent_id"]
    assert (official["epci"] == parent[official.index]).all()
    assert overlap(ours.geometry, official.geometry).mean() > 0.5
    assert overlap(ours.geometry, official.dissolve("epci").geometry).mean() > 0.7


def test_france_births_and_their_doubt() -> None:
    frame = figures("france").query("indicator == 'births'")
    counts = frame.groupby(["year", "status"]).size().to_dict()
    assert counts == {
        (2022, "official"): 55,
        (2022, "reconstructed"): 46,
        (2023, "official"): 55,
        (2023, "missing"): 46,
    }
    assert figure("france", "births", 2022)["01"] == 6_881


def test_france_population_of_mayotte_keeps_its_year() -> None:
    assert np.isnan(figure("france", "population", 2023)["976"])
    assert figure("france", "population", 2017).to_dict() == {"976": 256_518}
