"""A register said in HSDS and in data·inclusion: what is written is read back, whatever the row; counted by hand."""

import csv
import io
import json
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import schema
from geo.files.register.columns import COLUMNS
from geo.files.register.formats.content import Change, Material, lost, records_of
from geo.files.register.formats.data_inclusion import UNSAID, inclusion_lists, inclusion_records
from geo.files.register.formats.hsds_reading import hsds_records, is_own, read_hsds
from geo.files.register.formats.hsds_writing import hsds_package, hsds_tables
from geo.files.register.formats.tabular import csv_rows, data_package
from tests.tries import tries

NUMBERS = {
    column.name for table in (schema.ACTOR, schema.SERVICE) for column in table.columns if column.kind == "number"
}
BASE = {
    "actor_id": "a",
    "service": "Accueil",
    "name": "Maison Lune",
    "kind": "saf",
    "mode": "on-site",
    "status": "open",
    "position_quality": "address",
    "lon": 5.2,
    "lat": 46.2,
    "source": "page",
    "as_of": "2026-01",
}


def register(*rows):
    """Rows as a register, what is not said unknown."""
    full = pd.DataFrame([{**dict.fromkeys(COLUMNS), **BASE, **row} for row in rows], columns=list(COLUMNS))
    return full.astype({column: "float64" for column in COLUMNS if column in NUMBERS})


def material(*rows, history=(), country="FR"):
    return Material(
        register(*rows),
        history,
        date(2026, 11, 27),
        "fr",
        "ain",
        country,
        {"fr": "Ain", "en": "Ain"},
        zone_names={"01": "Ain", "01004": "Ambérieu-en-Bugey"},
        kinds={"saf": "Service d’aide aux familles"},
    )


# Texts as files hold them: no lone spaces at the ends, no control characters, and everything that breaks a CSV.
WORDS = st.text(alphabet="abcé;,\"'\n |#=·’0", min_size=1, max_size=20).map(str.strip).filter(bool)
CODES = st.lists(st.sampled_from(["saf", "x-y", "z1"]), min_size=1, max_size=3, unique=True).map(";".join)
FIGURES = st.one_of(st.integers(0, 1000).map(float), st.decimals(0, 999, places=2).map(float))
DATES = st.sampled_from(["2024", "2024-05", "2024-05-06"])


KINDS_OF_CELLS = {
    **dict.fromkeys(("functions", "covers"), CODES),
    "kind": st.sampled_from(["saf", "hopital"]),
    "stages": st.sampled_from(schema.STAGES),
    "strata": st.sampled_from(schema.STRATA),
    "identifiers": st.sampled_from(["finess:010780054", "siret:26010004500012;nis:92094", "maillage-x:1"]),
    **dict.fromkeys(("since", "until", "expected_return", "last_delivered", "observed", "verified", "as_of"), DATES),
    "lon": st.floats(-180, 180, allow_nan=False),
    "lat": st.floats(-90, 90, allow_nan=False),
}


def cells(column):
    """Values that a column may hold."""
    declared = next(one for table in (schema.ACTOR, schema.SERVICE) for one in table.columns if one.name == column)
    if column in KINDS_OF_CELLS:
        return KINDS_OF_CELLS[column]
    if declared.allowed:
        return st.sampled_from(declared.allowed)
    return FIGURES if declared.kind == "number" else WORDS


FREE = [column for column in COLUMNS if column not in {"actor_id", "service", "lon", "lat"}]
ROWS = st.fixed_dictionaries({}, optional={column: cells(column) for column in FREE})
POINTS = st.one_of(
    st.just({"lon": None, "lat": None}), st.fixed_dictionaries({"lon": cells("lon"), "lat": cells("lat")})
)


@tries(40)
@given(ROWS, POINTS, ROWS)
def test_hsds_loses_nothing_of_any_row(first, point, second):
    """Two services of one actor, a second actor: the fields alone or an attribute, everything comes back."""
    service = {column: value for column, value in second.items() if column in schema.SERVICE.names}
    actor = {"actor_id": "a", **first, **point}
    rows = ({**actor, "service": "Un"}, {**actor, **service, "service": "Deux"}, {**second, "actor_id": "b"})
    said = material(*rows)
    records = said.records()
    back = read_hsds(hsds_package(said))
    assert back == records
    assert is_own(back)
    assert lost(records, back) == {}


