"""Roads, times and population points brought from the app: checked before, built beside the page, stopped, told."""

import threading

import pytest

from geo.errors import BadInputError, CancelledError, TooLargeError
from geo.roads.territory_roads import open_roads
from geo.travel import memory
from geo.travel.engines import available_engines
from geo.travel.matrix import kept_source
from geo.workspace.layer_intake import list_layers
from geo.workspace.territory import load_territory
from tests.geo.roads.pbf import write_pbf
from tests.geo.transit.small_feeds import TUESDAY, trips, write_feed
from tests.ui.driving import app, said
from ui.session.long_work import begin
from ui.texts import texts
from ui.words.escape import plain

FR = texts("fr")


def done(opened):
    """The screen once the work that it began has ended."""
    opened.session_state["bring-work"].thread.join(60)
    opened.run()
    assert not opened.exception
    return opened


def test_work_tells_how_far_it_is_and_stops_when_asked():
    begun, go_on = threading.Event(), threading.Event()

    def made(tell, stopped):
        tell("read", 0.25)
        begun.set()
        go_on.wait(10)
        assert stopped()
        tell("prepare", 0.5)
        return ["never said"]

    work = begin("Routes", made)
    assert begun.wait(10)
    assert (work.under_way, work.step, work.share) == (True, "read", 0.25)
    with pytest.raises(BadInputError, match="work-under-way"):
        begin("Temps", made)
    work.stop.set()
    go_on.set()
    work.thread.join(10)
    assert isinstance(work.error, CancelledError)
    assert (work.said, work.step) == ([], "read")
    after = begin("Temps", lambda _tell, _stopped: ["fini"])
    after.thread.join(10)
    assert after.said == ["fini"]


def test_a_file_too_large_for_the_memory_is_refused_before_it_is_read(tmp_path, monkeypatch):
    file = tmp_path / "pays.osm.pbf"
    file.write_bytes(b"0" * 1_000_000)
    monkeypatch.setattr(memory, "free_memory_bytes", lambda: 1_000_000 * memory.ROAD_FILE_TIMES / memory.PART_USED)
    memory.check_road_files(file)
    file.write_bytes(b"0" * 1_000_001)
    with pytest.raises(TooLargeError, match="roads-file-too-large"):
        memory.check_road_files(file)


@pytest.mark.usefixtures("own_app")
def test_population_points_are_brought_and_told(tmp_path):
    file = tmp_path / "secteurs.csv"
    file.write_text("id;lon;lat;population\nnord;4.8674;50.4669;100\nsud;4.8674;50.46;300\n", encoding="utf-8")
    opened = app("methods")
    opened.text_input(key="bring-layer-path").input(str(file)).run()
    opened.button(key="bring-layer-go").click().run()
    done(opened)
    assert plain(FR("bring-layer-done", layer="secteurs")) in said(opened)
    assert "secteurs" in set(list_layers(load_territory("wallonie"))["layer"])


@pytest.mark.usefixtures("own_app")
def test_times_need_a_source_and_are_kept_only_when_little_known_is_meant(tmp_path):
    wallonie = load_territory("wallonie")
    file = tmp_path / "temps.csv"
    file.write_text("place_id,actor_id,minutes\n25005-beauvechain,be-hopital-citadelle,30\n", encoding="utf-8")
    opened = app("methods")
    opened.text_input(key="bring-times-path").input(str(file)).run()
    opened.button(key="bring-times-go").click().run()
    assert plain(FR("error-bring-no-source")) in said(opened)
    opened.text_input(key="bring-times-source").input("tests").run()
    opened.button(key="bring-times-go").click().run()
    done(opened)
    assert "90" in said(opened)
    assert "matrix" not in available_engines(wallonie, "car")
    opened.button(key="bring-again").click().run()
    opened.text_input(key="bring-times-path").input(str(file)).run()
    opened.text_input(key="bring-times-source").input("tests").run()
    opened.checkbox(key="bring-times-partial").check().run()
    opened.button(key="bring-times-go").click().run()
    done(opened)
    assert plain(FR("matrix-kept", rows=1)) in said(opened)
    assert kept_source(wallonie, "car", None) == "tests"


