"""What a map is made of: plain data that no text can end, classes, many points as one layer, nothing from elsewhere."""

import json
import re
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from analysis.question import Selection
from geo.workspace.territory import load_territory
from tests.ui.driving import HOSTILE, app, changed
from ui.drawing.actor_marks import Mark, legend_marks
from ui.drawing.assets import map_scripts
from ui.drawing.atlas import TILES, MapRequest, atlas, exported_map
from ui.drawing.map_classes import classify_minutes
from ui.drawing.map_extent import framed
from ui.drawing.map_legend import legend_html, legend_picture
from ui.drawing.map_overlays import grid, many_points
from ui.drawing.maps import Drawing, drawing_code, simplified, zone_styles
from ui.session.diagnosis_answers import remembered_measures
from ui.session.view import View
from ui.texts import texts

TERRITORY = load_territory("wallonie")


def view(**changes) -> View:
    asked = {
        "territory_id": "wallonie",
        "zone_id": "80000",
        "selection": Selection(kind="saf"),
        "mode": "car",
        "engine": "auto",
        "births": "latest",
        "layer": TERRITORY.default_layer,
        "threshold_min": 45,
        "language": "fr",
    }
    return View(**(asked | changes))


def drawn(**given) -> str:
    square = gpd.GeoDataFrame({"zone_id": ["a"], "name": ["a"]}, geometry=[box(5, 50, 5.1, 50.1)], crs="EPSG:4326")
    return drawing_code(
        Drawing(
            view="v",
            label=HOSTILE,
            bounds=(5, 50, 5.1, 50.1),
            zones=[("a", HOSTILE, 0)],
            styles=[{}],
            shapes=simplified(square),
            names=[(50, 5, HOSTILE, "zone-name", 0.1)],
            **given,
        )
    )


def test_no_text_ends_the_script_or_is_read_as_a_page():
    code = drawn(actors=[{"actor_id": HOSTILE, "lat": 50, "lon": 5, "caption": HOSTILE, "style": {}}])
    assert "<" not in code
    known = json.loads(code)
    assert known["zones"][0][1].startswith("&lt;script&gt;")
    assert known["actors"][0]["tip"].startswith("&lt;script&gt;")
    assert known["names"][0][2].startswith("&lt;script&gt;")


def test_a_template_mark_is_never_run():
    code = drawn(picture={"title": "{{ 7 * 7 }}{% raw %}"})
    assert "{{" not in code
    assert json.loads(code)["picture"]["title"] == "{{ 7 * 7 }}{% raw %}"


def test_background_tiles_are_off_unless_asked_for():
    assert json.loads(atlas(view(), MapRequest("minutes")).code)["tiles"] is None
    assert json.loads(atlas(view(), MapRequest("minutes", tiles=True)).code)["tiles"] == dict(TILES)


def test_a_link_never_switches_the_tiles_on():
    opened = app("map", kind="saf", layers="points tiles", tiles="1", **{"map-tiles": "1"})
    assert opened.toggle(key="map-tiles").value is False


def test_the_table_of_the_map_has_the_values_of_its_colours():
    shown = atlas(view(), MapRequest("minutes"))
    lines = remembered_measures(view()).zones.set_index("zone_id")["mean_min"]
    table = shown.values.set_index("zone_id")["value"]
    pd.testing.assert_series_equal(table, lines.loc[table.index], check_names=False)
    limits = classify_minutes(table, TERRITORY.thresholds_min, texts("fr"))
    styles, position = zone_styles(limits, approximate=False)
    for zone, _, style, _ in json.loads(shown.code)["zones"]:
        assert style == position[limits.colours[zone]], zone
    assert len(styles) == len(limits.classes)