@tries(40)
@given(ROWS, POINTS)
def test_data_inclusion_never_says_anything_else_than_the_register(first, point):
    """What it cannot say is not said: a cell that comes back is the one that was written."""
    lists = inclusion_lists(material({**first, **point, "status": "open"}))
    for record, read in zip(lists.records, inclusion_records(lists.structures, lists.services), strict=True):
        told = {column: text for column, text in read.items() if column not in UNSAID}
        assert told.items() <= record.items()
        assert {"actor_id", "service", "name"} <= told.keys()


@tries(25)
@given(ROWS, POINTS)
def test_the_data_package_holds_the_texts_of_the_register(first, point):
    said = material({**first, **point})
    assert csv_rows(data_package(said)["register.csv"], "register.csv") == list(records_of(said.register))


def rooms(*rows):
    return hsds_tables(material(*rows)).rows["service_capacity"]


def test_a_room_is_written_only_where_capacity_use_and_unit_are_known():
    known = {"capacity": 120.0, "used": 80.5, "capacity_unit": "follow-ups"}
    (row,) = rooms(known)
    assert (row["available"], row["maximum"]) == ("39.5", "120")
    for column in known:
        assert rooms({**known, column: None}) == []
    (row,) = rooms({**known, "used": 120.0})
    assert row["available"] == "0"  # full is known, and zero
    said = material({**known, "used": 130.0})
    (row,) = hsds_tables(said).rows["service_capacity"]
    assert row["available"] == "0"  # nothing is left, and the use comes back as it is
    assert read_hsds(hsds_package(said))[0]["used"] == "130"


def test_statuses_say_no_more_than_the_register():
    codes = {code: hsds_tables(material({"status": code})).rows["service"][0]["status"] for code in schema.STATUSES}
    assert codes == {
        "open": "active",
        "planned": "inactive",
        "suspended": "temporarily closed",
        "closed": "defunct",
        "to-verify": "inactive",
    }


@pytest.mark.parametrize(
    ("hours", "rules"),
    [
        ("Mo-We 09:00-12:00", [("MO,TU,WE", "09:00", "12:00")]),
        ("Mo,Fr 09:00-12:00,13:00-17:30", [("MO,FR", "09:00", "12:00"), ("MO,FR", "13:00", "17:30")]),
        ("Fr-Mo 08:00-09:00", [("FR,SA,SU,MO", "08:00", "09:00")]),
        ("Tu 09:00-12:00; Th 14:00-16:00", [("TU", "09:00", "12:00"), ("TH", "14:00", "16:00")]),
        ("Mo-Fr 09:00-12:00; We 14:00-16:00", []),  # Wednesday takes the place of what came before
        ("Mo-Fr 09:00-12:00; PH off", []),
        ("Th[1] 09:00-12:00", []),
        ("mardi 9h-12h", []),
    ],
)
def test_schedules_hold_the_rules_of_every_week_and_only_those(hours, rules):
    said = material({"hours": hours})
    rows = hsds_tables(said).rows["schedule"]
    assert [(row["byday"], row["opens_at"], row["closes_at"]) for row in rows if "byday" in row] == rules
    assert {row["description"] for row in rows} == {hours}
    assert hsds_records(hsds_tables(said))[0]["hours"] == hours


def test_metadata_says_who_changed_what():
    moment = datetime(2026, 5, 6, 7, 8, 9)  # noqa: DTZ001 - the journal is in UTC
    history = [
        Change("a", "Accueil", "added", None, None, None, moment, "embedded"),
        Change("a", "Accueil", "changed", "phone", None, "04 74", moment, "Claire"),
        Change("gone", "Accueil", "added", None, None, None, moment, "embedded"),
    ]
    known = {"capacity": 2.0, "used": 1.0, "capacity_unit": "places"}
    tables = hsds_tables(material(known, history=history))
    rows = tables.rows["metadata"]
    assert [row["last_action_type"] for row in rows] == ["create", "update"]
    assert (
        rows[1]
        | {
            "last_action_date": "2026-05-06",
            "field_name": "phone",
            "replacement_value": "04 74",
            "updated_by": "Claire",
            "resource_type": "service",
        }
        == rows[1]
    )
    assert "previous_value" not in rows[1]
    assert {row["resource_id"] for row in rows} == {row["id"] for row in tables.rows["service"]}
    assert tables.rows["service_capacity"][0]["updated"] == "2026-05-06T07:08:09.000Z"


