"""The card of a commune by a timetable: lines, changes, last way back; unknown where no line passes."""

from datetime import date

import pytest

from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.geo.transit.hospital_line import build_line, ends, stops_file
from tests.geo.transit.small_feeds import trips, write_feed
from tests.ui.driving import app, forget, said
from ui.texts import texts


@pytest.fixture
def communes(own_workspace, tmp_path):  # noqa: ARG001 - a folder of its own
    """A commune from where a bus goes to a hospital every hour by a change, and one where no line passes."""
    forget()
    data = load(load_territory("ain"))
    away, actor = ends(data)
    middle = (away[["lon", "lat"]].astype(float) + actor[["lon", "lat"]].astype(float)) / 2
    times = {f"a{hour}": f"A {hour}:00 M {hour}:20" for hour in range(6, 20)}
    times |= {f"R2{hour}": f"M {hour}:25 B {hour}:45" for hour in range(6, 20)}
    files = trips(times | {"home": "B 17:30 A 18:20"})
    feed = write_feed(tmp_path / "bus.zip", files | {"stops.txt": stops_file(A=away, M=middle, B=actor)})
    built = build_line(data, feed)
    covered = data.places[built.covers(data.places)]["zone_id"]
    outside = data.places[~data.places["zone_id"].isin(covered)]["zone_id"].iloc[0]
    yield str(away["zone_id"]), str(outside)
    forget()


def test_what_the_card_tells(communes):
    opened = app("map", territory="ain", kind="hopital", mode="transit")
    cards = []
    for zone in communes:
        opened.selectbox(key="card-zone").select(zone).run()
        assert not opened.exception
        cards.append(said(opened))
    catalogue = texts("fr")
    served = catalogue(
        "journey-said", lines="ligne 1, puis ligne 2", changes=1, back=catalogue("journey-back", time="17 h 30")
    )
    assert served in cards[0]
    assert catalogue("journey-unknown") in cards[1]
    assert catalogue("journey-unknown") not in cards[0]


def test_when_one_can_go_and_come_back(communes):
    del communes
    opened = app("travel", territory="ain", kind="hopital", mode="car", access="returns")
    catalogue, told = texts("fr"), said(opened)
    assert not opened.exception
    assert "des heures d’ouverture, en moyenne" in told
    assert "l’attente d’avant le rendez-vous et celle du retour" in told
    opened.segmented_control(key="choice-returns").set_value("people").run()
    assert not opened.exception
    assert catalogue("formula-returns-people") in said(opened)


def test_the_network_says_that_its_timetable_is_over(own_workspace, tmp_path):  # noqa: ARG001 - a folder of its own
    forget()
    data = load(load_territory("ain"))
    away, actor = ends(data)
    week = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    over = {"calendar.txt": f"{week}week,1,1,1,1,1,0,0,20190415,20190711\n"}
    files = trips({"out": "A 8:00 B 8:40"}) | over | {"stops.txt": stops_file(A=away, B=actor)}
    build_line(data, write_feed(tmp_path / "bus.zip", files), day=date(2019, 5, 14))
    for part in ("matrix", "call", "prenatal"):
        opened = app("network", territory="ain", kind="hopital", mode="transit", network=part)
        assert not opened.exception
        assert said(opened).count("Ces horaires valent du 15/04/2019 au 11/07/2019") == 1
        assert "11/07/2019" not in said(app("network", territory="ain", kind="hopital", mode="car", network=part))
    forget()


def test_without_a_timetable_it_is_unknown(own_workspace):  # noqa: ARG001 - a folder of its own
    forget()
    opened = app("travel", territory="ain", kind="hopital", access="returns")
    assert not opened.exception
    assert texts("fr")("returns-no-timetable") in said(opened)
    forget()


def test_a_mode_without_times_is_told_and_not_taken_for_another(own_workspace):  # noqa: ARG001 - a folder of its own
    forget()
    opened = app("overview", territory="ain", kind="hopital", mode="carless")
    told = texts("fr")("choice-mode-absent", asked="Sans voiture", mode="carless", used="En voiture")
    assert told in said(opened)
    opened.run()
    assert told in said(opened)
    assert told not in said(app("overview", territory="ain", kind="hopital", mode="car"))
    forget()
