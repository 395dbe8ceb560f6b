"""The commands of public transport, one after the other, on a bus between two towns of the Ain."""

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
from click.testing import CliRunner
from shapely import Point

from geo.doctor import examine
from geo.errors import BadInputError, MaillageError, MissingFileError
from geo.transit.profile import HOURS_FILE
from geo.transit.territory_transit import open_transit, transit_file
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.geo.transit.small_feeds import trips, write_feed
from tests.ui.terminal import run
from ui.cli import build
from ui.texts import texts

pytestmark = pytest.mark.usefixtures("own_workspace")

TIMES = {f"out{hour}": f"A {hour}:00 B {hour}:30" for hour in range(6, 20)}
BACK = {f"home{hour}": f"B {hour}:40 A {hour + 1}:10" for hour in range(6, 20)}


@pytest.fixture
def feed(tmp_path):
    """A bus every hour from the place that has most people, apart from the hospital's own, to the hospital."""
    data = load(load_territory("ain"))
    actor = data.actors[(data.actors["kind"] == "hopital") & data.actors["lon"].notna()].iloc[0]
    far = data.places[(data.places["lat"] - actor["lat"]).abs() > 0.15]
    place = far.loc[far["population"].idxmax()]
    head = "stop_id,stop_name,stop_lat,stop_lon"
    rows = [f"A,Bourg,{place['lat']},{place['lon']}", f"B,Porte,{actor['lat']},{actor['lon']}"]
    files = trips(TIMES | BACK) | {"stops.txt": "\n".join([head, *rows, "Z,Océan,0,0"])}
    return write_feed(tmp_path / "bus.zip", files), str(place["place_id"])


def test_build_show_ask_remove(feed):
    path, place_id = feed
    with pytest.raises(MissingFileError, match="transit-missing"):
        run("transit", "show", "ain")
    with pytest.raises(BadInputError, match="travel-partial"):
        run("transit", "build", "ain", "--gtfs", str(path), "--day", "2026-12-01")
    assert not transit_file(load_territory("ain")).exists()
    record = json.loads(run("transit", "build", "ain", "--gtfs", str(path), "--day", "2026-12-01", "--yes", "--json"))
    assert (record["day"], record["stops"]) == ("2026-12-01", 2)
    assert [issue["rule"] for issue in record["issues"]] == ["feed-coordinates-zero"]
    assert 0 < record["known"]["share"] < 1
    assert "01/12/2026" in run("transit", "show", "ain")
    told = json.loads(run("diagnose", "ain", "--kind", "hopital", "--mode", "transit", "--json"))
    assert (told["travel_engine"]["kind"], told["travel_engine"]["mode"]) == ("timetable", "transit")
    assert told["left_out"]["places"] > 0
    out = path.parent / "times.csv"
    run("travel", "export", "ain", str(out), "--mode", "transit")
    rows = [line.split(",") for line in out.read_text("utf-8").splitlines()]
    (minutes,) = [float(row[3]) for row in rows if row[0] == place_id and "hopital" in row[1]][:1] or [None]
    # Every hour, half an hour long: from 30 to 89 minutes by the minute of departure; half of them take 59 or less.
    assert minutes == pytest.approx(59, abs=1)
    going = json.loads(run("transit", "returns", "ain", "--kind", "hopital", "--open", "9:00-12:00", "--json"))
    # At the door at 8:30 (waiting for nine), 9:30, 10:30: 11:30 leaves no time to stay.
    assert going["times_mean"] == pytest.approx(3)
    assert going["several"] > 0
    assert_journeys(place_id, rows)
    assert_appointments(place_id, path.parent / "before.csv")
    assert_areas(path_of_areas=path.parent / "areas.geojson", place_id=place_id, actor_id=row_of(rows, place_id))
    assert run("transit", "remove", "ain").startswith("La grille")
    with pytest.raises(MaillageError, match="no-travel-assumption"):
        run("diagnose", "ain", "--kind", "hopital", "--mode", "transit")


