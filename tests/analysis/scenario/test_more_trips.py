"""One more bus: the trips of a feed beside those of the timetable, before and after, worked out by hand."""

import pytest

from analysis.access.round_trips import going_and_back
from analysis.question import Question
from analysis.scenario.ask import checked, run_scenario
from analysis.scenario.changes import MoreTrips
from analysis.scenario.definition import Scenario
from analysis.scenario.state import changed_state, present_state
from geo.errors import NotFoundError
from geo.transit.territory_transit import open_transit
from geo.workspace.data import load
from geo.workspace.kept_scenarios import feed_path, keep_feed
from geo.workspace.territory import load_territory
from tests.geo.transit.hospital_line import build_line, ends, stops_file
from tests.geo.transit.small_feeds import CALENDAR, trips, write_feed
from ui.texts import texts
from ui.words.scenario import effect_sentences
from ui.words.scenario_issues import issue_sentences

pytestmark = pytest.mark.usefixtures("own_workspace")

HOURS = (7, 8, 9, 14, 15, 16)
EVERY_HOUR = {f"o{hour}": f"A {hour}:00 B {hour}:30" for hour in HOURS}
HOME = {f"h{hour}": f"B {hour}:40 A {hour + 1}:10" for hour in range(9, 19)}
HALF_PAST = {f"m{hour}": f"A {hour}:30 B {hour + 1}:00" for hour in (7, 8, 10, 14, 15)}


@pytest.fixture
def town(tmp_path):
    """A bus every hour from a place of the Ain to a hospital far from it; the place, and how to write more trips."""
    data = load(load_territory("ain"))
    away, actor = ends(data)
    stops = stops_file(A=away, B=actor)

    def write(name, words, **files):
        return write_feed(tmp_path / name, trips(words) | {"stops.txt": stops} | files)

    base = write("base.zip", EVERY_HOUR | HOME)
    build_line(data, base)
    return data, str(away["place_id"]), write


def scenario_of(*files, mode="transit"):
    question = Question(kind="hopital", mode=mode, threshold_min=45)
    return Scenario(
        name="bus", territory="ain", question=question, changes=tuple(MoreTrips(gtfs=str(file)) for file in files)
    )


def test_minutes_births_and_returns_before_and_after(town) -> None:
    data, place, write = town
    alone = open_transit(data.territory).timetable
    ready = checked(scenario_of(write("more.zip", HALF_PAST)), data).scenario
    before = present_state(data, ready.question)
    after = changed_state(before, ready)
    # Every hour: one waits from 0 to 59 minutes, half of the departures 29 or less; every half hour, 14 or less.
    assert [state.places.loc[place, "minutes"] for state in (before, after)] == [59, 44]
    # There at 9:00 (all those before count once) and 9:30, at 14:30 and 15:30: 16:30 leaves no time before 17:00.
    # With half past: 11:00, 15:00 and 16:00 too; that of 9:00 is there before it opens, like the others.
    told = [going_and_back(state.area).places.set_index("place_id").loc[place] for state in (before, after)]
    assert [line["times"] for line in told] == [4, 7]
    # Visits begin from 9:00 to 11:15 and from 13:00 to 16:15, 332 minutes. Two hours after 9:00, the last bus of the
    # morning no longer serves: until 11:00, then from 14:30, 121 + 106 minutes; with that of 10:30, until 11:15.
    assert [line["share"] for line in told] == pytest.approx([227 / 332, 242 / 332])
    record = run_scenario(data, ready)
    weight = float(after.places.loc[place, "weight"])
    assert weight > 0
    assert record["moves"]["newly_within"] == pytest.approx(weight)
    assert record["after"]["within"] - record["before"]["within"] == pytest.approx(weight)
    assert record["moves"]["losing"] == 0
    assert record["returns"]["before"]["times_mean"] == pytest.approx(4)
    assert record["returns"]["after"]["times_mean"] == pytest.approx(7)
    said = " ".join(effect_sentences(record, texts("fr")))
    assert "4,0 → " in said
    assert "7,0 fois par jour" in said
    # The timetable of the workspace stays as it is, and so do the tables.
    assert open_transit(data.territory).timetable is alone
    assert data.territory.more_feeds == ()