def test_unknown_is_hatched_and_counted():
    classified = classify_minutes(pd.Series([10.0, float("nan")], index=["a", "b"]), (15, 30), texts("fr"))
    styles, _ = zone_styles(classified, approximate=True)
    assert ["hatch" in style for style in styles] == [False, False, False, True]
    assert all(style["color"] == "#ffffff" for style in styles)
    picture = legend_picture("t", classified, ["n"], [Mark("#fff", "#000", HOSTILE)])
    assert [entry[2] for entry in picture["classes"]] == [1, 1], "only what is drawn"
    assert "<script" not in legend_html(HOSTILE, classified, [HOSTILE], [Mark("#fff", "#000", HOSTILE)])


def test_classes_of_minutes_name_both_their_limits():
    classified = classify_minutes(pd.Series([15.0, 16.0, 30.0, 31.0], index=list("abcd")), (15, 30), texts("fr"))
    assert [(entry.label, entry.zones) for entry in classified.classes] == [
        ("15 min ou moins", 1),
        ("plus de 15, jusqu’à 30 min", 2),
        ("plus de 30 min", 1),
    ]


def test_a_legend_names_the_kind_that_is_drawn_alone_in_its_family():
    def labels(*kinds: str) -> list[str]:
        rows = [{"kind": kind, "status": "open", "position_quality": "address"} for kind in kinds]
        return [mark.label for mark in legend_marks(pd.DataFrame(rows), texts("fr"))]

    assert labels("pmi") == ["Service de protection maternelle et infantile (PMI)"]
    assert labels("pmi", "one-plateforme") == ["ONE et PMI"]


def test_many_points_are_one_layer_of_squares_of_their_size():
    """Nine points 0.01° apart from south to north and west to east: 1.112 km at most, and one class each."""
    rows = [(f"p{at}", "81001", 50 + at // 3 * 0.01, 5.5 + at % 3 * 0.02) for at in range(9)]
    places = pd.DataFrame(rows, columns=["place_id", "zone_id", "lat", "lon"])
    minutes = pd.DataFrame({"place_id": places["place_id"], "minutes": [15, 15.1, 30, 45, 46, 60, 61, float("nan"), 0]})

    class Told:
        nearest = minutes

    def edit(data):
        kept = data.places.iloc[:9].reset_index(drop=True)
        return replace(data, places=kept.assign(**{name: places[name] for name in places}))

    with changed(edit):
        known = grid(view(), Told())
        assert not many_points(view())
    assert known["style"] == "011233440"
    assert known["lat"][3] == 500100
    assert known["lon"][1] == 55200
    assert known["km"] == pytest.approx(1.112, abs=0.001)


def test_the_exported_page_asks_nothing_of_anybody():
    page = exported_map(atlas(view(), MapRequest("minutes", points=True)), title=HOSTILE).decode("utf-8")
    assert not re.search(r"""<(link|script|img|iframe)\b[^>]*(src|href)=["'](https?:|//|/)""", page)
    assert "<title>&lt;script&gt;" in page
    assert len(page) > sum(map(len, map_scripts()))


def test_zones_beyond_an_ocean_do_not_shrink_the_others():
    near = [box(at % 4, 44 + at // 4, at % 4 + 1, 45 + at // 4) for at in range(12)]
    zones = gpd.GeoDataFrame(geometry=[*near, box(-53, 3, -52, 4)], crs="EPSG:4326")
    bounds, away = framed(zones)
    assert bounds == (0.0, 44.0, 4.0, 47.0)
    assert away.tolist() == [False] * 12 + [True]
    few, none = framed(zones.iloc[10:])
    assert few == (-53.0, 3.0, 4.0, 47.0)
    assert not none.any()


def test_a_map_says_what_it_leaves_out():
    france = load_territory("france")
    chosen = Selection(kind=france.headline_kind)
    whole = view(territory_id="france", zone_id=france.root, selection=chosen, layer=france.default_layer)
    assert "Guadeloupe" not in atlas(view(), MapRequest("births")).legend
    assert "Guadeloupe" in atlas(whole, MapRequest("births")).legend