def assert_journeys(place_id: str, rows: list[list[str]]) -> None:
    """The journey has the minutes of the table of trips; the bus leaves at every hour, and comes back at forty past."""
    actor_id, minutes = next((row[1], float(row[3])) for row in rows if row[0] == place_id and "hopital" in row[1])
    asked = ["transit", "journey", "ain", "--from", place_id, "--to", actor_id, "--mode", "transit"]
    usual = json.loads(run(*asked, "--json"))
    assert (usual["state"], usual["lines"], usual["changes"]) == ("found", ["1"], 0)
    assert usual["minutes"] == pytest.approx(minutes, abs=1e-3)
    # 59 minutes: ready at 7:31, half an hour before the bus of eight, which takes another.
    assert (usual["ready_min"], usual["leaves_min"]) == (451, 480)
    (ride,) = [leg for leg in usual["legs"] if leg["line"]]
    assert (ride["from_stop"], ride["to_stop"], ride["leaves_min"], ride["arrives_min"]) == ("Bourg", "Porte", 480, 510)
    # Usual hours end at 17:00; the last bus home is that of 19:40.
    assert usual["last_back_min"] == 19 * 60 + 40
    leaving = json.loads(run(*asked, "--leave", "9:00", "--json"))
    assert (leaving["ready_min"], leaving["arrives_min"], leaving["minutes"]) == (540, 570, 30)
    arriving = json.loads(run(*asked, "--arrive", "9:29", "--json"))
    assert (arriving["ready_min"], arriving["leaves_min"], arriving["minutes"]) == (None, 480, 30)
    told = run(*asked, "--leave", "9:00")
    assert "ligne 1" in told
    assert "sans changement" in told
    assert "dernier retour à 19 h 40" in told
    nobody = json.loads(run(*asked, "--leave", "23:00", "--json"))
    assert (nobody["state"], nobody["legs"], nobody["minutes"]) == ("none", [], None)
    data = load(load_territory("ain"))
    covers = open_transit(data.territory).covers(data.places)
    outside = data.places.loc[~covers, "place_id"].iloc[0]
    assert json.loads(run(*asked, "--from", outside, "--json"))["state"] == "unknown"


def row_of(rows: list[list[str]], place_id: str) -> str:
    return next(row[1] for row in rows if row[0] == place_id and "hopital" in row[1])


def assert_areas(path_of_areas: Path, place_id: str, actor_id: str) -> None:
    """The far end of the line, 59 minutes away, is in the area of an hour and in none of 45 minutes."""
    asked = ["travel", "areas", "ain", str(path_of_areas), "--actor", actor_id, "--mode", "transit"]
    assert "horaires" in run(*asked, "--within", "45", "--within", "62")
    areas = gpd.read_file(path_of_areas).set_index("threshold_min").geometry
    data = load(load_territory("ain"))
    far = data.places.set_index("place_id").loc[place_id]
    near = data.actors.set_index("actor_id").loc[actor_id]
    # A square of 250 metres answers by its centre: at most three more minutes on foot.
    ends = {
        limit: [area.distance(Point(one["lon"], one["lat"])) < 0.004 for one in (far, near)]
        for limit, area in areas.items()
    }
    assert ends == {45: [False, True], 62: [True, True]}
    assert areas[62].covers(areas[45])
    for word in ("--basins", "--from-actor"):
        with pytest.raises(BadInputError, match="areas-by-timetable"):
            run(*asked, word)


