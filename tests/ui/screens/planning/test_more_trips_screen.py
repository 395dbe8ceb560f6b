"""One more bus on *Planifier*: what the screen shows of a feed that was given, and of one that cannot be used."""

import pytest

from analysis.question import Question, Selection
from analysis.service_area.area import service_area
from geo.transit.territory_transit import build_transit
from geo.workspace.data import load
from geo.workspace.kept_scenarios import keep_feed
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from tests.geo.transit.small_feeds import TUESDAY, trips, write_feed
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
    area = service_area(data, Question(kind="hopital"))
    actor = data.actors.set_index("actor_id").loc[area.located[0]]
    apart = (data.places[["lon", "lat"]] - actor[["lon", "lat"]].astype(float)).abs().sum(axis=1)
    away = data.places.loc[apart.idxmax()]
    rows = [f"A,Loin,{away['lat']},{away['lon']}", f"B,Porte,{actor['lat']},{actor['lon']}"]
    stops = {"stops.txt": "\n".join(["stop_id,stop_name,stop_lat,stop_lon", *rows])}
    hourly = {f"o{hour}": f"A {hour}:00 B {hour}:30" for hour in (7, 8, 9, 14, 15, 16)}
    base = write_feed(tmp_path / "base.zip", trips(hourly | {"h": "B 17:40 A 18:10"}) | stops)
    shapes = zone_shapes(data.territory, level=data.territory.levels[0].id)
    build_transit(data.territory, [base], extent=tuple(shapes.total_bounds), day=TUESDAY)
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
