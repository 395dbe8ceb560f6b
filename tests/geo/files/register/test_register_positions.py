"""Where actors are put, on the three square communes of ``register_cases``."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo.errors import BadInputError
from geo.files.issues import Unread
from geo.files.register import RegisterReading
from geo.files.register.gazetteer import Gazetteer, Zone
from tests.geo.files.register.register_cases import GOOD, NOWHERE, places, zones

Reader = Callable[..., RegisterReading]
KM_PER_DEGREE = 6371.0088 * np.pi / 180


def position(reading: RegisterReading) -> tuple[Any, ...]:
    actor = reading.actors.iloc[0]
    return tuple(None if pd.isna(value) else value for value in actor[["lon", "lat", "position_quality", "zone_id"]])


def rules(reading: RegisterReading) -> list[str]:
    return reading.issues["rule"].tolist()


@pytest.fixture
def gazetteer() -> Gazetteer:
    return Gazetteer(zones(), places())


def test_given_position_is_kept(read_rows: Reader) -> None:
    assert position(read_rows(GOOD)) == (5.15, 50.05, "address", "01002")


def test_decimal_commas(read_rows: Reader) -> None:
    reading = read_rows(GOOD | {"lon": "5,15", "lat": "50,05"})
    assert position(reading) == (5.15, 50.05, "address", "01002")
    assert reading.issues.empty


@pytest.mark.parametrize(
    ("cells", "expected", "rule"),
    [
        ({"locality": "Pré vert"}, (5.12, 50.02, "locality", "01002"), "placed-at-locality"),
        ({"locality": "Hameau", "zone_id": "Plaine"}, (5.23, 50.03, "locality", "02001"), "placed-at-locality"),
        ({"locality": "Grand-Champ", "zone_id": ""}, (5.27, 50.07, "locality", "02001"), "placed-at-locality"),
        ({"locality": "Hameau (Plaine)", "zone_id": ""}, (5.23, 50.03, "locality", "02001"), "placed-at-locality"),
        ({"locality": "", "zone_id": "bourg"}, (5.15, 50.05, "commune", "01002"), "placed-at-commune"),
        ({"locality": "", "zone_id": "02001"}, (5.27, 50.07, "commune", "02001"), "placed-at-commune"),
        ({"locality": "ST ETIENNE", "zone_id": ""}, (5.03, 50.03, "commune", "01001"), "placed-at-commune"),
        ({"locality": "Nulle part", "zone_id": "01002"}, (5.15, 50.05, "commune", "01002"), "placed-at-commune"),
        ({"locality": "Hameau", "zone_id": ""}, (None, None, "unknown", None), "locality-ambiguous"),
        ({"locality": "", "zone_id": ""}, (None, None, "unknown", None), "position-unknown"),
    ],
)
def test_without_coordinates(cells: dict[str, str], expected: tuple[Any, ...], rule: str, read_rows: Reader) -> None:
    reading = read_rows(GOOD | NOWHERE | cells)
    assert position(reading) == expected
    assert rules(reading) == [rule]


def test_declared_quality_is_never_made_finer(read_rows: Reader) -> None:
    approximate = read_rows(GOOD | NOWHERE | {"position_quality": "approximative"})
    assert position(approximate) == (5.15, 50.05, "approximate", "01002")
    address = read_rows(GOOD | NOWHERE | {"position_quality": "address"})
    assert position(address) == (5.15, 50.05, "locality", "01002")


def test_position_declared_unknown_stays_so(read_rows: Reader) -> None:
    reading = read_rows(GOOD | NOWHERE | {"position_quality": "inconnue"})
    assert position(reading) == (None, None, "unknown", "01002")
    assert reading.issues.empty


def test_coordinates_without_quality_nor_address_are_approximate(read_rows: Reader) -> None:
    reading = read_rows(GOOD | {"position_quality": "", "address": ""})
    assert position(reading) == (5.15, 50.05, "approximate", "01002")


def test_without_places_the_commune_gives_an_inner_point(read_rows: Reader) -> None:
    lon, lat, quality, zone_id = position(read_rows(GOOD | NOWHERE, places=None))
    assert (quality, zone_id) == ("commune", "01002")
    assert 5.1 < lon < 5.2
    assert 50.0 < lat < 50.1


def test_just_outside_is_allowed_since_boundaries_are_approximate(read_rows: Reader) -> None:
    near = read_rows(GOOD | {"lat": "50.14"})  # 0.04° = 4.4 km north of the edge
    assert near.ok
    assert rules(near) == []
    far = read_rows(GOOD | {"lat": "50.15"})  # 5.6 km
    assert rules(far) == ["outside-territory"]


def test_nothing_is_checked_without_geometries(read_rows: Reader) -> None:
    bare = zones()
    bare["geometry"] = None
    reading = read_rows(GOOD | {"lon": "12", "lat": "40"}, zones=bare.set_crs(4326, allow_override=True))
    assert reading.ok
    assert position(reading) == (12.0, 40.0, "address", "01002")


def test_distances(gazetteer: Gazetteer) -> None:
    shapes = gazetteer.shapes
    assert shapes.nearest(5.05, 50.05) == ("01001", 0.0)
    zone_id, km = shapes.nearest(5.15, 51.1)
    assert (zone_id, km) == ("01002", pytest.approx(KM_PER_DEGREE, abs=0.01))
    zone_id, km = shapes.nearest(5.4, 50.05)
    assert (zone_id, km) == ("02001", pytest.approx(0.1 * KM_PER_DEGREE * np.cos(np.radians(50.05)), abs=0.01))
    assert shapes.distance_km("01001", 5.15, 50.05) == pytest.approx(
        0.05 * KM_PER_DEGREE * np.cos(np.radians(50.05)), abs=0.01
    )
    assert shapes.distance_km("P1", 5.15, 50.05) is None


@pytest.mark.parametrize(
    ("text", "zone_id"),
    [
        ("01001", "01001"),
        ("saint etienne", "01001"),
        ("Commune de Bourg", "01002"),
        ("Plaine", "02001"),
        ("P1", "P1"),
        ("Province de Plaine", "P2"),
        ("commune de Plaine", "02001"),
        ("Contrée", "R"),
        ("région de Contrée", "R"),
    ],
)
def test_zones_by_code_or_name(text: str, zone_id: str, gazetteer: Gazetteer) -> None:
    found = gazetteer.find_any(text, finest_first=True)
    assert isinstance(found, Zone)
    assert found.zone_id == zone_id


def test_a_name_on_two_levels_is_ambiguous_unless_the_finest_is_meant(gazetteer: Gazetteer) -> None:
    found = gazetteer.find_any("Plaine")
    assert isinstance(found, Unread)
    assert found.rule == "ambiguous-zone"
    assert isinstance(gazetteer.find("Plaine"), Zone)


def test_covers_takes_zones_of_any_level(read_rows: Reader) -> None:
    reading = read_rows(GOOD | {"covers": "province de Vallée, 02001\nBourg; P1"})
    assert reading.ok
    assert reading.services["covers"].tolist() == ["P1;02001;01002"]


def test_zones_must_be_geographic(read_rows: Reader) -> None:
    with pytest.raises(BadInputError, match="zones-not-geographic"):
        read_rows(GOOD, zones=zones().to_crs(31370))


def test_a_refused_commune_is_the_only_thing_said_about_the_place(read_rows: Reader) -> None:
    assert rules(read_rows(GOOD | NOWHERE | {"zone_id": "Atlantide"})) == ["unknown-zone"]
    assert rules(read_rows(GOOD | {"zone_id": "Atlantide", "lon": "50.05", "lat": "5.15"})) == [
        "unknown-zone",
        "coordinates-swapped",
    ]
