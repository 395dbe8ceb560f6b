"""Going to services and coming back: which hours are taken, and what places and zones are told."""

import pytest

from analysis.access.round_trips import going_and_back, going_lines, going_record
from analysis.question import Question
from analysis.service_area.area import service_area
from geo.errors import MissingFileError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.geo.transit.hospital_line import build_line, ends, stops_file
from tests.geo.transit.small_feeds import trips, write_feed

pytestmark = pytest.mark.usefixtures("own_workspace")


@pytest.fixture
def area():
    """Hospitals of the Ain."""
    data = load(load_territory("ain"))
    return service_area(data, Question(kind="hopital"))


def feed(path, area, words):
    """Write the feed of a bus from a place to the first hospital, and build the timetable."""
    data = area.data
    away, actor = ends(data)
    stops = stops_file(A=away, B=actor)
    file = write_feed(path / "feed.zip", trips(words) | {"stops.txt": stops})
    build_line(data, file)
    return str(away["place_id"])


OUT = {"out1": "A 8:00 B 8:50", "out2": "A 9:30 B 10:20"}


def of(answer, place_id):
    return answer.places.set_index("place_id").loc[place_id]


def test_without_a_timetable(area) -> None:
    with pytest.raises(MissingFileError, match="transit-missing"):
        going_and_back(area)


def test_once_several_times_or_never(area, tmp_path) -> None:
    place = feed(tmp_path, area, OUT | {"home": "B 11:30 A 12:20"})
    told = [of(going_and_back(area, stay_min=stay, opening=[(9, 12)]), place) for stay in (45, 75, 150, 151)]
    assert [(one["state"], one["times"]) for one in told] == [("several", 2), ("once", 1), ("once", 1), ("never", 0)]
    assert told[0]["actor_id"] == area.located[0]
    assert (told[0]["first_back_min"], told[0]["last_back_min"]) == (690, 690)
    assert told[3]["first_back_min"] != told[3]["first_back_min"]


def test_a_way_longer_than_allowed(area, tmp_path) -> None:
    place = feed(tmp_path, area, OUT | {"home": "B 11:30 A 12:20"})
    found = [of(going_and_back(area, way_max_min=most, opening=[(9, 12)]), place)["state"] for most in (50, 49)]
    assert found == ["several", "never"]


def test_where_no_line_passes_it_is_unknown(area, tmp_path) -> None:
    feed(tmp_path, area, OUT | {"home": "B 11:30 A 12:20"})
    answer = going_and_back(area, opening=[(9, 12)])
    outside = ~answer.transit.covers(area.data.places)
    assert outside.any()
    assert set(answer.places.loc[outside, "state"]) <= {"unknown", "on-foot"}
    assert answer.places.loc[outside & (answer.places["state"] == "unknown"), "times"].isna().all()


def test_the_record_adds_up(area, tmp_path) -> None:
    feed(tmp_path, area, OUT | {"home": "B 11:30 A 12:20"})
    record = going_record(going_and_back(area), area.data.territory.root)
    states = ("on_foot", "several", "once", "never", "unknown")
    for line in (record, *record["parts"]):
        assert sum(line[state] for state in states) == pytest.approx(line["total"])
    for state in states:
        assert sum(line[state] for line in record["parts"]) == pytest.approx(record[state])
    assert record["services"] == record["hours_read"] + record["hours_supposed"] + record["closed"]
    assert record["day"] == "2026-12-01"


def test_unknown_none_and_a_share_stay_apart(area, tmp_path) -> None:
    # A visit of 45 minutes from 9:00 to 11:15, 136 minutes; there by two hours after leaving at 8:00 or 9:30, home by
    # two hours after the visit with the bus of 11:30: free from 10:20, so from 9:35 to 10:45; there until 10:00 by the
    # first bus, from 10:20 by the second. 9:35 to 10:00 and 10:20 to 10:45: 52 minutes.
    place = feed(tmp_path, area, OUT | {"home": "B 11:30 A 12:20"})
    answer = going_and_back(area, opening=[(9, 12)])
    assert of(answer, place)["share"] == pytest.approx(52 / 136)
    places = answer.places
    assert places.loc[places["state"] == "unknown", "share"].isna().all()
    assert (places.loc[places["state"] == "on-foot", "share"] == 1).all()
    assert (places.loc[places["state"] == "never", "share"] == 0).all()
    assert {"unknown", "on-foot", "never"} <= set(places["state"])
    short = going_and_back(area, opening=[(9, 12)], way_max_min=50)
    assert (of(short, place)["times"], of(short, place)["share"]) == (2, 0)
    root = going_record(answer, area.data.territory.root)
    weight, known = area.known_demand, places["share"].notna().to_numpy()
    assert root["share_mean"] == pytest.approx((places["share"] * weight)[known].sum() / weight[known].sum())
    commune = of(answer, place)["zone_id"]
    (line,) = going_lines(answer, [commune])
    own = (places["zone_id"] == commune).to_numpy() & known
    assert line["share_mean"] == pytest.approx((places["share"] * weight)[own].sum() / weight[own].sum())
    outside = places.loc[places["state"] == "unknown", "zone_id"].unique()
    nowhere = [zone for zone in outside if not (places["zone_id"] == zone)[known].any()]
    assert {one["share_mean"] for one in going_lines(answer, nowhere[:3])} == {None}
