"""Who is in the register already: by identifier, by a name that looks alike nearby; never silently."""

import math

import pandas as pd
import pytest

from geo import schema
from geo.errors import BadInputError
from geo.files.register.export import write_register
from geo.workspace import journal
from geo.workspace.data import load
from geo.workspace.register_intake import check_register, import_register, present_register, put_beside
from geo.workspace.register_matching import find_matches, name_variants
from geo.workspace.register_merging import Beside
from geo.workspace.territory import load_territory
from ui.texts import texts
from ui.words.register_matches import perhaps_sentences


def actors(*rows):
    """Actors of kind saf at Bourg (5.15, 50.05) unless said otherwise; one degree of latitude is 111.32 km."""
    base = {
        "kind": "saf",
        "lon": 5.15,
        "lat": 50.05,
        "position_quality": "address",
        "zone_id": "01002",
        "status": "open",
        "source": "essai",
        "as_of": "2026",
    }
    return schema.conform(pd.DataFrame([{**base, **row} for row in rows]), schema.ACTOR)


def sure(incoming, known):
    found = find_matches(incoming, known).sure
    return list(found[["actor_id", "known_id", "basis"]].itertuples(index=False, name=None))


NOBODY = {"actor_id": "z", "name": "Ailleurs", "lat": 49.0}
KNOWN = actors({"actor_id": "k", "name": "La Maison Source - Bastogne", "locality": "Bastogne"})


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"name": "Maison Source Bastogne", "locality": "Bastogne"}, True),
        ({"name": "Maison Sourse"}, True),  # a letter wrong
        ({"name": "MAISON-SOURCE asbl"}, True),
        ({"name": "Source Maison"}, True),
        ({"name": "Foyer du Lac, anciennement Maison Source"}, True),
        ({"name": "Foyer du Lac (Maison Source)"}, True),
        ({"name": "Foyer du Lac"}, False),
        ({"name": "Maison"}, False),  # one word of two is not the same name
        ({"name": "Maison Source", "kind": "hopital"}, False),
        ({"name": "Maison Source", "lat": 50.05 + 0.9 / 111.32}, True),
        ({"name": "Maison Source", "lat": 50.05 + 1.1 / 111.32}, False),  # both are at the address: one km apart
        ({"name": "Maison Source", "lat": 50.05 + 9.9 / 111.32, "position_quality": "locality"}, True),
        ({"name": "Maison Source", "lat": 50.05 + 10.1 / 111.32, "position_quality": "locality"}, False),
        ({"name": "Maison Source", "lon": math.nan, "lat": math.nan, "position_quality": "unknown"}, True),
        (
            {"name": "Maison Source", "lon": math.nan, "lat": math.nan, "position_quality": "unknown", "zone_id": "9"},
            False,
        ),
    ],
    ids=str,
)
def test_kind_name_and_place_decide_together(change, found):
    assert sure(actors({"actor_id": "n", **change}), KNOWN) == ([("n", "k", "name")] if found else [])


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ("finess:010780054", "finess:010780054;siret:26010004500012", True),
        ("siret:26010004500012", "siret:26010004500012", True),
        ("bce:0406633304", "bce:0406633304", False),  # a body has several places
        ("nis:92094", "nis:92094", False),  # so has a commune
        ("finess:010780054", "finess:010780055", False),
    ],
)
def test_an_identifier_of_others_decides_whatever_the_name_and_the_place(mine, theirs, found):
    incoming = actors({"actor_id": "n", "name": "Tout autre nom", "lat": 50.9, "identifiers": mine})
    known = actors({"actor_id": "k", "name": "Maison Source", "identifiers": theirs})
    assert sure(incoming, known) == ([("n", "k", "identifier")] if found else [])


def test_each_is_matched_once_and_the_best_wins():
    known = actors(
        {"actor_id": "near", "name": "Maison Source"},
        {"actor_id": "far", "name": "Maison Source", "lat": 50.05 + 0.5 / 111.32},
    )
    incoming = actors({"actor_id": "a", "name": "Maison Source"}, {"actor_id": "b", "name": "Maison Sourcee"})
    assert sure(incoming, known) == [("a", "near", "name")]
    # Whoever comes second is told, with the best of what is left.
    perhaps = find_matches(incoming, known).perhaps
    told = set(perhaps[["actor_id", "other_id", "where"]].itertuples(index=False, name=None))
    assert told == {("b", "near", "register"), ("b", "a", "file")}