@pytest.mark.usefixtures("own_app")
def test_a_timetable_is_built_opens_the_modes_of_those_without_a_car_and_is_removed(tmp_path):
    wallonie = load_territory("wallonie")
    feed = write_feed(tmp_path / "lignes.zip", trips({"R1a": "A 8:00 B 8:10 C 8:20"}))
    opened = app("methods")
    opened.text_area(key="bring-transit-path").input(str(feed)).run()
    opened.button(key="bring-transit-go").click().run()
    done(opened)
    assert "90" in said(opened)  # three stops are not a region
    assert available_engines(wallonie, "transit") == []
    opened.button(key="bring-again").click().run()
    opened.text_area(key="bring-transit-path").input(str(feed)).run()
    opened.date_input(key="bring-transit-day").set_value(TUESDAY).run()
    opened.checkbox(key="bring-transit-partial").check().run()
    opened.button(key="bring-transit-go").click().run()
    done(opened)
    assert plain(FR("bring-transit-done")) in said(opened)
    assert "lignes.zip" in said(opened)
    assert "timetable" in available_engines(wallonie, "carless")
    opened.button(key="bring-again").click().run()
    opened.button(key="bring-transit-remove").click().run()
    assert not opened.exception
    assert available_engines(wallonie, "transit") == []


@pytest.mark.usefixtures("own_app")
def test_a_file_that_is_not_there_or_no_road_file_is_told(tmp_path):
    opened = app("methods")
    opened.text_area(key="bring-roads-path").input(str(tmp_path / "rien.osm.pbf")).run()
    opened.button(key="bring-roads-go").click().run()
    done(opened)
    assert "rien.osm.pbf" in said(opened)
    opened.button(key="bring-again").click().run()
    opened.text_area(key="bring-roads-path").input(str(tmp_path / "routes.docx")).run()
    opened.button(key="bring-roads-go").click().run()
    assert plain(FR("error-roads-file-type", file="routes.docx")) in said(opened)


@pytest.mark.usefixtures("own_app")
def test_on_a_shared_server_nobody_names_a_path_nor_brings_without_the_right(monkeypatch):
    monkeypatch.setenv("MAILLAGE_SIGN_IN", "1")
    opened = app("methods")
    keys = {str(field.key) for field in [*opened.text_input, *opened.text_area]}
    assert not any(key.startswith("bring-") for key in keys)


@pytest.mark.usefixtures("own_app")
def test_two_road_files_are_joined_from_the_app_with_the_margin_that_is_chosen(tmp_path):
    """Streets of two extracts around Charleroi, joined at a crossing that both hold."""
    places = {number: (4.40 + number * 0.01, 50.40 + number * 0.01) for number in range(1, 7)}
    street = {"highway": "tertiary"}
    files = [
        write_pbf(
            tmp_path / name,
            [(number, *places[number], {}) for number in numbers],
            [(numbers[0], list(numbers), street)],
        )
        for name, numbers in (("west.osm.pbf", (1, 2, 3)), ("east.osm.pbf", (3, 4, 5, 6)))
    ]
    opened = app("methods")
    opened.text_area(key="bring-roads-path").input("\n".join([*map(str, files), str(files[0])])).run()
    assert FR("roads-margin-why", km=56, minutes=60, kph=112) in {caption.value for caption in opened.caption}
    opened.button(key="bring-roads-go").click().run()
    done(opened)
    assert plain(FR("error-roads-file-twice", file="west.osm.pbf", other="west.osm.pbf")) in said(opened)
    opened.button(key="bring-again").click().run()
    opened.text_area(key="bring-roads-path").input("\n".join(map(str, files))).run()
    opened.number_input(key="bring-roads-margin-wallonie-car").set_value(30).run()
    opened.checkbox(key="bring-roads-partial").check().run()
    opened.button(key="bring-roads-go").click().run()
    done(opened)
    roads = open_roads(load_territory("wallonie"), "car")
    assert roads.source == "west.osm.pbf + east.osm.pbf"
    assert roads.network.about.report["margin_km"] == 30
    assert set(roads.network.nodes["osm_id"]) == {1, 6}
    assert "west.osm.pbf + east.osm.pbf" in said(opened)
