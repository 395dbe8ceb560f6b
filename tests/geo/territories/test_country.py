"""Territories made from a country's embedded tables: every commune once, no gap, nothing lost, nothing invented."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.errors import BadInputError, NotFoundError
from geo.territories.country import draft_of, list_units
from geo.territories.draft import TerritoryDraft, write_draft
from geo.territories.tables import country_folder, table
from geo.workspace.data import load
from geo.workspace.territory import load_territory, read_figures, user_territories


def smallest(draft: TerritoryDraft) -> gpd.GeoDataFrame:
    return draft.zones[draft.zones["level"] == draft.levels[-1].id].set_index("zone_id")


def check_tiles(draft: TerritoryDraft) -> None:
    """Zones fit without gap nor overlap, levels are nested and add up, every place falls in its own zone."""
    zones = draft.zones.set_index("zone_id")
    assert zones.index.is_unique
    assert zones.is_valid.all()
    for level, above in zip(draft.levels[:0:-1], draft.levels[-2::-1], strict=True):
        here = zones[zones["level"] == level.id]
        assert shapely.coverage_is_valid(here.geometry.to_numpy())
        assert (zones.loc[here["parent_id"], "level"] == above.id).all()
        for parent, children in here.groupby("parent_id").geometry:
            difference = shapely.symmetric_difference(shapely.union_all(children.to_numpy()), zones.geometry[parent])
            assert shapely.area(difference) < 1e-9
    assert (zones["level"] == draft.levels[0].id).sum() == 1
    own = zones.geometry[draft.places["zone_id"]].to_numpy()
    points = shapely.points(draft.places["lon"], draft.places["lat"])
    assert shapely.intersects(own, points).all()
    assert draft.places["place_id"].is_unique
    assert set(draft.places["zone_id"]) == set(smallest(draft).index)


def values(draft: TerritoryDraft, indicator: str, year: int) -> pd.Series:
    rows = draft.figures[(draft.figures["indicator"] == indicator) & (draft.figures["year"] == year)]
    return rows.set_index("zone_id")["value"]


def test_drome_holds_each_of_its_communes_once_and_loses_nobody():
    draft = draft_of("FR", "26")
    communes = table("FR", "communes").query("departement == '26' and part_of.isna()")
    assert (draft.territory_id, draft.names["fr"], draft.metric_crs) == ("drome", "Drôme", "EPSG:2154")
    assert [level.id for level in draft.levels] == ["departement", "epci", "commune"]
    assert sorted(smallest(draft).index) == sorted(communes["code"])
    assert len(communes) == 362  # the number of communes of the Drôme on 1 January 2026
    check_tiles(draft)
    assert values(draft, "population", 2023).sum() == communes["population"].sum() == 524_207
    assert smallest(draft).to_crs(2154).area.sum() / 1e6 == pytest.approx(6_530, rel=0.02)  # INSEE's area of the Drôme
    valence = values(draft, "population", 2023)["26362"]
    assert valence / 524_207 * 4_816 == pytest.approx(values(draft, "births", 2023)["26362"], abs=0.001)


@pytest.mark.parametrize("year", [2022, 2023])
def test_births_are_those_of_the_departement_to_the_last_one_and_said_a_hypothesis(year):
    draft = draft_of("FR", "26")
    national = read_figures(load_territory("france")).set_index(["indicator", "zone_id", "year"])["value"]
    births = draft.figures[(draft.figures["indicator"] == "births") & (draft.figures["year"] == year)]
    assert births["value"].sum() == national["births", "26", year]
    assert set(births["status"]) == {"hypothesis"}
    assert "hypothèse" in draft.sources["births-by-population"].title


def test_a_region_nests_departements_groups_and_communes():
    draft = draft_of("FR", "R94")
    assert [level.id for level in draft.levels] == ["region", "departement", "epci", "commune"]
    assert sorted(draft.zones.loc[draft.zones["level"] == "departement", "zone_id"]) == ["2A", "2B"]
    check_tiles(draft)
    # births of 2023 were read for both: 2A and 2B come before the place where the page read was cut
    assert draft.births_year == 2023


def test_a_year_that_one_departement_lacks_is_not_that_of_the_region():
    known = read_figures(load_territory("france")).query("indicator == 'births' and year == 2023 and value.notna()")
    assert "35" in set(known["zone_id"])
    assert "56" not in set(known["zone_id"])
    draft = draft_of("FR", "R53")
    assert draft.births_year == 2022
    assert set(draft.figures.query("indicator == 'births'")["year"]) == {2022}


def test_overseas_has_a_metric_system_that_serves_there():
    draft = draft_of("FR", "974")
    assert draft.metric_crs == "EPSG:32740"  # UTM 40 south
    check_tiles(draft)


def test_paris_is_made_of_its_districts():
    draft = draft_of("FR", "75")
    assert [level.id for level in draft.levels] == ["departement", "arrondissement-municipal"]
    assert len(smallest(draft)) == 20
    assert values(draft, "population", 2023).sum() == 2_103_778
    check_tiles(draft)


def test_an_island_beyond_the_outline_has_ground_around_its_village():
    draft = draft_of("FR", "29")
    sein = smallest(draft).to_crs(2154).loc["29083"]
    assert 1 < sein.geometry.area / 1e6 < 13  # a disc of 2 km is 12.6 km² in plane
    assert smallest(draft).loc["29083", "parent_id"] == "hors-epci-29"


@pytest.mark.parametrize("asked", ["26", " 26 ", "Drôme", "drome"])
def test_a_unit_is_asked_for_by_code_or_by_name(asked):
    assert draft_of("fr", asked, territory_id="ici").territory_id == "ici"


def test_zeros_before_a_number_may_be_left_out():
    assert draft_of("FR", "7").root == "07"


@pytest.mark.parametrize(
    ("country", "code", "territory"),
    [
        ("FR", "01", "ain"),
        ("FR", "ain", "ain"),
        ("FR", "France", "france"),
        ("BE", "wallonie", "wallonie"),
        ("BE", "60000", "wallonie"),
        ("MA", "9", "souss-massa"),
    ],
)
def test_what_comes_with_maillage_is_named_instead_of_made_again(country, code, territory):
    with pytest.raises(BadInputError) as raised:
        draft_of(country, code)
    assert (raised.value.key, raised.value.values["territory"]) == ("unit-is-embedded", territory)


def test_an_unknown_code_tells_those_like_it():
    with pytest.raises(NotFoundError) as raised:
        draft_of("FR", "Dromme")
    assert raised.value.key == "unknown-unit-near"
    assert "Drôme (26)" in str(raised.value.values["near"])
    with pytest.raises(NotFoundError) as raised:
        draft_of("FR", "zzzz")
    assert raised.value.key == "unknown-unit"
    with pytest.raises(NotFoundError) as raised:
        draft_of("XX", "1")
    assert raised.value.key == "unknown-country"


def test_what_can_be_made_of_france_is_100_departements_and_13_regions():
    units = list_units("FR")
    assert units.groupby("level").size().to_dict() == {"departement": 100, "region": 13}
    assert "01" not in set(units["code"])


def test_every_french_commune_has_a_village_and_no_two_share_one():
    communes, localities = table("FR", "communes"), table("FR", "localities")
    present = communes[communes["part_of"].isna()]
    assert set(localities["zone_id"]) == set(present["code"])
    assert not localities.duplicated(["lon", "lat"]).any()
    assert (localities["weight"] > 0).groupby(localities["zone_id"]).any().all()
    assert present.groupby("departement").ngroups == 101


@pytest.mark.usefixtures("own_workspace")
def test_a_territory_of_a_number_opens_with_all_its_births_on_its_places():
    draft = draft_of("FR", "90")
    write_draft(draft, user_territories() / draft.territory_id)
    data = load(load_territory("territoire-de-belfort"))
    assert data.births_years == (draft.births_year,)
    assert data.places["births"].sum() == values(draft, "births", draft.births_year).sum()
    assert data.places["population"].sum() == values(draft, "population", 2023).sum()
    assert data.actors.empty
    assert data.need_rules.empty


def test_brussels_has_its_19_communes_and_knows_that_it_does_not_know_their_people():
    draft = draft_of("BE", "Bruxelles")
    assert [level.id for level in draft.levels] == ["region", "commune"]
    assert len(smallest(draft)) == 19
    check_tiles(draft)
    assert smallest(draft).to_crs(31370).area.sum() / 1e6 == pytest.approx(162.4, rel=0.01)  # Statbel: 162.42 km²
    assert draft.births_year is None
    assert set(draft.figures["status"]) == {"missing"}
    assert draft.figures["value"].isna().all()
    # where GeoNames puts Woluwe-Saint-Pierre in Schaerbeek, its justice of the peace stands for it
    woluwe = draft.places.set_index("zone_id").loc["21019"]
    assert (woluwe["lon"], woluwe["lat"]) == (4.45524, 50.83822)


@pytest.mark.parametrize(("code", "communes"), [("20001", 63), ("Antwerpen", 67), ("02000", 285)])
def test_flanders_and_its_provinces(code, communes):
    draft = draft_of("BE", code)
    assert len(smallest(draft)) == communes
    check_tiles(draft)


def test_guelmim_oued_noun_is_the_census_of_2024():
    draft = draft_of("MA", "10")
    assert [level.id for level in draft.levels] == ["region", "province", "commune"]
    assert len(smallest(draft)) == 53
    check_tiles(draft)
    assert values(draft, "population", 2024).sum() == 448_685  # legal population of the region (HCP)
    assert draft.births_year is None
    assert set(draft.figures["indicator"]) == {"population", "children_0_4", "women_15_49"}


def test_the_morocco_that_ships_and_the_one_that_is_made_are_drawn_by_the_same_hand():
    shipped = gpd.read_parquet(load_territory("souss-massa").folder / "zones.parquet").set_index("zone_id").geometry
    made = gpd.read_parquet(country_folder("MA") / "communes.parquet").set_index("code").geometry
    agadir = "09.001.01.01"
    shared = shipped[agadir].intersection(made[agadir]).area / shipped[agadir].union(made[agadir]).area
    assert shared > 0.95


def test_morocco_is_all_there():
    communes = table("MA", "communes").drop(columns="geometry")
    assert len(communes) == 1_503
    assert communes["population"].sum() == 36_828_330  # legal population of the country in 2024 (HCP)
    assert set(table("MA", "localities")["zone_id"]) == set(communes["code"])


@pytest.mark.parametrize("region", ["01", "06", "08", "12"])
def test_every_moroccan_region_fits(region):
    check_tiles(draft_of("MA", region))
