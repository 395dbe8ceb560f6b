"""Near the border: distances by hand, and who is nearer to it than to any service."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.service_area.border import edge_record, near_border
from geo.workspace.border import EARTH_M, border_points, nearest_m
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.three_zones import land

BORDER = np.array([[3.0, 50.0], [3.0, 50.1]])


def test_distances_on_the_sphere_by_hand():
    """One degree of latitude is the Earth’s radius × π / 180; a degree of longitude at 60° is half as long."""
    degree = EARTH_M * np.pi / 180
    found = nearest_m(np.array([[0.0, 0.0], [0.0, 60.0]]), np.array([[0.0, 1.0], [1.0, 60.0]]))
    assert found[0] == pytest.approx(degree, rel=1e-6)
    assert found[1] == pytest.approx(degree / 2, rel=1e-4)
    assert np.isinf(nearest_m(np.array([[0.0, 0.0]]), np.empty((0, 2)))).all()
    assert nearest_m(np.empty((0, 2)), BORDER).shape == (0,)


def test_the_earth_has_its_size():
    """A minute of arc along a meridian is a nautical mile, 1,852 m, wherever the border is."""
    assert pytest.approx(6_371_009, abs=1) == EARTH_M
    found = nearest_m(np.array([[4.0, 50.0]]), np.array([[4.0, 50.0 + 1 / 60], [4.0, 50.0 - 2 / 60]]))
    assert found[0] == pytest.approx(1_853, abs=1)


def test_the_border_counts_for_what_it_is_no_more_and_no_less():
    """On one parallel, the border 0.10° to the west: a service 0.09° to the east is nearer, one at 0.11° is not."""
    here = pd.DataFrame({"lon": [3.10], "lat": [50.0]})
    for lon, nearer in ((3.19, False), (3.21, True)):
        assert near_border(here, pd.DataFrame({"lon": [lon], "lat": [50.0]}), BORDER).tolist() == [nearer]


def test_a_place_is_near_the_border_when_no_service_is_nearer():
    places = pd.DataFrame({"lon": [3.1, 3.4], "lat": [50.0, 50.0]})
    actors = pd.DataFrame({"lon": [3.45, np.nan], "lat": [50.0, np.nan]})
    assert near_border(places, actors, BORDER).tolist() == [True, False]
    assert near_border(places, actors.iloc[1:], BORDER).tolist() == [True, True]  # no located actor at all


def test_the_births_near_the_border(monkeypatch):
    """a1 (10 births) is nearer to the border than to h1, a2 (30) is not; births of the zone: 40."""
    data = land()
    spots = {"a1": 3.1, "a2": 3.4, "b1": 3.4, "c1": 3.4, "c2": 3.4}
    data = replace(data, places=data.places.assign(lon=data.places["place_id"].map(spots), lat=50.0))
    actors = data.actors.assign(lon=3.45, lat=50.0)
    monkeypatch.setattr("analysis.service_area.border.border_points", lambda _: BORDER)
    assert edge_record(data, actors, pd.Series(["a"])) == {"base": "births", "count": 10, "share": 0.25}
    assert edge_record(data, actors.assign(lon=np.nan, lat=np.nan), pd.Series(["a"])) is None
    assert edge_record(data, actors, pd.Series([], dtype="str")) is None
    country = replace(data.territory, levels=(replace(data.territory.levels[0], id="country"),))
    assert edge_record(replace(data, territory=country), actors, pd.Series(["a"]))["count"] == 0


def test_the_border_of_wallonia_is_that_of_its_polygon():
    data = load(load_territory("wallonie"))
    border = border_points(data.territory)
    assert border[:, 0].min() == pytest.approx(2.84, abs=0.02)  # Comines-Warneton
    assert border[:, 1].min() == pytest.approx(49.50, abs=0.02)  # Rouvroy, Virton
    assert len(border_points(replace(data.territory, id="not-built"))) == 0
    mouscron = data.places[data.places["zone_id"] == "57096"]
    assert (nearest_m(mouscron[["lon", "lat"]].to_numpy(), border) < 8_000).all()
