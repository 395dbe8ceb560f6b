"""A layer in a territory, by hand: who goes where, what each point gets, what is kept, what is left out."""

import numpy as np
import pandas as pd
import pytest

from geo.files.layers import ReadingOptions
from geo.workspace.layer_intake import check_layer
from geo.workspace.layers.spread import PARTS
from tests.geo.layer_land import X0, Y0, A, B, C, degrees

GRID = ReadingOptions(crs="EPSG:3035")

# A has squares of 60, 30, 10 and no inhabitant; B one of 50 and one that is hidden; C none; one is far away.
SQUARES = f"""X;Y;T
{X0};{Y0};60
{X0 + 1000};{Y0};30
{X0};{Y0 + 1000};10
{X0 + 1000};{Y0 + 1000};0
{X0 + 2000};{Y0};50
{X0 + 3000};{Y0 + 1000};-9999
{X0 + 40_000};{Y0};80
"""
IDS = ["1kmN3000E4000", "1kmN3000E4001", "1kmN3001E4000", "1kmN3000E4002", "1kmN3001E4003"]


@pytest.fixture
def plan_of(land, tmp_path):
    def plan(text, options=GRID):
        path = tmp_path / "couche.csv"
        path.write_text(text, "utf-8")
        return check_layer(land, path, options=options)

    return plan


def values(plan, indicator, year):
    rows = plan.figures[(plan.figures["indicator"] == indicator) & (plan.figures["year"] == year)]
    return rows.set_index("place_id")["value"].dropna()


def zone_totals(plan, indicator, year):
    zone = plan.places.set_index("place_id")["zone_id"]
    return values(plan, indicator, year).groupby(zone).sum().to_dict()


def test_the_squares_by_hand(plan_of):
    plan = plan_of(SQUARES)
    assert plan.ok
    assert (plan.points, plan.localities, plan.confidential, plan.outside, plan.nobody) == (5, 1, 1, 1, 1)
    assert plan.places["place_id"].tolist() == [*IDS, "c-village"]
    assert plan.places["zone_id"].tolist() == [A, A, A, B, B, C]
    assert plan.zones_without["zone_id"].tolist() == [C]
    births = values(plan, "births", 2025)
    assert births.to_dict() == dict(zip([*IDS, "c-village"], [6, 3, 1, 3.5, 3.5, 3], strict=True))
    population = values(plan, "population", 2025)
    # 1 001 inhabitants over 60, 30, 10: 600.6, 300.3, 100.1, to a part of 1 024.
    assert population[IDS[:3]].tolist() == pytest.approx([600.6, 300.3, 100.1], abs=1 / PARTS)
    assert population[IDS[3:]].tolist() == [350, 350]


def test_the_totals_of_every_commune_are_kept_to_the_unit(plan_of):
    plan = plan_of(SQUARES)
    assert zone_totals(plan, "births", 2025) == {A: 10, B: 7, C: 3}
    assert zone_totals(plan, "births", 2024) == {A: 9, C: 2}
    assert zone_totals(plan, "population", 2025) == {A: 1001, B: 700, C: 250}


def test_a_figure_that_is_not_published_stays_unknown(plan_of):
    known = values(plan_of(SQUARES), "births", 2024)
    assert not set(IDS[3:]) & set(known.index)


def test_shares_and_rates_do_not_spread(plan_of):
    assert set(plan_of(SQUARES).figures["indicator"]) == {"births", "population"}


def test_births_go_by_children_where_the_file_counts_them(plan_of):
    text = f"X;Y;T;Y_LT15\n{X0};{Y0};90;5\n{X0 + 1000};{Y0};10;15\n{X0 + 2000};{Y0};50;0\n{X0 + 4000};{Y0};5;1\n"
    plan = plan_of(text)
    assert plan.births_column == "children_0_14"
    assert values(plan, "births", 2025).tolist() == [2.5, 7.5, 7, 3]
    assert values(plan, "population", 2025).iloc[:2].tolist() == pytest.approx([900.9, 100.1], abs=1 / PARTS)
    assert "layer-spread-by-population" in set(plan.findings.table()["rule"])


def test_the_official_code_wins_over_the_boundaries(plan_of):
    # The second square lies in B on the map, but its code says A; the third has a code that nobody knows.
    text = f"X;Y;T;commune\n{X0};{Y0};1;{A}\n{X0 + 2000};{Y0};1;{A}\n{X0 + 3000};{Y0};1;88888\n{X0 + 4000};{Y0};1;\n"
    plan = plan_of(text)
    assert plan.places["zone_id"].tolist() == [A, A, B, C]
    told = plan.findings.table().set_index("rule")["values"]
    assert told["layer-zone-differs"] == {"count": 1}
    assert told["layer-zone-unknown"] == {"value": "88888", "count": 1, "codes": 1}


