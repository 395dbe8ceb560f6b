"""A building that several services share: one symbol that tells all of them."""

import pandas as pd

from ui.drawing.actor_marks import building_mark, gathered_in_buildings
from ui.drawing.map_classes import Classified
from ui.drawing.map_legend import legend_html, legend_picture
from ui.texts import texts

FR = texts("fr")


def mark(name):
    return {"actor_id": name, "lat": 50.0, "lon": 4.0, "caption": f"{name.upper()}\nhôpital", "style": {"radius": 5}}


def test_one_symbol_for_a_building_tells_all_that_it_houses():
    homes = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    names = {"a": "A", "b": "B", "c": "Maternité C", "d": "D"}
    one, alone = gathered_in_buildings([mark("a"), mark("d"), mark("b")], homes, names, FR)
    assert (one["actor_id"], alone["actor_id"]) == ("a", "d")
    # Two are drawn, the third is of a kind that this map does not draw.
    assert one["caption"] == "A\nhôpital\nB\nhôpital\nDans le même bâtiment\u202f: Maternité C"
    assert "ring" in one["style"]
    assert alone == mark("d")
    assert gathered_in_buildings([mark("d")], {}, {}, FR) == [mark("d")]


def test_the_legend_of_a_shared_building_has_a_dot_within_its_ring():
    nothing = Classified(pd.Series(dtype="str"), ())
    shown = legend_html("T", nothing, [], [building_mark(FR)])
    assert FR("legend-building") in shown
    assert "radial-gradient" in shown
    ((drawn, label),) = legend_picture("T", nothing, [], [building_mark(FR)])["marks"]
    assert (drawn["ringed"], label) == (True, FR("legend-building"))
