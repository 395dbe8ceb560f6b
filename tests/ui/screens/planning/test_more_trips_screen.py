"""One more bus on *Planifier*: what the screen shows of a feed that was given, and of one that cannot be used."""

import pytest

from analysis.question import Selection
from geo.workspace.data import load
from geo.workspace.kept_scenarios import keep_feed
from geo.workspace.territory import load_territory
from tests.geo.transit.hospital_line import build_line, ends, stops_file
from tests.geo.transit.small_feeds import trips, write_feed
from tests.ui.driving import app, forget, said
from ui.texts import texts

pytestmark = pytest.mark.usefixtures("own_workspace")
KEY = f"plan-ain-{Selection(kind='hopital')}"


def test_without_a_timetable_it_says_where_to_bring_one():
    forget()
    opened = app("plan", territory="ain", kind="hopital")
    assert texts("fr")("plan-bus-no-timetable") in said(opened)
    forget()


def test_a_feed_given_and_one_that_is_none(tmp_path):
    forget()
    data = load(load_territory("ain"))
    away, actor = ends(data)
    stops = {"stops.txt": stops_file(A=away, B=actor)}
    hourly = {f"o{hour}": f"A {hour}:00 B {hour}:30" for hour in (7, 8, 9, 14, 15, 16)}
    base = write_feed(tmp_path / "base.zip", trips(hourly | {"h": "B 17:40 A 18:10"}) | stops)
    build_line(data, base)
    more = write_feed(tmp_path / "plus.zip", trips({"m7": "A 7:30 B 8:00", "m8": "A 8:30 B 9:00"}) | stops)
    opened = app("plan", territory="ain", kind="hopital", mode="transit")
    opened.session_state[KEY] = [{"change": "trips", "gtfs": keep_feed("ain", more.name, more.read_bytes())}]
    opened.run()
    assert not opened.exception
    assert "Courses en plus" in said(opened)
    assert "Aller et revenir sans voiture" in said(opened)
    opened.session_state[KEY] = [{"change": "trips", "gtfs": keep_feed("ain", "texte.zip", b"not a zip")}]
    opened.run()
    assert not opened.exception
    assert "n’est pas un fichier ZIP" in said(opened)
    opened.button(key="plan-remove-0").click().run()
    assert not opened.error
    forget()
