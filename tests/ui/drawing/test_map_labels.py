"""The names of a map, in a real browser: at no zoom do two touch, or cover an actor, a dot or a button."""

import math

import pytest

from analysis.question import Selection
from geo.workspace.territory import load_territory
from tests.browsers import MARKS
from ui.drawing.atlas import MapRequest, atlas, exported_map, indicators
from ui.session.view import View

TERRITORIES = ("wallonie", "ain", "souss-massa", "france")
pytestmark = MARKS

LOOK = """async (step) => {
    const map = window[Object.keys(window).find((name) => name.startsWith("map_"))];
    map.setMinZoom(0).setMaxBounds(null);
    map.maillageFit();
    map.setZoom(map.getZoom() + step, { animate: false });
    await new Promise((done) => setTimeout(done, 60));
    const edge = map.getContainer(), corner = edge.getBoundingClientRect();
    const frame = { left: corner.left + edge.clientLeft, top: corner.top + edge.clientTop };
    const box = (one, kind) => {
        const at = one.getBoundingClientRect();
        return { kind, text: one.textContent, left: at.left, right: at.right, top: at.top, bottom: at.bottom };
    };
    const found = (selector, kind) => [...document.querySelectorAll(selector)].map((one) => box(one, kind));
    const marks = map.maillageMarks.map((mark) => ({ kind: "actor",
        left: frame.left + mark.left, right: frame.left + mark.right,
        top: frame.top + mark.top, bottom: frame.top + mark.bottom }));
    return { names: found(".maillage-name", "name"), dots: found(".maillage-town", "dot"), marks,
        controls: found(".leaflet-control", "control"), towns: document.querySelectorAll(".town-name").length };
}"""


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def opened(page, territory_id: str, actors: str = "selection") -> None:
    territory = load_territory(territory_id)
    chosen = Selection(kind="saf" if territory_id == "wallonie" else territory.headline_kind)
    asked = View(
        territory_id=territory_id,
        zone_id=territory.root,
        selection=chosen,
        mode="car",
        engine="auto",
        births="latest",
        layer=territory.default_layer,
        threshold_min=45,
        language="fr",
    )
    shown = atlas(asked, MapRequest(indicators(asked)[0], actors=actors))
    page.set_content(exported_map(shown, title="t").decode("utf-8"))
    page.locator(".maillage-name").first.wait_for()


def touch(one: dict, other: dict) -> bool:
    apart = 0.5  # half a pixel of rounding
    return (
        one["left"] + apart < other["right"]
        and other["left"] + apart < one["right"]
        and one["top"] + apart < other["bottom"]
        and other["top"] + apart < one["bottom"]
    )


def touching_discs(one: dict, other: dict) -> bool:
    middles = [((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2) for box in (one, other)]
    return math.dist(*middles) < sum((box["right"] - box["left"]) / 2 for box in (one, other))


@pytest.mark.parametrize(
    ("territory_id", "actors"), [*((name, "selection") for name in TERRITORIES), ("wallonie", "all")]
)
def test_no_two_names_touch_nor_cover_a_symbol_at_any_zoom(page, territory_id, actors):
    opened(page, territory_id, actors)
    named = []
    for step in (-1, 0, 0.7, 1, 2, 3, 4):
        seen = page.evaluate(LOOK, step)
        names = seen["names"]
        named.append(len(names))
        for at, one in enumerate(names):
            for other in [*names[at + 1 :], *seen["dots"], *seen["marks"], *seen["controls"]]:
                assert not touch(one, other), (territory_id, step, one, other)
        marks = seen["marks"] if actors == "all" else []
        for at, mark in enumerate(marks):
            assert not any(touching_discs(mark, other) for other in marks[at + 1 :]), "groups stand apart"
        for dot in seen["dots"]:
            covered = [mark for mark in seen["marks"] if touch(dot, mark)]
            assert not covered, (territory_id, step, dot, covered)
        assert len(seen["dots"]) == seen["towns"]
    assert min(named[:4]) > (20 if actors == "selection" else 1), named


def test_names_are_placed_by_rank_and_only_where_they_hold(page):
    """Three names of 40 by 10 on one spot: the second goes beside, what is too wide for its zone or masked is left."""
    opened(page, "ain")
    names = [
        {"x": 100, "y": 100, "width": 40, "height": 10, "kind": "zone-name", "text": "a", "room": 90},
        {"x": 100, "y": 100, "width": 40, "height": 10, "kind": "zone-name", "text": "b", "room": 90},
        {"x": 300, "y": 100, "width": 40, "height": 10, "kind": "zone-name", "text": "wide", "room": 30},
        {"x": 200, "y": 200, "width": 40, "height": 10, "kind": "town-name", "text": "masked"},
        {"x": 300, "y": 300, "width": 40, "height": 10, "kind": "country-name", "text": "once"},
        {"x": 100, "y": 300, "width": 40, "height": 10, "kind": "country-name", "text": "once"},
        {"x": 398, "y": 300, "width": 40, "height": 10, "kind": "town-name", "text": "edge"},
    ]
    taken = [{"left": 195, "right": 205, "top": 195, "bottom": 205}]
    kept = page.evaluate("([names, taken]) => maillagePlace(names, taken, { x: 400, y: 400 })", [names, taken])
    boxes = {one["text"]: one["box"] for one in kept}
    assert list(boxes) == ["a", "b", "once", "edge"]
    assert boxes["a"] == {"left": 80, "right": 120, "top": 95, "bottom": 105}
    assert boxes["b"]["bottom"] < boxes["a"]["top"]
    assert boxes["once"]["left"] == 280
    assert boxes["edge"]["right"] < 394, "to the left of its dot, inside the frame"
