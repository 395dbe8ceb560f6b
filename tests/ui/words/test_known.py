"""What is not known, in words, in both languages."""

import pytest

from analysis.records.bounds import CompletenessRecord
from analysis.service_area.completeness import Completeness, KindKnown, completeness_record
from ui.texts import texts
from ui.words.known import (
    among_known,
    bounded,
    bounded_short,
    known_cell,
    known_line,
    least_cell,
    register_lines,
    state_name,
)
from ui.words.numbers import count

FR = texts("fr")
NAN = float("nan")


def told(state, known, expected=NAN, low=NAN, high=NAN, **words) -> CompletenessRecord:
    one = KindKnown("hopital", "R", state, known, expected, low, high, stated_in="R", **words)
    return completeness_record(Completeness("R", state, known, expected, low, high, (one,)))


@pytest.mark.parametrize(
    ("record", "french", "english"),
    [
        (told("complete", 9, 9, 9, 9), "9 services connus sur 9\u202f: registre complet", "9 services known of 9"),
        (told("partial", 1, 600, 600), "1 service connu sur environ 600", "1 service known of about 600"),
        (told("partial", 2, 9, 9, 9), "2 services connus sur 9", "2 services known of 9"),
        (told("partial", 26, low=38, high=77), "26 services connus sur 38 à 77", "26 services known of 38 to 77"),
        (told("partial", 1, low=1, high=683), "1 service connu sur 683 au plus", "of 683 at most"),
        (told("partial", 3, low=75), "3 services connus sur au moins 75", "of at least 75"),
        (told("partial", 4, low=4), "4 services connus, sur un nombre inconnu", "of an unknown number"),
        (told("partial", 0, low=0, high=3), "aucun service connu sur 3 au plus", "no service known of 3 at most"),
        (told("not-listed", 0, 261, 261, 261), "aucun service recensé sur 261", "no service listed of 261"),
        (
            told("not-listed", 0, low=0),
            "aucun service recensé, sur un nombre inconnu",
            "no service listed, of an unknown",
        ),
        (told("complete", 0, 0, 0, 0), "aucun service, et une source le dit", "no service, and a source says so"),
    ],
)
def test_how_many_are_known_of_how_many(record, french, english):
    assert known_line(record, texts("fr")) == french
    assert english in known_line(record, texts("en"))
    lines = register_lines(record, texts("fr"))
    if record["state"] == "complete":
        assert lines == []
    else:
        assert lines[0] == f"Le registre est incomplet\u202f: {french}."
        assert ("inconnus, non nuls" if record["state"] == "not-listed" else "au moins") in lines[1]


def test_the_cell_of_a_table():
    assert known_cell(told("partial", 26, low=38, high=77), texts("fr")) == "26 sur 38 à 77"
    assert known_cell(told("partial", 4, low=4), texts("fr")) == "4 sur ?"
    assert known_cell(told("not-listed", 0, 261, 261, 261), texts("fr")) == "aucun sur 261"


def test_the_source_of_the_count_is_told():
    words = {"what": "sièges", "source": "Région", "as_of": "2024", "reliability": "press"}
    lines = register_lines(told("partial", 1, 86, 86, **words), texts("fr"))
    assert lines[2] == "Compté\u202f: sièges (Région, 2024, presse)."
    none = {"source": "aucune source trouvée", "as_of": "undated", "reliability": "none"}
    assert len(register_lines(told("partial", 1, low=1, **none), texts("fr"))) == 2


def test_a_function_says_which_of_its_kinds_nobody_listed():
    kinds = tuple(
        KindKnown(kind, "R", state, known, NAN, known, NAN)
        for kind, state, known in [("hopital", "complete", 2), ("saf", "partial", 1), ("clps", "not-listed", 0)]
    )
    record = completeness_record(Completeness("R", "partial", 3, NAN, 3, NAN, kinds))
    assert register_lines(record, texts("fr"))[:1] == [
        "3 services connus, pour 3 types d’acteurs qui la remplissent selon le programme\u202f: 1 est recensé en entier"
        "\u202f; de l’un d’eux, personne n’est recensé (Centre local de promotion de la santé (CLPS))."
    ]


@pytest.mark.parametrize(
    ("sense", "said", "short"),
    [
        ("exact", "12 %", "12 %"),
        ("at-least", "au moins 12 %", "≥ 12 %"),
        ("at-most", "au plus 12 %", "≤ 12 %"),
        ("unknown", "inconnu", "inconnu"),
    ],
)
def test_a_figure_says_what_is_known_of_it(sense, said, short):
    assert bounded("12 %", sense, texts("fr")) == said
    assert bounded_short("12 %", sense, texts("fr")) == short


def test_states_have_names():
    assert [state_name(state, texts("fr")) for state in ("complete", "partial", "not-listed")] == [
        "complet",
        "partiel",
        "non recensé",
    ]


@pytest.mark.parametrize(
    ("value", "sense", "cell"),
    [(0.0, "at-least", "aucun connu"), (0.0, "exact", "0"), (3.0, "at-least", "≥ 3"), (None, "unknown", "inconnu")],
)
def test_none_known_is_not_none(value, sense, cell):
    assert least_cell(value, sense, texts("fr"), written=count).replace("\u202f", " ") == cell


@pytest.mark.parametrize("said", ["18 % des naissances", "18 % des naissances."])
def test_a_title_ends_before_what_is_known_is_told(said):
    assert among_known(said, "complete", FR) == said
    told = "18 % des naissances. Cela ne vaut que pour les services connus."
    assert among_known(said, "partial", FR) == told