def assert_appointments(place_id: str, out: Path) -> None:
    """To be there at 9:10, one takes the bus of eight, at the door at half past: 70 minutes, told everywhere."""
    told = json.loads(run("transit", "hours", "ain", "--arrive", "9:10", "--json"))
    assert told == {"arrives": True, "windows": [[550, 550]], "percentile": 50}
    run("travel", "export", "ain", str(out), "--mode", "transit")
    rows = [line.split(",") for line in out.read_text("utf-8").splitlines()]
    row = next(row for row in rows if row[0] == place_id and "hopital" in row[1])
    assert float(row[3]) == pytest.approx(70)
    record = json.loads(run("diagnose", "ain", "--kind", "hopital", "--mode", "carless", "--json"))
    assert record["travel_engine"]["hours"] == told
    assert "pour être là à 9 h 10" in run("diagnose", "ain", "--kind", "hopital", "--mode", "transit").replace(
        "\u202f", " "
    )
    assert "pour être là à 9 h 10" in run("transit", "show", "ain").replace("\u202f", " ")
    journey = json.loads(
        run("transit", "journey", "ain", "--from", place_id, "--to", row[1], "--mode", "transit", "--json")
    )
    assert (journey["before_min"], journey["leaves_min"], journey["arrives_min"], journey["minutes"]) == (
        550,
        480,
        510,
        70,
    )
    with pytest.raises(BadInputError, match="transit-hours-two"):
        run("transit", "hours", "ain", "--arrive", "9:00", "--leave", "7:00-9:00")
    with pytest.raises(BadInputError, match="bad-hour"):
        run("transit", "hours", "ain", "--leave", "7:00")
    with pytest.raises(BadInputError, match="transit-hours-reset"):
        run("transit", "hours", "ain", "--reset", "--percentile", "75")
    run("transit", "hours", "ain", "--leave", "7:00-8:00", "--percentile", "75")
    # From seven to 7:59, from 89 minutes down to 30, one a minute: three quarters take 74 or less.
    run("travel", "export", "ain", str(out), "--mode", "transit")
    rows = [line.split(",") for line in out.read_text("utf-8").splitlines()]
    assert next(float(one[3]) for one in rows if one[:2] == row[:2]) == pytest.approx(74, abs=1)
    kept = transit_file(load_territory("ain")).with_name(HOURS_FILE)
    kept.write_text("{}", "utf-8")
    with pytest.raises(BadInputError, match="transit-hours-damaged"):
        run("transit", "hours", "ain")
    assert json.loads(run("transit", "hours", "ain", "--reset", "--json"))["windows"] == [[420, 540], [840, 960]]
    assert not kept.exists()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["--from", "nulle-part", "--to", "{actor}"], "journey-unknown-origin"),
        (["--from", "{root}", "--to", "personne"], "unknown-actor-id"),
        (["--from", "{root}", "--to", "{actor}", "--leave", "8:00", "--arrive", "9:00"], "journey-two-times"),
        (["--from", "{root}", "--to", "{actor}", "--leave", "8h75"], "bad-hour"),
    ],
)
def test_journeys_that_cannot_be_asked(feed, words, key):
    path, _ = feed
    run("transit", "build", "ain", "--gtfs", str(path), "--day", "2026-12-01", "--yes")
    data = load(load_territory("ain"))
    actor = data.actors.loc[data.actors["lon"].notna(), "actor_id"].iloc[0]
    with pytest.raises(MaillageError, match=key):
        run("transit", "journey", "ain", *(word.format(actor=actor, root=data.territory.root) for word in words))


def test_a_journey_without_a_timetable():
    with pytest.raises(MissingFileError, match="transit-missing"):
        run("transit", "journey", "ain", "--from", "{root}", "--to", "personne")


def test_a_day_without_service_keeps_nothing(feed):
    path, _ = feed
    with pytest.raises(BadInputError, match="transit-no-service") as error:
        run("transit", "build", "ain", "--gtfs", str(path), "--day", "2026-12-06", "--yes")
    assert error.value.values["first"] == "2026-11-01"
    assert not transit_file(load_territory("ain")).exists()


def test_the_feed_of_another_region(tmp_path):
    with pytest.raises(BadInputError, match="transit-elsewhere"):
        run("transit", "build", "ain", "--gtfs", str(write_feed(tmp_path / "be.zip", trips(TIMES))), "--yes")


def test_a_damaged_timetable_is_told_and_seen_by_the_doctor(feed):
    path, _ = feed
    run("transit", "build", "ain", "--gtfs", str(path), "--day", "2026-12-01", "--yes")
    kept = transit_file(load_territory("ain"))
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 0xFF
    kept.write_bytes(bytes(content))
    with pytest.raises(BadInputError, match="transit-damaged"):
        run("transit", "show", "ain")
    assert "transit-damaged" in {finding.key for finding in examine()}
    assert run("transit", "remove", "ain").startswith("La grille")


