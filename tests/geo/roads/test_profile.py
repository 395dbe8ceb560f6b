import math
import tomllib
from pathlib import Path

import pytest

from geo.errors import BadInputError, NotFoundError
from geo.paths import data_folder
from geo.roads.profile import load_limits, load_profile, passages
from geo.roads.profile.access import access_of, directions_of, stops_at
from geo.roads.profile.speeds import duration_s
from geo.schema import FIGURE_STATUSES, ROAD_MODES

BOTH, AHEAD, BACK, NEITHER = (True, True), (True, False), (False, True), (False, False)


def passage(mode: str, country: str = "BE", **tags: str):
    named = {key.replace("__", ":"): value for key, value in tags.items()}
    profile = load_profile(mode)
    return passages([named], profile=profile, limits=load_limits(), country=country).iloc[0]


@pytest.mark.parametrize(
    ("tags", "rural", "urban"),
    [
        # nothing written: the class, never above 0.8 × the legal limit (BE: 50 in town, 90 outside, 120 motorway)
        ({"highway": "residential"}, 25, 25),
        ({"highway": "tertiary"}, 40, 40),
        ({"highway": "secondary"}, 55, 40),
        ({"highway": "primary"}, 65, 40),
        ({"highway": "motorway"}, 90, 90),
        # written: 0.8 × the limit
        ({"highway": "residential", "maxspeed": "30"}, 24, 24),
        ({"highway": "tertiary", "maxspeed": "90"}, 72, 72),
        ({"highway": "motorway", "maxspeed": "120"}, 0.93 * 120, 0.93 * 120),
        ({"highway": "motorway", "maxspeed": "none"}, 112, 112),
        ({"highway": "trunk", "maxspeed": "90"}, 0.88 * 90, 0.88 * 90),
        # an unsigned country lane is faster out of towns
        ({"highway": "unclassified"}, 35, 25),
        ({"highway": "unclassified", "ford": "yes"}, 8, 8),
        # capped by surface, track grade, smoothness
        ({"highway": "tertiary", "maxspeed": "90", "surface": "cobblestone"}, 30, 30),
        ({"highway": "tertiary", "maxspeed": "90", "smoothness": "very_bad"}, 20, 20),
        ({"highway": "unclassified", "tracktype": "grade5"}, 20, 20),
        ({"highway": "track"}, 12, 12),
        ({"highway": "track", "tracktype": "grade1"}, 30, 30),
        ({"highway": "track", "tracktype": "grade1", "maxspeed": "20"}, 16, 16),
        # slowed: driveways, streets open to residents only
        ({"highway": "service", "service": "driveway"}, 7.5, 7.5),
        ({"highway": "service", "maxspeed": "50"}, 15, 15),
        ({"highway": "residential", "access": "destination"}, 12.5, 12.5),
        # opened by a sign of its own
        ({"highway": "pedestrian", "motor_vehicle": "yes"}, 10, 10),
        ({"route": "ferry"}, 10, 10),
    ],
)
def test_car_speeds(tags: dict[str, str], rural: float, urban: float) -> None:
    row = passage("car", **tags)
    assert [row["forward_kph"], row["backward_urban_kph"]] == pytest.approx(
        [rural, math.nan if tags["highway" if "highway" in tags else "route"] == "motorway" else urban], nan_ok=True
    )


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "pedestrian"},
        {"highway": "steps"},
        {"highway": "proposed"},
        {"highway": "residential", "access": "private"},
        {"highway": "residential", "motor_vehicle": "no"},
        {"highway": "residential", "motorcar": "no", "access": "yes"},
        {"highway": "track", "motor_vehicle": "agricultural;forestry"},
        {"highway": "residential", "smoothness": "impassable"},
        {"highway": "service", "service": "emergency_access"},
        {"highway": "residential", "area": "yes"},
        {"highway": "residential", "oneway": "reversible"},
        {"route": "ferry", "motor_vehicle": "no"},
        {},
    ],
)
def test_closed_to_cars(tags: dict[str, str]) -> None:
    row = passage("car", **tags)
    assert math.isnan(row["forward_kph"])
    assert math.isnan(row["backward_kph"])


