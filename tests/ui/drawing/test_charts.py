"""Charts: drawings that the grammar accepts, one per zone, nothing drawn for nothing."""

import altair as alt
import numpy as np
import pandas as pd
import pytest

from ui.drawing.charts import MOST_COLOURS, balance_bars, balance_subtitle, bars, dots, reach_lines, reach_multiples
from ui.texts import LANGUAGES, texts


def curves(zones: int) -> tuple[pd.DataFrame, dict[str, str]]:
    minutes = np.arange(0, 91, 30.0)
    rows = {"minutes": minutes, "within": minutes, "share": minutes / 90}
    frame = pd.concat([pd.DataFrame(rows).assign(zone_id=f"z{at}") for at in range(zones)], ignore_index=True)
    return frame, {f"z{at}": f"Zone {at}" for at in range(zones)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_charts_are_one_per_zone_on_the_same_axes(language):
    frame, names = curves(3)
    drawn = reach_multiples(frame, names, threshold_min=45, texts=texts(language))
    assert [" ".join(one["title"]["text"]).strip() for one in drawn] == list(names.values())
    # As many lines in each title, and as much more height: the drawings under them are as large as under one line.
    assert len({len(one["title"]["text"]) for one in drawn}) == 1
    long = reach_multiples(
        frame, names | {"z0": "CA Mâconnais Beaujolais Agglomération"}, threshold_min=45, texts=texts(language)
    )
    assert [len(one["title"]["text"]) for one in long] == [2, 2, 2]
    assert long[0]["height"] > drawn[0]["height"]
    for one, zone in zip(drawn, names, strict=True):
        assert alt.LayerChart.from_dict(one).to_dict()
        rows = one["layer"][0]["data"]["values"]
        assert [row["share"] for row in rows] == frame.loc[frame["zone_id"] == zone, "share"].tolist()
        assert one["layer"][0]["encoding"]["x"] == drawn[0]["layer"][0]["encoding"]["x"]


@pytest.mark.parametrize("zones", [1, 3, MOST_COLOURS + 1])
def test_curves_are_drawn_for_any_number_of_zones(zones):
    frame, names = curves(zones)
    drawn = reach_lines(frame, names, threshold_min=45, texts=texts("fr")).to_dict()
    assert ("condition" in drawn["layer"][0]["encoding"]["color"]) == (zones > MOST_COLOURS)


@pytest.mark.parametrize("zones", [2, MOST_COLOURS + 1])
def test_zones_that_bear_the_same_name_have_lines_of_their_own(zones):
    frame, names = curves(zones)
    same = dict.fromkeys(names, "Tiznit")
    encoding = reach_lines(frame, same, threshold_min=45, texts=texts("fr")).to_dict()["layer"][0]["encoding"]
    assert encoding["detail"]["field"] == "zone_id"
    if zones <= MOST_COLOURS:
        assert encoding["color"]["field"] == encoding["strokeDash"]["field"] == "zone_id"
        assert encoding["color"]["scale"]["domain"] == list(names)
        assert "Tiznit" in encoding["color"]["legend"]["labelExpr"]


def test_a_part_of_zero_is_no_bar_and_is_not_in_the_legend():
    frame = pd.DataFrame({"zone": ["a", "a"], "part": ["offered", "missing"], "value": [0.0, 12.0]})
    drawn = balance_bars(frame, unit="follow-ups", texts=texts("fr")).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [row["part"] for row in rows] == ["missing"]
    assert drawn["encoding"]["fill"]["scale"]["domain"] == [texts("fr")("bar-missing")]


def test_bars_and_dots_are_accepted_by_the_grammar():
    frame = pd.DataFrame({"name": ["a"], "value": [0.5], "low": [0.4], "high": [0.6], "told": ["x"]})
    assert dots(frame, title="t", texts=texts("fr")).to_dict()
    assert bars(frame, title="t", texts=texts("en")).to_dict()


@pytest.mark.parametrize(("part", "explained"), [("unknown", True), ("missing", False)])
def test_the_texture_of_unknown_capacity_is_explained_where_it_is_drawn(part, explained):
    frame = pd.DataFrame([("Arlon", "offered", 2.0), ("Arlon", part, 1.0)], columns=["zone", "part", "value"])
    assert ("capacité inconnue" in balance_subtitle(frame, texts("fr"))) == explained
