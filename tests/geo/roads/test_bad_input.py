"""What goes wrong with roads is said in a sentence, in French and in English."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo.errors import BadInputError
from geo.roads.network import build, network_issues
from geo.roads.snapping import snap, snap_index
from tests.geo.roads.drawing import STREET, degrees, drawn, simple_profile
from ui.texts import LANGUAGES, texts

METRIC = "+proj=tmerc +lat_0=0 +lon_0=0 +k=1 +ellps=WGS84 +units=m"

ISLANDS = """
a----b----c

x----y
"""


def sentences(issues: pd.DataFrame) -> list[tuple[str, ...]]:
    return [
        tuple(texts(language)(f"issue-{rule}", **values) for language in LANGUAGES)
        for rule, values in zip(issues["rule"], issues["values"], strict=True)
    ]


def test_two_islands_are_said() -> None:
    network = build(drawn(ISLANDS, [("abc", STREET), ("xy", STREET)]), profile=simple_profile(), country="BE")
    issues = network_issues(network)
    assert issues["rule"].tolist() == ["roads-split", "roads-left-aside", "roads-no-turns"]
    assert issues["severity"].tolist() == ["warning", "info", "info"]
    french, english = sentences(issues)[0]
    assert "33\u202f%" in french
    assert "33%" in english


def test_a_sound_network_has_nothing_to_say() -> None:
    raw = drawn(ISLANDS, [("abc", STREET)], turns=[("no_u_turn", 1, "b", 1)])
    assert network_issues(build(raw, profile=simple_profile(), country="BE")).empty
    walkers = build(drawn(ISLANDS, [("abc", STREET)]), profile=simple_profile("foot"), country="BE")
    assert network_issues(walkers).empty


def test_restrictions_that_are_not_applied_are_counted() -> None:
    raw = replace(drawn(ISLANDS, [("abc", STREET)], turns=[("no_u_turn", 1, "b", 1)]), restrictions_ignored=4)
    issues = network_issues(build(raw, profile=simple_profile(), country="BE"))
    assert issues["values"].tolist() == [{"count": 4, "read": 1}]
    french, english = sentences(issues)[0]
    assert french.startswith("4 interdictions de tourner ne sont pas appliquées")
    assert english.startswith("4 turn restrictions are not applied")
    assert network_issues(build(raw, profile=simple_profile("foot"), country="BE")).empty


def test_actors_in_the_sea_are_said() -> None:
    network = build(drawn(ISLANDS, [("abc", STREET)]), profile=simple_profile(), country="BE")
    places = pd.DataFrame(
        [degrees(50, 5), degrees(0, 12_400), (np.nan, np.nan)], columns=["lon", "lat"], index=["p", "q", "r"]
    )
    snapped = snap(places, snap_index(network, metric_crs=METRIC), max_walk_m=1000)
    issues = snapped.issues(pd.Series({"p": "PMI", "q": "SAF d’Arlon", "r": "Maison"}))
    assert issues["row"].tolist() == ["q", "r"]
    assert issues["rule"].tolist() == ["road-too-far", "road-no-position"]
    french, english = sentences(issues)[0]
    assert "SAF d’Arlon" in french
    assert "12.4 km" in english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("roads-not-pbf", {"file": "a.pdf"}),
        ("roads-none-usable", {"file": "a.osm.pbf", "mode": "bike"}),
        (
            "roads-elsewhere",
            dict.fromkeys(("file_west", "file_south", "file_east", "file_north", "west", "south", "east", "north"), 4.5)
            | {"file": "a.osm.pbf"},
        ),
    ],
)
def test_errors_read_as_sentences(language: str, key: str, values: dict) -> None:
    sentence = texts(language).error(BadInputError(key, **values))
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert key not in sentence
