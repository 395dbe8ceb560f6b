"""Lists of publishers, in their layouts: FINESS, BPE, data·inclusion, Overpass, DHIS2; recipes and what they fit."""

import json
from typing import Any

import pytest

from geo.files.register.intake.recipes import Recipe, fitting_recipe, shipped_recipes
from tests.geo.files.register.intake.test_lists import SAID, Write, kinds, look, metres

FINESS = "nofinesset;rs;rslongue;numvoie;typvoie;voie;commune;departement;ligneacheminement;telephone;categetab;{more}"


def test_finess_with_headers_takes_each_line_in_its_system(write: Write) -> None:
    x, y = metres(5.15, 50.05)
    path = write(
        "etablissements.csv",
        FINESS.format(more="coordxet;coordyet;sourcecoordet;datemaj\n")
        + f"010000001;PMI A;CENTRE DE PMI A;1;R;HAUTE;002;01;06000 BOURG;;223;{x};{y};1,BAN,LAMBERT_93;2026-05-04\n"
        + "010000002;CH B;;2;R;BASSE;002;01;06001 BOURG CEDEX 2;;355;5.16;50.06;1,BAN,EPSG:4326;2026-05-04\n"
        + "010000003;MAISON;;2;R;BASSE;002;01;06000 BOURG;;500;5.16;50.06;;2026-05-04\n"
        + "690000001;PMI LOIN;;2;R;BASSE;123;69;69001 LYON;;223;;;;2026-05-04\n",
    )
    intake = look(path)
    assert intake.recipe_id == "finess"
    assert intake.ok
    actors = intake.reading.actors.set_index("actor_id")
    assert actors["kind"].to_dict() == {"010000001": "pmi", "010000002": "hopital"}
    assert actors["name"].tolist() == ["CENTRE DE PMI A", "CH B"]
    assert actors.loc["010000001", ["lon", "lat"]].tolist() == pytest.approx([5.15, 50.05], abs=1e-5)
    assert actors["zone_id"].tolist() == ["01002", "01002"]
    assert actors["postal_code"].tolist() == ["06000", "06001"]
    assert actors["status"].tolist() == ["open", "open"]
    assert intake.reading.aside == {"outside": 1, "other-kind": 1}


def test_finess_in_two_sections_joins_positions(write: Write) -> None:
    x, y = metres(5.12, 50.02)
    fields = ["structureet", "010000009", "", "PMI C", "", "", "", "3", "R", "NEUVE", "", "", "002", "01", "AIN"]
    fields += ["06000 BOURG", "", "", "230", "Consultation", *[""] * 11]
    path = write(
        "finess.csv",
        "finess;etalab;112;2026-06-02\n"
        + ";".join(fields)
        + f"\ngeolocalisation;010000009;{x};{y};1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93;2026-05-04\n",
    )
    intake = look(path)
    assert (intake.recipe_id, intake.layout, intake.ok) == ("finess", "finess", True)
    actor = intake.reading.actors.iloc[0]
    assert actor[["kind", "address", "as_of"]].tolist() == ["pmi", "3 R NEUVE", "2026-05-04"]
    assert actor[["lon", "lat"]].tolist() == pytest.approx([5.12, 50.02], abs=1e-5)


def test_data_inclusion_reads_the_kind_in_the_name(write: Write) -> None:
    row = {
        "source": "dora",
        "id": "dora--1",
        "nom": "PMI de Bourg",
        "date_maj": "2026-02-14",
        "siret": None,
        "commune": "Bourg",
        "code_postal": "06000",
        "code_insee": "01002",
        "adresse": "1 place Haute",
        "longitude": 5.15,
        "latitude": 50.05,
        "horaires_accueil": "Mo 08:30-12:30",
    }
    path = write("structures.json", json.dumps([row, row | {"id": "dora--2", "nom": "Le Tournesol"}]))
    intake = look(path)
    assert (intake.recipe_id, intake.ok) == ("data-inclusion-structures", True)
    actor = intake.reading.actors.iloc[0]
    assert actor[["actor_id", "kind", "source", "as_of", "hours"]].tolist() == [
        "dora--1",
        "pmi",
        "data·inclusion (dora)",
        "2026-02-14",
        "Mo 08:30-12:30",
    ]
    assert intake.reading.aside == {"other-kind": 1}


