"""The land around a territory that somebody made: neighbours named and drawn, nothing over it or where unknown."""

import pytest
import shapely

from geo.territories.surroundings import kept_divisions, surroundings

DROME = shapely.box(4.7, 44.2, 5.8, 45.3)
REUNION = shapely.box(55.2, -21.4, 55.9, -20.8)


def test_neighbours_are_named_and_drawn_beside_the_territory():
    found = surroundings(DROME, kept_divisions())
    names = set(found.loc[found["what"] == "division-name", "fr"])
    assert {"Isère", "Ardèche", "Hautes-Alpes", "Vaucluse"} <= names
    assert "Drôme" not in names
    land = found[found["what"] == "land"]
    assert "FRA" in set(land["fr"])
    lines = shapely.union_all(found.loc[found["what"].isin(["division", "border"]), "geometry"].to_numpy())
    assert lines.length > 1
    assert not lines.intersects(DROME.buffer(0.03))
    placed = found[found["what"] == "division-name"]
    away = shapely.distance(placed.geometry.to_numpy(), DROME)
    assert (away > 0).all()
    assert placed["room"].to_numpy() == pytest.approx(2 * away, abs=0.001)


def test_where_no_division_is_known_nothing_is_drawn():
    assert surroundings(REUNION, kept_divisions()).empty


def test_every_neighbour_says_whose_speed_limits_hold():
    laws = kept_divisions().groupby("country")["law"].agg(set).to_dict()
    assert laws["BEL"] == {"BE-WAL", "BE-VLG", "BE-BRU"}
    assert (laws["FRA"], laws["LUX"], laws["MAR"]) == ({"FR"}, {"LU"}, {"MA"})