def test_one_door_or_one_name_twice_in_a_file_is_told_and_never_decided():
    incoming = actors(
        {"actor_id": "a", "name": "Maison Source"},
        {"actor_id": "b", "name": "Les Lilas", "lat": 50.05 + 0.03 / 111.32},
        {"actor_id": "c", "name": "maison source", "lat": 50.05 + 0.5 / 111.32},
        {"actor_id": "d", "name": "Les Lilas", "kind": "hopital"},
    )
    found = find_matches(incoming, actors({"actor_id": "z", "name": "Ailleurs", "lat": 49.0}))
    assert found.sure.empty
    told = set(found.perhaps[["actor_id", "other_id", "where", "basis"]].itertuples(index=False, name=None))
    assert told == {("b", "a", "file", "door"), ("c", "a", "file", "name")}


def test_squares_of_the_grid_part_nobody():
    """Pairs less than 900 m apart on either side of every line of the grid near 5.25 E, 50.1 N are found."""
    for lon, lat in ((5.25, 50.0), (5.2, 50.1), (5.25, 50.1), (-0.0, 0.0)):
        step = 0.3 / 111.32
        known = actors({"actor_id": "k", "name": "Maison Source", "lon": lon - step, "lat": lat - step})
        incoming = actors({"actor_id": "n", "name": "Maison Source", "lon": lon + step, "lat": lat + step})
        assert sure(incoming, known) == [("n", "k", "name")]


def test_nobody_and_inputs_unchanged():
    none = schema.ACTOR.empty()
    assert sure(none, KNOWN) == []
    assert sure(KNOWN, none) == []
    before = KNOWN.copy()
    assert sure(KNOWN, KNOWN) == []  # the same identifier is the same actor: there is nothing to ask
    pd.testing.assert_frame_equal(KNOWN, before)


def test_names_are_written_out_and_lose_what_says_nothing():
    assert name_variants("PMI de Bourg", "Bourg") == ["protection maternelle infantile"]
    assert name_variants("C.H. St-Nikolaus (Eupen)", "Eupen")[0] == "c h saint nikolaus"
    assert name_variants("Bourg", "Bourg") == ["bourg"]  # nothing else would be left
    assert name_variants("Centre Arc, anciennement Les Lilas")[1:] == ["centre arc", "lilas"]


HEADER = "identifiant;nom;type;localité;téléphone;statut;source;date de la source\n"
TWO = HEADER + (
    "x-1;Maison Source Bastogne;sap;Bastogne;061 00 00 00;ouvert;appel;2026-11\n"
    "x-2;La Maison Source - Barvaux;sap;Barvaux-sur-Ourthe;086 00 00 00;ouvert;appel;2026-11\n"
)


@pytest.fixture
def wallonie(own_workspace):  # noqa: ARG001 - a folder of its own
    return load_territory("wallonie")


def put(territory, tmp_path, text):
    file = tmp_path / "liste.csv"
    file.write_text(text, encoding="utf-8")
    reading = check_register(territory, file)
    assert reading.ok, reading.issues.to_dict("records")
    return reading, put_beside(territory, reading)


def recorded(territory, reading, sides, decision=None, **each):
    rows = sides.rows(decision, each=each)
    return import_register(territory, reading, by="x", reason="x", origin="liste.csv", rows=rows)


def test_a_list_of_known_services_under_other_identifiers(wallonie, tmp_path):
    before = load(wallonie)
    reading, sides = put(wallonie, tmp_path, TWO)
    known = ["be-saf-maison-source-bastogne", "be-saf-maison-source-barvaux"]
    assert sides.matches.sure["known_id"].tolist() == known
    changed = sides.differences("x-2")
    assert changed["column"].tolist() == ["phone", "source", "as_of"]
    with pytest.raises(BadInputError, match="import-matched"):
        sides.rows()
    assert sides.updates.empty
    assert recorded(wallonie, reading, sides, "keep") == 0
    assert recorded(wallonie, reading, sides, "update") == 2
    after = load(wallonie)
    assert set(after.actors["actor_id"]) == set(before.actors["actor_id"])
    assert len(after.services) == len(before.services)
    line = after.actors.set_index("actor_id").loc[known[1]]
    then = before.actors.set_index("actor_id").loc[known[1]]
    assert (line["phone"], line["website"], line["lon"]) == ("086 00 00 00", then["website"], then["lon"])
    # Once updated, the same list changes nothing.
    reading, sides = put(wallonie, tmp_path, TWO)
    assert recorded(wallonie, reading, sides, "update") == 0
    assert recorded(wallonie, reading, sides, "keep", **{"x-1": "both"}) == 1
    assert "x-1" in set(load(wallonie).actors["actor_id"])


