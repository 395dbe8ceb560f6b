"""Actors that a law gives to every commune: on three communes drawn by hand, then as they ship."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from geo.errors import BadInputError
from geo.files.register import RegisterContext
from geo.paths import data_folder
from geo.workspace.by_law import FILE, read_rules, rows_by_law
from geo.workspace.data import load
from geo.workspace.journal import REGISTER_COLUMNS
from geo.workspace.register_intake import present_register
from geo.workspace.territory import load_territory

ONE_PER_COMMUNE = """
[[rules]]
territory = "land"
level = "commune"
kind = "cpas"
actor_id = "x-{zone}"
name = "CPAS - {name}"
service = "Aide"
source = "la loi"
as_of = "2025"
note = "adresse non lue"

[rules.named_otherwise]
c = "ÖSHZ - {name}"
"""

CONTEXT = RegisterContext(
    zones=gpd.GeoDataFrame(
        {
            "zone_id": ["R", "c", "a", "b"],
            "level": ["region", "commune", "commune", "commune"],
            "parent_id": [None, "R", "R", "R"],
            "name": ["Land", "Ceville", "Aville", "Beville"],
        },
        geometry=[box(0, 0, 3, 1), box(2, 0, 3, 1), box(0, 0, 1, 1), box(1, 0, 2, 1)],
        crs="EPSG:4326",
    ),
    kinds=frozenset({"cpas"}),
    functions=frozenset(),
    places=pd.DataFrame(
        {
            "place_id": ["1", "2", "3"],
            "name": ["Bourg", "Hameau", "Beville"],
            "zone_id": ["a", "a", "b"],
            "lon": [0.2, 0.8, 1.5],
            "lat": [0.5, 0.5, 0.5],
            "population": [900.0, 10.0, 5.0],
        }
    ),
    existing_ids=frozenset(),
    today=date(2026, 1, 1),
)
NOBODY = pd.DataFrame(columns=REGISTER_COLUMNS)


def rules(tmp_path, text=ONE_PER_COMMUNE):
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    return path


def test_one_row_per_commune_at_its_main_locality(tmp_path):
    """a has no place of its name: its most populated; b has one; c has no place at all: a point inside it."""
    rows = rows_by_law(rules(tmp_path), "land", NOBODY, context=CONTEXT)
    assert rows.columns.tolist() == REGISTER_COLUMNS
    assert rows[["actor_id", "name", "zone_id", "covers", "lon"]].to_numpy().tolist() == [
        ["x-a", "CPAS - Aville", "a", "a", 0.2],
        ["x-b", "CPAS - Beville", "b", "b", 1.5],
        ["x-c", "ÖSHZ - Ceville", "c", "c", 2.5],
    ]
    assert set(rows["position_quality"]) == {"commune"}
    assert set(rows["status"]) == {"open"}
    assert rows["address"].isna().all()


def test_an_actor_that_the_register_names_stands_in_its_commune(tmp_path):
    named = pd.DataFrame({"kind": ["cpas", "asi"], "zone_id": ["b", "a"]}).reindex(columns=REGISTER_COLUMNS)
    rows = rows_by_law(rules(tmp_path), "land", named, context=CONTEXT)
    assert rows["actor_id"].tolist() == ["x-a", "x-c"]


def test_rules_of_other_territories_say_nothing(tmp_path):
    assert rows_by_law(rules(tmp_path), "elsewhere", NOBODY, context=CONTEXT).empty
    assert read_rules(tmp_path / "absent.toml") == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('level = "commune"', 'level = "village"', "level = village"),
        ('kind = "cpas"', 'kind = "cpass"', "kind = cpass"),
        ("c = ", "z = ", "named_otherwise: z"),
        ("x-{zone}", "x", "{zone}"),
        ('as_of = "2025"\n', "", "as_of"),
        ('note = "adresse non lue"', 'notes = "adresse non lue"', "notes"),
        ("[[rules]]", "[[rules", "l"),
    ],
)
def test_a_rule_that_says_something_else_is_refused(tmp_path, old, new, reason):
    with pytest.raises(BadInputError) as caught:
        rows_by_law(rules(tmp_path, ONE_PER_COMMUNE.replace(old, new)), "land", NOBODY, context=CONTEXT)
    assert caught.value.key == "bad-by-law-file"
    assert reason in str(caught.value.values["reason"])


# As they ship


def test_every_walloon_commune_has_its_cpas_and_its_administration():
    data = load(load_territory("wallonie"))
    communes = set(data.zones.loc[data.zones["level"] == "commune", "zone_id"])
    for kind in ("cpas", "administration-communale"):
        mine = data.actors[data.actors["kind"] == kind]
        assert len(mine) == len(communes) == 261
        assert set(mine["zone_id"]) == communes
        assert set(mine["position_quality"]) == {"commune"}
        assert mine["address"].isna().all()
        assert mine["note"].str.contains("localité principale").all()
    provinces = data.actors[data.actors["kind"] == "cpas"].merge(
        data.ancestors[data.ancestors["ancestor_level"] == "province"], on="zone_id"
    )
    assert provinces.groupby("ancestor_id").size().to_dict() == {
        "20002": 27,
        "50000": 69,
        "60000": 84,
        "80000": 43,
        "90000": 38,
    }
    german = data.actors[data.actors["name"].str.startswith("CPAS (ÖSHZ)")]
    assert sorted(german["zone_id"]) == [
        "63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087",
    ]  # fmt: skip


def test_they_are_in_the_register_that_is_exported():
    register = present_register(load_territory("wallonie"))
    assert (register["kind"] == "cpas").sum() == 261
    assert not register.duplicated(["actor_id", "service"]).any()


def test_rules_ship_for_wallonia_only():
    assert {rule.territory for rule in read_rules(data_folder() / "actors" / FILE)} == {"wallonie"}
