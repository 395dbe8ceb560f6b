"""The map of a territory whose user brought points of population: its roads and towns are still those of localities."""

import pandas as pd
import pytest

from geo.files.layers import ReadingOptions
from geo.workspace.layer_intake import check_layer, import_layer
from geo.workspace.territory import load_territory
from tests.ui.driving import app, forget
from ui.drawing.surroundings import _known_roads

pytestmark = pytest.mark.usefixtures("own_workspace")


def test_roads_and_towns_stay_those_of_localities(tmp_path):
    """One point stands for all of Arlon: the localities that the roads of Arlon serve are no longer places."""
    forget()
    territory = load_territory("wallonie")
    places = pd.read_parquet(territory.folder / "places.parquet")
    arlon = places[places["zone_id"] == "81001"].nlargest(1, "population")
    file = tmp_path / "points.csv"
    points = arlon.assign(id=["s1"], people=[29_000])[["id", "lon", "lat", "zone_id", "people"]]
    points.rename(columns={"people": "population"}).to_csv(file, index=False)
    plan = check_layer(territory, file, options=ReadingOptions())
    import_layer(territory, plan, layer="essai", by="", origin=file.name, source="")
    opened = app("map", zone="80000", kind="saf", layer="essai")
    assert not opened.exception
    assert not [error.value for error in opened.error]
    assert set(_known_roads(territory)) == {"motorway", "trunk"}
    forget()