def test_a_corrected_phone_number_brought_back_makes_no_second_service(wallonie, tmp_path):
    """The file has neither the service nor the point: what it does not say stays."""
    before = present_register(wallonie).set_index("actor_id").loc["be-saf-echoline"]
    text = HEADER + "be-saf-echoline;Écholine asbl;sap;Charleroi;071 12 34 56;ouvert;appel;2026-11\n"
    reading, sides = put(wallonie, tmp_path, text)
    assert recorded(wallonie, reading, sides) == 1
    after = present_register(wallonie).set_index("actor_id").loc[["be-saf-echoline"]]
    assert len(after) == 1
    changed = {column for column in after.columns if str(after.iloc[0][column]) != str(before[column])}
    assert changed == {"phone", "source", "as_of"}
    # A blank cell under a column that is there makes the field unknown.
    reading, sides = put(wallonie, tmp_path, text.replace("071 12 34 56", ""))
    assert recorded(wallonie, reading, sides) == 1
    assert pd.isna(present_register(wallonie).set_index("actor_id").loc["be-saf-echoline", "phone"])


def test_what_is_said_of_an_actor_is_said_on_all_its_rows(wallonie, tmp_path):
    rows = "id;service;nom;type;localité;téléphone;statut;source;date de la source\n"
    two = rows + "m;Un;M;saf;Arlon;1;ouvert;s;2026\n" + "m;Deux;M;saf;Arlon;1;ouvert;s;2026\n"
    reading, sides = put(wallonie, tmp_path, two)
    assert recorded(wallonie, reading, sides) == 2
    reading, sides = put(wallonie, tmp_path, rows + "m;Un;M;saf;Arlon;2;ouvert;s;2026\n")
    assert recorded(wallonie, reading, sides) == 2
    assert present_register(wallonie).query("actor_id == 'm'")["phone"].tolist() == ["2", "2"]


@pytest.mark.parametrize(
    ("territory_id", "ending", "language"),
    [
        ("wallonie", ".csv", "fr"),
        ("wallonie", ".xlsx", "en"),
        ("ain", ".csv", "en"),
        ("souss-massa", ".xlsx", "fr"),
        ("france", ".csv", "fr"),
    ],
)
def test_what_is_exported_comes_back_without_a_change(territory_id, ending, language, own_workspace, tmp_path):  # noqa: ARG001
    territory = load_territory(territory_id)
    path = tmp_path / f"registre{ending}"
    register = present_register(territory)
    write_register(path, register, language=language)
    reading = check_register(territory, path)
    assert reading.ok, reading.issues[reading.issues["severity"] == "error"].to_dict("records")
    sides = put_beside(territory, reading)
    assert sides.matches.sure.empty
    assert recorded(territory, reading, sides) == 0
    assert import_register(territory, reading, by="x", reason="x", origin=path.name) == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "name", "told"),
    [
        ("sap", "saf", "Maison Source", True),
        ("maternite", "hopital", "Maison Source - maternité", True),
        ("sap", "saf", "Tout autre nom", False),
        ("hopital", "saf", "Maison Source", False),
    ],
)
def test_one_name_under_a_neighbouring_kind_is_told_and_never_decided(mine, theirs, name, told):
    incoming = actors({"actor_id": "n", "name": name, "kind": mine})
    found = find_matches(incoming, actors({"actor_id": "k", "name": "La Maison Source", "kind": theirs}))
    assert found.sure.empty
    pairs = list(found.perhaps[["actor_id", "other_id", "where", "basis"]].itertuples(index=False, name=None))
    assert pairs == ([("n", "k", "register", "neighbour")] if told else [])


def test_an_actor_found_under_its_own_kind_is_not_told_again_under_another():
    known = actors(
        {"actor_id": "k", "name": "Maison Source"}, {"actor_id": "j", "name": "Maison Source", "kind": "sap"}
    )
    found = find_matches(actors({"actor_id": "n", "name": "Maison Source"}), known)
    assert list(found.sure["known_id"]) == ["k"]
    assert found.perhaps.empty


def test_two_neighbouring_kinds_in_one_file():
    incoming = actors(
        {"actor_id": "a", "name": "Maison Source"}, {"actor_id": "b", "name": "maison source", "kind": "sap"}
    )
    found = find_matches(incoming, actors(NOBODY))
    assert list(found.perhaps[["actor_id", "other_id", "basis"]].iloc[0]) == ["b", "a", "neighbour"]