@pytest.mark.parametrize("words", ["12:00-9:00", "midi", "9:00", "9:70-12:00"])
def test_hours_that_are_none(words):
    with pytest.raises(BadInputError, match="bad-hour"):
        run("transit", "returns", "ain", "--kind", "hopital", "--open", words)


def test_one_more_bus_in_a_scenario(feed, tmp_path):
    path, place_id = feed
    run("transit", "build", "ain", "--gtfs", str(path), "--day", "2026-12-01", "--yes")
    with zipfile.ZipFile(path) as archive:
        stops = archive.read("stops.txt").decode()
    more = {f"m{hour}": f"A {hour}:30 B {hour + 1}:00" for hour in (6, 7, 8, 13, 14, 15)}
    extra = write_feed(tmp_path / "plus.zip", trips(more) | {"stops.txt": stops})
    question = 'name = "bus"\nterritory = "ain"\n[question]\nkind = "hopital"\nmode = "transit"\nthreshold_min = 45\n'
    asked = tmp_path / "bus.toml"
    asked.write_text(question, encoding="utf-8")
    alone = json.loads(run("scenario", "run", str(asked), "--json"))
    assert alone["returns"] is None
    told = json.loads(run("scenario", "run", str(asked), "--extra-gtfs", str(extra), "--json"))
    data = load(load_territory("ain"))
    place = data.places.set_index("place_id").loc[place_id]
    # 59 minutes without, 44 with: the place comes within 45 minutes, alone.
    assert told["moves"]["newly_within"] == pytest.approx(place["births"])
    assert told["returns"]["after"]["times_mean"] > told["returns"]["before"]["times_mean"]
    table = tmp_path / "beside.toml"
    table.write_text(question + '[[changes]]\nchange = "trips"\ngtfs = "plus.zip"\n', encoding="utf-8")
    beside = json.loads(run("scenario", "run", str(table), "--json"))
    assert (beside["after"], beside["returns"]) == (told["after"], told["returns"])
    assert "Courses en plus" in run("scenario", "run", str(table))
    run("scenario", "save", str(table), "--name", "bus-de-plus")
    extra.unlink()
    kept = json.loads(run("scenario", "run", "bus-de-plus", "--territory", "ain", "--json"))
    assert (kept["after"], kept["returns"]) == (told["after"], told["returns"])
    refused = CliRunner().invoke(build(texts("fr")), ["scenario", "run", str(table)])
    assert refused.exit_code == 1
    assert "plus.zip" in refused.stderr


def test_feeds_given_twice_and_feeds_that_share_identifiers(feed, tmp_path):
    path, _ = feed
    asked = ["transit", "build", "ain", "--day", "2026-12-01", "--yes", "--json", "--gtfs", str(path), "--gtfs"]
    again = tmp_path / "again.zip"
    again.write_bytes(path.read_bytes())
    with pytest.raises(BadInputError, match="transit-same-feed") as error:
        run(*asked, str(again))
    assert texts("fr").error(error.value).startswith("again.zip et bus.zip sont le même fichier")
    with zipfile.ZipFile(path) as archive:
        told = {name: archive.read(name) for name in archive.namelist()}
    told["trips.txt"] = told["trips.txt"].replace(b"out9", b"other").replace(b"home9", b"another")
    told["stop_times.txt"] = told["stop_times.txt"].replace(b"out9,", b"other,").replace(b"home9,", b"another,")
    found = json.loads(run(*asked, str(write_feed(tmp_path / "two.zip", told))))
    # Of each feed, the 28 trips of the day and those of the next morning, to noon: seven out, six back.
    assert found["trips"] == 2 * (28 + 7 + 6)
    (issue,) = [one for one in found["issues"] if one["rule"] == "feed-same-ids"]
    assert (
        f"{len(TIMES | BACK) - 2} courses portent dans two.zip le même identifiant que dans bus.zip" in issue["message"]
    )


def test_days_in_errors_are_written_as_the_language_does():
    error = BadInputError("transit-no-service", day="2026-12-06", first="2026-11-01", last="2026-12-31")
    assert "le 06/12/2026" in texts("fr").error(error)
    assert "2026-12-06" in texts("en").error(error)