def test_the_descriptor_fits_its_tables():
    files = hsds_package(material({"covers": "01;01004", "phone": "04", "hours": "Mo 09:00-12:00", "note": "a ; b"}))
    descriptor = json.loads(files["datapackage.json"])
    assert descriptor["version"] == "3.1"
    tables = {one["name"]: one for one in descriptor["resources"]}
    ids = {name: {row["id"] for row in csv_rows(files[one["path"]], name)} for name, one in tables.items()}
    for name, one in tables.items():
        headers = next(csv.reader(io.StringIO(files[one["path"]].decode())))
        described = one["schema"]["fields"]
        assert headers == [column["name"] for column in described]
        rows = csv_rows(files[one["path"]], name)
        assert len(ids[name]) == len(rows)
        needed = {column["name"] for column in described if column.get("constraints", {}).get("required")}
        assert all(needed <= row.keys() for row in rows), name
        for key in one["schema"].get("foreignKeys", []):
            held = {row[key["fields"]] for row in rows if key["fields"] in row}
            assert held <= ids[key["reference"]["resource"]]
    names = [row["name"] for row in csv_rows(files["service_areas.csv"], "areas")]
    assert names == ["Ain", "Ambérieu-en-Bugey"]


def test_a_package_of_somebody_else_is_read():
    """Two places of one organization are two actors; hours come from the rules, coordinates from the place."""
    files = {
        "organizations.csv": b"id,name,description\no1,Moon House,x\n",
        "services.csv": b"id,organization_id,name,status,fees_description\ns1,o1,Talks,active,free\n",
        "locations.csv": b"id,organization_id,latitude,longitude\nl1,o1,46.1,5.2\nl2,o1,,\n",
        "services_at_location.csv": b"id,service_id,location_id\nx1,s1,l1\nx2,s1,l2\n",
        "addresses.csv": b"id,location_id,address_1,city,postal_code\na1,l2,1 rue Haute,Belley,01300\n",
        "schedules.csv": b'id,service_at_location_id,byday,opens_at,closes_at\nh1,x1,"MO,TH",09:00:00,12:30:00\n',
        "service_capacity.csv": b"id,service_id,available,maximum\nc1,s1,3,10\n",
    }
    first, second = read_hsds(files)
    assert (first["actor_id"], second["actor_id"]) == ("o1-l1", "o1-l2")
    assert first["hours"] == "Mo,Th 09:00-12:30"
    assert (first["lat"], first["lon"], first["used"], first["capacity"]) == ("46.1", "5.2", "7", "10")
    assert second | {"address": "1 rue Haute", "locality": "Belley", "postal_code": "01300"} == second
    assert "hours" not in second
    assert not is_own([first, second])


def test_what_data_inclusion_holds_and_leaves_aside():
    rows = (
        {"position_quality": "commune", "website": "lune.example", "postal_code": "4020", "hours": "mardi 9h-12h"},
        {"actor_id": "b", "service": "Jeux", "fees": "Gratuit", "hours": "Tu 09:00-12:00", "covers": "01004"},
        {"actor_id": "c", "status": "to-verify"},
        {"actor_id": "d", "service": "FO"},
        {"actor_id": "e", "name": "Les Petits."},
        {"actor_id": "f", "note": "n" * 2000},
    )
    lists = inclusion_lists(material(*rows))
    assert dict(lists.aside) == {"status": 1, "name": 2}
    assert [one["id"] for one in lists.structures] == ["maillage--a", "maillage--b", "maillage--f"]
    first, second, third = lists.services
    assert not {"longitude", "code_postal", "horaires_accueil"} & first.keys()
    assert "site_web" not in lists.structures[0]
    assert (second["frais"], second["horaires_accueil"]) == ("gratuit", "Tu 09:00-12:00")
    assert (second["zone_eligibilite"], second["longitude"]) == (["01004"], 5.2)
    assert all(50 <= len(one["description"]) <= 2000 for one in (*lists.structures, first, second, third))
    read = inclusion_records(lists.structures, lists.services)
    assert lost(lists.records, read)["note"] == 1  # too long for the schema: not cut, left out


def test_structures_and_services_of_somebody_else_are_joined():
    structures = [
        {"source": "dora", "id": "dora--1", "nom": "PMI Haute", "date_maj": "2025-01-02", "commune": "Belley"},
        {"source": "dora", "id": "dora--2", "nom": "Seule", "date_maj": "2025-01-02"},
    ]
    services = [
        {"source": "dora", "id": "dora--9", "structure_id": "dora--1", "nom": "Pesée", "date_maj": "2025-03-04"}
    ]
    first, second = inclusion_records(structures, services)
    assert (
        first
        | {
            "actor_id": "dora--1",
            "name": "PMI Haute",
            "service": "Pesée",
            "locality": "Belley",
            "source": "data·inclusion (dora)",
            "as_of": "2025-03-04",
        }
        == first
    )
    assert (second["actor_id"], "service" in second) == ("dora--2", False)