def overpass() -> dict[str, Any]:
    return {
        "osm3s": {"timestamp_osm_base": "2026-03-01T10:00:00Z"},
        "elements": [
            {"type": "node", "id": 7, "lat": 50.05, "lon": 5.15, "tags": {"name": "Naître", "healthcare": "midwife"}},
            {
                "type": "way",
                "id": 8,
                "center": {"lat": 50.05, "lon": 5.25},
                "tags": {"amenity": "hospital", "name": "H"},
            },
            {"type": "node", "id": 9, "lat": 50.05, "lon": 5.15, "tags": {"amenity": "bench", "name": "Banc"}},
            {"type": "node", "id": 10, "lat": 50.05, "lon": 5.15, "tags": {"amenity": "hospital", "name": "NULL"}},
        ],
    }


def test_overpass_maps_tags_and_dates_itself(write: Write) -> None:
    intake = look(write("overpass.json", json.dumps(overpass())))
    assert intake.ok
    assert intake.reading.actors["actor_id"].tolist() == ["osm-node-7", "osm-way-8"]
    assert kinds(intake) == ["sage-femme", "hopital"]
    assert set(intake.reading.actors["status"]) == {"to-verify"}
    assert set(intake.reading.actors["as_of"]) == {"2026-03-01"}
    assert intake.reading.aside == {"other-kind": 1, "no-name": 1}


def test_dhis2_reads_groups_points_and_closings(write: Write) -> None:
    path = write(
        "units.csv",
        "id,code,name,level,parent.name,openingDate,closedDate,featureType,coordinates\n"
        'Ab1,1,CSR Un,5,Bourg,2001-01-01T00:00:00.000,,POINT,"[5.12,50.02]"\n'
        "Ab2,2,CSU Deux,5,Plaine,1990-01-01T00:00:00.000,2019-12-31T00:00:00.000,NONE,\n"
        "Ab3,3,CSU Trois,5,Nulle part,,,NONE,\n",
    )
    intake = look(path, Recipe(constants={"as_of": "2026"}))
    assert (intake.recipe_id, intake.ok) == ("dhis2", True)
    actors = intake.reading.actors
    assert actors["status"].tolist() == ["open", "closed"]
    assert actors["until"].tolist()[1] == "2019-12-31"
    assert actors["lon"].tolist() == [5.12, 5.27]
    assert intake.reading.aside == {"no-place": 1}


def test_a_national_list_keeps_what_is_here(write: Write) -> None:
    rows = "".join(f"e{number};PMI {number};PMI;{75000 + number};Paris\n" for number in range(200))
    path = write("nationale.csv", f"id;nom;type;code insee;localité\nici;PMI Ici;PMI;01002;Bourg\n{rows}")
    intake = look(path, SAID)
    assert intake.ok
    assert intake.reading.actors["actor_id"].tolist() == ["ici"]
    assert intake.reading.aside == {"outside": 200}


def test_every_recipe_that_ships_reads_and_fits_its_own_headers() -> None:
    recipes = {recipe.id: recipe for recipe in shipped_recipes()}
    assert set(recipes) >= {"finess", "bpe", "data-inclusion-structures", "healthsites", "openstreetmap", "dhis2"}
    for recipe in recipes.values():
        assert recipe.headers
        assert recipe.fr
        assert recipe.en
        found = fitting_recipe([*recipe.headers, *recipe.some_of[:1]], "table")
        assert found is not None
        assert found.id == recipe.id


def test_a_plain_list_is_not_taken_for_a_publisher_s() -> None:
    assert fitting_recipe(["id", "type", "nom", "localité"], "table") is None
    assert fitting_recipe(["id", "name", "level"], "table") is None


def test_a_maternity_of_the_permanent_database_of_facilities_is_no_hospital() -> None:
    kinds = next(recipe for recipe in shipped_recipes() if recipe.id == "bpe").kinds

    assert kinds["D107"].startswith("maternite")
    assert (kinds["D278"], kinds["D265"], kinds["D307"]) == ("sage-femme", "medecin-generaliste", "pharmacie")
