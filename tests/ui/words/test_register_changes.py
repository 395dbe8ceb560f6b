"""What differs between two states of the register, in one sentence."""

import pandas as pd

from ui.texts import texts
from ui.words.register_changes import difference_sentence, field_value

COLUMNS = ["actor_id", "service", "name", "change", "column", "before", "after"]


def lines(*rows):
    return pd.DataFrame([(actor, "s", actor.upper(), *told) for actor, *told in rows], columns=COLUMNS, dtype=object)


def test_each_thing_is_counted_once():
    """Two services added; a closes, with its date; b and c are corrected, b twice, and c on its phone too."""
    told = lines(
        ("x", "added", None, None, None),
        ("y", "added", None, None, None),
        ("a", "changed", "status", "open", "closed"),
        ("a", "changed", "until", None, "2026-03-01"),
        ("b", "changed", "phone", "1", "2"),
        ("b", "changed", "capacity", 10.0, 12.0),
        ("c", "changed", "phone", None, "3"),
    )
    assert difference_sentence(told, texts("en")) == (
        "Between the two: 2 services added; 1 actor closed; 2 actors corrected (phone: 2, capacity: 1)."
    )
    narrow = "\u202f"
    assert difference_sentence(told, texts("fr")) == (
        f"Entre les deux{narrow}: 2 services ajoutés{narrow}; 1 acteur fermé{narrow}; "
        f"2 acteurs corrigés (téléphone{narrow}: 2, capacité{narrow}: 1)."
    )
    assert difference_sentence(lines(), texts("fr")) == "Rien n’a changé entre les deux."
    dated = lines(("a", "changed", "until", "2025", "2026"))
    assert difference_sentence(dated, texts("en")) == "Between the two: the dates of 1 actor."


def test_values_are_read_as_people_read_them():
    french = texts("fr")
    assert field_value("status", "suspended", french) == "suspendu"
    assert field_value("verified", "2026-05-02", french) == "02/05/2026"
    assert field_value("capacity", 40.0, french) == "40"
    assert field_value("phone", None, french) == "–"
    assert field_value("stages", "prenatal;postnatal", french) == "prénatal;postnatal"
