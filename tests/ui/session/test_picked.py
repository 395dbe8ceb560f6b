"""What is picked: kept in the address, the same on every screen, forgotten where it means nothing."""

import pytest

from analysis.question import Selection
from tests.ui.driving import app, said
from ui.drawing.atlas import MapRequest, atlas
from ui.session.view import View


def picked_in(opened) -> str:
    """Return what the map is told."""
    return next(one.proto.body for one in opened.get("html") if "maillage-chosen" in one.proto.body)


@pytest.mark.parametrize("screen", ["overview", "map"])
def test_the_card_of_the_address_is_open_and_outlined(screen):
    opened = app(screen, kind="saf", zone="80000", card="zone:81001")
    assert "### Arlon" in said(opened)
    assert 'data-card="zone:81001"' in picked_in(opened)
    opened.button(key="card-close").click().run()
    assert "### Arlon" not in said(opened)
    assert 'data-card=""' in picked_in(opened)
    assert "card" not in opened.query_params


@pytest.mark.parametrize("card", ["zone:99999", "zone:", "actor:nobody", "sorcerer:81001", "<b>"])
def test_a_card_that_means_nothing_is_not_open(card):
    opened = app("map", kind="saf", zone="80000", card=card)
    assert not opened.exception
    assert 'data-card=""' in picked_in(opened)


def test_a_far_zone_opens_its_card():
    opened = app("overview", kind="saf", zone="80000")
    far = opened.button_group(key="pick-far")
    far.set_value("85026").run()
    assert "zone:85026" in opened.query_params["card"]
    assert "### Musson" in said(opened)


def test_a_class_of_the_legend_leaves_its_zones_in_the_table():
    opened = app("map", kind="saf", zone="80000", shade="2")
    asked = MapRequest("minutes")
    view = View("wallonie", "80000", Selection(kind="saf"), "car", "auto", "latest", "localities", 45, "fr")
    shown = atlas(view, asked)
    table = next(one.value for one in opened.dataframe if "Naissances" in one.value)
    names = shown.values.set_index("zone_id")["zone"]
    assert set(table.iloc[:, 0]) == set(names[list(shown.legend_classes[2])])
    assert 'data-shade="2"' in picked_in(opened)


def test_the_legend_counts_the_zones_of_what_is_picked():
    view = View("wallonie", "03000", Selection(kind="saf"), "car", "auto", "latest", "localities", 45, "fr")
    shown = atlas(view, MapRequest("minutes"))
    inside = set().union(*shown.legend_classes) - shown.legend_classes[0]
    assert shown.legend_of(None) == shown.legend
    counted = shown.legend_of(inside)
    assert counted != shown.legend
    assert ">0</span>" in counted