@pytest.mark.parametrize(
    ("mode", "tags", "kph"),
    [
        ("bike", {"highway": "residential"}, 15),
        ("bike", {"highway": "track", "tracktype": "grade4"}, 8),
        ("bike", {"highway": "cycleway", "surface": "gravel"}, 6),
        ("bike", {"highway": "footway"}, 4),
        ("bike", {"highway": "footway", "bicycle": "designated"}, 15),
        ("bike", {"highway": "residential", "bicycle": "dismount"}, 4),
        ("bike", {"highway": "steps"}, 2),
        ("bike", {"highway": "motorway"}, math.nan),
        ("bike", {"highway": "trunk"}, 15),
        ("bike", {"highway": "trunk", "motorroad": "yes"}, math.nan),
        ("bike", {"highway": "trunk", "bicycle": "no"}, math.nan),
        ("bike", {"highway": "trunk", "bicycle": "yes"}, 15),
        ("bike", {"highway": "primary", "motorroad": "yes"}, math.nan),
        ("bike", {"highway": "primary", "bicycle": "use_sidepath"}, math.nan),
        ("bike", {"highway": "residential", "vehicle": "no"}, math.nan),
        ("bike", {"highway": "residential", "vehicle": "no", "bicycle": "yes"}, 15),
        ("foot", {"highway": "residential"}, 5),
        ("foot", {"highway": "residential", "vehicle": "no"}, 5),
        ("foot", {"highway": "steps"}, 3),
        ("foot", {"highway": "path", "surface": "sand"}, 2.5),
        ("foot", {"highway": "path", "sac_scale": "alpine_hiking"}, math.nan),
        ("foot", {"highway": "motorway"}, math.nan),
        ("foot", {"highway": "motorway", "sidewalk": "both"}, math.nan),
        ("foot", {"highway": "trunk"}, 5),
        ("foot", {"highway": "trunk_link", "motorroad": "yes"}, math.nan),
        ("foot", {"highway": "trunk", "foot": "no"}, math.nan),
        ("foot", {"highway": "residential", "access": "no"}, math.nan),
        ("foot", {"highway": "residential", "access": "no", "foot": "yes"}, 5),
    ],
)
def test_bike_and_foot_speeds(mode: str, tags: dict[str, str], kph: float) -> None:
    assert passage(mode, **tags)["forward_kph"] == pytest.approx(kph, nan_ok=True)


@pytest.mark.parametrize(
    ("mode", "tags", "kph"),
    [
        ("foot", {}, math.nan),
        ("foot", {"sidewalk": "right"}, 5),
        ("foot", {"sidewalk__both": "yes"}, 5),
        ("foot", {"sidewalk": "separate"}, math.nan),
        ("foot", {"sidewalk": "both", "foot": "no"}, math.nan),
        ("foot", {"sidewalk": "both", "motorroad": "yes"}, math.nan),
        ("bike", {}, math.nan),
        ("bike", {"cycleway__right": "track"}, 15),
        ("bike", {"cycleway": "lane"}, 15),
        ("bike", {"cycleway": "separate"}, math.nan),
        ("bike", {"sidewalk": "both"}, math.nan),
        ("car", {"sidewalk": "both"}, 0.88 * 80),
    ],
)
def test_where_the_law_closes_a_trunk_road_a_pavement_or_a_track_opens_it(mode, tags, kph):
    """In France a trunk road is one for motor vehicles, whatever is not written."""
    row = passage(mode, country="FR", highway="trunk", **tags)
    assert row["forward_kph"] == pytest.approx(kph, nan_ok=True)


@pytest.mark.parametrize(
    ("mode", "tags", "expected"),
    [
        ("car", {}, BOTH),
        ("car", {"oneway": "yes"}, AHEAD),
        ("car", {"oneway": "1"}, AHEAD),
        ("car", {"oneway": "-1"}, BACK),
        ("car", {"oneway": "reverse"}, BACK),
        ("car", {"oneway": "no"}, BOTH),
        ("car", {"oneway": "reversible"}, NEITHER),
        ("car", {"oneway": "alternating"}, BOTH),
        ("car", {"junction": "roundabout"}, AHEAD),
        ("car", {"highway": "motorway"}, AHEAD),
        ("car", {"highway": "motorway", "oneway": "no"}, BOTH),
        ("car", {"highway": "motorway_link"}, BOTH),
        ("car", {"oneway": "yes", "oneway:motor_vehicle": "no"}, BOTH),
        ("car", {"oneway": "yes", "oneway:bicycle": "no"}, AHEAD),
        ("bike", {"oneway": "yes"}, AHEAD),
        ("bike", {"oneway": "yes", "oneway:bicycle": "no"}, BOTH),
        ("bike", {"oneway": "yes", "cycleway": "opposite"}, BOTH),
        ("bike", {"oneway": "yes", "cycleway:left": "opposite_lane"}, BOTH),
        ("bike", {"oneway": "yes", "cycleway:left:oneway": "-1"}, BOTH),
        ("bike", {"oneway": "yes", "cycleway": "lane"}, AHEAD),
        ("bike", {"oneway": "-1"}, BACK),
        ("bike", {"oneway:bicycle": "yes"}, AHEAD),
        ("bike", {"junction": "roundabout"}, AHEAD),
        ("foot", {"oneway": "yes"}, BOTH),
        ("foot", {"junction": "roundabout"}, BOTH),
        ("foot", {"oneway:foot": "yes"}, AHEAD),
    ],
)
def test_directions(mode: str, tags: dict[str, str], expected: tuple[bool, bool]) -> None:
    assert directions_of(tags, load_profile(mode)) == expected


