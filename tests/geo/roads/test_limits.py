import pytest

from geo.errors import BadInputError
from geo.roads.profile import load_limits, tagged_limit_kph
from geo.roads.profile.limits import context_of, legal_context, limit_of_text_kph


@pytest.mark.parametrize(
    ("text", "kph"),
    [
        ("50", 50),
        ("7.5", 7.5),
        ("50 km/h", 50),
        ("50kmh", 50),
        ("50 kph", 50),
        ("50 mph", 80.4672),
        ("30mph", 48.28032),
        ("10 knots", 18.52),
        ("walk", 7),
        ("none", 140),
        ("BE:urban", 50),
        ("BE-VLG:rural", 70),
        ("BE-WAL:rural", 90),
        ("BE:motorway", 120),
        ("FR:rural", 80),
        ("FR:zone30", 30),
        ("DE:zone:30", 30),
        ("BE:20", 20),
        ("zone:30", 30),
        ("MA:urban", 60),
        ("MA:rural", 100),
        ("DE:walk", 7),
        ("urban", 50),
        ("RO:trunk", 110),
        ("50;30", 30),
        ("100|80", 80),
        ("50; 70 mph", 50),
        ("50 @ (22:00-06:00)", None),
        ("signals", None),
        ("variable", None),
        ("sign", None),
        ("", None),
        ("fast", None),
        ("0", None),
    ],
)
def test_every_spelling(text: str, kph: float | None) -> None:
    found = limit_of_text_kph(text, limits=load_limits(), country="BE")
    assert found == (None if kph is None else pytest.approx(kph))


@pytest.mark.parametrize(
    ("tags", "forward", "backward"),
    [
        ({"maxspeed": "50"}, 50, 50),
        ({"maxspeed": "70", "maxspeed:backward": "50"}, 70, 50),
        ({"maxspeed:forward": "90"}, 90, None),
        ({"zone:maxspeed": "30"}, 30, 30),
        ({"maxspeed": "signals", "maxspeed:type": "FR:urban"}, 50, 50),
        ({"source:maxspeed": "BE:rural"}, 90, 90),
        ({"maxspeed": "50", "zone:maxspeed": "30"}, 50, 50),
        ({"source:maxspeed": "survey"}, None, None),
        ({"zone:traffic": "BE:urban"}, None, None),
        ({}, None, None),
    ],
)
def test_which_tag_decides(tags: dict[str, str], forward: float | None, backward: float | None) -> None:
    for direction, kph in (("forward", forward), ("backward", backward)):
        assert tagged_limit_kph(tags, limits=load_limits(), direction=direction, country="BE") == kph


@pytest.mark.parametrize(
    ("country", "urban", "rural", "motorway"),
    [("BE", 50, 90, 120), ("BE-WAL", 50, 90, 120), ("BE-BRU", 30, 70, 120), ("FR", 50, 80, 130), ("MA", 60, 100, 120)],
)
def test_what_the_law_says(country: str, urban: float, rural: float, motorway: float) -> None:
    limits = load_limits()
    assert [limits.legal_kph(country, context) for context in ("urban", "rural", "motorway")] == [
        urban,
        rural,
        motorway,
    ]


def test_a_country_without_law_in_the_file_takes_the_default() -> None:
    assert load_limits().legal_kph("LI", "rural") == 90


@pytest.mark.parametrize(
    ("tags", "context"),
    [
        ({"zone:traffic": "BE:urban"}, "urban"),
        ({"maxspeed": "FR:rural"}, "rural"),
        ({"source:maxspeed": "DE:zone:30"}, None),
        ({"maxspeed": "50"}, None),
    ],
)
def test_town_or_country_from_tags(tags: dict[str, str], context: str | None) -> None:
    assert context_of(tags) == context


@pytest.mark.parametrize(
    ("tags", "urban", "context"),
    [
        ({"highway": "motorway"}, True, "motorway"),
        ({"highway": "living_street"}, False, "living_street"),
        ({"highway": "primary"}, True, "urban"),
        ({"highway": "primary"}, False, "rural"),
        ({"highway": "primary", "oneway": "yes"}, False, "dual"),
        ({"highway": "primary", "oneway": "yes", "junction": "roundabout"}, False, "rural"),
        ({"highway": "secondary", "motorroad": "yes"}, False, "dual"),
    ],
)
def test_legal_context(tags: dict[str, str], *, urban: bool, context: str) -> None:
    assert legal_context(tags, urban=urban) == context


def test_a_damaged_file_of_limits_is_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "limits.toml").write_text("version = ")
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path))
    with pytest.raises(BadInputError, match="bad-profile"):
        load_limits()