def test_two_files_and_one_against_the_other(town) -> None:
    data, place, write = town
    one = write("one.zip", {name: HALF_PAST[name] for name in ("m7", "m8")})
    other = write("other.zip", {name: HALF_PAST[name] for name in ("m14", "m15")})
    both, alone = (checked(scenario_of(*files), data).scenario for files in ((one, other), (one,)))
    now = present_state(data, both.question)
    # In the morning alone: of 240 departures, 8 wait each minute to 29 in the morning... 4 of them, and 2 to 59 after
    # noon: waits up to w have 4 (w + 1) + 2 (w + 1) departures, 120 of them at 19.
    found = [changed_state(now, scenario).places.loc[place, "minutes"] for scenario in (alone, both)]
    assert found == [49, 44]
    record = run_scenario(data, both, against=alone)
    assert record["moves"]["newly_within"] > 0
    assert record["returns"]["after"]["times_mean"] == record["returns"]["before"]["times_mean"] + 2


def test_by_car_only_returns_change(town) -> None:
    data, _, write = town
    reading = checked(scenario_of(write("more.zip", HALF_PAST), mode="car"), data)
    assert [issue["rule"] for issue in reading.issues.to_dict("records")] == ["scenario-trips-mode"]
    record = run_scenario(data, reading.scenario)
    assert record["moves"]["gaining"] == 0
    assert record["returns"]["after"]["times_mean"] == 7


def test_files_that_cannot_be_used(town, tmp_path) -> None:
    data, _, write = town
    text = tmp_path / "text.zip"
    text.write_text("not a zip")
    sunday = CALENDAR.replace("1,1,1,1,1,0,0", "0,0,0,0,0,0,1")
    elsewhere = "stop_id,stop_name,stop_lat,stop_lon\nA,Ici,-30.0,-51.2\nB,Là,-30.1,-51.2"
    said = {}
    for name, file in {
        "absent": tmp_path / "absent.zip",
        "text": text,
        "sunday": write("sunday.zip", HALF_PAST, **{"calendar.txt": sunday}),
        "elsewhere": write("elsewhere.zip", HALF_PAST, **{"stops.txt": elsewhere}),
        "folder": tmp_path,
    }.items():
        reading = checked(scenario_of(file), data)
        assert reading.scenario is None
        (said[name],) = issue_sentences(reading.issues, texts("fr"))
        issue_sentences(reading.issues, texts("en"))
    assert "n’est pas un fichier ZIP" in said["text"]
    assert "Aucune course de sunday.zip ne circule" in said["sunday"]
    assert "d’une autre région" in said["elsewhere"]
    assert all(f"{name}.zip" in said[name] for name in ("absent", "text", "sunday", "elsewhere"))


def test_without_a_timetable_nothing_can_be_added(tmp_path) -> None:
    data = load(load_territory("ain"))
    file = write_feed(tmp_path / "more.zip", trips(HALF_PAST))
    reading = checked(scenario_of(file, mode="car"), data)
    assert reading.scenario is None
    assert "transit build" in issue_sentences(reading.issues, texts("fr"))[0]
    with pytest.raises(NotFoundError, match="no-travel-assumption"):
        present_state(data, scenario_of(file).question)


def test_a_feed_is_kept_by_what_it_holds(tmp_path) -> None:
    file = write_feed(tmp_path / "Bus de nuit.zip", trips(HALF_PAST))
    name = keep_feed("ain", file.name, file.read_bytes())
    assert name == keep_feed("ain", file.name, file.read_bytes())
    assert name.startswith("bus-de-nuit-")
    assert feed_path("ain", name).read_bytes() == file.read_bytes()
    other = write_feed(tmp_path / "other.zip", trips(EVERY_HOUR))
    assert keep_feed("ain", file.name, other.read_bytes()) != name
    # A name goes nowhere else than beside the scenarios.
    assert feed_path("ain", f"../../{name}") == feed_path("ain", name)