def test_the_most_specific_access_tag_decides() -> None:
    car = load_profile("car")
    assert access_of({"access": "no", "vehicle": "no", "motorcar": "yes"}, car) == "open"
    assert access_of({"access": "yes", "motor_vehicle": "private"}, car) == "closed"
    assert access_of({"access": "customers"}, car) == "local"
    assert access_of({"bicycle": "no"}, car) == "open"


@pytest.mark.parametrize(
    ("mode", "tags", "stops"),
    [
        ("car", {"barrier": "bollard"}, True),
        ("car", {"barrier": "bollard", "bollard": "rising"}, False),
        ("car", {"barrier": "bollard", "motor_vehicle": "yes"}, False),
        ("car", {"barrier": "gate"}, False),
        ("car", {"barrier": "gate", "locked": "yes"}, True),
        ("car", {"barrier": "gate", "access": "private"}, True),
        ("car", {"highway": "crossing", "access": "no"}, False),
        ("bike", {"barrier": "bollard"}, False),
        ("bike", {"barrier": "fence"}, True),
        ("foot", {"barrier": "bollard"}, False),
    ],
)
def test_points_that_stop(mode: str, tags: dict[str, str], *, stops: bool) -> None:
    assert stops_at(tags, load_profile(mode)) is stops


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("20", 1200),
        ("00:25", 1500),
        ("1:30", 5400),
        ("01:05:30", 3930),
        ("PT1H30M", 5400),
        ("PT45M", 2700),
        ("P1DT2H", 93600),
        ("soon", math.nan),
        ("", math.nan),
        ("PT", math.nan),
    ],
)
def test_durations(text: str, seconds: float) -> None:
    assert duration_s(text) == pytest.approx(seconds, nan_ok=True)


def test_forward_and_backward_limits_differ() -> None:
    row = passage("car", highway="tertiary", maxspeed="70", maxspeed__backward="50")
    assert (row["forward_kph"], row["backward_kph"]) == pytest.approx((56, 40))


def test_nobody_is_snapped_to_a_motorway_or_a_ferry() -> None:
    assert not passage("car", highway="motorway")["snappable"]
    assert not passage("car", route="ferry")["snappable"]
    assert passage("car", highway="residential")["snappable"]


def test_legal_defaults_follow_the_country() -> None:
    assert passage("car", country="MA", highway="secondary")["forward_urban_kph"] == pytest.approx(0.8 * 60)
    assert passage("car", country="FR", highway="trunk")["forward_kph"] == pytest.approx(0.88 * 80)


def test_with_speeds_replaces_and_refuses() -> None:
    car = load_profile("car")
    faster = car.with_speeds({"residential": 30})
    assert (faster.class_kph["residential"], car.class_kph["residential"]) == (30, 25)
    assert faster.fingerprint() != car.fingerprint() == load_profile("car").fingerprint()
    with pytest.raises(NotFoundError, match="unknown-road-class"):
        car.with_speeds({"rail": 100})
    with pytest.raises(BadInputError, match="bad-speed"):
        car.with_speeds({"residential": 0})
    with pytest.raises(NotFoundError, match="unknown-travel-mode"):
        load_profile("boat")


@pytest.mark.parametrize("path", sorted((data_folder() / "profiles").glob("*.toml")), ids=lambda path: path.stem)
def test_every_table_says_where_its_figures_come_from(path: Path) -> None:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))

    def check(table: dict, name: str) -> None:
        for key, part in table.items():
            if isinstance(part, dict) and key != "sources" and "status" in part:
                assert part["status"] in FIGURE_STATUSES, f"{name}.{key}"
                assert part["date"], f"{name}.{key}"
                assert part["source"] or part["status"] == "hypothesis", f"{name}.{key}"
                known = raw.get("sources", {})
                assert not known or not part["source"] or part["source"] in known, f"{name}.{key}"
            elif isinstance(part, dict) and key != "sources":
                assert "status" in part or all(isinstance(inner, dict) for inner in part.values()), f"{name}.{key}"
                check(part, f"{name}.{key}")

    if "status" in raw:
        # One source for the whole file.
        assert raw["status"] in FIGURE_STATUSES
        assert raw["date"]
        assert raw["source"]
    else:
        check(raw, path.stem)


def test_sources_are_kept_with_the_profile() -> None:
    for mode in ROAD_MODES:
        tables = {source["table"]: source for source in load_profile(mode).sources}
        assert {"speeds", "waits", "walk", "access", "caps.surface"} <= set(tables)
        assert tables["speeds"]["title"]
