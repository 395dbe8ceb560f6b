"""How amounts are written: people are whole, units that divide are not, and what is not nothing never looks like it."""

import pytest

from ui.texts import LANGUAGES, texts
from ui.words.balances import amount as said
from ui.words.balances import bounds
from ui.words.numbers import FRACTIONS, amount, amount_column, decimal, whole


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (87.1, None, "87"),
        (87.1, "families", "87"),
        (87.6, "births", "88"),
        (3.4, "follow-ups", "3"),
        (0.4, "families", "<\u00a01"),
        (0.5, "families", "<\u00a01"),
        (1e-9, "families", "0"),  # what is left of a subtraction
        (0.6, "families", "1"),
        (0.0, "families", "0"),
        (3.4, "fte", "3,4"),
        (0.4, "half-days", "0,4"),
        (12.0, "fte", "12"),
        (187.4, "fte", "187"),
    ],
)
def test_people_are_whole(value, unit, written):
    assert amount(value, "fr", unit=unit) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_is_said(language):
    words = texts(language)
    assert said(None, words) == said(None, words, unit="fte") == words("unknown")


def test_bounds_follow_the_unit():
    words = texts("fr")
    assert bounds(3.4, 3.6, words, unit="fte") == "3,4 à 3,6"
    assert bounds(87.1, 87.3, words, unit="families") == "87"
    assert bounds(87.1, 92.4, words, unit="families") == "87 à 92"


def test_columns_and_mixed_units():
    assert [amount_column(unit) for unit in (None, "families", *FRACTIONS)] == [
        "amount",
        "amount",
        "fraction",
        "fraction",
    ]
    assert [whole(value, "families") for value in (None, 87.1, 0.2, 0.0)] == [None, 87.0, 0.2, 0.0]
    assert whole(3.4, "fte") == 3.4


@pytest.mark.parametrize(
    ("serving", "french", "english"),
    [
        (0, "aucun ne la dessert", "none serves it"),
        (1, "1 acteur la dessert", "1 actor serves it"),
        (2, "2 acteurs la desservent", "2 actors serve it"),
    ],
)
def test_who_serves_a_zone_agrees(serving, french, english):
    assert french in texts("fr")("card-actors", here=3, serving=serving)
    assert english in texts("en")("card-actors", here=3, serving=serving)


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_does_not_mean_unpublished(language):
    words = texts(language)("welcome-need", need="x", births="y")
    assert "personne" not in words
    assert "nobody" not in words


@pytest.mark.parametrize(("language", "written"), [("fr", "\u22120,04"), ("en", "\u22120.04")])
def test_what_is_below_zero_has_a_true_minus(language, written):
    assert decimal(-0.04, language, digits=2) == written