@pytest.mark.parametrize(
    ("said", "kept", "links"),
    [("both", ["a", "b"], [None, None]), ("first", ["a"], [None]), ("linked", ["a", "b"], [None, "a"])],
)
def test_two_rows_at_one_door_become_what_is_said_of_them(said, kept, links):
    incoming = actors({"actor_id": "a", "name": "Maison Source"}, {"actor_id": "b", "name": "Les Lilas"})
    service = {"service": "saf", "mode": "on-site", "source": "essai", "as_of": "2026"}
    services = schema.conform(pd.DataFrame([{**service, "actor_id": one} for one in ("a", "b", "z")]), schema.SERVICE)
    mine = journal.as_register(incoming, services[services["actor_id"] != "z"])
    known = journal.as_register(actors(NOBODY), services[services["actor_id"] == "z"])
    sides = Beside(mine, known, frozenset(), find_matches(incoming, actors(NOBODY)))
    rows = sides.rows(pairs={("b", "a"): said})
    assert list(rows["actor_id"]) == kept
    assert [None if pd.isna(link) else link for link in rows["same_as"]] == links


NEIGHBOURS = TWO.replace(";sap;", ";saf;")


def test_two_perhaps_the_same_are_told_field_by_field_and_may_update_the_card(wallonie, tmp_path):
    before = load(wallonie)
    reading, sides = put(wallonie, tmp_path, NEIGHBOURS)
    pairs = sides.matches.perhaps[["actor_id", "other_id"]].to_numpy().tolist()
    assert pairs == [["x-1", "be-saf-maison-source-bastogne"], ["x-2", "be-saf-maison-source-barvaux"]]
    compared = sides.compared(*pairs[1]).set_index("column")
    assert compared.loc["phone", "after"] == "086 00 00 00"
    assert compared.loc["kind", ["before", "after"]].tolist() == ["sap", "saf"]
    told = perhaps_sentences(sides, texts("fr"))
    assert "→ 086 00 00 00" in told[1]
    rows = sides.rows(pairs={tuple(pairs[1]): "update", tuple(pairs[0]): "first"})
    assert import_register(wallonie, reading, by="x", reason="x", origin="liste.csv", rows=rows) == 1
    after = load(wallonie)
    assert set(after.actors["actor_id"]) == set(before.actors["actor_id"])
    phones = after.actors.set_index("actor_id")["phone"]
    assert phones["be-saf-maison-source-barvaux"] == "086 00 00 00"
    assert phones["be-saf-maison-source-bastogne"] != "061 00 00 00"


def test_a_pair_of_the_file_has_no_card_to_update(wallonie, tmp_path):
    twice = HEADER + "".join(f"y-{n};Les Coccinelles;creche;Arlon;;ouvert;appel;2026\n" for n in (1, 2))
    _, sides = put(wallonie, tmp_path, twice)
    pair = tuple(sides.matches.perhaps[["actor_id", "other_id"]].iloc[0])
    assert sides.compared(*pair).empty
    with pytest.raises(BadInputError, match="import-pair-update"):
        sides.rows(pairs={pair: "update"})


def test_what_changed_since_it_was_shown_is_not_written_over(wallonie, tmp_path):
    known = "be-saf-maison-source-barvaux"
    mine = HEADER + f"{known};La Maison Source - Barvaux;sap;Barvaux-sur-Ourthe;086 11 11 11;ouvert;appel;2026-11\n"
    reading, sides = put(wallonie, tmp_path, mine)
    assert sides.updates.set_index("column").loc["phone", "after"] == "086 11 11 11"
    other, theirs = put(wallonie, tmp_path, mine.replace("11 11 11", "22 22 22"))
    assert import_register(wallonie, other, by="y", reason="y", origin="autre.csv", rows=theirs.rows()) == 1
    signed = {"by": "x", "reason": "x", "origin": "liste.csv", "rows": sides.rows()}
    with pytest.raises(BadInputError, match="import-changed-since") as refused:
        import_register(wallonie, reading, seen=sides.concerned, **signed)
    assert refused.value.values["name"] == "La Maison Source - Barvaux"
    phones = load(wallonie).actors.set_index("actor_id")["phone"]
    assert phones[known] == "086 22 22 22"
    again = put_beside(wallonie, reading)
    assert import_register(wallonie, reading, seen=again.concerned, **signed) == 1
