"""The estimate by relief: the mountains take longer, whichever end is in them."""

import numpy as np
import pandas as pd
import pytest

from geo.errors import BadInputError
from geo.travel.engines import estimate_engine
from geo.travel.estimate import great_circle_km, minutes_for
from geo.travel.relief import ByRelief, Relief, read_relief, relief_path, scaled
from geo.workspace.territory import load_territory

SOUSS = load_territory("souss-massa")
CAR = SOUSS.estimate("car")
LAND = Relief(np.array([-9.0, -8.0]), np.array([30.0, 30.0]), np.array([False, True]))
"""Plain to the west, mountains to the east of longitude -8.5."""


def test_a_factor_multiplies_the_minutes():
    km = np.array([0.0, 3.0, 40.0, 200.0])
    np.testing.assert_allclose(minutes_for(km, scaled(CAR, 1.5)), 1.5 * minutes_for(km, CAR), atol=2e-3)


def test_either_end_in_the_mountains_makes_a_mountain_trip():
    lon, lat = np.array([-9.1, -8.9, -8.1]), np.full(3, 30.0)
    minutes = ByRelief(LAND, CAR, plain=0.5, mountain=2.0).toward(lon, lat)(lon, lat)
    direct = minutes_for(great_circle_km(lon[:, None], lat[:, None], lon, lat), CAR)
    factor = np.array([[0.5, 0.5, 2.0], [0.5, 0.5, 2.0], [2.0, 2.0, 2.0]])
    np.testing.assert_allclose(minutes, direct * factor, atol=2e-3)


def test_the_nearest_may_be_farther_away_but_in_the_plain():
    places = pd.DataFrame({"lon": [-8.6], "lat": [30.0]})
    lon, lat = np.array([-8.45, -8.8]), np.array([30.0, 30.0])  # 14 km into the mountains, 19 km in the plain
    position, _ = ByRelief(LAND, CAR, plain=0.5, mountain=2.0).nearest(places, lon, lat)
    assert position.tolist() == [1]


def test_souss_massa_goes_by_its_relief():
    engine = estimate_engine(SOUSS, "car")
    assert (engine.info.name, engine.info.status) == ("estimate-relief", "calibrated")
    points = pd.read_csv(relief_path(SOUSS)).set_index("place_id")
    high = read_relief(relief_path(SOUSS), engine.trust.factors.mountain_m).mountain
    names = dict(zip(points.index, high, strict=True))
    told = {name: up for place, up in names.items() for name in [place.split("-", 1)[1]]}
    assert told["tafraout"]
    assert told["imouzzer"]
    assert not any(told[name] for name in ("agadir", "taroudannt", "tiznit", "tata"))


@pytest.mark.parametrize("text", ["place_id,lon,lat\na,1,2\n", "place_id,lon,lat,height_m,relief_m\na,1,2,x,3\n"])
def test_a_relief_file_outside_sense_is_refused(tmp_path, text):
    path = tmp_path / "relief.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match="relief-file"):
        read_relief(path, 600.0)
