"""Feeds that something is wrong with: each fault has its finding, its place and its message; nothing more is lost."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from geo.files.issues import FEED_RULES, Findings
from geo.transit.feed import Feed, read_feed
from tests.geo.transit.small_feeds import ROUTES, STOPS, trips, write_feed
from ui.texts import LANGUAGES, texts

GOOD = trips({"t1": "A 8:00 B 8:10 C 8:20", "t2": "A 9:00 B 9:10 C 9:20"})
PASSAGES = GOOD["stop_times.txt"]
TRIPS = GOOD["trips.txt"]

ERRORS = {
    "feed-file-missing": {"stops.txt": None},
    "feed-frequencies-alone": {"stop_times.txt": None, "frequencies.txt": "trip_id,start_time,end_time,headway_secs\n"},
    "feed-column-missing": {"stops.txt": STOPS.replace("stop_lat", "latitude")},
    "feed-row-broken": {"stop_times.txt": PASSAGES + "\nt2,10:00:00,10:00:00"},
    "feed-encoding": {"stops.txt": bytes(range(256)) * 4},
    "feed-nothing-left": {"stop_times.txt": PASSAGES.split("\n")[0]},
    "feed-id-twice": {"trips.txt": TRIPS + "\nR1,week,t1"},
    "feed-sequence-twice": {"stop_times.txt": PASSAGES + "\nt2,10:00:00,10:00:00,D,2"},
}

WARNINGS = {
    "feed-coordinates-zero": ({"stops.txt": STOPS + "Z,Zéro,0,0\n"}, "stops.txt", 8, "stop_lat"),
    "feed-stop-nowhere": ({"stops.txt": STOPS + "Z,Nulle part,,\n"}, "stops.txt", 8, "stop_lat"),
    "feed-bad-coordinate": ({"stops.txt": STOPS + "Z,Loin,5O.5,4.5\n"}, "stops.txt", 8, "stop_lat"),
    "feed-station-circle": (
        {
            "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,parent_station\n"
            + STOPS.split("\n", 1)[1].replace("\n", ",\n")
            + "Z,Gare,50.6,4.6,Z\n"
        },
        "stops.txt",
        8,
        "parent_station",
    ),
    "feed-bad-time": (
        {"stop_times.txt": PASSAGES.replace("9:10:00,9:10:00", "9h10,9:10:00")},
        "stop_times.txt",
        6,
        "arrival_time",
    ),
    "feed-times-back": (
        {"stop_times.txt": PASSAGES.replace("9:10:00,9:10:00", "8:59:00,8:59:00")},
        "stop_times.txt",
        6,
        "departure_time",
    ),
    "feed-trip-short": ({"stop_times.txt": "\n".join(PASSAGES.split("\n")[:5])}, "stop_times.txt", 5, "trip_id"),
    "feed-trip-timeless": (
        {"stop_times.txt": PASSAGES.replace("9:20:00,9:20:00", ",")},
        "stop_times.txt",
        7,
        "arrival_time",
    ),
    "feed-bad-date": (
        {"calendar_dates.txt": "service_id,date,exception_type\nweek,2026-12-01,2\n"},
        "calendar_dates.txt",
        2,
        "date",
    ),
    "feed-bad-number": (
        {"calendar_dates.txt": "service_id,date,exception_type\nweek,20261201,3\n"},
        "calendar_dates.txt",
        2,
        "exception_type",
    ),
    "feed-bad-frequency": (
        {"frequencies.txt": "trip_id,start_time,end_time,headway_secs\nt1,8:00:00,9:00:00,0\n"},
        "frequencies.txt",
        2,
        "headway_secs",
    ),
    "feed-transfers-narrow": (
        {"transfers.txt": "from_stop_id,to_stop_id,transfer_type,from_route_id\nA,B,2,R1\n"},
        "transfers.txt",
        2,
        None,
    ),
}

REFERENCES = {
    "route_id": ("trips.txt", {"trips.txt": TRIPS + "\nR9,week,t9"}),
    "service_id": ("trips.txt", {"trips.txt": TRIPS + "\nR1,never,t9"}),
    "trip_id": ("stop_times.txt", {"stop_times.txt": PASSAGES + "\nt9,10:00:00,10:00:00,A,0"}),
    "stop_id": ("stop_times.txt", {"stop_times.txt": PASSAGES + "\nt2,10:00:00,10:00:00,Q,7"}),
    "from_stop_id": ("transfers.txt", {"transfers.txt": "from_stop_id,to_stop_id,transfer_type\nQ,A,0\n"}),
}


def read(path: Path, files: dict, folder: str = "") -> tuple[Feed | None, Findings]:
    findings = Findings()
    return read_feed(write_feed(path / "feed.zip", GOOD | files, folder=folder), findings), findings


def assert_messages(findings: Findings) -> None:
    for issue in findings.table().to_dict("records"):
        for language in LANGUAGES:
            message = texts(language)(f"issue-{issue['rule']}", **issue["values"])
            assert "{" not in message
            assert issue["rule"] not in message


def test_a_sound_feed_has_no_finding(tmp_path: Path) -> None:
    feed, findings = read(tmp_path, {})
    assert feed is not None
    assert findings.table().empty


@pytest.mark.parametrize("rule", ERRORS)
def test_a_feed_that_cannot_be_used(rule: str, tmp_path: Path) -> None:
    feed, findings = read(tmp_path, ERRORS[rule])
    assert feed is None
    assert rule in {issue.rule for issue in findings.errors}
    assert FEED_RULES[rule] == "error"
    assert_messages(findings)


@pytest.mark.parametrize("rule", WARNINGS)
def test_what_is_left_out_is_told_with_its_place(rule: str, tmp_path: Path) -> None:
    files, file, row, column = WARNINGS[rule]
    feed, findings = read(tmp_path, files)
    assert feed is not None
    (issue,) = findings.table().to_dict("records")
    assert (issue["rule"], issue["row"], issue["column"]) == (rule, row, column)
    assert issue["values"]["file"] == file
    assert_messages(findings)
    kept = set(feed.trips["trip_id"].to_numpy()[feed.stop_times.trip])
    alone = {"feed-times-back", "feed-trip-short", "feed-trip-timeless"}
    assert kept == ({"t1"} if rule in alone else {"t1", "t2"})


@pytest.mark.parametrize("column", REFERENCES)
def test_broken_references(column: str, tmp_path: Path) -> None:
    file, files = REFERENCES[column]
    feed, findings = read(tmp_path, files)
    assert feed is not None
    told = {(issue["rule"], issue["column"], issue["values"]["file"]) for issue in findings.table().to_dict("records")}
    assert ("feed-unknown-reference", column, file) in told
    assert set(feed.trips["trip_id"].to_numpy()[feed.stop_times.trip]) == {"t1", "t2"}
    assert len(feed.stop_times.trip) == 6
    assert_messages(findings)


def test_a_loop_is_told_and_kept(tmp_path: Path) -> None:
    feed, findings = read(tmp_path, trips({"t1": "A 8:00 B 8:10 A 8:20"}))
    assert feed is not None
    assert findings.table()["rule"].tolist() == ["feed-loops"]
    assert_messages(findings)


def test_files_in_a_folder_of_the_zip(tmp_path: Path) -> None:
    feed, findings = read(tmp_path, {}, folder="gtfs/")
    assert feed is not None
    (issue,) = findings.table().to_dict("records")
    assert (issue["rule"], issue["values"]["folder"]) == ("feed-in-folder", "gtfs")
    assert_messages(findings)


def test_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    feed, findings = read(tmp_path, {"stops.txt": STOPS.replace("Arrêt", "Église").encode("cp1252")})
    assert feed is not None
    assert feed.stops["name"].iloc[0] == "Église A"
    assert findings.table()["rule"].tolist() == ["feed-encoding-converted"]
    assert_messages(findings)


def test_headers_with_a_mark_quotes_and_spaces(tmp_path: Path) -> None:
    routes = '\ufeff"route_id" , route_short_name,route_long_name,route_type\n' + ROUTES.split("\n", 1)[1]
    feed, findings = read(tmp_path, {"routes.txt": routes})
    assert feed is not None, findings.table()
    assert findings.table().empty


@pytest.mark.parametrize("kind", ["not-zip", "folder", "cut", "zip-inside"])
def test_what_is_no_feed_at_all(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "given.zip"
    whole = write_feed(tmp_path / "feed.zip", GOOD).read_bytes()
    if kind == "folder":
        path.mkdir()
    elif kind == "zip-inside":
        with ZipFile(path, "w") as archive:
            archive.writestr("inner/feed.zip", whole)
    else:
        path.write_bytes(b"stop_id,stop_name\n" if kind == "not-zip" else whole[: len(whole) // 2])
    findings = Findings()
    assert read_feed(path, findings) is None
    rule = {"not-zip": "feed-not-zip", "folder": "feed-not-zip", "cut": "feed-damaged", "zip-inside": "feed-zip-inside"}
    assert [issue.rule for issue in findings.errors] == [rule[kind]]
    assert_messages(findings)


def test_every_rule_has_its_message() -> None:
    for language in LANGUAGES:
        for rule, severity in FEED_RULES.items():
            values = dict.fromkeys(("file", "value", "column", "folder", "other", "encoding", "inside", "day"), "x")
            numbers = dict.fromkeys(("count", "row", "columns", "limit_gb"), 2)
            told = values | numbers | {"first": "x", "last": "x", "feed": "x"}
            assert "{" not in texts(language)(f"issue-{rule}", **told)
            if severity == "error":
                assert "{" not in texts(language)(f"error-{rule}", **told)