def test_a_coded_point_just_outside_the_boundaries_is_kept(plan_of):
    text = f"X;Y;T;commune\n{X0};{Y0 - 1000};1;1001\n{X0};{Y0 - 2000};1;\n{X0 + 2000};{Y0};1;\n"
    plan = plan_of(text)
    assert plan.places["zone_id"].tolist() == [A, B, C]
    assert plan.outside == 1


def test_a_square_belongs_where_its_middle_lies(plan_of):
    # Squares of 2 km: the one at 1 000 straddles A and B, its middle is on neither side but at 2 000: the first code.
    # The one at 3 000 straddles B and C, its middle at 4 000; shifted to 2 900 it is in B.
    text = f"X;Y;T\n{X0 + 1900};{Y0};1\n{X0 + 2900};{Y0};1\n{X0 + 3100};{Y0};1\n"
    plan = plan_of(text, ReadingOptions(crs="EPSG:3035", cell_m=2000))
    assert plan.places.set_index("place_id")["zone_id"].to_dict() == {
        "2kmN3000E4001.9": B,
        "2kmN3000E4002.9": B,
        "2kmN3000E4003.1": C,
        "a-village": A,
    }


def test_a_point_between_two_communes_is_counted_once(plan_of):
    lon, lat = degrees(X0 + 2000, Y0 + 100)
    plan = plan_of(f"lon;lat;T\n{lon!r};{lat!r};1\n", ReadingOptions())
    assert plan.points == 1
    assert sum(zone_totals(plan, "births", 2025).values()) == 20


def test_identifiers_never_clash_with_those_of_localities(plan_of):
    lon, lat = degrees(X0 + 500, Y0 + 500)
    plan = plan_of(f"id;lon;lat;T\nc-village;{lon!r};{lat!r};1\n", ReadingOptions())
    assert plan.places["place_id"].tolist() == ["c-village", "b-bourg", "b-hameau", "c-village (embedded)"]
    assert zone_totals(plan, "births", 2025) == {A: 10, B: 7, C: 3}


def test_addresses_all_weigh_the_same(plan_of):
    points = [degrees(X0 + 100 * n, Y0 + 500) for n in range(1, 11)]
    text = "lon;lat\n" + "".join(f"{lon!r};{lat!r}\n" for lon, lat in points)
    plan = plan_of(text, ReadingOptions(equal=True))
    assert values(plan, "births", 2025).iloc[:10].tolist() == [1.0] * 10


def test_a_layer_of_hidden_values_only_says_so(plan_of):
    plan = plan_of(f"X;Y;T\n{X0};{Y0};-1\n{X0 + 2000};{Y0};-1\n")
    assert not plan.ok
    assert plan.findings.table()["rule"].tolist().count("layer-nothing-known") == 1


def test_nothing_is_spread_twice_and_the_reading_is_left_unchanged(plan_of):
    plan = plan_of(SQUARES)
    assert not plan.figures.duplicated(["place_id", "indicator", "year"]).any()
    assert len(plan.reading.points) == 7
    np.testing.assert_array_equal(plan.reading.points["population"], [60, 30, 10, 0, 50, np.nan, 80])
    assert isinstance(plan.places, pd.DataFrame)


def test_rows_that_say_only_their_commune_are_at_its_main_place(plan_of):
    # B has two places, neither bears its name: the heavier one; what has a code nobody knows is left out, told.
    text = f"commune;T\n{A};30\n{A.lstrip('0')};70\n{B};5\n88888;9\n"
    plan = plan_of(text, None)
    assert plan.ok
    assert plan.places["zone_id"].tolist() == [A, A, B, C]
    at = plan.places[["lon", "lat"]].to_numpy()
    village, bourg = (X0 + 900, Y0 + 900), (X0 + 2500, Y0 + 500)
    assert at[:3] == pytest.approx(np.array([degrees(*village), degrees(*village), degrees(*bourg)]), abs=1e-6)
    assert values(plan, "births", 2025).iloc[:3].tolist() == [3, 7, 7]
    told = plan.findings.table()["rule"].tolist()
    assert told.count("layer-placed-by-code") == told.count("layer-zone-unknown") == 1
    assert told.count("layer-code-lost-zero") == 1
